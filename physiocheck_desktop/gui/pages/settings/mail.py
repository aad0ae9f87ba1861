"""What of the notifications comes by e-mail too."""

from dataclasses import replace

from PySide6.QtWidgets import QCheckBox

from physiocheck_desktop.domain.notification import KINDS_OF_ROLE, NotificationKind, NotificationPreferences
from physiocheck_desktop.gui.background import LookUp, RecordKind
from physiocheck_desktop.gui.context import WindowContext
from physiocheck_desktop.gui.models.mail_words import mail_words
from physiocheck_desktop.gui.models.trouble import error_sentences
from physiocheck_desktop.gui.widgets.card import Card
from physiocheck_desktop.gui.widgets.check_line import CheckLine
from physiocheck_desktop.gui.widgets.text import Text


class MailSection(Card):
    """A box for each kind of notification that this person is told; each is kept the moment it is ticked.

    Attributes:
        boxes: The box of each kind.
        details: Whether a mail about a session says what it came to.
    """

    def __init__(self, context: WindowContext) -> None:
        super().__init__(self.tr("Notifications by e-mail"))
        self._context = context
        self._asked = LookUp()
        self._known = NotificationPreferences()
        self._note = Text(role="muted", wraps=True)
        self._trouble = Text(role="trouble", wraps=True)
        self._trouble.hide()
        self.boxes: dict[NotificationKind, QCheckBox] = {}
        self.details = CheckLine(self.tr("With what the session came to, which is about your health"))
        self.content.addWidget(self._note)
        for kind in sorted(KINDS_OF_ROLE[context.actor.role]):
            box = CheckLine(mail_words(kind))
            box.clicked.connect(lambda wanted, kind=kind: self._keep_kind(kind, wanted))
            self.boxes[kind] = box
            self.content.addWidget(box)
            if kind is NotificationKind.SESSION_SUMMARY:
                self.content.addWidget(self.details)
        self.details.clicked.connect(self._keep_details)
        self.content.addWidget(self._trouble)
        self._let_choose(may=False)

    @property
    def note(self) -> str:
        """What is said of mails as a whole."""
        return self._note.text()

    @property
    def trouble(self) -> str:
        """Why what was ticked last was not kept, empty where it was."""
        return self._trouble.text()

    def enter(self) -> None:
        """Look up what is chosen."""
        person = self._context.person
        if person.sign_in is None:
            self._note.setText(self.tr("Without an account there is no address that mails could go to."))
            self._show_boxes(shown=False)
            return
        if self._context.application.sends_mail:
            words = self.tr("Mails go to {address}. Here everything is told in any case.")
            self._note.setText(words.format(address=person.sign_in.account.email))
        else:
            self._note.setText(
                self.tr(
                    "No mail leaves this program: the clinic has no mail server set up in it. What you choose is kept."
                )
            )
        service, actor = self._context.application.notifications, self._context.actor
        self.leave()
        self._asked = self._context.records.look_up(
            "look up what comes by e-mail", lambda: service.preferences(actor), self._show, self._tell
        )

    def leave(self) -> None:
        """Wait for no answer."""
        self._asked.give_up()

    def _show(self, preferences: NotificationPreferences) -> None:
        self._known = preferences
        self._trouble.hide()
        self._trouble.clear()
        self._let_choose(may=True)
        self._draw()

    def _draw(self) -> None:
        for kind, box in self.boxes.items():
            box.setChecked(kind in self._known.by_email)
        self.details.setChecked(self._known.details_in_email)
        self.details.setEnabled(NotificationKind.SESSION_SUMMARY in self._known.by_email)

    def _keep_kind(self, kind: NotificationKind, wanted: bool) -> None:
        kinds = self._known.by_email | {kind} if wanted else self._known.by_email - {kind}
        details = self._known.details_in_email and NotificationKind.SESSION_SUMMARY in kinds
        self._keep(NotificationPreferences(kinds, details_in_email=details))

    def _keep_details(self, wanted: bool) -> None:
        self._keep(replace(self._known, details_in_email=wanted))

    def _keep(self, preferences: NotificationPreferences) -> None:
        service, actor = self._context.application.notifications, self._context.actor
        before, self._known = self._known, preferences
        self._draw()

        def tell(error: Exception) -> None:
            self._known = before
            self._draw()
            self._tell(error)

        self._context.records.run(
            "choose what comes by e-mail",
            lambda: service.set_preferences(actor, preferences),
            lambda _: self._show(self._known),
            tell,
            changes={RecordKind.ACCOUNT},
        )

    def _tell(self, error: Exception) -> None:
        self._trouble.setText(" ".join(filter(None, error_sentences(error))))
        self._trouble.show()

    def _let_choose(self, *, may: bool) -> None:
        for box in (*self.boxes.values(), self.details):
            box.setEnabled(may)

    def _show_boxes(self, *, shown: bool) -> None:
        for box in (*self.boxes.values(), self.details):
            box.setVisible(shown)

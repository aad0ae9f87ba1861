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

    The boxes show what is on its way to be kept, and where nothing is, what is kept.

    Attributes:
        boxes: The box of each kind.
        details: Whether a mail about a session says what it came to.
    """

    def __init__(self, context: WindowContext) -> None:
        super().__init__(self.tr("Notifications by e-mail"))
        self._context = context
        self._asked = LookUp()
        self._kept = NotificationPreferences()
        self._on_way: NotificationPreferences | None = None
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

    @property
    def _chosen(self) -> NotificationPreferences:
        return self._kept if self._on_way is None else self._on_way

    def _show(self, kept: NotificationPreferences) -> None:
        self._kept = kept
        self._say("")
        self._let_choose(may=True)
        self._draw()

    def _draw(self) -> None:
        chosen = self._chosen
        for kind, box in self.boxes.items():
            box.setChecked(kind in chosen.by_email)
        self.details.setChecked(chosen.details_in_email)
        self.details.setEnabled(NotificationKind.SESSION_SUMMARY in chosen.by_email)

    def _keep_kind(self, kind: NotificationKind, wanted: bool) -> None:
        chosen = self._chosen
        kinds = chosen.by_email | {kind} if wanted else chosen.by_email - {kind}
        details = chosen.details_in_email and NotificationKind.SESSION_SUMMARY in kinds
        self._keep(NotificationPreferences(kinds, details_in_email=details))

    def _keep_details(self, wanted: bool) -> None:
        self._keep(replace(self._chosen, details_in_email=wanted))

    def _keep(self, preferences: NotificationPreferences) -> None:
        """Keep a whole set; the newest holds, whatever becomes of those before it, and answers come in their order."""
        service, actor = self._context.application.notifications, self._context.actor
        self._on_way = preferences
        self._draw()

        def arrive() -> bool:
            """Return whether nothing newer is on its way."""
            is_newest = self._on_way is preferences
            if is_newest:
                self._on_way = None
            return is_newest

        def take(_: None) -> None:
            arrive()
            self._show(preferences)

        def tell(error: Exception) -> None:
            if arrive():
                self._draw()
                self._tell(error)

        self._context.records.run(
            "choose what comes by e-mail",
            lambda: service.set_preferences(actor, preferences),
            take,
            tell,
            changes={RecordKind.ACCOUNT},
        )

    def _tell(self, error: Exception) -> None:
        self._say(" ".join(filter(None, error_sentences(error))))

    def _say(self, trouble: str) -> None:
        self._trouble.setText(trouble)
        self._trouble.setVisible(bool(trouble))

    def _let_choose(self, *, may: bool) -> None:
        for box in (*self.boxes.values(), self.details):
            box.setEnabled(may)

    def _show_boxes(self, *, shown: bool) -> None:
        for box in (*self.boxes.values(), self.details):
            box.setVisible(shown)

"""The person's own account: who it is, password, second factor; and a physician's verification."""

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget

from physiocheck_desktop.domain.account import Account, SecondFactorState
from physiocheck_desktop.domain.people import Actor, Role, Verification
from physiocheck_desktop.domain.verification import PhysicianApplication
from physiocheck_desktop.gui.background import RecordKind
from physiocheck_desktop.gui.context import WindowContext
from physiocheck_desktop.gui.dialogs.form_dialog import FormDialog
from physiocheck_desktop.gui.dialogs.password_forms import ChangePasswordForm, ConfirmForm
from physiocheck_desktop.gui.dialogs.recovery_dialog import RecoveryDialog
from physiocheck_desktop.gui.dialogs.second_factor import SecondFactorDialog
from physiocheck_desktop.gui.models.trouble import error_sentences
from physiocheck_desktop.gui.models.wording import role_words, verification_words, whole
from physiocheck_desktop.gui.theme.active import design
from physiocheck_desktop.gui.theme.icons import Icon
from physiocheck_desktop.gui.widgets.buttons import ActionButton
from physiocheck_desktop.gui.widgets.card import Card
from physiocheck_desktop.gui.widgets.folding_row import FoldingRow
from physiocheck_desktop.gui.widgets.loader import Loader
from physiocheck_desktop.gui.widgets.page_frame import PageFrame
from physiocheck_desktop.gui.widgets.scroll import Scroll
from physiocheck_desktop.gui.widgets.text import Text
from physiocheck_desktop.services.people import People


@dataclass(frozen=True, slots=True)
class _Found:
    account: Account
    factor: SecondFactorState
    application: PhysicianApplication | None


class AccountPage(PageFrame):
    """What a person does with their own account.

    Attributes:
        password_button: Changes the password.
        factor_button: Sets up a second factor, or switches it off.
        codes_button: Makes new recovery codes.
        document_button: Gives the clinic a physician's document.
    """

    def __init__(self, context: WindowContext) -> None:
        super().__init__(self.tr("Account"))
        self._context = context
        self._has_factor = False
        self._loader = Loader(
            self, context.records, "look up account", self._look_up, {RecordKind.ACCOUNT, RecordKind.VERIFICATION}
        )
        self._who = Text(role="heading", wraps=True)
        self._what = Text(role="muted", wraps=True)
        self._factor = Text(wraps=True)
        self._verification = Text(wraps=True)
        self.password_button = ActionButton(self.tr("Change password"), "secondary", Icon.KEY)
        self.factor_button = ActionButton("", "secondary", Icon.SECOND_FACTOR)
        self.codes_button = ActionButton(self.tr("New recovery codes"), "secondary", Icon.AGAIN)
        self.document_button = ActionButton(self.tr("Give a document"), "secondary", Icon.DOCUMENT)
        self.password_button.clicked.connect(self._change_password)
        self.factor_button.clicked.connect(self._change_factor)
        self.codes_button.clicked.connect(self._renew_codes)
        self.document_button.clicked.connect(self._ask_for_document)
        self._verification_card = self._card(self.tr("Verification"), self._verification, self.document_button)
        self._lay_out()

    @property
    def who(self) -> str:
        """Whose account it is, as it is written."""
        return self._who.text()

    @property
    def factor_words(self) -> str:
        """What is said of the second factor."""
        return self._factor.text()

    @property
    def verification_words(self) -> str:
        """What is said of a physician's verification."""
        return self._verification.text()

    def enter(self, subject: object | None = None) -> None:
        """Look up the account."""
        del subject
        self.password_button.setFocus()
        self._look_up()

    def give_document(self, path: Path) -> None:
        """Give the clinic this document."""
        files, actor = self._context.application.files, self._context.actor
        self._context.records.run(
            "give a document",
            lambda: files.set_credential(actor, path),
            lambda _: self.happened.emit(self.tr("The clinic has your document.")),
            lambda error: self.happened.emit(" ".join(filter(None, error_sentences(error)))),
            changes={RecordKind.FILE},
        )

    def _lay_out(self) -> None:
        space = design().space
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, space.medium, 0)
        column.setSpacing(space.large)
        head = Card()
        head.content.addWidget(self._who)
        head.content.addWidget(self._what)
        column.addWidget(head)
        column.addWidget(self._verification_card)
        column.addWidget(self._card(self.tr("Password"), None, self.password_button))
        column.addWidget(self._card(self.tr("Second factor"), self._factor, self.factor_button, self.codes_button))
        column.addStretch(1)
        self.body.addWidget(Scroll(inside, self.tr("Account")), 1)

    def _card(self, heading: str, words: Text | None, *buttons: ActionButton) -> Card:
        card = Card(heading)
        if words is not None:
            card.content.addWidget(words)
        row = FoldingRow(*buttons)
        row.add_stretch()
        card.content.addWidget(row)
        return card

    def _look_up(self) -> None:
        people, actor = self._context.application.people, self._context.actor
        self._loader.load(lambda: _find(people, actor), self._show)

    def _show(self, found: _Found) -> None:
        self._who.setText(found.account.display_name)
        self._what.setText(f"{role_words(found.account.role)} · {found.account.email}")
        self._has_factor = found.factor.confirmed_at is not None
        self.factor_button.set_content(
            self.tr("Switch it off") if self._has_factor else self.tr("Set up"), Icon.SECOND_FACTOR
        )
        self.codes_button.setVisible(self._has_factor)
        if self._has_factor:
            words = self.tr("Signing in asks for a code of your phone. Recovery codes left: {number}.")
            self._factor.setText(words.format(number=whole(found.factor.recovery_codes_left)))
        else:
            self._factor.setText(self.tr("Signing in asks for your password alone."))
        self._verification_card.setVisible(found.application is not None)
        if found.application is not None:
            self._verification.setText(verification_words(found.application))
            self.document_button.setVisible(found.application.state is not Verification.VERIFIED)

    def _change_password(self) -> None:
        form = ChangePasswordForm(self._context)
        dialog = FormDialog(form, self.tr("Change your password"), self)
        dialog.then(form.done, lambda _: self.happened.emit(self.tr("Your new password is set.")), self.happened.emit)
        dialog.begin()

    def _change_factor(self) -> None:
        if not self._has_factor:
            SecondFactorDialog(self._context, self, self.happened.emit).begin()
            return
        service, actor = self._context.application.people.second_factor, self._context.actor
        form = ConfirmForm(
            self._context,
            self.tr("Switch the second factor off"),
            self.tr("Signing in will ask for your password alone."),
            self.tr("Switch it off"),
            lambda password: service.switch_off(actor, password),
        )
        dialog = FormDialog(form, self.tr("Second factor"), self)
        dialog.then(form.done, lambda _: self._note_switched_off(), self.happened.emit)
        dialog.begin()

    def _note_switched_off(self) -> None:
        self._look_up()
        self.happened.emit(self.tr("The second factor is switched off."))

    def _renew_codes(self) -> None:
        RecoveryDialog(self._context, self, self.happened.emit).begin()

    def _ask_for_document(self) -> None:
        pattern = self.tr("Documents and pictures ({pattern})").format(pattern="*.pdf *.png *.jpg *.jpeg *.webp")
        path, _ = QFileDialog.getOpenFileName(self, self.tr("Choose a document"), "", pattern)
        if path:
            self.give_document(Path(path))


def _find(people: People, actor: Actor) -> _Found:
    application = people.verification.own(actor) if actor.role is Role.PHYSICIAN else None
    return _Found(people.accounts.me(actor), people.second_factor.state(actor), application)

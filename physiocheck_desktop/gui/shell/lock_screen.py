"""Covers everything of a person who has gone away; the password opens it, and the page is as it was."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from physiocheck_desktop.domain.account import SignIn
from physiocheck_desktop.domain.errors import AccessError, LockedError, StorageError
from physiocheck_desktop.gui.background import Background
from physiocheck_desktop.gui.theme.active import design
from physiocheck_desktop.gui.theme.icons import Icon
from physiocheck_desktop.gui.widgets.card import Card
from physiocheck_desktop.gui.widgets.field import PasswordField
from physiocheck_desktop.gui.widgets.form import Form
from physiocheck_desktop.gui.widgets.picture import Picture
from physiocheck_desktop.services.people import People


class LockScreen(QWidget):
    """Shows nothing of the person but the name.

    Signals:
        opened: The person is back.
        ended: The sign-in holds no more; with the sentence that says so.
        sign_out_wanted: The person wants to sign out instead, or is somebody else.

    Attributes:
        form: Asks for the password.
        password: The password.
        sign_out_button: Signs out.
    """

    opened = Signal()
    ended = Signal(str)
    sign_out_wanted = Signal()

    def __init__(self, people: People, records: Background) -> None:
        super().__init__()
        tokens = design()
        self.setProperty("role", "ground")
        self._people = people
        self._sign_in: SignIn | None = None
        self.form = Form(records, self.tr("Locked"), "", self.tr("Unlock"))
        self.password = PasswordField(self.tr("Your password"))
        self.form.add_field("password", self.password)
        self.sign_out_button = self.form.add_link(self.tr("Sign out"), Icon.SIGN_OUT)
        self.sign_out_button.clicked.connect(self.sign_out_wanted)
        self.form.sent.connect(self._unlock)
        self.form.refused.connect(self._tell_other_way)
        card = Card()
        card.setFixedWidth(tokens.shape.dialog)
        card.content.addWidget(Picture(Icon.PRIVATE, tokens.shape.icon_huge))
        card.content.addWidget(self.form)
        layout = QVBoxLayout(self)
        layout.addStretch(1)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(card)
        row.addStretch(1)
        layout.addLayout(row)
        layout.addStretch(2)

    def lock(self, sign_in: SignIn) -> None:
        """Ask for the password of whoever holds this sign-in."""
        self._sign_in = sign_in
        self.form.forget()
        self.form.set_lead(self.tr("{name} is signed in.").format(name=sign_in.account.display_name))
        self.form.begin()

    def warn_of_loss(self) -> None:
        """Say what is lost where the window is closed or signed out of as it is."""
        self.form.say(
            self.tr(
                "Something that was written here is not saved. Unlock to save it. Whoever closes the window or signs "
                "out once more discards it."
            )
        )

    def forget(self) -> None:
        """Know nothing of anybody any more."""
        self._sign_in = None
        self.form.forget()
        self.form.set_lead("")

    def _unlock(self) -> None:
        sign_in, people, password = self._sign_in, self._people, self.password.text
        if sign_in is not None:
            token = sign_in.token
            self.form.run("unlock", lambda: _unlocked(people, token, password), self._take)

    def _tell_other_way(self, error: Exception) -> None:
        """Say what else there is to do where no password can be looked at."""
        if isinstance(error, StorageError):
            words = self.tr(
                "Or sign out: what is kept on this computer stays, and you can practise here without an account."
            )
            self.form.say(f"{self.form.message} {words}")

    def _take(self, ended: AccessError | None) -> None:
        self.form.forget()
        if ended is None:
            self.opened.emit()
        else:
            self.ended.emit(" ".join(filter(None, (ended.what, ended.kept, ended.remedy))))


def _unlocked(people: People, token: str, password: str) -> AccessError | None:
    """Return None where the password is right and the sign-in still holds, else why it does not.

    Raises:
        AccessError: The password is not right, or there were too many tries.
    """
    try:
        people.front_door.unlock(token, password, people.origin)
    except AccessError as refused:
        try:
            people.front_door.resume(token)
        except LockedError:
            raise refused from None
        except AccessError as ended:
            return ended
        raise
    return None

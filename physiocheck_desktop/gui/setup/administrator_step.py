"""The step that asks who looks after accounts, where nobody does yet."""

from PySide6.QtCore import Signal

from physiocheck_desktop.gui.background import Background
from physiocheck_desktop.gui.theme.icons import Icon
from physiocheck_desktop.gui.widgets.field import Field, PasswordField
from physiocheck_desktop.gui.widgets.form import Form, demand_fields
from physiocheck_desktop.gui.widgets.password_advice import PasswordAdvice
from physiocheck_desktop.services.first_start import NewAdministrator, administrator_checks


class AdministratorStep(Form):
    """Takes name, address and password of the first administrator; nothing is made yet.

    Signals:
        chosen: The `NewAdministrator`, or None where nobody is to sign in.

    Attributes:
        name: The name.
        email: The address.
        password: The password.
        alone_button: Goes on without accounts, on an own computer.
        back_button: Leads back.
    """

    chosen = Signal(object)

    def __init__(self, background: Background) -> None:
        super().__init__(
            background,
            self.tr("Who looks after the accounts?"),
            self.tr("The administrator lets physicians in and helps who forgot a password."),
            self.tr("Next"),
        )
        self.name = self.add_field("name", Field(self.tr("Name")))
        self.email = self.add_field("email", Field(self.tr("E-mail address")))
        self.password = PasswordField(self.tr("Password"))
        self.add_field("password", self.password)
        self._advice = PasswordAdvice(background, self.password, lambda: (self.name.text, self.email.text))
        self.alone_button = self.add_link(self.tr("I use it alone, without accounts"), Icon.EXERCISE)
        self.alone_button.clicked.connect(self._go_alone)
        self.back_button = self.add_link(self.tr("Back"), Icon.BACK)
        self.back_button.clicked.connect(self.left)
        self.sent.connect(self._send_on)

    def _go_alone(self) -> None:
        """Go on without an administrator; one who is still looked at is made no more."""
        self.give_up()
        self.chosen.emit(None)

    def _send_on(self) -> None:
        wanted = NewAdministrator(
            name=self.name.text.strip(), email=self.email.text.strip(), password=self.password.text
        )
        self.run(
            "look at the administrator",
            lambda: demand_fields(administrator_checks(wanted)),
            lambda _: self.chosen.emit(wanted),
        )

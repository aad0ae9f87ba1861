"""A new password by a code: asking for one, and using it."""

from PySide6.QtCore import Signal

from physiocheck_desktop.gui.context import FrontContext
from physiocheck_desktop.gui.pages.front.letting_in import new_password
from physiocheck_desktop.gui.theme.icons import Icon
from physiocheck_desktop.gui.widgets.field import Field, PasswordField
from physiocheck_desktop.gui.widgets.form import Form
from physiocheck_desktop.gui.widgets.password_advice import PasswordAdvice


class AskForCodeForm(Form):
    """Asks for a code by mail; says the same whether there is such an account or not.

    Signals:
        asked: The code is on its way, if there is such an account; with the address.

    Attributes:
        email: The address.
        have_button: The person has a code already, such as one from the administrator.
        back_button: Leads back to signing in.
    """

    asked = Signal(str)

    def __init__(self, context: FrontContext) -> None:
        super().__init__(
            context.records,
            self.tr("A new password"),
            self.tr("We send a code to your address, which holds for an hour."),
            self.tr("Send me a code"),
        )
        self._people = context.application.people
        self.email = self.add_field("email", Field(self.tr("E-mail address")))
        self.have_button = self.add_link(self.tr("I have a code"))
        self.back_button = self.add_link(self.tr("Back to signing in"), Icon.BACK)
        self.back_button.clicked.connect(self.left)
        self.sent.connect(self._ask)

    def _ask(self) -> None:
        people, email = self._people, self.email.text
        self.run(
            "ask for a code",
            lambda: people.front_door.ask_for_code(email, people.origin),
            lambda _: self.asked.emit(email),
        )


class NewPasswordForm(Form):
    """Sets a new password by a code.

    Signals:
        done: The new password is set; with the address.
        done_late: Likewise, where the person has left the form meanwhile.

    Attributes:
        email: The address.
        code: The code.
        password: The new password.
        back_button: Leads back to signing in.
    """

    done = Signal(str)
    done_late = Signal()

    def __init__(self, context: FrontContext) -> None:
        super().__init__(
            context.records,
            self.tr("A new password"),
            self.tr("You are signed out everywhere with it."),
            self.tr("Set the new password"),
        )
        self._application = context.application
        self.email = self.add_field("email", Field(self.tr("E-mail address")))
        self.code = self.add_field(
            "code", Field(self.tr("Code"), self.tr("From the e-mail, or from your administrator."))
        )
        self.password = PasswordField(self.tr("New password"))
        self.add_field("password", self.password)
        self._advice = PasswordAdvice(context.records, self.password, lambda: (self.email.text,))
        self.back_button = self.add_link(self.tr("Back to signing in"), Icon.BACK)
        self.back_button.clicked.connect(self.left)
        self.sent.connect(self._set)
        self.when_left(lambda _: self.done_late.emit())

    def _set(self) -> None:
        application, email, code, password = self._application, self.email.text, self.code.text, self.password.text
        self.run(
            "set a new password",
            lambda: new_password(application, email, code, password),
            lambda _: self.done.emit(email),
        )

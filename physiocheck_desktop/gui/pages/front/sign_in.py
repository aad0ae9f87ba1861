"""Signing in by address and password, and by a code where the account asks for one."""

from collections.abc import Callable

from PySide6.QtCore import Signal

from physiocheck_desktop.domain.errors import SecondFactorError
from physiocheck_desktop.gui.context import FrontContext
from physiocheck_desktop.gui.pages.front.letting_in import LetIn, sign_in
from physiocheck_desktop.gui.theme.icons import Icon
from physiocheck_desktop.gui.widgets.check_line import CheckLine
from physiocheck_desktop.gui.widgets.field import Field, PasswordField
from physiocheck_desktop.gui.widgets.form import Form


class SignInForm(Form):
    """Says of wrong input that address or password is wrong, and never which.

    Signals:
        let_in: The `LetIn`.
        code_wanted: All is right, and the account asks for a code of its second factor too.

    Attributes:
        email: The address.
        password: The password.
        stay: Whether this computer is to stay signed in.
        forgotten_button: Leads to a new password.
        sign_up_button: Leads to a new account.
        practise_button: Lets the patient of this computer in, without an account.
    """

    let_in = Signal(object)
    code_wanted = Signal()

    def __init__(self, context: FrontContext) -> None:
        super().__init__(context.records, self.tr("Sign in"), "", self.tr("Sign in"))
        self._application = context.application
        self.email = self.add_field("email", Field(self.tr("E-mail address")))
        self.password = self.add_field("password", PasswordField(self.tr("Password")))
        self.stay = CheckLine(self.tr("Stay signed in on this computer, for 12 hours at most"))
        if not context.can_stay:
            self.stay.hide()  # never shown before it has a parent, without which it were a window of its own
        self.add_row(self.stay)
        self.forgotten_button = self.add_link(self.tr("I forgot my password"))
        self.sign_up_button = self.add_link(self.tr("I have no account yet"))
        self.practise_button = self.add_link(self.tr("Practise without an account"), Icon.EXERCISE)
        self.practise_button.hide()
        self._offers_practising = False
        self.sent.connect(lambda: self.try_with(None))

    def offer_practising(self, *, offered: bool) -> None:
        """Offer to practise without an account, or offer it no more; where that changes by itself, it is read out."""
        if offered != self._offers_practising:
            self._offers_practising = offered
            self._show_offer()
            if offered and self.isVisible():
                self.announcer.say(self.practise_button.text())

    def begin(self, message: str = "") -> None:
        """Begin anew, with what is offered beside."""
        super().begin(message)
        self._show_offer()

    def _show_offer(self) -> None:
        if self.practise_button.parentWidget() is not None:  # before it were a window of its own
            self.practise_button.setVisible(self._offers_practising)

    def try_with(self, code: str | None, form: Form | None = None) -> None:
        """Try to sign in, with a code of the second factor where one is needed; `form` waits and is told."""
        email, password, stay = self.email.text, self.password.text, self.stay.isChecked()
        application = self._application
        (form or self).run(
            "sign in", lambda: self._asked(lambda: sign_in(application, email, password, code, stay=stay)), self._take
        )

    @staticmethod
    def _asked(operation: Callable[[], LetIn]) -> LetIn | None:
        """Return None where the account asks for a code too."""
        try:
            return operation()
        except SecondFactorError:
            return None

    def _take(self, let_in: LetIn | None) -> None:
        if let_in is None:
            self.code_wanted.emit()
        else:
            self.let_in.emit(let_in)


class CodeForm(Form):
    """The second step, where an account asks for a code.

    Attributes:
        code: The code.
        back_button: Leads back to address and password.
    """

    def __init__(self, context: FrontContext) -> None:
        super().__init__(
            context.records,
            self.tr("Your code"),
            self.tr("Read it from your authenticator app. If you do not have the app at hand, use a recovery code."),
            self.tr("Sign in"),
        )
        self.code = self.add_field("code", Field(self.tr("Code of the app, or a recovery code")))
        self.back_button = self.add_link(self.tr("Back"), Icon.BACK)
        self.back_button.clicked.connect(self.left)

"""Forms that ask for the password: to change it, or to make sure that it is still the person who signed in."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Signal

from physiocheck_desktop.domain.errors import AccessError, InputError
from physiocheck_desktop.gui.context import WindowContext
from physiocheck_desktop.gui.models.wording import percent
from physiocheck_desktop.gui.theme.icons import Icon
from physiocheck_desktop.gui.widgets.field import PasswordField
from physiocheck_desktop.gui.widgets.form import Form, WrongFieldsError, demand_fields
from physiocheck_desktop.gui.widgets.password_advice import PasswordAdvice
from physiocheck_desktop.services.passwords import demand_good_password


class ChangePasswordForm(Form):
    """Sets another password; all other sign-ins end.

    Signals:
        done: It is set; with nothing.

    Attributes:
        old: The password until now.
        new: The password from now on.
    """

    done = Signal(object)

    def __init__(self, context: WindowContext) -> None:
        super().__init__(
            context.records,
            self.tr("Change your password"),
            self.tr("You stay signed in here, and are signed out everywhere else."),
            self.tr("Change it"),
        )
        self._context = context
        self.old = PasswordField(self.tr("Password until now"))
        self.new = PasswordField(self.tr("New password"))
        self.add_field("old", self.old)
        self.add_field("new", self.new)
        sign_in = context.person.sign_in
        self._known = () if sign_in is None else (sign_in.account.display_name, sign_in.account.email)
        self._token = "" if sign_in is None else sign_in.token
        self._advice = PasswordAdvice(context.records, self.new, lambda: self._known)
        self.cancel_button = self.add_link(self.tr("Leave it as it is"), Icon.BACK)
        self.cancel_button.clicked.connect(self.left)
        self.sent.connect(self._change)

    def _change(self) -> None:
        old, new = self.old.text, self.new.text
        accounts, actor, token, known = (
            self._context.application.people.accounts,
            self._context.actor,
            self._token,
            self._known,
        )

        def change() -> None:
            demand_fields({"new": partial(demand_good_password, new, *known)})
            try:
                accounts.change_password(actor, old, new, token)
            except AccessError as error:
                raise WrongFieldsError({"old": error}) from error
            except InputError as error:
                raise WrongFieldsError({"new": error}) from error

        self.run("change password", change, self.done.emit)


class ConfirmForm(Form):
    """Asks for the password before something that a stranger at the desk must not do; where there is none, whether to.

    Signals:
        done: It was done; with what came of it.

    Attributes:
        password: The password.
    """

    done = Signal(object)

    def __init__(self, context: WindowContext, title: str, lead: str, action: str, do: Callable[[str], object]) -> None:
        """Make the form.

        Args:
            context: Who is asked.
            title: What is to be done.
            lead: What comes of it.
            action: What the button says.
            do: Does it with the password that was typed; runs in the background.
        """
        super().__init__(context.records, title, lead, action)
        self._do = do
        self.password = PasswordField(self.tr("Your password"))
        self.add_field("password", self.password)
        self.password.setVisible(context.person.sign_in is not None)
        self.cancel_button = self.add_link(self.tr("Leave it as it is"), Icon.BACK)
        self.cancel_button.clicked.connect(self.left)
        self.sent.connect(self._send_password)

    def tell_share(self, share: float) -> None:
        """Say how far it is, and that it can be given up."""
        self.say(self.tr("{share} done").format(share=percent(share)), good=True)
        self.cancel_button.set_content(self.tr("Cancel"), Icon.CLOSE)

    def _send_password(self) -> None:
        do, password = self._do, self.password.text
        self.run("confirm by password", lambda: do(password), self.done.emit)

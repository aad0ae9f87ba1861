"""Setting up a second factor: the password, the picture for the app, its first code, and the recovery codes."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QLabel, QWidget

from physiocheck_desktop.domain.account import Enrolment
from physiocheck_desktop.gui.context import WindowContext
from physiocheck_desktop.gui.dialogs.codes_dialog import CodesDialog
from physiocheck_desktop.gui.dialogs.password_forms import ConfirmForm
from physiocheck_desktop.gui.theme.active import design
from physiocheck_desktop.gui.theme.icons import Icon
from physiocheck_desktop.gui.widgets.field import Field
from physiocheck_desktop.gui.widgets.form import Form
from physiocheck_desktop.gui.widgets.long_field import LongField


class EnrolForm(Form):
    """Shows the secret as a picture and as letters, and asks for the app's first code.

    Signals:
        done: The second factor is asked for from now on; with the recovery codes.

    Attributes:
        secret: The secret as letters.
        code: What the app shows.
    """

    done = Signal(object)

    def __init__(self, context: WindowContext) -> None:
        super().__init__(
            context.records,
            self.tr("Scan this with your app"),
            self.tr("Any authenticator app will do. It then shows a new code every half minute."),
            self.tr("Ask for codes from now on"),
        )
        self._context = context
        self._picture = QLabel()
        self._picture.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self._picture.setFixedHeight(design().shape.code_picture)
        self._picture.setAccessibleName(self.tr("QR code for the authenticator app"))
        self.add_row(self._picture)
        self.secret = LongField(self.tr("Or type this into the app"))
        self.secret.area.setReadOnly(True)
        self.add_row(self.secret)
        self.code = self.add_field("code", Field(self.tr("Code that the app shows")))
        self.cancel_button = self.add_link(self.tr("Leave it as it is"), Icon.BACK)
        self.cancel_button.clicked.connect(self.left)
        self.sent.connect(self._confirm)

    def show_enrolment(self, enrolment: Enrolment) -> None:
        """Show what the app needs."""
        picture = QPixmap()
        picture.loadFromData(enrolment.qr_png)
        side = design().shape.code_picture
        sharp = Qt.TransformationMode.FastTransformation
        self._picture.setPixmap(picture.scaled(side, side, Qt.AspectRatioMode.KeepAspectRatio, sharp))
        groups = [enrolment.secret[at : at + 4] for at in range(0, len(enrolment.secret), 4)]
        self.secret.set_text(" ".join(groups))
        self.begin()

    def forget(self) -> None:
        """Show nothing of it any more."""
        super().forget()
        self._picture.clear()
        self.secret.set_text("")

    def _confirm(self) -> None:
        context, code = self._context, self.code.text
        sign_in = context.person.sign_in
        token = "" if sign_in is None else sign_in.token
        service, actor = context.application.people.second_factor, context.actor
        self.run("confirm second factor", lambda: service.confirm(actor, code, token), self.done.emit)


class SecondFactorDialog(CodesDialog):
    """Leads through the three steps; before the last one nothing is changed.

    Attributes:
        enrol: Shows the picture and asks for the first code.
    """

    def __init__(self, context: WindowContext, parent: QWidget, tell: Callable[[str], None]) -> None:
        super().__init__(context, parent, tell)
        service, actor = context.application.people.second_factor, context.actor
        self.confirm = ConfirmForm(
            context,
            self.tr("Set up a second factor"),
            self.tr("Besides your password, signing in will ask for a code that your phone shows."),
            self.tr("Next"),
            lambda password: service.begin(actor, password),
        )
        self.enrol = EnrolForm(context)
        unseen = self.tr(
            "The second factor is set up: signing in asks for a code from now on. You have not seen your recovery "
            "codes; make new ones here."
        )
        self.lead_through(self.tr("Second factor"), (self.confirm, self.enrol), unseen)
        self.confirm.done.connect(self._show_enrolment)
        self.enrol.done.connect(self.show_codes)

    def _show_enrolment(self, enrolment: Enrolment) -> None:
        self.show_step(self.enrol)
        self.enrol.show_enrolment(enrolment)

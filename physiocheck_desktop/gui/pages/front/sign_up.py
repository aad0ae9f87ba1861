"""Getting an account, as a patient or as a physician."""

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QFileDialog, QHBoxLayout, QWidget

from physiocheck_desktop.domain.people import Role
from physiocheck_desktop.gui.context import FrontContext
from physiocheck_desktop.gui.pages.front.letting_in import SignUp, sign_up
from physiocheck_desktop.gui.theme.active import design
from physiocheck_desktop.gui.theme.icons import Icon
from physiocheck_desktop.gui.widgets.buttons import ActionButton
from physiocheck_desktop.gui.widgets.columns import Columns
from physiocheck_desktop.gui.widgets.field import Field, PasswordField
from physiocheck_desktop.gui.widgets.form import Form
from physiocheck_desktop.gui.widgets.password_advice import PasswordAdvice
from physiocheck_desktop.gui.widgets.text import Text


class SignUpForm(Form):
    """Asks a physician for licence, specialisation and a document too, which the clinic looks at.

    Signals:
        let_in: The `LetIn` of the new account.
        made_late: Likewise, where the person has left the form meanwhile and is not let in.

    Attributes:
        patient_button: The person is a patient.
        physician_button: The person is a physician.
        name: The name.
        email: The address.
        password: The password.
        licence: A physician's licence number.
        specialty: A physician's specialisation.
        document_button: Chooses a physician's document.
        back_button: Leads back to signing in.
    """

    let_in = Signal(object)
    made_late = Signal(object)

    def __init__(self, context: FrontContext) -> None:
        super().__init__(context.records, self.tr("Sign up"), "", self.tr("Make my account"))
        self._application = context.application
        self._credential: Path | None = None
        self.patient_button = ActionButton(self.tr("I am a patient"), "option", Icon.EXERCISE)
        self.physician_button = ActionButton(self.tr("I am a physician"), "option", Icon.PHYSICIAN)
        self.add_row(self._roles())
        self.name = self.add_field("name", Field(self.tr("Name")))
        self.email = self.add_field("email", Field(self.tr("E-mail address")))
        self.password = PasswordField(self.tr("Password"))
        self.add_field("password", self.password)
        self._advice = PasswordAdvice(context.records, self.password, lambda: (self.name.text, self.email.text))
        self.licence = self.add_field("licence", Field(self.tr("Licence number")))
        self.specialty = self.add_field("specialty", Field(self.tr("Specialisation"), self.tr("Such as orthopaedics.")))
        self._document = self._document_row()
        self.add_row(self._document)
        self.back_button = self.add_link(self.tr("I have an account already"), Icon.BACK)
        self.back_button.clicked.connect(self.left)
        self.sent.connect(self._sign_up)
        self.when_left(self.made_late.emit)
        self._show_role()

    @property
    def role(self) -> Role:
        """What the person is."""
        return Role.PHYSICIAN if self.physician_button.isChecked() else Role.PATIENT

    def choose_document(self, path: Path) -> None:
        """Take this file as the physician's document."""
        self._credential = path
        self._document_name.setText(path.name)

    def forget(self) -> None:
        """Empty all fields."""
        super().forget()
        self._credential = None
        self._document_name.clear()
        self.patient_button.setChecked(True)
        self._show_role()

    def _roles(self) -> QWidget:
        buttons = (self.patient_button, self.physician_button)
        row = Columns(buttons, 0, len(buttons))  # under each other where their words are long
        group = QButtonGroup(row)
        for button in buttons:
            button.setCheckable(True)
            button.toggled.connect(lambda _: self._show_role())
            group.addButton(button)
        self.patient_button.setChecked(True)
        return row

    def _document_row(self) -> QWidget:
        row = QWidget()
        layout = QHBoxLayout(row)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(design().space.medium)
        self.document_button = ActionButton(self.tr("Choose a document"), "secondary", Icon.DOCUMENT)
        self.document_button.setAccessibleDescription(self.tr("Your licence as a PDF or a picture"))
        self.document_button.clicked.connect(self._ask_for_document)
        self._document_name = Text(self.tr("Your licence as a PDF or a picture"), "caption", wraps=True)
        layout.addWidget(self.document_button)
        layout.addWidget(self._document_name, 1)
        return row

    def _show_role(self) -> None:
        if not hasattr(self, "_document"):
            return
        is_physician = self.role is Role.PHYSICIAN
        for widget in (self.licence, self.specialty, self._document):
            widget.setVisible(is_physician)

    def _ask_for_document(self) -> None:
        pattern = self.tr("Documents and pictures ({pattern})").format(
            pattern="*.pdf *.png *.jpg *.jpeg *.webp *.tif *.tiff"
        )
        path, _ = QFileDialog.getOpenFileName(self, self.tr("Choose a document"), "", pattern)
        if path:
            self.choose_document(Path(path))

    def _sign_up(self) -> None:
        wanted = SignUp(
            role=self.role,
            name=self.name.text,
            email=self.email.text,
            password=self.password.text,
            licence=self.licence.text,
            specialty=self.specialty.text,
            credential=self._credential if self.role is Role.PHYSICIAN else None,
        )
        application = self._application
        self.run("sign up", lambda: sign_up(application, wanted), self.let_in.emit)

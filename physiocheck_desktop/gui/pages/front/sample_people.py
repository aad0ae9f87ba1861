"""The people of the sample clinic, each of whom a click signs in."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from physiocheck_desktop.domain.people import Role
from physiocheck_desktop.gui.context import FrontContext
from physiocheck_desktop.gui.models.own_words import own_words
from physiocheck_desktop.gui.models.wording import role_words
from physiocheck_desktop.gui.pages.front.letting_in import sign_in
from physiocheck_desktop.gui.theme.active import design
from physiocheck_desktop.gui.theme.icons import Icon
from physiocheck_desktop.gui.widgets.buttons import ActionButton
from physiocheck_desktop.gui.widgets.form import Form
from physiocheck_desktop.gui.widgets.text import Text
from physiocheck_desktop.services.sample_clinic.people import SamplePerson

_SYMBOLS = {Role.PATIENT: Icon.EXERCISE, Role.PHYSICIAN: Icon.PHYSICIAN, Role.ADMINISTRATOR: Icon.KEY}


class SamplePeopleForm(Form):
    """Takes the place of address and password where all the people are made up.

    Signals:
        let_in: The `LetIn` of who was chosen.

    Attributes:
        buttons: The button of each person, by address.
        address_button: Leads to signing in as anywhere else.
    """

    let_in = Signal(object)

    def __init__(self, context: FrontContext) -> None:
        super().__init__(
            context.records,
            self.tr("Whom do you want to look over the shoulder?"),
            self.tr("A click signs you in. What you do here is forgotten tomorrow."),
            self.tr("Sign in"),
        )
        self._application = context.application
        self.buttons: dict[str, ActionButton] = {}
        people = QWidget()
        column = QVBoxLayout(people)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(design().space.small)
        for person in context.application.sample_people:
            button = ActionButton(f"{person.name} · {role_words(person.role)}", "option", _SYMBOLS[person.role])
            about = own_words(person.about)
            button.setAccessibleDescription(about)
            button.clicked.connect(lambda _=False, each=person: self._choose(each))
            self.buttons[person.email] = button
            column.addWidget(button)
            column.addWidget(Text(about, "caption", wraps=True))
        self.add_row(people)
        self.address_button = self.add_link(self.tr("Sign in with address and password, or sign up"), Icon.KEY)

    def begin(self, message: str = "") -> None:
        """Begin anew, with the focus on the first person."""
        super().begin(message)
        self.send_button.hide()
        next(iter(self.buttons.values())).setFocus()

    def _choose(self, person: SamplePerson) -> None:
        if self.is_waiting:
            return
        application = self._application
        self.run(
            "sign a sample person in",
            lambda: sign_in(application, person.email, person.password, None, stay=False),
            self.let_in.emit,
        )

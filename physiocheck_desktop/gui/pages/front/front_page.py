"""The front page: who is there? One form at a time, in the middle of the window."""

from functools import cached_property
from typing import TypeVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from physiocheck_desktop.gui.context import FrontContext, Person
from physiocheck_desktop.gui.models.trouble import error_sentences
from physiocheck_desktop.gui.pages.front.forgotten import AskForCodeForm, NewPasswordForm
from physiocheck_desktop.gui.pages.front.letting_in import LetIn, resume
from physiocheck_desktop.gui.pages.front.sample_people import SamplePeopleForm
from physiocheck_desktop.gui.pages.front.sign_in import CodeForm, SignInForm
from physiocheck_desktop.gui.pages.front.sign_up import SignUpForm
from physiocheck_desktop.gui.theme.active import design
from physiocheck_desktop.gui.theme.icons import Icon
from physiocheck_desktop.gui.widgets.card import Card
from physiocheck_desktop.gui.widgets.form import Form
from physiocheck_desktop.gui.widgets.picture import Picture
from physiocheck_desktop.gui.widgets.text import Text

AnyForm = TypeVar("AnyForm", bound=Form)


class FrontPage(QWidget):
    """Signing in, signing up, a new password; a form that is not asked at first is made when it is wanted.

    Signals:
        let_in: The `LetIn` of who is there now.
        practise_wanted: The person wants to practise without an account.
        refused: What somebody was not let in for, or what else was asked here was refused for.

    Attributes:
        sample: The people of the sample clinic; None where people are real.
        sign_in: Address and password.
    """

    let_in = Signal(object)
    practise_wanted = Signal()
    refused = Signal(object)

    def __init__(self, context: FrontContext) -> None:
        super().__init__()
        tokens = design()
        self._context = context
        self.setProperty("role", "ground")
        self._forms: list[Form] = []
        self._card = Card()
        self._card.setFixedWidth(tokens.shape.dialog)
        self.sample = self._add(SamplePeopleForm(context)) if context.application.sample_people else None
        self.sign_in = self._add(SignInForm(context))
        self._looking = Text(self.tr("One moment…"), "lead")
        self._looking.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._places = QStackedWidget()
        self._places.addWidget(self._middle())
        self._places.addWidget(self._looking)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._places)
        self._connect()

    @cached_property
    def code(self) -> CodeForm:
        """The code of a second factor."""
        form = self._add(CodeForm(self._context))
        form.sent.connect(lambda: self.sign_in.try_with(form.code.text, form))
        form.left.connect(self.ask)
        return form

    @cached_property
    def sign_up(self) -> SignUpForm:
        """A new account."""
        form = self._add(SignUpForm(self._context))
        form.let_in.connect(self._let_in)
        form.made_late.connect(self._say_made)
        form.left.connect(self.ask)
        return form

    @cached_property
    def ask_for_code(self) -> AskForCodeForm:
        """Asks for a code for a new password."""
        form = self._add(AskForCodeForm(self._context))
        form.asked.connect(self._say_asked)
        form.have_button.clicked.connect(lambda: self._use_code(form.email.text, ""))
        form.left.connect(self.ask)
        return form

    @cached_property
    def new_password(self) -> NewPasswordForm:
        """Sets a new password."""
        form = self._add(NewPasswordForm(self._context))
        form.done.connect(self._say_new_password)
        form.done_late.connect(lambda: self._say_late(self.tr("Your new password is set. Sign in with it.")))
        form.left.connect(self.ask)
        return form

    @property
    def form(self) -> Form | None:
        """The form that is shown, None while it is looked who stayed signed in."""
        if self._places.currentWidget() is self._looking:
            return None
        return next((form for form in self._forms if not form.isHidden()), None)

    def begin(self) -> None:
        """Let in who has stayed signed in on this computer, or ask who is there."""
        if not self._context.can_stay:
            self.ask()
            return
        application = self._context.application
        self._places.setCurrentWidget(self._looking)
        self._context.records.look_up(
            "look who stayed signed in", lambda: resume(application), self._take_resumed, lambda _: self.ask()
        )

    def ask(self, message: str = "") -> None:
        """Ask who is there; all that was written before is gone."""
        for form in self._forms:
            form.forget()
        self._show(self._forms[0], message)

    def _take_resumed(self, person: Person | None) -> None:
        if person is None:
            self.ask()
        else:
            self.let_in.emit(LetIn(person))

    def _middle(self) -> QWidget:
        tokens = design()
        space = tokens.space
        brand = QHBoxLayout()
        brand.setSpacing(space.medium)
        brand.addStretch(1)
        brand.addWidget(Picture(Icon.HEART, tokens.shape.icon_large))
        brand.addWidget(Text("PhysioCheck", "heading"))
        brand.addStretch(1)
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(space.wide, space.wide, space.wide, space.wide)
        column.setSpacing(space.wide)
        column.addStretch(1)
        column.addLayout(brand)
        row = QHBoxLayout()  # an alignment instead of stretches would measure wrapped text at the window's width
        row.addStretch(1)
        row.addWidget(self._card)
        row.addStretch(1)
        column.addLayout(row)
        column.addStretch(2)
        self._scroll = QScrollArea()
        self._scroll.setProperty("role", "plain")
        self._scroll.setWidgetResizable(True)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setWidget(inside)
        return self._scroll

    def _add(self, form: AnyForm) -> AnyForm:
        self._forms.append(form)
        self._card.content.addWidget(form)
        form.hide()
        form.refused.connect(self.refused)
        return form

    def _connect(self) -> None:
        if self.sample is not None:
            self.sample.let_in.connect(self._let_in)
            self.sample.address_button.clicked.connect(lambda: self._show(self.sign_in))
            self.sign_in.left.connect(self.ask)
        self.sign_in.let_in.connect(self._let_in)
        self.sign_in.code_wanted.connect(self._ask_for_code_of_app)
        self.sign_in.sign_up_button.clicked.connect(lambda: self._show(self.sign_up))
        self.sign_in.forgotten_button.clicked.connect(lambda: self._show(self.ask_for_code))
        self.sign_in.practise_button.clicked.connect(self.practise_wanted)

    def _let_in(self, let_in: LetIn) -> None:
        for form in self._forms:
            form.forget()
        self.let_in.emit(let_in)

    def _ask_for_code_of_app(self) -> None:
        self.code.forget()
        self._show(self.code)

    def _say_asked(self, email: str) -> None:
        self._use_code(email, self.tr("If this address has an account, a code is on its way to it."))

    def _use_code(self, email: str, message: str) -> None:
        self.new_password.forget()
        self.new_password.email.line.setText(email)
        self._show(self.new_password, message)

    def _say_new_password(self, email: str) -> None:
        self.ask(self.tr("Your new password is set. Sign in with it."))
        self.sign_in.email.line.setText(email)
        self.sign_in.password.line.setFocus()

    def _say_made(self, let_in: LetIn) -> None:
        """Tell whoever has left signing up that there is an account now, and end the sign-in that came with it."""
        sign_in, accounts = let_in.person.sign_in, self._context.application.people.accounts
        if sign_in is not None:
            actor, token = sign_in.account.actor, sign_in.token
            self._context.records.run(
                "sign out", lambda: accounts.sign_out(actor, token), lambda _: None, lambda _: None
            )
        troubles = (" ".join(filter(None, error_sentences(each))) for each in let_in.troubles)
        self._say_late(" ".join((self.tr("Your account is made. Sign in with it."), *troubles)))

    def _say_late(self, words: str) -> None:
        """Say on the form that is seen now what came of one that was left; what is written in it stays."""
        (self.form or self.sign_in).say(words, good=True)

    def _show(self, wanted: Form, message: str = "") -> None:
        self._places.setCurrentIndex(0)
        for form in self._forms:
            form.setVisible(form is wanted)
        self._scroll.verticalScrollBar().setValue(0)
        wanted.begin(message)

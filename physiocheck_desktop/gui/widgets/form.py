"""A form: fields under one another, one button that sends them, and what is wrong beside the field that it is about."""

from collections.abc import Callable, Mapping
from typing import Any, TypeVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from physiocheck_desktop.domain.errors import KnownError
from physiocheck_desktop.gui.background import Background
from physiocheck_desktop.gui.models.trouble import error_sentences
from physiocheck_desktop.gui.theme.active import design
from physiocheck_desktop.gui.theme.icons import Icon
from physiocheck_desktop.gui.widgets.announcer import Announcer
from physiocheck_desktop.gui.widgets.buttons import ActionButton
from physiocheck_desktop.gui.widgets.field import Field
from physiocheck_desktop.gui.widgets.picture import Picture
from physiocheck_desktop.gui.widgets.text import Text

T = TypeVar("T")


class WrongFieldsError(Exception):
    """What was written cannot be used.

    Attributes:
        faults: What is wrong, by the names under which the form keeps its fields.
    """

    def __init__(self, faults: Mapping[str, KnownError]) -> None:
        super().__init__(", ".join(faults))
        self.faults = dict(faults)


def demand_fields(checks: Mapping[str, Callable[[], object]]) -> None:
    """Make sure that each field can be used.

    Args:
        checks: What refuses a field's text by a `KnownError`, by the field's name.

    Raises:
        WrongFieldsError: Some cannot.
    """
    faults: dict[str, KnownError] = {}
    for name, check in checks.items():
        try:
            check()
        except KnownError as error:
            faults[name] = error
    if faults:
        raise WrongFieldsError(faults)


def _keep_quiet(_: object) -> None:
    """Tell nobody."""


class Form(QWidget):
    """Enter sends it, Esc leaves it; while it is sent it waits, and what was written stays where it is refused.

    Signals:
        sent: The person wants it sent.
        left: The person wants to leave it.
        refused: What it was refused for, after it was told.

    Attributes:
        fields: Its fields by name.
        send_button: Sends it.
        announcer: Reads out what is said of the whole form.
    """

    sent = Signal()
    left = Signal()
    refused = Signal(object)

    def __init__(self, background: Background, title: str, lead: str, action: str) -> None:
        super().__init__()
        tokens = design()
        space = tokens.space
        self._background = background
        self._number = 0
        self.fields: dict[str, Field] = {}
        self._title = Text(title, "title", wraps=True)
        self._lead = Text(lead, "lead", wraps=True)
        self._sign = Picture(Icon.WARNING, tokens.shape.icon_large, "danger")
        self._message = Text(wraps=True)
        self.announcer = Announcer(self)
        self._message_line = QWidget()
        row = QHBoxLayout(self._message_line)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(space.medium)
        row.addWidget(self._sign, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._message, 1)
        self._message_line.hide()
        self._action = action
        self.send_button = ActionButton(action, "primary", large=True)
        self.send_button.clicked.connect(self._send)
        self._goes_with_this(self.send_button)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(space.large)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(space.large)
        for widget in (self._title, self._lead, self._message_line):
            layout.addWidget(widget)
        self._lead.setVisible(bool(lead))  # not before: shown without a parent it is a window, which takes the focus
        layout.addLayout(self._rows)
        self._column = layout
        self._links: list[ActionButton] = []
        self._warns = False
        self._late_result: Callable[[Any], None] = _keep_quiet
        self._late_refusal: Callable[[Exception], None] = _keep_quiet

    @property
    def title(self) -> str:
        """What it is for, as it stands above it."""
        return self._title.text()

    @property
    def message(self) -> str:
        """What is said of the whole form, empty where nothing is."""
        return self._message.text()

    @property
    def is_waiting(self) -> bool:
        """Whether it was sent and is not answered yet."""
        return not self.send_button.isEnabled()

    def warn(self) -> None:
        """Let the button that sends it look as what ends something; no Enter key meant for another presses it."""
        self._warns = True
        self.send_button.set_kind("danger")

    def set_lead(self, lead: str) -> None:
        """Say something else under the title."""
        self._lead.setText(lead)
        self._lead.setVisible(bool(lead))

    def add_field(self, name: str, field: Field) -> Field:
        """Add a field under the others and return it."""
        self.fields[name] = field
        field.entered.connect(self._send)
        self._rows.addWidget(field)
        return field

    def add_row(self, widget: QWidget) -> None:
        """Add something else under the fields."""
        self._rows.addWidget(widget)

    def add_link(self, text: str, symbol: Icon | None = None) -> ActionButton:
        """Return a quiet button under the one that sends."""
        button = ActionButton(text, "quiet", symbol)
        self._goes_with_this(button)
        self._links.append(button)
        return button

    def begin(self, message: str = "") -> None:
        """Begin anew, with the focus in the first field that is empty, and perhaps a word on what was done before."""
        self._number += 1
        self._add_buttons()
        self._wait(waiting=False)
        for field in self.fields.values():
            field.tell("")
        self.say(message, good=True)
        seen = [field for field in self.fields.values() if not field.isHidden()]
        first = next((field for field in seen if not field.text), seen[0] if seen else None)
        if first is not None:
            first.line.setFocus()
            first.line.selectAll()
        else:
            careful = self._links[0] if self._warns and self._links else self.send_button
            careful.setFocus()

    def give_up(self) -> None:
        """Wait for no answer any more."""
        self._number += 1
        self._wait(waiting=False)

    def forget(self) -> None:
        """Empty all fields: what was written is nobody's business any more."""
        self.give_up()
        for field in self.fields.values():
            field.clear()
        self.say("")

    def when_left(self, on_done: Callable[[Any], None], on_refused: Callable[[Exception], None] | None = None) -> None:
        """Have somebody told what became of it where it is left while it is sent: it is done or refused all the same.

        Args:
            on_done: Takes the result in place of who took it while the form was there.
            on_refused: Takes what it was refused for; nobody where None.
        """
        self._late_result = on_done
        self._late_refusal = on_refused or _keep_quiet

    def run(self, name: str, operation: Callable[[], T], on_done: Callable[[T], None]) -> None:
        """Send it: wait for an operation, and tell what it refuses beside the field that it is about.

        Args:
            name: What it is, for the log.
            operation: Runs in the background; may raise `WrongFieldsError`.
            on_done: Takes its result, in the GUI thread.
        """
        self._number += 1
        number = self._number
        self.say("")
        self._wait(waiting=True)

        def take(result: T) -> None:
            if number == self._number:
                self._wait(waiting=False)
                on_done(result)
            else:
                self._late_result(result)

        def tell(error: Exception) -> None:
            if number == self._number:
                self._wait(waiting=False)
                self.refuse(error)
            else:
                self._late_refusal(error)

        self._background.run(name, operation, take, tell)

    def refuse(self, error: Exception) -> None:
        """Tell why it was refused, and put the focus where it is to be mended."""
        if isinstance(error, WrongFieldsError):
            for name, fault in error.faults.items():
                field = self.fields[name]
                words = " ".join(filter(None, error_sentences(fault)))
                field.tell(words if field.text else self.tr("This is still empty."))
            wrong: Field | None = self.fields[next(iter(error.faults))]
        else:
            self.say(" ".join(filter(None, error_sentences(error))))
            seen = [each for each in self.fields.values() if not each.isHidden()]
            wrong = seen[-1] if seen else None  # the password or the code
        if wrong is not None:
            wrong.line.setFocus()
            wrong.line.selectAll()
        self.refused.emit(error)

    def say(self, words: str, *, good: bool = False) -> None:
        """Say something of the whole form; nothing where empty."""
        self._sign.set_content(Icon.GOOD if good else Icon.WARNING, "good" if good else "danger")
        self._message.setText(words)
        self._message_line.setVisible(bool(words))
        if not words:
            self.announcer.forget()
        elif self.isVisible():
            self.announcer.say(words)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave by the Esc key; one that is held down leaves nothing else after that."""
        if event.key() == Qt.Key.Key_Escape:
            if not event.isAutoRepeat():
                self.left.emit()
        else:
            super().keyPressEvent(event)

    def _add_buttons(self) -> None:
        """Add the buttons when the form is first shown, so that the Tab key reaches them after all fields."""
        if self._column.indexOf(self.send_button) < 0:
            self._column.addWidget(self.send_button)
            foot = QVBoxLayout()
            foot.setSpacing(design().space.tiny)
            self._column.addLayout(foot)
            for button in self._links:
                foot.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
                button.fold(self._room_of_links())

    def _goes_with_this(self, button: ActionButton) -> None:
        """Let a button of a form that was never shown end with it: without a parent it would stay for ever."""
        self.destroyed.connect(button.deleteLater)

    @staticmethod
    def _room_of_links() -> int:
        """Return how wide the words of a link may be on a card or in a dialog, in pixels."""
        tokens = design()
        return tokens.shape.dialog - tokens.shape.icon - 2 * (tokens.space.wide + tokens.space.large)

    def _send(self) -> None:
        if not self.is_waiting:
            self.sent.emit()

    def _wait(self, *, waiting: bool) -> None:
        self.send_button.setEnabled(not waiting)
        self.send_button.setText(self.tr("One moment…") if waiting else self._action)
        for field in self.fields.values():
            field.line.setReadOnly(waiting)

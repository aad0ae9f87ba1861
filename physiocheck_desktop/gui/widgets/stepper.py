"""A whole number that is changed by two large buttons, the arrow keys, or typing."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QSpinBox, QVBoxLayout, QWidget

from physiocheck_desktop.gui.theme.active import design
from physiocheck_desktop.gui.theme.icons import Icon
from physiocheck_desktop.gui.widgets.buttons import ActionButton
from physiocheck_desktop.gui.widgets.text import Text


class Stepper(QWidget):
    """A named number between two bounds.

    Attributes:
        field: Where the number is written.
        less: Takes one away.
        more: Adds one.
    """

    def __init__(self, name: str, lowest: int, highest: int, *, shows_name: bool = True) -> None:
        """Make one.

        Args:
            name: What is counted.
            lowest: The least number.
            highest: The greatest one.
            shows_name: Whether the name stands above it; else it stands beside it already.
        """
        super().__init__()
        self.field = QSpinBox()
        self.field.setRange(lowest, highest)
        self.field.setAccessibleName(name)
        self.field.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.field.setFixedWidth(2 * design().shape.control)
        self.less = ActionButton("", "secondary", Icon.LESS)
        self.less.setAccessibleName(self.tr("Fewer"))
        self.more = ActionButton("", "secondary", Icon.MORE)
        self.more.setAccessibleName(self.tr("More"))
        self.less.counts_presses = self.more.counts_presses = True
        self.less.clicked.connect(self.field.stepDown)
        self.more.clicked.connect(self.field.stepUp)
        self._name = Text(name, "strong", wraps=True)
        self._name.setBuddy(self.field)
        self._note = Text(role="caption", wraps=True)
        self._note.hide()
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self._name)
        words.addWidget(self._note)
        row = QHBoxLayout()
        row.setSpacing(design().space.small)
        for widget in (self.less, self.field, self.more):
            row.addWidget(widget)
        if shows_name:
            row.addStretch(1)
        else:
            self._name.hide()
        layout = QVBoxLayout(self)  # the name above: in some languages it is as wide as the whole
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(design().space.tiny)
        layout.addLayout(words)
        layout.addLayout(row)

    @property
    def value(self) -> int:
        """The number."""
        return self.field.value()

    def set_name(self, name: str, note: str = "") -> None:
        """Change what is counted, with a few words on it."""
        self._name.setText(name)
        self._note.setText(note)
        self._note.setVisible(bool(note))
        self.field.setAccessibleName(name)
        self.field.setAccessibleDescription(note)

    @property
    def name(self) -> str:
        """What is counted."""
        return self._name.text()

    @property
    def note(self) -> str:
        """What more is said of it."""
        return self._note.text()

    def set_value(self, value: int) -> None:
        """Write another number, or the bound that is nearest to it."""
        self.field.setValue(value)

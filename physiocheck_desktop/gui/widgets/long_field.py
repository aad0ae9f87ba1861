"""A text of several lines to be filled in, with its name above and a hint below; the Tab key leaves it."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPlainTextEdit, QVBoxLayout, QWidget

from physiocheck_desktop.gui.theme.active import design
from physiocheck_desktop.gui.widgets.text import Text


class LongField(QWidget):
    """A named text.

    Signals:
        edited: Something else is written in it.

    Attributes:
        area: Where it is written.
    """

    edited = Signal()

    def __init__(self, name: str, hint: str = "") -> None:
        super().__init__()
        tokens = design()
        self.area = QPlainTextEdit()
        self.area.setProperty("role", "field")
        self.area.setAccessibleName(name)
        self.area.setTabChangesFocus(True)
        self.area.setFixedHeight(2 * tokens.shape.control)
        self.area.textChanged.connect(self.edited)
        label = Text(name, "strong")
        label.setBuddy(self.area)
        self._hint = Text(hint, "caption", wraps=True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(tokens.space.tiny)
        layout.addWidget(label)
        layout.addWidget(self.area)
        layout.addWidget(self._hint)
        self.set_hint(hint)
        self.setFocusProxy(self.area)

    @property
    def text(self) -> str:
        """What is written in it."""
        return self.area.toPlainText()

    @property
    def hint(self) -> str:
        """What is said of it."""
        return self._hint.text()

    def set_text(self, text: str) -> None:
        """Write something else."""
        if text != self.text:
            self.area.setPlainText(text)

    def set_hint(self, hint: str) -> None:
        """Say something else of it."""
        self._hint.setText(hint)
        self._hint.setVisible(bool(hint))
        self.area.setAccessibleDescription(hint)

"""A line to be filled in, with its name above, a hint below, and what is wrong with it beside it."""

from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from physiocheck_desktop.gui.theme.active import design
from physiocheck_desktop.gui.theme.icons import Icon
from physiocheck_desktop.gui.widgets.buttons import ActionButton
from physiocheck_desktop.gui.widgets.picture import Picture
from physiocheck_desktop.gui.widgets.text import Text

_ENTER: Final = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class _Line(QLineEdit):
    """A line whose Enter key is its own.

    Qt hands it on to the dialog, which presses the first button that it has, such as the one that shows a password. A
    key that is held down is one press: it would send a form that has just opened, or a wrong password until too many
    were tried.
    """

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Say that Enter was pressed, once a press, and keep it."""
        is_enter = event.key() in _ENTER
        if not (is_enter and event.isAutoRepeat()):
            super().keyPressEvent(event)
        if is_enter:
            event.accept()


class Field(QWidget):
    """A named line of text.

    Signals:
        entered: The Enter key was pressed in it.

    Attributes:
        line: Where it is written.
    """

    entered = Signal()

    def __init__(self, name: str, hint: str = "") -> None:
        super().__init__()
        tokens = design()
        space = tokens.space
        self.line = _Line()
        self.line.setAccessibleName(name)
        self.line.returnPressed.connect(self.entered)
        self.line.textEdited.connect(lambda _: self.tell(""))
        self._name = name
        self._label = Text(name, "strong")
        self._label.setBuddy(self.line)
        self._hint = Text(role="caption", wraps=True)
        self._trouble = Text(role="trouble", wraps=True)
        self._trouble_line = QWidget()
        row = QHBoxLayout(self._trouble_line)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(space.small)
        row.addWidget(Picture(Icon.WARNING, tokens.shape.icon, "danger"), 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._trouble, 1)
        self._row = QHBoxLayout()
        self._row.setSpacing(space.small)
        self._row.addWidget(self.line, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(space.tiny)
        layout.addWidget(self._label)
        layout.addLayout(self._row)
        layout.addWidget(self._hint)
        layout.addWidget(self._trouble_line)
        self.set_hint(hint)
        self.tell("")
        self.setFocusProxy(self.line)

    @property
    def text(self) -> str:
        """What is written in it."""
        return self.line.text()

    @property
    def trouble(self) -> str:
        """What is wrong with it, as it is written there; empty where nothing is."""
        return self._trouble.text()

    @property
    def hint(self) -> str:
        """What is said of it."""
        return self._hint.text()

    def set_hint(self, hint: str) -> None:
        """Say something else of it."""
        self._hint.setText(hint)
        self._hint.setVisible(bool(hint))
        self._describe()

    def tell(self, trouble: str) -> None:
        """Say what is wrong with it; nothing where empty."""
        self._trouble.setText(trouble)
        self._trouble_line.setVisible(bool(trouble))
        self._describe()

    def clear(self) -> None:
        """Empty it."""
        self.line.clear()
        self.tell("")

    def _describe(self) -> None:
        self.line.setAccessibleDescription(" ".join(filter(None, (self._trouble.text(), self._hint.text()))))


class PasswordField(Field):
    """A line whose letters are hidden until they are asked for.

    Attributes:
        show_button: Shows and hides the letters.
    """

    def __init__(self, name: str, hint: str = "") -> None:
        super().__init__(name, hint)
        self.line.setEchoMode(QLineEdit.EchoMode.Password)
        self.show_button = ActionButton("", "secondary", Icon.SHOW)
        self.show_button.setCheckable(True)
        self.show_button.toggled.connect(self._show)
        self._row.addWidget(self.show_button)
        self._show(shown=False)

    def clear(self) -> None:
        """Empty it, and hide what is written next."""
        super().clear()
        self.show_button.setChecked(False)

    def _show(self, shown: bool) -> None:
        self.line.setEchoMode(QLineEdit.EchoMode.Normal if shown else QLineEdit.EchoMode.Password)
        self.show_button.set_content("", Icon.HIDE if shown else Icon.SHOW)
        name = self.tr("Hide {field}") if shown else self.tr("Show {field}")
        self.show_button.setAccessibleName(name.format(field=self._name))
        self.show_button.setToolTip(self.show_button.accessibleName())

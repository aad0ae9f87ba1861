"""A question with a few answers; Esc is the last one, which changes nothing."""

from collections.abc import Callable

from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from physiocheck_desktop.gui.theme.active import design
from physiocheck_desktop.gui.widgets.buttons import ActionButton
from physiocheck_desktop.gui.widgets.text import Text


class Question(QDialog):
    """Asks once, and is gone.

    Attributes:
        buttons: The button of each answer, in order.
    """

    def __init__(self, title: str, words: str, parent: QWidget) -> None:
        super().__init__(parent)
        tokens = design()
        space = tokens.space
        self.setWindowTitle(title)
        self.setMinimumWidth(tokens.shape.dialog)
        self.buttons: list[ActionButton] = []
        self._row = QHBoxLayout()
        self._row.setSpacing(space.medium)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(space.wide, space.wide, space.wide, space.wide)
        layout.setSpacing(space.large)
        layout.addWidget(Text(title, "heading", wraps=True))
        layout.addWidget(Text(words, wraps=True))
        layout.addLayout(self._row)
        self.finished.connect(self.deleteLater)

    def add_answer(self, text: str, kind: str, act: Callable[[], None] | None = None) -> ActionButton:
        """Add an answer.

        Args:
            text: What its button says.
            kind: Of which kind the button is.
            act: Is done when it is given; None does nothing.
        """
        button = ActionButton(text, kind)
        if act is None:
            button.clicked.connect(self.reject)
        else:
            button.clicked.connect(self.accept)
            button.clicked.connect(lambda _: act())
        self.buttons.append(button)
        self._row.addWidget(button)
        return button

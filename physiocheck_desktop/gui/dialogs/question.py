"""A question with a few answers; Esc is the last one, which changes nothing."""

from collections.abc import Callable

from PySide6.QtWidgets import QVBoxLayout, QWidget

from physiocheck_desktop.gui.dialogs.step_dialog import StepDialog
from physiocheck_desktop.gui.theme.active import design
from physiocheck_desktop.gui.widgets.buttons import ActionButton
from physiocheck_desktop.gui.widgets.folding_row import FoldingRow
from physiocheck_desktop.gui.widgets.text import Text


class Question(StepDialog):
    """Asks once, and is gone.

    Attributes:
        buttons: The button of each answer, in order.
    """

    def __init__(self, title: str, words: str, parent: QWidget) -> None:
        super().__init__(parent)
        step = QWidget()
        space = design().space
        self.buttons: list[ActionButton] = []
        self._row = FoldingRow()
        layout = QVBoxLayout(step)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(space.large)
        layout.addWidget(Text(title, "heading", wraps=True))
        layout.addWidget(Text(words, wraps=True))
        layout.addWidget(self._row)
        self.hold(title, step)
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
        self._row.add(button)
        return button

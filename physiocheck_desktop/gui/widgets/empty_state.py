"""What stands where there is nothing yet: why, and what to do next."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from physiocheck_desktop.gui.theme.active import design
from physiocheck_desktop.gui.theme.icons import Icon
from physiocheck_desktop.gui.widgets.buttons import ActionButton
from physiocheck_desktop.gui.widgets.folding_row import FoldingRow
from physiocheck_desktop.gui.widgets.picture import Picture
from physiocheck_desktop.gui.widgets.scroll import Scroll
from physiocheck_desktop.gui.widgets.text import Text


class EmptyState(QWidget):
    """An icon, a sentence, and one button; sometimes another of second rank.

    Signals:
        acted: The button was pressed.

    Attributes:
        button: The button.
    """

    acted = Signal()

    def __init__(self, symbol: Icon, title: str, words: str, action: str, action_symbol: Icon) -> None:
        super().__init__()
        tokens = design()
        inside = QWidget()
        layout = QVBoxLayout(inside)
        layout.setSpacing(tokens.space.large)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        layout.addStretch(1)
        self.button = ActionButton(action, "primary", action_symbol, large=True)
        self.button.clicked.connect(self.acted)
        layout.addWidget(Picture(symbol, tokens.shape.icon_huge), alignment=Qt.AlignmentFlag.AlignHCenter)
        self._title, self._words = Text(title, "heading", wraps=True), Text(words, "lead", wraps=True)
        for text in (self._title, self._words):
            text.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            layout.addWidget(text)
        self._buttons = FoldingRow()
        self._buttons.add_stretch()
        self._buttons.add(self.button)
        self._buttons.add_stretch()
        row = QHBoxLayout()  # an alignment would leave the buttons no more than their least width
        row.addStretch(1)
        row.addWidget(self._buttons, 4)
        row.addStretch(1)
        layout.addLayout(row)
        layout.addStretch(2)
        outer.addWidget(Scroll(inside, title or action))

    @property
    def title(self) -> str:
        """What there is nothing of."""
        return self._title.text()

    @property
    def words(self) -> str:
        """Why, and what to do."""
        return self._words.text()

    def set_words(self, title: str, words: str) -> None:
        """Say something else."""
        self._title.setText(title)
        self._words.setText(words)

    def add_second(self, action: str, symbol: Icon) -> ActionButton:
        """Return another button beside the first."""
        button = ActionButton(action, "secondary", symbol, large=True)
        self._buttons.insert(2, button)
        return button

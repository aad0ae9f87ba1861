"""What stands where there is nothing yet: why, and what to do next."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from physiocheck_desktop.gui.theme.active import design
from physiocheck_desktop.gui.theme.icons import Icon
from physiocheck_desktop.gui.widgets.buttons import ActionButton
from physiocheck_desktop.gui.widgets.picture import Picture
from physiocheck_desktop.gui.widgets.text import Text


class EmptyState(QWidget):
    """An icon, a sentence, and one button.

    Signals:
        acted: The button was pressed.

    Attributes:
        button: The button.
    """

    acted = Signal()

    def __init__(self, symbol: Icon, title: str, words: str, action: str, action_symbol: Icon) -> None:
        super().__init__()
        tokens = design()
        layout = QVBoxLayout(self)
        layout.setSpacing(tokens.space.large)
        layout.addStretch(1)
        self.button = ActionButton(action, "primary", action_symbol, large=True)
        self.button.clicked.connect(self.acted)
        layout.addWidget(Picture(symbol, tokens.shape.icon_huge), alignment=Qt.AlignmentFlag.AlignHCenter)
        for text in (Text(title, "heading", wraps=True), Text(words, "lead", wraps=True)):
            text.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            layout.addWidget(text)
        layout.addWidget(self.button, alignment=Qt.AlignmentFlag.AlignHCenter)
        layout.addStretch(2)

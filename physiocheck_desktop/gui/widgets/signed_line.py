"""A line of words with the sign that says of what kind they are, and what is told of it below."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from physiocheck_desktop.gui.theme.active import design
from physiocheck_desktop.gui.theme.icons import Icon
from physiocheck_desktop.gui.widgets.picture import Picture
from physiocheck_desktop.gui.widgets.text import Text


class SignedLine(QWidget):
    """An icon, a line, and up to two lines of second rank."""

    def __init__(self, symbol: Icon, colour: str, words: str, facts: str = "", remark: str = "") -> None:
        super().__init__()
        tokens = design()
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(tokens.space.medium)
        grid.setVerticalSpacing(tokens.space.tiny)
        grid.setColumnStretch(1, 1)
        grid.addWidget(Picture(symbol, tokens.shape.icon_large, colour), 0, 0, Qt.AlignmentFlag.AlignTop)
        lines = (Text(words, "strong", wraps=True), Text(facts, "caption", wraps=True), Text(remark, wraps=True))
        for row, line in enumerate(each for each in lines if each.text()):
            grid.addWidget(line, row, 1)

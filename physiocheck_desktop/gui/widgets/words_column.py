"""Lines of words under one another, which have enough room beside a button or go above it."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from physiocheck_desktop.gui.theme.active import design


class WordsColumn(QWidget):
    """Stands in a `FoldingRow`.

    Attributes:
        lines: Add the lines to it.
    """

    def __init__(self, least: int | None = None) -> None:
        """Make an empty column.

        Args:
            least: How wide it must be beside others, in pixels; None takes a few words' width.
        """
        super().__init__()
        self.setMinimumWidth(design().shape.tile if least is None else least)
        self.lines = QVBoxLayout(self)
        self.lines.setContentsMargins(0, 0, 0, 0)
        self.lines.setSpacing(design().space.tiny)

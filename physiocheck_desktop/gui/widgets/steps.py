"""Instructions as numbered steps."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from physiocheck_desktop.gui.models.wording import whole
from physiocheck_desktop.gui.theme.active import design
from physiocheck_desktop.gui.widgets.text import Text


class Steps(QWidget):
    """Sentences under one another, each with its number."""

    def __init__(self) -> None:
        super().__init__()
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(design().space.medium)
        self._grid.setVerticalSpacing(design().space.small)
        self._grid.setColumnStretch(1, 1)

    def set_steps(self, steps: Sequence[str]) -> None:
        """Show other steps."""
        while (item := self._grid.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        for row, step in enumerate(steps):
            self._grid.addWidget(Text(whole(row + 1), "strong"), row, 0, Qt.AlignmentFlag.AlignTop)
            self._grid.addWidget(Text(step, "muted", wraps=True), row, 1)

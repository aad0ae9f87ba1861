"""A column of widgets that is scrolled when it is higher than its place."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from physiocheck_desktop.gui.theme.active import design
from physiocheck_desktop.gui.widgets.late_scroll import LateScroll


class ColumnScroll(LateScroll):
    """Keeps whatever has the keyboard's focus in sight.

    Attributes:
        column: Add what it holds to it; what is added last stands above the empty rest.
    """

    def __init__(self, name: str) -> None:
        inside, space = QWidget(), design().space
        super().__init__(inside, name)
        self.column = QVBoxLayout()
        self.column.setSpacing(space.medium)
        outer = QVBoxLayout(inside)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addLayout(self.column)
        outer.addStretch(1)

        def keep_from_bar(_: int, most: int) -> None:
            """Keep away from the bar where there is one, and else end where all else on the page ends."""
            outer.setContentsMargins(0, 0, space.medium if most > 0 else 0, 0)

        self.verticalScrollBar().rangeChanged.connect(keep_from_bar)

    def clear(self) -> None:
        """Remove all that it holds."""
        clear_layout(self.column)


def clear_layout(layout: QVBoxLayout) -> None:
    """Remove all widgets of a layout."""
    while (item := layout.takeAt(0)) is not None:
        if (widget := item.widget()) is not None:
            widget.hide()
            widget.deleteLater()

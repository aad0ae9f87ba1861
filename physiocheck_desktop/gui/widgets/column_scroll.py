"""A column of widgets that is scrolled when it is higher than its place."""

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from physiocheck_desktop.gui.theme.active import design


class ColumnScroll(QScrollArea):
    """Keeps whatever has the keyboard's focus in sight.

    Attributes:
        column: Add what it holds to it; what is added last stands above the empty rest.
    """

    def __init__(self, name: str) -> None:
        super().__init__()
        space = design().space
        self.setProperty("role", "plain")
        self.setWidgetResizable(True)
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._inside = inside = QWidget(self.viewport())
        self.column = QVBoxLayout()
        self.column.setSpacing(space.medium)
        outer = QVBoxLayout(inside)
        outer.setContentsMargins(0, 0, space.medium, 0)
        outer.addLayout(self.column)
        outer.addStretch(1)

    def event(self, event: QEvent) -> bool:
        """Take the column in when the place is about to be seen, and not anew at each step on the way there."""
        if event.type() is QEvent.Type.Polish and self.widget() is None:
            self.setWidget(self._inside)
        return super().event(event)

    def clear(self) -> None:
        """Remove all that it holds."""
        clear_layout(self.column)


def clear_layout(layout: QVBoxLayout) -> None:
    """Remove all widgets of a layout."""
    while (item := layout.takeAt(0)) is not None:
        if (widget := item.widget()) is not None:
            widget.hide()
            widget.deleteLater()

"""Widgets side by side where there is room, and under one another where there is not."""

from collections.abc import Sequence

from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from physiocheck_desktop.gui.theme.active import design


class Columns(QWidget):
    """A grid with as many columns as there is room for."""

    def __init__(
        self, widgets: Sequence[QWidget], least_width: int, most: int, shares: Sequence[int] | None = None
    ) -> None:
        """Place widgets.

        Args:
            widgets: In their order.
            least_width: What one of them needs, in pixels; where shares are named, what they need on average.
            most: The most columns.
            shares: How the width is shared where there are so many; equally where None.
        """
        super().__init__()
        self._widgets, self._least, self._most = tuple(widgets), least_width, most
        self._shares = tuple(shares) if shares is not None else (1,) * most
        self._are_alike = shares is None
        self._columns = 0
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(design().space.large)
        self._place(most)

    @property
    def columns(self) -> int:
        """How many columns there are now."""
        return self._columns

    def minimumSizeHint(self) -> QSize:
        """Return room for one column of the widest; the layout's own would never let there be fewer columns."""
        return QSize(self._widest(), self._grid.minimumSize().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Choose how many columns there are room for; two rows of two look better than three and one."""
        super().resizeEvent(event)
        gap = self._grid.horizontalSpacing()
        least = max(self._least, self._widest()) if self._are_alike else self._least
        room = max(1, (self.width() + gap) // (least + gap))
        columns = min(self._most, room)
        while len(self._widgets) % columns and columns > 1:
            columns -= 1
        self._place(columns)

    def _widest(self) -> int:
        return max(each.minimumSizeHint().width() for each in self._widgets)

    def _place(self, columns: int) -> None:
        if columns == self._columns:
            return
        for column in range(max(self._columns, columns)):
            self._grid.setColumnStretch(column, self._shares[column] if column < columns else 0)
        self._columns = columns
        for place, widget in enumerate(self._widgets):
            self._grid.addWidget(widget, place // columns, place % columns)

"""A table of records that fills its place, and is scrolled sideways where its words need more."""

from typing import Final

from PySide6.QtCore import QAbstractItemModel, QEvent
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QTableView

from physiocheck_desktop.gui.theme.active import design

_MEASURED_ROWS: Final = 100
"""Whose words the widths of columns are made for, beside those of the rows that are seen."""


class RecordTable(QTableView):
    """Rows are chosen as a whole, by mouse or arrows and Enter; the Tab key goes past it."""

    def __init__(self, name: str, model: QAbstractItemModel, *narrow: int) -> None:
        """Make a table.

        Args:
            name: What a screen reader calls it.
            model: What it shows.
            narrow: The columns that are as wide as their words alone.
        """
        super().__init__()
        self._narrow = narrow
        self.setModel(model)
        self.setAccessibleName(name)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(design().shape.row)
        head = self.horizontalHeader()
        head.setResizeContentsPrecision(_MEASURED_ROWS)
        head.setHighlightSections(False)
        head.setSectionsClickable(False)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the width out anew."""
        super().resizeEvent(event)
        self._share_width()

    def event(self, event: QEvent) -> bool:
        """Share the width out anew where other rows are shown."""
        if event.type() is QEvent.Type.LayoutRequest:
            self._share_width()
        return super().event(event)

    def _share_width(self) -> None:
        """Give each column what its words need, and the rest to those that are not narrow.

        Qt's own modes for it (stretch, to the contents) ask for a new layout whenever they are set, without end.
        """
        head = self.horizontalHeader()
        columns = [column for column in range(head.count()) if not self.isColumnHidden(column)]
        needed = {column: max(self.sizeHintForColumn(column), head.sectionSizeHint(column)) for column in columns}
        wide = [column for column in columns if column not in self._narrow] or columns
        spare = max(0, self.viewport().width() - sum(needed.values())) // max(1, len(wide))
        for column in columns:
            width = needed[column] + (spare if column in wide else 0)
            if self.columnWidth(column) != width:
                self.setColumnWidth(column, width)

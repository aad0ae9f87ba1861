"""A table of records that fills its place, leaves out what there is no room for, and scrolls sideways at last."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QAbstractItemModel, QEvent, QModelIndex, Qt
from PySide6.QtGui import QHelpEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QTableView, QToolTip

from physiocheck_desktop.gui.theme.active import design

_MEASURED_ROWS: Final = 100
"""Whose words the widths of columns are made for, beside those of the rows that are seen."""


class RecordTable(QTableView):
    """Rows are chosen as a whole, by mouse or arrows and Enter; the Tab key goes past it."""

    def __init__(
        self,
        name: str,
        model: QAbstractItemModel,
        *narrow: int,
        spare: Sequence[int] = (),
        cuts_last: bool = False,
    ) -> None:
        """Make a table.

        Args:
            name: What a screen reader calls it.
            model: What it shows.
            narrow: The columns that are as wide as their words alone.
            spare: The columns that are left out where there is no room, the first of them first.
            cuts_last: Whether all of those are left out before the words of a column that is not narrow are cut.
        """
        super().__init__()
        self._narrow, self._spare, self._cuts_last = narrow, tuple(spare), cuts_last
        self._needed: dict[int, int] = {}
        self.setModel(model)
        self.setAccessibleName(name)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setShowGrid(False)
        self.setWordWrap(True)  # a row has the height of two lines in each size of text
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

    def viewportEvent(self, event: QEvent) -> bool:
        """Tell under the pointer what a row has no room for: words that are cut, and columns that are left out."""
        if isinstance(event, QHelpEvent) and event.type() is QEvent.Type.ToolTip:
            QToolTip.showText(event.globalPos(), self._without_room(self.indexAt(event.pos())), self.viewport())
            return True
        return super().viewportEvent(event)

    def event(self, event: QEvent) -> bool:
        """Share the width out anew where other rows are shown."""
        if event.type() is QEvent.Type.LayoutRequest:
            self._share_width()
        return super().event(event)

    def _share_width(self) -> None:
        """Give each column what its words need, and the rest to those that are not narrow.

        Qt's own modes for it (stretch, to the contents) ask for a new layout whenever they are set, without end.
        """
        room = self.viewport().width()
        shown = self._columns_with_room(room)
        for column in self._spare:
            if self.isColumnHidden(column) is (column in shown):
                self.setColumnHidden(column, column not in shown)
        wide = [column for column in shown if column not in self._narrow] or shown
        widths = {column: self._needed[column] for column in shown}
        over = room - sum(widths.values())
        if over >= 0:
            widths |= {column: widths[column] + over // max(1, len(wide)) for column in wide}
        for column in sorted(wide, key=widths.__getitem__, reverse=True) if over < 0 else ():
            # What lacks is taken from those that have most to say, and from each no more than it can spare.
            spared = min(-over, max(0, widths[column] - self._least))
            widths[column] -= spared
            over += spared
        for column, width in widths.items():
            if self.columnWidth(column) != width:
                self.setColumnWidth(column, width)

    def _without_room(self, index: QModelIndex) -> str:
        """Return the words of a cell where they are cut, and what stands in its row in columns that are left out."""
        if not index.isValid():
            return ""
        model, lines = self.model(), []
        if self.sizeHintForIndex(index).width() > self.columnWidth(index.column()):
            lines.append(str(index.data() or ""))
        for column in filter(self.isColumnHidden, range(model.columnCount())):
            words = model.index(index.row(), column).data()
            if words:
                lines.append(f"{model.headerData(column, Qt.Orientation.Horizontal)}: {words}")
        return "\n".join(filter(None, lines))

    @property
    def _least(self) -> int:
        """How narrow a column that is not narrow may become before others are left out; the end of its words is cut."""
        return design().shape.tile

    def _columns_with_room(self, room: int) -> list[int]:
        """Return what is shown at a width; what each needs is known from when it was last seen."""
        head = self.horizontalHeader()
        for column in range(head.count()):
            if not self.isColumnHidden(column) or column not in self._needed:
                self._needed[column] = max(self.sizeHintForColumn(column), head.sectionSizeHint(column))
        shown = list(range(head.count()))
        for column in self._spare:
            whole = shown if self._cuts_last else self._narrow
            least = (self._needed[each] if each in whole else min(self._needed[each], self._least) for each in shown)
            if sum(least) <= room:
                break
            shown.remove(column)
        return shown

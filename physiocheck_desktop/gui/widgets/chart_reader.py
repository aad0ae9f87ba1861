"""A chart in a card: what it says as a sentence, the point that is read in words, and all of it as a table."""

from collections.abc import Sequence
from functools import cached_property

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QStackedWidget,
    QTableWidget,
    QTableWidgetItem,
)

from physiocheck_desktop.gui.charts.reading_plot import ReadingPlot
from physiocheck_desktop.gui.theme.active import design
from physiocheck_desktop.gui.theme.icons import Icon
from physiocheck_desktop.gui.widgets.buttons import ActionButton
from physiocheck_desktop.gui.widgets.card import Card
from physiocheck_desktop.gui.widgets.folding_row import FoldingRow
from physiocheck_desktop.gui.widgets.text import Text

_LINES = 2


class ChartCard(Card):
    """Holds one chart; where it has no point, a sentence stands in its place.

    Attributes:
        plot: The chart.
        table_button: Changes between the two.
        controls: Between heading and sentence, for what chooses what is shown.
    """

    def __init__(self, title: str, plot: ReadingPlot, headings: Sequence[str], empty: str) -> None:
        super().__init__()
        self.plot = plot
        self._title, self._summary = Text(title, "strong", wraps=True), ""
        self._told = Text(role="body", wraps=True)
        self._told.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        self._empty = Text(empty, "muted", wraps=True)
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._headings = headings
        self.table_button = ActionButton("", "quiet", Icon.TABLE)
        self.table_button.clicked.connect(self._turn)
        edges = self.content.contentsMargins()
        edges.setTop(design().space.small)  # the button is higher than a heading
        self.content.setContentsMargins(edges)
        head = FoldingRow()
        head.add(self._title, 1)
        head.add(self.table_button)
        self.controls = QHBoxLayout()
        self.controls.setSpacing(design().space.medium)
        self._places = QStackedWidget()
        for place in (plot, self._empty):
            self._places.addWidget(place)
        self._places.setFixedHeight(design().shape.chart)
        self.content.addWidget(head)
        self.content.addLayout(self.controls)
        self.content.addWidget(self._told)
        self.content.addWidget(self._places)
        plot.read.connect(self._tell)
        self._name_button()
        self.show_points("")

    @cached_property
    def table(self) -> QTableWidget:
        """The same as a table, made when somebody asks for it, which few do."""
        table = _table(self.plot.accessibleName(), self._headings)
        self._places.addWidget(table)
        return table

    @property
    def told(self) -> str:
        """The sentence above the chart: what the whole says, or the point that is read."""
        return self._told.text()

    @property
    def is_empty(self) -> bool:
        """Whether there is no point."""
        return self._places.currentWidget() is self._empty

    def name_columns(self, headings: Sequence[str]) -> None:
        """Give the table that will be made these headings."""
        self._headings = headings

    def set_title(self, title: str) -> None:
        """Write another heading."""
        self._title.setText(title)

    def set_empty_words(self, words: str) -> None:
        """Say something else where there is no point."""
        self._empty.setText(words)

    @property
    def empty_words(self) -> str:
        """What is said where there is no point."""
        return self._empty.text()

    def show_points(self, summary: str) -> None:
        """Show what the chart shows now, and say what the whole says."""
        self._summary = summary
        there_are_some = bool(self.plot.readings)
        self._tell(-1)
        self._told.setVisible(there_are_some)
        self.table_button.setVisible(there_are_some)
        self._name_button()
        if self._shows_table and there_are_some:
            self._fill()
        else:
            self._places.setCurrentWidget(self.plot if there_are_some else self._empty)
        self._told.setMinimumHeight(_LINES * self._told.fontMetrics().lineSpacing())

    @property
    def _shows_table(self) -> bool:
        return self._places.currentWidget() not in (self.plot, self._empty)

    def _turn(self) -> None:
        place = self.plot if self._shows_table else self.table
        if not self._shows_table:
            self._fill()
        self._places.setCurrentWidget(place)
        self._name_button()
        place.setFocus()

    def _tell(self, index: int) -> None:
        self._told.setText(self.plot.words if index >= 0 else self._summary)

    def _name_button(self) -> None:
        words = self.tr("Show as chart") if self._shows_table else self.tr("Show as table")
        self.table_button.set_content(words, Icon.PROGRESS if self._shows_table else Icon.TABLE)
        self.table_button.setAccessibleName(f"{words}: {self.plot.accessibleName()}")

    def _fill(self) -> None:
        readings = self.plot.readings
        self.table.setRowCount(len(readings))
        for row, reading in enumerate(reversed(readings)):
            for column, cell in enumerate(reading.cells):
                self.table.setItem(row, column, QTableWidgetItem(cell))


def _table(name: str, headings: Sequence[str]) -> QTableWidget:
    """Return an empty table that is read, and goes by the arrow keys from row to row."""
    table = QTableWidget(0, len(headings))
    table.setAccessibleName(name)
    table.setHorizontalHeaderLabels(list(headings))
    table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
    table.setShowGrid(False)
    table.setTabKeyNavigation(False)
    table.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    table.verticalHeader().hide()
    head = table.horizontalHeader()
    head.setHighlightSections(False)
    head.setSectionsClickable(False)
    head.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
    head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
    return table

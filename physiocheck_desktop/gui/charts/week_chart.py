"""How well the plan was kept, week by week, as columns."""

from collections.abc import Sequence
from datetime import date
from typing import Final

from PySide6.QtGui import QColor, QResizeEvent

from physiocheck_desktop.gui.charts import drawing
from physiocheck_desktop.gui.charts.day_axis import mark_days
from physiocheck_desktop.gui.charts.reading_plot import ReadingPlot
from physiocheck_desktop.gui.models.reading import Reading
from physiocheck_desktop.gui.theme.active import design

_WEEK: Final = 7
_COLUMN: Final = 5.0
_FEWEST_WEEKS: Final = 5
_MARKS: Final = (0, 25, 50, 75, 100)


class WeekChart(ReadingPlot):
    """Percent a week; a week in which nothing was asked for has no column, and says so where it is read."""

    def __init__(self, name: str) -> None:
        super().__init__(name)

    def show_weeks(self, readings: Sequence[Reading], summary: str) -> None:
        """Show weeks, oldest first, each in the middle of its seven days."""
        self.set_readings(readings, summary)

    def draw(self) -> None:
        """Draw the columns; the last week is not over, and is drawn hollow."""
        super().draw()
        self.label_axes(self.tr("Percent"), "")
        known = [(index, each.x, each.y) for index, each in enumerate(self.readings) if each.y is not None]
        if known:
            self._draw_columns(known)
        self.plot.setYRange(0.0, 100.0, padding=0.04)
        self.plot.getAxis("left").setTicks([[(mark, str(mark)) for mark in _MARKS]])
        self._mark()

    def _draw_columns(self, known: Sequence[tuple[int, float, float]]) -> None:
        colours, last = design().colours, len(self.readings) - 1
        columns = drawing.BarGraphItem(
            x=[x for _, x, _ in known],
            height=[y for _, _, y in known],
            width=_COLUMN,
            brushes=[QColor(colours.sunken if index == last else colours.accent) for index, _, _ in known],
            pens=[drawing.mkPen(colours.accent, width=2) for _ in known],
        )
        self.plot.addItem(columns)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Write as many days as there is room for."""
        super().resizeEvent(event)
        self._mark()

    def _mark(self) -> None:
        if self.readings:
            first, last = self.readings[0].x - _WEEK / 2, self.readings[-1].x + _WEEK / 2
            first = min(first, last - _FEWEST_WEEKS * _WEEK)
            self.plot.setXRange(first, last, padding=0.01)
            days = date.fromordinal(round(first)), date.fromordinal(round(last))
            mark_days(self.plot.getAxis("bottom"), *days, self.width())

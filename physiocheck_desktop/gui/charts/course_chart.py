"""A number over days: a line through points, with the band within which one camera may be off, and a target."""

from collections.abc import Sequence
from datetime import date
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QResizeEvent

from physiocheck_desktop.gui.charts import drawing
from physiocheck_desktop.gui.charts.day_axis import mark_days
from physiocheck_desktop.gui.charts.reading_plot import ReadingPlot
from physiocheck_desktop.gui.models.reading import Reading
from physiocheck_desktop.gui.models.wording import whole
from physiocheck_desktop.gui.theme.active import design

_LINE: Final = 2.5
_BAND_OPACITY: Final = 0.16
_ROOM_ABOVE: Final = 1.12
_HALF_A_DAY: Final = 0.5
_MANY: Final = 60
_PARTS: Final = 4
_RIM: Final = 0.04


class CourseChart(ReadingPlot):
    """Scores or ranges of motion over time."""

    def __init__(self, name: str, unit: str) -> None:
        """Make an empty chart.

        Args:
            name: What it shows.
            unit: What stands beside its numbers.
        """
        super().__init__(name)
        self._unit = unit
        self._margins: Sequence[float] = ()
        self._target: float | None = None
        self._most: float | None = None
        self._days = (date.min, date.min)

    def show_course(
        self,
        readings: Sequence[Reading],
        days: tuple[date, date],
        summary: str,
        *,
        margins: Sequence[float] = (),
        target: float | None = None,
        most: float | None = None,
    ) -> None:
        """Show a course.

        Args:
            readings: Its points, oldest first.
            days: The first and the last day.
            summary: What the whole says.
            margins: How far off each point may be, to either side; empty where nothing is to be said of that.
            target: What is aimed at.
            most: The top of the scale; None for as high as the points go.
        """
        self._margins, self._target, self._most, self._days = margins, target, most, days
        self.set_readings(readings, summary)

    def draw(self) -> None:
        """Draw band, target, line and points."""
        super().draw()
        colours = design().colours
        self.label_axes(self._unit, "")
        points = [(each.x, each.y) for each in self.readings if each.y is not None]
        xs, ys = [x for x, _ in points], [y for _, y in points]
        if self._margins:
            self._draw_band(xs, ys)
        if self._target is not None:
            line = drawing.InfiniteLine(
                self._target, angle=0, pen=drawing.mkPen(colours.muted, width=_LINE, style=Qt.PenStyle.DashLine)
            )
            self.plot.addItem(line)
        self.plot.plot(xs, ys, pen=drawing.mkPen(colours.accent, width=_LINE))
        size = design().space.small if len(xs) > _MANY else design().shape.bar
        dots = drawing.ScatterPlotItem(
            x=xs, y=ys, size=size, brush=QColor(colours.accent), pen=drawing.mkPen(colours.surface)
        )
        self.plot.addItem(dots)
        top = self._most or _ROOM_ABOVE * max([*ys, self._target or 0.0, *self._upper(ys)], default=1.0)
        self.plot.setYRange(0.0, top, padding=_RIM)
        if self._most is not None:
            step = self._most / _PARTS
            marks = [number * step for number in range(_PARTS + 1)]
            self.plot.getAxis("left").setTicks([[(mark, whole(mark)) for mark in marks]])
        self._mark()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Write as many days as there is room for."""
        super().resizeEvent(event)
        self._mark()

    def _upper(self, ys: Sequence[float]) -> list[float]:
        return [y + margin for y, margin in zip(ys, self._margins, strict=False)]

    def _draw_band(self, xs: Sequence[float], ys: Sequence[float]) -> None:
        lower = [max(0.0, y - margin) for y, margin in zip(ys, self._margins, strict=True)]
        colour = QColor(design().colours.accent)
        colour.setAlphaF(_BAND_OPACITY)
        if len(xs) == 1:  # a band needs two ends
            bar = drawing.BarGraphItem(
                x=xs, y0=lower, y1=self._upper(ys), width=_HALF_A_DAY, brush=colour, pen=drawing.mkPen(None)
            )
            self.plot.addItem(bar)
            return
        edges = [drawing.PlotDataItem(xs, values) for values in (lower, self._upper(ys))]
        self.plot.addItem(drawing.FillBetweenItem(*edges, brush=colour))

    def _mark(self) -> None:
        first, last = self._days
        if first > date.min:
            self.plot.setXRange(first.toordinal() - _HALF_A_DAY, last.toordinal() + 1.0, padding=0.0)
            mark_days(self.plot.getAxis("bottom"), first, last, self.width())

"""An angle over a session against the exercise's template, with the chosen repetition marked."""

from collections.abc import Sequence
from typing import Any, Final

import numpy as np
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor

from physiocheck_desktop.gui.charts import drawing
from physiocheck_desktop.gui.charts.reading_plot import ReadingPlot
from physiocheck_desktop.gui.models.course_lines import CourseLine, course_readings
from physiocheck_desktop.gui.theme.active import design

_LINE: Final = 2.0
_CHOSEN: Final = 4.0
_GAP_S: Final = 1.0
_BEHIND: Final = -5.0
_ROOM: Final = 12.0
_AT: Final = 0.01


class AngleCurve(ReadingPlot):
    """Start and peak of the template are dashed lines with their names."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self._line: CourseLine | None = None
        self._spans: Sequence[tuple[float, float]] = ()
        self._chosen = -1

    @property
    def chosen(self) -> int:
        """The index of the repetition that is marked, −1 for none."""
        return self._chosen

    def show_line(self, line: CourseLine | None, spans: Sequence[tuple[float, float]], summary: str) -> None:
        """Show a course.

        Args:
            line: The course; None where there is none.
            spans: When each repetition began and ended, seconds.
            summary: What the whole says.
        """
        self._line, self._spans = line, spans
        self.set_readings([] if line is None else course_readings(line, spans), summary)

    def choose(self, index: int) -> None:
        """Mark a repetition, or none with −1."""
        if index != self._chosen:
            self._chosen = index
            self.draw_anew()

    def draw(self) -> None:
        """Draw template, curve and mark."""
        super().draw()
        line = self._line
        if line is None:
            return
        colours = design().colours
        self.label_axes(self.tr("Degrees") if line.is_angle else self.tr("Percent"), self.tr("Seconds"))
        times, values = _with_gaps(line)
        self.plot.plot(times, values, pen=drawing.mkPen(colours.edge, width=_LINE), connect="finite")
        if 0 <= self._chosen < len(self._spans):
            begin, end = self._spans[self._chosen]
            band = drawing.LinearRegionItem(
                (begin, end), movable=False, brush=QColor(colours.sunken), pen=drawing.mkPen(colours.line)
            )
            band.setZValue(_BEHIND)
            self.plot.addItem(band)
            inside = (times >= begin) & (times <= end)
            pen = drawing.mkPen(colours.accent, width=_CHOSEN)
            self.plot.plot(times[inside], values[inside], pen=pen, connect="finite")
        for value, name in ((line.start, self.tr("Start")), (line.peak, self.tr("Target"))):
            if value is not None:
                self._draw_template(value, name)
        known = [*(each for each in (line.start, line.peak) if each is not None), *values[np.isfinite(values)]]
        self.plot.setYRange(min(known, default=0.0) - _ROOM, max(known, default=100.0) + _ROOM, padding=0.0)
        self.plot.setXRange(0.0, max(1.0, line.times_s[-1]), padding=0.01)

    def _draw_template(self, value: float, name: str) -> None:
        colours = design().colours
        line = drawing.InfiniteLine(
            value,
            angle=0,
            pen=drawing.mkPen(colours.muted, width=_LINE, style=Qt.PenStyle.DashLine),
            label=name,
            labelOpts={"position": _AT, "color": colours.ink, "anchors": [(0, 1), (0, 1)]},
        )
        self.plot.addItem(line)


def _with_gaps(line: CourseLine) -> tuple[Any, Any]:
    """Return times and values with a hole where nothing was watched for a while."""
    times = np.array(line.times_s)
    values = np.array([np.nan if each is None else each for each in line.values])
    gaps = np.flatnonzero(np.diff(times) > _GAP_S) + 1
    return np.insert(times, gaps, times[gaps]), np.insert(values, gaps, np.nan)

"""How far the movement went over time, with the target and the moment of each repetition's peak."""

from collections.abc import Sequence

import numpy as np
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor

from physiocheck_desktop.domain.repetition import Repetition
from physiocheck_desktop.gui.charts import drawing
from physiocheck_desktop.gui.charts.themed_plot import ThemedPlot
from physiocheck_desktop.gui.theme.active import design
from physiocheck_desktop.services.analysis import CurvePoint

_LINE = 2.5
_GAP_S = 1.0
_LOWEST = -10.0
_HIGHEST = 130.0
_ROOM_ABOVE = 1.08


class ProgressCurve(ThemedPlot):
    """The share of the target range, in percent, over the seconds of the session."""

    def __init__(self) -> None:
        super().__init__()
        self._curve: Sequence[CurvePoint] = ()
        self._repetitions: Sequence[Repetition] = ()
        self.setAccessibleName(self.tr("Position on the way over time"))

    def set_curve(self, curve: Sequence[CurvePoint], repetitions: Sequence[Repetition]) -> None:
        """Show a session's curve with its repetitions."""
        self._curve, self._repetitions = curve, repetitions
        self.draw_anew()

    def draw(self) -> None:
        """Draw curve, target and peaks."""
        super().draw()
        colours = design().colours
        self.label_axes(self.tr("Position: 0 start, 100 target"), self.tr("Seconds"))
        target = drawing.InfiniteLine(100.0, angle=0, pen=_pen(colours.muted, Qt.PenStyle.DashLine))
        self.plot.addItem(target)
        furthest = max((100.0 * (point.progress or 0.0) for point in self._curve), default=0.0)
        self.plot.setYRange(_LOWEST, max(_HIGHEST, _ROOM_ABOVE * furthest), padding=0.0)
        if not any(point.progress is not None for point in self._curve):
            return
        begun_s = self._curve[0].captured_at_s
        times = np.array([point.captured_at_s - begun_s for point in self._curve])
        shares = np.array([np.nan if point.progress is None else 100.0 * point.progress for point in self._curve])
        gaps = np.flatnonzero(np.diff(times) > _GAP_S) + 1  # a pause is a gap in the line
        self.plot.plot(
            np.insert(times, gaps, times[gaps]),
            np.insert(shares, gaps, np.nan),
            pen=_pen(colours.accent),
            connect="finite",
        )
        self.plot.setXRange(0.0, max(1.0, float(times[-1])), padding=0.01)
        peak_times = [repetition.peak_s - begun_s for repetition in self._repetitions]
        seen = ~np.isnan(shares)
        peaks = drawing.ScatterPlotItem(
            x=peak_times,
            y=np.interp(peak_times, times[seen], shares[seen]),
            size=design().shape.bar,
            brush=QColor(colours.good),
            pen=_pen(colours.surface),
        )
        self.plot.addItem(peaks)


def _pen(colour: str, style: Qt.PenStyle = Qt.PenStyle.SolidLine) -> object:
    return drawing.mkPen(colour, width=_LINE, style=style)

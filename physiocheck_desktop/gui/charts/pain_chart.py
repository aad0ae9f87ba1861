"""Pain before and after exercising, effort, and pain that was told in between, on the scale from 0 to 10."""

from collections.abc import Sequence
from datetime import date
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QResizeEvent

from physiocheck_desktop.gui.charts import drawing
from physiocheck_desktop.gui.charts.day_axis import mark_days
from physiocheck_desktop.gui.charts.reading_plot import ReadingPlot
from physiocheck_desktop.gui.models.reading import PainLine, Reading
from physiocheck_desktop.gui.theme.active import design

_LINE: Final = 2.0
_TOP: Final = 12.4
"""Above 10, so that the names of the lines have a place."""
_MARKS: Final = (0, 2, 4, 6, 8, 10)


class PainChart(ReadingPlot):
    """Up to four lines."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self._lines: Sequence[PainLine] = ()
        self._days = (date.min, date.min)

    def show_lines(
        self, lines: Sequence[PainLine], readings: Sequence[Reading], days: tuple[date, date], summary: str
    ) -> None:
        """Show lines, and what is read of them, oldest first."""
        self._lines, self._days = lines, days
        self.set_readings(readings, summary)

    def draw(self) -> None:
        """Draw the lines with their names."""
        super().draw()
        tokens = design()
        self.label_axes(self.tr("0 none, 10 worst"), "")
        if self.plot.legend is None:
            self.plot.addLegend(offset=(1, 1), colCount=4, horSpacing=tokens.space.wide)
        self.plot.legend.setLabelTextColor(tokens.colours.ink)
        self.plot.legend.setLabelTextSize(f"{tokens.type.caption}px")
        for line in self._lines:
            if not line.points:
                continue
            colour = QColor(getattr(tokens.colours, line.colour))
            self.plot.plot(
                [x for x, _ in line.points],
                [y for _, y in line.points],
                pen=drawing.mkPen(colour, width=_LINE, style=line.stroke)
                if line.stroke is not Qt.PenStyle.NoPen
                else None,
                symbol=line.sign,
                symbolSize=tokens.shape.bar,
                symbolBrush=colour,
                symbolPen=drawing.mkPen(tokens.colours.surface),
                name=line.name,
            )
        self.plot.setYRange(0.0, _TOP, padding=0.05)
        self.plot.getAxis("left").setTicks([[(mark, str(mark)) for mark in _MARKS]])
        self._mark()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Write as many days as there is room for."""
        super().resizeEvent(event)
        self._mark()

    def _mark(self) -> None:
        first, last = self._days
        if first > date.min:
            self.plot.setXRange(first.toordinal() - 0.5, last.toordinal() + 1.0, padding=0.0)
            mark_days(self.plot.getAxis("bottom"), first, last, self.width())

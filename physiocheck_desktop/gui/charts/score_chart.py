"""The score of each repetition as a column."""

from collections.abc import Sequence

from PySide6.QtGui import QColor

from physiocheck_desktop.domain.repetition import Repetition
from physiocheck_desktop.gui.charts import drawing
from physiocheck_desktop.gui.charts.themed_plot import ThemedPlot
from physiocheck_desktop.gui.theme.active import design

_COLUMN = 0.62
_LEAST_COLUMNS = 8
_MOST_TICKS = 20
_MARKS = (0, 25, 50, 75, 100)


class ScoreChart(ThemedPlot):
    """Columns from 0 to 100, one a repetition."""

    def __init__(self) -> None:
        super().__init__()
        self._repetitions: Sequence[Repetition] = ()
        self._holds = False
        self.setAccessibleName(self.tr("Score of each repetition"))

    def set_repetitions(self, repetitions: Sequence[Repetition], *, holds: bool = False) -> None:
        """Show these repetitions, or holds."""
        self._repetitions, self._holds = repetitions, holds
        self.draw_anew()

    def draw(self) -> None:
        """Draw the columns."""
        super().draw()
        self.label_axes(self.tr("Score"), self.tr("Hold") if self._holds else self.tr("Repetition"))
        indices = [repetition.index for repetition in self._repetitions]
        columns = drawing.BarGraphItem(
            x=indices,
            height=[repetition.score.total for repetition in self._repetitions],
            width=_COLUMN,
            brush=QColor(design().colours.accent),
            pen=drawing.mkPen(None),
        )
        self.plot.addItem(columns)
        self.plot.setYRange(0.0, 100.0, padding=0.02)
        self.plot.getAxis("left").setTicks([[(mark, str(mark)) for mark in _MARKS]])
        # Few columns stand at the left, as wide as any.
        self.plot.setXRange(0.4, max(_LEAST_COLUMNS, max(indices, default=1)) + 0.6, padding=0.0)
        step = max(1, len(indices) // _MOST_TICKS + 1)
        self.plot.getAxis("bottom").setTicks([[(index, str(index)) for index in indices[::step]]])

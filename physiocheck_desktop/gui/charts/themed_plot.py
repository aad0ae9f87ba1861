"""A plot that wears the design's colours and cannot be dragged about."""

from functools import cached_property
from typing import Any

from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtGui import QColor, QFont, QFontMetrics, QShowEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from physiocheck_desktop.gui.charts import drawing
from physiocheck_desktop.gui.theme.active import design

_GRID_ALPHA = 0.25
_BEHIND = -1.0
_WIDEST = "100"
_AFTER_THE_PAGE_MS = 1
"""Enough that what else waits is done first; without any time it would all be done in one go."""


class ThemedPlot(QWidget):
    """A plot area with axes; subclasses draw into `plot` in `draw`, which is called again when the theme changes."""

    def __init__(self) -> None:
        super().__init__()
        self._is_dated = True
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(design().shape.chart)
        self._layout = QVBoxLayout(self)
        rim = design().shape.focus_width
        self._layout.setContentsMargins(rim, rim, rim, rim)

    @cached_property
    def area(self) -> Any:
        """The widget that shows it, made when it is first drawn: that takes as long as all of a page around it."""
        area = drawing.PlotWidget(enableMenu=False)
        for part in (area, area.viewport()):  # the chart itself is a stop of the Tab key where it can be read
            part.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        plot = area.getPlotItem()
        plot.hideButtons()
        plot.setMouseEnabled(x=False, y=False)
        self._layout.addWidget(area)
        area.show()  # at once and in its place; a layout that is seen already would do both a moment later
        self._layout.activate()
        return area

    @property
    def plot(self) -> Any:
        """What is drawn into."""
        return self.area.getPlotItem()

    def draw(self) -> None:
        """Draw everything anew in the colours of now."""
        self._is_dated = False
        colours, size = design().colours, design().type.caption
        self.plot.clear()
        self.area.setBackground(QColor(colours.surface))
        self.plot.showGrid(x=False, y=True, alpha=_GRID_ALPHA)
        font = QFont(self.font())
        font.setPixelSize(size)
        metrics = QFontMetrics(font)
        for name in ("left", "bottom"):
            axis = self.plot.getAxis(name)
            # It finds out by itself only once it has been painted, with its name across the numbers for a moment.
            axis.textWidth, axis.textHeight = metrics.horizontalAdvance(_WIDEST), metrics.height()
            axis.setZValue(_BEHIND)
            axis.setTextPen(colours.muted)
            axis.setPen(colours.line)
            axis.setTickFont(font)
            axis.setStyle(tickLength=0, tickTextOffset=design().space.small)

    def draw_anew(self) -> None:
        """Draw what has changed, at once where it is seen, and else when it is."""
        if self.isVisible():
            self.draw()
        else:
            self._is_dated = True

    def label_axes(self, left: str, bottom: str) -> None:
        """Name the axes."""
        for name, words in (("left", left), ("bottom", bottom)):
            size = self._size_beside(words) if name == "left" else design().type.caption
            self.plot.setLabel(name, words, color=design().colours.muted, **{"font-size": f"{size}px"})

    def _size_beside(self, words: str) -> int:
        """Return in what size the name of the upright axis is whole, in pixels: it stands beside the lines alone."""
        size = design().type.caption
        font = QFont(self.font())
        font.setPixelSize(size)
        room = design().shape.chart - 3 * size  # below the lines stand the days
        return min(size, size * room // max(1, QFontMetrics(font).horizontalAdvance(words)))

    def changeEvent(self, event: QEvent) -> None:
        """Draw anew where the theme changed, which each step of being put into a page does once more."""
        if event.type() is QEvent.Type.PaletteChange:
            self.draw_anew()
        super().changeEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        """Have drawn what was not drawn yet, or in another theme, once the page around it has been shown."""
        if self._is_dated:
            QTimer.singleShot(_AFTER_THE_PAGE_MS, self, self._catch_up)
        super().showEvent(event)

    def _catch_up(self) -> None:
        if self._is_dated and self.isVisible():
            self.draw()

"""A plot that wears the design's colours and cannot be dragged about."""

from typing import Any

import pyqtgraph
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QColor, QFont, QShowEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from physiocheck_desktop.gui.theme.active import design

_GRID_ALPHA = 0.25
_BEHIND = -1.0

pyqtgraph.setConfigOptions(antialias=True)


class ThemedPlot(QWidget):
    """A plot area with axes; subclasses draw into `plot` in `draw`, which is called again when the theme changes.

    Attributes:
        area: The widget that shows it.
        plot: What is drawn into.
    """

    def __init__(self) -> None:
        super().__init__()
        self._is_dated = True
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(design().shape.chart)
        self.area = pyqtgraph.PlotWidget()
        for part in (self.area, self.area.viewport()):  # the chart itself is a stop of the Tab key where it can be read
            part.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.plot: Any = self.area.getPlotItem()
        self.plot.setMenuEnabled(False)
        self.plot.hideButtons()
        self.plot.setMouseEnabled(x=False, y=False)
        layout = QVBoxLayout(self)
        rim = design().shape.focus_width
        layout.setContentsMargins(rim, rim, rim, rim)
        layout.addWidget(self.area)

    def draw(self) -> None:
        """Draw everything anew in the colours of now."""
        self._is_dated = False
        colours, size = design().colours, design().type.caption
        self.plot.clear()
        self.area.setBackground(QColor(colours.surface))
        self.plot.showGrid(x=False, y=True, alpha=_GRID_ALPHA)
        font = QFont(self.font())
        font.setPixelSize(size)
        for name in ("left", "bottom"):
            axis = self.plot.getAxis(name)
            axis.setZValue(_BEHIND)
            axis.setTextPen(colours.muted)
            axis.setPen(colours.line)
            axis.setTickFont(font)
            axis.setStyle(tickLength=0, tickTextOffset=design().space.small)

    def label_axes(self, left: str, bottom: str) -> None:
        """Name the axes."""
        style = {"color": design().colours.muted, "font-size": f"{design().type.caption}px"}
        self.plot.setLabel("left", left, **style)
        self.plot.setLabel("bottom", bottom, **style)

    def changeEvent(self, event: QEvent) -> None:
        """Draw anew where the theme changed; what nobody sees is drawn when somebody does."""
        if event.type() is QEvent.Type.PaletteChange:
            if self.isVisible():
                self.draw()
            else:  # each step of being put into a page changes the palette once more
                self._is_dated = True
        super().changeEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        """Draw what was not drawn yet, or in another theme."""
        if self._is_dated:
            self.draw()
        super().showEvent(event)

"""A plot whose points are read one by one, by the mouse and by the arrow keys, in words."""

from collections.abc import Sequence
from functools import cached_property
from typing import Any, Final

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QColor, QFocusEvent, QKeyEvent, QMouseEvent

from physiocheck_desktop.gui.charts import drawing
from physiocheck_desktop.gui.charts.themed_plot import ThemedPlot
from physiocheck_desktop.gui.models.reading import Reading
from physiocheck_desktop.gui.theme.active import design

_STEPS: Final = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_PageUp: -10, Qt.Key.Key_PageDown: 10}
_IN_FRONT: Final = 10.0


class ReadingPlot(ThemedPlot):
    """Subclasses draw their points; here is the line that marks the one that is read.

    Left and right go from point to point, Page Up and Page Down ten at once, Home and End to the first and the last;
    Escape reads nothing any more.

    Signals:
        read: The index of the point that is read now, −1 for none.
    """

    read = Signal(int)

    def __init__(self, name: str) -> None:
        super().__init__()
        self._readings: Sequence[Reading] = ()
        self._index = -1
        self._summary = ""
        self._cursor: drawing.InfiniteLine | None = None
        self._dot: drawing.ScatterPlotItem | None = None
        self.setAccessibleName(name)
        self.setProperty("role", "chart")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    @cached_property
    def area(self) -> Any:
        """The widget that shows it, over which the pointer is followed."""
        area = super().area
        area.viewport().setMouseTracking(True)
        area.viewport().installEventFilter(self)
        return area

    @property
    def readings(self) -> Sequence[Reading]:
        """The points, from left to right."""
        return self._readings

    @property
    def words(self) -> str:
        """What the point says that is read now, empty where none is."""
        return self._readings[self._index].words if self._index >= 0 else ""

    def set_readings(self, readings: Sequence[Reading], summary: str) -> None:
        """Let these points be read; what the whole says is told by the summary."""
        self._readings, self._summary = readings, summary
        self._index = -1
        self._describe()
        self.draw_anew()
        self.read.emit(-1)

    def read_point(self, index: int) -> None:
        """Read a point, or none with −1."""
        index = max(-1, min(index, len(self._readings) - 1))
        if index != self._index:
            self._index = index
            self._place_cursor()
            self._describe()
            self.read.emit(index)

    def draw(self) -> None:
        """Draw the mark; subclasses draw their points after it."""
        super().draw()
        colours = design().colours
        self._cursor = drawing.InfiniteLine(angle=90, pen=drawing.mkPen(colours.edge, style=Qt.PenStyle.DashLine))
        self._dot = drawing.ScatterPlotItem(
            size=design().shape.icon,
            brush=QColor(colours.accent),
            pen=drawing.mkPen(colours.surface, width=design().shape.focus_width),
        )
        self._cursor.setZValue(_IN_FRONT)
        self._dot.setZValue(_IN_FRONT + 1.0)
        for item in (self._cursor, self._dot):
            self.plot.addItem(item, ignoreBounds=True)
        self._place_cursor()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go from point to point."""
        key, last = Qt.Key(event.key()), len(self._readings) - 1
        if key in _STEPS and self._readings:
            here = self._index if self._index >= 0 else last + (_STEPS[key] < 0)
            self.read_point(max(0, here + _STEPS[key]))
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End) and self._readings:
            self.read_point(0 if key == Qt.Key.Key_Home else last)
        elif key == Qt.Key.Key_Escape and self._index >= 0:
            self.read_point(-1)
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Read the newest point to who came by the keyboard."""
        super().focusInEvent(event)
        by_keyboard = event.reason() in (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason)
        if by_keyboard and self._index < 0:
            self.read_point(len(self._readings) - 1)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Read the point that is nearest to the pointer, across the chart."""
        if event.type() in (QEvent.Type.MouseMove, QEvent.Type.MouseButtonPress) and isinstance(event, QMouseEvent):
            self.read_point(self._nearest(event.position().toPoint()))
        elif event.type() is QEvent.Type.Leave and not self.hasFocus():
            self.read_point(-1)
        return super().eventFilter(watched, event)

    def position_of(self, index: int) -> QPoint:
        """Return where a point stands in the plot's viewport."""
        reading = self._readings[index]
        box = self.plot.getViewBox()
        bottom = box.viewRange()[1][0]
        at = box.mapViewToScene(drawing.Point(reading.x, bottom if reading.y is None else reading.y))
        return QPoint(self.area.mapFromScene(at))

    def _nearest(self, position: QPoint) -> int:
        x = self.plot.getViewBox().mapSceneToView(self.area.mapToScene(position)).x()
        places = range(len(self._readings))
        return min(places, key=lambda index: abs(self._readings[index].x - x), default=-1)

    def _place_cursor(self) -> None:
        if self._cursor is None or self._dot is None:
            return
        is_read = self._index >= 0
        self._cursor.setVisible(is_read)
        self._dot.setData([], [])
        if is_read:
            reading = self._readings[self._index]
            self._cursor.setValue(reading.x)
            if reading.y is not None:
                self._dot.setData([reading.x], [reading.y])

    def _describe(self) -> None:
        hint = self.tr("Left and right arrow keys go from point to point.") if self._readings else ""
        self.setAccessibleDescription(self.words or " ".join(filter(None, (self._summary, hint))))
        if self.words and QAccessible.isActive():
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, self.words))

"""A ring around the number that fills with the range of motion, with the target and the least that counts marked."""

from math import cos, radians, sin
from typing import Final

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from physiocheck_desktop.gui.models.wording import percent
from physiocheck_desktop.gui.theme.active import design

_FULL: Final = 1.15
"""The ring's end as a share of the target, so that going beyond can be seen."""
_FROM_DEG: Final = 225.0
_ROUND_DEG: Final = 270.0
"""The ring runs clockwise from the lower left to the lower right and is open below."""
_STROKE_SHARE: Final = 0.07
_INSIDE_SHARE: Final = 0.68


class RangeRing(QWidget):
    """Shows how far the movement is on its way to the target, around what is put into it, or with nothing in it.

    The fill is of one colour until the movement counts and of another from there on; then a tick appears as well. A
    thin grey arc outside tells how far it went last time, and a dot where the asked-for pace is now.
    """

    def __init__(self) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self._progress: float | None = None
        self._count_share = 0.6
        self._last: float | None = None
        self._pace: float | None = None
        self._layout = QVBoxLayout(self)
        self._name()

    @property
    def progress(self) -> float | None:
        """The share of the target that is filled, None where nothing can be seen."""
        return self._progress

    @property
    def last(self) -> float | None:
        """How far it went last time, None where that is not known."""
        return self._last

    @property
    def pace(self) -> float | None:
        """Where the asked-for pace is, None where there is none."""
        return self._pace

    def put_inside(self, inside: QWidget) -> None:
        """Put something into the middle; what is taken up by another layout is taken out again by that."""
        self._layout.addWidget(inside)

    def set_count_share(self, share: float) -> None:
        """Mark from where on a repetition counts, as a share of the target."""
        self._count_share = share
        self.update()

    def set_last(self, share: float | None) -> None:
        """Show in grey how far it went last time, as a share of the target."""
        self._last = share
        self._name()
        self.update()

    def set_progress(self, progress: float | None) -> None:
        """Fill to this share of the target; None where it cannot be seen."""
        if progress != self._progress:
            self._progress = progress
            self.update()

    def set_pace(self, share: float | None) -> None:
        """Show where the asked-for pace is, as a share of the target."""
        if share != self._pace:
            self._pace = share
            self.update()

    def sizeHint(self) -> QSize:
        """Return a size at which the ring can be read."""
        return QSize(design().shape.chart, design().shape.chart)

    def minimumSizeHint(self) -> QSize:
        """Return a small size: what stands beside it has its room first, and the ring what is left."""
        return QSize(design().shape.readout_pair, design().shape.readout_pair)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave the middle to what stands in it."""
        inside = self._ring().width() * _INSIDE_SHARE
        across, down = (max(0, round((length - inside) / 2.0)) for length in (self.width(), self.height()))
        self._layout.setContentsMargins(across, down, across, down)
        super().resizeEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint track, fill and marks."""
        del event
        colours = design().colours
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ring, stroke = self._ring(), self._stroke()
        _arc(painter, ring, QColor(colours.sunken), stroke, (0.0, _FULL))
        counts = self._progress is not None and self._progress >= self._count_share
        if self._progress is not None and self._progress > 0.0:
            fill = QColor(colours.good if counts else colours.accent)
            _arc(painter, ring, fill, stroke, (0.0, self._progress))
        if self._last is not None:
            outside = ring.adjusted(-stroke, -stroke, stroke, stroke)
            _arc(painter, outside, QColor(colours.edge), stroke / 4.0, (0.0, self._last))
        self._paint_mark(painter, self._count_share, QColor(colours.edge), 0.6)
        self._paint_mark(painter, 1.0, QColor(colours.ink), 1.4)
        if self._pace is not None:
            painter.setPen(QPen(QColor(colours.surface), stroke / 6.0))
            painter.setBrush(QColor(colours.ink))
            painter.drawEllipse(_place(ring, self._pace), stroke / 2.2, stroke / 2.2)
        if counts:
            self._paint_tick(painter, ring, stroke)

    def _ring(self) -> QRectF:
        """Return the middle of the ring's stroke, leaving room for the arc outside it."""
        side = max(1.0, min(self.width(), self.height()) * (1.0 - 3.0 * _STROKE_SHARE))
        ring = QRectF(0.0, 0.0, side, side)
        ring.moveCenter(QPointF(self.width() / 2.0, self.height() / 2.0))
        return ring

    def _stroke(self) -> float:
        return self._ring().width() * _STROKE_SHARE

    def _paint_mark(self, painter: QPainter, share: float, colour: QColor, length: float) -> None:
        ring, reach = self._ring(), self._stroke() * length / 2.0
        painter.setPen(QPen(colour, design().space.tiny))
        painter.drawLine(_place(ring, share, -reach), _place(ring, share, reach))

    def _paint_tick(self, painter: QPainter, ring: QRectF, stroke: float) -> None:
        tokens = design()
        centre = QPointF(ring.center().x(), ring.bottom() - stroke)
        pen = QPen(QColor(tokens.colours.good), stroke / 3.0)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        painter.setPen(pen)
        bend = centre + QPointF(-stroke * 0.2, stroke * 0.55)
        painter.drawLine(centre + QPointF(-stroke * 0.8, 0.0), bend)
        painter.drawLine(bend, centre + QPointF(stroke * 0.9, -stroke * 0.55))

    def _name(self) -> None:
        self.setAccessibleName(self.tr("Range of motion"))
        words = "" if self._last is None else self.tr("Last time: {share}").format(share=percent(self._last))
        self.setAccessibleDescription(words)


def _arc(painter: QPainter, ring: QRectF, colour: QColor, width: float, shares: tuple[float, float]) -> None:
    start_deg, end_deg = (_angle_deg(share) for share in shares)
    painter.setPen(QPen(colour, width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawArc(ring, round(16 * start_deg), round(16 * (end_deg - start_deg)))


def _angle_deg(share: float) -> float:
    return _FROM_DEG - _ROUND_DEG * min(max(share, 0.0), _FULL) / _FULL


def _place(ring: QRectF, share: float, beyond: float = 0.0) -> QPointF:
    """Return the point of the ring at a share of the target, so many pixels further out."""
    angle, radius = radians(_angle_deg(share)), ring.width() / 2.0 + beyond
    return ring.center() + QPointF(radius * cos(angle), -radius * sin(angle))

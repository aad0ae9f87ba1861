"""An upright bar that fills with the range of motion, with the target and the least that counts marked on it."""

from typing import Final

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from physiocheck_desktop.gui.theme.active import design

_FULL: Final = 1.15
"""The bar's upper end, as a share of the target, so that going beyond can be seen."""


class RangeGauge(QWidget):
    """Shows how far the movement is on its way to the target.

    The fill is of one colour until the movement counts and of another from there on, and then a tick appears as well.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)
        self.setAccessibleName(self.tr("Range of motion"))
        self._progress: float | None = None
        self._count_share = 0.6

    def set_count_share(self, share: float) -> None:
        """Mark from where on a repetition counts, as a share of the target."""
        self._count_share = share
        self.update()

    def set_progress(self, progress: float | None) -> None:
        """Fill to this share of the target; None where it cannot be seen."""
        if progress != self._progress:
            self._progress = progress
            self.update()

    def sizeHint(self) -> QSize:
        """Return the width that the gauge needs."""
        return QSize(design().shape.gauge, design().shape.chart)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint track, fill and marks."""
        del event
        tokens = design()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        track = QRectF(self.rect())
        outline = QPainterPath()
        outline.addRoundedRect(track, tokens.shape.radius_large, tokens.shape.radius_large)
        painter.fillPath(outline, QColor(tokens.colours.sunken))
        painter.setClipPath(outline)
        self._paint_fill(painter, track)
        painter.setClipping(False)
        self._paint_target(painter, track)

    def _level(self, track: QRectF, share: float) -> float:
        return track.bottom() - track.height() * min(max(share, 0.0), _FULL) / _FULL

    def _paint_fill(self, painter: QPainter, track: QRectF) -> None:
        colours = design().colours
        if self._progress is not None and self._progress > 0.0:
            counts = self._progress >= self._count_share
            top = self._level(track, self._progress)
            fill = QRectF(track.left(), top, track.width(), track.bottom() - top)
            painter.fillRect(fill, QColor(colours.good if counts else colours.accent))
            if counts:
                self._paint_tick(painter, track)
        counts_at = self._level(track, self._count_share)
        painter.setPen(QPen(QColor(colours.edge), design().space.tiny / 2.0, Qt.PenStyle.DotLine))
        painter.drawLine(QPointF(track.left(), counts_at), QPointF(track.right(), counts_at))

    def _paint_tick(self, painter: QPainter, track: QRectF) -> None:
        tokens = design()
        size = track.width() / 5.0
        centre = QPointF(track.center().x(), track.bottom() - track.width() / 2.0)
        pen = QPen(QColor(tokens.colours.accent_ink), tokens.space.tiny * 1.5)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        painter.setPen(pen)
        bend = centre + QPointF(-size * 0.25, size * 0.7)
        painter.drawLine(centre + QPointF(-size, 0.0), bend)
        painter.drawLine(bend, centre + QPointF(size, -size * 0.7))

    def _paint_target(self, painter: QPainter, track: QRectF) -> None:
        tokens = design()
        level = self._level(track, 1.0)
        painter.setPen(QPen(QColor(tokens.colours.ink), tokens.space.tiny))
        painter.drawLine(QPointF(track.left(), level), QPointF(track.right(), level))
        font = QFont(self.font())
        font.setPixelSize(tokens.type.caption)
        font.setBold(True)
        painter.setFont(font)
        beyond = self._progress is not None and self._progress > 1.0
        painter.setPen(QColor(tokens.colours.accent_ink if beyond else tokens.colours.ink))
        place = QRectF(track.left(), level - 2 * tokens.type.caption, track.width(), 2 * tokens.type.caption)
        painter.drawText(place, Qt.AlignmentFlag.AlignCenter, self.tr("Target"))

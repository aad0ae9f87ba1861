"""A score from 0 to 100 as a number in a ring that is filled as far."""

from typing import Final

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from physiocheck_desktop.gui.models.wording import whole
from physiocheck_desktop.gui.theme.active import design

_SIXTEENTHS: Final = 16
_FULL_TURN: Final = 360.0
_TOP: Final = 90


class ScoreRing(QWidget):
    """Shows one score; a dash where there is none."""

    def __init__(self) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._score: float | None = None
        self._name()

    def set_score(self, score: float | None) -> None:
        """Show another score."""
        if score != self._score:
            self._score = score
            self._name()
            self.update()

    def sizeHint(self) -> QSize:
        """Return the ring's size."""
        return QSize(design().shape.score_ring, design().shape.score_ring)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint ring and number."""
        del event
        tokens = design()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        width = float(tokens.shape.bar)
        ring = QRectF(self.rect()).adjusted(width, width, -width, -width)
        painter.setPen(QPen(QColor(tokens.colours.sunken), width))
        painter.drawEllipse(ring)
        if self._score is not None and self._score > 0.0:
            pen = QPen(QColor(tokens.colours.accent), width)
            pen.setCapStyle(Qt.PenCapStyle.RoundCap)
            painter.setPen(pen)
            turn = -_FULL_TURN * min(self._score, 100.0) / 100.0
            painter.drawArc(ring, _TOP * _SIXTEENTHS, round(turn * _SIXTEENTHS))
        painter.setPen(QColor(tokens.colours.ink))
        self._write(painter, ring, tokens.type.title, "–" if self._score is None else whole(self._score), 0)
        painter.setPen(QColor(tokens.colours.muted))
        self._write(painter, ring, tokens.type.caption, self.tr("of 100"), tokens.type.heading)

    def _write(self, painter: QPainter, ring: QRectF, size: int, text: str, below: int) -> None:
        font = QFont(self.font())
        font.setPixelSize(size)
        font.setBold(below == 0)
        painter.setFont(font)
        lift = design().space.small
        painter.drawText(ring.translated(0.0, below - lift), Qt.AlignmentFlag.AlignCenter, text)

    def _name(self) -> None:
        if self._score is None:
            self.setAccessibleName(self.tr("No score"))
        else:
            self.setAccessibleName(self.tr("Score {score} of 100").format(score=whole(self._score)))

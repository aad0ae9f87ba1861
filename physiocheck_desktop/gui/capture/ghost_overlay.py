"""Paints the target pose on the picture, as a pale body under the person's skeleton."""

from typing import Final

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen

from physiocheck_desktop.gui.theme.active import design
from physiocheck_desktop.kinematics.landmarks import Landmark
from physiocheck_desktop.kinematics.target_pose import Ghost

_UNIT_SHARE: Final = 1.0 / 480.0
_THICK: Final = 17.0
_EDGE: Final = 5.0
_FILL_ALPHA: Final = 0.5
_EDGE_ALPHA: Final = 0.25
_LINES: Final = (
    (Landmark.LEFT_INDEX, Landmark.LEFT_WRIST, Landmark.LEFT_ELBOW, Landmark.LEFT_SHOULDER),
    (Landmark.RIGHT_INDEX, Landmark.RIGHT_WRIST, Landmark.RIGHT_ELBOW, Landmark.RIGHT_SHOULDER),
    (Landmark.LEFT_HIP, Landmark.LEFT_KNEE, Landmark.LEFT_ANKLE, Landmark.LEFT_FOOT_INDEX),
    (Landmark.RIGHT_HIP, Landmark.RIGHT_KNEE, Landmark.RIGHT_ANKLE, Landmark.RIGHT_FOOT_INDEX),
    (
        Landmark.LEFT_SHOULDER,
        Landmark.RIGHT_SHOULDER,
        Landmark.RIGHT_HIP,
        Landmark.LEFT_HIP,
        Landmark.LEFT_SHOULDER,
    ),
)
_HEAD_OF_TRUNK: Final = 0.13


def paint_ghost(painter: QPainter, area: QRectF, ghost: Ghost, *, mirrored: bool) -> None:
    """Paint the target pose into the area that the picture fills; nothing where it is not known."""
    if not ghost:
        return
    body = _lines(area, ghost, mirrored=mirrored)
    unit = area.height() * _UNIT_SHARE
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    # One path a stroke, so that where limbs cross nothing is painted twice.
    for colour, alpha, width in (
        (design().overlay.ink, _EDGE_ALPHA, (_THICK + _EDGE) * unit),
        (design().overlay.ghost, _FILL_ALPHA, _THICK * unit),
    ):
        shade = QColor(colour)
        shade.setAlphaF(alpha)
        pen = QPen(shade, width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin)
        painter.strokePath(body, pen)


def _lines(area: QRectF, ghost: Ghost, *, mirrored: bool) -> QPainterPath:
    """Return the middle of each limb, the edge of the trunk, and the head."""
    places = {
        mark: QPointF(area.left() + (1.0 - x if mirrored else x) * area.width(), area.top() + y * area.height())
        for mark, (x, y) in ghost.items()
    }
    body = QPainterPath()
    for first, *others in _LINES:
        body.moveTo(places[first])
        for mark in others:
            body.lineTo(places[mark])
    trunk = (
        places[Landmark.LEFT_SHOULDER]
        + places[Landmark.RIGHT_SHOULDER]
        - places[Landmark.LEFT_HIP]
        - places[Landmark.RIGHT_HIP]
    ) / 2.0
    radius = _HEAD_OF_TRUNK * (trunk.x() ** 2 + trunk.y() ** 2) ** 0.5
    head = (places[Landmark.LEFT_EAR] + places[Landmark.RIGHT_EAR]) / 2.0
    for share in (1.0, 1.0 / 3.0):  # the inner one closes the hole that the stroke of the outer leaves
        body.addEllipse(head, share * radius, share * radius)
    return body

"""Paints a person's skeleton on the picture, with state and angle at each joint that the exercise uses."""

from typing import Final

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen, QPolygonF

from physiocheck_desktop.gui.capture.joint_states import JointMark, JointState
from physiocheck_desktop.gui.capture.live_frame import LiveFrame
from physiocheck_desktop.gui.theme.active import design
from physiocheck_desktop.kinematics.body import MIDPOINT_ENDS, BodyPoint, Midpoint, body_of
from physiocheck_desktop.kinematics.landmarks import SKELETON, Landmark, Pose
from physiocheck_desktop.kinematics.visibility import Sight

_SEEN: Final = 0.6
_UNIT_SHARE: Final = 1.0 / 480.0
"""Sizes below are for a picture of 480 pixels' height and grow with it."""
_BONE: Final = 3.0
_USED_BONE: Final = 5.5
_OUTLINE: Final = 2.5
_JOINT: Final = 7.0
_LABEL: Final = 17.0
"""Where the picture is small, labels keep the size of other text: they are read from where the person stands."""
_APART: Final = 34.0
"""Joints nearer to each other than this share one label, that of the one seen best."""
_LIMBS: Final = tuple(bone for bone in SKELETON if min(bone) > Landmark.MOUTH_RIGHT)

_CORNERS: Final = {
    JointState.NEAR: ((0.0, -1.0), (0.95, 0.75), (-0.95, 0.75)),
    JointState.OUT: ((0.0, -1.0), (1.0, 0.0), (0.0, 1.0), (-1.0, 0.0)),
}


class SkeletonOverlay:
    """Paints bones, joints and angles of one frame into the area that its picture fills.

    A joint in range is a green disc, one near a bound a yellow triangle, one out of range an orange diamond with an
    exclamation mark, so that colour is never the only sign. Joints that the camera cannot see are left out.
    """

    def paint(self, painter: QPainter, area: QRectF, live: LiveFrame, *, mirrored: bool) -> None:
        """Paint one frame's skeleton.

        Args:
            painter: Paints on the widget.
            area: Where the picture is.
            live: The frame; without a person nothing is painted.
            mirrored: Whether the picture is shown mirrored; text never is.
        """
        pose = live.assessed.observation.pose
        if pose is None:
            return
        sight = Sight(pose)
        points = _on_screen(pose, area, mirrored=mirrored)
        unit = area.height() * _UNIT_SHARE
        seen = [mark for mark in live.joints if sight.trust(mark.points) >= _SEEN]
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        _paint_bones(painter, points, sight, seen, unit)
        for mark in seen:
            _paint_joint(painter, points[mark.point], mark.state, unit)
        _paint_labels(painter, area, points, sight, seen, unit)


def state_colour(state: JointState) -> QColor:
    """Return the colour in which a joint's state is shown on the picture."""
    overlay = design().overlay
    return QColor(
        {JointState.IN_RANGE: overlay.good, JointState.NEAR: overlay.near, JointState.OUT: overlay.out}[state]
    )


def _on_screen(pose: Pose, area: QRectF, *, mirrored: bool) -> list[QPointF]:
    """Return each point of the body in the widget's coordinates."""
    body = body_of(pose, 1.0)
    shares = ((1.0 - x / pose.aspect if mirrored else x / pose.aspect, y) for x, y in body.plane)
    return [QPointF(area.left() + x * area.width(), area.top() + y * area.height()) for x, y in shares]


def _paint_bones(painter: QPainter, points: list[QPointF], sight: Sight, marks: list[JointMark], unit: float) -> None:
    overlay = design().overlay
    lines = []
    for start, end in _LIMBS:
        if sight.trust((start, end)) < _SEEN:
            continue
        worst = _worst_of_bone(start, end, marks)
        colour = QColor(overlay.text) if worst is None else state_colour(worst)
        lines.append((points[start], points[end], colour, (_BONE if worst is None else _USED_BONE) * unit))
    for start_at, end_at, _, width in lines:
        painter.setPen(_pen(QColor(overlay.ink), width + _OUTLINE * unit))
        painter.drawLine(start_at, end_at)
    for start_at, end_at, colour, width in lines:
        painter.setPen(_pen(colour, width))
        painter.drawLine(start_at, end_at)


def _worst_of_bone(start: Landmark, end: Landmark, marks: list[JointMark]) -> JointState | None:
    """Return the worst state of what is measured along a bone, None where nothing is.

    A measure of the trunk runs between midpoints of its sides, so it is shown on both sides.
    """
    states = [mark.state for mark in marks if {start, end} <= _landmarks(mark.points)]
    return max(states, key=list(JointState).index, default=None)


def _landmarks(points: tuple[BodyPoint, ...]) -> set[Landmark]:
    """Return landmarks for points of the body; for a midpoint the two that it lies between."""
    ends = [(point,) if isinstance(point, Landmark) else MIDPOINT_ENDS[point - Midpoint.SHOULDERS] for point in points]
    return {landmark for pair in ends for landmark in pair}


def _paint_joint(painter: QPainter, at: QPointF, state: JointState, unit: float) -> None:
    size = _JOINT * unit * (1.0 if state is JointState.IN_RANGE else 1.45)
    painter.setPen(_pen(QColor(design().overlay.ink), _OUTLINE * unit))
    painter.setBrush(state_colour(state))
    if state is JointState.IN_RANGE:
        painter.drawEllipse(at, size, size)
    else:
        painter.drawPolygon(QPolygonF([at + QPointF(x, y) * size for x, y in _CORNERS[state]]))
    if state is JointState.OUT:
        painter.drawLine(at - QPointF(0.0, 0.5) * size, at + QPointF(0.0, 0.1) * size)
        painter.drawPoint(at + QPointF(0.0, 0.5) * size)
    painter.setBrush(Qt.BrushStyle.NoBrush)


def _paint_labels(
    painter: QPainter, area: QRectF, points: list[QPointF], sight: Sight, marks: list[JointMark], unit: float
) -> None:
    """Write each angle with its margin beside its joint, away from the trunk; best seen joints first."""
    overlay = design().overlay
    size = max(unit, design().shape.overlay_label / _LABEL)
    font = QFont(painter.font())
    font.setPixelSize(round(_LABEL * size))
    font.setBold(True)
    painter.setFont(font)
    metrics = QFontMetricsF(font)
    middle_x = (points[Midpoint.SHOULDERS].x() + points[Midpoint.HIPS].x()) / 2.0
    taken: list[QPointF] = []
    boxes: list[QRectF] = []
    for mark in sorted(marks, key=lambda each: -sight.trust(each.points)):
        at = points[mark.point]
        if mark.angle_deg is None or any((at - other).manhattanLength() < _APART * unit for other in taken):
            continue
        taken.append(at)
        text = f"{mark.angle_deg:.0f}°" if mark.margin_deg is None else f"{mark.angle_deg:.0f}° ±{mark.margin_deg:.0f}"
        width, height = metrics.horizontalAdvance(text) + 14.0 * size, metrics.height() + 4.0 * size
        gap = 2.8 * _JOINT * unit
        left = at.x() + gap if at.x() >= middle_x else at.x() - gap - width
        left = min(max(left, area.left()), area.right() - width)
        box = _beside(QRectF(left, at.y() - height / 2.0, width, height), boxes)
        boxes.append(box)
        ground = QColor(overlay.ink)
        ground.setAlphaF(0.82)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ground)
        painter.drawRoundedRect(box, height / 2.0, height / 2.0)
        painter.setPen(QColor(overlay.text) if mark.state is JointState.IN_RANGE else state_colour(mark.state))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)


def _beside(box: QRectF, others: list[QRectF]) -> QRectF:
    """Return a box that is moved up or down where it would lie on another one."""
    for other in others:
        if box.intersects(other):
            box = QRectF(box)
            if box.center().y() < other.center().y():
                box.moveBottom(other.top())
            else:
                box.moveTop(other.bottom())
    return box


def _pen(colour: QColor, width: float) -> QPen:
    return QPen(colour, width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin)

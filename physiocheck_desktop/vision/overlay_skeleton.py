"""Draw a person's skeleton, with the joint angles that an exercise is about, on a picture."""

import math
from typing import Final

import numpy as np

from physiocheck_desktop.assessment.frame_assessment import FrameAssessment
from physiocheck_desktop.domain.exercise import ExerciseDefinition
from physiocheck_desktop.kinematics.body import MIDPOINT_ENDS, BodyPoint
from physiocheck_desktop.kinematics.landmarks import SKELETON, Landmark, Pose
from physiocheck_desktop.kinematics.measures import MEASURES, Measure, Unit
from physiocheck_desktop.vision.canvas import Box, Canvas, Colour, Point

INK: Final[Colour] = (13, 20, 28)
WHITE: Final[Colour] = (246, 249, 251)
MUTED: Final[Colour] = (176, 190, 203)
GOOD: Final[Colour] = (64, 214, 190)
WARNING: Final[Colour] = (255, 186, 46)

_SEEN: Final = 0.5
_HINTED: Final = 0.15
_DIMMED: Final = 0.45
_ARC_RADIUS: Final = 22.0
_LABEL_SIZE: Final = 15.0
_TURNS_DEG: Final = (0.0, 35.0, -35.0, 70.0, -70.0, 180.0, 145.0, -145.0)
_BONES: Final = tuple(bone for bone in SKELETON if min(bone) > Landmark.MOUTH_RIGHT)
"""All but the face, whose few pixels lines would only hide."""

_LIMBS: Final = tuple(sorted({point for bone in _BONES for point in bone}))
_JOINTS: Final = (Landmark.NOSE, Landmark.LEFT_EAR, Landmark.RIGHT_EAR, *_LIMBS)


class SkeletonPainter:
    """Draws bones and joints, and an arc with its degrees at each joint that the exercise measures.

    Joints of the exercise are green; where their measure breaks a rule they are amber, larger, and ringed twice,
    so that colour is not the only sign. What the camera hardly sees is thin and half as bright.
    """

    def __init__(self, definition: ExerciseDefinition) -> None:
        self._measures = tuple(MEASURES[name] for name in definition.watched_measures)
        self._used = frozenset(point for measure in self._measures for point in measure.points)
        self._turns_deg: dict[str, float] = {}

    def paint(self, canvas: Canvas, pose: Pose, assessment: FrameAssessment) -> None:
        """Draw the pose and what is known of its joint angles."""
        points, visibility = _points_of(canvas, pose)
        broken = [measure for measure in self._measures if measure.name in assessment.out_of_range]
        faulty = frozenset(_centre(measure) for measure in broken)
        self._bones(canvas, points, visibility, faulty)
        angles = [measure for measure in self._measures if len(measure.points) == 3 and measure.unit is Unit.DEGREES]
        seen = [
            measure
            for measure in angles
            if measure.name in assessment.joint_angles_deg
            and min(visibility[point] for point in measure.points) >= _SEEN
        ]
        for measure in seen:
            _arc(canvas, points, measure, WARNING if measure in broken else GOOD)
        self._joints(canvas, points, visibility, faulty)
        self._labels(canvas, points, self._in_order(seen, visibility), assessment)

    def _bones(
        self, canvas: Canvas, points: list[Point], visibility: list[float], faulty: frozenset[BodyPoint]
    ) -> None:
        bones = sorted(_BONES, key=lambda bone: min(visibility[bone[0]], visibility[bone[1]]))
        for start, end in bones:
            visible = min(visibility[start], visibility[end])
            if visible < _HINTED:
                continue
            ends = points[start], points[end]
            used = start in self._used and end in self._used
            if visible < _SEEN:
                canvas.line(*ends, _dim(canvas, ends, MUTED), 1.0)
                continue
            colour = WARNING if used and (start in faulty or end in faulty) else GOOD if used else WHITE
            thickness = 4.0 if used else 2.5
            canvas.line(*ends, INK, thickness + 2.0)
            canvas.line(*ends, colour, thickness)

    def _joints(
        self, canvas: Canvas, points: list[Point], visibility: list[float], faulty: frozenset[BodyPoint]
    ) -> None:
        for joint in _JOINTS:
            visible, at = visibility[joint], points[joint]
            if visible < _HINTED:
                continue
            if visible < _SEEN:
                canvas.disc(at, 2.0, _dim(canvas, (at, at), MUTED))
            elif joint in faulty:
                canvas.disc(at, 10.0, INK)
                canvas.disc(at, 8.5, WARNING)
                canvas.disc(at, 6.0, INK)
                canvas.disc(at, 4.0, WARNING)
            elif joint in self._used:
                canvas.disc(at, 6.5, INK)
                canvas.disc(at, 5.0, GOOD)
                canvas.disc(at, 2.2, WHITE)
            else:
                size = 2.8 if joint in _LIMBS else 1.8
                canvas.disc(at, size + 1.2, INK)
                canvas.disc(at, size, WHITE)

    def _in_order(self, measures: list[Measure], visibility: list[float]) -> list[Measure]:
        """Return first what had a label in the last picture, so that labels do not flicker, then the best seen."""
        return sorted(
            measures,
            key=lambda measure: (
                measure.name not in self._turns_deg,
                -min(visibility[point] for point in measure.points),
            ),
        )

    def _labels(
        self, canvas: Canvas, points: list[Point], measures: list[Measure], assessment: FrameAssessment
    ) -> None:
        """Write the degrees beside each angle; what finds no free place is left out."""
        unit = canvas.unit
        covered = [
            Box(x - 7.0 * unit, y - 7.0 * unit, 14.0 * unit, 14.0 * unit) for x, y in (points[i] for i in _LIMBS)
        ]
        for measure in measures:
            text = f"{assessment.joint_angles_deg[measure.name]:.0f}°"
            margin = assessment.margins_deg.get(measure.name)
            suffix = "" if margin is None else f" ±{margin:.0f}"
            text_width = canvas.text_width(text, _LABEL_SIZE, 600)
            width = text_width + canvas.text_width(suffix, _LABEL_SIZE * 0.75) + 14.0 * unit
            last_deg = self._turns_deg.pop(measure.name, 0.0)
            place = _free_place(canvas, points, measure, (width, 22.0 * unit), covered, last_deg)
            if place is None:
                continue
            box, self._turns_deg[measure.name] = place
            covered.append(box)
            broken = measure.name in assessment.out_of_range
            canvas.panel(box, INK, 0.78, box.height / 2.0)
            baseline = box.y + box.height * 0.72
            canvas.text(text, (box.x + 7.0 * unit, baseline), _LABEL_SIZE, WARNING if broken else WHITE, 600)
            canvas.text(suffix, (box.x + 7.0 * unit + text_width, baseline), _LABEL_SIZE * 0.75, MUTED)


def _points_of(canvas: Canvas, pose: Pose) -> tuple[list[Point], list[float]]:
    """Return landmarks and then midpoints in pixels, and how visible each is; a midpoint is as the better end."""
    image = pose.image.tolist()
    points = [(x * canvas.width, y * canvas.height) for x, y, _, _ in image]
    visibility = [visible for _, _, _, visible in image]
    for left, right in MIDPOINT_ENDS:
        points.append(((points[left][0] + points[right][0]) / 2.0, (points[left][1] + points[right][1]) / 2.0))
        visibility.append(max(visibility[left], visibility[right]))
    return points, visibility


def _centre(measure: Measure) -> BodyPoint:
    """Return the point at which a measure is shown: an angle's vertex, or the first end of what has two ends."""
    return measure.points[1] if len(measure.points) == 3 else measure.points[0]


def _dim(canvas: Canvas, ends: tuple[Point, Point], colour: Colour) -> Colour:
    """Return the colour mixed with the picture half-way between the ends, as if it were half transparent."""
    x = min(max(int((ends[0][0] + ends[1][0]) / 2.0), 0), canvas.width - 1)
    y = min(max(int((ends[0][1] + ends[1][1]) / 2.0), 0), canvas.height - 1)
    mixed = np.array(colour) * _DIMMED + canvas.picture[y, x] * (1.0 - _DIMMED)
    return int(mixed[0]), int(mixed[1]), int(mixed[2])


def _directions_deg(points: list[Point], measure: Measure) -> tuple[float, float]:
    """Return the directions of an angle's two arms, the second within 180° of the first."""
    first, vertex, last = (points[point] for point in measure.points)
    from_deg = math.degrees(math.atan2(first[1] - vertex[1], first[0] - vertex[0]))
    to_deg = math.degrees(math.atan2(last[1] - vertex[1], last[0] - vertex[0]))
    return from_deg, from_deg + (to_deg - from_deg + 180.0) % 360.0 - 180.0


def _arc(canvas: Canvas, points: list[Point], measure: Measure, colour: Colour) -> None:
    vertex = points[measure.points[1]]
    from_deg, to_deg = _directions_deg(points, measure)
    canvas.sector(vertex, _ARC_RADIUS, from_deg, to_deg, colour, 0.35)
    canvas.arc(vertex, _ARC_RADIUS, from_deg, to_deg, INK, 4.0)
    canvas.arc(vertex, _ARC_RADIUS, from_deg, to_deg, colour, 2.0)


def _free_place(
    canvas: Canvas,
    points: list[Point],
    measure: Measure,
    size: tuple[float, float],
    covered: list[Box],
    last_deg: float,
) -> tuple[Box, float] | None:
    """Return where a label of this size covers no joint and no other label, and how far it is turned from outward.

    It is tried where it was in the last picture, then outside the angle, then around it.
    """
    width, height = size
    vertex = points[measure.points[1]]
    from_deg, to_deg = _directions_deg(points, measure)
    outward_deg = (from_deg + to_deg) / 2.0 + 180.0
    for turn_deg in (last_deg, *_TURNS_DEG):
        direction = math.radians(outward_deg + turn_deg)
        reach = (14.0 if abs(turn_deg) < 90.0 else _ARC_RADIUS + 4.0) * canvas.unit
        x = vertex[0] + math.cos(direction) * (reach + width / 2.0) - width / 2.0
        y = vertex[1] + math.sin(direction) * (reach + height / 2.0) - height / 2.0
        box = Box(x, y, width, height)
        inside = 0.0 <= x <= canvas.width - width and 0.0 <= y <= canvas.height - height
        if inside and not any(box.overlaps(other) for other in covered):
            return box, turn_deg
    return None

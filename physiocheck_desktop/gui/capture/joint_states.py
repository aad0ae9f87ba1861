"""The state in which each joint of an exercise is: in range, near a bound, or out of it."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from physiocheck_desktop.assessment.frame_assessment import FrameAssessment
from physiocheck_desktop.domain.exercise import ExerciseDefinition
from physiocheck_desktop.kinematics.body import BodyPoint
from physiocheck_desktop.kinematics.measures import MEASURES, Measure, Unit

NEAR_DEG: Final = 5.0
"""Within so many degrees of a bound a joint is shown as near it."""


class JointState(StrEnum):
    """How a joint stands to the rules of the exercise."""

    IN_RANGE = "in_range"
    NEAR = "near"
    OUT = "out"


@dataclass(frozen=True, slots=True)
class JointMark:
    """One measure of the exercise as it is shown on the picture.

    Attributes:
        point: The point of the body where it is shown.
        points: All points it is measured between.
        state: How it stands to the rules.
        angle_deg: Its angle, None for what is not a joint angle.
        margin_deg: The angle's error margin.
    """

    point: BodyPoint
    points: tuple[BodyPoint, ...]
    state: JointState
    angle_deg: float | None
    margin_deg: float | None


class JointMarker:
    """Says after each frame which joints an exercise uses and how they stand."""

    def __init__(self, definition: ExerciseDefinition) -> None:
        self._rules = tuple(rule for rule in definition.rules if rule.bounds_value)
        self._measures = tuple(MEASURES[name] for name in definition.watched_measures)

    def mark(self, assessment: FrameAssessment) -> tuple[JointMark, ...]:
        """Return the exercise's measures with their state, those that are out of range last, so painted on top."""
        marks = [self._marked(measure, assessment) for measure in self._measures]
        return tuple(sorted(marks, key=lambda mark: list(JointState).index(mark.state)))

    def _marked(self, measure: Measure, assessment: FrameAssessment) -> JointMark:
        name = measure.name
        is_angle = measure.unit is Unit.DEGREES and len(measure.points) == 3
        angle = assessment.joint_angles_deg.get(name) if is_angle else None
        return JointMark(
            point=measure.points[1] if len(measure.points) == 3 else measure.points[0],
            points=measure.points,
            state=JointState.OUT if name in assessment.out_of_range else self._short_of_out(name, assessment),
            angle_deg=angle,
            margin_deg=None if angle is None else assessment.margins_deg.get(name),
        )

    def _short_of_out(self, name: str, assessment: FrameAssessment) -> JointState:
        value = assessment.joint_angles_deg.get(name)
        if value is None:
            return JointState.IN_RANGE
        near = any(
            bound is not None and abs(value - bound) <= NEAR_DEG
            for rule in self._rules
            if rule.measure == name and assessment.phase in rule.phases
            for bound in (rule.low, rule.high)
        )
        return JointState.NEAR if near else JointState.IN_RANGE

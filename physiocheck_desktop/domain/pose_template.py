"""What a demonstration looked like, as data: the poses of a movement, its course, and how sure one can be of them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

Point = tuple[float, float, float]
"""x to the right in the picture, y down, z away from the camera."""


@dataclass(frozen=True, slots=True)
class PoseTemplate:
    """One pose of an exercise, without anybody's size or place.

    Attributes:
        values: Value by measure (see `kinematics.measures`) of all that could be seen; degrees or body units.
        skeleton: The 33 landmarks in body units, in their usual order, the middle of the hips at the origin; empty
            where only the values are known.
    """

    values: Mapping[str, float]
    skeleton: tuple[Point, ...] = ()


@dataclass(frozen=True, slots=True)
class PoseTemplates:
    """The poses that an exercise is compared with and pictured by; None where nobody has shown it.

    Attributes:
        start: The pose that a repetition begins in, the median of the demonstrated ones.
        peak: The pose in which it is furthest, likewise.
        end: The pose that it comes back to, likewise.
        reference: The peak of the most typical repetition as seen, unaveraged: for ghost and picture.
    """

    start: PoseTemplate | None = None
    peak: PoseTemplate | None = None
    end: PoseTemplate | None = None
    reference: PoseTemplate | None = None


@dataclass(frozen=True, slots=True)
class ReferenceCourse:
    """The median demonstrated repetition, its time made even.

    Attributes:
        seconds: How long it took.
        values: By measure its values at even steps from start to end, the same number for each.
    """

    seconds: float
    values: Mapping[str, tuple[float, ...]]


@dataclass(frozen=True, slots=True)
class Demonstration:
    """What an exercise was learned from.

    Attributes:
        repetitions: How many were shown.
        sureness: How far what was learned may be relied on, 0-1.
        reasons: Why it is not more, or that nothing speaks against it, a sentence each.
        course: The median repetition, None where only single poses were captured.
    """

    repetitions: int
    sureness: float
    reasons: tuple[str, ...] = field(default=())
    course: ReferenceCourse | None = None


class Anchor(StrEnum):
    """The part of the body that stays where it is from the start of an exercise to its peak."""

    HIPS = "hips"
    ANKLES = "ankles"
    SHOULDERS = "shoulders"
    WRISTS = "wrists"


@dataclass(frozen=True, slots=True)
class TargetPose:
    """The poses that an exercise leads from and to, as somebody showed them in the view that it is watched in.

    Attributes:
        start: The 33 landmarks in the start pose, metres of the pose model, the middle of the hips at the origin.
        peak: The same at the peak.
        anchor: What stays where it is.
    """

    start: tuple[Point, ...]
    peak: tuple[Point, ...]
    anchor: Anchor

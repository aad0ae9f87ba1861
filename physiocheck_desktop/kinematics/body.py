"""One pose as points that measures are taken from: a plane with equal axes, space, body unit."""

from dataclasses import dataclass
from enum import IntEnum
from math import dist
from typing import Final

from physiocheck_desktop.kinematics.landmarks import LANDMARK_COUNT, Landmark, Pose


class Midpoint(IntEnum):
    """Points half-way between two landmarks; they follow the landmarks in a body's lists of points."""

    SHOULDERS = LANDMARK_COUNT
    HIPS = LANDMARK_COUNT + 1
    ANKLES = LANDMARK_COUNT + 2
    EARS = LANDMARK_COUNT + 3
    WRISTS = LANDMARK_COUNT + 4


MIDPOINT_ENDS: Final = (
    (Landmark.LEFT_SHOULDER, Landmark.RIGHT_SHOULDER),
    (Landmark.LEFT_HIP, Landmark.RIGHT_HIP),
    (Landmark.LEFT_ANKLE, Landmark.RIGHT_ANKLE),
    (Landmark.LEFT_EAR, Landmark.RIGHT_EAR),
    (Landmark.LEFT_WRIST, Landmark.RIGHT_WRIST),
)
"""The two landmarks of each midpoint, in the order of `Midpoint`."""

BodyPoint = Landmark | Midpoint

TRUNK_LENGTH_M: Final = 0.5
"""Shoulder line to hip line of the pose model's average body, in its own metres: the length of a body unit."""

LEG_UNITS: Final = 1.7
LEG_BONES: Final = (
    (Landmark.LEFT_HIP, Landmark.LEFT_KNEE),
    (Landmark.LEFT_KNEE, Landmark.LEFT_ANKLE),
    (Landmark.RIGHT_HIP, Landmark.RIGHT_KNEE),
    (Landmark.RIGHT_KNEE, Landmark.RIGHT_ANKLE),
)


@dataclass(frozen=True, slots=True, eq=False)
class Body:
    """A pose ready to be measured; each list has the 33 landmarks and then the midpoints.

    Attributes:
        plane: x and y in picture heights, the picture's aspect restored, y downwards.
        space: x, y, z in metres of the pose model; None where the source has none.
        unit: One body unit, about a trunk's length, in picture heights.
    """

    plane: list[list[float]]
    space: list[list[float]] | None
    unit: float


def body_of(pose: Pose, unit: float) -> Body:
    """Return the pose as points to measure, with the given body unit in picture heights."""
    image = pose.image.tolist()
    plane = [[x * pose.aspect, y] for x, y, _, _ in image]
    space = None if pose.world is None else pose.world.tolist()
    for left, right in MIDPOINT_ENDS:
        plane.append(_middle(plane[left], plane[right]))
        if space is not None:
            space.append(_middle(space[left], space[right]))
    return Body(plane=plane, space=space, unit=unit)


def leg_length(body: Body) -> float:
    """Return how long the straight leg is, hip to ankle, in picture heights.

    It is the sum of thigh and shank in space, the mean of both legs, at the picture's scale; without world landmarks
    that of an average body (Drillis and Contini's proportions: .491 of the height, against .288 for the trunk).
    """
    if body.space is None:
        return LEG_UNITS * body.unit
    metres = sum(dist(body.space[first], body.space[last]) for first, last in LEG_BONES) / 2.0
    return metres / TRUNK_LENGTH_M * body.unit


def _middle(first: list[float], second: list[float]) -> list[float]:
    return [(a + b) / 2.0 for a, b in zip(first, second)]  # noqa: B905

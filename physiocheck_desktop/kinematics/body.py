"""One pose as points that measures are taken from: a plane with equal axes, space, visibility, body unit."""

from dataclasses import dataclass
from enum import IntEnum
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


@dataclass(frozen=True, slots=True, eq=False)
class Body:
    """A pose ready to be measured; each list has the 33 landmarks and then the midpoints.

    Attributes:
        plane: x and y in picture heights, the picture's aspect restored, y downwards.
        space: x, y, z in metres of the pose model; None where the source has none.
        visibility: 0-1; a midpoint is as visible as the better seen of its two ends, because the far end is
            hidden in every side view.
        unit: One body unit, about a trunk's length, in picture heights.
    """

    plane: list[list[float]]
    space: list[list[float]] | None
    visibility: list[float]
    unit: float


def body_of(pose: Pose, unit: float) -> Body:
    """Return the pose as points to measure, with the given body unit in picture heights."""
    image = pose.image.tolist()
    plane = [[x * pose.aspect, y] for x, y, _, _ in image]
    visibility = [row[3] for row in image]
    space = None if pose.world is None else pose.world.tolist()
    for left, right in MIDPOINT_ENDS:
        plane.append(_middle(plane[left], plane[right]))
        visibility.append(max(visibility[left], visibility[right]))
        if space is not None:
            space.append(_middle(space[left], space[right]))
    return Body(plane=plane, space=space, visibility=visibility, unit=unit)


def _middle(first: list[float], second: list[float]) -> list[float]:
    return [(a + b) / 2.0 for a, b in zip(first, second, strict=True)]

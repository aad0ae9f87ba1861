"""Tells a body from a misreading: limbs that no one has, and jumps that no one makes."""

from enum import StrEnum
from math import hypot
from typing import Final, NamedTuple

from physiocheck_desktop.kinematics.body import Body, BodyPoint, Midpoint
from physiocheck_desktop.kinematics.landmarks import Landmark

LONGEST_BONES: Final[tuple[tuple[BodyPoint, BodyPoint, float], ...]] = (
    (Midpoint.SHOULDERS, Midpoint.HIPS, 2.0),
    (Landmark.LEFT_HIP, Landmark.LEFT_KNEE, 1.9),
    (Landmark.RIGHT_HIP, Landmark.RIGHT_KNEE, 1.9),
    (Landmark.LEFT_KNEE, Landmark.LEFT_ANKLE, 1.9),
    (Landmark.RIGHT_KNEE, Landmark.RIGHT_ANKLE, 1.9),
    (Landmark.LEFT_SHOULDER, Landmark.LEFT_ELBOW, 1.4),
    (Landmark.RIGHT_SHOULDER, Landmark.RIGHT_ELBOW, 1.4),
)
"""Pairs of points and the longest believable distance in body units, about twice what an average body has."""

LARGEST_STEP: Final = 1.0
FASTEST_PER_S: Final = 9.0
LARGEST_GROWTH: Final = 1.6
SETTLED_AFTER_S: Final = 0.3
FORGET_AFTER_S: Final = 1.0


class Verdict(StrEnum):
    """What to make of a pose."""

    BELIEVED = "believed"
    MISREAD = "misread"
    SOMEBODY_ELSE = "somebody_else"


class Place(NamedTuple):
    """Where a body's hips are in the picture, in picture heights, and its unit."""

    x: float
    y: float
    unit: float

    def steps_to(self, other: "Place") -> float:
        """Return how far another place is, in units of the larger body."""
        return hypot(other.x - self.x, other.y - self.y) / max(self.unit, other.unit)

    def reaches(self, other: "Place", elapsed_s: float) -> bool:
        """Return whether a body can have moved from here to another place in this time."""
        grown = max(self.unit, other.unit) / min(self.unit, other.unit)
        return self.steps_to(other) <= max(LARGEST_STEP, FASTEST_PER_S * elapsed_s) and grown <= LARGEST_GROWTH


class PoseGuard:
    """Sorts out misread poses, and notices when a pose settles somewhere else at once: another person, or a cut."""

    def __init__(self) -> None:
        self._place: Place | None = None
        self._believed_at_s = 0.0
        self._elsewhere: Place | None = None
        self._elsewhere_since_s = 0.0
        self._elsewhere_at_s = 0.0

    def judge(self, body: Body, size: float, captured_at_s: float) -> Verdict:
        """Judge the next body.

        Args:
            body: The body; its unit is the larger of the one followed so far and the one in this frame alone.
            size: How large the body is in this frame, picture heights; a sudden change of it is a jump too.
            captured_at_s: The frame's own time, seconds.
        """
        if not limbs_are_human(body):
            return Verdict.MISREAD
        hips = body.plane[Midpoint.HIPS]
        place = Place(hips[0], hips[1], size)
        unseen_s = captured_at_s - self._believed_at_s
        if self._place is None or unseen_s > FORGET_AFTER_S:
            return self._believe(place, captured_at_s, Verdict.BELIEVED)
        if not self._stays_elsewhere(place, captured_at_s):
            if self._place.reaches(place, unseen_s):
                return self._believe(place, captured_at_s, Verdict.BELIEVED)
            self._elsewhere_since_s = captured_at_s
        self._elsewhere, self._elsewhere_at_s = place, captured_at_s
        if captured_at_s - self._elsewhere_since_s >= SETTLED_AFTER_S:
            return self._believe(place, captured_at_s, Verdict.SOMEBODY_ELSE)
        return Verdict.MISREAD

    def _stays_elsewhere(self, place: Place, captured_at_s: float) -> bool:
        """Return whether the body goes on from where the last one seemed to be, rather than back to the old place."""
        if self._place is None or self._elsewhere is None:
            return False
        if not self._elsewhere.reaches(place, captured_at_s - self._elsewhere_at_s):
            return False
        return self._elsewhere.steps_to(place) <= self._place.steps_to(place)

    def _believe(self, place: Place, captured_at_s: float, verdict: Verdict) -> Verdict:
        self._place = place
        self._believed_at_s = captured_at_s
        self._elsewhere = None
        return verdict


def limbs_are_human(body: Body) -> bool:
    """Return whether no bone is longer in the picture than a body of this size can show."""
    for first, second, longest in LONGEST_BONES:
        a, b = body.plane[first], body.plane[second]
        if hypot(a[0] - b[0], a[1] - b[1]) > longest * body.unit:
            return False
    return True

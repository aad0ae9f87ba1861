"""Tells a body from a misreading: limbs that no one has, and jumps that no one makes."""

from enum import StrEnum
from math import hypot
from typing import Final

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


class PoseGuard:
    """Sorts out misread poses, and notices when a pose settles somewhere else at once: another person, or a cut."""

    def __init__(self) -> None:
        self._place: tuple[float, float, float] | None = None
        self._believed_at_s = 0.0
        self._elsewhere: tuple[float, float, float] | None = None
        self._elsewhere_since_s = 0.0

    def judge(self, body: Body, captured_at_s: float) -> Verdict:
        """Judge the next body, whose unit is the larger of the one followed so far and the one in this frame alone."""
        if not limbs_are_human(body):
            return Verdict.MISREAD
        hips = body.plane[Midpoint.HIPS]
        place = (hips[0], hips[1], body.unit)
        if self._place is None or captured_at_s - self._believed_at_s > FORGET_AFTER_S:
            return self._believe(place, captured_at_s, Verdict.BELIEVED)
        if _reachable(self._place, place, captured_at_s - self._believed_at_s):
            return self._believe(place, captured_at_s, Verdict.BELIEVED)
        if self._elsewhere is None or not _reachable(self._elsewhere, place, 0.0):
            self._elsewhere_since_s = captured_at_s
        self._elsewhere = place
        if captured_at_s - self._elsewhere_since_s >= SETTLED_AFTER_S:
            return self._believe(place, captured_at_s, Verdict.SOMEBODY_ELSE)
        return Verdict.MISREAD

    def _believe(self, place: tuple[float, float, float], captured_at_s: float, verdict: Verdict) -> Verdict:
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


def _reachable(before: tuple[float, float, float], now: tuple[float, float, float], elapsed_s: float) -> bool:
    unit = max(before[2], now[2])
    step = hypot(now[0] - before[0], now[1] - before[1]) / unit
    return step <= max(LARGEST_STEP, FASTEST_PER_S * elapsed_s) and unit <= LARGEST_GROWTH * min(before[2], now[2])

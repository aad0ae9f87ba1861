"""How far a measure may be trusted: whether its points are seen and inside the picture."""

from collections.abc import Iterable
from typing import Final

from physiocheck_desktop.kinematics.body import MIDPOINT_ENDS, BodyPoint, Midpoint
from physiocheck_desktop.kinematics.landmarks import LANDMARK_COUNT, Landmark, Pose

HIDDEN_BELOW: Final = 0.15
SEEN_FROM: Final = 0.5
OUTSIDE_NO_MORE: Final = 0.15
"""Share of the picture's width or height beyond its edge where a guessed landmark is worth nothing."""


class Sight:
    """Visibility and place of the points of one pose.

    Attributes:
        seen: Trust in each point from the model's own visibility, 0-1.
        inside: Trust in each point from where it lies, 1 in the picture to 0 well outside it.
    """

    def __init__(self, pose: Pose) -> None:
        rows = pose.image.tolist()
        self.seen = [_ramp(row[3], HIDDEN_BELOW, SEEN_FROM) for row in rows]
        self.inside = [_inside(row[0], row[1]) for row in rows]
        for left, right in MIDPOINT_ENDS:
            better = left if self.seen[left] * self.inside[left] >= self.seen[right] * self.inside[right] else right
            self.seen.append(self.seen[better])
            self.inside.append(self.inside[better])

    def trust(self, points: Iterable[BodyPoint]) -> float:
        """Return how far a measure between these points may be trusted: as far as the worst of them, 0-1."""
        return min(self.seen[point] * self.inside[point] for point in points)

    def out_of_picture(self, points: Iterable[BodyPoint]) -> bool:
        """Return whether one of the points lies outside the picture."""
        return any(self.inside[point] < 1.0 for point in points)


def landmarks_of(points: Iterable[BodyPoint]) -> frozenset[Landmark]:
    """Return the landmarks behind points, midpoints resolved into their two ends."""
    found: set[Landmark] = set()
    for point in points:
        if isinstance(point, Midpoint):
            found.update(MIDPOINT_ENDS[point - LANDMARK_COUNT])
        else:
            found.add(point)
    return frozenset(found)


def _ramp(value: float, low: float, high: float) -> float:
    return max(0.0, min(1.0, (value - low) / (high - low)))


def _inside(x: float, y: float) -> float:
    beyond = max(0.0, -x, x - 1.0, -y, y - 1.0)
    return max(0.0, 1.0 - beyond / OUTSIDE_NO_MORE)

"""The course of a session over time: how far the movement went, and the joint angles that carry it."""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise
from math import isfinite


@dataclass(frozen=True, slots=True)
class AngleSeries:
    """One session's course, in the order of time.

    Attributes:
        times_s: Of each point, seconds of the same clock as the session's repetitions.
        progress: At each point 0 in the start pose, 1 at the target peak; None where it could not be seen.
        angles_deg: Joint angle by name at each point, degrees; None likewise.
    """

    times_s: tuple[float, ...]
    progress: tuple[float | None, ...]
    angles_deg: Mapping[str, tuple[float | None, ...]]

    def __post_init__(self) -> None:
        """Refuse what is no course.

        Raises:
            ValueError: Something has not one value for each point, or the times are no times or not in their order.
        """
        if any(len(each) != len(self.times_s) for each in (self.progress, *self.angles_deg.values())):
            raise ValueError("Not every point of the course has its values.")
        if not all(map(isfinite, self.times_s)) or any(a > b for a, b in pairwise(self.times_s)):
            raise ValueError("The points of the course are not in the order of time.")

    def later_by(self, seconds: float) -> "AngleSeries":
        """Return the same course, begun later."""
        return AngleSeries(tuple(each + seconds for each in self.times_s), self.progress, self.angles_deg)

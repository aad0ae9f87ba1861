"""How far a measure may be trusted: whether its points are seen and inside the picture."""

from collections.abc import Iterable
from typing import Final

import numpy as np

from physiocheck_desktop.kinematics.body import MIDPOINT_ENDS, BodyPoint
from physiocheck_desktop.kinematics.landmarks import Pose

HIDDEN_BELOW: Final = 0.15
SEEN_FROM: Final = 0.5
OUTSIDE_NO_MORE: Final = 0.15
"""Share of the picture's width or height beyond its edge where a guessed landmark is worth nothing."""


class Sight:
    """How far the points of one pose may be trusted.

    A landmark counts fully where the model's visibility is 0.5 or more and it lies in the picture; it counts for
    nothing below 0.15, or well outside the picture, where it is a guess. In between it fades.
    """

    def __init__(self, pose: Pose) -> None:
        seen = np.clip((pose.image[:, 3] - HIDDEN_BELOW) / (SEEN_FROM - HIDDEN_BELOW), 0.0, 1.0)
        beyond = np.abs(pose.image[:, :2] - 0.5).max(axis=1) - 0.5
        inside = np.clip(1.0 - beyond / OUTSIDE_NO_MORE, 0.0, 1.0)
        self._trust: list[float] = (seen * inside).tolist()
        self._trust += [max(self._trust[left], self._trust[right]) for left, right in MIDPOINT_ENDS]

    def trust(self, points: Iterable[BodyPoint]) -> float:
        """Return how far a measure between these points may be trusted: as far as the worst of them, 0-1.

        A midpoint is as good as the better seen of its two ends, because the far end is hidden in every side view.
        """
        return min([self._trust[point] for point in points])

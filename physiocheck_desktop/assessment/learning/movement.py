"""What was learned from a demonstration: the start pose, the peak pose, and how much each measure tells of the way."""

from dataclasses import dataclass
from typing import Final

import numpy as np

from physiocheck_desktop.kinematics.motion_vector import Array

PHASES: Final = 41
ERROR_FLOOR: Final = 0.05
"""In right angles (4.5°) or trunk lengths: what a single camera cannot tell apart."""


@dataclass(frozen=True, slots=True, eq=False)
class LearnedMovement:
    """What was learned.

    Attributes:
        start, peak: Value of every measure in the start and in the peak pose.
        weight: Each measure's share in the progress; sums to 1. Demonstrated range over unrepeatability.
        duration_s: Median duration of a demonstrated repetition.
        swings: Times the movement goes there and back within one repetition (2 where both sides take turns).
        template: `(PHASES, measures)` median repetition.
        repetitions: What it was learned from, start, peak and end seconds.
    """

    start: Array
    peak: Array
    weight: Array
    duration_s: float
    swings: int
    template: Array
    repetitions: tuple[tuple[float, float, float], ...]

    @property
    def travel(self) -> Array:
        """Signed way of each measure from start to peak, never quite zero."""
        way = self.peak - self.start
        return np.asarray(np.where(np.abs(way) < 1e-3, 1e-3, way))

"""What was learned from a demonstration: the start pose, the peak pose, and how much each measure tells of the way."""

import itertools
from dataclasses import dataclass
from typing import Final

import numpy as np

from physiocheck_desktop.domain.exercise import Side
from physiocheck_desktop.domain.movement_model import MovementModel
from physiocheck_desktop.kinematics.motion_vector import MOTION_MEASURES, Array

PHASES: Final = 41
ERROR_FLOOR: Final = 0.05
"""In right angles (4.5°) or trunk lengths: what a single camera cannot tell apart."""

_DECIMALS: Final = 6
_LEFT: Final = tuple(name for name in MOTION_MEASURES if name.startswith("left_"))
_OTHER_SIDE: Final = {
    one: other for name in _LEFT for one, other in itertools.permutations((name, name.replace("left_", "right_", 1)))
}


@dataclass(frozen=True, slots=True, eq=False)
class LearnedMovement:
    """What is needed to follow a movement.

    Attributes:
        start, peak: Value of every measure in the start and in the peak pose.
        weight: Each measure's share in the progress; sums to 1. Demonstrated range over unrepeatability.
        duration_s: Median duration of a demonstrated repetition.
        swings: Times the movement goes there and back within one repetition (2 where both sides take turns).
    """

    start: Array
    peak: Array
    weight: Array
    duration_s: float
    swings: int

    @classmethod
    def of(cls, model: MovementModel) -> "LearnedMovement":
        """Return the movement of an exercise; a measure that it does not name weighs nothing."""
        places = [MOTION_MEASURES.index(name) for name in model.measures]
        start, peak, weight = np.zeros((3, len(MOTION_MEASURES)))
        start[places], peak[places], weight[places] = model.start, model.peak, model.weight
        return LearnedMovement(start, peak, weight / weight.sum(), model.duration_s, model.swings)

    def model(self) -> MovementModel:
        """Return the movement as plain data for an exercise."""

        def plain(values: Array) -> tuple[float, ...]:
            return tuple(np.round(values, _DECIMALS).tolist())

        return MovementModel(
            measures=MOTION_MEASURES,
            start=plain(self.start),
            peak=plain(self.peak),
            weight=plain(self.weight),
            duration_s=round(self.duration_s, _DECIMALS),
            swings=self.swings,
        )

    @property
    def side(self) -> Side:
        """The own side whose joints tell most of the way; never both."""
        left = [name.startswith("left_") for name in MOTION_MEASURES]
        right = [name.startswith("right_") for name in MOTION_MEASURES]
        return Side.LEFT if self.weight[left].sum() >= self.weight[right].sum() else Side.RIGHT

    def mirrored(self) -> "LearnedMovement":
        """Return the same movement done with the other side."""
        places = [MOTION_MEASURES.index(_OTHER_SIDE.get(name, name)) for name in MOTION_MEASURES]
        return LearnedMovement(self.start[places], self.peak[places], self.weight[places], self.duration_s, self.swings)

    @property
    def travel(self) -> Array:
        """Signed way of each measure from start to peak, never quite zero."""
        way = self.peak - self.start
        return np.asarray(np.where(np.abs(way) < 1e-3, 1e-3, way))


@dataclass(frozen=True, slots=True, eq=False)
class DemonstratedMovement(LearnedMovement):
    """A learned movement with what it was learned from.

    Attributes:
        template: `(PHASES, measures)` median repetition.
        repetitions: Start, peak and end seconds of each demonstrated one.
    """

    template: Array
    repetitions: tuple[tuple[float, float, float], ...]

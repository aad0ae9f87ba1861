"""Tells whether a demonstration takes its sides in turn, and finds the repetitions of each side."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

import numpy as np

from physiocheck_desktop.assessment.authoring.moving_measures import LEAST_TRUST
from physiocheck_desktop.assessment.authoring.readings import MeasureTable
from physiocheck_desktop.assessment.learning.boundaries import FoundRepetition
from physiocheck_desktop.domain.exercise import Side
from physiocheck_desktop.kinematics.measures import JOINT_ANGLES, MEASURES, other_side
from physiocheck_desktop.kinematics.motion_vector import Array

LEAST_WAY_DEG: Final = 20.0
LEAST_SHARE: Final = 0.5
LEAST_COMMON: Final = 0.7
OPPOSED_BELOW: Final = -0.1
TOGETHER_FROM: Final = 0.3
AWAY_FROM: Final = 0.5
RESTS_UP_TO: Final = 0.1


@dataclass(frozen=True, slots=True)
class Turns:
    """The repetitions of each side."""

    left: tuple[FoundRepetition, ...]
    right: tuple[FoundRepetition, ...]

    @property
    def shown_best(self) -> tuple[FoundRepetition, ...]:
        """The repetitions of the side that was shown more often."""
        return self.left if len(self.left) >= len(self.right) else self.right

    @property
    def both(self) -> tuple[FoundRepetition, ...]:
        """All of them in the order of time."""
        return tuple(sorted((*self.left, *self.right), key=lambda each: each.start_s))


def turns_of(table: MeasureTable, times: Array) -> Turns | None:
    """Return the repetitions of both sides where they are done in turn, None where they are not.

    Sides take turns when the joints that move on both of them as far are away on the one while they rest on the other:
    their courses, weighed by how far they go, are opposed. No joint may go together on both sides, because the guessed
    far limb of an oblique view can seem opposed. And each side must have its turn, one more or less.
    """
    pairs = list(_pairs(table, times))
    whole = sum(pair.way for pair in pairs)
    together = any(pair.likeness > TOGETHER_FROM and pair.way >= whole / len(pairs) / 2.0 for pair in pairs)
    if not pairs or together or sum(pair.way * pair.likeness for pair in pairs) >= OPPOSED_BELOW * whole:
        return None
    found = max(pairs, key=lambda pair: -pair.way * pair.likeness).turns
    fair = abs(len(found.left) - len(found.right)) <= 1
    return found if fair and found.left and found.right else None


@dataclass(frozen=True, slots=True)
class _Pair:
    """The same joint of both sides: how far it goes, how alike the two courses are (-1 to 1), and when each goes."""

    way: float
    likeness: float
    turns: Turns


def _pairs(table: MeasureTable, times: Array) -> Iterator[_Pair]:
    for name in JOINT_ANGLES:
        if MEASURES[name].side is not Side.LEFT:
            continue
        partner = other_side(name)
        known = table.seen(name, LEAST_TRUST) & table.seen(partner, LEAST_TRUST)
        if known.mean() < LEAST_COMMON:
            continue
        left, right = _gone(table.of(name)[known]), _gone(table.of(partner)[known])
        if min(left.way, right.way) < max(LEAST_WAY_DEG, LEAST_SHARE * max(left.way, right.way)):
            continue
        likeness = float(np.corrcoef(left.shares, right.shares)[0, 1])
        turns = Turns(_excursions(times[known], left.shares), _excursions(times[known], right.shares))
        yield _Pair(left.way + right.way, likeness, turns)


@dataclass(frozen=True, slots=True, eq=False)
class _Gone:
    way: float
    shares: Array


def _gone(values: Array) -> _Gone:
    """Return how far a joint goes from its rest, and the share of it in each frame.

    A side that takes turns rests most of the time, so that its median lies near its rest.
    """
    low, middle, high = np.percentile(values, [3, 50, 97]).tolist()
    rest, far = (low, high) if high - middle >= middle - low else (high, low)
    way = far - rest
    return _Gone(abs(way), (values - rest) / (way or 1.0))


def _excursions(times: Array, shares: Array) -> tuple[FoundRepetition, ...]:
    """Return each time that a share goes beyond half and comes back, from and to a tenth."""
    found: list[FoundRepetition] = []
    resting, at_s, top, peak_s = 0, float(times[0]), 0.0, 0.0
    for share, now in zip(shares.tolist(), times.tolist(), strict=True):
        if share <= RESTS_UP_TO:
            if top >= AWAY_FROM and resting:
                found.append(FoundRepetition(at_s, peak_s, now, top, now))
            resting, at_s, top = resting + 1, now, 0.0
        elif share > top:
            top, peak_s = share, now
    return tuple(found)

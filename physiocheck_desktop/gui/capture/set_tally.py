"""How much of a set is done, from what the engine has counted through all sets."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from physiocheck_desktop.domain.exercise import Side
from physiocheck_desktop.domain.workout import Portion, Workout


@dataclass(frozen=True, slots=True)
class SetStart:
    """What the engine had counted when a set began.

    Attributes:
        count: Repetitions.
        left: Those in which the left side took part.
        right: Likewise the right one.
    """

    count: int = 0
    left: int = 0
    right: int = 0


@dataclass(frozen=True, slots=True)
class SetTally:
    """How much of a set is done.

    Attributes:
        done: Repetitions of those that are asked for.
        left: Repetitions of the left side in this set.
        right: Of the right one.
        now: The side that alone has some left to do, None where both have, or any may.
    """

    done: int
    left: int
    right: int
    now: Side | None = None


def set_start(sides: Sequence[Side], workout: Workout) -> SetStart:
    """Return how much was counted before the set that is under way.

    Args:
        sides: Which side did each repetition that the engine has counted until now.
        workout: Where the person is.
    """
    left, right = (sum(each in (side, Side.BOTH) for each in sides) for side in (Side.LEFT, Side.RIGHT))
    return SetStart(len(sides) - workout.done, left - workout.left, right - workout.right)


def set_tally(portion: Portion, counted: int, by_side: Mapping[Side, int], before: SetStart) -> SetTally:
    """Return how much of a set is done.

    Args:
        portion: What is asked for.
        counted: How many repetitions the engine has counted, through all sets.
        by_side: Which side did them.
        before: What it had counted when the set began.
    """
    together = by_side.get(Side.BOTH, 0)
    left = by_side.get(Side.LEFT, 0) + together - before.left
    right = by_side.get(Side.RIGHT, 0) + together - before.right
    if not portion.each_side:
        return SetTally(counted - before.count, left, right)
    ready = left >= portion.repetitions, right >= portion.repetitions
    now = {(True, False): Side.RIGHT, (False, True): Side.LEFT}.get(ready)
    return SetTally(portion.done_of(left, right), left, right, now)

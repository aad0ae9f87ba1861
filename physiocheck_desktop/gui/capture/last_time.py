"""How far an exercise went the last time."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import median
from typing import Final

from physiocheck_desktop.domain.people import Actor
from physiocheck_desktop.domain.repetition import Repetition
from physiocheck_desktop.kinematics.measures import MEASURES, Unit
from physiocheck_desktop.services.sessions import SessionService

_LOOKED_THROUGH: Final = 50


@dataclass(frozen=True, slots=True)
class LastTime:
    """What the last session of an exercise came to.

    Attributes:
        reached: The median share of the target range.
        ranges_deg: The median range of each joint.
    """

    reached: float
    ranges_deg: Mapping[str, float]


def look_up_last_time(sessions: SessionService, actor: Actor, exercise_key: str) -> LastTime | None:
    """Return what the newest earlier session of an exercise came to, None without one; off the GUI thread.

    Raises:
        StorageError: The database cannot be read.
    """
    for record in sessions.history(actor, limit=_LOOKED_THROUGH):
        if record.exercise_key == exercise_key and record.ended_at is not None and record.score is not None:
            repetitions = sessions.detail(actor, record.id).repetitions
            return LastTime(median(each.reached for each in repetitions), ranges_deg(repetitions))
    return None


def ranges_deg(repetitions: Sequence[Repetition]) -> Mapping[str, float]:
    """Return the median range of each joint over repetitions, degrees."""
    found: dict[str, list[float]] = {}
    for repetition in repetitions:
        for each in repetition.ranges:
            if _is_angle(each.measure):
                found.setdefault(each.measure, []).append(abs(each.peak - each.start))
    return {measure: median(values) for measure, values in found.items()}


def _is_angle(measure: str) -> bool:
    return measure in MEASURES and MEASURES[measure].unit is Unit.DEGREES and len(MEASURES[measure].points) == 3

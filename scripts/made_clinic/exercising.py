"""When who did which exercise in a made-up clinic, and how well: scores rise with the weeks, and not on every day."""

from __future__ import annotations

import math
import random
from collections.abc import Collection, Iterator, Sequence
from datetime import UTC, datetime, time, timedelta
from typing import Final, NamedTuple
from uuid import UUID

from made_clinic.care import Care
from made_clinic.size import Clinic, new_id, shared_out
from physiocheck_desktop.domain.session import SessionState

A_DAY: Final = 3
"""Exercises that most people do on a day on which they do any."""

_LATEST_HOUR: Final = 11
_BETWEEN: Final = timedelta(minutes=5)
_LENGTH: Final = timedelta(minutes=4)


class DoneSession(NamedTuple):
    """One exercise done once.

    Attributes:
        id: Identifier.
        care: Of whose treatment.
        visit_id: What was done on the same day has the same.
        key: Which exercise.
        state: How far it came.
        started_at: UTC.
        ended_at: UTC.
        quality: How well it was done, 0 to 1.
        repetitions: How many were counted.
    """

    id: UUID
    care: Care
    visit_id: UUID
    key: str
    state: SessionState
    started_at: datetime
    ended_at: datetime
    quality: float
    repetitions: int


def done_sessions(clinic: Clinic, care: Sequence[Care], holds: Collection[str]) -> list[DoneSession]:
    """Return all sessions in the order of their identifiers, in which a database takes them fastest.

    Args:
        clinic: How many, and until when.
        care: Whose.
        holds: Keys of exercises that are held, a few times each.
    """
    chances = clinic.chances("sessions")
    days = [_active_days(each, clinic, chances) for each in care]
    weights = [each * chances.lognormvariate(0.0, 0.6) for each in days]
    counts = shared_out(clinic.size.sessions, weights)
    begun = [
        each
        for one, active, count in zip(care, days, counts, strict=True)
        for each in _of_patient(one, active, count, chances)
    ]
    wanted = (3.0 if each.key in holds else chances.uniform(6.0, 15.0) for each in begun)
    repetitions = shared_out(clinic.size.repetitions, wanted) if begun else ()
    done = [each._replace(repetitions=count) for each, count in zip(begun, repetitions, strict=True)]
    return sorted(done, key=lambda each: each.id.int)


def _active_days(care: Care, clinic: Clinic, chances: random.Random) -> int:
    """Return on how many days from the day after joining a patient exercises at all; some stop early."""
    last = care.ended_at or clinic.until
    days = max(1, (last.date() - care.patient.joined.date()).days)
    return max(1, round(days * chances.uniform(0.15, 0.9))) if chances.random() < 0.2 else days


def _of_patient(care: Care, active: int, count: int, chances: random.Random) -> Iterator[DoneSession]:
    a_day = max(A_DAY, math.ceil(count / active))
    days = sorted(chances.sample(range(active), math.ceil(count / a_day)))
    talent, gain = chances.uniform(0.1, 0.5), chances.uniform(0.2, 0.5)
    first, form, visit_id = care.patient.joined, 0.0, care.patient.id
    for place in range(count):
        day = days[place // a_day]
        if place % a_day == 0:
            hour = time(
                chances.randrange(6, _LATEST_HOUR + 1), chances.randrange(60), chances.randrange(60), tzinfo=UTC
            )
            first = datetime.combine(care.patient.joined.date() + timedelta(days=day + 1), hour)
            form, visit_id = chances.gauss(0.0, 0.06), new_id(chances)
        started_at = first + _BETWEEN * (place % a_day)
        yield DoneSession(
            id=new_id(chances),
            care=care,
            visit_id=visit_id,
            key=care.keys[place % len(care.keys)],
            state=chances.choices(tuple(_STATES), tuple(_STATES.values()))[0],
            started_at=started_at,
            ended_at=started_at + _LENGTH,
            quality=min(1.0, max(0.0, talent + gain * (1.0 - math.exp(-day / 45.0)) + form)),
            repetitions=0,
        )


_STATES: Final = {SessionState.FINISHED: 93.0, SessionState.ABANDONED: 4.0, SessionState.INTERRUPTED: 3.0}

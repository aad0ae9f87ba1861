"""A session as it is kept: when, which exercise, how far it came, what was reached."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from physiocheck_desktop.domain.repetition import PartialRepetition, Repetition, Score


class SessionState(StrEnum):
    """How far a session came."""

    RUNNING = "running"
    FINISHED = "finished"
    ABANDONED = "abandoned"


@dataclass(frozen=True, slots=True)
class SessionRecord:
    """One session as a list shows it.

    Attributes:
        id: Identifier.
        patient_id: Whose session it is.
        exercise_key: Which exercise.
        exercise_name: Its name at the time.
        state: How far it came.
        started_at: UTC.
        ended_at: UTC, None while it runs.
        repetition_count: Repetitions kept so far.
        partial_count: Begun and not completed ones; 0 until the end.
        score: Mean score, None without a repetition.
    """

    id: UUID
    patient_id: UUID
    exercise_key: str
    exercise_name: str
    state: SessionState
    started_at: datetime
    ended_at: datetime | None
    repetition_count: int
    partial_count: int
    score: Score | None


@dataclass(frozen=True, slots=True)
class SessionDetail:
    """One session with all that was kept of it."""

    record: SessionRecord
    repetitions: tuple[Repetition, ...]
    partial_repetitions: tuple[PartialRepetition, ...]

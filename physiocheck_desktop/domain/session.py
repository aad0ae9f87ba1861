"""A session as it is kept: when, which exercise, how far it came, what was reached."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from statistics import fmean
from uuid import UUID

from physiocheck_desktop.domain.repetition import PartialRepetition, Repetition, Score, ScorePart


class SessionState(StrEnum):
    """How far a session came."""

    RUNNING = "running"
    FINISHED = "finished"
    ABANDONED = "abandoned"
    INTERRUPTED = "interrupted"


@dataclass(frozen=True, slots=True)
class SessionRecord:
    """One session as a list shows it.

    Attributes:
        id: Identifier.
        patient_id: Whose session it is.
        exercise_key: Which exercise.
        exercise_name: Its name at the time.
        state: How far it came; interrupted where the program ended before the session did.
        started_at: UTC.
        ended_at: UTC, None while it runs; for an interrupted session the last sign of life.
        repetition_count: Repetitions kept so far.
        partial_count: Begun and not completed ones; 0 until the end.
        score: Mean score, None without a repetition.
        held_s: For a hold the seconds held in all, None for any other exercise and without a repetition.
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
    held_s: float | None = None


@dataclass(frozen=True, slots=True)
class SessionSearch:
    """Which sessions are looked for: those that fit any of this.

    Attributes:
        words: Part of the exercise's name, whatever its case.
        states: How far they came.
        since: They began at this time or later, UTC; None for no days.
        until: They began before this time, UTC; None together with `since`.
    """

    words: str
    states: frozenset[SessionState] = frozenset()
    since: datetime | None = None
    until: datetime | None = None


@dataclass(frozen=True, slots=True)
class SessionResult:
    """What a session came to, written once when it ends.

    Attributes:
        repetition_count: Counted repetitions.
        partial_count: Begun and not completed ones.
        score: Mean score, None without a repetition.
        watched_s: Seconds of movement watched; None where the session ended without an assessment.
        frames: Frames assessed; None likewise.
        frames_with_person: Frames in which a person was found; None likewise.
    """

    repetition_count: int
    partial_count: int
    score: Score | None
    watched_s: float | None = None
    frames: int | None = None
    frames_with_person: int | None = None


@dataclass(frozen=True, slots=True)
class SessionDetail:
    """One session with all that was kept of it."""

    record: SessionRecord
    repetitions: tuple[Repetition, ...]
    partial_repetitions: tuple[PartialRepetition, ...]


def mean_score(scores: Sequence[Score]) -> Score | None:
    """Return the mean of scores, each part over those that have it; None where there is no score."""
    if not scores:
        return None
    values: dict[ScorePart, list[float]] = {}
    for score in scores:
        for part, value in score.parts.items():
            values.setdefault(part, []).append(value)
    parts = {part: fmean(values[part]) for part in ScorePart if part in values}
    return Score(total=fmean(score.total for score in scores), parts=parts)

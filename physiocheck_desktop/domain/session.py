"""A session as it is kept: when, which exercise, how far it came, what was reached."""

from collections import Counter
from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from statistics import fmean
from uuid import UUID

from physiocheck_desktop.domain.angle_series import AngleSeries
from physiocheck_desktop.domain.exercise import Side
from physiocheck_desktop.domain.metrics import PerformanceMetric, metrics_of
from physiocheck_desktop.domain.repetition import (
    CommonError,
    PartialRepetition,
    Repetition,
    Score,
    ScorePart,
    SessionAssessment,
    common_errors,
    count_by_side,
)
from physiocheck_desktop.domain.visit import Visit


class SessionState(StrEnum):
    """How far a session came."""

    RUNNING = "running"
    FINISHED = "finished"
    ABANDONED = "abandoned"
    INTERRUPTED = "interrupted"


@dataclass(frozen=True, slots=True)
class Assignment:
    """What of which plan a session does.

    Attributes:
        plan_id: Which plan.
        plan_version: Which published version of it.
        position: Which of that version's exercises, from 1.
    """

    plan_id: UUID
    plan_version: int
    position: int


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
        visit_id: In which visit it was done, None where in none.
        assignment: What of which plan it did, None where nobody had asked for it.
        entered_by_hand: Whether the person counted the repetitions, so that none of them has a score.
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
    visit_id: UUID | None = None
    assignment: Assignment | None = None
    entered_by_hand: bool = False


@dataclass(frozen=True, slots=True)
class SessionSearch:
    """Which sessions are looked for: those that fit any of this.

    Attributes:
        words: Part of the exercise's name, whatever its case.
        states: How far they came.
        since: They began at this time or later, UTC; None for no days.
        until: They began before this time, UTC; None together with `since`.
        names: Whole names of exercises, as they are kept, such as those that the words are part of in another language.
    """

    words: str
    states: frozenset[SessionState] = frozenset()
    since: datetime | None = None
    until: datetime | None = None
    names: frozenset[str] = frozenset()


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
        left_count: Counted repetitions that the left side did.
        right_count: Counted repetitions that the right side did; all others both did together.
        metrics: Its measures.
        errors: Its common errors, the gravest first.
    """

    repetition_count: int
    partial_count: int
    score: Score | None
    watched_s: float | None = None
    frames: int | None = None
    frames_with_person: int | None = None
    left_count: int = 0
    right_count: int = 0
    metrics: tuple[PerformanceMetric, ...] = ()
    errors: tuple[CommonError, ...] = ()


@dataclass(frozen=True, slots=True)
class SessionDetail:
    """One session with all that was kept of it.

    Attributes:
        record: As a list shows it.
        repetitions: The counted ones, in order.
        partial_repetitions: Begun and not completed ones, in order.
        counted_by_hand: Repetitions of each set that the person counted; empty where the camera did.
        angles: Its course over time, None where that was not kept or cannot be read.
        course_is_damaged: Whether it was kept and cannot be read.
    """

    record: SessionRecord
    repetitions: tuple[Repetition, ...]
    partial_repetitions: tuple[PartialRepetition, ...]
    counted_by_hand: tuple[int, ...] = ()
    angles: AngleSeries | None = None
    course_is_damaged: bool = False

    @property
    def sets(self) -> Mapping[int, int]:
        """How many repetitions each set has, by its number; sets without any are left out."""
        if self.counted_by_hand:
            return {number: count for number, count in enumerate(self.counted_by_hand, start=1) if count}
        return dict(sorted(Counter(each.set_number for each in self.repetitions).items()))


@dataclass(frozen=True, slots=True)
class InterruptedSession:
    """A session that ended without being ended, and can be gone on with.

    Attributes:
        detail: All that was kept of it.
        visit: The visit that it belongs to, None where it belongs to none.
    """

    detail: SessionDetail
    visit: Visit | None


@dataclass(frozen=True, slots=True)
class RunningSession:
    """A session that somebody does just now, as others may follow it.

    Attributes:
        record: How far it is.
        last: Its newest repetition with score, set and faults, None before the first.
        last_sign_at: When something of it was last heard, UTC.
    """

    record: SessionRecord
    last: Repetition | None
    last_sign_at: datetime


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


def result_of(
    kept: SessionDetail, known_measures: Container[str], assessment: SessionAssessment | None = None
) -> SessionResult:
    """Return what a session came to.

    Args:
        kept: All that is kept of it.
        known_measures: Names of the measures there are; nothing is said of others.
        assessment: What the engine saw, where it could still say so.
    """
    by_side = count_by_side(kept.repetitions)
    return SessionResult(
        repetition_count=len(kept.repetitions) + sum(kept.counted_by_hand),
        partial_count=len(kept.partial_repetitions),
        score=mean_score([repetition.score for repetition in kept.repetitions]),
        watched_s=None if assessment is None else assessment.seconds,
        frames=None if assessment is None else assessment.frames,
        frames_with_person=None if assessment is None else assessment.frames_with_person,
        left_count=by_side.get(Side.LEFT, 0),
        right_count=by_side.get(Side.RIGHT, 0),
        metrics=metrics_of(kept.repetitions, known_measures),
        errors=common_errors(kept.repetitions),
    )

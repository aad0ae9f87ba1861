"""How a patient gets on: scores, ranges, pain and errors over time, and one session beside the one before."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from physiocheck_desktop.domain.adherence import AdherenceWeek
from physiocheck_desktop.domain.exercise import Severity, Side
from physiocheck_desktop.domain.metrics import Change, MeasuredRange, PerformanceMetric, change_of
from physiocheck_desktop.domain.pain import PainReport
from physiocheck_desktop.domain.repetition import CommonError
from physiocheck_desktop.domain.visit import Visit

REAL_PAIN_CHANGE: Final = 2
"""On the scale from 0 to 10 a difference of 1.8 can just be told from none (Salaffi 2004)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionPoint:
    """A session that has an end and a repetition, as a point of a chart.

    Attributes:
        session_id: Which session.
        exercise_key: Which exercise.
        exercise_name: Its name at the time.
        started_at: UTC.
        repetitions: How many were counted.
        score: Their mean score, 0-100; None where none of them has one.
    """

    session_id: UUID
    exercise_key: str
    exercise_name: str
    started_at: datetime
    repetitions: int
    score: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasuredPoint:
    """One measure of one session, as a point of a chart."""

    session: SessionPoint
    metric: MeasuredRange


@dataclass(frozen=True, slots=True, kw_only=True)
class RangeCourse:
    """The range of motion of one angle in one exercise over time: of other exercises it cannot be compared.

    Attributes:
        exercise_key: In which exercise.
        exercise_name: Its name.
        measure: Which angle.
        side: Which side did the repetitions.
        points: Oldest first.
    """

    exercise_key: str
    exercise_name: str
    measure: str
    side: Side
    points: tuple[MeasuredPoint, ...]

    @property
    def gained(self) -> float:
        """How much wider the newest range is than the oldest, negative where it is narrower."""
        return self.points[-1].metric.range_of_motion - self.points[0].metric.range_of_motion

    @property
    def change(self) -> Change:
        """What that difference says."""
        return change_of(self.points[0].metric, self.points[-1].metric)


@dataclass(frozen=True, slots=True, kw_only=True)
class RecurringError:
    """An error over several sessions of one exercise.

    Attributes:
        exercise_key: In which exercise.
        rule: The rule's name.
        cue: What there is to say about it.
        severity: How much it matters at worst.
        sessions: In how many sessions it was made.
        repetitions: In how many repetitions of those.
        of_repetitions: How many repetitions those sessions have.
        last_at: When the newest of them began, UTC.
    """

    exercise_key: str
    rule: str
    cue: str
    severity: Severity
    sessions: int
    repetitions: int
    of_repetitions: int
    last_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasureComparison:
    """One measure of a session, against its target and against the last time.

    Attributes:
        now: What it was.
        before: What it was the last time, None where there is nothing to compare with.
    """

    now: PerformanceMetric
    before: PerformanceMetric | None = None

    @property
    def change(self) -> Change | None:
        """What the difference to the last time says; None where there was no last time."""
        return None if self.before is None else change_of(self.before, self.now)


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionComparison:
    """One session beside the one before of the same exercise.

    Attributes:
        now: The session.
        before: The one before that has a repetition, None where there was none.
        measures: Its measures.
        errors: Its common errors, the gravest first.
    """

    now: SessionPoint
    before: SessionPoint | None
    measures: tuple[MeasureComparison, ...]
    errors: tuple[CommonError, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class LastTime:
    """The newest session of an exercise that has an end and a score.

    Attributes:
        session: The session.
        metrics: Its measures.
        errors: Its common errors, the gravest first.
    """

    session: SessionPoint
    metrics: tuple[PerformanceMetric, ...]
    errors: tuple[CommonError, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Adherence:
    """How well the plans that were in force were kept to.

    Attributes:
        weeks: Week by week, oldest first; the last is this one, as far as it has come.
        share: Over all of them, 0-1; None where nothing was asked for.
    """

    weeks: tuple[AdherenceWeek, ...]
    share: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PainCourse:
    """What a patient said of pain and effort over time.

    Attributes:
        visits: Visits in which something was said, oldest first.
        reports: Pain reports, oldest first.
    """

    visits: tuple[Visit, ...]
    reports: tuple[PainReport, ...]

    @property
    def change(self) -> int | None:
        """By how much the pain before a visit has risen since it was first told; None where it was not told again."""
        told = [each.pain_before for each in self.visits if each.pain_before is not None]
        return told[-1] - told[0] if len(told) > 1 else None

    @property
    def is_real(self) -> bool:
        """Whether that is a change, and not how numbers on a scale differ without one."""
        return self.change is not None and abs(self.change) >= REAL_PAIN_CHANGE


def courses_of(points: Iterable[MeasuredPoint]) -> tuple[RangeCourse, ...]:
    """Return the courses that points, oldest first, belong to, in the order of their first points."""
    found: dict[tuple[str, str, Side], list[MeasuredPoint]] = {}
    for each in points:
        found.setdefault((each.session.exercise_key, each.metric.measure, each.metric.side), []).append(each)
    return tuple(
        RangeCourse(
            exercise_key=key,
            exercise_name=seen[-1].session.exercise_name,
            measure=measure,
            side=side,
            points=tuple(seen),
        )
        for (key, measure, side), seen in found.items()
    )


def comparisons_of(
    now: Iterable[PerformanceMetric], before: Iterable[PerformanceMetric]
) -> tuple[MeasureComparison, ...]:
    """Return each measure beside the same one, of the same side, of the session before."""
    earlier: Mapping[tuple[str, Side], PerformanceMetric] = {(each.measure, each.side): each for each in before}
    return tuple(MeasureComparison(now=each, before=earlier.get((each.measure, each.side))) for each in now)

"""What stands out of all that a patient has done: streak, personal bests, milestones."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final

from physiocheck_desktop.domain.adherence import Streak
from physiocheck_desktop.domain.metrics import Change, change_of
from physiocheck_desktop.domain.progress import MeasuredPoint, SessionPoint

SESSION_MILESTONES: Final = (1, 10, 50, 100, 250, 500, 1000)
REPETITION_MILESTONES: Final = (100, 1000, 5000, 10_000)
STREAK_MILESTONES: Final = (7, 30, 100)


class MilestoneKind(StrEnum):
    """What a milestone counts."""

    SESSIONS = "sessions"
    REPETITIONS = "repetitions"
    STREAK = "streak"


@dataclass(frozen=True, slots=True, kw_only=True)
class Milestone:
    """A number that was reached: of sessions, of repetitions in all, of days in a row.

    Attributes:
        kind: What is counted.
        number: How many.
        reached_at: When the session began that reached it; None for days in a row.
    """

    kind: MilestoneKind
    number: int
    reached_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """What stands out of all that a patient has done.

    Attributes:
        sessions: Sessions that have an end and a repetition.
        repetitions: Counted in all.
        first_at: When the first session began, None without one.
        streak: Days kept in a row.
        best: The session with the best score, the earlier of two; None without one.
        widest: Of each angle in each exercise that has really become wider than at first, where it was widest.
        milestones: What was reached, in the order of the kinds, then of the numbers.
        next_milestones: Of sessions and repetitions the next number that is not reached yet.
    """

    sessions: int
    repetitions: int
    first_at: datetime | None
    streak: Streak
    best: SessionPoint | None
    widest: tuple[MeasuredPoint, ...]
    milestones: tuple[Milestone, ...]
    next_milestones: tuple[Milestone, ...]


def widest_of(angles: Iterable[tuple[MeasuredPoint, MeasuredPoint]]) -> tuple[MeasuredPoint, ...]:
    """Return where angles were widest, of those that have really become wider than at first.

    Args:
        angles: Of each angle in each exercise where it was measured first, and where it was widest.
    """
    return tuple(
        widest
        for first, widest in angles
        if widest.metric.range_of_motion > first.metric.range_of_motion
        and change_of(first.metric, widest.metric) is Change.REAL
    )


def best_of(points: Iterable[SessionPoint]) -> SessionPoint | None:
    """Return the session with the best score, the first of those with the same."""
    scored = [(each.score, each) for each in points if each.score is not None]
    return max(scored, key=lambda pair: pair[0], default=(0.0, None))[1]


def milestones_of(points: Sequence[SessionPoint], streak: Streak) -> tuple[Milestone, ...]:
    """Return what was reached in sessions, oldest first, and in days in a row."""
    found = [
        Milestone(kind=MilestoneKind.SESSIONS, number=number, reached_at=points[number - 1].started_at)
        for number in SESSION_MILESTONES
        if number <= len(points)
    ]
    total, waiting = 0, list(REPETITION_MILESTONES)
    for each in points:
        total += each.repetitions
        while waiting and waiting[0] <= total:
            number = waiting.pop(0)
            found.append(Milestone(kind=MilestoneKind.REPETITIONS, number=number, reached_at=each.started_at))
    found += (
        Milestone(kind=MilestoneKind.STREAK, number=number) for number in STREAK_MILESTONES if number <= streak.longest
    )
    return tuple(found)


def next_milestones(points: Sequence[SessionPoint]) -> tuple[Milestone, ...]:
    """Return the next numbers of sessions and of repetitions."""
    reached = {
        MilestoneKind.SESSIONS: (SESSION_MILESTONES, len(points)),
        MilestoneKind.REPETITIONS: (REPETITION_MILESTONES, sum(each.repetitions for each in points)),
    }
    return tuple(
        Milestone(kind=kind, number=next(number for number in numbers if number > count))
        for kind, (numbers, count) in reached.items()
        if count < numbers[-1]
    )

"""How well a patient keeps to the plans that were in force: day by day, week by week, and in a row."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Final
from uuid import UUID

from physiocheck_desktop.domain.rehab_plan import PlanVersion

_DAY: Final = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanCourse:
    """What a plan has asked for over time.

    Attributes:
        plan_id: Which plan.
        versions: Its published versions; their words may be left out.
        ended_at: When it was ended, None while it goes on.
    """

    plan_id: UUID
    versions: tuple[PlanVersion, ...]
    ended_at: datetime | None = None


class DayKind(StrEnum):
    """What a day was.

    `KEPT`: all that was asked for was done, or something where no plan asked. `MISSED`: something that was asked for
    was not done in full. `OPEN`: it is not over, and something is still to do. `FREE`: a plan was in force, and asked
    for nothing. `EMPTY`: no plan, and nothing done.
    """

    KEPT = "kept"
    MISSED = "missed"
    OPEN = "open"
    FREE = "free"
    EMPTY = "empty"


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkDay:
    """A day and what was done of what it asked for.

    Attributes:
        day: The patient's day.
        planned: Whether a plan was in force.
        active: Whether a repetition was counted.
        exercises_due: Exercises that it asked for.
        exercises_done: How many of them were done in full.
        repetitions_due: Repetitions that it asked for.
        repetitions_done: How many of them were done; more than was asked for of an exercise counts for no other.
        is_open: Whether it is not over, and something that it asks for, which is not counted here, is still to do.
    """

    day: date
    planned: bool
    active: bool
    exercises_due: int = 0
    exercises_done: int = 0
    repetitions_due: int = 0
    repetitions_done: int = 0
    is_open: bool = False

    @property
    def kind(self) -> DayKind:
        """What it was."""
        if self.is_open:
            return DayKind.OPEN
        if self.exercises_due:
            return DayKind.KEPT if self.exercises_done == self.exercises_due else DayKind.MISSED
        if self.active:
            return DayKind.KEPT
        return DayKind.FREE if self.planned else DayKind.EMPTY


@dataclass(frozen=True, slots=True, kw_only=True)
class AdherenceWeek:
    """What was done in a week of what it asked for.

    Attributes:
        monday: Its first day.
        days_due: Days on which something was asked for.
        days_kept: On how many of them all of it was done.
        repetitions_due: Repetitions that were asked for.
        repetitions_done: How many of them were done.
    """

    monday: date
    days_due: int
    days_kept: int
    repetitions_due: int
    repetitions_done: int

    @property
    def share(self) -> float | None:
        """Adherence: repetitions done of those asked for, 0-1; None where nothing was asked for."""
        return self.repetitions_done / self.repetitions_due if self.repetitions_due else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Streak:
    """Days kept in a row; free days between them neither count nor end it.

    Attributes:
        current: Up to today, which ends nothing before it is over.
        longest: The longest there ever was.
        longest_until: Last day of that one, None where there was none.
    """

    current: int = 0
    longest: int = 0
    longest_until: date | None = None


def weeks_of(days: Iterable[WorkDay]) -> tuple[AdherenceWeek, ...]:
    """Return the weeks, Monday to Sunday, that days lie in, oldest first."""
    weeks: dict[date, list[WorkDay]] = {}
    for each in days:
        weeks.setdefault(monday_of(each.day), []).append(each)
    return tuple(
        AdherenceWeek(
            monday=monday,
            days_due=sum(each.exercises_due > 0 and not each.is_open for each in found),
            days_kept=sum(0 < each.exercises_due == each.exercises_done and not each.is_open for each in found),
            repetitions_due=sum(each.repetitions_due for each in found),
            repetitions_done=sum(each.repetitions_done for each in found),
        )
        for monday, found in sorted(weeks.items())
    )


def share_kept(days: Iterable[WorkDay]) -> float | None:
    """Return the adherence over days: repetitions done of those asked for, 0-1; None where nothing was asked for."""
    found = list(days)
    due = sum(each.repetitions_due for each in found)
    return sum(each.repetitions_done for each in found) / due if due else None


def streak_of(days: Sequence[WorkDay]) -> Streak:
    """Return the days kept in a row; the last day given is today."""
    current = longest = 0
    until: date | None = None
    for each in days:
        match each.kind:
            case DayKind.KEPT:
                current += 1
            case DayKind.MISSED | DayKind.EMPTY if each is not days[-1]:  # today is not over
                current = 0
        if current > longest:
            longest, until = current, each.day
    return Streak(current=current, longest=longest, longest_until=until)


def monday_of(day: date) -> date:
    """Return the Monday of a day's week."""
    return day - day.weekday() * _DAY

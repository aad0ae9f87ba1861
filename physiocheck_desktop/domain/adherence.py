"""How well a patient keeps to the plans that were in force: day by day, week by week, and in a row.

What a day asks for is what Today showed on it: exercises on named days, and exercises so many days a week of the
patient's choice. An exercise of choice is missed only on a day on which too few days of the week were left to make it
good; until then a day without it is free. A day that is not over asks for nothing that is not done yet.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta, tzinfo
from enum import StrEnum
from typing import Final
from uuid import UUID

from physiocheck_desktop.domain.rehab_plan import PlannedExercise, PlanVersion, version_in_force
from physiocheck_desktop.domain.todays_work import DoneRepetitions, beginning_of, repetitions_of

_DAY: Final = timedelta(days=1)
_WEEK: Final = 7


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


@dataclass(frozen=True, slots=True)
class _Asked:
    """A planned exercise on one of its days, and how many of its repetitions were done."""

    day: date
    planned: PlannedExercise
    done: int

    @property
    def full(self) -> bool:
        return self.done >= self.planned.repetitions_a_day


@dataclass(slots=True)
class _Tally:
    planned: bool = False
    is_open: bool = False
    exercises_due: int = 0
    exercises_done: int = 0
    repetitions_due: int = 0
    repetitions_done: int = 0

    def add_or_leave(self, each: _Asked, today: date) -> None:
        """Count what was asked for; what today asks for not before it is done."""
        if each.day == today and not each.full:
            self.is_open = True
            return
        asked = each.planned.repetitions_a_day
        self.exercises_due += 1
        self.exercises_done += each.full
        self.repetitions_due += asked
        self.repetitions_done += min(each.done, asked)


def work_days(
    plans: Iterable[PlanCourse], done: Iterable[DoneRepetitions], first: date, now: datetime, zone: tzinfo | None
) -> tuple[WorkDay, ...]:
    """Return the days from one to today, oldest first.

    Args:
        plans: All plans of a patient.
        done: What the patient did, from the Monday of the first day on.
        first: The first day.
        now: The moment.
        zone: Where the patient's days begin and end; this computer's own where None.
    """
    today = now.astimezone(zone).date()
    by_day: dict[tuple[str, date], list[DoneRepetitions]] = {}
    active: set[date] = set()
    for each in done:
        day = each.started_at.astimezone(zone).date()
        by_day.setdefault((each.exercise_key, day), []).append(each)
        active.add(day)
    tallies: dict[date, _Tally] = {}
    courses = [each for each in plans if each.versions]
    for monday in _mondays(first, today):
        for course in courses:
            _tally_week(course, monday, today, now, zone, by_day, tallies)
    return tuple(
        WorkDay(
            day=day,
            planned=tally.planned,
            active=day in active,
            exercises_due=tally.exercises_due,
            exercises_done=tally.exercises_done,
            repetitions_due=tally.repetitions_due,
            repetitions_done=tally.repetitions_done,
            is_open=tally.is_open,
        )
        for day in (first + number * _DAY for number in range((today - first).days + 1))
        for tally in (tallies.get(day, _Tally()),)
    )


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


def _mondays(first: date, last: date) -> Iterable[date]:
    monday = monday_of(first)
    while monday <= last:
        yield monday
        monday += _WEEK * _DAY


def _tally_week(
    course: PlanCourse,
    monday: date,
    today: date,
    now: datetime,
    zone: tzinfo | None,
    done: Mapping[tuple[str, date], Sequence[DoneRepetitions]],
    tallies: dict[date, _Tally],
) -> None:
    """Add what a plan asked for in a week, and what was done of it, to the tallies of its days."""
    chosen: dict[tuple[str, str, int], list[_Asked]] = {}
    for day in (monday + number * _DAY for number in range(_WEEK)):
        version = _in_force(course, day, now, zone)
        if version is None:
            continue
        tally = tallies.setdefault(day, _Tally())
        tally.planned = True
        seen: dict[tuple[str, str], int] = {}
        for planned in version.content.exercises:
            if not planned.covers(day):
                continue
            each = _Asked(day, planned, repetitions_of(planned.side, done.get((planned.exercise_key, day), ())))
            if planned.frequency.days_per_week is not None:
                place = (planned.exercise_key, planned.side.value)
                seen[place] = seen.get(place, 0) + 1
                chosen.setdefault((*place, seen[place]), []).append(each)
            elif planned.frequency.is_due(day, 0) and day <= today:
                tally.add_or_leave(each, today)
    for days in chosen.values():
        _tally_chosen(days, today, tallies)


def _tally_chosen(days: Sequence[_Asked], today: date, tallies: Mapping[date, _Tally]) -> None:
    """Add an exercise that is due on so many days of the patient's choice, given the days of a week it may be done."""
    asked_days = min(days[-1].planned.frequency.days_per_week or 0, len(days))
    free, kept = len(days) - asked_days, 0
    for each in days:
        if each.day > today or kept == asked_days:
            break
        if each.full:
            kept += 1
        elif free:
            free -= 1
            continue
        tallies[each.day].add_or_leave(each, today)


def _in_force(course: PlanCourse, day: date, now: datetime, zone: tzinfo | None) -> PlanVersion | None:
    """Return what a plan said of a day at that day's end; the day on which it is ended asks for nothing any more."""
    end = beginning_of(day + _DAY, zone)
    if course.ended_at is not None and course.ended_at < end:
        return None
    return version_in_force(course.versions, day, min(end, now))

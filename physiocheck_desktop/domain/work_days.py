"""What each day asked for after the plans that were in force on it, and what of that was done.

What a day asks for is what Today showed on it: exercises on named days, and exercises so many days a week of the
patient's choice. An exercise of choice is missed only on a day on which too few days of the week were left to make it
good; until then a day without it is free. A day that is not over asks for nothing that is not done yet.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta, tzinfo
from typing import Final, NamedTuple

from physiocheck_desktop.domain.adherence import PlanCourse, WorkDay, monday_of
from physiocheck_desktop.domain.rehab_plan import PlannedExercise, PlanVersion, version_in_force
from physiocheck_desktop.domain.todays_work import DoneRepetitions, beginning_of, repetitions_of

_DAY: Final = timedelta(days=1)
_WEEK: Final = 7


class _Asked(NamedTuple):
    """A planned exercise on one of its days: how many of its repetitions the day asks for, and how many were done."""

    day: date
    planned: PlannedExercise
    asked: int
    done: int

    @property
    def full(self) -> bool:
        return self.done >= self.asked


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
        self.exercises_due += 1
        self.exercises_done += each.full
        self.repetitions_due += each.asked
        self.repetitions_done += min(each.done, each.asked)


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
    for monday in _mondays(first, today) if courses else ():
        ends = {day: beginning_of(day + _DAY, zone) for day in (monday + number * _DAY for number in range(_WEEK))}
        for course in courses:
            _tally_week(course, ends, (first, today), now, by_day, tallies)
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


def _mondays(first: date, last: date) -> Iterable[date]:
    monday = monday_of(first)
    while monday <= last:
        yield monday
        monday += _WEEK * _DAY


def _tally_week(
    course: PlanCourse,
    ends: Mapping[date, datetime],
    span: tuple[date, date],
    now: datetime,
    done: Mapping[tuple[str, date], Sequence[DoneRepetitions]],
    tallies: dict[date, _Tally],
) -> None:
    """Add what a plan asked for in a week, given when each day ends, and what was done of it, to the tallies.

    What is done on days of the patient's choice depends on the whole week; of the other days only those of the span,
    from its first to today, are looked at.
    """
    first, today = span
    chosen: dict[tuple[str, str, int], list[_Asked]] = {}
    for day, end in ends.items():
        version = _in_force(course, day, end, now)
        if version is None:
            continue
        tally = tallies.setdefault(day, _Tally())
        tally.planned = True
        seen: dict[tuple[str, str], int] = {}
        for planned in version.content.exercises:
            if not planned.covers(day):
                continue
            is_chosen = planned.frequency.days_per_week is not None
            if not is_chosen and not (first <= day <= today and planned.frequency.is_due(day, 0)):
                continue
            found = done.get((planned.exercise_key, day))
            made = repetitions_of(planned.side, found) if found else 0
            each = _Asked(day, planned, planned.repetitions_a_day, made)
            if is_chosen:
                place = (planned.exercise_key, planned.side.value)
                seen[place] = seen.get(place, 0) + 1
                chosen.setdefault((*place, seen[place]), []).append(each)
            else:
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


def _in_force(course: PlanCourse, day: date, end: datetime, now: datetime) -> PlanVersion | None:
    """Return what a plan said of a day at that day's end; the day on which it is ended asks for nothing any more."""
    if course.ended_at is not None and course.ended_at < end:
        return None
    return version_in_force(course.versions, day, min(end, now))

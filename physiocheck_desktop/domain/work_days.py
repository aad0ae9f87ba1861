"""What each day asked for after the plans that were in force on it, and what of that was done.

What a day asks for is what Today showed on it: exercises on named days, and exercises so many days a week of the
patient's choice. An exercise of choice is missed only on a day on which too few days of the week were left to make it
good; until then a day without it is free. A day that is not over asks for nothing that is not done yet.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta, tzinfo
from itertools import pairwise
from typing import Final

from physiocheck_desktop.domain.adherence import PlanCourse, WorkDay, monday_of
from physiocheck_desktop.domain.rehab_plan import PlannedExercise, PlanVersion, Weekday, version_in_force
from physiocheck_desktop.domain.todays_work import DoneRepetitions, beginning_of, repetitions_of

_DAY: Final = timedelta(days=1)
_WEEK: Final = len(Weekday)


@dataclass(frozen=True, slots=True, kw_only=True)
class DaySpan:
    """Which days are looked at, worked out once for all patients whose days they are.

    Attributes:
        first: The first day.
        now: The moment.
        zone: Where the patients' days begin and end; this computer's own where None.
        today: The last day.
        weeks: The weeks that those days lie in, Monday to Sunday: each day, and when it ends.
    """

    first: date
    now: datetime
    zone: tzinfo | None
    today: date
    weeks: tuple[tuple[tuple[date, datetime], ...], ...]


_Asked = tuple[date, int, int, int]
"""A day of the patient's choice: which, on how many of its week, how many repetitions were asked for and were done."""
_Day = Mapping[str, Sequence[DoneRepetitions]]
"""What was done on a day, by exercise."""


@dataclass(slots=True)
class _Tally:
    planned: bool = False
    is_open: bool = False
    exercises_due: int = 0
    exercises_done: int = 0
    repetitions_due: int = 0
    repetitions_done: int = 0

    @property
    def is_missed(self) -> bool:
        """Whether something was not done in full that the day asked for, as `WorkDay.kind` says it."""
        return self.exercises_done < self.exercises_due and not self.is_open

    def add_or_leave(self, asked: int, done: int, *, is_today: bool) -> None:
        """Count what was asked for; what today asks for not before it is done."""
        if is_today and done < asked:
            self.is_open = True
            return
        self.exercises_due += 1
        self.exercises_done += done >= asked
        self.repetitions_due += asked
        self.repetitions_done += min(done, asked)


def days_until(now: datetime, first: date, zone: tzinfo | None) -> DaySpan:
    """Return the days from one to today.

    Args:
        now: The moment.
        first: The first day.
        zone: Where the patients' days begin and end; this computer's own where None.
    """
    today = now.astimezone(zone).date()
    monday, weeks = monday_of(first), []
    while monday <= today:
        days = [monday + number * _DAY for number in range(_WEEK + 1)]
        weeks.append(tuple((day, beginning_of(after, zone)) for day, after in pairwise(days)))
        monday = days[-1]
    return DaySpan(first=first, now=now, zone=zone, today=today, weeks=tuple(weeks))


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
    return work_days_of(days_until(now, first, zone), plans, done)


def work_days_of(span: DaySpan, plans: Iterable[PlanCourse], done: Iterable[DoneRepetitions]) -> tuple[WorkDay, ...]:
    """Return the days of a span, oldest first, of a patient with these plans; see `work_days`."""
    by_day = _by_day(span, done)
    tallies, nothing = _tallies_of(span, plans, by_day), _Tally()
    return tuple(
        WorkDay(
            day=day,
            planned=tally.planned,
            active=day in by_day,
            exercises_due=tally.exercises_due,
            exercises_done=tally.exercises_done,
            repetitions_due=tally.repetitions_due,
            repetitions_done=tally.repetitions_done,
            is_open=tally.is_open,
        )
        for day in (span.first + number * _DAY for number in range((span.today - span.first).days + 1))
        for tally in (tallies.get(day, nothing),)
    )


def missed_days_of(span: DaySpan, plans: Iterable[PlanCourse], done: Iterable[DoneRepetitions]) -> int:
    """Return how many days of a span were missed: so many of `work_days_of` are, which makes something of each."""
    tallies = _tallies_of(span, plans, _by_day(span, done))
    return sum(each.is_missed for day, each in tallies.items() if span.first <= day)


def _by_day(span: DaySpan, done: Iterable[DoneRepetitions]) -> Mapping[date, _Day]:
    found: dict[date, dict[str, list[DoneRepetitions]]] = {}
    for each in done:
        of_day = found.setdefault(each.started_at.astimezone(span.zone).date(), {})
        of_day.setdefault(each.exercise_key, []).append(each)
    return found


def _tallies_of(span: DaySpan, plans: Iterable[PlanCourse], done: Mapping[date, _Day]) -> Mapping[date, _Tally]:
    """Return what was asked for and done on those days, none of them after today, on which a plan was in force."""
    tallies: dict[date, _Tally] = {}
    for course in plans:
        for week in span.weeks if course.versions else ():
            _tally_week(_in_force(course, week, span.now), week, span, done, tallies)
    return tallies


def _tally_week(
    in_force: Sequence[PlanVersion | None],
    week: Sequence[tuple[date, datetime]],
    span: DaySpan,
    done: Mapping[date, _Day],
    tallies: dict[date, _Tally],
) -> None:
    """Add what versions of a plan, one for each day of a week, asked for and what was done of it to the tallies.

    What is done on days of the patient's choice depends on the whole week; of the other days only those of the span,
    from its first to today, are looked at.
    """
    first, today = span.first, span.today
    for number, ((day, _), version) in enumerate(zip(week, in_force, strict=True)):
        if version is None or day > today:
            continue
        tally = tallies.get(day)
        if tally is None:
            tally = tallies[day] = _Tally()
        tally.planned = True
        if day < first:
            continue
        named, sums, _, any_day = version.content.duties
        of_day = done.get(day)
        if of_day is None and any_day and day < today:
            exercises, repetitions = sums[number]
            tally.exercises_due += exercises
            tally.repetitions_due += repetitions
        else:
            for planned, asked in named[number]:
                if planned.covers(day):
                    tally.add_or_leave(asked, _made(planned, of_day), is_today=day == today)
    for days in _chosen(in_force, week, done):
        _tally_chosen(days, span.today, tallies)


def _chosen(
    in_force: Sequence[PlanVersion | None],
    week: Sequence[tuple[date, datetime]],
    done: Mapping[date, _Day],
) -> Iterable[Sequence[_Asked]]:
    """Return the days of a week on which each exercise of the patient's choice may be done.

    From one version to the next it is the same exercise where it is the first, or the second, of that name and side.
    """
    only = in_force[0] if all(each is in_force[0] for each in in_force) else None
    if only is not None and only.content.duties.any_day:
        of_days = [(day, done.get(day)) for day, _ in week]
        was_done = {key for _, of_day in of_days if of_day for key in of_day}
        return [
            [(day, days, asked, _made(planned, of_day)) for day, of_day in of_days]
            if planned.exercise_key in was_done
            else [(day, days, asked, 0) for day, _ in of_days]
            for planned, asked in only.content.duties.chosen
            for days in (planned.frequency.days,)
        ]
    found: dict[tuple[str, str, int], list[_Asked]] = {}
    for (day, _), version in zip(week, in_force, strict=True):
        seen: dict[tuple[str, str], int] = {}
        for planned, asked in () if version is None else version.content.duties.chosen:
            if planned.covers(day):
                place = (planned.exercise_key, planned.side.value)
                seen[place] = seen.get(place, 0) + 1
                each = (day, planned.frequency.days, asked, _made(planned, done.get(day)))
                found.setdefault((*place, seen[place]), []).append(each)
    return found.values()


def _made(planned: PlannedExercise, of_day: _Day | None) -> int:
    found = None if of_day is None else of_day.get(planned.exercise_key)
    return repetitions_of(planned.side, found) if found else 0


def _tally_chosen(days: Sequence[_Asked], today: date, tallies: Mapping[date, _Tally]) -> None:
    """Add an exercise that is due on so many days of the patient's choice, given the days of a week it may be done."""
    asked_days = min(days[-1][1], len(days))
    free, kept = len(days) - asked_days, 0
    for day, _, asked, done in days:
        if day > today or kept == asked_days:
            break
        if done >= asked:
            kept += 1
        elif free:
            free -= 1
            continue
        tallies[day].add_or_leave(asked, done, is_today=day == today)


def _in_force(course: PlanCourse, week: Sequence[tuple[date, datetime]], now: datetime) -> list[PlanVersion | None]:
    """Return what a plan said of each day of a week at that day's end; once it is ended it asks for nothing any more.

    A version comes into force, is replaced, and ends: one that is in force on the first and on the last day is so on
    all between them.
    """
    first, last = (_in_force_on(course, *each, now) for each in (week[0], week[-1]))
    if first is not None and first is last:
        return [first] * len(week)
    return [first, *(_in_force_on(course, *each, now) for each in week[1:-1]), last]


def _in_force_on(course: PlanCourse, day: date, end: datetime, now: datetime) -> PlanVersion | None:
    if course.ended_at is not None and course.ended_at < end:
        return None
    return version_in_force(course.versions, day, min(end, now))

"""Counting the missed days of many patients again and again is the same as counting them anew each time."""

from datetime import UTC, date, datetime, timedelta
from unittest.mock import patch
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from physiocheck_desktop.domain.adherence import PlanCourse
from physiocheck_desktop.domain.exercise import Prescription, Side
from physiocheck_desktop.domain.rehab_plan import Frequency, PlanContent, PlannedExercise, PlanVersion, Weekday
from physiocheck_desktop.domain.todays_work import DoneRepetitions
from physiocheck_desktop.domain.work_days import days_until, missed_days_of
from physiocheck_desktop.services import missed_days
from physiocheck_desktop.services.missed_days import MissedDays

MONDAY = datetime(2026, 3, 2, tzinfo=UTC)
DAY = timedelta(days=1)
HOUR = timedelta(hours=1)
PATIENTS = (UUID(int=1), UUID(int=2))


def version(number: int, hours: int, days_per_week: int | None = None, ends: date | None = None) -> PlanVersion:
    """Return a version that was published so many hours after the Monday, and asks for three squats a day."""
    at = MONDAY + hours * HOUR
    squat = PlannedExercise(
        exercise_key="squat",
        prescription=Prescription(sets=1, repetitions=3),
        frequency=Frequency(weekdays=frozenset(Weekday))
        if days_per_week is None
        else Frequency(days_per_week=days_per_week),
    )
    content = PlanContent(title="", starts_on=date(2026, 3, 1), ends_on=ends, exercises=(squat,))
    return PlanVersion(
        number=number,
        content=content,
        written_by=PATIENTS[0],
        written_at=at,
        published_by=PATIENTS[0],
        published_at=at,
    )


PUBLISHED = [version(number, 20 * number - 20, 3 + number % 4 if number % 3 else None) for number in range(1, 8)]
"""Made once, as what is published is read from the database once."""
HOURS = st.integers(0, 200)
COURSES = st.lists(
    st.builds(
        lambda versions, ended: PlanCourse(
            plan_id=PATIENTS[0],
            versions=tuple(PUBLISHED[:versions]),
            ended_at=None if ended is None else MONDAY + ended * HOUR,
        ),
        st.integers(0, len(PUBLISHED)),
        st.none() | HOURS,
    ),
    max_size=2,
).map(tuple)
DONE = st.lists(
    st.builds(
        lambda hours, count: DoneRepetitions(
            exercise_key="squat", started_at=MONDAY + hours * HOUR, side=Side.BOTH, count=count
        ),
        HOURS,
        st.integers(1, 5),
    ),
    max_size=6,
).map(tuple)
LOOKS = st.lists(
    st.tuples(HOURS, st.sampled_from(PATIENTS), COURSES | st.none(), DONE | st.none()), min_size=2, max_size=12
)


@given(COURSES, DONE, LOOKS)
def test_however_time_plans_and_what_was_done_change_between_two_looks(
    plan: tuple[PlanCourse, ...],
    was_done: tuple[DoneRepetitions, ...],
    looks: list[tuple[int, UUID, tuple[PlanCourse, ...] | None, tuple[DoneRepetitions, ...] | None]],
) -> None:
    counter = MissedDays()
    plans, done = dict.fromkeys(PATIENTS, plan), dict.fromkeys(PATIENTS, was_done)
    for hours, who, now_planned, now_done in looks:
        if now_planned is not None:
            plans[who] = now_planned
        if now_done is not None:
            done[who] = now_done
        span = days_until(MONDAY + hours * HOUR, MONDAY.date(), UTC)
        assert counter.count(PATIENTS, span, plans, done) == {
            each: missed_days_of(span, plans[each], done[each]) for each in PATIENTS
        }


def test_only_the_patient_who_has_done_something_is_counted_anew() -> None:
    counter = MissedDays()
    plans = dict.fromkeys(PATIENTS, (PlanCourse(plan_id=PATIENTS[0], versions=(version(1, 0),)),))
    span = days_until(MONDAY + 5 * DAY, MONDAY.date(), UTC)
    later = days_until(MONDAY + 5 * DAY + 3 * HOUR, MONDAY.date(), UTC)
    squats = (DoneRepetitions(exercise_key="squat", started_at=MONDAY + 2 * DAY, side=Side.BOTH, count=9),)
    assert counter.count(PATIENTS, span, plans, {}) == {PATIENTS[0]: 5, PATIENTS[1]: 5}
    with patch.object(missed_days, "missed_days_of", wraps=missed_days_of) as counted:
        assert counter.count(PATIENTS, later, plans, {PATIENTS[1]: squats}) == {PATIENTS[0]: 5, PATIENTS[1]: 4}
        assert counted.call_count == 1


def test_each_physicians_patients_are_remembered_but_not_those_of_all_times() -> None:
    counter = MissedDays()
    course = (PlanCourse(plan_id=PATIENTS[0], versions=(version(1, 0),)),)
    span = days_until(MONDAY + 2 * DAY, MONDAY.date(), UTC)

    def counted_anew(first: int, last: int) -> int:
        patients = [UUID(int=number) for number in range(first, last)]
        with patch.object(missed_days, "missed_days_of", wraps=missed_days_of) as counted:
            found = counter.count(patients, span, dict.fromkeys(patients, course), {})
            assert found == dict.fromkeys(patients, 2)
            return counted.call_count

    assert (counted_anew(0, 500), counted_anew(500, 1000), counted_anew(0, 1000)) == (500, 500, 0)
    assert (counted_anew(1000, 2001), counted_anew(2001, 2002), counted_anew(0, 1)) == (1001, 1, 1)


def test_a_version_from_a_computer_whose_clock_is_ahead_comes_into_force_when_its_time_has_come() -> None:
    # Until then the plan ends on Saturday, and Thursday is needed for three of six days; then there is Sunday as well.
    until_saturday = version(1, 0, 3, ends=date(2026, 3, 7))
    counter = MissedDays()
    plans = {
        PATIENTS[0]: (PlanCourse(plan_id=PATIENTS[0], versions=(until_saturday, version(2, 4 * 24 + 12, 3))),),
    }
    found = [
        counter.count(PATIENTS[:1], days_until(MONDAY + hours * HOUR, MONDAY.date(), UTC), plans, {})[PATIENTS[0]]
        for hours in (4 * 24 + 11, 4 * 24 + 13, 4 * 24 + 11)
    ]
    assert found == [1, 0, 1]

"""Adherence and streaks, against hand-made calendars and against what Today asks for."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta, timezone
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from physiocheck_desktop.domain.adherence import (
    AdherenceWeek,
    DayKind,
    PlanCourse,
    WorkDay,
    share_kept,
    streak_of,
    weeks_of,
)
from physiocheck_desktop.domain.exercise import Prescription, Side
from physiocheck_desktop.domain.rehab_plan import Frequency, PlanContent, PlannedExercise, PlanVersion, Weekday
from physiocheck_desktop.domain.todays_work import DoneRepetitions
from physiocheck_desktop.domain.work_days import days_until, missed_days_of, work_days

MONDAY = date(2026, 3, 2)
DAY = timedelta(days=1)
NOBODY = UUID(int=0)
KINDS = {"K": DayKind.KEPT, "M": DayKind.MISSED, "O": DayKind.OPEN, "F": DayKind.FREE, "E": DayKind.EMPTY}
SQUAT = PlannedExercise(exercise_key="squat", prescription=Prescription(sets=2, repetitions=3))
BRIDGE = PlannedExercise(exercise_key="bridge", prescription=Prescription(sets=1, repetitions=4))


def version(
    *exercises: PlannedExercise, number: int = 1, starts: date = MONDAY, ends: date | None = None, published: int = -1
) -> PlanVersion:
    """Return a version that was published so many days after the first Monday, at noon."""
    at = datetime.combine(MONDAY + published * DAY, time(12), UTC)
    content = PlanContent(title="", starts_on=starts, ends_on=ends, exercises=exercises)
    return PlanVersion(
        number=number, content=content, written_by=NOBODY, written_at=at, published_by=NOBODY, published_at=at
    )


def plan(*versions: PlanVersion, ended: int | None = None) -> PlanCourse:
    at = None if ended is None else datetime.combine(MONDAY + ended * DAY, time(12), UTC)
    return PlanCourse(plan_id=NOBODY, versions=versions, ended_at=at)


def did(day: int, count: int, key: str = "squat", side: Side = Side.BOTH) -> DoneRepetitions:
    at = datetime.combine(MONDAY + day * DAY, time(10), UTC)
    return DoneRepetitions(exercise_key=key, started_at=at, side=side, count=count)


def days_of(
    plans: Sequence[PlanCourse], done: Sequence[DoneRepetitions], today: int, hour: int = 20
) -> tuple[WorkDay, ...]:
    return work_days(plans, done, MONDAY, datetime.combine(MONDAY + today * DAY, time(hour), UTC), UTC)


def kinds(days: Sequence[WorkDay]) -> str:
    letters = {kind: letter for letter, kind in KINDS.items()}
    return "".join(letters[each.kind] for each in days)


def test_every_day_that_was_not_done_in_full_is_missed_and_today_is_open_until_it_is_done() -> None:
    days = days_of([plan(version(SQUAT))], [did(0, 6), did(2, 5), did(3, 9)], today=4)
    assert kinds(days) == "KMMKO"
    assert weeks_of(days) == (
        AdherenceWeek(monday=MONDAY, days_due=4, days_kept=2, repetitions_due=24, repetitions_done=17),
    )
    assert share_kept(days) == pytest.approx(17 / 24)


def test_a_day_is_kept_when_every_exercise_of_it_is_done() -> None:
    both = [plan(version(SQUAT, BRIDGE))]
    days = days_of(both, [did(0, 6), did(1, 6), did(1, 4, "bridge"), did(2, 6)], today=2)
    assert kinds(days) == "MKO"
    assert [(each.exercises_due, each.exercises_done) for each in days] == [(2, 1), (2, 2), (1, 1)]
    assert [(each.repetitions_due, each.repetitions_done) for each in days] == [(10, 6), (10, 10), (6, 6)]


def test_named_days_ask_and_the_others_are_free() -> None:
    named = replace(SQUAT, frequency=Frequency(weekdays=frozenset({Weekday.TUESDAY, Weekday.THURSDAY})))
    days = days_of([plan(version(named))], [did(1, 6), did(4, 6)], today=6)
    assert kinds(days) == "FKFMKFF"


@pytest.mark.parametrize(
    ("done_on", "expected"),
    [
        ("", "FFFFMMM"),
        ("0", "KFFFFMM"),
        ("024", "KFKFKFF"),
        ("0123", "KKKKFFF"),
        ("456", "FFFFKKK"),
        ("56", "FFFFMKK"),
    ],
)
def test_three_days_a_week_are_missed_on_the_days_on_which_they_could_not_be_made_good_any_more(
    done_on: str, expected: str
) -> None:
    chosen = replace(SQUAT, frequency=Frequency(days_per_week=3))
    days = days_of([plan(version(chosen))], [did(int(day), 6) for day in done_on], today=7)[:7]
    assert kinds(days) == expected
    (week,) = weeks_of(days)
    assert (week.days_due, week.days_kept) == (3, min(3, len(done_on)))


def test_what_the_fourth_of_three_days_does_is_more_than_was_asked_for() -> None:
    chosen = replace(SQUAT, frequency=Frequency(days_per_week=3))
    days = days_of([plan(version(chosen))], [did(day, 6) for day in range(4)], today=3)
    assert (days[3].active, days[3].exercises_due, share_kept(days)) == (True, 0, 1.0)


def test_today_is_free_while_enough_days_of_choice_are_left_and_open_afterwards() -> None:
    chosen = replace(SQUAT, frequency=Frequency(days_per_week=3))
    assert kinds(days_of([plan(version(chosen))], [], today=3)) == "FFFF"
    assert kinds(days_of([plan(version(chosen))], [], today=4)) == "FFFFO"


def test_a_week_in_which_a_plan_begins_asks_for_no_more_days_than_are_left_of_it() -> None:
    chosen = replace(SQUAT, frequency=Frequency(days_per_week=3))
    days = days_of([plan(version(chosen, starts=MONDAY + 5 * DAY))], [did(5, 6)], today=7)[:7]
    assert kinds(days) == "EEEEEKM"


def test_each_day_is_held_against_the_version_that_was_in_force_on_it() -> None:
    first = version(SQUAT)
    second = version(BRIDGE, number=2, starts=MONDAY + 2 * DAY, published=1)
    done = [did(0, 6), did(1, 6), did(2, 6), did(3, 4, "bridge")]
    assert kinds(days_of([plan(first, second)], done, today=4)) == "KKMKO"
    assert [each.exercises_due for each in days_of([plan(first, second)], done, today=4)] == [1, 1, 1, 1, 0]
    assert [each.exercises_done for each in days_of([plan(first, second)], done, today=4)] == [1, 1, 0, 1, 0]


def test_a_version_that_was_published_later_changes_nothing_of_the_days_before() -> None:
    later = version(BRIDGE, number=2, starts=MONDAY, published=3)
    days = days_of([plan(version(SQUAT), later)], [did(day, 6) for day in range(3)], today=4)
    assert [each.repetitions_due for each in days] == [6, 6, 6, 4, 0]


def test_after_its_last_day_and_from_the_day_of_its_end_on_a_plan_asks_for_nothing() -> None:
    assert kinds(days_of([plan(version(SQUAT, ends=MONDAY + DAY))], [], today=4)) == "MMEEE"
    assert kinds(days_of([plan(version(SQUAT), ended=2)], [], today=4)) == "MMEEE"


def test_days_of_its_own_bound_an_exercise() -> None:
    own = replace(SQUAT, starts_on=MONDAY + DAY, ends_on=MONDAY + 2 * DAY)
    assert kinds(days_of([plan(version(own))], [], today=4)) == "FMMFF"


def test_each_side_that_is_asked_for_does_its_own() -> None:
    left = [did(0, 6, side=Side.LEFT), did(1, 6, side=Side.LEFT), did(1, 6, side=Side.RIGHT)]
    days = days_of([plan(version(SQUAT))], left, today=2)
    assert [each.repetitions_done for each in days] == [0, 6, 0]


def test_a_day_is_the_patients_own() -> None:
    late = DoneRepetitions(
        exercise_key="squat", started_at=datetime(2026, 3, 2, 23, 30, tzinfo=UTC), side=Side.BOTH, count=6
    )
    now = datetime(2026, 3, 4, 12, tzinfo=UTC)
    plans = [plan(version(SQUAT))]
    assert kinds(work_days(plans, [late], MONDAY, now, UTC)) == "KMO"
    assert kinds(work_days(plans, [late], MONDAY, now, timezone(timedelta(hours=1)))) == "MKO"


def test_without_a_plan_a_day_with_exercise_counts_and_one_without_ends_the_row() -> None:
    days = days_of([], [did(0, 1), did(1, 1), did(3, 1)], today=4)
    assert kinds(days) == "KKEKE"
    streak = streak_of(days)
    assert (streak.current, streak.longest, streak.longest_until) == (1, 2, MONDAY + DAY)


@pytest.mark.parametrize(
    ("row", "current", "longest", "until"),
    [
        ("", 0, 0, None),
        ("E", 0, 0, None),
        ("KKK", 3, 3, 2),
        ("KKO", 2, 2, 1),
        ("KFFK", 2, 2, 3),
        ("KKMK", 1, 2, 1),
        ("KKKMKKO", 2, 3, 2),
        ("KKEF", 0, 2, 1),
        ("KKE", 2, 2, 1),
        ("KMKK", 2, 2, 3),
        ("KKMKK", 2, 2, 1),
    ],
)
def test_free_days_neither_count_nor_end_a_streak_and_today_ends_none(
    row: str, current: int, longest: int, until: int | None
) -> None:
    streak = streak_of([a_day(number, letter) for number, letter in enumerate(row)])
    assert (streak.current, streak.longest) == (current, longest)
    assert streak.longest_until == (None if until is None else MONDAY + until * DAY)


def a_day(number: int, letter: str) -> WorkDay:
    day = WorkDay(
        day=MONDAY + number * DAY,
        planned=letter != "E",
        active=letter == "K",
        exercises_due=letter in "KM",
        exercises_done=letter == "K",
        is_open=letter == "O",
    )
    assert day.kind is KINDS[letter]
    return day


FREQUENCIES = st.one_of(
    st.builds(Frequency, days_per_week=st.integers(1, 7)),
    st.builds(Frequency, weekdays=st.frozensets(st.sampled_from(Weekday), min_size=1)),
)
EXERCISES = st.lists(
    st.builds(
        PlannedExercise,
        exercise_key=st.sampled_from(["squat", "bridge", "lunge"]),
        prescription=st.builds(Prescription, sets=st.integers(1, 2), repetitions=st.integers(1, 3)),
        frequency=FREQUENCIES,
        side=st.sampled_from(Side),
    ),
    min_size=1,
    max_size=3,
    unique_by=lambda each: (each.exercise_key, each.side),
)
DONE = st.lists(
    st.builds(
        did,
        day=st.integers(0, 20),
        count=st.integers(1, 6),
        key=st.sampled_from(["squat", "bridge", "lunge"]),
        side=st.sampled_from([Side.LEFT, Side.RIGHT, Side.BOTH]),
    ),
    max_size=30,
)
TODAY = st.integers(0, 20)


@given(EXERCISES, DONE, TODAY)
def test_no_more_is_done_than_was_due_and_streaks_fit_the_days(
    exercises: list[PlannedExercise], done: list[DoneRepetitions], today: int
) -> None:
    days = days_of([plan(version(*exercises))], done, today)
    assert [each.day for each in days] == [MONDAY + number * DAY for number in range(today + 1)]
    for each in days:
        assert 0 <= each.exercises_done <= each.exercises_due
        assert 0 <= each.repetitions_done <= each.repetitions_due
    share, streak = share_kept(days), streak_of(days)
    assert share is None or 0.0 <= share <= 1.0
    assert 0 <= streak.current <= streak.longest <= sum(each.kind is DayKind.KEPT for each in days)
    assert sum(each.repetitions_due for each in weeks_of(days)) == sum(each.repetitions_due for each in days)


@given(EXERCISES, DONE, TODAY, st.integers(0, 20), st.sampled_from(["squat", "bridge", "lunge"]))
def test_more_repetitions_never_make_a_week_worse(
    exercises: list[PlannedExercise], done: list[DoneRepetitions], today: int, day: int, key: str
) -> None:
    plans = [plan(version(*exercises))]
    before = weeks_of(days_of(plans, done, today))
    after = weeks_of(days_of(plans, [*done, did(day, 6, key)], today))
    for one, other in zip(before, after, strict=True):
        assert other.repetitions_due - other.repetitions_done <= one.repetitions_due - one.repetitions_done


@given(EXERCISES, TODAY)
def test_whoever_does_what_today_asks_for_misses_nothing(exercises: list[PlannedExercise], today: int) -> None:
    """Each day is done as Today asks: on named days, and on days of choice until there are enough of them."""
    done: list[DoneRepetitions] = []
    full: dict[tuple[int, int], int] = {}
    for number in range(today + 1):
        day = MONDAY + number * DAY
        for place, each in enumerate(exercises):
            if each.frequency.is_due(day, full.get((place, number // 7), 0)):
                done.append(did(number, each.repetitions_a_day, each.exercise_key))
                full[(place, number // 7)] = full.get((place, number // 7), 0) + 1
    days = days_of([plan(version(*exercises))], done, today)
    assert {each.kind for each in days} <= {DayKind.KEPT, DayKind.FREE}
    assert share_kept(days) in (None, 1.0)


VERSIONS = st.lists(
    st.tuples(EXERCISES, st.integers(-3, 15), st.none() | st.integers(0, 9), st.integers(-4, 12)),
    min_size=1,
    max_size=3,
)


@given(VERSIONS, DONE, TODAY, st.none() | st.integers(0, 20))
def test_days_of_versions_that_follow_one_another_are_the_same_however_they_are_counted(
    versions: list[tuple[list[PlannedExercise], int, int | None, int]],
    done: list[DoneRepetitions],
    today: int,
    ended: int | None,
) -> None:
    """An exercise with a first day of its own is looked at day by day, one without it may be a week at a time."""

    def course(of_its_own: date | None) -> PlanCourse:
        return plan(
            *(
                version(
                    *(replace(each, starts_on=of_its_own) for each in exercises),
                    number=number,
                    starts=MONDAY + starts * DAY,
                    ends=None if days is None else MONDAY + (starts + days) * DAY,
                    published=published,
                )
                for number, (exercises, starts, days, published) in enumerate(versions, start=1)
            ),
            ended=ended,
        )

    days = days_of([course(None)], done, today)
    assert days_of([course(MONDAY - 30 * DAY)], done, today) == days
    span = days_until(datetime.combine(MONDAY + today * DAY, time(20), UTC), MONDAY, UTC)
    assert missed_days_of(span, [course(None)], done) == sum(each.kind is DayKind.MISSED for each in days)

"""Which version of a plan is in force, when an exercise of it is due, and what of it is done."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

import pytest

from physiocheck_desktop.domain.exercise import CameraView, ExerciseDefinition, Prescription, ProgressMeasure, Side
from physiocheck_desktop.domain.rehab_plan import (
    EVERY_DAY,
    Frequency,
    PlanContent,
    PlannedExercise,
    PlanVersion,
    Weekday,
    version_in_force,
)
from physiocheck_desktop.domain.todays_work import DoneRepetitions, repetitions_of

MONDAY = date(2026, 3, 2)
MORNING = datetime(2026, 3, 2, 8, 0, tzinfo=UTC)
DAY = timedelta(days=1)


def version(number: int, starts_on: date, ends_on: date | None = None, at: datetime = MORNING) -> PlanVersion:
    return PlanVersion(
        number=number,
        content=PlanContent(title="Plan", starts_on=starts_on, ends_on=ends_on),
        written_by=uuid4(),
        written_at=at,
        published_by=uuid4(),
        published_at=at,
    )


def test_the_version_before_goes_on_until_the_first_day_of_the_next() -> None:
    first, second = version(1, MONDAY), version(2, MONDAY + 7 * DAY)
    for versions in ([first, second], [second, first]):
        assert version_in_force(versions, MONDAY - DAY, MORNING) is None
        assert version_in_force(versions, MONDAY, MORNING) is first
        assert version_in_force(versions, MONDAY + 6 * DAY, MORNING) is first
        assert version_in_force(versions, MONDAY + 7 * DAY, MORNING) is second


def test_after_the_last_day_of_the_newest_version_no_older_one_comes_back() -> None:
    first, second = version(1, MONDAY), version(2, MONDAY + DAY, ends_on=MONDAY + 2 * DAY)
    assert version_in_force([first, second], MONDAY + 2 * DAY, MORNING) is second
    assert version_in_force([first, second], MONDAY + 3 * DAY, MORNING) is None


def test_neither_a_draft_nor_what_was_published_later_is_in_force() -> None:
    first, later = version(1, MONDAY), version(2, MONDAY, at=MORNING + DAY)
    draft = replace(version(3, MONDAY), published_by=None, published_at=None)
    assert version_in_force([first, later, draft], MONDAY, MORNING) is first
    assert version_in_force([first, later, draft], MONDAY, MORNING + DAY) is later


def test_an_exercise_on_named_days_is_due_on_those_and_no_others() -> None:
    frequency = Frequency(weekdays=frozenset({Weekday.MONDAY, Weekday.SUNDAY}))
    due = [frequency.is_due(MONDAY + number * DAY, 0) for number in range(7)]
    assert due == [True, False, False, False, False, False, True]
    assert frequency.days == 2
    assert all(EVERY_DAY.is_due(MONDAY + number * DAY, 7) for number in range(7))


def test_an_exercise_on_days_of_the_patients_choice_is_due_until_the_week_has_enough() -> None:
    frequency = Frequency(days_per_week=3)
    assert [frequency.is_due(MONDAY, done) for done in range(5)] == [True, True, True, False, False]
    assert frequency.days == 3


def test_an_exercise_has_days_of_its_own_within_the_plan() -> None:
    planned = PlannedExercise(exercise_key="squat", starts_on=MONDAY, ends_on=MONDAY + DAY)
    assert [planned.covers(MONDAY + number * DAY) for number in (-1, 0, 1, 2)] == [False, True, True, False]
    assert PlannedExercise(exercise_key="squat").covers(MONDAY)


def test_the_engine_watches_the_exercise_as_the_plan_asks_for_it() -> None:
    definition = ExerciseDefinition(
        key="squat",
        name="Squat",
        category="strength",
        body_parts=("knee",),
        position="standing",
        view=CameraView.SIDE,
        instructions=(),
        progress=(ProgressMeasure("left_knee", 175.0, 90.0),),
        count_share=0.6,
    )
    asked = Prescription(sets=2, repetitions=5, hold_s=3.0, rest_s=90.0)
    planned = PlannedExercise(exercise_key="squat", prescription=asked)
    assert planned.prescribed(definition) == replace(definition, prescription=asked)
    assert replace(planned, count_share=0.4).prescribed(definition).count_share == 0.4


def test_a_day_asks_for_all_its_sets_at_all_its_times() -> None:
    planned = PlannedExercise(
        exercise_key="squat",
        prescription=Prescription(sets=3, repetitions=10),
        frequency=replace(EVERY_DAY, times_per_day=2),
    )
    assert planned.repetitions_a_day == 60


@pytest.mark.parametrize(("asked", "counted"), [(Side.LEFT, 8), (Side.RIGHT, 6), (Side.BOTH, 6), (Side.EITHER, 13)])
def test_what_is_done_counts_for_the_side_that_was_asked_for(asked: Side, counted: int) -> None:
    done = [
        DoneRepetitions(exercise_key="lunge", started_at=MORNING, side=side, count=count)
        for side, count in ((Side.LEFT, 6), (Side.RIGHT, 3), (Side.BOTH, 2), (Side.RIGHT, 1), (Side.EITHER, 1))
    ]
    assert repetitions_of(asked, done) == counted
    assert repetitions_of(asked, []) == 0

"""What is due for a patient today, and how far it is done."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from clinic import add_patient, add_physician, care_for
from clocks import HandClock

from physiocheck_desktop.config.exercise_files import ready_made_exercises
from physiocheck_desktop.database.database import Database
from physiocheck_desktop.domain.errors import AccessError
from physiocheck_desktop.domain.exercise import Prescription, Side
from physiocheck_desktop.domain.people import Actor
from physiocheck_desktop.domain.rehab_plan import Frequency, PlanContent, PlannedExercise, Weekday
from physiocheck_desktop.domain.repetition import Repetition, SessionAssessment
from physiocheck_desktop.services.exercises import ExerciseCatalogue
from physiocheck_desktop.services.rehab_plans import RehabPlanService
from physiocheck_desktop.services.sessions import SessionService
from physiocheck_desktop.services.todays_work import TodaysWorkService

READY = ExerciseCatalogue(ready_made_exercises())
MONDAY = date(2026, 3, 2)
DAY = timedelta(days=1)
SQUAT = PlannedExercise(exercise_key="squat", prescription=Prescription(sets=2, repetitions=3))
LUNGE = PlannedExercise(
    exercise_key=next(each.key for each in READY if each.takes_sides), prescription=Prescription(sets=1, repetitions=2)
)
CONTENT = PlanContent(title="Knee", starts_on=MONDAY, exercises=(SQUAT,))

Repetitions = Callable[[int], Repetition]
Plan = Callable[..., None]
Do = Callable[..., None]


@pytest.fixture
def clock() -> HandClock:
    return HandClock(datetime(2026, 3, 2, 8, 0, tzinfo=UTC))


@pytest.fixture
def service(database: Database, clock: HandClock) -> TodaysWorkService:
    return TodaysWorkService(database.unit_of_work, clock, UTC)


@pytest.fixture
def physician(database: Database, patient: Actor) -> Actor:
    physician = add_physician(database)
    care_for(database, patient, physician)
    return physician


@pytest.fixture
def plan(database: Database, patient: Actor, physician: Actor, clock: HandClock) -> Plan:
    """Return a function that publishes a plan of some exercises."""
    service = RehabPlanService(database.unit_of_work, READY, clock, UTC)

    def publish(*exercises: PlannedExercise) -> None:
        begun = service.begin(physician, patient.user_id, replace(CONTENT, exercises=exercises))
        service.publish(physician, begun.id, begun.revision)

    return publish


@pytest.fixture
def do(
    database: Database,
    patient: Actor,
    clock: HandClock,
    make_repetition: Repetitions,
    make_assessment: Callable[..., SessionAssessment],
) -> Do:
    """Return a function that does repetitions of an exercise in one session."""
    service = SessionService(database.unit_of_work, clock)

    def repeat(planned: PlannedExercise, count: int, side: Side = Side.BOTH, who: Actor = patient) -> None:
        begun = service.start(who, planned.exercise_key, planned.exercise_key)
        for number in range(1, count + 1):
            service.record_repetition(who, begun.id, replace(make_repetition(number), side=side))
        service.abandon(who, begun.id, make_assessment(0, partials=7))

    return repeat


def test_todays_work_counts_sets_up_to_what_the_day_asks_for(
    service: TodaysWorkService, patient: Actor, plan: Plan, do: Do
) -> None:
    assert service.today(patient, patient.user_id).exercises == ()
    plan(SQUAT, LUNGE)
    steps = []
    for _ in range(3):
        today = service.today(patient, patient.user_id)
        squat = today.exercises[0]
        steps.append((squat.repetitions_done, squat.sets_done, squat.is_done))
        do(SQUAT, 3)
    assert steps == [(0, 0, False), (3, 1, False), (6, 2, True)]
    today = service.today(patient, patient.user_id)
    assert today.day == MONDAY
    assert today.next == today.exercises[1]
    do(LUNGE, 2)
    assert service.today(patient, patient.user_id).next is None


def test_each_side_that_is_asked_for_does_its_own(
    service: TodaysWorkService, patient: Actor, plan: Plan, do: Do
) -> None:
    plan(replace(LUNGE, side=Side.BOTH), replace(LUNGE, side=Side.LEFT), replace(LUNGE, side=Side.EITHER))
    do(LUNGE, 2, Side.LEFT)
    assert [each.is_done for each in service.today(patient, patient.user_id).exercises] == [False, True, True]
    do(LUNGE, 2, Side.RIGHT)
    assert [each.repetitions_done for each in service.today(patient, patient.user_id).exercises] == [2, 2, 4]


def test_what_is_done_on_another_day_or_by_another_patient_does_not_count_today(
    database: Database, service: TodaysWorkService, patient: Actor, plan: Plan, do: Do, clock: HandClock
) -> None:
    plan(SQUAT)
    do(SQUAT, 6, who=add_patient(database))
    clock.now -= DAY
    do(SQUAT, 6)
    clock.now += 2 * DAY
    do(SQUAT, 6)
    clock.now -= DAY
    (squat,) = service.today(patient, patient.user_id).exercises
    assert squat.repetitions_done == 0


def test_an_exercise_three_days_a_week_is_due_until_three_days_are_done_in_full(
    service: TodaysWorkService, patient: Actor, plan: Plan, do: Do, clock: HandClock
) -> None:
    plan(replace(SQUAT, frequency=Frequency(days_per_week=3)))
    due = []
    for repetitions in (6, 5, 6, 0, 6, 0, 0, 0):  # on Tuesday one is missing; then it is Monday again
        due.append([each.days_done for each in service.today(patient, patient.user_id).exercises])
        do(SQUAT, repetitions)
        clock.now += DAY
    assert due == [[0], [1], [1], [2], [2], [], [], [0]]


def test_an_exercise_on_named_days_and_days_of_its_own_is_due_on_those(
    service: TodaysWorkService, patient: Actor, plan: Plan, clock: HandClock
) -> None:
    plan(
        replace(SQUAT, frequency=Frequency(weekdays=frozenset({Weekday.TUESDAY, Weekday.THURSDAY}))),
        replace(LUNGE, starts_on=MONDAY + DAY, ends_on=MONDAY + 2 * DAY),
    )
    due = []
    for _ in range(7):
        due.append([each.planned.exercise_key for each in service.today(patient, patient.user_id).exercises])
        clock.now += DAY
    squat, lunge = "squat", LUNGE.exercise_key
    assert due == [[], [squat, lunge], [lunge], [squat], [], [], []]


def test_a_day_ends_at_midnight_where_the_patient_is(
    database: Database, patient: Actor, plan: Plan, do: Do, clock: HandClock
) -> None:
    plan(SQUAT)
    clock.now = datetime(2026, 3, 3, 22, 59, tzinfo=UTC)
    do(SQUAT, 6)
    clock.now = datetime(2026, 3, 3, 23, 1, tzinfo=UTC)
    berlin = TodaysWorkService(database.unit_of_work, clock, timezone(timedelta(hours=1)))
    london = TodaysWorkService(database.unit_of_work, clock, UTC)
    (here,), (there,) = (each.today(patient, patient.user_id).exercises for each in (berlin, london))
    assert (here.repetitions_done, there.repetitions_done) == (0, 6)


def test_the_computers_own_midnight_counts_where_no_zone_is_given(
    database: Database, patient: Actor, plan: Plan, do: Do, clock: HandClock
) -> None:
    clock.now += timedelta(hours=4)  # wherever this runs, it is Monday or later then
    plan(SQUAT)
    do(SQUAT, 6)
    today = TodaysWorkService(database.unit_of_work, clock).today(patient, patient.user_id)
    assert today.day == clock.now.astimezone().date()
    assert [each.repetitions_done for each in today.exercises] == [6]


def test_the_work_of_all_plans_is_one_list_the_oldest_plan_first(
    service: TodaysWorkService, patient: Actor, plan: Plan, clock: HandClock
) -> None:
    plan(SQUAT)
    clock.now += timedelta(minutes=1)
    plan(LUNGE)
    keys = [each.planned.exercise_key for each in service.today(patient, patient.user_id).exercises]
    assert keys == ["squat", LUNGE.exercise_key]


def test_a_plan_that_was_ended_asks_for_nothing_more(
    database: Database, service: TodaysWorkService, patient: Actor, physician: Actor, plan: Plan
) -> None:
    plan(SQUAT)
    plans = RehabPlanService(database.unit_of_work, READY)
    (published,) = plans.plans(physician, patient.user_id)
    plans.end(physician, published.id, published.revision)
    assert service.today(patient, patient.user_id).exercises == ()


def test_only_the_patient_and_physicians_of_the_patients_choice_see_it(
    database: Database, service: TodaysWorkService, patient: Actor, physician: Actor, plan: Plan
) -> None:
    plan(SQUAT)
    assert service.today(physician, patient.user_id) == service.today(patient, patient.user_id)
    for stranger in (add_physician(database), add_patient(database)):
        with pytest.raises(AccessError):
            service.today(stranger, patient.user_id)

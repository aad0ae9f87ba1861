"""A rehab plan from its draft to its end: who writes it, who reads which version, and what two writers are told."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any
from uuid import UUID, uuid4

import pytest
from clinic import add_administrator, add_patient, add_physician, care_for
from clocks import HandClock

from physiocheck_desktop.config.exercise_files import ready_made_exercises
from physiocheck_desktop.database.address import DatabaseAddress
from physiocheck_desktop.database.database import Database
from physiocheck_desktop.domain.errors import AccessError, ConflictError, InputError
from physiocheck_desktop.domain.exercise import Prescription, Side
from physiocheck_desktop.domain.people import Actor
from physiocheck_desktop.domain.rehab_plan import (
    Frequency,
    PlanContent,
    PlannedExercise,
    PlanState,
    RehabPlan,
    Weekday,
)
from physiocheck_desktop.services.exercise_library import ExerciseLibraryService
from physiocheck_desktop.services.exercises import ExerciseCatalogue
from physiocheck_desktop.services.rehab_plans import RehabPlanService
from physiocheck_desktop.services.subscriptions import SubscriptionService

READY = ExerciseCatalogue(ready_made_exercises())
MONDAY = date(2026, 3, 2)
DAY = timedelta(days=1)
SQL = "'); DROP TABLE rehab_plans; -- \\ %s \x07 🦵 שלום"
SQUAT = PlannedExercise(exercise_key="squat", exercise_name="Squat")
CONTENT = PlanContent(title="After the knee operation", starts_on=MONDAY, exercises=(SQUAT,))


@pytest.fixture
def clock() -> HandClock:
    return HandClock(datetime(2026, 3, 2, 8, 0, tzinfo=UTC))


@pytest.fixture
def service(database: Database, clock: HandClock) -> RehabPlanService:
    return RehabPlanService(database.unit_of_work, READY, clock, UTC)


@pytest.fixture
def library(database: Database, clock: HandClock) -> ExerciseLibraryService:
    return ExerciseLibraryService(database.unit_of_work, READY, clock)


@pytest.fixture
def physician(database: Database, patient: Actor) -> Actor:
    """A physician of the patient's."""
    physician = add_physician(database)
    care_for(database, patient, physician)
    return physician


@pytest.fixture
def published(service: RehabPlanService, physician: Actor, patient: Actor) -> RehabPlan:
    begun = service.begin(physician, patient.user_id, CONTENT)
    return service.publish(physician, begun.id, begun.revision)


def test_a_plan_comes_back_exactly_as_it_was_written(
    service: RehabPlanService, physician: Actor, patient: Actor, clock: HandClock
) -> None:
    lunge = next(each for each in READY if each.takes_sides)
    content = PlanContent(
        title="Knee " + SQL,
        goal="Stairs without pain\n" + SQL,
        starts_on=MONDAY,
        ends_on=MONDAY + 42 * DAY,
        exercises=(
            PlannedExercise(
                exercise_key=lunge.key,
                exercise_name=lunge.name,
                side=Side.LEFT,
                prescription=Prescription(3, 12, 1.5, 45.25),
                count_share=0.1 + 0.2,
                frequency=Frequency(weekdays=frozenset({Weekday.MONDAY, Weekday.SUNDAY}), times_per_day=2),
                starts_on=MONDAY + DAY,
                ends_on=MONDAY + 7 * DAY,
                notes="Not further than it hurts " + SQL,
            ),
            replace(SQUAT, frequency=Frequency(days_per_week=3)),
            SQUAT,
        ),
    )
    begun = service.begin(physician, patient.user_id, content)
    assert begun.draft is not None
    assert begun.draft.content == content
    assert (begun.state, begun.revision, begun.published) == (PlanState.DRAFT, 1, None)
    assert (begun.created_by, begun.created_at) == (physician.user_id, clock.now)
    assert service.plan(physician, begun.id) == begun
    assert service.plans(physician, patient.user_id) == (begun,)


def test_a_patient_sees_what_is_published_and_never_a_draft(
    service: RehabPlanService, physician: Actor, patient: Actor
) -> None:
    begun = service.begin(physician, patient.user_id, CONTENT)
    assert service.plans(patient, patient.user_id) == ()
    for look in (service.plan, service.versions, service.in_force):
        with pytest.raises(AccessError):
            look(patient, begun.id)
    published = service.publish(physician, begun.id, begun.revision)
    drafted = service.save_draft(physician, begun.id, published.revision, replace(CONTENT, title="Next"))
    assert drafted.draft is not None
    assert service.plan(patient, begun.id) == replace(drafted, draft=None)
    assert service.plans(patient, patient.user_id) == (replace(drafted, draft=None),)
    assert service.versions(patient, begun.id) == (published.published,)


def test_the_next_version_takes_over_on_its_first_day_and_the_one_before_stays_readable(
    service: RehabPlanService, physician: Actor, patient: Actor, published: RehabPlan, clock: HandClock
) -> None:
    harder = replace(CONTENT, starts_on=MONDAY + 7 * DAY, exercises=(replace(SQUAT, prescription=Prescription(4)),))
    drafted = service.save_draft(physician, published.id, published.revision, harder)
    assert service.in_force(patient, published.id) == published.published
    again = service.publish(physician, published.id, drafted.revision)
    assert again.published is not None
    assert (again.state, again.draft, again.published.number) == (PlanState.PUBLISHED, None, 2)
    assert service.in_force(patient, published.id) == published.published
    clock.now += 7 * DAY
    assert service.in_force(patient, published.id) == again.published
    assert service.versions(patient, published.id) == (again.published, published.published)


def test_a_day_begins_where_the_patient_is(
    database: Database, service: RehabPlanService, physician: Actor, patient: Actor, clock: HandClock
) -> None:
    begun = service.begin(physician, patient.user_id, replace(CONTENT, starts_on=MONDAY + DAY))
    service.publish(physician, begun.id, begun.revision)
    clock.now = datetime(2026, 3, 2, 23, 30, tzinfo=UTC)
    far_east = RehabPlanService(database.unit_of_work, READY, clock, timezone(timedelta(hours=9)))
    assert service.in_force(patient, begun.id) is None
    assert far_east.in_force(patient, begun.id) is not None


def test_an_ended_plan_asks_for_nothing_and_stays_readable_as_it_was(
    service: RehabPlanService, physician: Actor, patient: Actor, published: RehabPlan, clock: HandClock
) -> None:
    ended = service.end(physician, published.id, published.revision, "Well again " + SQL)
    assert (ended.state, ended.ended_by, ended.ended_at) == (PlanState.ENDED, physician.user_id, clock.now)
    assert ended.end_reason == "Well again " + SQL
    assert service.end(physician, published.id, 0) == ended
    assert service.in_force(patient, published.id) is None
    assert service.plans(patient, patient.user_id) == (ended,)
    assert service.versions(patient, published.id) == (published.published,)
    for change in (
        lambda: service.save_draft(physician, ended.id, ended.revision, CONTENT),
        lambda: service.publish(physician, ended.id, ended.revision),
        lambda: service.discard_draft(physician, ended.id, ended.revision),
    ):
        with pytest.raises(InputError, match="has ended"):
            change()


def test_of_two_physicians_who_edit_a_plan_at_once_the_second_is_told_and_overwrites_nothing(
    database: Database, service: RehabPlanService, physician: Actor, patient: Actor, published: RehabPlan
) -> None:
    colleague = add_physician(database, "Dr. Colleague")
    care_for(database, patient, colleague)
    seen_by_both = published.revision
    first = service.save_draft(physician, published.id, seen_by_both, replace(CONTENT, title="Mine"))
    changes: list[Callable[[], Any]] = [
        lambda: service.save_draft(colleague, published.id, seen_by_both, replace(CONTENT, title="Yours")),
        lambda: service.save_draft(colleague, published.id, seen_by_both, replace(CONTENT, title="Mine")),
        lambda: service.publish(colleague, published.id, seen_by_both),
        lambda: service.discard_draft(colleague, published.id, seen_by_both),
        lambda: service.end(colleague, published.id, seen_by_both),
    ]
    for change in changes:
        with pytest.raises(ConflictError, match="Somebody else has changed this plan") as told:
            change()
        assert told.value.kept
        assert told.value.remedy
    assert service.plan(colleague, published.id) == first
    second = service.save_draft(colleague, published.id, first.revision, replace(CONTENT, title="Yours"))
    assert second.draft is not None
    assert (second.draft.content.title, second.draft.written_by) == ("Yours", colleague.user_id)


def test_of_many_who_write_at_the_same_moment_one_is_kept_and_all_others_are_told(
    database: Database, physician: Actor, patient: Actor, published: RehabPlan, database_address: DatabaseAddress
) -> None:
    patiently_waiting = Database.open(replace(database_address, busy_timeout_s=30.0))
    service = RehabPlanService(patiently_waiting.unit_of_work, READY)

    def write(number: int) -> str:
        try:
            service.save_draft(physician, published.id, published.revision, replace(CONTENT, title=f"Writer {number}"))
        except ConflictError:
            return "told"
        return f"Writer {number}"

    with ThreadPoolExecutor(max_workers=6) as threads:
        said = list(threads.map(write, range(6)))
    kept = service.plan(physician, published.id)
    patiently_waiting.close()
    assert said.count("told") == 5
    assert kept.draft is not None
    assert kept.draft.content.title in said
    assert kept.revision == published.revision + 1


def test_each_step_taken_again_because_its_answer_was_lost_changes_nothing(
    service: RehabPlanService, physician: Actor, patient: Actor, clock: HandClock
) -> None:
    begun = service.begin(physician, patient.user_id, CONTENT)
    saved = service.save_draft(physician, begun.id, 1, replace(CONTENT, title="Saved"))
    clock.now += DAY
    assert service.save_draft(physician, begun.id, 1, replace(CONTENT, title="Saved")) == saved
    published = service.publish(physician, begun.id, 2)
    clock.now += DAY
    assert service.publish(physician, begun.id, 2) == published
    service.save_draft(physician, begun.id, 3, CONTENT)
    discarded = service.discard_draft(physician, begun.id, 4)
    assert service.discard_draft(physician, begun.id, 4) == discarded
    assert (discarded.draft, discarded.published, discarded.revision) == (None, published.published, 5)


def test_there_is_nothing_to_publish_in_an_empty_draft_or_without_one(
    service: RehabPlanService, physician: Actor, patient: Actor, published: RehabPlan
) -> None:
    empty = service.begin(physician, patient.user_id, replace(CONTENT, exercises=()))
    with pytest.raises(InputError, match="nothing in this plan"):
        service.publish(physician, empty.id, empty.revision)
    discarded = service.discard_draft(physician, empty.id, empty.revision)
    with pytest.raises(InputError, match="nothing in this plan"):
        service.publish(physician, empty.id, discarded.revision)
    assert service.plans(patient, patient.user_id) == (published,)


def test_nobody_but_the_patient_and_the_physicians_of_the_patients_choice_comes_near_a_plan(
    database: Database, service: RehabPlanService, physician: Actor, patient: Actor, published: RehabPlan
) -> None:
    reads: list[Callable[[Actor, UUID, UUID], Any]] = [
        lambda actor, plan_id, _: service.plan(actor, plan_id),
        lambda actor, plan_id, _: service.versions(actor, plan_id),
        lambda actor, plan_id, _: service.in_force(actor, plan_id),
        lambda actor, _, patient_id: service.plans(actor, patient_id),
    ]
    writes: list[Callable[[Actor, UUID, UUID], Any]] = [
        lambda actor, _, patient_id: service.begin(actor, patient_id, CONTENT),
        lambda actor, plan_id, _: service.save_draft(actor, plan_id, published.revision, CONTENT),
        lambda actor, plan_id, _: service.publish(actor, plan_id, published.revision),
        lambda actor, plan_id, _: service.discard_draft(actor, plan_id, published.revision),
        lambda actor, plan_id, _: service.end(actor, plan_id, published.revision),
    ]
    strangers = [add_physician(database), add_patient(database), add_administrator(database)]
    for actor in strangers:
        for call in reads + writes:
            with pytest.raises(AccessError) as of_stranger:
                call(actor, published.id, patient.user_id)
            with pytest.raises(AccessError) as of_nobody:
                call(actor, uuid4(), uuid4())
            assert str(of_stranger.value) == str(of_nobody.value)
    for call in writes:
        with pytest.raises(AccessError):
            call(patient, published.id, patient.user_id)
    assert service.plan(physician, published.id) == published


def test_a_physician_is_shut_out_when_the_subscription_ends_and_the_patient_keeps_the_plan(
    database: Database, service: RehabPlanService, physician: Actor, patient: Actor, published: RehabPlan
) -> None:
    subscriptions = SubscriptionService(database.unit_of_work)
    (subscription,) = subscriptions.own(patient)
    subscriptions.end(patient, subscription.id)
    for call in (
        lambda: service.plan(physician, published.id),
        lambda: service.plans(physician, patient.user_id),
        lambda: service.end(physician, published.id, published.revision),
    ):
        with pytest.raises(AccessError):
            call()
    assert service.in_force(patient, published.id) == published.published


def test_a_plan_has_the_exercises_that_its_writer_may_use_in_the_version_that_was_planned(
    database: Database,
    service: RehabPlanService,
    library: ExerciseLibraryService,
    physician: Actor,
    patient: Actor,
) -> None:
    own = library.add(physician, READY.find("squat"))
    key = own.definition.key
    planned = PlannedExercise(exercise_key=key, exercise_version=1, exercise_name="Squat")
    begun = service.begin(physician, patient.user_id, replace(CONTENT, exercises=(planned,)))
    library.change(physician, 1, replace(own.definition, name="Deeper squat"))
    assert begun.draft is not None
    assert begun.draft.content.exercises == (planned,)

    with pytest.raises(AccessError):
        library.planned(patient, patient.user_id, key, 1)
    published = service.publish(physician, begun.id, begun.revision)
    assert library.planned(patient, patient.user_id, key, 1) == own
    assert library.planned(patient, patient.user_id, "squat", 0).definition == READY.find("squat")
    for version in (0, 2, 3):
        with pytest.raises(AccessError):
            library.planned(patient, patient.user_id, key, version)
    with pytest.raises(AccessError):
        library.planned(add_patient(database), patient.user_id, key, 1)

    colleague = add_physician(database, "Dr. Colleague")
    care_for(database, patient, colleague)
    assert library.planned(colleague, patient.user_id, key, 1) == own
    kept = service.save_draft(colleague, begun.id, published.revision, replace(CONTENT, exercises=(planned, SQUAT)))
    assert kept.draft is not None
    assert kept.draft.content.exercises == (planned, SQUAT)
    for other in (replace(planned, exercise_version=2), replace(planned, exercise_key="squat-00000000")):
        with pytest.raises(AccessError):
            service.save_draft(colleague, begun.id, kept.revision, replace(CONTENT, exercises=(other,)))
    with pytest.raises(AccessError):
        service.begin(colleague, patient.user_id, replace(CONTENT, exercises=(planned,)))
    library.share(physician, key, shared=True)
    service.begin(colleague, patient.user_id, replace(CONTENT, exercises=(planned,)))


def test_an_exercise_that_has_but_one_side_is_planned_for_it(
    service: RehabPlanService, physician: Actor, patient: Actor
) -> None:
    asked = replace(SQUAT, side=Side.LEFT, exercise_name="Anything")
    begun = service.begin(physician, patient.user_id, replace(CONTENT, exercises=(asked,)))
    assert begun.draft is not None
    assert begun.draft.content.exercises == (SQUAT,)


UNKEEPABLE = [
    replace(CONTENT, title=""),
    replace(CONTENT, title="t" * 121),
    replace(CONTENT, title="zero \0"),
    replace(CONTENT, goal="g" * 10_000_000),
    replace(CONTENT, goal="half \ud800"),
    replace(CONTENT, ends_on=MONDAY - DAY),
    replace(CONTENT, starts_on=date(1, 1, 1)),
    replace(CONTENT, starts_on=date(9999, 12, 31)),
    replace(CONTENT, exercises=(SQUAT,) * 51),
    *(
        replace(CONTENT, exercises=(SQUAT, spoiled))
        for spoiled in (
            replace(SQUAT, notes="n" * 2001),
            replace(SQUAT, prescription=Prescription(sets=0)),
            replace(SQUAT, prescription=Prescription(repetitions=2**40)),
            replace(SQUAT, prescription=Prescription(hold_s=float("nan"))),
            replace(SQUAT, count_share=1.1),
            replace(SQUAT, starts_on=MONDAY, ends_on=MONDAY - DAY),
            replace(SQUAT, frequency=Frequency()),
            replace(SQUAT, frequency=Frequency(days_per_week=0)),
            replace(SQUAT, frequency=Frequency(days_per_week=8)),
            replace(SQUAT, frequency=Frequency(days_per_week=2, weekdays=frozenset({Weekday.MONDAY}))),
            replace(SQUAT, frequency=Frequency(days_per_week=2, times_per_day=0)),
            replace(SQUAT, frequency=Frequency(days_per_week=2, times_per_day=25)),
        )
    ),
]


def test_a_plan_that_cannot_be_kept_or_followed_is_refused_in_a_sentence(
    service: RehabPlanService, physician: Actor, patient: Actor, published: RehabPlan
) -> None:
    for content in UNKEEPABLE:
        with pytest.raises(InputError) as refused:
            service.begin(physician, patient.user_id, content)
        assert refused.value.remedy
        with pytest.raises(InputError):
            service.save_draft(physician, published.id, published.revision, content)
    with pytest.raises(InputError):
        service.end(physician, published.id, published.revision, "r" * 1001)
    for key in ("../../etc/passwd", SQL, "", "k" * 10_000_000):
        with pytest.raises(AccessError):
            service.begin(physician, patient.user_id, replace(CONTENT, exercises=(replace(SQUAT, exercise_key=key),)))
    assert service.plans(physician, patient.user_id) == (published,)

"""The clinic in numbers, on both databases; and that no number is about a single patient."""

from collections.abc import Callable
from dataclasses import fields, replace
from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from clinic import add_account, add_administrator, add_patient, add_physician, care_for
from clocks import HandClock
from stored_sessions import repetition

from physiocheck_desktop.config.exercise_files import ready_made_exercises
from physiocheck_desktop.database.database import Database
from physiocheck_desktop.domain.errors import AccessError, BugError
from physiocheck_desktop.domain.overview import ClinicDay, ClinicOverview
from physiocheck_desktop.domain.people import Actor, Role, Verification
from physiocheck_desktop.domain.rehab_plan import PlanContent, PlannedExercise
from physiocheck_desktop.domain.repetition import SessionAssessment
from physiocheck_desktop.services.clinic_overview import ClinicOverviewService
from physiocheck_desktop.services.exercise_library import ExerciseLibraryService
from physiocheck_desktop.services.exercises import ExerciseCatalogue
from physiocheck_desktop.services.rehab_plans import RehabPlanService
from physiocheck_desktop.services.sessions import SessionService

READY = ExerciseCatalogue(ready_made_exercises())
NOW = datetime(2026, 6, 12, 15, tzinfo=UTC)
DAY = timedelta(days=1)

Do = Callable[..., None]


@pytest.fixture
def service(database: Database) -> ClinicOverviewService:
    return ClinicOverviewService(database.unit_of_work, HandClock(NOW), UTC)


@pytest.fixture
def administrator(database: Database) -> Actor:
    administrator = add_administrator(database)
    add_account(database, administrator, "ada@example.org")
    return administrator


@pytest.fixture
def do(database: Database, make_assessment: Callable[..., SessionAssessment]) -> Do:
    """Return a function by which a patient does a session at a moment."""

    def session(who: Actor, at: datetime, total: float | None = 80.0) -> None:
        sessions = SessionService(database.unit_of_work, lambda: at)
        begun = sessions.start(who, "squat", "Squat")
        done = () if total is None else (repetition(1, total=total),)
        sessions.finish(who, begun.id, replace(make_assessment(0), repetitions=done))

    return session


def test_an_empty_clinic_has_its_administrator_and_a_database(
    service: ClinicOverviewService, administrator: Actor
) -> None:
    told = service.overview(administrator)
    assert told.people == {Role.PATIENT: 0, Role.PHYSICIAN: 0, Role.ADMINISTRATOR: 1}
    assert [(each.day, each.sessions, each.patients, each.score) for each in service.days(administrator, 2)] == [
        (date(2026, 6, 11), 0, 0, None),
        (date(2026, 6, 12), 0, 0, None),
    ]
    assert told.database_bytes > 100_000
    rest = {each.name for each in fields(ClinicOverview)} - {"people", "database_bytes"}
    assert {name: getattr(told, name) for name in rest} == {**dict.fromkeys(rest, 0), "accounts": 1}


def test_people_care_plans_and_exercises_are_counted(
    database: Database, service: ClinicOverviewService, administrator: Actor
) -> None:
    physician, other = add_physician(database), add_physician(database)
    add_physician(database, verification=Verification.PENDING)
    add_physician(database, verification=Verification.REFUSED)
    patients = [add_patient(database) for _ in range(3)]
    add_account(database, physician, "vera@example.org")
    for doctor in (physician, other):
        care_for(database, patients[0], doctor)
    care_for(database, patients[1], physician)
    plans = RehabPlanService(database.unit_of_work, READY, lambda: NOW - 20 * DAY, UTC)
    squat = PlannedExercise(exercise_key="squat")
    for starts, ends in ((-10, None), (-10, 0), (-10, -1), (1, None)):
        content = PlanContent(
            title="Knee",
            starts_on=(NOW + starts * DAY).date(),
            ends_on=None if ends is None else (NOW + ends * DAY).date(),
            exercises=(squat,),
        )
        begun = plans.begin(physician, patients[0].user_id, content)
        plans.publish(physician, begun.id, begun.revision)
        plans.begin(physician, patients[1].user_id, content)
    begun = plans.begin(physician, patients[1].user_id, content)
    published = plans.publish(physician, begun.id, begun.revision)
    plans.end(physician, published.id, published.revision)
    library = ExerciseLibraryService(database.unit_of_work, READY)
    library.add(physician, READY.find("squat"))
    removed = library.add(physician, READY.find("squat")).definition.key
    library.remove(physician, removed)

    told = service.overview(administrator)
    assert told.people == {Role.PATIENT: 3, Role.PHYSICIAN: 4, Role.ADMINISTRATOR: 1}
    assert (told.accounts, told.verified_physicians, told.waiting_physicians) == (2, 2, 1)
    assert (told.patients_in_care, told.active_plans, told.exercises) == (2, 2, 1)


def test_a_days_mean_score_is_told_from_five_patients_on(
    database: Database, service: ClinicOverviewService, administrator: Actor, do: Do
) -> None:
    patients = [add_patient(database) for _ in range(5)]
    for number, each in enumerate(patients):
        do(each, NOW - DAY, 70.0 + number)
    for each in patients[:4]:
        do(each, NOW, 90.0)
        do(each, NOW - timedelta(hours=1), 90.0)
    do(patients[4], NOW, None)  # did something, but has no score
    assert service.days(administrator, 3) == (
        ClinicDay(day=date(2026, 6, 10), sessions=0, patients=0, score=None),
        ClinicDay(day=date(2026, 6, 11), sessions=5, patients=5, score=72.0),
        ClinicDay(day=date(2026, 6, 12), sessions=9, patients=5, score=None),
    )
    assert service.overview(administrator).sessions == 14


def test_days_are_those_of_the_clinics_own_clock(database: Database, administrator: Actor, do: Do) -> None:
    patient = add_patient(database)
    for hour, minute in ((18, 29), (18, 31)):
        do(patient, datetime(2026, 6, 11, hour, minute, tzinfo=UTC))
    kolkata = timezone(timedelta(hours=5, minutes=30))
    told = ClinicOverviewService(database.unit_of_work, HandClock(NOW), kolkata).days(administrator, 2)
    assert [each.sessions for each in told] == [1, 1]


@pytest.mark.parametrize("count", [0, 93])
def test_no_more_days_are_looked_at_than_a_chart_can_show(
    service: ClinicOverviewService, administrator: Actor, count: int
) -> None:
    with pytest.raises(BugError):
        service.days(administrator, count)


def test_no_more_than_administrators_see_it_and_none_whose_account_is_another(
    database: Database, service: ClinicOverviewService, administrator: Actor
) -> None:
    patient = add_patient(database)
    for nobody in (patient, add_physician(database), replace(patient, role=Role.ADMINISTRATOR)):
        for read in (service.overview, service.days):
            with pytest.raises(AccessError):
                read(nobody)

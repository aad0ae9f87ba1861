"""A physician's own patients at once: the list, who needs a look, and what waits today, on both databases."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from clinic import add_patient, add_physician, care_for
from clocks import HandClock
from stored_sessions import repetition

from physiocheck_desktop.config.exercise_files import ready_made_exercises
from physiocheck_desktop.database.database import Database
from physiocheck_desktop.database.tables import PhysicianRow
from physiocheck_desktop.domain.errors import AccessError, InputError
from physiocheck_desktop.domain.exercise import Prescription
from physiocheck_desktop.domain.overview import CareCounts, CareSearch, CareSort, Reason
from physiocheck_desktop.domain.pain import BodyRegion
from physiocheck_desktop.domain.people import Actor, Role, Verification
from physiocheck_desktop.domain.rehab_plan import PlanContent, PlannedExercise
from physiocheck_desktop.domain.repetition import SessionAssessment
from physiocheck_desktop.services.care_overview import CareOverviewService
from physiocheck_desktop.services.exercises import ExerciseCatalogue
from physiocheck_desktop.services.pain_reports import PainReportService
from physiocheck_desktop.services.rehab_plans import RehabPlanService
from physiocheck_desktop.services.sessions import SessionService
from physiocheck_desktop.services.subscriptions import SubscriptionService

READY = ExerciseCatalogue(ready_made_exercises())
NOW = datetime(2026, 6, 12, 15, tzinfo=UTC)
DAY = timedelta(days=1)

Do = Callable[..., None]


@pytest.fixture
def clock() -> HandClock:
    return HandClock(NOW)


@pytest.fixture
def service(database: Database, clock: HandClock) -> CareOverviewService:
    return CareOverviewService(database.unit_of_work, clock, UTC)


@pytest.fixture
def physician(database: Database) -> Actor:
    return add_physician(database)


@pytest.fixture
def people(database: Database, physician: Actor) -> dict[str, Actor]:
    """Patients of the physician by name, and one of nobody."""
    found = {name: add_patient(database, name) for name in ("Zoë Ärmel", "anna berg", "Bernd 100%", "Nobody's")}
    for name, each in found.items():
        if name != "Nobody's":
            care_for(database, each, physician)
    return found


@pytest.fixture
def do(database: Database, make_assessment: Callable[..., SessionAssessment]) -> Do:
    """Return a function by which a patient does a session some days ago."""

    def session(who: Actor, days_ago: float, total: float = 80.0, count: int = 6) -> None:
        sessions = SessionService(database.unit_of_work, lambda: NOW - days_ago * DAY)
        begun = sessions.start(who, "squat", "Squat")
        done = tuple(repetition(index, total=total) for index in range(1, count + 1))
        sessions.finish(who, begun.id, replace(make_assessment(0), repetitions=done))

    return session


@pytest.fixture
def plan(database: Database, physician: Actor) -> Callable[[Actor, date], None]:
    """Return a function that asks a patient for six squats every day from a day on."""

    def publish(who: Actor, starts: date) -> None:
        at = datetime(starts.year, starts.month, starts.day, 6, tzinfo=UTC)
        plans = RehabPlanService(database.unit_of_work, READY, lambda: at, UTC)
        daily = PlannedExercise(exercise_key="squat", prescription=Prescription(sets=1, repetitions=6))
        begun = plans.begin(physician, who.user_id, PlanContent(title="Knee", starts_on=starts, exercises=(daily,)))
        plans.publish(physician, begun.id, begun.revision)

    return publish


def names(service: CareOverviewService, physician: Actor, search: CareSearch, *page: int) -> list[str]:
    return [each.name for each in service.patients(physician, search, *page).patients]


def test_the_list_tells_of_each_patient_what_there_is(
    service: CareOverviewService,
    physician: Actor,
    people: dict[str, Actor],
    do: Do,
    plan: Callable[[Actor, date], None],
) -> None:
    anna = people["anna berg"]
    plan(anna, (NOW - 3 * DAY).date())
    for days_ago, total, count in ((60, 10.0, 6), (50, 70.0, 6), (30, 80.0, 6), (3, 90.0, 6), (2, 92.0, 3)):
        do(anna, days_ago, total, count)
    told = service.patients(physician)
    assert told.total == 3
    first = told.patients[0]
    assert (first.patient_id, first.name, first.last_session_at) == (anna.user_id, "anna berg", NOW - 2 * DAY)
    assert (first.sessions, first.score, first.earlier_sessions, first.earlier_score) == (2, 91.0, 2, 75.0)
    assert first.trend == 16.0
    assert first.adherence == pytest.approx(9 / 18)  # three days, of which one in full and one by half
    second = told.patients[1]
    assert (second.last_session_at, second.score, second.trend, second.adherence) == (None, None, None, None)


def test_the_list_is_searched_sorted_and_paged(
    service: CareOverviewService, physician: Actor, people: dict[str, Actor], do: Do
) -> None:
    anna, bernd, zoe = "anna berg", "Bernd 100%", "Zoë Ärmel"
    do(people[bernd], 1, 70.0)
    do(people[bernd], 40, 60.0)
    do(people[zoe], 2, 90.0)
    do(people[zoe], 40, 95.0)
    orders = {
        (sort, descending): names(service, physician, CareSearch(sort=sort, descending=descending))
        for sort in CareSort
        for descending in (False, True)
    }
    assert orders == {
        (CareSort.NAME, False): [anna, bernd, zoe],
        (CareSort.NAME, True): [zoe, bernd, anna],
        (CareSort.LAST_SESSION, False): [zoe, bernd, anna],
        (CareSort.LAST_SESSION, True): [bernd, zoe, anna],
        (CareSort.SCORE, False): [bernd, zoe, anna],
        (CareSort.SCORE, True): [zoe, bernd, anna],
        (CareSort.TREND, False): [zoe, bernd, anna],
        (CareSort.TREND, True): [bernd, zoe, anna],
    }
    found = {
        words: names(service, physician, CareSearch(words=words)) for words in ("zoë ä", "ANNA", "%", "_", "e", "'")
    }
    assert found == {"zoë ä": [zoe], "ANNA": [anna], "%": [bernd], "_": [], "e": [anna, bernd, zoe], "'": []}
    assert service.patients(physician, CareSearch(words="ä")).total == 1
    assert [names(service, physician, CareSearch(), 2, offset) for offset in (0, 2, 4)] == [[anna, bernd], [zoe], []]
    with pytest.raises(InputError):
        service.patients(physician, CareSearch(words="x" * 121))


def test_only_patients_come_into_it_from_the_approval_of_their_subscription_to_its_end(
    database: Database, service: CareOverviewService, clock: HandClock, physician: Actor, do: Do
) -> None:
    patient = add_patient(database)
    do(patient, 0.1)
    subscriptions = SubscriptionService(database.unit_of_work, clock)

    def told() -> tuple[int, int]:
        counts = service.today(physician)
        assert service.patients(physician).total == len(service.patients(physician).patients) == counts.patients
        return counts.patients, counts.sessions_today

    asked = subscriptions.ask(patient, physician.user_id)
    seen = [told()]
    clock.now += timedelta(minutes=1)
    subscriptions.approve(physician, asked.id)
    seen.append(told())
    clock.now -= timedelta(seconds=1)  # a clock that goes wrong shows nobody before the time
    seen.append(told())
    clock.now += timedelta(minutes=1)
    subscriptions.end(patient, asked.id)
    seen.append(told())
    assert seen == [(0, 0), (1, 1), (0, 0), (0, 0)]


def test_a_falling_score_needs_a_look_where_enough_sessions_say_so(
    database: Database, service: CareOverviewService, physician: Actor, people: dict[str, Actor], do: Do
) -> None:
    anna, bernd, zoe = people["anna berg"], people["Bernd 100%"], people["Zoë Ärmel"]
    for number in range(3):
        do(anna, 30 + number, 85.0)
        do(anna, 1 + number, 75.0)
        do(bernd, 30 + number, 85.0)
        do(bernd, 1 + number, 75.5)
    for days_ago, total in ((30, 95.0), (31, 95.0), (32, 95.0), (1, 40.0), (2, 40.0)):
        do(zoe, days_ago, total)
    (only,) = service.needing_a_look(physician)
    assert (only.patient.name, only.reasons, only.patient.trend) == ("anna berg", (Reason.FALLING_SCORE,), -10.0)


def test_three_missed_days_of_two_weeks_need_a_look_and_today_is_none_of_them(
    service: CareOverviewService,
    physician: Actor,
    people: dict[str, Actor],
    do: Do,
    plan: Callable[[Actor, date], None],
) -> None:
    anna, bernd, zoe = people["anna berg"], people["Bernd 100%"], people["Zoë Ärmel"]
    plan(anna, (NOW - 3 * DAY).date())
    plan(bernd, (NOW - 2 * DAY).date())
    plan(zoe, (NOW - 40 * DAY).date())
    for days_ago in range(1, 11):
        do(zoe, days_ago)
    concerns = service.needing_a_look(physician)
    assert [(each.patient.name, each.missed_days) for each in concerns] == [("anna berg", 3), ("Zoë Ärmel", 3)]
    assert {each.reasons for each in concerns} == {(Reason.MISSED_DAYS,)}


def test_what_is_done_between_two_looks_is_seen_at_the_second(
    database: Database,
    service: CareOverviewService,
    clock: HandClock,
    physician: Actor,
    people: dict[str, Actor],
    do: Do,
    plan: Callable[[Actor, date], None],
) -> None:
    anna, bernd = people["anna berg"], people["Bernd 100%"]
    for each in (anna, bernd):
        plan(each, (NOW - 5 * DAY).date())

    def missed() -> dict[str, int]:
        told = {each.patient.name: each.missed_days for each in service.needing_a_look(physician)}
        anew = CareOverviewService(database.unit_of_work, clock, UTC).needing_a_look(physician)
        assert told == {each.patient.name: each.missed_days for each in anew}
        return told

    assert missed() == missed() == {"anna berg": 5, "Bernd 100%": 5}
    do(anna, 2)
    assert missed() == {"anna berg": 4, "Bernd 100%": 5}
    running = SessionService(database.unit_of_work, lambda: NOW - DAY)
    begun = running.start(bernd, "squat", "Squat")
    for number in range(1, 7):
        running.record_repetition(bernd, begun.id, repetition(number))
    assert missed() == {"anna berg": 4, "Bernd 100%": 4}
    clock.now += DAY
    assert missed() == {"anna berg": 5, "Bernd 100%": 5}


def test_pain_that_was_reported_within_two_weeks_needs_a_look_before_all_else(
    database: Database,
    service: CareOverviewService,
    physician: Actor,
    people: dict[str, Actor],
    plan: Callable[[Actor, date], None],
) -> None:
    anna, bernd, zoe = people["anna berg"], people["Bernd 100%"], people["Zoë Ärmel"]
    plan(anna, (NOW - 5 * DAY).date())
    for who, days_ago, level in (
        (bernd, 1, 3),
        (bernd, 13, 6),
        (bernd, 14, 9),
        (zoe, 14, 9),
        (people["Nobody's"], 1, 9),
    ):
        reports = PainReportService(database.unit_of_work, lambda days_ago=days_ago: NOW - days_ago * DAY)
        reports.report(who, region=BodyRegion.LEFT_KNEE, level=level)
    assert [(each.patient.name, each.reasons, each.worst_pain) for each in service.needing_a_look(physician)] == [
        ("Bernd 100%", (Reason.PAIN,), 6),
        ("anna berg", (Reason.MISSED_DAYS,), None),
    ]


def test_what_waits_today_is_counted(
    database: Database,
    service: CareOverviewService,
    clock: HandClock,
    physician: Actor,
    people: dict[str, Actor],
    do: Do,
) -> None:
    assert service.today(add_physician(database)) == CareCounts(patients=0, requests=0, sessions_today=0, running=0)
    anna = people["anna berg"]
    do(anna, 0.1)
    do(anna, 0.9)
    do(people["Nobody's"], 0.1)
    SubscriptionService(database.unit_of_work, clock).ask(people["Nobody's"], physician.user_id)
    for hours in (1, 13):
        begun = SessionService(database.unit_of_work, lambda hours=hours: NOW - timedelta(hours=hours))
        begun.start(people["Bernd 100%"], "squat", "Squat")
    assert service.today(physician) == CareCounts(patients=3, requests=1, sessions_today=3, running=1)


def test_a_physician_who_is_not_verified_any_more_and_everybody_else_sees_none_of_it(
    database: Database, service: CareOverviewService, physician: Actor, people: dict[str, Actor], do: Do
) -> None:
    refused = add_physician(database)
    care_for(database, people["anna berg"], refused)
    assert service.patients(refused).total == 1
    with database.unit_of_work() as uow:
        row = uow._session.get(PhysicianRow, refused.user_id)
        assert row is not None
        row.verification = Verification.REFUSED
        uow._session.flush()
        uow.commit()
    for call in (service.patients, service.needing_a_look, service.today):
        for nobody in (refused, people["anna berg"], replace(people["anna berg"], role=Role.ADMINISTRATOR)):
            with pytest.raises(AccessError):
                call(nobody)

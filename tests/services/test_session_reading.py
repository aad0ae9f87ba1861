"""Physicians read their patients' sessions, follow those that run now, and leave a trace of it; nobody else does."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from time import monotonic, sleep
from uuid import UUID

import pytest
from clinic import add_account, add_administrator, add_patient, add_physician, care_for
from clocks import HandClock
from recording_computer import Computer

from physiocheck_desktop.database.database import Database
from physiocheck_desktop.domain.audit import AuditSearch
from physiocheck_desktop.domain.errors import AccessError
from physiocheck_desktop.domain.past_session import ListedSession, PastSession
from physiocheck_desktop.domain.people import Actor
from physiocheck_desktop.domain.repetition import Repetition, SessionAssessment
from physiocheck_desktop.services.audit import AuditService
from physiocheck_desktop.services.session_reading import LIVE_FOR, SessionReadingService
from physiocheck_desktop.services.sessions import RESUMABLE_FOR, SessionService
from physiocheck_desktop.services.subscriptions import SubscriptionService
from physiocheck_desktop.services.visits import VisitService

Make = Callable[[int], Repetition]
START = datetime(2026, 3, 1, 9, 0, tzinfo=UTC)


@pytest.fixture
def clock() -> HandClock:
    return HandClock(START)


@pytest.fixture
def recorded(database: Database, clock: HandClock) -> SessionService:
    return SessionService(database.unit_of_work, clock)


@pytest.fixture
def reading(database: Database, clock: HandClock) -> SessionReadingService:
    return SessionReadingService(database.unit_of_work, clock)


def entries(database: Database, actor: Actor) -> list[tuple[str, UUID | None]]:
    """Return what the audit trail has of somebody, oldest first."""
    administrator = add_administrator(database)
    add_account(database, administrator, f"{administrator.user_id.hex}@example.org")
    found = AuditService(database.unit_of_work).entries(administrator, AuditSearch(about=actor.user_id))
    return [(each.act.action, each.act.record_id) for each in reversed(found)]


def test_a_physician_reads_a_patients_sessions_from_the_approval_to_the_end_of_a_subscription(
    database: Database,
    recorded: SessionService,
    reading: SessionReadingService,
    make_assessment: Callable[..., SessionAssessment],
    clock: HandClock,
) -> None:
    patient, physician = add_patient(database), add_physician(database)
    begun = recorded.start(patient, "squat", "Squat")
    ended = recorded.finish(patient, begun.id, make_assessment(2))
    with pytest.raises(AccessError):
        reading.history_of(physician, patient.user_id)
    subscription = care_for(database, patient, physician)
    seen = reading.history_of(physician, patient.user_id)
    assert seen == (ListedSession(ended),) == reading.history_of(patient, patient.user_id)
    assert reading.past(physician, begun.id) == PastSession(recorded.detail(patient, begun.id))
    assert recorded.detail(physician, begun.id).repetitions == make_assessment(2).repetitions
    SubscriptionService(database.unit_of_work, clock).end(patient, subscription)
    for read in (
        lambda: reading.history_of(physician, patient.user_id),
        lambda: reading.past(physician, begun.id),
        lambda: recorded.detail(physician, begun.id),
        lambda: reading.running_of(physician, patient.user_id),
    ):
        with pytest.raises(AccessError):
            read()


def test_what_a_patient_does_now_is_followed_with_count_last_score_faults_and_set(
    database: Database,
    recorded: SessionService,
    reading: SessionReadingService,
    make_repetition: Make,
    clock: HandClock,
) -> None:
    patient, other, physician = add_patient(database), add_patient(database), add_physician(database)
    care_for(database, patient, physician)
    recorded.start(other, "squat", "Squat")
    begun = recorded.start(patient, "squat", "Squat")
    (seen,) = reading.running(physician)
    assert (seen.record.id, seen.last, seen.last_sign_at) == (begun.id, None, begun.started_at)
    clock.now += timedelta(minutes=1)
    for index in (1, 2):
        recorded.record_repetition(patient, begun.id, make_repetition(index))
    (seen,) = reading.running_of(physician, patient.user_id)
    assert seen.record.repetition_count == 2
    assert seen.last == make_repetition(2)
    assert seen.last_sign_at == clock.now
    assert reading.running(patient) == (seen,)
    recorded.abandon(patient, begun.id)
    assert reading.running(physician) == ()


def test_a_session_that_was_silent_for_long_is_not_shown_as_running(
    database: Database,
    recorded: SessionService,
    reading: SessionReadingService,
    make_repetition: Make,
    clock: HandClock,
) -> None:
    patient, physician = add_patient(database), add_physician(database)
    care_for(database, patient, physician)
    begun = recorded.start(patient, "squat", "Squat")
    clock.now += LIVE_FOR
    recorded.record_repetition(patient, begun.id, make_repetition(1))
    clock.now += LIVE_FOR
    assert len(reading.running(physician)) == 1
    clock.now += timedelta(seconds=1)
    assert reading.running(physician) == ()


def test_a_repetition_is_seen_by_a_physician_who_asks_every_quarter_second_within_two_seconds(
    database: Database, computer: Computer, to_server: bool, make_repetition: Make
) -> None:
    physician = add_physician(database)
    care_for(database, computer.patient, physician)
    reading = SessionReadingService(database.unit_of_work, computer.clock)
    recording = computer.start(to_server=to_server)
    begun = recording.begin(computer.patient, "squat", "Squat")
    for index in (1, 2, 3):
        recording.record_repetition(computer.patient, begun.id, make_repetition(index))
        finished = monotonic()
        while [each.last for each in reading.running(physician)] != [make_repetition(index)]:
            assert monotonic() - finished < 2.0
            sleep(0.25)


def test_the_first_look_at_a_running_session_is_on_record_and_the_many_after_it_are_not(
    database: Database, recorded: SessionService, reading: SessionReadingService
) -> None:
    patient, physician = add_patient(database), add_physician(database)
    care_for(database, patient, physician)
    before = len(entries(database, physician))
    assert reading.running(physician) == ()
    one = recorded.start(patient, "squat", "Squat")
    for _ in range(3):
        reading.running_of(physician, patient.user_id)
        reading.running(physician)
    two = recorded.start(patient, "squat", "Squat")
    reading.running(physician)
    reading.running(patient)
    assert entries(database, physician)[before:] == [
        ("SessionReadingService.running_of", one.id),
        ("SessionReadingService.running", two.id),
    ]
    reading.history_of(physician, patient.user_id)
    recorded.detail(physician, one.id)
    assert entries(database, physician)[-2:] == [
        ("SessionReadingService.history_of", patient.user_id),
        ("SessionService.detail", one.id),
    ]


def test_an_interrupted_session_of_the_newest_visit_can_be_gone_on_with_for_some_hours(
    database: Database,
    recorded: SessionService,
    reading: SessionReadingService,
    patient: Actor,
    make_repetition: Make,
    make_assessment: Callable[..., SessionAssessment],
    clock: HandClock,
) -> None:
    visits = VisitService(database.unit_of_work, clock)
    visit = visits.begin(patient, pain_before=2)
    done = recorded.start(patient, "squat", "Squat", visit_id=visit.id)
    recorded.finish(patient, done.id, make_assessment(1))
    clock.now += timedelta(minutes=1)
    broken = recorded.start(patient, "lunge", "Lunge", visit_id=visit.id)
    recorded.record_repetition(patient, broken.id, make_repetition(1))
    assert reading.resumable(patient) == (), "it runs"
    recorded.close_interrupted(patient)
    (found,) = reading.resumable(patient)
    assert (found.detail.record.id, found.visit, dict(found.detail.sets)) == (broken.id, visit, {1: 1})
    clock.now += RESUMABLE_FOR
    assert len(reading.resumable(patient)) == 1
    clock.now += timedelta(seconds=1)
    assert reading.resumable(patient) == ()
    clock.now -= timedelta(hours=1)
    visits.end(patient, visit.id, pain_after=None, effort=None)
    assert reading.resumable(patient) == (), "who has ended the visit does not go on with it"


def test_outside_of_visits_the_newest_session_alone_can_be_gone_on_with(
    recorded: SessionService, reading: SessionReadingService, patient: Actor, clock: HandClock
) -> None:
    recorded.start(patient, "squat", "Squat")
    clock.now += timedelta(minutes=1)
    newest = recorded.start(patient, "lunge", "Lunge")
    recorded.close_interrupted(patient)
    assert [each.detail.record.id for each in reading.resumable(patient)] == [newest.id]
    recorded.abandon(patient, newest.id)
    assert reading.resumable(patient) == ()

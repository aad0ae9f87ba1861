"""Visits and pain: kept as they were said, once, seen by the patient and by physicians of the patient's choice."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
from clinic import add_patient, add_physician, care_for
from clocks import HandClock

from physiocheck_desktop.database.database import Database
from physiocheck_desktop.domain.errors import AccessError, InputError
from physiocheck_desktop.domain.pain import BodyRegion
from physiocheck_desktop.domain.people import Actor
from physiocheck_desktop.domain.repetition import Repetition
from physiocheck_desktop.domain.visit import Visit
from physiocheck_desktop.services.pain_reports import PainReportService
from physiocheck_desktop.services.sessions import RESUMABLE_FOR, SessionService
from physiocheck_desktop.services.visits import VisitService

START = datetime(2026, 3, 1, 9, 0, tzinfo=UTC)


@pytest.fixture
def clock() -> HandClock:
    return HandClock(START)


@pytest.fixture
def visits(database: Database, clock: HandClock) -> VisitService:
    return VisitService(database.unit_of_work, clock)


@pytest.fixture
def pain(database: Database, clock: HandClock) -> PainReportService:
    return PainReportService(database.unit_of_work, clock)


def test_a_visit_comes_back_as_it_was_with_its_sessions_and_newest_first(
    visits: VisitService, sessions: SessionService, patient: Actor, clock: HandClock
) -> None:
    earlier = visits.end(patient, visits.begin(patient, pain_before=0).id, pain_after=None, effort=10)
    clock.now += timedelta(hours=1)
    begun = visits.begin(patient, pain_before=7)
    session = sessions.start(patient, "squat", "Squat", visit_id=begun.id)
    clock.now += timedelta(minutes=20)
    ended = visits.end(patient, begun.id, pain_after=3, effort=6)
    assert ended == Visit(
        id=begun.id,
        patient_id=patient.user_id,
        started_at=begun.started_at,
        ended_at=clock.now,
        pain_before=7,
        pain_after=3,
        effort=6,
    )
    assert visits.visits(patient, patient.user_id) == (ended, earlier)
    assert visits.visits(patient, patient.user_id, limit=1, offset=1) == (earlier,)
    assert sessions.detail(patient, session.id).record.visit_id == begun.id


def test_beginning_and_ending_again_changes_nothing(visits: VisitService, patient: Actor, clock: HandClock) -> None:
    begun = visits.begin(patient, pain_before=2)
    clock.now += timedelta(minutes=5)
    assert visits.begin(patient, pain_before=9, visit_id=begun.id, at=clock.now) == begun
    ended = visits.end(patient, begun.id, pain_after=1, effort=4)
    clock.now += timedelta(minutes=5)
    assert visits.end(patient, begun.id, pain_after=8, effort=8) == ended
    assert visits.visits(patient, patient.user_id) == (ended,)


def test_a_visit_whose_session_arrives_first_is_the_same_in_the_end(
    visits: VisitService, sessions: SessionService, patient: Actor
) -> None:
    visit_id, later = uuid4(), START + timedelta(minutes=2)
    sessions.start(patient, "squat", "Squat", visit_id=visit_id, at=later)
    assert visits.visits(patient, patient.user_id) == (
        Visit(id=visit_id, patient_id=patient.user_id, started_at=later),
    )
    told = visits.begin(patient, pain_before=5, visit_id=visit_id, at=START)
    assert told == Visit(id=visit_id, patient_id=patient.user_id, started_at=START, pain_before=5)
    assert visits.visits(patient, patient.user_id) == (told,)


@pytest.mark.parametrize("level", [-1, 11, True, 3.5])
def test_what_is_not_on_the_scale_is_refused(
    level: int, visits: VisitService, pain: PainReportService, patient: Actor
) -> None:
    begun = visits.begin(patient, pain_before=None)
    with pytest.raises(InputError):
        visits.begin(patient, pain_before=level)
    for after, effort in ((level, 1), (1, level)):
        with pytest.raises(InputError):
            visits.end(patient, begun.id, pain_after=after, effort=effort)
    with pytest.raises(InputError):
        pain.report(patient, region=BodyRegion.NECK, level=level)
    assert visits.visits(patient, patient.user_id) == (begun,)
    assert pain.pain_reports(patient, patient.user_id) == ()


def test_a_visit_of_somebody_else_takes_no_session_and_is_not_ended(
    database: Database, visits: VisitService, sessions: SessionService, patient: Actor
) -> None:
    begun = visits.begin(patient, pain_before=1)
    stranger = add_patient(database)
    with pytest.raises(AccessError):
        sessions.start(stranger, "squat", "Squat", visit_id=begun.id)
    with pytest.raises(AccessError):
        visits.begin(stranger, pain_before=9, visit_id=begun.id)
    with pytest.raises(AccessError):
        visits.end(stranger, begun.id, pain_after=9, effort=9)
    assert sessions.history(stranger) == ()
    assert visits.visits(patient, patient.user_id) == (begun,)


def test_a_visit_that_nobody_ended_is_closed_at_its_last_sign_of_life_when_it_cannot_be_gone_on_with(
    database: Database,
    visits: VisitService,
    patient: Actor,
    clock: HandClock,
    make_repetition: Callable[[int], Repetition],
) -> None:
    sessions = SessionService(database.unit_of_work, clock)
    begun = visits.begin(patient, pain_before=4)
    session = sessions.start(patient, "squat", "Squat", visit_id=begun.id)
    clock.now += timedelta(minutes=3)
    sessions.record_repetition(patient, session.id, make_repetition(1))
    last_sign = clock.now
    clock.now += timedelta(minutes=1)
    sessions.close_interrupted(patient)
    assert visits.visits(patient, patient.user_id)[0].ended_at is None
    clock.now += RESUMABLE_FOR
    sessions.close_interrupted(patient)
    (closed,) = visits.visits(patient, patient.user_id)
    assert (closed.ended_at, closed.pain_before) == (last_sign, 4)
    told = visits.end(patient, begun.id, pain_after=2, effort=3)
    assert (told.pain_after, told.effort) == (2, 3), "what was on its way until now is kept all the same"


def test_what_hurts_comes_back_word_for_word_newest_first(
    pain: PainReportService, sessions: SessionService, patient: Actor, clock: HandClock
) -> None:
    session = sessions.start(patient, "squat", "Squat")
    first = pain.report(patient, region=BodyRegion.LEFT_KNEE, level=6, session_id=session.id)
    clock.now += timedelta(minutes=1)
    words = "Sticht \N{LIGHTNING MOOD} '; DROP TABLE pain_reports; --"
    second = pain.report(patient, region=BodyRegion.LOWER_BACK, level=0, words=words)
    assert pain.pain_reports(patient, patient.user_id) == (second, first)
    assert second.words == words
    assert first.session_id == session.id
    assert pain.report(patient, region=BodyRegion.HEAD, level=1, report_id=first.id) == first
    assert len(pain.pain_reports(patient, patient.user_id)) == 2
    with pytest.raises(InputError):
        pain.report(patient, region=BodyRegion.NECK, level=1, words="w" * 1001)


def test_pain_is_kept_even_where_its_session_is_not_known_and_never_hangs_on_somebody_elses(
    database: Database, pain: PainReportService, sessions: SessionService, patient: Actor
) -> None:
    assert pain.report(patient, region=BodyRegion.NECK, level=9, session_id=uuid4()).session_id is None
    other = add_patient(database)
    strangers = sessions.start(other, "squat", "Squat")
    with pytest.raises(AccessError):
        pain.report(patient, region=BodyRegion.NECK, level=9, session_id=strangers.id)
    assert len(pain.pain_reports(patient, patient.user_id)) == 1


def test_only_the_patient_and_physicians_of_the_patients_choice_read_visits_and_pain(
    database: Database, visits: VisitService, pain: PainReportService
) -> None:
    patient, physician, stranger = add_patient(database), add_physician(database), add_physician(database)
    care_for(database, patient, physician)
    begun = visits.begin(patient, pain_before=8)
    report = pain.report(patient, region=BodyRegion.RIGHT_HIP, level=8)
    assert visits.visits(physician, patient.user_id) == (begun,)
    assert pain.pain_reports(physician, patient.user_id) == (report,)
    for nobody in (stranger, add_patient(database)):
        with pytest.raises(AccessError):
            visits.visits(nobody, patient.user_id)
        with pytest.raises(AccessError):
            pain.pain_reports(nobody, patient.user_id)

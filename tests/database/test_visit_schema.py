"""Sessions from before there were visits keep what they had, on the way to visits and back; pain lies encrypted."""

from collections.abc import Callable
from contextlib import closing
from typing import Any

from sqlalchemy import Engine

from physiocheck_desktop.database import schema
from physiocheck_desktop.database.address import DatabaseAddress
from physiocheck_desktop.database.database import Database
from physiocheck_desktop.database.upkeep import SqlDatabaseUpkeep
from physiocheck_desktop.domain.angle_series import AngleSeries
from physiocheck_desktop.domain.pain import BodyRegion
from physiocheck_desktop.domain.people import Actor
from physiocheck_desktop.domain.repetition import SessionAssessment
from physiocheck_desktop.services.hand_counted import HandCountedService
from physiocheck_desktop.services.pain_reports import PainReportService
from physiocheck_desktop.services.sessions import SessionService
from physiocheck_desktop.services.visits import VisitService

Query = Callable[..., list[tuple[Any, ...]]]

COURSE = AngleSeries((0.0, 0.5), (0.0, 1.0), {"left_knee": (175.0, 92.5)})


def test_sessions_from_before_visits_were_seen_by_the_camera_in_one_set_in_no_visit_and_under_no_plan(
    a_kept_session: SessionAssessment,
    database_address: DatabaseAddress,
    upkeep: SqlDatabaseUpkeep,
    upkeep_engine: Engine,
    patient: Actor,
    query: Query,
) -> None:
    schema.downgrade(upkeep_engine, "0014")
    upkeep_engine.dispose()
    assert query("SELECT count(*) FROM session_progress") == [(4,)]
    upkeep.upgrade()
    with closing(Database.open(database_address)) as database:
        sessions = SessionService(database.unit_of_work)
        (record,) = sessions.history(patient)
        kept = sessions.detail(patient, record.id)
    assert (record.visit_id, record.assignment, record.entered_by_hand) == (None, None, False)
    assert kept.repetitions == a_kept_session.repetitions
    assert kept.partial_repetitions == a_kept_session.partial_repetitions
    assert (dict(kept.sets), kept.angles) == ({1: 3}, None)


def test_going_back_drops_visits_and_what_hung_on_them_and_keeps_the_sessions(
    database: Database,
    patient: Actor,
    upkeep_engine: Engine,
    make_assessment: Callable[..., SessionAssessment],
    query: Query,
) -> None:
    begin = database.unit_of_work
    visit = VisitService(begin).begin(patient, pain_before=5)
    sessions = SessionService(begin)
    session = sessions.start(patient, "squat", "Squat", visit_id=visit.id)
    sessions.finish(patient, session.id, make_assessment(3), angles=COURSE)
    HandCountedService(begin).keep(patient, "squat", "Squat", sets=(8,), visit_id=visit.id)
    PainReportService(begin).report(patient, region=BodyRegion.NECK, level=2, session_id=session.id)
    database.close()
    schema.downgrade(upkeep_engine, "0014")
    assert query("SELECT count(*) FROM sessions") == [(2,)]
    assert query("SELECT count(*) FROM session_progress") == [(3,)]
    schema.upgrade(upkeep_engine)
    assert query("SELECT count(*) FROM sessions WHERE visit_id IS NULL AND entered_by_hand = 0") == [(2,)]
    assert query("SELECT count(*) FROM visits") == query("SELECT count(*) FROM pain_reports") == [(0,)]


def test_pain_effort_place_and_words_lie_encrypted(database: Database, patient: Actor, query: Query) -> None:
    begin = database.unit_of_work
    visit = VisitService(begin).begin(patient, pain_before=0)
    VisitService(begin).end(patient, visit.id, pain_after=10, effort=7)
    PainReportService(begin).report(patient, region=BodyRegion.LOWER_BACK, level=0, words="it pulls")
    rows = query("SELECT pain_before, pain_after, effort FROM visits")
    rows += query("SELECT region, level, words FROM pain_reports")
    values = [str(value) for row in rows for value in row]
    assert len(values) == 6
    assert all(value.startswith("1:") and len(value) > 50 for value in values)
    assert not any(word in "".join(values) for word in ("lower_back", "pulls"))


def test_a_visit_that_goes_takes_no_session_with_it(database: Database, patient: Actor, query: Query) -> None:
    visit = VisitService(database.unit_of_work).begin(patient, pain_before=1)
    session = SessionService(database.unit_of_work).start(patient, "squat", "Squat", visit_id=visit.id)
    with database.unit_of_work() as uow:
        uow._session.connection().exec_driver_sql("DELETE FROM visits")
        uow.commit()
    assert SessionService(database.unit_of_work).detail(patient, session.id).record.visit_id is None

"""Sessions of the past as lists and pages show them: in any order, with visit, plan and what hurt."""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from kept_months import PLAN, keep_months

from physiocheck_desktop.database.database import Database
from physiocheck_desktop.domain.errors import InputError
from physiocheck_desktop.domain.pain import BodyRegion
from physiocheck_desktop.domain.past_session import ListedSession, SessionOrder
from physiocheck_desktop.domain.people import Actor
from physiocheck_desktop.domain.repetition import SessionAssessment
from physiocheck_desktop.domain.session import SessionSearch
from physiocheck_desktop.services.pain_reports import PainReportService
from physiocheck_desktop.services.session_reading import SessionReadingService
from physiocheck_desktop.services.sessions import SessionService

NOW = datetime(2026, 6, 12, 12, tzinfo=UTC)

Listed = Callable[..., tuple[ListedSession, ...]]


@pytest.fixture
def reading(database: Database) -> SessionReadingService:
    return SessionReadingService(database.unit_of_work, lambda: NOW)


def test_sessions_come_in_any_order_page_by_page(
    database: Database, patient: Actor, reading: SessionReadingService
) -> None:
    kept = keep_months(database, patient, NOW, weeks=3)

    def listed(order: SessionOrder, limit: int = 100, offset: int = 0) -> list[ListedSession]:
        return list(reading.history_of(patient, patient.user_id, limit, offset, order=order))

    newest = listed(SessionOrder.NEWEST)
    assert len(newest) == kept.sessions
    assert listed(SessionOrder.OLDEST) == newest[::-1]
    scores = [each.record.score and each.record.score.total for each in listed(SessionOrder.BEST_SCORE)]
    assert scores[:-1] == sorted(scores[:-1], reverse=True)
    assert scores[-1] is None, "what was entered by hand has no score, and is last"
    lowest = [each.record.score and each.record.score.total for each in listed(SessionOrder.LOWEST_SCORE)]
    assert lowest == [*reversed(scores[:-1]), None]
    names = [each.record.exercise_name.casefold() for each in listed(SessionOrder.EXERCISE)]
    assert names == sorted(names)
    for order in SessionOrder:
        paged = [each for offset in range(0, kept.sessions, 4) for each in listed(order, 4, offset)]
        assert paged == listed(order)


def test_a_listed_session_tells_visit_and_plan(
    database: Database, patient: Actor, reading: SessionReadingService
) -> None:
    kept = keep_months(database, patient, NOW, weeks=3)
    listed = {each.record.id: each for each in reading.history_of(patient, patient.user_id)}
    one, by_hand = listed[kept.newest], listed[kept.by_hand]
    assert one.plan_title == PLAN
    assert one.visit is not None
    assert one.visit.id == one.record.visit_id
    assert None not in (one.visit.pain_before, one.visit.pain_after, one.visit.effort)
    assert (by_hand.record.entered_by_hand, by_hand.visit, by_hand.plan_title) == (True, None, "")
    assert len(reading.history_of(patient, patient.user_id, search=SessionSearch("sit to"))) < len(listed)
    with pytest.raises(InputError):
        reading.history_of(patient, patient.user_id, search=SessionSearch("x" * 500))


def test_a_past_session_tells_what_hurt_in_it(
    database: Database, patient: Actor, reading: SessionReadingService
) -> None:
    keep_months(database, patient, NOW, weeks=4)
    found = [reading.past(patient, each.record.id) for each in reading.history_of(patient, patient.user_id)]
    (hurt,) = [each for each in found if each.pain]
    assert [(each.level, each.words) for each in hurt.pain] == [(7, "on the way down")]
    assert hurt.plan_title == PLAN
    assert hurt.visit is not None
    assert hurt.detail.sets == {1: 6, 2: 6}
    assert hurt.detail.angles is not None


def test_a_session_left_with_nothing_done_is_not_listed_and_one_in_which_it_hurt_is(
    database: Database, patient: Actor, make_assessment: Callable[..., SessionAssessment]
) -> None:
    pat = patient
    sessions = SessionService(database.unit_of_work)
    reading = SessionReadingService(database.unit_of_work)
    nothing, hurt, done, running = (sessions.start(pat, "squat", "Squat") for _ in range(4))
    sessions.abandon(pat, nothing.id)
    PainReportService(database.unit_of_work).report(pat, region=BodyRegion.NECK, level=5, session_id=hurt.id)
    sessions.abandon(pat, hurt.id)
    sessions.finish(pat, done.id, make_assessment(1))
    for order in SessionOrder:
        listed = {each.record.id for each in reading.history_of(pat, pat.user_id, order=order)}
        assert listed == {hurt.id, done.id, running.id}
    assert reading.past(pat, nothing.id).detail.record.id == nothing.id, "nothing is thrown away"

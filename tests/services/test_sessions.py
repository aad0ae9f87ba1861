"""A session from its start to its history, on a real SQLite file."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from at_once import meanwhile
from clocks import SteppingClock
from databases import on_mariadb

from physiocheck_desktop.database.database import Database
from physiocheck_desktop.domain.errors import BugError, InputError
from physiocheck_desktop.domain.people import Actor
from physiocheck_desktop.domain.repetition import Repetition, SessionAssessment
from physiocheck_desktop.domain.session import SessionRecord, SessionSearch, SessionState
from physiocheck_desktop.services.local_patient import local_patient
from physiocheck_desktop.services.sessions import SessionService, utc_now

Repetitions = Callable[[int], Repetition]
Assessments = Callable[..., SessionAssessment]


def test_a_session_comes_back_exactly_as_it_was_done(
    sessions: SessionService, patient: Actor, make_repetition: Repetitions, make_assessment: Assessments
) -> None:
    begun = sessions.start(patient, "squat", "Squat")
    for index in (1, 2, 3):
        sessions.record_repetition(patient, begun.id, make_repetition(index))
    assessment = make_assessment(3, partials=2)
    ended = sessions.finish(patient, begun.id, assessment)

    detail = sessions.detail(patient, begun.id)
    assert detail.repetitions == assessment.repetitions
    assert detail.partial_repetitions == assessment.partial_repetitions
    assert detail.record == ended == sessions.history(patient)[0]
    assert (ended.state, ended.repetition_count, ended.partial_count) == (SessionState.FINISHED, 3, 2)
    assert ended.score == assessment.score
    assert ended.started_at.tzinfo is UTC
    assert ended.ended_at is not None


def test_a_running_session_shows_what_is_kept_so_far(
    sessions: SessionService, patient: Actor, make_repetition: Repetitions
) -> None:
    begun = sessions.start(patient, "squat", "Squat")
    sessions.record_repetition(patient, begun.id, make_repetition(1))
    sessions.record_repetition(patient, begun.id, make_repetition(2))
    shown = sessions.history(patient)[0]
    assert (shown.state, shown.repetition_count, shown.ended_at) == (SessionState.RUNNING, 2, None)
    assert shown.score is not None
    assert shown.score.total == pytest.approx(71.5)


def test_the_same_repetition_twice_is_kept_once(
    sessions: SessionService, patient: Actor, make_repetition: Repetitions
) -> None:
    begun = sessions.start(patient, "squat", "Squat")
    for _ in range(3):
        sessions.record_repetition(patient, begun.id, make_repetition(1))
    assert sessions.detail(patient, begun.id).repetitions == (make_repetition(1),)


def test_finishing_keeps_repetitions_that_could_not_be_kept_before(
    sessions: SessionService, patient: Actor, make_repetition: Repetitions, make_assessment: Assessments
) -> None:
    begun = sessions.start(patient, "squat", "Squat")
    sessions.record_repetition(patient, begun.id, make_repetition(2))
    ended = sessions.finish(patient, begun.id, make_assessment(4))
    assert ended.repetition_count == 4
    assert [kept.index for kept in sessions.detail(patient, begun.id).repetitions] == [1, 2, 3, 4]


def test_ending_twice_changes_nothing(sessions: SessionService, patient: Actor, make_assessment: Assessments) -> None:
    begun = sessions.start(patient, "squat", "Squat")
    ended = sessions.finish(patient, begun.id, make_assessment(2))
    assert sessions.finish(patient, begun.id, make_assessment(5)) == ended
    assert sessions.abandon(patient, begun.id) == ended
    assert len(sessions.detail(patient, begun.id).repetitions) == 2


def test_a_session_without_a_repetition_has_no_score(
    sessions: SessionService, patient: Actor, make_assessment: Assessments
) -> None:
    begun = sessions.start(patient, "squat", "Squat")
    ended = sessions.finish(patient, begun.id, make_assessment(0))
    assert (ended.repetition_count, ended.score) == (0, None)


def test_abandoning_keeps_everything_finished(
    sessions: SessionService, patient: Actor, make_repetition: Repetitions
) -> None:
    begun = sessions.start(patient, "squat", "Squat")
    sessions.record_repetition(patient, begun.id, make_repetition(1))
    ended = sessions.abandon(patient, begun.id)
    assert (ended.state, ended.repetition_count) == (SessionState.ABANDONED, 1)
    assert sessions.detail(patient, begun.id).repetitions == (make_repetition(1),)


def test_a_repetition_after_the_end_is_refused_unless_it_is_already_kept(
    sessions: SessionService, patient: Actor, make_repetition: Repetitions, make_assessment: Assessments
) -> None:
    begun = sessions.start(patient, "squat", "Squat")
    sessions.finish(patient, begun.id, make_assessment(2))
    sessions.record_repetition(patient, begun.id, make_repetition(2))
    with pytest.raises(InputError, match="already ended"):
        sessions.record_repetition(patient, begun.id, make_repetition(3))
    assert len(sessions.detail(patient, begun.id).repetitions) == 2


def test_a_session_left_running_is_closed_at_its_last_sign_of_life(
    database: Database, patient: Actor, make_repetition: Repetitions
) -> None:
    clock = SteppingClock(datetime(2026, 3, 1, 9, 0, tzinfo=UTC))
    sessions = SessionService(database.unit_of_work, clock)
    silent = sessions.start(patient, "squat", "Squat")
    begun = sessions.start(patient, "squat", "Squat")
    sessions.record_repetition(patient, begun.id, make_repetition(1))
    last_sign = clock.now
    closed = sessions.close_interrupted(patient)
    assert [(record.id, record.state, record.ended_at) for record in closed] == [
        (silent.id, SessionState.INTERRUPTED, silent.started_at),
        (begun.id, SessionState.INTERRUPTED, last_sign),
    ]
    assert sessions.detail(patient, begun.id).repetitions == (make_repetition(1),)
    assert sessions.close_interrupted(patient) == ()


@on_mariadb
@pytest.mark.parametrize("other", ["closes it too", "finishes it"])
def test_a_session_left_running_is_ended_once_where_another_program_ends_it_in_that_moment(
    database: Database, sessions: SessionService, patient: Actor, make_assessment: Assessments, other: str
) -> None:
    begun = sessions.start(patient, "squat", "Squat")
    ends: dict[str, Callable[[], object]] = {
        "closes it too": lambda: sessions.close_interrupted(patient),
        "finishes it": lambda: sessions.finish(patient, begun.id, make_assessment(2)),
    }
    closed, ended = meanwhile(
        database, "INSERT INTO session_results", ends[other], lambda: sessions.close_interrupted(patient)
    )
    assert isinstance(closed, tuple | SessionRecord)
    assert ended == ()
    (kept,) = sessions.history(patient)
    assert kept.state is (SessionState.FINISHED if other == "finishes it" else SessionState.INTERRUPTED)


def test_a_session_taken_for_interrupted_goes_on_with_its_next_repetition(
    sessions: SessionService, patient: Actor, make_repetition: Repetitions, make_assessment: Assessments
) -> None:
    begun = sessions.start(patient, "squat", "Squat")
    sessions.record_repetition(patient, begun.id, make_repetition(1))
    sessions.close_interrupted(patient)
    sessions.record_repetition(patient, begun.id, make_repetition(2))
    assert sessions.history(patient)[0].state is SessionState.RUNNING
    sessions.close_interrupted(patient)
    ended = sessions.finish(patient, begun.id, make_assessment(3))
    assert (ended.state, ended.repetition_count) == (SessionState.FINISHED, 3)


def test_history_is_newest_first_and_comes_in_pages(database: Database, patient: Actor) -> None:
    sessions = SessionService(database.unit_of_work, SteppingClock(datetime(2026, 3, 1, 9, 0, tzinfo=UTC)))
    begun = [sessions.start(patient, "squat", f"Squat {number}") for number in range(5)]
    newest_first = tuple(reversed(begun))
    assert sessions.history(patient, limit=2) == newest_first[:2]
    assert sessions.history(patient, limit=2, offset=4) == newest_first[4:]
    assert sessions.history(patient) == newest_first


def test_history_is_searched_by_name_result_and_day_and_comes_in_pages_then_too(
    database: Database, patient: Actor
) -> None:
    sessions = SessionService(database.unit_of_work, SteppingClock(datetime(2026, 3, 1, 9, 0, tzinfo=UTC)))
    names = ("Squat", "100 % squat", "Überkopfheben", "Wall_sit", "Lunge")
    begun = {name: sessions.start(patient, "key", name) for name in names}
    sessions.abandon(patient, begun["Lunge"].id)

    def found(words: str, *states: SessionState, **days: datetime) -> list[str]:
        search = SessionSearch(words, frozenset(states), **days)
        return [record.exercise_name for record in sessions.history(patient, search=search)]

    assert found("SQUAT") == ["100 % squat", "Squat"]
    assert found("überkopf") == found("ÜBERKOPF") == ["Überkopfheben"]
    assert found("%") == ["100 % squat"], "a sign of the query language is a letter like any other"
    assert found("_") == ["Wall_sit"]
    assert found("nothing", SessionState.ABANDONED) == ["Lunge"]
    second = begun["100 % squat"].started_at
    assert found("nothing", since=second, until=begun["Wall_sit"].started_at) == ["Überkopfheben", "100 % squat"]
    in_german = SessionSearch("kniebeuge", names=frozenset({"Squat", "Lunge"}))
    assert [each.exercise_name for each in sessions.history(patient, search=in_german)] == ["Lunge", "Squat"]
    page = sessions.history(patient, limit=1, offset=1, search=SessionSearch("squat"))
    assert [record.exercise_name for record in page] == ["Squat"]


def test_a_search_finds_nobody_elses_sessions(database: Database, sessions: SessionService, patient: Actor) -> None:
    stranger = local_patient(database.unit_of_work, "another-computer", utc_now())
    sessions.start(patient, "squat", "Squat")
    assert sessions.history(stranger, search=SessionSearch("squat", frozenset(SessionState))) == ()


def test_a_session_of_holds_tells_for_how_long_was_held(
    sessions: SessionService, patient: Actor, make_repetition: Repetitions
) -> None:
    begun = sessions.start(patient, "wall-sit", "Wall sit")
    for index in (1, 2):
        sessions.record_repetition(patient, begun.id, replace(make_repetition(index), held_s=10.25))
    squats = sessions.start(patient, "squat", "Squat")
    sessions.record_repetition(patient, squats.id, make_repetition(1))
    held = {record.exercise_name: record.held_s for record in sessions.history(patient)}
    assert held == {"Wall sit": pytest.approx(20.5), "Squat": None}


@pytest.mark.parametrize(("limit", "offset"), [(0, 0), (501, 0), (10, -1)])
def test_a_page_that_makes_no_sense_is_a_bug(sessions: SessionService, patient: Actor, limit: int, offset: int) -> None:
    with pytest.raises(BugError):
        sessions.history(patient, limit=limit, offset=offset)


def test_each_session_keeps_the_name_its_exercise_had_then(sessions: SessionService, patient: Actor) -> None:
    first = sessions.start(patient, "squat", "Squat")
    second = sessions.start(patient, "squat", "Deep squat")
    assert sessions.detail(patient, first.id).record.exercise_name == "Squat"
    assert sessions.detail(patient, second.id).record.exercise_name == "Deep squat"


@pytest.mark.parametrize(("key", "name"), [("", "Squat"), ("squat", "  "), ("s" * 65, "Squat"), ("squat", "S" * 121)])
def test_an_exercise_that_cannot_be_kept_is_refused_before_the_session_begins(
    sessions: SessionService, patient: Actor, key: str, name: str
) -> None:
    with pytest.raises(InputError):
        sessions.start(patient, key, name)
    assert sessions.history(patient) == ()


def test_text_is_kept_letter_by_letter(sessions: SessionService, patient: Actor) -> None:
    name = "Kniebeuge \N{WEIGHT LIFTER} \N{RIGHT-TO-LEFT MARK}ركوع '; DROP TABLE sessions; --"
    begun = sessions.start(patient, "squat", name)
    assert sessions.detail(patient, begun.id).record.exercise_name == name

"""Suggestions as they are drawn from stored sessions, decided on and made true, on both databases."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from uuid import uuid4

import pytest
from at_once import at_once
from clinic import add_account, add_administrator, add_patient, add_physician, care_for
from clocks import SteppingClock
from databases import on_mariadb
from stored_sessions import repetition

from physiocheck_desktop.config.exercise_files import ready_made_exercises
from physiocheck_desktop.database.database import Database
from physiocheck_desktop.domain.errors import AccessError, InputError
from physiocheck_desktop.domain.exercise import ExerciseDefinition
from physiocheck_desktop.domain.people import Actor
from physiocheck_desktop.domain.repetition import Repetition, SessionAssessment
from physiocheck_desktop.domain.suggestion import SuggestionKind, SuggestionState
from physiocheck_desktop.services.exercises import ExerciseCatalogue
from physiocheck_desktop.services.sessions import SessionService, utc_now
from physiocheck_desktop.services.suggestions import SuggestionService

READY = ExerciseCatalogue(ready_made_exercises())
SHORT_OF_TARGET_DEG = 118.0
BEYOND_TARGET_DEG = 75.0


@pytest.fixture
def clock() -> SteppingClock:
    return SteppingClock(datetime(2026, 3, 2, 8, 0, tzinfo=UTC))


@pytest.fixture
def service(database: Database, clock: SteppingClock) -> SuggestionService:
    return SuggestionService(database.unit_of_work, READY, clock)


Train = Callable[..., None]


@pytest.fixture
def train(database: Database, patient: Actor, clock: SteppingClock) -> Train:
    """Return a function that keeps sessions of eight squats each, that reach a knee angle."""
    sessions = SessionService(database.unit_of_work, clock)

    def keep(peak_deg: float, count: int = 4, target_deg: float = 95.0) -> None:
        for _ in range(count):
            begun = sessions.start(patient, "squat", "Squat")
            done = [aimed_at(target_deg, repetition(index, peak_deg)) for index in range(1, 9)]
            sessions.finish(patient, begun.id, assessment(done))

    return keep


def assessment(done: Sequence[Repetition]) -> SessionAssessment:
    return SessionAssessment(
        exercise_key="squat",
        repetitions=tuple(done),
        partial_repetitions=(),
        score=None,
        frames=1800,
        frames_with_person=1800,
        started_s=0.0,
        ended_s=60.0,
    )


def aimed_at(target_deg: float, done: Repetition) -> Repetition:
    return replace(done, ranges=tuple(replace(each, target_peak=target_deg) for each in done.ranges))


def knee_target(definition: ExerciseDefinition) -> float:
    return next(each.peak for each in definition.progress if each.measure == "left_knee")


def test_nothing_is_suggested_before_there_is_enough(service: SuggestionService, patient: Actor, train: Train) -> None:
    train(SHORT_OF_TARGET_DEG, count=1)
    assert service.suggest(patient, patient.user_id, "squat") == ()


def test_a_suggestion_is_kept_whole_and_proposed_once(service: SuggestionService, patient: Actor, train: Train) -> None:
    train(SHORT_OF_TARGET_DEG)
    drawn = service.suggest(patient, patient.user_id, "squat")
    assert {each.suggestion.kind for each in drawn} >= {SuggestionKind.EASE_TARGET}
    assert service.suggest(patient, patient.user_id, "squat") == drawn
    assert service.suggestions(patient, patient.user_id) == drawn
    eased = next(each for each in drawn if each.suggestion.kind is SuggestionKind.EASE_TARGET)
    assert eased.state is SuggestionState.PROPOSED
    assert eased.suggestion.evidence.sessions == 4
    assert eased.suggestion.forecast is not None
    assert eased.suggestion.forecast.before.attempts == eased.suggestion.forecast.after.attempts == 32


def test_what_is_accepted_holds_from_then_on_and_older_sessions_speak_of_it_no_more(
    service: SuggestionService, patient: Actor, train: Train
) -> None:
    train(SHORT_OF_TARGET_DEG)
    before = knee_target(service.exercise(patient, patient.user_id, "squat"))
    eased = next(
        each
        for each in service.suggest(patient, patient.user_id, "squat")
        if each.suggestion.kind is SuggestionKind.EASE_TARGET
    )
    decided = service.decide(patient, eased.id, accept=True)
    assert (decided.state, decided.decided_by) == (SuggestionState.ACCEPTED, patient.user_id)
    assert service.decide(patient, eased.id, accept=True) == decided
    with pytest.raises(InputError, match="accepted already"):
        service.decide(patient, eased.id, accept=False)
    now = service.exercise(patient, patient.user_id, "squat")
    assert knee_target(now) > before
    assert next(each for each in service.own_exercises(patient) if each.key == "squat") == now
    assert len(service.own_exercises(patient)) == len(READY)
    kinds = {each.suggestion.kind for each in service.suggest(patient, patient.user_id, "squat")}
    assert SuggestionKind.EASE_TARGET not in kinds
    train(BEYOND_TARGET_DEG, target_deg=knee_target(now))
    kinds = {each.suggestion.kind for each in service.suggest(patient, patient.user_id, "squat")}
    assert SuggestionKind.RAISE_TARGET in kinds


def test_what_was_rejected_comes_back_only_with_new_evidence(
    service: SuggestionService, patient: Actor, train: Train
) -> None:
    train(SHORT_OF_TARGET_DEG)
    for each in service.suggest(patient, patient.user_id, "squat"):
        service.decide(patient, each.id, accept=False)
    assert service.suggest(patient, patient.user_id, "squat") == ()
    assert knee_target(service.exercise(patient, patient.user_id, "squat")) == knee_target(READY.find("squat"))
    train(SHORT_OF_TARGET_DEG)
    again = service.suggest(patient, patient.user_id, "squat")
    assert SuggestionKind.EASE_TARGET in {each.suggestion.kind for each in again}
    assert len(service.suggestions(patient, patient.user_id, SuggestionState.REJECTED)) >= 1


def test_the_physician_decides_where_there_is_one(
    database: Database, service: SuggestionService, patient: Actor, train: Train
) -> None:
    train(SHORT_OF_TARGET_DEG)
    (first, *_) = service.suggest(patient, patient.user_id, "squat")
    physician, stranger = add_physician(database), add_physician(database, "Dr. Else Where")
    care_for(database, patient, physician)
    with pytest.raises(AccessError, match="physiotherapist"):
        service.decide(patient, first.id, accept=True)
    for nobody in (stranger, add_patient(database), add_administrator(database)):
        for call in (
            lambda who=nobody: service.decide(who, first.id, accept=True),
            lambda who=nobody: service.suggestions(who, patient.user_id),
            lambda who=nobody: service.suggest(who, patient.user_id, "squat"),
            lambda who=nobody: service.exercise(who, patient.user_id, "squat"),
        ):
            with pytest.raises(AccessError):
                call()
    assert service.decide(physician, first.id, accept=True).decided_by == physician.user_id


def test_a_physician_whom_the_clinic_has_shut_out_keeps_no_suggestion_waiting(
    database: Database, service: SuggestionService, patient: Actor, train: Train
) -> None:
    physician = add_physician(database)
    care_for(database, patient, physician)
    add_account(database, physician, "vera@example.org")
    train(SHORT_OF_TARGET_DEG)
    (first, *_) = service.suggest(patient, patient.user_id, "squat")
    with database.unit_of_work() as uow:
        uow.accounts.set_disabled(physician.user_id, utc_now())
        uow.commit()
    with pytest.raises(AccessError):
        service.decide(physician, first.id, accept=True)
    assert service.decide(patient, first.id, accept=False).decided_by == patient.user_id


def test_what_does_not_exist_is_told(service: SuggestionService, patient: Actor) -> None:
    with pytest.raises(AccessError):
        service.decide(patient, uuid4(), accept=True)
    with pytest.raises(InputError, match="no exercise called"):
        service.suggest(patient, patient.user_id, "moonwalk'; DROP TABLE users; --")
    assert service.suggest(patient, patient.user_id, "lunge") == ()


@on_mariadb
def test_what_is_drawn_on_many_computers_at_once_is_proposed_once(
    service: SuggestionService, patient: Actor, train: Train
) -> None:
    train(SHORT_OF_TARGET_DEG)
    drawn = at_once(lambda _: service.suggest(patient, patient.user_id, "squat"), 6)
    assert [each == drawn[0] for each in drawn] == [True] * 6
    assert service.suggestions(patient, patient.user_id) == drawn[0]

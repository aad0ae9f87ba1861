"""The gate: every use case declares who may call it, and nobody else gets through."""

import inspect
from collections.abc import Callable
from typing import Any
from uuid import UUID, uuid4

import pytest
from use_cases import service_methods, takers_of_an_actor

from physiocheck_desktop.database.database import Database
from physiocheck_desktop.domain.audit import EVERY_ENTRY, AuditOutcome
from physiocheck_desktop.domain.errors import AccessError
from physiocheck_desktop.domain.people import Actor, Role
from physiocheck_desktop.domain.repetition import Repetition, SessionAssessment
from physiocheck_desktop.services.access import ROLE_PERMISSIONS, Ownership, declared_rule
from physiocheck_desktop.services.local_patient import local_patient
from physiocheck_desktop.services.person_desk import PersonDesk
from physiocheck_desktop.services.sessions import SessionService, utc_now

Arguments = dict[str, tuple[Any, ...]]


@pytest.fixture
def arguments(make_repetition: Callable[[int], Repetition], make_assessment: Callable[..., SessionAssessment]) -> Any:
    """Return what to call each session use case with, after the actor, for a given session."""

    def make(session_id: UUID) -> Arguments:
        return {
            "start": ("squat", "Squat"),
            "record_repetition": (session_id, make_repetition(1)),
            "finish": (session_id, make_assessment(1)),
            "abandon": (session_id,),
            "close_interrupted": (),
            "history": (),
            "detail": (session_id,),
        }

    return make


def test_every_public_service_method_declares_its_permission_and_ownership() -> None:
    methods = dict(service_methods())
    assert "SessionService.record_repetition" in methods
    undeclared = [name for name, method in methods.items() if declared_rule(method) is None]
    assert undeclared == []


def test_every_public_service_method_takes_the_actor_first() -> None:
    for name, method in service_methods():
        parameters = list(inspect.signature(method).parameters)
        assert parameters[:2] == ["self", "actor"], name


def test_every_role_has_its_permissions_written_down() -> None:
    assert set(ROLE_PERMISSIONS) == set(Role)


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.PATIENT])
def test_a_role_without_the_permission_is_refused_by_every_use_case(
    role: Role, sessions: SessionService, patient: Actor, arguments: Callable[[UUID], Arguments]
) -> None:
    own = sessions.start(patient, "squat", "Squat")
    actor = Actor(user_id=patient.user_id, role=role)
    calls = arguments(own.id)
    of_sessions = {name for name, _ in service_methods() if name.startswith("SessionService.")}
    assert {f"SessionService.{name}" for name in calls} == of_sessions
    for name, values in calls.items():
        with pytest.raises(AccessError):
            getattr(sessions, name)(actor, *values)
    assert sessions.detail(patient, own.id).record == own


def test_another_patients_session_is_refused_by_every_use_case_that_names_one(
    database: Database, sessions: SessionService, patient: Actor, arguments: Callable[[UUID], Arguments]
) -> None:
    own = sessions.start(patient, "squat", "Squat")
    stranger = local_patient(database.unit_of_work, "another-computer", utc_now())
    for name, values in arguments(own.id).items():
        rule = declared_rule(getattr(SessionService, name))
        assert rule is not None
        if rule.ownership in (Ownership.SESSION_OWNER, Ownership.SESSION_PATIENT):
            with pytest.raises(AccessError):
                getattr(sessions, name)(stranger, *values)
    assert sessions.detail(patient, own.id).record == own


def test_use_cases_on_ones_own_records_never_reach_another_patients(
    database: Database, sessions: SessionService, patient: Actor
) -> None:
    own = sessions.start(patient, "squat", "Squat")
    stranger = local_patient(database.unit_of_work, "another-computer", utc_now())
    assert sessions.history(stranger) == ()
    assert sessions.close_interrupted(stranger) == ()
    assert sessions.history(patient) == (own,)


def test_a_session_that_does_not_exist_is_refused_in_the_same_words_as_a_strangers(
    database: Database, sessions: SessionService, patient: Actor
) -> None:
    own = sessions.start(patient, "squat", "Squat")
    stranger = local_patient(database.unit_of_work, "another-computer", utc_now())
    with pytest.raises(AccessError) as of_stranger:
        sessions.detail(stranger, own.id)
    with pytest.raises(AccessError) as of_nobody:
        sessions.detail(stranger, uuid4())
    assert str(of_stranger.value) == str(of_nobody.value)


def test_a_new_use_case_without_a_declared_rule_fails_the_walk(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(SessionService, "forgotten", lambda self, actor: None, raising=False)
    with pytest.raises(AssertionError, match=r"SessionService\.forgotten"):
        test_every_public_service_method_declares_its_permission_and_ownership()


ASKED_BY_USE_CASES = {"PasswordCheck.demand": "asks for the password", "HistoryMaker.do_day": "makes the sample clinic"}
"""What takes an actor and is no use case: nobody reaches it but through one, or before there is anybody."""


def test_whatever_takes_an_actor_is_a_use_case_with_a_rule_whatever_its_class_is_called() -> None:
    undeclared = [name for name, method in takers_of_an_actor() if declared_rule(method) is None]
    assert sorted(undeclared) == sorted(ASKED_BY_USE_CASES)
    names = {name for name, _ in takers_of_an_actor()} - ASKED_BY_USE_CASES.keys()
    assert names == {name for name, _ in service_methods()}, "the walk looks at classes whose names end in Service"


def test_a_use_case_in_a_class_of_another_name_is_found_out(monkeypatch: pytest.MonkeyPatch) -> None:
    def forgotten(self: PersonDesk, actor: Actor) -> None:
        """Take an actor, and ask nobody whether they may."""

    monkeypatch.setattr(PersonDesk, "forgotten", forgotten, raising=False)
    with pytest.raises(AssertionError, match=r"PersonDesk\.forgotten"):
        test_whatever_takes_an_actor_is_a_use_case_with_a_rule_whatever_its_class_is_called()


@pytest.mark.parametrize("role", ["patient", "physician", "administrator", "root", "", None, 1, ["patient"]])
def test_a_role_that_only_reads_like_one_is_refused_and_the_attempt_kept(
    role: object, database: Database, sessions: SessionService, patient: Actor
) -> None:
    with pytest.raises(AccessError):
        sessions.history(Actor(patient.user_id, role))  # type: ignore[arg-type]
    with pytest.raises(AccessError):
        sessions.history(Actor(str(patient.user_id), Role.PATIENT))  # type: ignore[arg-type]
    with database.unit_of_work(read_only=True) as uow:
        acts = [each.act for each in uow.audit.newest(EVERY_ENTRY, 2, 0)]
    assert [(act.actor_id, act.role, act.outcome) for act in acts] == [
        (None, Role.PATIENT, AuditOutcome.REFUSED),
        (patient.user_id, None, AuditOutcome.REFUSED),
    ]

"""What sessions are made of and come to: checked before anything is kept, summed up from what is kept."""

from collections.abc import Sequence
from datetime import datetime
from typing import Final
from uuid import UUID

from physiocheck_desktop.domain.errors import InputError
from physiocheck_desktop.domain.people import Actor
from physiocheck_desktop.domain.repetition import SessionAssessment
from physiocheck_desktop.domain.session import Assignment, SessionRecord, SessionResult, SessionState, result_of
from physiocheck_desktop.domain.visit import LEAST, MOST, Visit
from physiocheck_desktop.kinematics.measures import MEASURES
from physiocheck_desktop.services.access import demand_owner, demand_still_patient
from physiocheck_desktop.services.ports import UnitOfWork
from physiocheck_desktop.services.texts import demand_text

MAX_KEY_LENGTH: Final = 64
MAX_NAME_LENGTH: Final = 120
MAX_SETS: Final = 100
MAX_COUNTED: Final = 10_000


def begun_session(
    actor: Actor,
    exercise_key: str,
    exercise_name: str,
    session_id: UUID,
    at: datetime,
    *,
    visit_id: UUID | None = None,
    assignment: Assignment | None = None,
) -> SessionRecord:
    """Return the record of a session of the actor's own that has just begun; nothing is kept.

    Raises:
        InputError: The exercise's key or name is empty or too long to be kept.
    """
    demand_text("The exercise’s key", exercise_key, MAX_KEY_LENGTH, shortest=1)
    demand_text("The exercise’s name", exercise_name, MAX_NAME_LENGTH, shortest=1)
    return SessionRecord(
        id=session_id,
        patient_id=actor.user_id,
        exercise_key=exercise_key,
        exercise_name=exercise_name,
        state=SessionState.RUNNING,
        started_at=at,
        ended_at=None,
        repetition_count=0,
        partial_count=0,
        score=None,
        visit_id=visit_id,
        assignment=assignment,
    )


def demand_sets(sets: Sequence[int]) -> None:
    """Refuse what nobody can have counted.

    Raises:
        InputError: There is no repetition, there are too many sets, or a set has too many or fewer than none.
    """
    if not 1 <= len(sets) <= MAX_SETS or any(not 0 <= count <= MAX_COUNTED for count in sets) or not any(sets):
        raise InputError(
            "These numbers of repetitions cannot be kept.",
            remedy=f"Say of each set, {MAX_SETS} at most, how many repetitions it had, and one at least in all.",
        )


def demand_level(what: str, level: int | None) -> None:
    """Refuse a number that is not on the scale from 0 to 10; None is what the person did not say.

    Args:
        what: What it is, as the sentence names it, such as `The pain`.
        level: What was said.

    Raises:
        InputError: It is no such number.
    """
    if level is not None and (type(level) is not int or not LEAST <= level <= MOST):
        raise InputError(f"{what} is not on the scale.", remedy=f"Choose a whole number from {LEAST} to {MOST}.")


def add_begun(uow: UnitOfWork, actor: Actor, record: SessionRecord) -> None:
    """Keep a session of the actor's own that begins; a visit of which nothing is known yet begins with it.

    Raises:
        AccessError: The visit or the plan is somebody else's, or the actor is no patient or was erased meanwhile.
        InputError: The plan asks for something else.
    """
    demand_still_patient(uow, actor)
    _ensure_visit(uow, actor, record)
    _demand_assigned(uow, actor, record)
    uow.sessions.add(record, uow.exercises.ensure(record.exercise_key, record.exercise_name, record.started_at))


def result_of_kept(uow: UnitOfWork, session_id: UUID, assessment: SessionAssessment | None = None) -> SessionResult:
    """Sum up what is kept of a session, so that a list never says anything else than the session's own page."""
    kept = uow.sessions.detail(session_id, with_angles=False)
    return result_of(kept, MEASURES, assessment)


def demand_kept(uow: UnitOfWork, session_id: UUID, index: int) -> None:
    """Refuse a repetition that comes after the end of its session, unless it is kept already.

    Raises:
        InputError: It is not among those that the session kept.
    """
    kept = uow.sessions.detail(session_id, with_angles=False).repetitions
    if index not in (repetition.index for repetition in kept):
        raise InputError(
            f"This session has already ended, so repetition {index} was not added to it.",
            kept="Everything that was saved in it is kept.",
            remedy="Start a new session.",
        )


def _demand_assigned(uow: UnitOfWork, actor: Actor, record: SessionRecord) -> None:
    assigned = record.assignment
    if assigned is None:
        return
    plan = uow.plans.find(assigned.plan_id)
    demand_owner(actor, None if plan is None else plan.patient_id)
    asked = [
        planned.exercise_key
        for version in uow.plans.published(assigned.plan_id)
        if version.number == assigned.plan_version
        for planned in version.content.exercises
    ]
    if not 1 <= assigned.position <= len(asked) or asked[assigned.position - 1] != record.exercise_key:
        raise InputError("The plan does not ask for this exercise there.", remedy="Choose it from today’s work.")


def _ensure_visit(uow: UnitOfWork, actor: Actor, record: SessionRecord) -> None:
    if record.visit_id is None:
        return
    found = uow.visits.find(record.visit_id)
    if found is None:
        uow.visits.add(Visit(id=record.visit_id, patient_id=actor.user_id, started_at=record.started_at))
    else:
        demand_owner(actor, found.patient_id)

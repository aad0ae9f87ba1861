"""Starting a session, keeping each repetition as it is finished, ending it, and looking it up again."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Final
from uuid import UUID, uuid4

from physiocheck_desktop.domain.errors import InputError
from physiocheck_desktop.domain.people import Actor
from physiocheck_desktop.domain.repetition import Repetition, SessionAssessment
from physiocheck_desktop.domain.session import (
    SessionDetail,
    SessionRecord,
    SessionResult,
    SessionSearch,
    SessionState,
    mean_score,
)
from physiocheck_desktop.services.access import Ownership, Permission, demand_owner, not_yours, requires
from physiocheck_desktop.services.paging import demand_page
from physiocheck_desktop.services.ports import UnitOfWork, UnitOfWorkFactory
from physiocheck_desktop.services.retrying import repeatable
from physiocheck_desktop.services.texts import demand_text

MAX_KEY_LENGTH: Final = 64
MAX_NAME_LENGTH: Final = 120


def utc_now() -> datetime:
    """Return the time now, UTC."""
    return datetime.now(UTC)


class SessionService:
    """Use cases around a session; every method takes the actor first, and may be called from any thread.

    All raise `AccessError` where the actor may not, and `StorageError` where the database cannot be read or written.
    """

    def __init__(self, unit_of_work: UnitOfWorkFactory, now: Callable[[], datetime] = utc_now) -> None:
        self._unit_of_work = unit_of_work
        self._now = now

    @requires(Permission.SESSION_RECORD, Ownership.SELF)
    def start(
        self,
        actor: Actor,
        exercise_key: str,
        exercise_name: str,
        *,
        session_id: UUID | None = None,
        at: datetime | None = None,
    ) -> SessionRecord:
        """Begin a session of the actor's own.

        Calling it again with the same identifier changes nothing.

        Args:
            actor: Whose session it is.
            exercise_key: Which exercise.
            exercise_name: Its name.
            session_id: The session's identifier, where it has one already.
            at: When it began, UTC; None for now.

        Raises:
            InputError: The exercise's key or name is empty or too long to be kept.
        """
        record = begun_session(actor, exercise_key, exercise_name, session_id or uuid4(), at or self._now())
        self._keep_begun(record)
        return record

    @requires(Permission.SESSION_RECORD, Ownership.SESSION_PATIENT, leaves_entry=False)
    @repeatable
    def record_repetition(
        self, actor: Actor, session_id: UUID, repetition: Repetition, *, at: datetime | None = None
    ) -> None:
        """Keep a repetition the moment it is finished; when this returns it would survive a power cut.

        Calling it again with the same index changes nothing, so that it can be tried again after an error; a
        repetition that could not be kept here is kept by `finish`. A session that was taken for interrupted runs again.

        Args:
            actor: Whose session it is.
            session_id: Which session.
            repetition: What was done.
            at: When it was finished, UTC; None for now.

        Raises:
            InputError: The session was finished or abandoned and this repetition is not among those it kept.
        """
        with self._unit_of_work() as uow:
            demand_owner(actor, uow.sessions.owner(session_id))
            record = uow.sessions.record(session_id)
            if record.state in (SessionState.FINISHED, SessionState.ABANDONED):
                _demand_kept(uow, session_id, repetition.index)
                return
            if record.state is SessionState.INTERRUPTED:
                uow.sessions.reopen(session_id)
            uow.sessions.add_repetitions(session_id, (repetition,), at or self._now())
            uow.commit()

    @requires(Permission.SESSION_RECORD, Ownership.SESSION_PATIENT)
    def finish(
        self, actor: Actor, session_id: UUID, assessment: SessionAssessment, *, at: datetime | None = None
    ) -> SessionRecord:
        """End a session that was done, with what it came to; repetitions not kept yet are kept now.

        Calling it again changes nothing.

        Args:
            actor: Whose session it is.
            session_id: Which session.
            assessment: What the engine saw.
            at: When it ended, UTC; None for now.
        """
        return self._end(actor, session_id, SessionState.FINISHED, assessment, at)

    @requires(Permission.SESSION_RECORD, Ownership.SESSION_PATIENT)
    def abandon(
        self,
        actor: Actor,
        session_id: UUID,
        assessment: SessionAssessment | None = None,
        *,
        at: datetime | None = None,
    ) -> SessionRecord:
        """End a session before its time and keep everything finished in it.

        Calling it again, or on a finished session, changes nothing.

        Args:
            actor: Whose session it is.
            session_id: Which session.
            assessment: What the engine saw until then, where it could still say so.
            at: When it ended, UTC; None for now.
        """
        return self._end(actor, session_id, SessionState.ABANDONED, assessment, at)

    @requires(Permission.SESSION_RECORD, Ownership.SELF)
    @repeatable
    def close_interrupted(self, actor: Actor) -> tuple[SessionRecord, ...]:
        """Close the actor's sessions that a crash or power cut left running, with every repetition they kept.

        They end at their last sign of life. Should one of them still be running in another window after all, its next
        repetition, or its end, opens it again.

        Returns:
            The sessions that were closed.
        """
        with self._unit_of_work() as uow:
            closed = []
            for record in uow.sessions.running(actor.user_id):
                ended_at = uow.sessions.last_recorded_at(record.id) or record.started_at
                result = _result_of_kept(uow, record.id)
                uow.sessions.close(record.id, SessionState.INTERRUPTED, ended_at, result)
                closed.append(uow.sessions.record(record.id))
            uow.commit()
        return tuple(closed)

    @requires(Permission.SESSION_READ, Ownership.SELF)
    @repeatable
    def history(
        self, actor: Actor, limit: int = 50, offset: int = 0, search: SessionSearch | None = None
    ) -> tuple[SessionRecord, ...]:
        """Return the actor's own sessions, newest first.

        Args:
            actor: Whose sessions.
            limit: How many at most, 1-500.
            offset: How many of the newest to leave out.
            search: Which sessions alone; None for all.
        """
        demand_page("sessions", limit, offset)
        with self._unit_of_work(read_only=True) as uow:
            return uow.sessions.page(actor.user_id, limit, offset, search)

    @requires(Permission.SESSION_READ, Ownership.SESSION_PATIENT)
    @repeatable
    def detail(self, actor: Actor, session_id: UUID) -> SessionDetail:
        """Return one session of the actor's own with all that was kept of it."""
        with self._unit_of_work(read_only=True) as uow:
            demand_owner(actor, uow.sessions.owner(session_id))
            return uow.sessions.detail(session_id)

    @repeatable
    def _keep_begun(self, record: SessionRecord) -> None:
        with self._unit_of_work() as uow:
            # It is there already where only the answer to the first try was lost.
            if uow.sessions.owner(record.id) is None:
                # Somebody who was erased while another computer had this session on its way gets no record again.
                if uow.erasures.carried_out_of({record.patient_id}):
                    raise not_yours()
                uow.sessions.add(
                    record, uow.exercises.ensure(record.exercise_key, record.exercise_name, record.started_at)
                )
                uow.commit()

    @repeatable
    def _end(
        self,
        actor: Actor,
        session_id: UUID,
        state: SessionState,
        assessment: SessionAssessment | None,
        at: datetime | None,
    ) -> SessionRecord:
        with self._unit_of_work() as uow:
            demand_owner(actor, uow.sessions.owner(session_id))
            record = uow.sessions.record(session_id)
            if record.state in (SessionState.FINISHED, SessionState.ABANDONED):
                return record
            now = at or self._now()
            if record.state is SessionState.INTERRUPTED:
                uow.sessions.reopen(session_id)
            if assessment is not None:
                uow.sessions.add_repetitions(session_id, assessment.repetitions, now)
                uow.sessions.add_partials(session_id, assessment.partial_repetitions, now)
            uow.sessions.close(session_id, state, now, _result_of_kept(uow, session_id, assessment))
            ended = uow.sessions.record(session_id)
            uow.commit()
        return ended


def begun_session(actor: Actor, exercise_key: str, exercise_name: str, session_id: UUID, at: datetime) -> SessionRecord:
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
    )


def _result_of_kept(uow: UnitOfWork, session_id: UUID, assessment: SessionAssessment | None = None) -> SessionResult:
    """Sum up what is kept of a session, so that a list never says anything else than the session's own page."""
    kept = uow.sessions.detail(session_id)
    return SessionResult(
        repetition_count=len(kept.repetitions),
        partial_count=len(kept.partial_repetitions),
        score=mean_score([repetition.score for repetition in kept.repetitions]),
        watched_s=None if assessment is None else assessment.seconds,
        frames=None if assessment is None else assessment.frames,
        frames_with_person=None if assessment is None else assessment.frames_with_person,
    )


def _demand_kept(uow: UnitOfWork, session_id: UUID, index: int) -> None:
    if index not in (repetition.index for repetition in uow.sessions.detail(session_id).repetitions):
        raise InputError(
            f"This session has already ended, so repetition {index} was not added to it.",
            kept="Everything that was saved in it is kept.",
            remedy="Start a new session.",
        )

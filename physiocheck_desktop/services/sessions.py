"""Starting a session, keeping each repetition as it is finished, ending it, and looking it up again."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Final
from uuid import UUID, uuid4

from physiocheck_desktop.domain.angle_series import AngleSeries
from physiocheck_desktop.domain.people import Actor
from physiocheck_desktop.domain.repetition import Repetition, SessionAssessment
from physiocheck_desktop.domain.session import (
    Assignment,
    SessionDetail,
    SessionRecord,
    SessionSearch,
    SessionState,
)
from physiocheck_desktop.services.access import Ownership, Permission, demand_owner, demand_patient, requires
from physiocheck_desktop.services.notifying import session_finished
from physiocheck_desktop.services.paging import demand_page
from physiocheck_desktop.services.ports import UnitOfWorkFactory
from physiocheck_desktop.services.repetition_checks import demand_keepable
from physiocheck_desktop.services.retrying import repeatable
from physiocheck_desktop.services.session_records import (
    MAX_NAME_LENGTH,
    add_begun,
    begun_session,
    demand_kept,
    result_of_kept,
)
from physiocheck_desktop.services.texts import demand_text

RESUMABLE_FOR: Final = timedelta(hours=6)
"""How long after its last sign of life an interrupted session can be gone on with."""


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
        visit_id: UUID | None = None,
        assignment: Assignment | None = None,
        session_id: UUID | None = None,
        at: datetime | None = None,
    ) -> SessionRecord:
        """Begin a session of the actor's own.

        Calling it again with the same identifier changes nothing.

        Args:
            actor: Whose session it is.
            exercise_key: Which exercise.
            exercise_name: Its name.
            visit_id: In which visit of the actor's own; one that is not known yet begins with the session.
            assignment: What of which plan of the actor's own it does.
            session_id: The session's identifier, where it has one already.
            at: When it began, UTC; None for now.

        Raises:
            InputError: The exercise's key or name is empty or too long to be kept, or the plan asks for something else.
        """
        record = begun_session(
            actor,
            exercise_key,
            exercise_name,
            session_id or uuid4(),
            at or self._now(),
            visit_id=visit_id,
            assignment=assignment,
        )
        self._keep_begun(actor, record)
        return record

    @requires(Permission.SESSION_RECORD, Ownership.SESSION_OWNER, leaves_entry=False)
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
            InputError: The session was finished or abandoned and this repetition is not among those it kept; or a text
                in it cannot be kept.
        """
        demand_keepable((repetition,))
        with self._unit_of_work() as uow:
            demand_owner(actor, uow.sessions.owner(session_id))
            state = uow.sessions.state(session_id)
            if state in (SessionState.FINISHED, SessionState.ABANDONED):
                demand_kept(uow, session_id, repetition.index)
                return
            if state is SessionState.INTERRUPTED:
                uow.sessions.reopen(session_id)
            uow.sessions.add_repetitions(session_id, (repetition,), at or self._now())
            uow.commit()

    @requires(Permission.SESSION_RECORD, Ownership.SESSION_OWNER)
    def finish(
        self,
        actor: Actor,
        session_id: UUID,
        assessment: SessionAssessment,
        *,
        angles: AngleSeries | None = None,
        at: datetime | None = None,
    ) -> SessionRecord:
        """End a session that was done, with what it came to; repetitions not kept yet are kept now.

        Calling it again changes nothing.

        Args:
            actor: Whose session it is.
            session_id: Which session.
            assessment: What the engine saw.
            angles: Its course over time, where that was recorded.
            at: When it ended, UTC; None for now.
        """
        return self._end(actor, session_id, SessionState.FINISHED, assessment, angles, at)

    @requires(Permission.SESSION_RECORD, Ownership.SESSION_OWNER)
    def abandon(
        self,
        actor: Actor,
        session_id: UUID,
        assessment: SessionAssessment | None = None,
        *,
        angles: AngleSeries | None = None,
        at: datetime | None = None,
    ) -> SessionRecord:
        """End a session before its time and keep everything finished in it.

        Calling it again, or on a finished session, changes nothing.

        Args:
            actor: Whose session it is.
            session_id: Which session.
            assessment: What the engine saw until then, where it could still say so.
            angles: Its course over time, where that was recorded.
            at: When it ended, UTC; None for now.
        """
        return self._end(actor, session_id, SessionState.ABANDONED, assessment, angles, at)

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
                uow.sessions.owner(record.id)  # nobody else ends it from here on
                if uow.sessions.state(record.id) is not SessionState.RUNNING:
                    continue
                ended_at = uow.sessions.last_recorded_at(record.id) or record.started_at
                result = result_of_kept(uow, record.id)
                uow.sessions.close(record.id, SessionState.INTERRUPTED, ended_at, result)
                closed.append(uow.sessions.record(record.id))
            uow.visits.close_left_open(actor.user_id, self._now() - RESUMABLE_FOR)
            uow.commit()
        return tuple(closed)

    @requires(Permission.SESSION_RECORD, Ownership.SELF)
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

        Raises:
            InputError: What is looked for is longer than any name.
        """
        demand_page("sessions", limit, offset)
        if search is not None:
            demand_text("What is looked for", search.words, MAX_NAME_LENGTH)
        with self._unit_of_work(read_only=True) as uow:
            return uow.sessions.page(actor.user_id, limit, offset, search)

    @requires(Permission.SESSION_READ, Ownership.SESSION_PATIENT)
    @repeatable
    def detail(self, actor: Actor, session_id: UUID) -> SessionDetail:
        """Return one session with all that was kept of it: the actor's own, or one of a patient of theirs."""
        with self._unit_of_work(read_only=True) as uow:
            demand_patient(uow, actor, uow.sessions.owner(session_id), self._now())
            return uow.sessions.detail(session_id)

    @repeatable
    def _keep_begun(self, actor: Actor, record: SessionRecord) -> None:
        with self._unit_of_work() as uow:
            # It is there already where only the answer to the first try was lost.
            if uow.sessions.owner(record.id) is None:
                add_begun(uow, actor, record)
                uow.commit()

    @repeatable
    def _end(
        self,
        actor: Actor,
        session_id: UUID,
        state: SessionState,
        assessment: SessionAssessment | None,
        angles: AngleSeries | None,
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
                demand_keepable(assessment.repetitions, assessment.partial_repetitions)
                uow.sessions.add_repetitions(session_id, assessment.repetitions, now)
                uow.sessions.add_partials(session_id, assessment.partial_repetitions, now)
            if angles is not None:
                uow.sessions.add_angles(session_id, angles)
            uow.sessions.close(session_id, state, now, result_of_kept(uow, session_id, assessment))
            ended = uow.sessions.record(session_id)
            if state is SessionState.FINISHED:
                session_finished(uow, ended, self._now())
            uow.commit()
        return ended

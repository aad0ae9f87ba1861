"""Keeping a session that no camera has seen: the person says how many repetitions each set had."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from uuid import UUID, uuid4

from physiocheck_desktop.domain.people import Actor
from physiocheck_desktop.domain.session import Assignment, SessionRecord, SessionState
from physiocheck_desktop.services.access import Ownership, Permission, demand_owner, requires
from physiocheck_desktop.services.ports import UnitOfWorkFactory
from physiocheck_desktop.services.retrying import repeatable
from physiocheck_desktop.services.session_records import add_begun, begun_session, demand_sets, result_of_kept
from physiocheck_desktop.services.sessions import utc_now


class HandCountedService:
    """The use case of a session entered by hand; may be called from any thread.

    Raises `AccessError` where the actor may not, and `StorageError` where the database cannot be read or written.
    """

    def __init__(self, unit_of_work: UnitOfWorkFactory, now: Callable[[], datetime] = utc_now) -> None:
        self._unit_of_work = unit_of_work
        self._now = now

    @requires(Permission.SESSION_RECORD, Ownership.SELF)
    def keep(
        self,
        actor: Actor,
        exercise_key: str,
        exercise_name: str,
        *,
        sets: tuple[int, ...],
        visit_id: UUID | None = None,
        assignment: Assignment | None = None,
        session_id: UUID | None = None,
        at: datetime | None = None,
    ) -> SessionRecord:
        """Keep a whole session of the actor's own that no camera has seen; it has no score.

        Calling it again with the same identifier changes nothing.

        Args:
            actor: Whose session it is.
            exercise_key: Which exercise.
            exercise_name: Its name.
            sets: How many repetitions each set had.
            visit_id: In which visit of the actor's own; one that is not known yet begins with the session.
            assignment: What of which plan of the actor's own it does.
            session_id: The session's identifier, where it has one already.
            at: When it was done, UTC; None for now.

        Raises:
            InputError: The exercise's key or name is empty or too long to be kept, the plan asks for something else, or
                these are no numbers that somebody can have counted.
        """
        demand_sets(sets)
        begun = begun_session(
            actor,
            exercise_key,
            exercise_name,
            session_id or uuid4(),
            at or self._now(),
            visit_id=visit_id,
            assignment=assignment,
        )
        return self._keep(actor, replace(begun, entered_by_hand=True), sets)

    @repeatable
    def _keep(self, actor: Actor, record: SessionRecord, sets: tuple[int, ...]) -> SessionRecord:
        with self._unit_of_work() as uow:
            owner = uow.sessions.owner(record.id)
            if owner is not None:
                demand_owner(actor, owner)
                return uow.sessions.record(record.id)
            add_begun(uow, actor, record)
            uow.sessions.add_hand_counted(record.id, sets)
            result = result_of_kept(uow, record.id)
            uow.sessions.close(record.id, SessionState.FINISHED, record.started_at, result)
            kept = uow.sessions.record(record.id)
            uow.commit()
        return kept

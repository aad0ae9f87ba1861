"""Beginning and ending a visit, and looking visits up: a sitting in front of the camera, with pain and effort."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from uuid import UUID, uuid4

from physiocheck_desktop.domain.people import Actor
from physiocheck_desktop.domain.visit import Visit
from physiocheck_desktop.services.access import (
    Ownership,
    Permission,
    demand_owner,
    demand_patient,
    demand_still_patient,
    not_yours,
    requires,
)
from physiocheck_desktop.services.paging import demand_page
from physiocheck_desktop.services.ports import UnitOfWorkFactory
from physiocheck_desktop.services.retrying import repeatable
from physiocheck_desktop.services.session_records import demand_level
from physiocheck_desktop.services.sessions import utc_now


class VisitService:
    """Use cases around a visit; every method takes the actor first, and may be called from any thread.

    All raise `AccessError` where the actor may not, and `StorageError` where the database cannot be read or written.
    """

    def __init__(self, unit_of_work: UnitOfWorkFactory, now: Callable[[], datetime] = utc_now) -> None:
        self._unit_of_work = unit_of_work
        self._now = now

    @requires(Permission.SESSION_RECORD, Ownership.SELF)
    def begin(
        self, actor: Actor, *, pain_before: int | None, visit_id: UUID | None = None, at: datetime | None = None
    ) -> Visit:
        """Begin a visit of the actor's own.

        Calling it again with the same identifier changes nothing.

        Args:
            actor: Whose visit it is.
            pain_before: Pain before it, 0-10; None where the person did not say.
            visit_id: The visit's identifier, where it has one already.
            at: When it began, UTC; None for now.

        Raises:
            InputError: The number is not on the scale.
        """
        demand_level("The pain", pain_before)
        visit = Visit(
            id=visit_id or uuid4(),
            patient_id=actor.user_id,
            started_at=at or self._now(),
            pain_before=pain_before,
        )
        return self._keep_begun(actor, visit)

    @requires(Permission.SESSION_RECORD, Ownership.VISIT_OWNER)
    @repeatable
    def end(
        self,
        actor: Actor,
        visit_id: UUID,
        *,
        pain_after: int | None,
        effort: int | None,
        at: datetime | None = None,
    ) -> Visit:
        """End a visit; calling it again changes nothing.

        Args:
            actor: Whose visit it is.
            visit_id: Which visit.
            pain_after: Pain after it, 0-10; None where the person did not say.
            effort: How hard it was, 0-10; None likewise.
            at: When it ended, UTC; None for now.

        Raises:
            InputError: A number is not on the scale.
        """
        demand_level("The pain", pain_after)
        demand_level("The effort", effort)
        with self._unit_of_work() as uow:
            found = uow.visits.find(visit_id)
            if found is None or found.patient_id != actor.user_id:
                raise not_yours()
            told = found.pain_after is not None or found.effort is not None
            if told or (found.ended_at is not None and pain_after is None and effort is None):
                return found
            ended = replace(found, ended_at=at or self._now(), pain_after=pain_after, effort=effort)
            uow.visits.change(ended)
            uow.commit()
        return ended

    @requires(Permission.SESSION_READ, Ownership.PATIENT)
    @repeatable
    def visits(self, actor: Actor, patient_id: UUID, limit: int = 50, offset: int = 0) -> tuple[Visit, ...]:
        """Return a patient's visits, newest first.

        Args:
            actor: The patient, or a physician of the patient's choice.
            patient_id: Whose visits.
            limit: How many at most, 1-500.
            offset: How many of the newest to leave out.
        """
        demand_page("visits", limit, offset)
        with self._unit_of_work(read_only=True) as uow:
            demand_patient(uow, actor, patient_id, self._now())
            return uow.visits.page(patient_id, limit, offset)

    @repeatable
    def _keep_begun(self, actor: Actor, visit: Visit) -> Visit:
        with self._unit_of_work() as uow:
            found = uow.visits.find(visit.id)
            if found is None:
                demand_still_patient(uow, actor)
                uow.visits.add(visit)
                uow.commit()
                return visit
            demand_owner(actor, found.patient_id)
            # It began with its first session where that came first.
            known = replace(
                found,
                started_at=min(found.started_at, visit.started_at),
                pain_before=visit.pain_before if found.pain_before is None else found.pain_before,
            )
            if known != found:
                uow.visits.change(known)
                uow.commit()
            return known

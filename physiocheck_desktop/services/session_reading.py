"""Reading sessions as others than who records them do: a physician's look at the past and at what happens now."""

import threading
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from physiocheck_desktop.domain.past_session import ListedSession, PastSession, SessionOrder
from physiocheck_desktop.domain.people import Actor, Role
from physiocheck_desktop.domain.session import (
    Assignment,
    InterruptedSession,
    RunningSession,
    SessionSearch,
    SessionState,
)
from physiocheck_desktop.services.access import Ownership, Permission, demand_patient, demand_verified, requires
from physiocheck_desktop.services.audit_entries import act_of, write_entry
from physiocheck_desktop.services.paging import demand_page
from physiocheck_desktop.services.ports import UnitOfWorkFactory
from physiocheck_desktop.services.retrying import repeatable
from physiocheck_desktop.services.session_records import MAX_NAME_LENGTH
from physiocheck_desktop.services.sessions import RESUMABLE_FOR, utc_now
from physiocheck_desktop.services.texts import demand_text

LIVE_FOR: Final = timedelta(minutes=15)
"""How long after its last sign of life a session that was never ended is taken for one that goes on."""
_LONGEST_SESSION: Final = timedelta(hours=12)
_NEWEST: Final = 50


class SessionReadingService:
    """Use cases of reading sessions; every method takes the actor first, and may be called from any thread.

    All raise `AccessError` where the actor may not, and `StorageError` where the database cannot be read.
    """

    def __init__(self, unit_of_work: UnitOfWorkFactory, now: Callable[[], datetime] = utc_now) -> None:
        self._unit_of_work = unit_of_work
        self._now = now
        self._lock = threading.Lock()
        self._on_record: set[tuple[UUID, UUID]] = set()

    @requires(Permission.SESSION_READ, Ownership.PATIENT)
    @repeatable
    def history_of(
        self,
        actor: Actor,
        patient_id: UUID,
        limit: int = 50,
        offset: int = 0,
        search: SessionSearch | None = None,
        order: SessionOrder = SessionOrder.NEWEST,
    ) -> tuple[ListedSession, ...]:
        """Return a patient's sessions, each with its visit and the name of its plan; not those left with nothing done.

        Args:
            actor: The patient, or a physician of the patient's choice.
            patient_id: Whose sessions.
            limit: How many at most, 1-500.
            offset: How many of the first to leave out.
            search: Which sessions alone; None for all.
            order: Which come first.

        Raises:
            InputError: What is looked for is longer than any name.
        """
        demand_page("sessions", limit, offset)
        if search is not None:
            demand_text("What is looked for", search.words, MAX_NAME_LENGTH)
        with self._unit_of_work(read_only=True) as uow:
            demand_patient(uow, actor, patient_id, self._now())
            records = uow.sessions.page(patient_id, limit, offset, search, order, with_empty=False)
            visits = uow.visits.named({each.visit_id for each in records if each.visit_id is not None})
            titles = uow.plans.titles({_version_of(each.assignment) for each in records if each.assignment is not None})
        return tuple(
            ListedSession(
                record=each,
                visit=None if each.visit_id is None else visits.get(each.visit_id),
                plan_title="" if each.assignment is None else titles.get(_version_of(each.assignment), ""),
            )
            for each in records
        )

    @requires(Permission.SESSION_READ, Ownership.SESSION_PATIENT)
    @repeatable
    def past(self, actor: Actor, session_id: UUID) -> PastSession:
        """Return a session with all that was kept of it, its visit, its plan and what was said to hurt in it."""
        with self._unit_of_work(read_only=True) as uow:
            demand_patient(uow, actor, uow.sessions.owner(session_id), self._now())
            detail = uow.sessions.detail(session_id)
            visit_id, assignment = detail.record.visit_id, detail.record.assignment
            version = None if assignment is None else _version_of(assignment)
            return PastSession(
                detail=detail,
                visit=None if visit_id is None else uow.visits.find(visit_id),
                plan_title="" if version is None else uow.plans.titles({version}).get(version, ""),
                pain=uow.pain_reports.of_session(session_id),
            )

    @requires(Permission.SESSION_READ, Ownership.PATIENT, leaves_entry=False)
    def running_of(self, actor: Actor, patient_id: UUID) -> tuple[RunningSession, ...]:
        """Return the sessions that a patient does just now, oldest first; meant to be asked every second or so.

        In the audit trail is a physician's first look at each session in a run of the program, and not the later ones.
        """
        found = self._running_of(actor, patient_id)
        self._put_on_record(SessionReadingService.running_of, actor, found)
        return found

    @requires(Permission.SESSION_READ, Ownership.OWN_PATIENTS, leaves_entry=False)
    def running(self, actor: Actor) -> tuple[RunningSession, ...]:
        """Return the sessions that a physician's patients do just now, or the actor's own; see `running_of`."""
        found = self._running(actor)
        self._put_on_record(SessionReadingService.running, actor, found)
        return found

    @requires(Permission.SESSION_RECORD, Ownership.SELF)
    @repeatable
    def resumable(self, actor: Actor) -> tuple[InterruptedSession, ...]:
        """Return the actor's sessions that were interrupted lately and can be gone on with, oldest first.

        They are of the newest visit, where that was not ended; outside of visits it is the newest session alone.
        """
        since = self._now() - RESUMABLE_FOR
        with self._unit_of_work(read_only=True) as uow:
            newest = uow.sessions.page(actor.user_id, _NEWEST, 0)
            visit_id = newest[0].visit_id if newest else None
            visit = None if visit_id is None else uow.visits.find(visit_id)
            if visit is None:
                newest = newest[:1]
            elif visit.ended_at is not None:
                newest = ()
            return tuple(
                InterruptedSession(uow.sessions.detail(record.id, with_angles=False), visit)
                for record in reversed(newest)
                if record.visit_id == visit_id
                and record.state is SessionState.INTERRUPTED
                and record.ended_at is not None
                and record.ended_at >= since
            )

    @repeatable
    def _running_of(self, actor: Actor, patient_id: UUID) -> tuple[RunningSession, ...]:
        now = self._now()
        with self._unit_of_work(read_only=True) as uow:
            demand_patient(uow, actor, patient_id, now)
            return _alive(uow.sessions.followed({patient_id}, now - _LONGEST_SESSION), now)

    @repeatable
    def _running(self, actor: Actor) -> tuple[RunningSession, ...]:
        now = self._now()
        with self._unit_of_work(read_only=True) as uow:
            demand_verified(uow, actor)
            is_patient = actor.role is Role.PATIENT
            patients = {actor.user_id} if is_patient else uow.subscriptions.patients_of(actor.user_id, now)
            return _alive(uow.sessions.followed(patients, now - _LONGEST_SESSION), now)

    def _put_on_record(self, use_case: Callable[..., object], actor: Actor, found: tuple[RunningSession, ...]) -> None:
        """Write down whose session is seen for the first time, before it is shown."""
        for each in found if actor.role is not Role.PATIENT else ():
            looked = actor.user_id, each.record.id
            with self._lock:
                if looked not in self._on_record:
                    write_entry(self, act_of(use_case, actor, (each.record.id,)))
                    self._on_record.add(looked)


def _version_of(assignment: Assignment) -> tuple[UUID, int]:
    return assignment.plan_id, assignment.plan_version


def _alive(sessions: tuple[RunningSession, ...], now: datetime) -> tuple[RunningSession, ...]:
    return tuple(each for each in sessions if each.last_sign_at >= now - LIVE_FOR)

"""Looking at a patient's clinical records as an administrator: for a reason, which is kept and told to the patient."""

from collections.abc import Callable
from datetime import datetime
from typing import Final
from uuid import UUID, uuid4

from physiocheck_desktop.domain.clinical_record import ClinicalRecord
from physiocheck_desktop.domain.people import Actor
from physiocheck_desktop.domain.session import SessionDetail
from physiocheck_desktop.services.access import Ownership, Permission, demand_administrator, not_yours, requires
from physiocheck_desktop.services.paging import demand_page
from physiocheck_desktop.services.ports import UnitOfWork, UnitOfWorkFactory
from physiocheck_desktop.services.retrying import repeatable
from physiocheck_desktop.services.sessions import utc_now
from physiocheck_desktop.services.texts import demand_text

MAX_REASON_LENGTH: Final = 500


class ClinicalReviewService:
    """Use cases of an administrator who has to look, as after a complaint; may be called from any thread.

    The reason, who looked and when are kept in the transaction that reads, and are part of what the patient is given
    of their data; the audit trail says which record it was. Where they cannot be kept, nothing is shown. All raise
    `AccessError` where the actor may not, and `StorageError` where the database cannot be read or written.
    """

    def __init__(self, unit_of_work: UnitOfWorkFactory, now: Callable[[], datetime] = utc_now) -> None:
        self._unit_of_work = unit_of_work
        self._now = now

    @requires(Permission.CLINICAL_REVIEW, Ownership.FOR_A_REASON)
    def patient(self, actor: Actor, patient_id: UUID, reason: str, limit: int = 50) -> ClinicalRecord:
        """Return what is told and planned of a patient, and the newest sessions.

        Args:
            actor: An administrator.
            patient_id: Whose.
            reason: Why, in a few words.
            limit: How many sessions at most, 1-500.

        Raises:
            InputError: There is no reason, or it is too long.
        """
        demand_text("The reason", reason, MAX_REASON_LENGTH, shortest=1)
        demand_page("sessions", limit, 0)
        return self._patient(actor, patient_id, reason, limit, uuid4())

    @requires(Permission.CLINICAL_REVIEW, Ownership.FOR_A_REASON)
    def session(self, actor: Actor, session_id: UUID, reason: str) -> SessionDetail:
        """Return one session of a patient with all that was kept of it.

        Args:
            actor: An administrator.
            session_id: Which.
            reason: Why, in a few words.

        Raises:
            InputError: There is no reason, or it is too long.
        """
        demand_text("The reason", reason, MAX_REASON_LENGTH, shortest=1)
        return self._session(actor, session_id, reason, uuid4())

    @repeatable
    def _patient(self, actor: Actor, patient_id: UUID, reason: str, limit: int, disclosure_id: UUID) -> ClinicalRecord:
        with self._unit_of_work() as uow:
            demand_administrator(uow, actor)
            profile = uow.profiles.patient(patient_id)
            if profile is None:
                raise not_yours()
            record = ClinicalRecord(
                profile=profile,
                plans=uow.plans.of(patient_id),
                sessions=uow.sessions.page(patient_id, limit, 0),
            )
            self._keep_reason(uow, actor, patient_id, reason, disclosure_id)
        return record

    @repeatable
    def _session(self, actor: Actor, session_id: UUID, reason: str, disclosure_id: UUID) -> SessionDetail:
        with self._unit_of_work() as uow:
            demand_administrator(uow, actor)
            patient_id = uow.sessions.owner(session_id)
            if patient_id is None:
                raise not_yours()
            detail = uow.sessions.detail(session_id)
            self._keep_reason(uow, actor, patient_id, reason, disclosure_id)
        return detail

    def _keep_reason(self, uow: UnitOfWork, actor: Actor, patient_id: UUID, reason: str, disclosure_id: UUID) -> None:
        uow.personal_data.disclose(disclosure_id, patient_id, actor.user_id, reason, self._now())
        uow.commit()

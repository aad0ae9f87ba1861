"""Keeping that it hurts, and looking it up: where, how much, in which session."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from typing import Final
from uuid import UUID, uuid4

from physiocheck_desktop.domain.pain import BodyRegion, PainReport
from physiocheck_desktop.domain.people import Actor
from physiocheck_desktop.services.access import (
    Ownership,
    Permission,
    demand_owner,
    demand_patient,
    demand_still_patient,
    requires,
)
from physiocheck_desktop.services.notifying import alert_of_pain
from physiocheck_desktop.services.paging import demand_page
from physiocheck_desktop.services.ports import UnitOfWorkFactory
from physiocheck_desktop.services.retrying import repeatable
from physiocheck_desktop.services.session_records import demand_level
from physiocheck_desktop.services.sessions import utc_now
from physiocheck_desktop.services.texts import demand_text

MAX_WORD_LENGTH: Final = 1000


class PainReportService:
    """Use cases around a pain report; every method takes the actor first, and may be called from any thread.

    All raise `AccessError` where the actor may not, and `StorageError` where the database cannot be read or written.
    """

    def __init__(self, unit_of_work: UnitOfWorkFactory, now: Callable[[], datetime] = utc_now) -> None:
        self._unit_of_work = unit_of_work
        self._now = now

    @requires(Permission.SESSION_RECORD, Ownership.SELF)
    def report(
        self,
        actor: Actor,
        *,
        region: BodyRegion,
        level: int,
        words: str = "",
        session_id: UUID | None = None,
        report_id: UUID | None = None,
        at: datetime | None = None,
    ) -> PainReport:
        """Keep that it hurts the actor; calling it again with the same identifier changes nothing.

        Args:
            actor: Whom it hurts.
            region: Where.
            level: How much, 0-10.
            words: What the person says of it.
            session_id: In which session of the actor's own. One that is not known is left out: that it hurts is kept in
                any case.
            report_id: The report's identifier, where it has one already.
            at: When, UTC; None for now.

        Raises:
            InputError: The number is not on the scale, or the words are too long.
        """
        report = made_report(actor, region, level, words, session_id, report_id or uuid4(), at or self._now())
        return self._keep(actor, report)

    @requires(Permission.SESSION_READ, Ownership.PATIENT)
    @repeatable
    def pain_reports(self, actor: Actor, patient_id: UUID, limit: int = 50, offset: int = 0) -> tuple[PainReport, ...]:
        """Return what a patient said that hurts, newest first.

        Args:
            actor: The patient, or a physician of the patient's choice.
            patient_id: Whose reports.
            limit: How many at most, 1-500.
            offset: How many of the newest to leave out.
        """
        demand_page("pain reports", limit, offset)
        with self._unit_of_work(read_only=True) as uow:
            demand_patient(uow, actor, patient_id, self._now())
            return uow.pain_reports.page(patient_id, limit, offset)

    @repeatable
    def _keep(self, actor: Actor, report: PainReport) -> PainReport:
        with self._unit_of_work() as uow:
            found = uow.pain_reports.find(report.id)
            if found is not None:
                demand_owner(actor, found.patient_id)
                return found
            demand_still_patient(uow, actor)
            if report.session_id is not None:
                owner = uow.sessions.owner(report.session_id)
                if owner is None:
                    report = replace(report, session_id=None)
                else:
                    demand_owner(actor, owner)
            uow.pain_reports.add(report)
            alert_of_pain(uow, report.patient_id, report.id, self._now())
            uow.commit()
        return report


def made_report(
    actor: Actor, region: BodyRegion, level: int, words: str, session_id: UUID | None, report_id: UUID, at: datetime
) -> PainReport:
    """Return a report of the actor's own pain; nothing is kept.

    Raises:
        InputError: The number is not on the scale, or the words are too long.
    """
    demand_level("The pain", level)
    demand_text("What you say of the pain", words, MAX_WORD_LENGTH)
    return PainReport(
        id=report_id,
        patient_id=actor.user_id,
        session_id=session_id,
        reported_at=at,
        region=BodyRegion(region),
        level=level,
        words=words,
    )

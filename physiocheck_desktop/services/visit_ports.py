"""What the use cases around visits and pain reports ask of a database."""

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Protocol
from uuid import UUID

from physiocheck_desktop.domain.pain import PainReport
from physiocheck_desktop.domain.visit import Visit


class VisitRepository(Protocol):
    """Visits: sittings in front of the camera."""

    def find(self, visit_id: UUID) -> Visit | None:
        """Return a visit, None where there is none; nobody else changes it meanwhile."""

    def named(self, visit_ids: Collection[UUID]) -> Mapping[UUID, Visit]:
        """Return visits by their identifiers; those that there are not are left out."""

    def add(self, visit: Visit) -> None:
        """Keep a visit."""

    def change(self, visit: Visit) -> None:
        """Keep a visit that there is as it is now."""

    def page(self, patient_id: UUID, limit: int, offset: int) -> tuple[Visit, ...]:
        """Return a patient's visits, newest first."""

    def since(self, patient_id: UUID, since: datetime | None) -> tuple[Visit, ...]:
        """Return a patient's visits from a moment on in which something was said, oldest first."""

    def close_left_open(self, patient_id: UUID, before: datetime) -> None:
        """End a patient's visits that began before a moment and were never ended, at the end of their last session."""


class PainReportRepository(Protocol):
    """What people said that hurts."""

    def find(self, report_id: UUID) -> PainReport | None:
        """Return a report, None where there is none."""

    def of_session(self, session_id: UUID) -> tuple[PainReport, ...]:
        """Return what was said to hurt in a session, oldest first."""

    def add(self, report: PainReport) -> None:
        """Keep a report."""

    def page(self, patient_id: UUID, limit: int, offset: int) -> tuple[PainReport, ...]:
        """Return a patient's reports, newest first."""

    def since(self, patient_ids: Collection[UUID], since: datetime | None) -> tuple[PainReport, ...]:
        """Return patients' reports from a moment on, oldest first."""

    def worst_since(self, patient_ids: Collection[UUID], since: datetime) -> Mapping[UUID, int]:
        """Return how much it hurt patients at worst, of what they reported from a moment on; others are left out."""

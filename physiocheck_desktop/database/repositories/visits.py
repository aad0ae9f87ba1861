"""Visits and pain reports as rows of `visits` and `pain_reports`."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import func, or_, select, update
from sqlalchemy.orm import Session

from physiocheck_desktop.database.tables import PainReportRow, SessionRow, VisitRow
from physiocheck_desktop.domain.pain import BodyRegion, PainReport
from physiocheck_desktop.domain.visit import Visit


class SqlVisitRepository:
    """The visits of one unit of work; see `services.visit_ports.VisitRepository`."""

    def __init__(self, session: Session, *, read_only: bool) -> None:
        self._session = session
        self._read_only = read_only

    def find(self, visit_id: UUID) -> Visit | None:
        """Return a visit, None where there is none; nobody else changes it meanwhile."""
        query = select(VisitRow).where(VisitRow.id == visit_id)
        row = self._session.scalar(
            query if self._read_only else query.with_for_update(), execution_options={"populate_existing": True}
        )
        return None if row is None else _visit_from_row(row)

    def named(self, visit_ids: Collection[UUID]) -> Mapping[UUID, Visit]:
        """Return visits by their identifiers; those that there are not are left out."""
        if not visit_ids:
            return {}
        rows = self._session.scalars(select(VisitRow).where(VisitRow.id.in_(visit_ids)))
        return {row.id: _visit_from_row(row) for row in rows}

    def add(self, visit: Visit) -> None:
        """Keep a visit."""
        self._session.add(
            VisitRow(
                id=visit.id,
                patient_id=visit.patient_id,
                started_at=visit.started_at,
                ended_at=visit.ended_at,
                pain_before=visit.pain_before,
                pain_after=visit.pain_after,
                effort=visit.effort,
            )
        )
        self._session.flush()

    def change(self, visit: Visit) -> None:
        """Keep a visit that there is as it is now."""
        self._session.execute(
            update(VisitRow)
            .where(VisitRow.id == visit.id)
            .values(
                started_at=visit.started_at,
                ended_at=visit.ended_at,
                pain_before=visit.pain_before,
                pain_after=visit.pain_after,
                effort=visit.effort,
            )
        )

    def page(self, patient_id: UUID, limit: int, offset: int) -> tuple[Visit, ...]:
        """Return a patient's visits, newest first."""
        query = (
            select(VisitRow)
            .where(VisitRow.patient_id == patient_id)
            .order_by(VisitRow.started_at.desc(), VisitRow.id)
            .limit(limit)
            .offset(offset)
        )
        return tuple(_visit_from_row(row) for row in self._session.scalars(query))

    def since(self, patient_id: UUID, since: datetime | None) -> tuple[Visit, ...]:
        """Return a patient's visits from a moment on in which something was said, oldest first."""
        said = (VisitRow.pain_before, VisitRow.pain_after, VisitRow.effort)
        query = select(VisitRow).where(VisitRow.patient_id == patient_id, or_(*(each.is_not(None) for each in said)))
        if since is not None:
            query = query.where(VisitRow.started_at >= since)
        query = query.order_by(VisitRow.started_at, VisitRow.id)
        return tuple(_visit_from_row(row) for row in self._session.scalars(query))

    def close_left_open(self, patient_id: UUID, before: datetime) -> None:
        """End a patient's visits that began before a moment and were never ended, at the end of their last session."""
        query = select(VisitRow.id, VisitRow.started_at).where(
            VisitRow.patient_id == patient_id, VisitRow.ended_at.is_(None), VisitRow.started_at < before
        )
        for visit_id, started_at in self._session.execute(query).all():
            last = self._session.scalar(select(func.max(SessionRow.ended_at)).where(SessionRow.visit_id == visit_id))
            self._session.execute(
                update(VisitRow).where(VisitRow.id == visit_id).values(ended_at=max(started_at, last or started_at))
            )


class SqlPainReportRepository:
    """The pain reports of one unit of work; see `services.visit_ports.PainReportRepository`."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def find(self, report_id: UUID) -> PainReport | None:
        """Return a report, None where there is none."""
        row = self._session.get(PainReportRow, report_id)
        return None if row is None else _report_from_row(row)

    def of_session(self, session_id: UUID) -> tuple[PainReport, ...]:
        """Return what was said to hurt in a session, oldest first."""
        # By the patient, because the index is on whom it hurt, and nobody has said so much that it takes long.
        patient = select(SessionRow.patient_id).where(SessionRow.id == session_id).scalar_subquery()
        query = select(PainReportRow).where(PainReportRow.patient_id == patient, PainReportRow.session_id == session_id)
        query = query.order_by(PainReportRow.reported_at, PainReportRow.id)
        return tuple(_report_from_row(row) for row in self._session.scalars(query))

    def add(self, report: PainReport) -> None:
        """Keep a report."""
        self._session.add(
            PainReportRow(
                id=report.id,
                patient_id=report.patient_id,
                session_id=report.session_id,
                reported_at=report.reported_at,
                region=report.region.value,
                level=report.level,
                words=report.words,
            )
        )
        self._session.flush()

    def page(self, patient_id: UUID, limit: int, offset: int) -> tuple[PainReport, ...]:
        """Return a patient's reports, newest first."""
        query = (
            select(PainReportRow)
            .where(PainReportRow.patient_id == patient_id)
            .order_by(PainReportRow.reported_at.desc(), PainReportRow.id)
            .limit(limit)
            .offset(offset)
        )
        rows: Sequence[PainReportRow] = self._session.scalars(query).all()
        return tuple(_report_from_row(row) for row in rows)

    def since(self, patient_ids: Collection[UUID], since: datetime | None) -> tuple[PainReport, ...]:
        """Return patients' reports from a moment on, oldest first."""
        query = select(PainReportRow).where(PainReportRow.patient_id.in_(patient_ids))
        if since is not None:
            query = query.where(PainReportRow.reported_at >= since)
        query = query.order_by(PainReportRow.reported_at, PainReportRow.id)
        return tuple(_report_from_row(row) for row in self._session.scalars(query))

    def worst_since(self, patient_ids: Collection[UUID], since: datetime) -> Mapping[UUID, int]:
        """Return how much it hurt patients at worst, of what they reported from a moment on; others are left out."""
        query = select(PainReportRow.patient_id, PainReportRow.level).where(
            PainReportRow.patient_id.in_(patient_ids), PainReportRow.reported_at >= since
        )
        worst: dict[UUID, int] = {}
        for patient_id, level in self._session.execute(query):
            worst[patient_id] = max(level, worst.get(patient_id, 0))
        return worst


def _visit_from_row(row: VisitRow) -> Visit:
    return Visit(
        id=row.id,
        patient_id=row.patient_id,
        started_at=row.started_at,
        ended_at=row.ended_at,
        pain_before=row.pain_before,
        pain_after=row.pain_after,
        effort=row.effort,
    )


def _report_from_row(row: PainReportRow) -> PainReport:
    return PainReport(
        id=row.id,
        patient_id=row.patient_id,
        session_id=row.session_id,
        reported_at=row.reported_at,
        region=BodyRegion(row.region),
        level=row.level,
        words=row.words,
    )

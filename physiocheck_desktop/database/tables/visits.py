"""Tables of visits, and of what people say hurts."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from physiocheck_desktop.database.encrypted import EncryptedJson, EncryptedText
from physiocheck_desktop.database.tables.base import TABLE_OPTIONS, Base


class VisitRow(Base):
    """One sitting in front of the camera. `pain_before`, `pain_after` and `effort` are 0-10, encrypted."""

    __tablename__ = "visits"
    __table_args__ = (Index(None, "patient_id", "started_at"), TABLE_OPTIONS)

    id: Mapped[UUID] = mapped_column(primary_key=True)
    patient_id: Mapped[UUID] = mapped_column(ForeignKey("patients.user_id", ondelete="RESTRICT"))
    started_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]
    pain_before: Mapped[Any | None] = mapped_column(EncryptedJson("visits.pain_before"))
    pain_after: Mapped[Any | None] = mapped_column(EncryptedJson("visits.pain_after"))
    effort: Mapped[Any | None] = mapped_column(EncryptedJson("visits.effort"))


class PainReportRow(Base):
    """That it hurt somebody: where, how much (0-10), and what the person said; encrypted."""

    __tablename__ = "pain_reports"
    __table_args__ = (Index(None, "patient_id", "reported_at"), TABLE_OPTIONS)

    id: Mapped[UUID] = mapped_column(primary_key=True)
    patient_id: Mapped[UUID] = mapped_column(ForeignKey("patients.user_id", ondelete="RESTRICT"))
    session_id: Mapped[UUID | None] = mapped_column(ForeignKey("sessions.id", ondelete="SET NULL"))
    reported_at: Mapped[datetime]
    region: Mapped[str] = mapped_column(EncryptedText("pain_reports.region"))
    level: Mapped[Any] = mapped_column(EncryptedJson("pain_reports.level"))
    words: Mapped[str] = mapped_column(EncryptedText("pain_reports.words"))

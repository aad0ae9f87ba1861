"""Tables of the audit trail: its entries, and where it ends."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import BigInteger, CheckConstraint, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from physiocheck_desktop.database.tables.base import TABLE_OPTIONS, Base, one_of, short_text
from physiocheck_desktop.domain.audit import AuditOutcome
from physiocheck_desktop.domain.people import Role


class AuditRow(Base):
    """One entry. It refers to people and records by identifier alone, so that it outlives them."""

    __tablename__ = "audit_log"
    __table_args__ = (
        one_of("outcome", AuditOutcome),
        Index(None, "actor_id", "position"),
        Index(None, "record_id", "position"),
        Index(None, "outcome", "position"),
        Index(None, "at", "position"),
        TABLE_OPTIONS,
    )

    position: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    at: Mapped[datetime]
    action: Mapped[str] = mapped_column(String(64))
    actor_id: Mapped[UUID | None]
    role: Mapped[Role | None] = mapped_column(short_text(Role))
    record_id: Mapped[UUID | None]
    outcome: Mapped[AuditOutcome] = mapped_column(short_text(AuditOutcome))
    machine: Mapped[str] = mapped_column(String(64))
    act_id: Mapped[UUID] = mapped_column(unique=True)
    digest: Mapped[str] = mapped_column(String(64))


class AuditEndRow(Base):
    """Where the trail ends: one row, which whoever adds an entry locks, so that entries follow one another."""

    __tablename__ = "audit_end"
    __table_args__ = (CheckConstraint("id = 1", name="one_row"), TABLE_OPTIONS)

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    position: Mapped[int] = mapped_column(BigInteger)
    digest: Mapped[str] = mapped_column(String(64))

"""Tables of what people may ask of their data: that it is erased, and to know to whom it was given."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, Index
from sqlalchemy.orm import Mapped, mapped_column

from physiocheck_desktop.database.encrypted import EncryptedText
from physiocheck_desktop.database.tables.base import TABLE_OPTIONS, Base, one_of, short_text
from physiocheck_desktop.domain.people import Role


class ErasureRow(Base):
    """That somebody is to be erased, and how far that has come.

    It refers to people by identifier alone, because it outlives them. `name` and `date_of_birth` say whose the locked
    medical record is, for as long as the law asks to keep it.
    """

    __tablename__ = "erasures"
    __table_args__ = (
        one_of("role", Role),
        CheckConstraint("finished_at IS NULL OR carried_out_at IS NOT NULL", name="finished_after_carried_out"),
        CheckConstraint("kept_until IS NULL OR record_until IS NOT NULL", name="kept_with_a_record"),
        TABLE_OPTIONS,
    )

    user_id: Mapped[UUID] = mapped_column(primary_key=True)
    role: Mapped[Role] = mapped_column(short_text(Role))
    asked_by: Mapped[UUID]
    asked_at: Mapped[datetime]
    reason: Mapped[str] = mapped_column(EncryptedText("erasures.reason"))
    due_at: Mapped[datetime]
    carried_out_at: Mapped[datetime | None]
    record_until: Mapped[datetime | None]
    kept_until: Mapped[datetime | None]
    name: Mapped[str | None] = mapped_column(EncryptedText("erasures.name"))
    date_of_birth: Mapped[str | None] = mapped_column(EncryptedText("erasures.date_of_birth"))
    finished_at: Mapped[datetime | None]


class DisclosureRow(Base):
    """That an administrator was given all data of a person or looked at a patient's records, and for which reason."""

    __tablename__ = "disclosures"
    __table_args__ = (Index(None, "user_id", "at"), TABLE_OPTIONS)

    id: Mapped[UUID] = mapped_column(primary_key=True)
    user_id: Mapped[UUID]
    given_to: Mapped[UUID]
    at: Mapped[datetime]
    reason: Mapped[str] = mapped_column(EncryptedText("disclosures.reason"))

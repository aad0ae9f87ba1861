"""Tables of people: everybody who acts, and the patients and physicians among them."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from physiocheck_desktop.database.tables.base import TABLE_OPTIONS, Base, one_of, short_text
from physiocheck_desktop.domain.people import Role, Verification


class UserRow(Base):
    """Somebody who acts. `computer` marks the patient of a computer on which nobody signs in, one for each."""

    __tablename__ = "users"
    __table_args__ = (one_of("role", Role), TABLE_OPTIONS)

    id: Mapped[UUID] = mapped_column(primary_key=True)
    role: Mapped[Role] = mapped_column(short_text(Role))
    display_name: Mapped[str] = mapped_column(String(120))
    computer: Mapped[str | None] = mapped_column(String(64), unique=True)
    created_at: Mapped[datetime]


class PatientRow(Base):
    """What is known of a user as a patient; has the user's own identifier, so that ownership is one comparison."""

    __tablename__ = "patients"
    __table_args__ = TABLE_OPTIONS

    user_id: Mapped[UUID] = mapped_column(ForeignKey("users.id", ondelete="RESTRICT"), primary_key=True)
    created_at: Mapped[datetime]


class PhysicianRow(Base):
    """What is known of a user as a physician; has the user's own identifier."""

    __tablename__ = "physicians"
    __table_args__ = (one_of("verification", Verification), TABLE_OPTIONS)

    user_id: Mapped[UUID] = mapped_column(ForeignKey("users.id", ondelete="RESTRICT"), primary_key=True)
    verification: Mapped[Verification] = mapped_column(short_text(Verification))
    created_at: Mapped[datetime]

"""Tables of people: everybody who acts, and the patients and physicians among them."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from physiocheck_desktop.database.encrypted import EncryptedText
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
    """What is known of a user as a patient; has the user's own identifier, so that ownership is one comparison.

    `version` counts every change. What is not told is NULL.
    """

    __tablename__ = "patients"
    __table_args__ = TABLE_OPTIONS

    user_id: Mapped[UUID] = mapped_column(ForeignKey("users.id", ondelete="RESTRICT"), primary_key=True)
    created_at: Mapped[datetime]
    version: Mapped[int] = mapped_column(default=0)
    date_of_birth: Mapped[str | None] = mapped_column(EncryptedText("patients.date_of_birth"))
    phone: Mapped[str | None] = mapped_column(EncryptedText("patients.phone"))
    address: Mapped[str | None] = mapped_column(EncryptedText("patients.address"))
    emergency_contact: Mapped[str | None] = mapped_column(EncryptedText("patients.emergency_contact"))
    conditions: Mapped[str | None] = mapped_column(EncryptedText("patients.conditions"))
    notes: Mapped[str | None] = mapped_column(EncryptedText("patients.notes"))
    goals: Mapped[str | None] = mapped_column(EncryptedText("patients.goals"))


class PhysicianRow(Base):
    """What is known of a user as a physician; has the user's own identifier.

    `version` counts every change of the profile. What is not told is NULL; `phone` and `address` are for the clinic
    alone, as are `licence` and what was decided of it.
    """

    __tablename__ = "physicians"
    __table_args__ = (one_of("verification", Verification), TABLE_OPTIONS)

    user_id: Mapped[UUID] = mapped_column(ForeignKey("users.id", ondelete="RESTRICT"), primary_key=True)
    verification: Mapped[Verification] = mapped_column(short_text(Verification))
    created_at: Mapped[datetime]
    version: Mapped[int] = mapped_column(default=0)
    licence: Mapped[str | None] = mapped_column(String(64))
    decided_at: Mapped[datetime | None]
    decision_reason: Mapped[str | None] = mapped_column(String(500))
    specialty: Mapped[str | None] = mapped_column(String(120))
    clinic: Mapped[str | None] = mapped_column(String(120))
    city: Mapped[str | None] = mapped_column(String(120))
    languages: Mapped[str | None] = mapped_column(String(120))
    about: Mapped[str | None] = mapped_column(Text)
    phone: Mapped[str | None] = mapped_column(EncryptedText("physicians.phone"))
    address: Mapped[str | None] = mapped_column(EncryptedText("physicians.address"))

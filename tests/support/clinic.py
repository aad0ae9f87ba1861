"""People of a clinic, put into a database past the sign-up."""

from datetime import UTC, datetime
from typing import Final
from uuid import UUID, uuid4

from physiocheck_desktop.database.database import Database
from physiocheck_desktop.database.tables import CredentialRow, PatientRow, PhysicianRow, UserRow
from physiocheck_desktop.domain.people import Actor, Role, Verification
from physiocheck_desktop.services.subscriptions import SubscriptionService

FIRST_DAY: Final = datetime(2026, 1, 5, 8, 0, tzinfo=UTC)


def add_patient(database: Database, name: str = "Pat Ient") -> Actor:
    """Keep a patient."""
    return _add(database, Role.PATIENT, name, None)


def add_physician(
    database: Database, name: str = "Dr. Vera Fied", verification: Verification = Verification.VERIFIED
) -> Actor:
    """Keep a physician."""
    return _add(database, Role.PHYSICIAN, name, verification)


def add_administrator(database: Database, name: str = "Ada Min") -> Actor:
    """Keep an administrator."""
    return _add(database, Role.ADMINISTRATOR, name, None)


def _add(database: Database, role: Role, name: str, verification: Verification | None) -> Actor:
    actor = Actor(user_id=uuid4(), role=role)
    with database.unit_of_work() as uow:
        session = uow._session
        session.add(UserRow(id=actor.user_id, role=role, display_name=name, computer=None, created_at=FIRST_DAY))
        session.flush()
        if role is Role.PATIENT:
            session.add(PatientRow(user_id=actor.user_id, created_at=FIRST_DAY))
        if verification is not None:
            session.add(PhysicianRow(user_id=actor.user_id, verification=verification, created_at=FIRST_DAY))
        session.flush()
        uow.commit()
    return actor


def add_account(database: Database, actor: Actor, email: str) -> None:
    """Let somebody have an account, with which nobody can sign in."""
    with database.unit_of_work() as uow:
        uow._session.add(CredentialRow(user_id=actor.user_id, email=email, password_hash="", changed_at=FIRST_DAY))
        uow.commit()


def care_for(database: Database, patient: Actor, physician: Actor, at: datetime = FIRST_DAY) -> UUID:
    """Let a physician see a patient from a moment on; returns the subscription."""
    service = SubscriptionService(database.unit_of_work, lambda: at)
    return service.approve(physician, service.ask(patient, physician.user_id).id).id

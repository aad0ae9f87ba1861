"""People as rows of `users` and `patients`."""

from datetime import datetime
from uuid import UUID, uuid4

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from physiocheck_desktop.database.tables import PatientRow, UserRow
from physiocheck_desktop.domain.people import Actor, Role


class SqlPeopleRepository:
    """The people of one unit of work; see `services.ports.PeopleRepository`."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def patient_of_computer(self, computer: str, display_name: str, now: datetime) -> Actor:
        """Return the patient who uses a computer without an account; made where there is none yet."""
        actor = self._find(computer)
        if actor is not None:
            return actor
        try:
            with self._session.begin_nested():
                return self._add(computer, display_name, now)
        except IntegrityError:
            # Another process of this computer started at the same moment and was quicker.
            actor = self._find(computer)
            if actor is None:
                raise
            return actor

    def is_patient(self, user_id: UUID) -> bool:
        """Whether somebody is a patient."""
        return self._session.scalar(select(PatientRow.user_id).where(PatientRow.user_id == user_id)) is not None

    def _find(self, computer: str) -> Actor | None:
        found = self._session.execute(
            select(UserRow.id, UserRow.role).where(UserRow.computer == computer)
        ).one_or_none()
        return None if found is None else Actor(user_id=found.id, role=found.role)

    def _add(self, computer: str, display_name: str, now: datetime) -> Actor:
        user = UserRow(id=uuid4(), role=Role.PATIENT, display_name=display_name, computer=computer, created_at=now)
        self._session.add(user)
        self._session.flush()
        self._session.add(PatientRow(user_id=user.id, created_at=now))
        self._session.flush()
        return Actor(user_id=user.id, role=user.role)

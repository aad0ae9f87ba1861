"""Exercises as rows of `exercises`."""

from datetime import datetime
from uuid import UUID, uuid4

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from physiocheck_desktop.database.tables import ExerciseRow


class SqlExerciseRepository:
    """The exercises of one unit of work; see `services.ports.ExerciseRepository`."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def ensure(self, key: str, name: str, now: datetime) -> UUID:
        """Return the identifier of the exercise with this key; kept under this name where it is new."""
        found = self._find(key)
        if found is not None:
            return found
        row = ExerciseRow(id=uuid4(), key=key, name=name, created_at=now)
        try:
            with self._session.begin_nested():
                self._session.add(row)
        except IntegrityError:
            # Another workstation did this exercise for the first time at the same moment and was quicker.
            found = self._find(key)
            if found is None:
                raise
            return found
        return row.id

    def _find(self, key: str) -> UUID | None:
        return self._session.scalar(select(ExerciseRow.id).where(ExerciseRow.key == key))

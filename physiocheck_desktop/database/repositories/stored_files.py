"""What is known of files as rows of `stored_files`."""

from datetime import datetime
from typing import Final
from uuid import UUID

from sqlalchemy import and_, or_, select, update
from sqlalchemy.orm import Session

from physiocheck_desktop.database.tables import ExerciseRow, StoredFileRow, UserRow
from physiocheck_desktop.domain.errors import StorageError
from physiocheck_desktop.domain.stored_file import FileKind, StoredFile

_FRESH: Final = {"populate_existing": True}


class SqlStoredFileRepository:
    """The files of one unit of work; see `services.file_ports.StoredFileRepository`."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def announce(self, file: StoredFile) -> None:
        """Note a file that is about to be given to a store; once, however often this is called."""
        if self._session.get(StoredFileRow, file.id) is None:
            self._session.add(
                StoredFileRow(
                    id=file.id,
                    owner_id=file.owner_id,
                    kind=file.kind,
                    exercise_id=file.exercise_id,
                    media_type=file.media_type,
                    size=file.size,
                    sha256=file.sha256,
                    place=file.place,
                    created_at=file.created_at,
                )
            )
            self._session.flush()

    def keep(self, file: StoredFile, at: datetime) -> StoredFile | None:
        """Mark an announced file as the current one of its kind, and the one before, which is returned, as removed.

        Raises:
            StorageError: It was given up meanwhile.
        """
        # Whoever else gives this person or exercise a file waits until this one is kept.
        self._session.execute(select(UserRow.id).where(UserRow.id == file.owner_id).with_for_update())
        row = self._session.get(StoredFileRow, file.id, with_for_update=True, execution_options=_FRESH)
        if row is None or row.removed_at is not None:
            raise StorageError(
                "Storing this file took so long that it was given up.",
                kept="The file that was there before is kept.",
                remedy="Try it again.",
            )
        before = self._current_row(file.kind, file.exercise_id or file.owner_id)
        if before is not None and before.id == file.id:
            return None  # kept by a first try whose answer was lost
        if before is not None:
            self.remove(before.id, at)
        self._session.execute(
            update(StoredFileRow)
            .where(StoredFileRow.id == file.id)
            .values(kept_at=at, slot=_slot(file.kind, file.exercise_id or file.owner_id))
        )
        return None if before is None else file_of(before)

    def current(self, kind: FileKind, subject_id: UUID) -> StoredFile | None:
        """Return the current file of a kind that a person or, by its identifier, an exercise has."""
        row = self._current_row(kind, subject_id)
        return None if row is None else file_of(row)

    def exercise_id(self, key: str) -> UUID | None:
        """Return the identifier of the exercise with a key, None where there is none."""
        return self._session.scalar(select(ExerciseRow.id).where(ExerciseRow.key == key))

    def of(self, owner_id: UUID) -> tuple[StoredFile, ...]:
        """Return all current files of somebody, oldest first."""
        query = (
            select(StoredFileRow)
            .where(StoredFileRow.owner_id == owner_id, StoredFileRow.slot.is_not(None))
            .order_by(StoredFileRow.created_at, StoredFileRow.id)
        )
        return tuple(file_of(row) for row in self._session.scalars(query))

    def remove(self, file_id: UUID, at: datetime) -> None:
        """Mark a file as removed."""
        self._session.execute(
            update(StoredFileRow)
            .where(StoredFileRow.id == file_id, StoredFileRow.removed_at.is_(None))
            .values(removed_at=at, slot=None)
        )

    def give_up(self, file_id: UUID, at: datetime) -> bool:
        """Mark a file that was never kept as removed; returns whether it is removed, or was before."""
        row = self._session.get(StoredFileRow, file_id, with_for_update=True, execution_options=_FRESH)
        if row is not None and row.kept_at is None:
            self.remove(file_id, at)
            return True
        return row is not None and row.removed_at is not None

    def erased(self, file_id: UUID, at: datetime) -> None:
        """Mark a removed file as gone from its store."""
        self._session.execute(
            update(StoredFileRow)
            .where(StoredFileRow.id == file_id, StoredFileRow.erased_at.is_(None))
            .values(erased_at=at)
        )

    def left_over(self, before: datetime) -> tuple[StoredFile, ...]:
        """Return what stores may still have of removed files, and of those announced before a moment and never kept."""
        never_kept = and_(StoredFileRow.kept_at.is_(None), StoredFileRow.created_at < before)
        query = select(StoredFileRow).where(
            StoredFileRow.erased_at.is_(None), or_(StoredFileRow.removed_at.is_not(None), never_kept)
        )
        return tuple(file_of(row) for row in self._session.scalars(query))

    def page(self, after: UUID | None, limit: int) -> tuple[StoredFile, ...]:
        """Return current files in the order of their identifiers, those after one where one is named."""
        query = select(StoredFileRow).where(StoredFileRow.slot.is_not(None)).order_by(StoredFileRow.id).limit(limit)
        rows = self._session.scalars(query if after is None else query.where(StoredFileRow.id > after))
        return tuple(file_of(row) for row in rows)

    def known(self, place: str) -> frozenset[UUID]:
        """Return the identifiers of all files that a store has or may have."""
        query = select(StoredFileRow.id).where(StoredFileRow.place == place, StoredFileRow.erased_at.is_(None))
        return frozenset(self._session.scalars(query))

    def _current_row(self, kind: FileKind, subject_id: UUID) -> StoredFileRow | None:
        query = select(StoredFileRow).where(StoredFileRow.slot == _slot(kind, subject_id))
        return self._session.scalar(query, execution_options=_FRESH)


def _slot(kind: FileKind, subject_id: UUID) -> str:
    return f"{kind.value}:{subject_id.hex}"


def file_of(row: StoredFileRow) -> StoredFile:
    """Return what a row tells of a file."""
    return StoredFile(
        id=row.id,
        owner_id=row.owner_id,
        kind=row.kind,
        media_type=row.media_type,
        size=row.size,
        sha256=row.sha256,
        place=row.place,
        created_at=row.created_at,
        exercise_id=row.exercise_id,
    )

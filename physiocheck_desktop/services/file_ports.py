"""What the use cases around files ask of a database, of a store, and of whatever reads what people bring."""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Protocol
from uuid import UUID

from physiocheck_desktop.domain.errors import StorageError
from physiocheck_desktop.domain.stored_file import CleanMedia, FileKind, StoredFile


class FileMissingError(StorageError):
    """A store does not have a file that it was given, or has another in its place."""


class FileStore(Protocol):
    """Where files are kept, by their identifiers alone; may be used from any thread.

    Whatever keeps a store from answering is raised as a `StorageError`.
    """

    @property
    def place(self) -> str:
        """What tells this store from all others, at most 120 characters; files are looked for where they were put."""

    @property
    def told(self) -> str:
        """Where that is, in words."""

    def put(self, file_id: UUID, content: bytes) -> None:
        """Keep a file, whole or not at all; when this returns it would survive a power cut. May be repeated."""

    def get(self, file_id: UUID, limit: int) -> bytes:
        """Return a file.

        Args:
            file_id: Which.
            limit: How many bytes it has at most; no more are read.

        Raises:
            FileMissingError: It is not there, or is larger.
        """

    def delete(self, file_id: UUID) -> None:
        """Let there be no such file."""

    def kept(self) -> frozenset[UUID] | None:
        """Return all files that there are, None where the store cannot tell."""


class MediaIntake(Protocol):
    """What reads the files that people bring, and never believes their names."""

    def take(self, path: Path, kind: FileKind) -> CleanMedia:
        """Return a file written anew.

        Raises:
            InputError: It cannot be read, is too large, or is not what it is to be used as.
        """


class StoredFileRepository(Protocol):
    """What is known of the files that are kept.

    A file is announced before it is given to a store, kept once it is there, removed when nobody is to see it any
    more, and erased once the store has it no longer. So whatever stops in between leaves a trace to follow.
    """

    def announce(self, file: StoredFile) -> None:
        """Note a file that is about to be given to a store; once, however often this is called."""

    def keep(self, file: StoredFile, at: datetime) -> StoredFile | None:
        """Mark an announced file as the current one of its kind, and the one before, which is returned, as removed.

        Raises:
            StorageError: It was given up meanwhile.
        """

    def current(self, kind: FileKind, subject_id: UUID) -> StoredFile | None:
        """Return the current file of a kind that a person or, by its identifier, an exercise has."""

    def exercise_id(self, key: str) -> UUID | None:
        """Return the identifier of the exercise with a key, None where there is none."""

    def of(self, owner_id: UUID) -> tuple[StoredFile, ...]:
        """Return all current files of somebody, oldest first."""

    def remove(self, file_id: UUID, at: datetime) -> None:
        """Mark a file as removed."""

    def give_up(self, file_id: UUID, at: datetime) -> bool:
        """Mark a file that was never kept as removed; returns whether it is removed, or was before."""

    def erased(self, file_id: UUID, at: datetime) -> None:
        """Mark a removed file as gone from its store."""

    def left_over(self, before: datetime) -> tuple[StoredFile, ...]:
        """Return what stores may still have of removed files, and of those announced before a moment and never kept."""

    def page(self, after: UUID | None, limit: int) -> Sequence[StoredFile]:
        """Return current files in the order of their identifiers, those after one where one is named."""

    def known(self, place: str) -> frozenset[UUID]:
        """Return the identifiers of all files that a store has or may have."""

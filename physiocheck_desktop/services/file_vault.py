"""Files and what is known of them kept in step: two places that no transaction spans, and nothing lost between them."""

import hashlib
import logging
from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Final
from uuid import UUID, uuid4

from physiocheck_desktop.domain.errors import StorageError
from physiocheck_desktop.domain.stored_file import CleanMedia, FileContent, FileKind, StoredFile
from physiocheck_desktop.services.file_ports import FileMissingError, FileStore
from physiocheck_desktop.services.ports import UnitOfWork, UnitOfWorkFactory
from physiocheck_desktop.services.retrying import repeatable
from physiocheck_desktop.services.sessions import utc_now

logger = logging.getLogger(__name__)

_ELSEWHERE: Final = "This file is kept where this computer does not look for files."


class FileVault:
    """Keeps files in a store and what is known of them in the database; asks nobody who may.

    A file is announced in the database, given to the store, and marked as kept. Whatever ends the program in between
    leaves an announcement or a removed file, which `services.file_upkeep` follows up.
    """

    def __init__(
        self, unit_of_work: UnitOfWorkFactory, stores: Sequence[FileStore], now: Callable[[], datetime] = utc_now
    ) -> None:
        """Make one.

        Args:
            unit_of_work: Begins units of work.
            stores: The first one is given files; all are looked for them.
            now: The clock.
        """
        self._unit_of_work = unit_of_work
        self._stores = stores
        self._now = now

    def keep(
        self,
        owner_id: UUID,
        kind: FileKind,
        media: CleanMedia,
        demand: Callable[[UnitOfWork], object],
        exercise_id: UUID | None = None,
    ) -> StoredFile:
        """Keep a file in place of the one of its kind that there was.

        Args:
            owner_id: Whose it is.
            kind: What it is for.
            media: The file.
            demand: Refuses who may not, in the unit of work that makes it the current one.
            exercise_id: Which exercise it belongs to.

        Raises:
            StorageError: The store or the database cannot be written; the file that there was is kept.
        """
        store = self._stores[0]
        file = StoredFile(
            id=uuid4(),
            owner_id=owner_id,
            kind=kind,
            media_type=media.media_type,
            size=len(media.content),
            sha256=hashlib.sha256(media.content).hexdigest(),
            place=store.place,
            created_at=self._now(),
            exercise_id=exercise_id,
        )
        self._announce(file, demand)
        store.put(file.id, media.content)
        # Where this fails nobody can tell whether it was kept: the file stays, for the next sweep to see.
        before = self._make_current(file, demand)
        if before is not None:
            self.erase(before)
        return file

    def fetch(self, file: StoredFile) -> FileContent:
        """Return a file with its content.

        Raises:
            FileMissingError: It is not there, or is not what it was.
            StorageError: Its store cannot be read, or is none of those known here.
        """
        store = self.store_of(file)
        if store is None:
            raise StorageError(
                _ELSEWHERE,
                kept="The file is kept there.",
                remedy="Look at it there, or let the settings of both name the same folder or the same store.",
            )
        content = store.get(file.id, file.size)
        if hashlib.sha256(content).hexdigest() != file.sha256:
            raise FileMissingError(
                "This file was changed by something other than PhysioCheck, so it is not shown.",
                kept="It was left as it is.",
                remedy="Put it back from a backup, or store it anew.",
            )
        return FileContent(file, content)

    def erase(self, file: StoredFile) -> bool:
        """Take a file that was removed or never kept out of its store; returns whether that was done.

        What cannot be done now is done by the next sweep.
        """
        store = self.store_of(file)
        if store is None:
            return False
        try:
            if not self._give_up(file):
                return False
            store.delete(file.id)
            self._mark_erased(file)
        except StorageError as error:
            logger.warning("A file could not be erased and is left to the next sweep: %s", type(error).__name__)
            return False
        return True

    def store_of(self, file: StoredFile) -> FileStore | None:
        """Return the store that has a file, None where it is none of those known here."""
        return next((store for store in self._stores if store.place == file.place), None)

    @repeatable
    def _announce(self, file: StoredFile, demand: Callable[[UnitOfWork], object]) -> None:
        with self._unit_of_work() as uow:
            demand(uow)
            uow.files.announce(file)
            uow.commit()

    @repeatable
    def _make_current(self, file: StoredFile, demand: Callable[[UnitOfWork], object]) -> StoredFile | None:
        with self._unit_of_work() as uow:
            demand(uow)
            before = uow.files.keep(file, self._now())
            uow.commit()
        return before

    @repeatable
    def _give_up(self, file: StoredFile) -> bool:
        """Return whether a file is removed; one that was never kept is from then on, and can be kept no more."""
        with self._unit_of_work() as uow:
            given_up = uow.files.give_up(file.id, self._now())
            uow.commit()
        return given_up

    @repeatable
    def _mark_erased(self, file: StoredFile) -> None:
        with self._unit_of_work() as uow:
            uow.files.erased(file.id, self._now())
            uow.commit()

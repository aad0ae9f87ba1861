"""Looking after kept files, for whoever looks after the computer: are all there, unchanged, and none too many."""

import secrets
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final
from uuid import UUID, uuid4

from physiocheck_desktop.domain.errors import StorageError
from physiocheck_desktop.domain.stored_file import FileKind, StoredFile
from physiocheck_desktop.services.file_ports import FileMissingError, FileStore
from physiocheck_desktop.services.file_vault import FileVault
from physiocheck_desktop.services.ports import UnitOfWorkFactory
from physiocheck_desktop.services.sessions import utc_now

PATIENCE: Final = timedelta(hours=1)
"""How long a file may be on its way into its store; then whoever brought it has gone."""

_PAGE: Final = 200
_PROBE_BYTES: Final = 1000


class FileFault(StrEnum):
    """What can be wrong with a file."""

    MISSING = "missing"
    ELSEWHERE = "elsewhere"
    LEFT_OVER = "left_over"
    STRAY = "stray"


@dataclass(frozen=True, slots=True)
class FileFinding:
    """What is wrong with one file.

    Attributes:
        file_id: Which.
        fault: `MISSING`: not in its store, or changed there. `ELSEWHERE`: in a store that this computer does not know.
            `LEFT_OVER`: removed or never kept, and a sweep erases it. `STRAY`: in a store, and the database knows
            nothing of it, as after a backup was put back.
        kind: What it is for, None where nobody knows.
    """

    file_id: UUID
    fault: FileFault
    kind: FileKind | None


@dataclass(frozen=True, slots=True)
class FileCheck:
    """What a check came to.

    Attributes:
        sound: How many files are as they were kept.
        findings: What is wrong with the others.
    """

    sound: int
    findings: tuple[FileFinding, ...]


class FileUpkeep:
    """Checks and sweeps files. What goes wrong is raised as a `StorageError`."""

    def __init__(
        self, unit_of_work: UnitOfWorkFactory, stores: Sequence[FileStore], now: Callable[[], datetime] = utc_now
    ) -> None:
        self._unit_of_work = unit_of_work
        self._stores = stores
        self._vault = FileVault(unit_of_work, stores, now)
        self._now = now

    def probe(self) -> tuple[str, ...]:
        """Keep a file of no meaning in each store, read it back and erase it; returns where the stores are, in words.

        Raises:
            StorageError: A store does not do one of these.
        """
        for store in self._stores:
            _probe(store)
        return tuple(store.told for store in self._stores)

    def check(self) -> FileCheck:
        """Read every file that is kept and compare it with what is known of it; nothing is changed."""
        sound = 0
        findings = []
        for file in self._current():
            fault = self._fault_of(file)
            if fault is None:
                sound += 1
            else:
                findings.append(FileFinding(file.id, fault, file.kind))
        findings += [FileFinding(file.id, FileFault.LEFT_OVER, file.kind) for file in self._left_over()]
        for store in self._stores:
            kept = store.kept()
            if kept:
                with self._unit_of_work(read_only=True) as uow:
                    strays = kept - uow.files.known(store.place)
                findings += [FileFinding(each, FileFault.STRAY, None) for each in sorted(strays)]
        return FileCheck(sound, tuple(findings))

    def sweep(self) -> int:
        """Erase what was removed, and what was never kept for an hour; returns how many files that were.

        What lies in a store that this computer does not know, and strays, are left alone.
        """
        return sum(self._vault.erase(file) for file in self._left_over())

    def _left_over(self) -> tuple[StoredFile, ...]:
        with self._unit_of_work(read_only=True) as uow:
            return uow.files.left_over(self._now() - PATIENCE)

    def _current(self) -> Iterator[StoredFile]:
        last: UUID | None = None
        while True:
            with self._unit_of_work(read_only=True) as uow:
                page = uow.files.page(last, _PAGE)
            yield from page
            if len(page) < _PAGE:
                return
            last = page[-1].id

    def _fault_of(self, file: StoredFile) -> FileFault | None:
        if self._vault.store_of(file) is None:
            return FileFault.ELSEWHERE
        try:
            self._vault.fetch(file)
        except FileMissingError:
            return FileFault.MISSING
        return None


def _probe(store: FileStore) -> None:
    file_id, content = uuid4(), secrets.token_bytes(_PROBE_BYTES)
    try:
        store.put(file_id, content)
        found = store.get(file_id, len(content))
    finally:
        store.delete(file_id)
    if found != content:
        raise StorageError(
            f"What was kept in {store.told} came back as something else.",
            kept="All records are kept.",
            remedy="Do not bring files until whoever looks after it has found out why.",
        )
    try:
        store.get(file_id, len(content))
    except FileMissingError:
        return
    raise StorageError(
        f"What was erased in {store.told} is still there.",
        kept="All records are kept.",
        remedy="Do not bring files until whoever looks after it has found out why.",
    )

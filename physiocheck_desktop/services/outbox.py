"""What is on its way to the database: on this computer's disk, and in memory while that disk takes nothing."""

import threading
from collections.abc import Iterable
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from typing import Final
from uuid import UUID

from physiocheck_desktop.domain.errors import StorageError
from physiocheck_desktop.services.journal import EntryKey, EntryKind, Journal, JournalEntry

NOTHING: Final[frozenset[UUID]] = frozenset()
_BESIDE_SESSIONS: Final = frozenset({EntryKind.VISIT_BEGUN, EntryKind.VISIT_ENDED, EntryKind.PAIN})


@dataclass(frozen=True, slots=True)
class Contents:
    """Which sessions, visits and pain reports have something on its way.

    Attributes:
        on_disk: Something of them is on this computer's disk.
        in_memory: Something of them is in memory alone.
        sessions: Those on disk or in memory that are sessions.
        set_aside: Something of them was refused by the database for good.
        disk_trouble: Why the disk takes nothing, None where it does.
    """

    on_disk: frozenset[UUID] = NOTHING
    in_memory: frozenset[UUID] = NOTHING
    sessions: frozenset[UUID] = NOTHING
    set_aside: frozenset[UUID] = NOTHING
    disk_trouble: StorageError | None = None

    @property
    def is_empty(self) -> bool:
        """Whether nothing is to be delivered."""
        return not self.waiting

    @property
    def waiting(self) -> frozenset[UUID]:
        """The sessions, visits and pain reports of which something is to be delivered."""
        return self.on_disk | self.in_memory


class Outbox:
    """Entries in their order, first those on the disk, then those in memory; may be called from any thread.

    Attributes:
        contents: What is in it; read without waiting for a disk.
    """

    def __init__(self, journal: Journal) -> None:
        self._journal = journal
        self._lock = threading.Lock()
        self._on_disk: dict[EntryKey, bool] = {}
        self._memory: list[JournalEntry] = []
        # What became of entries on a disk that did not take that.
        self._delivered: set[EntryKey] = set()
        self._refused: dict[EntryKey, str] = {}
        self._disk_trouble: StorageError | None = None
        self.contents = Contents()

    def exclusively(self) -> AbstractContextManager[bool]:
        """Give whether this process alone may deliver for as long as the block lasts."""
        return self._journal.exclusively()

    def open(self) -> None:
        """Take up what earlier runs left, and offer once more what the database refused then."""
        with self._lock:
            try:
                self._journal.offer_again()
            except StorageError as error:
                self._disk_trouble = error
        self.settle()

    def add(self, entry: JournalEntry) -> None:
        """Keep an entry, on the disk where that takes it."""
        with self._lock:
            self._memory.append(entry)
            self._write()

    def settle(self) -> None:
        """Write what is in memory, remove what was delivered, and look at what another process has done."""
        with self._lock:
            self._write()
            try:
                if self._delivered:
                    self._journal.remove(tuple(self._delivered))
                    self._delivered.clear()
                while self._refused:
                    key, refusal = next(iter(self._refused.items()))
                    self._journal.set_aside((key,), refusal)
                    del self._refused[key]
                self._on_disk = dict(self._journal.listed())
            except StorageError as error:
                self._disk_trouble = error
            self._sum_up()

    def first(self) -> JournalEntry | None:
        """Return what is to be delivered next, None where there is nothing.

        Raises:
            StorageError: Something is on the disk and cannot be read.
        """
        with self._lock:
            in_memory = [entry for entry in self._memory if not entry.refusal]
            done = self._delivered | self._refused.keys()
            try:
                on_disk = self._journal.waiting(1 + len(done))
            except StorageError:
                # The order matters within a session and its visit: what has nothing on the disk can go.
                of_disk = {key.session_id for key in self._on_disk}
                in_memory = [entry for entry in in_memory if not entry.rests_on & of_disk]
                if not in_memory:
                    raise
                on_disk = ()
            unsent = (entry for entry in on_disk if entry.key not in done)
            return next(unsent, in_memory[0] if in_memory else None)

    def remove(self, entry: JournalEntry) -> None:
        """Forget an entry that the database has confirmed."""
        with self._lock:
            if any(each.key == entry.key for each in self._memory):
                self._memory = [each for each in self._memory if each.key != entry.key]
            else:
                self._on_disk.pop(entry.key, None)  # not there where another process wrote it down just now
                try:
                    self._journal.remove((entry.key,))
                except StorageError as error:
                    # Not delivered again by this run; a later one would, and the database keeps nothing twice.
                    self._delivered.add(entry.key)
                    self._disk_trouble = error
            self._sum_up()

    def set_aside(self, entry: JournalEntry, refusal: str) -> None:
        """Keep an entry that the database refuses for good where it holds up nothing; a beginning with all after it."""
        with self._lock:

            def belongs(key: EntryKey) -> bool:
                return key == entry.key or (entry.key.kind is EntryKind.BEGUN and key.session_id == entry.session_id)

            self._memory = [replace(each, refusal=refusal) if belongs(each.key) else each for each in self._memory]
            try:
                self._on_disk = dict(self._journal.listed())
                keys = tuple(key for key in self._on_disk if belongs(key))
                self._journal.set_aside(keys, refusal)
                self._on_disk.update(dict.fromkeys(keys, True))
            except StorageError as error:
                self._refused.update((key, refusal) for key in self._on_disk if belongs(key))
                self._disk_trouble = error
            self._sum_up()

    def close(self) -> None:
        """Let the disk go."""
        self._journal.close()

    def _write(self) -> None:
        """Put on the disk what is in memory, where the disk takes it."""
        try:
            if self._memory:
                self._journal.add(self._memory)
        except StorageError as error:
            self._disk_trouble = error
        else:
            self._on_disk.update((entry.key, bool(entry.refusal)) for entry in self._memory)
            self._memory.clear()
            self._disk_trouble = None
        self._sum_up()

    def _sum_up(self) -> None:
        refused = {key for key, is_refused in self._on_disk.items() if is_refused} | self._refused.keys()
        on_disk = self._on_disk.keys() - refused - self._delivered
        in_memory = [entry.key for entry in self._memory if not entry.refusal]
        self.contents = Contents(
            on_disk=_sessions(on_disk),
            in_memory=_sessions(in_memory),
            sessions=_sessions(key for key in (*on_disk, *in_memory) if key.kind not in _BESIDE_SESSIONS),
            set_aside=_sessions((*refused, *(entry.key for entry in self._memory if entry.refusal))),
            disk_trouble=self._disk_trouble,
        )


def _sessions(keys: Iterable[EntryKey]) -> frozenset[UUID]:
    return frozenset(key.session_id for key in keys)

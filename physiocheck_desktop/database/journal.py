"""The journal of a computer: a small SQLite file that only its owner can read, made to survive a power cut."""

import logging
import sqlite3
import threading
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Final
from uuid import UUID

from physiocheck_desktop.config.key_store import KeyFile
from physiocheck_desktop.database.faults import told_of_file
from physiocheck_desktop.database.journal_json import content_from_json, content_to_json
from physiocheck_desktop.database.journal_sealing import JournalSealing, UnsealableError, is_sealed
from physiocheck_desktop.database.owner_only import make_owner_only_file
from physiocheck_desktop.domain.errors import StorageError
from physiocheck_desktop.domain.people import Actor, Role
from physiocheck_desktop.services.journal import EntryKey, EntryKind, JournalEntry
from physiocheck_desktop.services.keys import KeyStore

logger = logging.getLogger(__name__)

_VERSION: Final = 2
"""In the first one, what had happened stood there in the clear."""

_BUSY_S: Final = 5.0
_DAMAGE: Final = (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)
_TABLE: Final = """
    CREATE TABLE entries (
        position INTEGER PRIMARY KEY AUTOINCREMENT,
        session_id TEXT NOT NULL,
        kind TEXT NOT NULL,
        number INTEGER NOT NULL,
        user_id TEXT NOT NULL,
        role TEXT NOT NULL,
        at TEXT NOT NULL,
        content TEXT NOT NULL,
        refusal TEXT NOT NULL,
        UNIQUE (session_id, kind, number)
    )
"""
_KINDS: Final = ", ".join("?" for _ in EntryKind)
_THIS: Final = "session_id = ? AND kind = ? AND number = ?"


class SqlJournal:
    """Entries in a file; see `services.journal.Journal`.

    The file is made with the first entry. What happened is encrypted in it; whose it is and when it was is not. A
    damaged one is put aside under another name, so that it holds up nothing and can still be looked into.
    """

    def __init__(self, path: Path, keys: KeyStore | None = None) -> None:
        """Open nothing yet.

        Args:
            path: The file; another one beside it, with `.lock` after its name, says which process delivers.
            keys: Where the keys are kept to the database for which it is; None for a file beside it.
        """
        self._path = path
        self._place = f"The journal {path}"
        self._sealing = JournalSealing(keys or KeyFile(path.with_name("keys")))
        self._lock = threading.RLock()
        self._connection: sqlite3.Connection | None = None

    def add(self, entries: Sequence[JournalEntry]) -> None:
        """Keep entries, all or none; those it has already are left as they are."""
        with self._transaction() as connection:
            if not _has_table(connection):
                connection.execute(_TABLE)
            self._seal_older(connection)
            connection.executemany(
                "INSERT INTO entries (session_id, kind, number, user_id, role, at, content, refusal) "
                "VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (session_id, kind, number) DO NOTHING",
                [self._row(entry) for entry in entries],
            )

    def waiting(self, limit: int) -> tuple[JournalEntry, ...]:
        """Return the oldest entries that were not refused."""
        with self._reading() as connection:
            rows = (
                connection.execute(
                    "SELECT session_id, kind, number, user_id, role, at, content FROM entries "
                    "WHERE refusal = '' ORDER BY position LIMIT ?",
                    (limit,),
                ).fetchall()
                if connection is not None
                else []
            )
        entries, unreadable = list[JournalEntry](), list[tuple[str, str, int]]()
        for row in rows:
            try:
                entries.append(self._entry(*row))
            except (KeyError, TypeError, ValueError, UnsealableError):
                unreadable.append(row[:3])
        if not unreadable:
            return tuple(entries)
        logger.error("Journal entries that this version cannot read were set aside: %d", len(unreadable))
        self._refuse(unreadable, "This version of PhysioCheck cannot read it.")
        return self.waiting(limit)

    def listed(self) -> tuple[tuple[EntryKey, bool], ...]:
        """Return what is kept, oldest first, and of each whether it was refused."""
        with self._reading() as connection:
            rows = (
                connection.execute(
                    f"SELECT session_id, kind, number, refusal <> '' FROM entries WHERE kind IN ({_KINDS}) "  # noqa: S608
                    "ORDER BY position",
                    tuple(EntryKind),
                ).fetchall()
                if connection is not None
                else []
            )
        return tuple((EntryKey(UUID(of), EntryKind(kind), number), bool(refused)) for of, kind, number, refused in rows)

    def remove(self, keys: Sequence[EntryKey]) -> None:
        """Forget entries that the database has confirmed."""
        with self._transaction() as connection:
            connection.executemany(f"DELETE FROM entries WHERE {_THIS}", [_values(key) for key in keys])  # noqa: S608

    def set_aside(self, keys: Sequence[EntryKey], refusal: str) -> None:
        """Mark entries as refused, so that they wait for a person and hold up nothing."""
        self._refuse([_values(key) for key in keys], refusal)

    def offer_again(self) -> None:
        """Mark no entry as refused any more."""
        if any(refused for _, refused in self.listed()):
            with self._transaction() as connection:
                connection.execute("UPDATE entries SET refusal = ''")

    def people(self) -> frozenset[UUID]:
        """Return on whose behalf something is kept, refused or not."""
        with self._reading() as connection:
            rows = [] if connection is None else connection.execute("SELECT DISTINCT user_id FROM entries").fetchall()
        return frozenset(UUID(user_id) for (user_id,) in rows)

    def forget(self, user_ids: Collection[UUID]) -> None:
        """Forget all that is kept on behalf of some people, so that nothing of it is left on the disk."""
        with self._transaction() as connection:
            connection.executemany("DELETE FROM entries WHERE user_id = ?", [(each.hex,) for each in user_ids])
        with self._lock, told_of_file(self._place):
            self._opened().execute("PRAGMA wal_checkpoint(TRUNCATE)")

    @contextmanager
    def exclusively(self) -> Iterator[bool]:
        """Give whether this process alone may deliver for as long as the block lasts; the system frees it after a kill.

        Where nothing was ever written down there is nothing to be alone with, nor where no lock can be had.
        """
        if not self._path.exists():
            yield True
            return
        lock: sqlite3.Connection | None = None
        alone = True
        try:
            path = self._path.with_name(f"{self._path.name}.lock")
            if not path.exists():  # to open and close it here would let go a lock that this process holds
                make_owner_only_file(path)
            lock = sqlite3.connect(path, timeout=0.0, isolation_level=None, check_same_thread=False)
            lock.execute("BEGIN EXCLUSIVE")
        except sqlite3.OperationalError as error:
            alone = error.sqlite_errorcode != sqlite3.SQLITE_BUSY
        except (StorageError, sqlite3.Error):
            logger.warning("The journal cannot be locked; the database keeps nothing twice all the same.")
        try:
            yield alone
        finally:
            if lock is not None:
                lock.close()

    def close(self) -> None:
        """Let the file go; may be called more than once."""
        with self._lock:
            if self._connection is not None:
                self._connection.close()
                self._connection = None

    @contextmanager
    def _transaction(self) -> Iterator[sqlite3.Connection]:
        with self._lock, told_of_file(self._place):
            connection = self._opened()
            connection.execute("BEGIN IMMEDIATE")
            try:
                yield connection
                connection.execute("COMMIT")
            finally:
                # A full disk has rolled back by itself.
                if connection.in_transaction:
                    connection.execute("ROLLBACK")

    @contextmanager
    def _reading(self) -> Iterator[sqlite3.Connection | None]:
        """Give the connection, None where nothing was written yet."""
        with self._lock, told_of_file(self._place):
            connection = self._opened() if self._path.exists() else None
            yield connection if connection is not None and _has_table(connection) else None

    def _opened(self) -> sqlite3.Connection:
        if self._connection is None:
            make_owner_only_file(self._path)
            try:
                self._connection = _connect(self._path)
            except sqlite3.DatabaseError as error:
                if error.sqlite_errorcode not in _DAMAGE:
                    raise
                self._put_aside()
                make_owner_only_file(self._path)
                self._connection = _connect(self._path)
        if self._connection.execute("PRAGMA user_version").fetchone()[0] > _VERSION:
            raise StorageError(
                f"{self._place} was written by a newer version of PhysioCheck.",
                kept="Everything in it is kept.",
                remedy="Start the newest version.",
            )
        return self._connection

    def _put_aside(self) -> None:
        logger.error("The journal is damaged; it was put aside and a new one is begun.")
        damaged = self._path.with_name(f"{self._path.stem}-damaged-{datetime.now(UTC):%Y%m%d-%H%M%S}")
        for suffix in ("", "-wal", "-shm"):
            part = self._path.with_name(self._path.name + suffix)
            with suppress(FileNotFoundError):
                part.rename(f"{damaged}{self._path.suffix}{suffix}")

    def _seal_older(self, connection: sqlite3.Connection) -> None:
        """Encrypt what a version of the program has left that did not."""
        if connection.execute("PRAGMA user_version").fetchone()[0] == _VERSION:
            return
        for position, *which, content in connection.execute(
            "SELECT position, session_id, kind, number, content FROM entries"
        ).fetchall():
            if not is_sealed(content):
                sealed = self._sealing.sealed(content, *which)
                connection.execute("UPDATE entries SET content = ? WHERE position = ?", (sealed, position))
        connection.execute(f"PRAGMA user_version = {_VERSION}")

    def _row(self, entry: JournalEntry) -> tuple[str | int, ...]:
        which = _values(entry.key)
        return (
            *which,
            entry.actor.user_id.hex,
            entry.actor.role.value,
            entry.at.astimezone(UTC).isoformat(),
            self._sealing.sealed(content_to_json(entry.content), *which),
            entry.refusal,
        )

    def _entry(
        self, session_id: str, kind: str, number: int, user_id: str, role: str, at: str, content: str
    ) -> JournalEntry:
        told = self._sealing.opened(content, session_id, kind, number)
        return JournalEntry(
            session_id=UUID(session_id),
            actor=Actor(UUID(user_id), Role(role)),
            at=datetime.fromisoformat(at),
            content=content_from_json(EntryKind(kind), told),
        )

    def _refuse(self, which: Sequence[tuple[str, str, int]], refusal: str) -> None:
        if which:
            with self._transaction() as connection:
                connection.executemany(
                    f"UPDATE entries SET refusal = ? WHERE {_THIS}",  # noqa: S608 - our own words
                    [(refusal, *values) for values in which],
                )


def _connect(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(path, timeout=_BUSY_S, isolation_level=None, check_same_thread=False)
    try:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute("PRAGMA secure_delete = ON")
        _demand_whole(connection)
    except BaseException:
        connection.close()
        raise
    return connection


def _demand_whole(connection: sqlite3.Connection) -> None:
    if connection.execute("PRAGMA quick_check").fetchone()[0] != "ok":
        error = sqlite3.DatabaseError("The file is damaged.")
        error.sqlite_errorcode = sqlite3.SQLITE_CORRUPT
        raise error


def _has_table(connection: sqlite3.Connection) -> bool:
    return bool(connection.execute("SELECT count(*) FROM sqlite_master WHERE name = 'entries'").fetchone()[0])


def _values(key: EntryKey) -> tuple[str, str, int]:
    return key.session_id.hex, key.kind.value, key.number

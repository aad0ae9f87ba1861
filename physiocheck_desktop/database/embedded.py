"""The embedded database: one SQLite file that only its owner can read, made to survive a power cut."""

import hashlib
import sqlite3
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, ClassVar, Final

from sqlalchemy import URL, Engine, create_engine, event
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.pool import ConnectionPoolEntry

from physiocheck_desktop.database.encrypted import use_keys
from physiocheck_desktop.database.faults import told_of_file
from physiocheck_desktop.database.json_values import to_json
from physiocheck_desktop.database.owner_only import make_owner_only_file
from physiocheck_desktop.domain.errors import StorageError
from physiocheck_desktop.services.keys import KeyStore

BEGIN_OPTION: Final = "physiocheck_begin"
"""Execution option of a connection: the statement that begins its transactions."""


@dataclass(frozen=True, slots=True)
class EmbeddedPlace:
    """A database in a file of this computer.

    Attributes:
        path: The file.
        busy_timeout_s: Seconds to wait for another process that is writing.
        keys: Where the keys to what is encrypted in it are kept.
    """

    shared: ClassVar[bool] = False

    path: Path
    busy_timeout_s: float
    keys: KeyStore

    @property
    def name(self) -> str:
        """The subject of a sentence about it."""
        return f"The database {self.path}"

    @property
    def told(self) -> str:
        """Where it is."""
        return str(self.path)

    @property
    def backups(self) -> Path:
        """The folder for copies."""
        return self.path.parent / "backups"

    @property
    def backup_name(self) -> str:
        """What the names of its copies begin with."""
        return self.path.stem

    @property
    def backup_suffix(self) -> str:
        """What the names of its copies end with."""
        return self.path.suffix

    def exists(self) -> bool:
        """Whether there is a file."""
        return self.path.exists()

    def prepare(self) -> None:
        """Make the file where there is none, and close it to everybody but the owner."""
        make_owner_only_file(self.path)

    def engine(self) -> Engine:
        """Return an engine for the daily work."""
        return self._with_keys(create_embedded_engine(self.path, self.busy_timeout_s))

    def forget_deleted(self) -> bool:
        """Let nothing of what was deleted be left in the file; returns whether that was done."""
        return forget_deleted(self.path, self.busy_timeout_s)

    def upkeep_engine(self) -> Engine:
        """Return an engine for changing whole tables; see `schema.upgrade`."""
        return self._with_keys(create_embedded_engine(self.path, self.busy_timeout_s, foreign_keys=False))

    def _with_keys(self, engine: Engine) -> Engine:
        use_keys(engine, self.keys)
        return engine

    def back_up(self, engine: Engine, target: Path, revision: str, now: datetime) -> None:
        """Copy the database, as it is between two transactions, into a file."""
        del engine, revision, now
        copy_database(self.path, target)
        with closing(sqlite3.connect(target)) as copy:
            # A copy is one file, also while somebody looks into it.
            copy.execute("PRAGMA journal_mode = DELETE")


def create_embedded_engine(path: Path, busy_timeout_s: float, *, foreign_keys: bool = True) -> Engine:
    """Return an engine on a SQLite file.

    Transactions begin with BEGIN IMMEDIATE, so that a unit of work that reads and then writes waits for its turn
    instead of failing half-way; one marked as read-only begins with BEGIN and is not held up by a writer.
    `synchronous = FULL` makes a commit wait for the disk: a repetition is told as saved only when a power cut could
    not take it any more, and some milliseconds every few seconds are a small price for that. `secure_delete` overwrites
    what is deleted or replaced.

    Args:
        path: The file.
        busy_timeout_s: Seconds to wait for another process that is writing.
        foreign_keys: False only while a migration rebuilds tables, which would otherwise delete what refers to them.
    """
    engine = create_engine(
        URL.create("sqlite", database=str(path)),
        connect_args={"timeout": busy_timeout_s, "isolation_level": None},
        hide_parameters=True,
        json_serializer=to_json,
    )

    def prepare(connection: DBAPIConnection, _entry: ConnectionPoolEntry) -> None:
        # Servers have this function, with which the database chains the audit trail.
        connection.create_function("sha2", 2, _sha2, deterministic=True)
        cursor = connection.cursor()
        cursor.execute("PRAGMA journal_mode = WAL")
        cursor.execute("PRAGMA synchronous = FULL")
        cursor.execute("PRAGMA secure_delete = ON")
        cursor.execute(f"PRAGMA foreign_keys = {'ON' if foreign_keys else 'OFF'}")
        cursor.close()

    def begin(connection: Any) -> None:
        connection.exec_driver_sql(connection.get_execution_options().get(BEGIN_OPTION, "BEGIN IMMEDIATE"))

    event.listen(engine, "connect", prepare)
    event.listen(engine, "begin", begin)
    return engine


def _sha2(text: str, bits: int) -> str:
    return hashlib.new(f"sha{bits}", text.encode()).hexdigest()


def forget_deleted(path: Path, busy_timeout_s: float) -> bool:
    """Let nothing of what was deleted be left in a database's files; returns False where another program holds them.

    Raises:
        StorageError: They cannot be read or written, or there is no room to write them anew.
    """
    with told_of_file(f"The database {path}"), closing(sqlite3.connect(path, timeout=busy_timeout_s)) as connection:
        connection.isolation_level = None
        # Otherwise the copy that is made meanwhile would lie in a folder of the system's.
        connection.execute("PRAGMA temp_store = MEMORY")
        try:
            connection.execute("VACUUM")
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode in {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}:
                return False
            raise
        is_busy, *_ = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    return not is_busy


def copy_database(source: Path, target: Path) -> None:
    """Copy a database into the file of another, as it is between two transactions and in one transaction there.

    Raises:
        StorageError: One cannot be read or the other not be written.
    """
    try:
        with closing(sqlite3.connect(source)) as read, closing(sqlite3.connect(target)) as written:
            read.backup(written)
    except sqlite3.Error as error:
        raise StorageError(
            f"{source} could not be copied to {target} ({error}).",
            kept="The database is unchanged.",
            remedy="Make sure that both can be read, that nobody is using the second, and that there is space for it.",
        ) from error

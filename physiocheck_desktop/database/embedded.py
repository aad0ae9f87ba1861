"""The embedded database: one SQLite file that only its owner can read, made to survive a power cut."""

import os
import sqlite3
from contextlib import closing
from datetime import datetime
from pathlib import Path
from typing import Any, Final

from sqlalchemy import URL, Engine, create_engine, event
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.pool import ConnectionPoolEntry

from physiocheck_desktop.database.json_values import to_json
from physiocheck_desktop.domain.errors import StorageError

BEGIN_OPTION: Final = "physiocheck_begin"
"""Execution option of a connection: the statement that begins its transactions."""

_OWNER_ONLY_FILE: Final = 0o600
_OWNER_ONLY_FOLDER: Final = 0o700


def make_owner_only_folder(folder: Path) -> None:
    """Make a folder, with its parents, that only the owner may enter; one that exists is left as it is.

    Raises:
        StorageError: It cannot be made.
    """
    try:
        folder.mkdir(mode=_OWNER_ONLY_FOLDER, parents=True, exist_ok=True)
    except OSError as error:
        raise StorageError(
            f"The data folder {folder} cannot be made: {error.strerror or error}.",
            remedy="Allow your account to write there, or choose another data folder in the settings.",
        ) from error


def make_owner_only_file(path: Path) -> None:
    """Make an empty file that only the owner may read, or take other people's rights from the one that is there.

    SQLite gives its journal files the same rights as the database file.

    Raises:
        StorageError: It cannot be made or opened for writing.
    """
    make_owner_only_folder(path.parent)
    try:
        os.close(os.open(path, os.O_RDWR | os.O_CREAT, _OWNER_ONLY_FILE))
        path.chmod(_OWNER_ONLY_FILE)
    except OSError as error:
        raise StorageError(
            f"The data folder {path.parent} cannot be written: {error.strerror or error}.",
            remedy="Allow your account to write there, or choose another data folder in the settings.",
        ) from error


def create_embedded_engine(path: Path, busy_timeout_s: float, *, foreign_keys: bool = True) -> Engine:
    """Return an engine on a SQLite file.

    Transactions begin with BEGIN IMMEDIATE, so that a unit of work that reads and then writes waits for its turn
    instead of failing half-way; one marked as read-only begins with BEGIN and is not held up by a writer.
    `synchronous = FULL` makes a commit wait for the disk: a repetition is told as saved only when a power cut could
    not take it any more, and some milliseconds every few seconds are a small price for that.

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
        cursor = connection.cursor()
        cursor.execute("PRAGMA journal_mode = WAL")
        cursor.execute("PRAGMA synchronous = FULL")
        cursor.execute(f"PRAGMA foreign_keys = {'ON' if foreign_keys else 'OFF'}")
        cursor.close()

    def begin(connection: Any) -> None:
        connection.exec_driver_sql(connection.get_execution_options().get(BEGIN_OPTION, "BEGIN IMMEDIATE"))

    event.listen(engine, "connect", prepare)
    event.listen(engine, "begin", begin)
    return engine


def back_up(path: Path, revision: str, now: datetime) -> Path:
    """Copy a database, as it is between two transactions, into the backups folder beside it.

    Args:
        path: The database file.
        revision: Its schema's revision, for the copy's name.
        now: UTC, for the copy's name.

    Returns:
        The copy's path.

    Raises:
        StorageError: The copy cannot be written; an unfinished one is removed.
    """
    copy = path.parent / "backups" / f"{path.stem}-{now:%Y%m%dT%H%M%SZ}-{revision}{path.suffix}"
    make_owner_only_file(copy)
    try:
        with closing(sqlite3.connect(path)) as source, closing(sqlite3.connect(copy)) as target:
            source.backup(target)
    except sqlite3.Error as error:
        copy.unlink(missing_ok=True)
        raise StorageError(
            f"No backup of {path} could be made ({error}), so it was not upgraded.",
            kept="The database is unchanged.",
            remedy=f"Make sure there is space for a copy in {copy.parent}, then start again.",
        ) from error
    return copy

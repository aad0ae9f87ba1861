"""Copies of records, put back: a SQLite file into the file of this computer, a dump into a server's database."""

import sqlite3
from contextlib import closing
from datetime import datetime
from pathlib import Path

from sqlalchemy import Connection, Engine, inspect, text

from physiocheck_desktop.database import schema
from physiocheck_desktop.database.address import Place
from physiocheck_desktop.database.dump import load_dump, read_header
from physiocheck_desktop.database.embedded import EmbeddedPlace, copy_database
from physiocheck_desktop.database.interrupted import MARK, Change, under_way
from physiocheck_desktop.database.owner_only import make_owner_only_folder
from physiocheck_desktop.domain.errors import StorageError


def revision_of_copy(place: Place, source: Path) -> str:
    """Return the revision of a copy's schema, after making sure that the copy is whole and of the place's kind.

    Raises:
        StorageError: It cannot be read, is damaged, or is a copy of something else.
    """
    return _revision_of_file(source) if isinstance(place, EmbeddedPlace) else read_header(source).revision


def put_back(place: Place, engine: Engine, source: Path, revision: str) -> None:
    """Replace all that is in a database by the records of a copy that `revision_of_copy` found whole.

    On this computer it is one transaction. On a server it is marked as under way until it is done; after an
    interruption it is run again from the start.
    """
    if isinstance(place, EmbeddedPlace):
        engine.dispose()
        copy_database(source, place.path)
        return
    with engine.connect() as connection, under_way(connection, Change.RESTORE):
        _drop_tables(connection)
        schema.create_at(connection, revision)
        load_dump(connection, source)
        connection.commit()


def set_aside_if_damaged(place: Place, now: datetime) -> Path | None:
    """Move a damaged file of this computer into the backups folder, because no copy can be made of it.

    Returns:
        Where it is now; None where nothing was wrong with it.
    """
    if not isinstance(place, EmbeddedPlace) or not place.exists() or _is_sound(place.path):
        return None
    make_owner_only_folder(place.backups)
    aside = place.backups / f"{place.backup_name}-{now:%Y%m%dT%H%M%S.%fZ}-damaged{place.backup_suffix}"
    for ending in ("", "-wal", "-shm"):
        part = place.path.with_name(place.path.name + ending)
        if part.exists():
            part.replace(aside.with_name(aside.name + ending))
    return aside


def _is_sound(file: Path) -> bool:
    try:
        with closing(sqlite3.connect(file)) as connection:
            return bool(connection.execute("PRAGMA quick_check").fetchone() == ("ok",))
    except sqlite3.DatabaseError as error:
        return error.sqlite_errorcode not in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)


def _drop_tables(connection: Connection) -> None:
    connection.execute(text("SET SESSION foreign_key_checks = 0"))
    quote = connection.dialect.identifier_preparer.quote
    for name in set(inspect(connection).get_table_names()) - {MARK}:
        connection.execute(text(f"DROP TABLE {quote(name)}"))
    connection.execute(text("SET SESSION foreign_key_checks = 1"))


def _revision_of_file(source: Path) -> str:
    try:
        with closing(sqlite3.connect(f"{source.absolute().as_uri()}?mode=ro", uri=True)) as copy:
            if copy.execute("PRAGMA quick_check").fetchone() == ("ok",):
                found = copy.execute("SELECT version_num FROM alembic_version").fetchone()
                if found is not None:
                    return str(found[0])
    except sqlite3.Error as error:
        raise _unusable(source) from error
    raise _unusable(source)


def _unusable(source: Path) -> StorageError:
    return StorageError(
        f"{source} cannot be read, is damaged, or is no copy of a PhysioCheck database.",
        kept="Nothing was changed.",
        remedy="Choose another copy.",
    )

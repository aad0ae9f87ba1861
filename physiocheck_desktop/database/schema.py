"""The schema's revision: where a database stands, and the way to what this program needs.

Nearly every start finds a database as it should be, and only looks at it. Alembic, which takes a seventh of a second to
load and runs every migration to find out which there are, is asked for changes alone; the names of its files and the
one row of its table say the rest.
"""

from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

from sqlalchemy import Connection, Engine, inspect, text

from physiocheck_desktop.database.interrupted import Change, under_way
from physiocheck_desktop.domain.errors import BugError, StorageError

if TYPE_CHECKING:
    from alembic.config import Config

VERSION_TABLE: Final = "alembic_version"
"""The table in which Alembic keeps the revision."""

_MIGRATIONS: Final = Path(__file__).parent / "migrations"


def newest_revision() -> str:
    """Return the revision that this program works with."""
    revisions = _revisions(_MIGRATIONS)
    if not revisions:
        raise BugError("The program carries no migrations.")
    return max(revisions)


def current_revision(engine: Engine) -> str | None:
    """Return the revision that a database is at, None for an empty one."""
    with engine.connect() as connection:
        return revision_of(connection)


def revision_of(connection: Connection) -> str | None:
    """Return the revision of the database that a connection leads to, None for an empty one."""
    if not inspect(connection).has_table(VERSION_TABLE):
        return None
    found = connection.scalars(text(f"SELECT version_num FROM {VERSION_TABLE}"))  # noqa: S608  # our own name
    revision: str | None = found.one_or_none()
    return revision


def is_known(revision: str) -> bool:
    """Whether this program has a migration of that name."""
    return revision in _revisions(_MIGRATIONS)


def demand_known_revision(revision: str | None, place: str) -> None:
    """Refuse a database that a newer version of the program has upgraded.

    Raises:
        StorageError: This program has no migration of that name.
    """
    if revision is not None and not is_known(revision):
        raise StorageError(
            f"{place} was made by a newer version of PhysioCheck (schema {revision}; this version knows up to "
            f"{newest_revision()}).",
            kept="Nothing in it was changed.",
            remedy="Install the newest version of PhysioCheck on this computer.",
        )


def upgrade(engine: Engine, revision: str = "head") -> None:
    """Bring a database forward to a revision; does nothing where it is already there.

    Two processes that start at once upgrade one after the other. On SQLite the whole upgrade is one transaction;
    `engine` must have been made without foreign keys, which are checked as a whole before the commit instead. On a
    server each statement is kept at once; one that was interrupted goes on where it was, see `interrupted`.

    Args:
        engine: Of a place's `upkeep_engine`.
        revision: Where to; the newest by default.
    """
    from alembic import command  # only where something is changed, see above

    _change(engine, Change.UPGRADE, lambda configuration: command.upgrade(configuration, revision))


def create_at(connection: Connection, revision: str) -> None:
    """Make the tables of a revision in an empty database, as a part of a change that the caller has begun."""
    from alembic import command  # only where something is changed, see above

    command.upgrade(_configuration(connection, resuming=False), revision)


def downgrade(engine: Engine, revision: str) -> None:
    """Bring a database back to an older revision (`base` for none), under the same conditions as `upgrade`."""
    from alembic import command  # only where something is changed, see above

    _change(engine, Change.DOWNGRADE, lambda configuration: command.downgrade(configuration, revision))


@cache
def _revisions(folder: Path) -> frozenset[str]:
    """Return the revisions of a folder of migrations, which their files are named after: `r0001_sessions.py`."""
    files = (folder / "versions").glob("r[0-9]*_*.py")
    return frozenset(file.name.partition("_")[0].removeprefix("r") for file in files)


def _change(engine: Engine, change: Change, run: "Callable[[Config], None]") -> None:
    if engine.dialect.name == "sqlite":
        with engine.begin() as connection:
            run(_configuration(connection, resuming=False))
            _demand_foreign_keys_kept(connection)
    else:
        with engine.connect() as connection, under_way(connection, change) as resuming:
            run(_configuration(connection, resuming=resuming))
            connection.commit()


def _configuration(connection: Connection, *, resuming: bool) -> "Config":
    from alembic.config import Config  # only where something is changed, see above

    configuration = Config()
    # ConfigParser, which Alembic keeps options in, reads a single percent sign as the start of a reference.
    configuration.set_main_option("script_location", str(_MIGRATIONS).replace("%", "%%"))
    configuration.attributes["connection"] = connection
    configuration.attributes["resuming"] = resuming
    return configuration


def _demand_foreign_keys_kept(connection: Connection) -> None:
    broken = connection.exec_driver_sql("PRAGMA foreign_key_check").all()
    if broken:
        raise BugError(f"A migration left {len(broken)} rows that refer to nothing.")

"""The schema's revision: where a database stands, and the upgrade to what this program needs."""

from pathlib import Path
from typing import Final

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine

from physiocheck_desktop.domain.errors import BugError, StorageError

_MIGRATIONS: Final = Path(__file__).parent / "migrations"


def newest_revision() -> str:
    """Return the revision that this program works with."""
    revision = ScriptDirectory(str(_MIGRATIONS)).get_current_head()
    if revision is None:
        raise BugError("The program carries no migrations.")
    return revision


def current_revision(engine: Engine) -> str | None:
    """Return the revision that a database is at, None for an empty one."""
    with engine.connect() as connection:
        return MigrationContext.configure(connection).get_current_revision()


def demand_known_revision(revision: str | None, place: str) -> None:
    """Refuse a database that a newer version of the program has upgraded.

    Raises:
        StorageError: This program has no migration of that name.
    """
    known = {script.revision for script in ScriptDirectory(str(_MIGRATIONS)).walk_revisions()}
    if revision is not None and revision not in known:
        raise StorageError(
            f"{place} was made by a newer version of PhysioCheck (schema {revision}; this version knows up to "
            f"{newest_revision()}).",
            kept="Nothing in it was changed.",
            remedy="Install the newest version of PhysioCheck on this computer.",
        )


def upgrade(engine: Engine, revision: str = "head") -> None:
    """Bring a database forward to a revision; does nothing where it is already there.

    On SQLite the whole upgrade is one transaction; `engine` must have been made without foreign keys, which are
    checked as a whole before the commit instead. Two processes that start at once upgrade one after the other.
    """
    with engine.begin() as connection:
        command.upgrade(_configuration(connection), revision)
        _demand_foreign_keys_kept(connection)


def downgrade(engine: Engine, revision: str) -> None:
    """Bring a database back to an older revision (`base` for none), under the same conditions as `upgrade`."""
    with engine.begin() as connection:
        command.downgrade(_configuration(connection), revision)
        _demand_foreign_keys_kept(connection)


def _configuration(connection: Connection) -> Config:
    configuration = Config()
    # ConfigParser, which Alembic keeps options in, reads a single percent sign as the start of a reference.
    configuration.set_main_option("script_location", str(_MIGRATIONS).replace("%", "%%"))
    configuration.attributes["connection"] = connection
    return configuration


def _demand_foreign_keys_kept(connection: Connection) -> None:
    if connection.dialect.name == "sqlite":
        broken = connection.exec_driver_sql("PRAGMA foreign_key_check").all()
        if broken:
            raise BugError(f"A migration left {len(broken)} rows that refer to nothing.")

"""How a database stands to this version of the program, and what it is."""

from dataclasses import dataclass
from typing import Final

from sqlalchemy import Connection, inspect, text

from physiocheck_desktop.database import schema
from physiocheck_desktop.database.address import Place
from physiocheck_desktop.database.interrupted import MARK, Change, unfinished, unfinished_change
from physiocheck_desktop.domain.errors import StorageError
from physiocheck_desktop.services.database_upkeep import DatabaseState

_NO_RECORDS: Final = frozenset({schema.VERSION_TABLE, MARK})


@dataclass(frozen=True, slots=True)
class Standing:
    """How a database stands.

    Attributes:
        state: To this version of the program.
        revision: Of its schema; None where it has none.
        interrupted: The change that broke off half-way.
    """

    state: DatabaseState
    revision: str | None
    interrupted: Change | None = None


def standing_of(connection: Connection) -> Standing:
    """Return how a database stands; nothing in it is changed."""
    revision = schema.revision_of(connection)
    interrupted = None if is_embedded(connection) else unfinished_change(connection)
    if interrupted is not None:
        state = DatabaseState.INTERRUPTED
    elif revision is None:
        strange = set(inspect(connection).get_table_names()) - _NO_RECORDS
        state = DatabaseState.FOREIGN if strange else DatabaseState.EMPTY
    elif not schema.is_known(revision):
        state = DatabaseState.NEWER
    else:
        state = DatabaseState.CURRENT if revision == schema.newest_revision() else DatabaseState.OLDER
    return Standing(state, revision, interrupted)


def demand_there(place: Place) -> None:
    """Refuse a place without a database; a server has to be asked for that.

    Raises:
        StorageError: There is none.
    """
    if not place.exists():
        raise not_there(place)


def not_there(place: Place) -> StorageError:
    """Return what to tell of a place without records."""
    return StorageError(
        f"{place.name} has no records yet.",
        kept="Nothing was made there.",
        remedy="Check data_folder and database.url in the settings. Where they are right, start PhysioCheck, or run "
        "physiocheck database create.",
    )


def demand_usable(standing: Standing, place: str) -> None:
    """Refuse a database that this program can neither use nor bring up to date.

    Raises:
        StorageError: It is newer than the program, or holds another program's tables.
    """
    schema.demand_known_revision(standing.revision, place)
    if standing.state is DatabaseState.FOREIGN:
        raise StorageError(
            f"{place} holds tables that are not PhysioCheck’s.",
            kept="Nothing in it was changed.",
            remedy="Give PhysioCheck a database of its own.",
        )


def demand_current(standing: Standing, place: str) -> None:
    """Refuse a database that is not at the newest revision and may be changed by its keeper alone.

    Raises:
        StorageError: It has no tables yet, older or newer ones, or half of a change.
    """
    demand_usable(standing, place)
    if standing.interrupted is not None:
        raise unfinished(standing.interrupted)
    if standing.state is DatabaseState.EMPTY:
        raise StorageError(
            f"{place} has no tables of PhysioCheck yet.",
            remedy="Run physiocheck database create once, with the account that may make them.",
        )
    if standing.state is DatabaseState.OLDER:
        raise StorageError(
            f"{place} has tables of an older version of PhysioCheck (schema {standing.revision}; this version needs "
            f"{schema.newest_revision()}).",
            kept="Nothing in it was changed.",
            remedy="Run physiocheck database upgrade once, with the account that may change them.",
        )


def is_embedded(connection: Connection) -> bool:
    """Whether the database is a file of this computer."""
    return connection.dialect.name == "sqlite"


def server_version(connection: Connection) -> str:
    """Return product and version, such as `MariaDB 10.11.6`."""
    if is_embedded(connection):
        return f"SQLite {connection.scalar(text('SELECT sqlite_version()'))}"
    version = str(connection.scalar(text("SELECT VERSION()"))).partition("-")[0]
    return f"{'MariaDB' if getattr(connection.dialect, 'is_mariadb', False) else 'MySQL'} {version}"


def is_encrypted(connection: Connection) -> bool:
    """Whether a connection to a server is encrypted."""
    cipher = connection.execute(text("SHOW SESSION STATUS LIKE 'Ssl_cipher'")).one_or_none()
    return cipher is not None and bool(cipher[1])

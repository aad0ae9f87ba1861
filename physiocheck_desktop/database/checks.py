"""Everything that can be wrong with a database that can be reached, looked at one by one."""

from collections.abc import Iterator
from typing import Final

from sqlalchemy import Connection, Engine, inspect, text, update
from sqlalchemy.exc import DBAPIError

from physiocheck_desktop.database.address import Place
from physiocheck_desktop.database.embedded import EmbeddedPlace
from physiocheck_desktop.database.grants import daily_rights
from physiocheck_desktop.database.owner_only import is_owner_only
from physiocheck_desktop.database.standing import (
    demand_current,
    is_embedded,
    is_encrypted,
    server_version,
    standing_of,
)
from physiocheck_desktop.database.tables import AuditRow, Base
from physiocheck_desktop.domain.errors import StorageError
from physiocheck_desktop.services.database_upkeep import Finding

_NAMED: Final = 5
"""Rights that are named where more are lacking."""
_OLDEST: Final = {"MySQL": (8, 0, 16), "MariaDB": (10, 11, 0)}


def findings_of(place: Place, engine: Engine) -> Iterator[Finding]:
    """Yield what each check finds; stops early where the tables are not what the later checks need."""
    with engine.connect() as connection:
        yield _version(connection)
        yield from _privacy(place, connection)
        try:
            standing = standing_of(connection)
            demand_current(standing, place.name)
        except StorageError as error:
            yield Finding("tables", sound=False, told=f"{error.what} {error.remedy}")
            return
        yield Finding("tables", sound=True, told=f"schema {standing.revision}, which this version works with")
        for check in (_structure, _rights, *(() if is_embedded(connection) else (_audit_rights,)), _soundness):
            yield check(connection)
            connection.rollback()


def _version(connection: Connection) -> Finding:
    told = server_version(connection)
    product, _, version = told.partition(" ")
    oldest = _OLDEST.get(product)
    sound = oldest is None or tuple(int(part) for part in version.split(".")[:3]) >= oldest
    needed = "" if sound or oldest is None else f"; {product} {'.'.join(map(str, oldest))} or newer is needed"
    return Finding("version", sound=sound, told=told + needed)


def _privacy(place: Place, connection: Connection) -> Iterator[Finding]:
    if isinstance(place, EmbeddedPlace):
        private = is_owner_only(place.path)
        told = "only your account can read the file" if private else "other accounts of this computer can read the file"
        yield Finding("privacy", sound=private, told=told)
        closed = is_owner_only(place.path.parent)
        told = "only your account can enter it" if closed else "other accounts can see which files are there"
        yield Finding("folder", sound=True, told=told)
        return
    encrypted = is_encrypted(connection)
    told = "encrypted" if encrypted else "not encrypted, which is allowed on this computer itself alone"
    yield Finding("connection", sound=True, told=told)
    character_set, collation = connection.execute(text("SELECT @@character_set_database, @@collation_database")).one()
    yield Finding(
        "letters",
        sound=character_set == "utf8mb4",
        told=f"{character_set}, {collation}" + ("" if character_set == "utf8mb4" else "; utf8mb4 is needed"),
    )


def _structure(connection: Connection) -> Finding:
    # Here and not above: every start loads this module, and only whoever checks needs Alembic.
    from alembic.autogenerate import compare_metadata
    from alembic.runtime.migration import MigrationContext

    differences = compare_metadata(MigrationContext.configure(connection, opts={"compare_type": True}), Base.metadata)
    if not differences:
        return Finding("structure", sound=True, told="every table is as this version makes it")
    return Finding(
        "structure",
        sound=False,
        told=f"{len(differences)} differences from what this version makes; restore a copy into a new database",
    )


def _rights(connection: Connection) -> Finding:
    """Try on each table, with no row of it, what the daily work does: an account may have been given less of one."""
    lacking = [told for told, statement in _daily_statements(connection) if not _may(connection, statement)]
    if not lacking:
        return Finding("rights", sound=True, told="the account can write, change and delete records")
    named = ", ".join(lacking[:_NAMED]) + (f" and {len(lacking) - _NAMED} more" if len(lacking) > _NAMED else "")
    remedy = (
        "allow it to write the file" if is_embedded(connection) else "give it what physiocheck database grants prints"
    )
    return Finding("rights", sound=False, told=f"the account may not do what the daily work does: {named}; {remedy}")


def _daily_statements(connection: Connection) -> Iterator[tuple[str, str]]:
    quote = connection.dialect.identifier_preparer.quote
    for table in Base.metadata.sorted_tables:
        name, column = quote(table.name), quote(table.columns[0].name)
        statements = {
            "INSERT": f"INSERT INTO {name} SELECT * FROM {name} WHERE 1 = 0",  # noqa: S608  # our own names
            "UPDATE": f"UPDATE {name} SET {column} = {column} WHERE 1 = 0",  # noqa: S608
            "DELETE": f"DELETE FROM {name} WHERE 1 = 0",  # noqa: S608
        }
        yield from ((f"{right} {table.name}", statements[right]) for right in daily_rights(table.name))


def _may(connection: Connection, statement: str) -> bool:
    try:
        connection.execute(text(statement))
    except DBAPIError as error:
        if error.connection_invalidated:
            raise
        return False
    return True


def _audit_rights(connection: Connection) -> Finding:
    """Try to change no entry of the audit trail."""
    try:
        connection.execute(update(AuditRow).where(AuditRow.position < 0).values(machine=""))
    except DBAPIError as error:
        if error.connection_invalidated:
            raise
        return Finding("audit trail", sound=True, told="the account can add entries, and not change them")
    return Finding(
        "audit trail",
        sound=True,
        told="the account can change entries, as one that upgrades tables has to; give the daily one what physiocheck "
        "database grants prints",
    )


def _soundness(connection: Connection) -> Finding:
    if is_embedded(connection):
        broken = [row[0] for row in connection.execute(text("PRAGMA integrity_check")) if row[0] != "ok"]
        broken += [row[0] for row in connection.execute(text("PRAGMA foreign_key_check"))]
    else:
        quote = connection.dialect.identifier_preparer.quote
        tables = ", ".join(quote(name) for name in inspect(connection).get_table_names())
        answers = connection.execute(text(f"CHECK TABLE {tables}")).all()
        broken = [row[0] for row in answers if row[2] == "error" or (row[2] == "status" and row[3] != "OK")]
    told = "no damage found" if not broken else "damaged; keep a copy of it and restore the newest backup"
    return Finding("soundness", sound=not broken, told=told)

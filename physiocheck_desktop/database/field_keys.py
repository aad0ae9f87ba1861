"""The keys of one database: registered in it, found on this computer, and changed for a new one."""

import logging
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any, Final

from sqlalchemy import (
    Column,
    ColumnClause,
    Connection,
    Engine,
    Table,
    and_,
    column,
    func,
    insert,
    select,
    table,
    text,
    update,
)

from physiocheck_desktop.database.embedded import BEGIN_OPTION
from physiocheck_desktop.database.encrypted import (
    EncryptedJson,
    EncryptedText,
    decrypt,
    encrypt,
    keys_of,
)
from physiocheck_desktop.database.tables import Base, KeyRow
from physiocheck_desktop.domain.errors import PassingStorageError
from physiocheck_desktop.services.keys import KeyRing

logger = logging.getLogger(__name__)

_ROWS_AT_ONCE: Final = 200
_PATIENCE_S: Final = 15
_LOCK: Final = "physiocheck_keys"


def open_keys(engine: Engine) -> None:
    """Make sure that this computer has all keys of a database; the first one is made where there is none yet.

    Raises:
        StorageError: Something in the database is encrypted with a key that this computer does not have, or the place
            of the keys cannot be used.
    """
    keys = keys_of(engine.dialect)
    with _reading(engine) as connection:
        registered = _registered(connection)
    ring = keys.load()
    if ring is None or ring.current.id not in registered:
        with _alone(engine) as connection:
            claim_keys(connection)
            registered = _registered(connection)
    keys.demand(registered)


def claim_keys(connection: Connection) -> KeyRing:
    """Return the ring that a database's values are written with, as part of a transaction of the caller's.

    Where no key is registered, the one that this computer has is, or a new one; nobody else may do that meanwhile.
    """
    keys = keys_of(connection.dialect)
    registered = _registered(connection)
    if registered:
        keys.demand(registered)
    ring = keys.load() or keys.save(KeyRing.new())
    if ring.current.id not in registered:
        connection.execute(insert(KeyRow).values(id=ring.current.id, since=datetime.now(UTC)))
    return ring


def values_by_key(engine: Engine) -> dict[str, int]:
    """Return how many values are encrypted with which key, by the key's identifier."""
    with _reading(engine) as connection:
        return _values_by_key(connection)


def _values_by_key(connection: Connection) -> dict[str, int]:
    counted = Counter(dict.fromkeys(_registered(connection), 0))
    for kept, name, _ in _encrypted_columns():
        value: ColumnClause[str] = column(name)
        key = func.substr(value, 3, 16)
        query = select(key, func.count()).select_from(table(kept.name)).where(value.is_not(None)).group_by(key)
        for key_id, count in connection.execute(query):
            counted[key_id] += count
    return dict(counted)


def rotate(engine: Engine) -> int:
    """Encrypt everything with a new key; a rotation that was interrupted is gone on with instead.

    The key is kept before anything is written with it, and the keys before it are kept for good: a backup may need
    them. Others may go on working; what they write meanwhile with the key before is done with the rest.

    Returns:
        How many values were encrypted anew.
    """
    open_keys(engine)
    keys = keys_of(engine.dialect)
    with _alone(engine) as connection:
        ring = claim_keys(connection)
        used = {key_id for key_id, count in _values_by_key(connection).items() if count}
        if used <= {ring.current.id}:
            ring = keys.save(ring.with_new_key())
            connection.execute(insert(KeyRow).values(id=ring.current.id, since=datetime.now(UTC)))
    done = sum(_encrypt_anew(engine, ring, *each) for each in _encrypted_columns())
    logger.info("Values encrypted with another key: %d", done)
    return done


def _encrypt_anew(engine: Engine, ring: KeyRing, kept: Table, name: str, bound_to: str) -> int:
    value: ColumnClause[str] = column(name)
    keys: list[ColumnClause[Any]] = [column(each.name) for each in kept.primary_key]
    plain = table(kept.name, value, *keys)
    older = and_(value.is_not(None), func.substr(value, 3, 16) != ring.current.id)
    done = 0
    while True:
        with engine.begin() as connection:
            rows = connection.execute(select(*keys, value).select_from(plain).where(older).limit(_ROWS_AT_ONCE)).all()
            for *key, sealed in rows:
                anew = encrypt(ring, bound_to, decrypt(ring, bound_to, sealed))
                # Where somebody has changed it meanwhile, theirs stays, and is looked at again.
                same = and_(value == sealed, *(each == part for each, part in zip(keys, key, strict=True)))
                connection.execute(update(plain).where(same).values({name: anew}))
        done += len(rows)
        if len(rows) < _ROWS_AT_ONCE:
            return done


def _encrypted_columns() -> Iterator[tuple[Table, str, str]]:
    for kept in Base.metadata.sorted_tables:
        for each in kept.columns:
            if (bound_to := _bound_to(each)) is not None:
                yield kept, each.name, bound_to


def _bound_to(each: Column[Any]) -> str | None:
    return each.type.column if isinstance(each.type, EncryptedText | EncryptedJson) else None


def _registered(connection: Connection) -> frozenset[str]:
    return frozenset(connection.scalars(select(KeyRow.id)))


def _reading(engine: Engine) -> Connection:
    return engine.connect().execution_options(**{BEGIN_OPTION: "BEGIN"})


@contextmanager
def _alone(engine: Engine) -> Iterator[Connection]:
    """Give a connection in a transaction, while nobody else makes or registers a key of this database."""
    with engine.connect() as connection:
        if engine.dialect.name == "sqlite":  # whose transactions that write are alone
            with connection.begin():
                yield connection
            return
        lock = {"name": f"{_LOCK}.{engine.url.database}"[:64], "patience": _PATIENCE_S}
        if connection.scalar(text("SELECT GET_LOCK(:name, :patience)"), lock) != 1:
            raise PassingStorageError(
                "Another computer is just changing the keys to the database.",
                kept="All records are kept.",
                remedy="Try again in a moment.",
            )
        connection.rollback()
        try:
            with connection.begin():
                yield connection
        finally:
            connection.scalar(text("SELECT RELEASE_LOCK(:name)"), {"name": lock["name"]})
            connection.rollback()

"""Changes of a server's tables, which it cannot take back: one at a time, marked while under way, and gone on with.

MySQL and MariaDB keep each statement that changes a table at once. Where such a change breaks off half-way, a table
of its own says so: daily work is refused until the change has been run again, and statements that had been done then
count as done (`resuming`). Rows that a migration changes itself are changed again, so it has to do that in a way that
can be repeated.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum
from typing import Final

from sqlalchemy import Connection, inspect, text

from physiocheck_desktop.domain.errors import StorageError

MARK: Final = "physiocheck_change"
"""The table that exists while a change is under way, with the name of that change in it."""

_PATIENCE_S: Final = 60


class Change(StrEnum):
    """What can be under way."""

    UPGRADE = "upgrade"
    DOWNGRADE = "downgrade"
    RESTORE = "restore"


def unfinished_change(connection: Connection) -> Change | None:
    """Return the change that was interrupted on a server, None where there is none."""
    if not inspect(connection).has_table(MARK):
        return None
    name = connection.scalar(text(f"SELECT name FROM {MARK}"))  # noqa: S608  # our own name
    # Interrupted before its name was written, it had not begun.
    return None if name is None else Change(name)


@contextmanager
def under_way(connection: Connection, change: Change) -> Iterator[bool]:
    """Mark a change as under way until the block is done; after an error it stays marked.

    A restore may follow any other change, because it makes all tables anew.

    Args:
        connection: Its own from here on: closed for good, and with it the lock that keeps others out, by its owner.
        change: What begins.

    Yields:
        Whether the same change had been interrupted before.

    Raises:
        StorageError: Another change was interrupted, or another workstation is at it.
    """
    connection.detach()
    lock = {"name": f"physiocheck {connection.engine.url.database}"[:64], "patience": _PATIENCE_S}
    if connection.scalar(text("SELECT GET_LOCK(:name, :patience)"), lock) != 1:
        raise StorageError(
            "Another workstation is changing the tables of the clinic’s database.",
            kept="Nothing was changed from here.",
            remedy="Wait until it is done, then try again.",
        )
    before = unfinished_change(connection)
    if before not in (None, change) and change is not Change.RESTORE:
        raise unfinished(before)
    connection.execute(text(f"CREATE TABLE IF NOT EXISTS {MARK} (name VARCHAR(16) NOT NULL) ENGINE=InnoDB"))
    connection.execute(text(f"DELETE FROM {MARK}"))  # noqa: S608  # our own name
    connection.execute(text(f"INSERT INTO {MARK} (name) VALUES (:name)"), {"name": change.value})  # noqa: S608
    connection.commit()
    yield before is change
    connection.execute(text(f"DROP TABLE {MARK}"))
    connection.commit()


def unfinished(change: Change) -> StorageError:
    """Return what to tell of a database in which a change was interrupted."""
    again = Change.UPGRADE if change is Change.UPGRADE else Change.RESTORE
    return StorageError(
        f"A change of the clinic’s database ({change}) was interrupted half-way.",
        kept="A copy of the records was made before it began.",
        remedy=f"Run physiocheck database {again} again, with the account that may change the tables.",
    )

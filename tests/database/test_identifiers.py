"""Rows that are read as one text are all there, however many a group has, and each value is what it was."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from sqlalchemy import Engine, insert, select

from physiocheck_desktop.database.address import DatabaseAddress, place_of
from physiocheck_desktop.database.database import Database
from physiocheck_desktop.database.identifiers import as_kept, moment_as_kept, moment_of, rows_as_text, rows_of
from physiocheck_desktop.database.tables import AuditRow
from physiocheck_desktop.domain.audit import AuditOutcome

FIRST = datetime(2026, 3, 29, 0, 30, 0, 250_000, tzinfo=UTC)
ACTORS = (UUID(int=1), UUID(int=2**127))
MANY = 17_000
"""Whose text is longer than what MariaDB cuts off after, a mebibyte, and MySQL after a thousandth of that."""


@pytest.fixture
def engine(database: Database, database_address: DatabaseAddress) -> Iterator[Engine]:
    assert database is not None, "it has made the tables"
    made = place_of(database_address).engine()
    yield made
    made.dispose()


def entry(position: int, actor_id: UUID) -> dict[str, object]:
    return {
        "position": position,
        "at": FIRST + position * timedelta(seconds=1),
        "action": "made",
        "actor_id": actor_id,
        "role": None,
        "record_id": UUID(int=position),
        "outcome": AuditOutcome.DONE,
        "machine": "",
        "act_id": UUID(int=position),
        "digest": "",
    }


def test_rows_of_a_group_are_all_there_and_what_they_were(engine: Engine) -> None:
    entries = [entry(number, ACTORS[number % 50 == 0]) for number in range(100_000, 100_000 + MANY)]
    columns = moment_as_kept(AuditRow.at), as_kept(AuditRow.record_id), AuditRow.position - 1, AuditRow.position
    query = select(as_kept(AuditRow.actor_id), rows_as_text(*columns)).group_by(AuditRow.actor_id)
    with engine.connect() as connection:
        connection.execute(insert(AuditRow), entries)
        found = dict(iter(connection.execute(query.where(AuditRow.position >= 100_000))))
    assert len(found[ACTORS[0].hex]) > 2**20
    told = {
        (UUID(actor), moment_of(at), UUID(record), int(before), int(position))
        for actor, rows in found.items()
        for at, record, before, position in rows_of(rows)
    }
    assert told == {
        (each["actor_id"], each["at"], each["record_id"], number - 1, number)
        for number, each in enumerate(entries, 100_000)
    }

"""The use cases are tested on both databases."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from databases import MARIADB, SQLITE
from recording_computer import Computer

from physiocheck_desktop.database.database import Database
from physiocheck_desktop.domain.people import Actor


@pytest.fixture(params=[SQLITE, MARIADB])
def database_kind(request: pytest.FixtureRequest) -> str:
    """Every test of this folder that uses the database runs on both."""
    return str(request.param)


@pytest.fixture
def computer(database: Database, patient: Actor, data_folder: Path) -> Iterator[Computer]:
    made = Computer(database, patient, data_folder / "journal.sqlite3")
    yield made
    for delivery in made.started:
        delivery.close()


@pytest.fixture(params=[True, False], ids=["server", "file"])
def to_server(request: pytest.FixtureRequest) -> bool:
    return bool(request.param)

"""The use cases are tested on both databases."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from databases import MARIADB, SQLITE
from file_desks import Desk, at_cloudinary, on_disk
from recording_computer import Computer
from whole_lives import Lives

from physiocheck_desktop.database.database import Database
from physiocheck_desktop.domain.people import Actor
from physiocheck_desktop.domain.repetition import SessionAssessment
from physiocheck_desktop.integrations.local_files import LocalFileStore


@pytest.fixture(params=[SQLITE, MARIADB])
def database_kind(request: pytest.FixtureRequest) -> str:
    """Every test of this folder that uses the database runs on both."""
    return str(request.param)


@pytest.fixture
def lives(
    database: Database, data_folder: Path, tmp_path: Path, make_assessment: Callable[..., SessionAssessment]
) -> Lives:
    """People with something in every table, and files of theirs."""
    return Lives(database, LocalFileStore(data_folder / "files"), tmp_path, make_assessment)


@pytest.fixture
def as_daily_account() -> bool:
    """Every use case works with the rights that `physiocheck database grants` prints; a test may say otherwise."""
    return True


@pytest.fixture
def computer(database: Database, patient: Actor, data_folder: Path) -> Iterator[Computer]:
    made = Computer(database, patient, data_folder / "journal.sqlite3")
    yield made
    for delivery in made.started:
        delivery.close()


@pytest.fixture(params=[True, False], ids=["server", "file"])
def to_server(request: pytest.FixtureRequest) -> bool:
    return bool(request.param)


@pytest.fixture(params=[on_disk, at_cloudinary])
def desk(request: pytest.FixtureRequest, database: Database, tmp_path: Path) -> Iterator[Desk]:
    with ExitStack() as stack:
        yield request.param(database, tmp_path / "kept", stack)


@pytest.fixture
def given(tmp_path: Path) -> Callable[..., Path]:
    """Return a maker of files as people have them."""

    def make(content: bytes, name: str = "picture.png") -> Path:
        (tmp_path / name).write_bytes(content)
        return tmp_path / name

    return make

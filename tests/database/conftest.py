"""What the database's tests share: a raw look at the file, and a schema with a step more than the program has."""

import shutil
import sqlite3
import subprocess
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pymysql
import pytest
from databases import MARIADB, SQLITE
from sqlalchemy import Engine, make_url

from physiocheck_desktop.database import schema
from physiocheck_desktop.database.address import DatabaseAddress, place_of
from physiocheck_desktop.database.database import Database
from physiocheck_desktop.database.upkeep import SqlDatabaseUpkeep
from physiocheck_desktop.domain.people import Actor
from physiocheck_desktop.domain.repetition import SessionAssessment
from physiocheck_desktop.services.sessions import SessionService


@pytest.fixture(params=[SQLITE, MARIADB])
def database_kind(request: pytest.FixtureRequest) -> str:
    """Every test of this folder that uses the database runs on both, unless it says otherwise."""
    return str(request.param)


@pytest.fixture
def query(database_address: DatabaseAddress) -> Callable[..., list[tuple[Any, ...]]]:
    """Return a function that runs one statement on the database, past the program, as any tool would."""

    def run(statement: str, file: Path | None = None) -> list[tuple[Any, ...]]:
        if database_address.url is None or file is not None:
            with closing(sqlite3.connect(file or database_address.file)) as connection, connection:
                return connection.execute(statement).fetchall()
        url = make_url(database_address.url)
        with (
            pymysql.connect(
                host=url.host,
                port=url.port or 0,
                user=url.username,
                password=url.password or "",
                database=url.database,
                autocommit=True,
                ssl_disabled=True,
            ) as connection,
            connection.cursor() as cursor,
        ):
            cursor.execute(statement)
            return list(cursor.fetchall())

    return run


@pytest.fixture
def upkeep(database_address: DatabaseAddress) -> SqlDatabaseUpkeep:
    """The upkeep of the database that the test runs on."""
    return SqlDatabaseUpkeep(database_address)


@pytest.fixture
def upkeep_engine(database_address: DatabaseAddress) -> Iterator[Engine]:
    """An engine for changing tables."""
    engine = place_of(database_address).upkeep_engine()
    yield engine
    engine.dispose()


@pytest.fixture
def a_kept_session(
    database: Database, sessions: SessionService, patient: Actor, make_assessment: Callable[..., SessionAssessment]
) -> SessionAssessment:
    """Keep one session of three repetitions and close the database."""
    assessment = make_assessment(3, partials=1)
    begun = sessions.start(patient, "squat", "Squat")
    sessions.finish(patient, begun.id, assessment)
    database.close()
    return assessment


@pytest.fixture
def next_step(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Return a function that adds a step after the newest migration: the body of its `upgrade`."""
    folder = tmp_path / "migrations"
    newest = schema.newest_revision()
    shutil.copytree(Path(schema.__file__).parent / "migrations", folder)

    def add(body: str) -> None:
        (folder / "versions" / "r9999_next.py").write_text(
            "import sqlalchemy as sa\nfrom alembic import op\n\n"
            f"revision = '9999'\ndown_revision = '{newest}'\nbranch_labels = None\ndepends_on = None\n\n"
            f"def upgrade():\n    {body}\n\ndef downgrade():\n    pass\n",
            encoding="utf-8",
        )
        monkeypatch.setattr(schema, "_MIGRATIONS", folder)

    return add


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """Mount a disk of 4 MiB with a file of 50 KiB called ballast on it; needs the right to mount."""
    folder = tmp_path / "disk"
    folder.mkdir()
    mount = shutil.which("mount")
    if (
        mount is None
        or subprocess.run(
            [mount, "-t", "tmpfs", "-o", "size=4m", "tmpfs", folder], capture_output=True, check=False
        ).returncode
    ):
        pytest.skip("a small disk can be mounted only by an administrator on Linux; the same is tested by page limit")
    (folder / "ballast").write_bytes(bytes(50_000))
    yield folder
    subprocess.run(["umount", "--lazy", folder], check=True)

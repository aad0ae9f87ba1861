"""A pytest plugin: the same tests on SQLite and on a private MariaDB server, and how many ran on each."""

import os
from collections import Counter
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Final

import pytest
from pymysql.connections import Connection
from pymysql.cursors import Cursor
from sqlalchemy import make_url

from mariadb_server import MariaDbServer, ServerAddress, server_of_the_run
from physiocheck_desktop.database import schema
from physiocheck_desktop.database.address import DatabaseAddress, place_of
from physiocheck_desktop.database.grants import daily_grants
from physiocheck_desktop.database.server import create_server_engine
from physiocheck_desktop.domain.audit import BEGINNING

SQLITE: Final = "sqlite"
MARIADB: Final = "mariadb"
DAILY_PASSWORD: Final = "of-the-daily-work"  # noqa: S105  # of a server that is gone with its run
RAN_ON: Final = "database"
"""Property of a test that says which database it ran on."""

on_sqlite = pytest.mark.parametrize("database_kind", [SQLITE], indirect=True)
"""For what only a file can have: rights, damage, a full disk."""

on_mariadb = pytest.mark.parametrize("database_kind", [MARIADB], indirect=True)
"""For what only a server can have: lost connections, deadlocks, half of a change."""


class ServerDatabase:
    """One database on the server, with the newest tables and nothing in them whenever it is asked for.

    Attributes:
        url: Its address as the settings take it, of the server's administrator.
        daily_url: Of the account that a clinic's workstations have, with the rights that the program asks for alone.
    """

    def __init__(self, server: ServerAddress, name: str) -> None:
        self.url = server.url(name)
        self.daily_url = server.url(name, user="workstation", password=DAILY_PASSWORD)
        self._server = server
        self._name = name
        self._expected: dict[str, str] = {}

    def empty(self) -> None:
        """Delete every row; make the database anew where a test has changed its tables."""
        with self._server.connect() as connection, connection.cursor() as cursor:
            if not self._expected or self._tables(cursor) != self._expected:
                cursor.execute(f"DROP DATABASE IF EXISTS `{self._name}`")
                cursor.execute(f"CREATE DATABASE `{self._name}` CHARACTER SET utf8mb4 COLLATE utf8mb4_bin")
                engine = create_server_engine(make_url(self.url), None)
                schema.upgrade(engine)
                engine.dispose()
                self._grant_daily_rights(cursor)
                self._expected = self._tables(cursor)
            cursor.execute(f"USE `{self._name}`")
            cursor.execute("SET foreign_key_checks = 0")
            for table in self._expected.keys() - {"alembic_version"}:
                cursor.execute(f"DELETE FROM `{table}`")  # noqa: S608  # our own names
            # The rows that the program itself never makes: their migrations do.
            if "audit_end" in self._expected:
                cursor.execute("INSERT INTO audit_end (id, position, digest) VALUES (1, 0, %s)", (BEGINNING,))
            if "sign_in_turn" in self._expected:
                cursor.execute("INSERT INTO sign_in_turn (id) VALUES (1)")

    def drop(self) -> None:
        """Remove the database."""
        with self._server.connect() as connection, connection.cursor() as cursor:
            cursor.execute(f"DROP DATABASE IF EXISTS `{self._name}`")

    def _grant_daily_rights(self, cursor: Cursor) -> None:
        cursor.execute("CREATE USER IF NOT EXISTS 'workstation'@'%%' IDENTIFIED BY %s", (DAILY_PASSWORD,))
        for statement in daily_grants(place_of(DatabaseAddress(file=Path("none"), url=self.url)), "workstation@%"):
            cursor.execute(statement)

    def _tables(self, cursor: Cursor) -> dict[str, str]:
        """Return each table with when it was made and its columns, and the revision of them all."""
        cursor.execute(
            "SELECT table_name, create_time FROM information_schema.tables WHERE table_schema = %s", (self._name,)
        )
        tables = {name: str(made) for name, made in cursor.fetchall()}
        # The moment has whole seconds: a change within the second in which the tables were made would not be seen.
        cursor.execute(
            "SELECT table_name, column_name, column_type FROM information_schema.columns WHERE table_schema = %s "
            "ORDER BY table_name, ordinal_position",
            (self._name,),
        )
        for name, column, kind in cursor.fetchall():
            tables[name] += f" {column} {kind}"
        if "alembic_version" in tables:
            cursor.execute(f"SELECT version_num FROM `{self._name}`.alembic_version")  # noqa: S608
            tables["alembic_version"] = str(cursor.fetchall())
        return tables


@pytest.fixture(scope="session")
def mariadb(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ServerAddress]:
    """The run's own MariaDB server, shared by all its processes."""
    folder = tmp_path_factory.getbasetemp()
    with server_of_the_run(folder.parent if "PYTEST_XDIST_WORKER" in os.environ else folder) as address:
        yield address


@pytest.fixture(scope="session", autouse=True)
def certificates_are_read_once() -> Iterator[None]:
    """Make what an encrypted connection to a server of this computer takes once a process, and not for each of them.

    It verifies nobody there, and yet reads all certificates of the system, for longer than many a test takes.
    """
    with pytest.MonkeyPatch.context() as patch:
        make = Connection._create_ssl_ctx
        unverified = cache(lambda: make(None, {}))  # type: ignore[arg-type]  # it asks its connection for nothing
        patch.setattr(
            Connection, "_create_ssl_ctx", lambda self, options: make(self, options) if options else unverified()
        )
        yield


@pytest.fixture(scope="session")
def server_database(mariadb: ServerAddress) -> Iterator[ServerDatabase]:
    """This process's database on the server."""
    database = ServerDatabase(mariadb, f"physiocheck_{os.environ.get('PYTEST_XDIST_WORKER', 'test')}")
    yield database
    database.drop()


@pytest.fixture(params=[SQLITE])
def database_kind(request: pytest.FixtureRequest) -> str:
    """Which database a test runs on; the folders whose tests run on both say so in their conftest."""
    return str(request.param)


@pytest.fixture
def as_daily_account() -> bool:
    """Whether a server's database is opened as a clinic's workstations open it, who may change no tables."""
    return False


@pytest.fixture
def database_url(
    database_kind: str,
    request: pytest.FixtureRequest,
    record_property: Callable[[str, object], None],
    as_daily_account: bool,
) -> str | None:
    """The address of an empty database: None for the file on this computer."""
    record_property(RAN_ON, database_kind)
    if database_kind == SQLITE:
        return None
    database: ServerDatabase = request.getfixturevalue("server_database")
    database.empty()
    return database.daily_url if as_daily_account else database.url


@pytest.fixture(scope="session")
def new_tables(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An embedded database with the newest tables and nothing in them, made once a process: it takes a while."""
    file = tmp_path_factory.mktemp("tables") / "physiocheck.sqlite3"
    place = place_of(DatabaseAddress(file=file))
    place.prepare()
    engine = place.upkeep_engine()
    schema.upgrade(engine)
    engine.dispose()
    return file


@pytest.fixture(scope="session")
def clinic_data(mariadb: ServerAddress, tmp_path_factory: pytest.TempPathFactory) -> str:
    """The data of a server with a database called clinic: the newest tables, and neither records nor keys."""
    server = MariaDbServer(new_data=mariadb.new_data)
    try:
        server.start()
        with server.address.connect() as connection, connection.cursor() as cursor:
            cursor.execute("CREATE DATABASE clinic CHARACTER SET utf8mb4 COLLATE utf8mb4_bin")
        engine = create_server_engine(make_url(server.address.url("clinic")), None, timed=False)
        schema.upgrade(engine)
        engine.dispose()
        server.stop()
        data = tmp_path_factory.mktemp("clinic") / "data"
        server.copy_data(data)
    finally:
        server.close()
    return str(data)


@pytest.fixture
def own_server(clinic_data: str, record_property: Callable[[str, object], None]) -> Iterator[MariaDbServer]:
    """A server that only this test uses, and may kill; its database is called clinic and has tables already."""
    record_property(RAN_ON, MARIADB)
    server = MariaDbServer(new_data=clinic_data)
    try:
        server.start()
        yield server
    finally:
        server.close()


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say how many tests ran on each database."""
    ran = Counter(
        value
        for report in (*terminalreporter.getreports("passed"), *terminalreporter.getreports("failed"))
        if report.when == "call"
        for name, value in report.user_properties
        if name == RAN_ON
    )
    if ran:
        told = ", ".join(f"{ran[kind]} on {name}" for kind, name in ((SQLITE, "SQLite"), (MARIADB, "MariaDB")))
        terminalreporter.write_line(f"Tests of the database: {told}.")

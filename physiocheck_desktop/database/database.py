"""The database that the settings name: opened, brought up to date, handed out as units of work, and let go."""

from contextlib import ExitStack
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Final, Self

from sqlalchemy import URL, Engine, make_url
from sqlalchemy.exc import ArgumentError

from physiocheck_desktop.database import schema
from physiocheck_desktop.database.embedded import back_up, create_embedded_engine, make_owner_only_file
from physiocheck_desktop.database.faults import told_as_sentences
from physiocheck_desktop.database.server import create_server_engine
from physiocheck_desktop.database.unit_of_work import SqlUnitOfWork
from physiocheck_desktop.domain.errors import SettingsError

_SERVERS: Final = frozenset({"mysql", "mariadb"})


@dataclass(frozen=True, slots=True)
class DatabaseAddress:
    """Which database to open.

    Attributes:
        file: The embedded database, used where `url` is None.
        url: Address of a MySQL or MariaDB server, or of another SQLite file; None for `file`.
        tls_authority: Certificate file of the authority that vouches for the server; None for the system's own.
        busy_timeout_s: Seconds to wait for another process that is writing to a SQLite file.
    """

    file: Path
    url: str | None = None
    tls_authority: Path | None = None
    busy_timeout_s: float = 5.0


class Database:
    """An open database at the newest revision of its schema.

    Attributes:
        shared: True where other computers use it too.
    """

    def __init__(self, engine: Engine, place: str, *, shared: bool) -> None:
        self.shared = shared
        self._engine = engine
        self._place = place

    @classmethod
    def open(cls, address: DatabaseAddress) -> Self:
        """Open the database, make it where there is none, and bring its schema up to date.

        A SQLite file with records in it is copied into the backups folder beside it before its schema is changed.

        Raises:
            SettingsError: The address cannot be used.
            StorageError: The database cannot be reached, read or upgraded, or is newer than the program.
        """
        url = _parsed(address.url)
        if url is None or url.get_backend_name() == "sqlite":
            path = address.file if url is None else _sqlite_path(url)
            return cls._open_embedded(path, address.busy_timeout_s)
        return cls._open_server(url, address.tls_authority)

    @classmethod
    def _open_server(cls, url: URL, tls_authority: Path | None) -> Self:
        place = f"The database server at {url.host}"
        with ExitStack() as undo:
            engine = create_server_engine(url, tls_authority)
            undo.callback(engine.dispose)
            with told_as_sentences(place):
                revision = schema.current_revision(engine)
                schema.demand_known_revision(revision, place)
                if revision != schema.newest_revision():
                    schema.upgrade(engine)
            undo.pop_all()
        return cls(engine, place, shared=True)

    @classmethod
    def _open_embedded(cls, path: Path, busy_timeout_s: float) -> Self:
        make_owner_only_file(path)
        place = f"The database {path}"
        migrating = create_embedded_engine(path, busy_timeout_s, foreign_keys=False)
        try:
            with told_as_sentences(place):
                revision = schema.current_revision(migrating)
                schema.demand_known_revision(revision, place)
                if revision != schema.newest_revision():
                    if revision is not None:
                        back_up(path, revision, datetime.now(UTC))
                    schema.upgrade(migrating)
        finally:
            migrating.dispose()
        return cls(create_embedded_engine(path, busy_timeout_s), place, shared=False)

    def unit_of_work(self, *, read_only: bool = False) -> SqlUnitOfWork:
        """Return a unit of work; may be called from any thread."""
        return SqlUnitOfWork(self._engine, self._place, read_only=read_only)

    def close(self) -> None:
        """Let all connections go; may be called more than once."""
        self._engine.dispose()


def _parsed(address: str | None) -> URL | None:
    if address is None:
        return None
    try:
        url = make_url(address)
        backend = url.get_backend_name()
    except ArgumentError:
        # The driver's message repeats the address, and with it the password.
        raise _address_refused() from None
    if backend != "sqlite" and (backend not in _SERVERS or not url.host or not url.database):
        raise _address_refused()
    return url


def _sqlite_path(url: URL) -> Path:
    if not url.database or url.database == ":memory:":
        raise _address_refused()
    return Path(url.database)


def _address_refused() -> SettingsError:
    return SettingsError(
        "The setting database.url is not an address that PhysioCheck can use.",
        remedy="Write it as mysql://ACCOUNT:PASSWORD@HOST/DATABASE, or leave it out to keep the data on this computer.",
    )

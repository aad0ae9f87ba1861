"""A clinic's MySQL or MariaDB server, reached through PyMySQL."""

import ssl
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, ClassVar, Final

from sqlalchemy import URL, Engine, create_engine

from physiocheck_desktop.database.dump import DUMP_SUFFIX, write_dump
from physiocheck_desktop.database.encrypted import use_keys
from physiocheck_desktop.database.json_values import to_json
from physiocheck_desktop.domain.errors import SettingsError
from physiocheck_desktop.services.keys import KeyStore

_OWN_MACHINE: Final = frozenset({"localhost", "127.0.0.1", "::1"})
_STATEMENT_TIMEOUT_S: Final = 15
_LONGEST_TEXT: Final = 16 * 2**20
"""Of the rows of a group as one text, bytes: a server cuts off what is longer, MySQL after a thousand unless told."""
_SESSION_SETUP: Final = (
    f"SET SESSION time_zone = '+00:00', innodb_lock_wait_timeout = 5, group_concat_max_len = {_LONGEST_TEXT}, "
    "sql_mode = 'STRICT_TRANS_TABLES,NO_ZERO_DATE,NO_ZERO_IN_DATE,ERROR_FOR_DIVISION_BY_ZERO,NO_ENGINE_SUBSTITUTION'"
)
_STATEMENT_TIME_OUT: Final = (
    # Each server reads its own comment and skips the other's: MariaDB counts seconds, MySQL milliseconds.
    f" /*M!100100 , max_statement_time = {_STATEMENT_TIMEOUT_S} */"
    f" /*!80000 , max_execution_time = {_STATEMENT_TIMEOUT_S * 1000} */"
)
_CONNECT_TIMEOUT_S: Final = 5
_NETWORK_MARGIN_S: Final = 5
_POOL_TIMEOUT_S: Final = 15
_RECYCLE_S: Final = 1800


@dataclass(frozen=True, slots=True)
class ServerPlace:
    """A database on a server.

    Attributes:
        url: Address with account and password; the driver and character set are ours to choose.
        tls_authority: Certificate file of the authority that vouches for the server; None for the system's own.
        backups: The folder on this computer for copies.
        keys: Where this computer keeps the keys to what is encrypted in it.
    """

    shared: ClassVar[bool] = True
    backup_suffix: ClassVar[str] = DUMP_SUFFIX

    url: URL
    tls_authority: Path | None
    backups: Path
    keys: KeyStore

    @property
    def name(self) -> str:
        """The subject of a sentence about it; without account or password."""
        return f"The database server at {self.url.host}"

    @property
    def told(self) -> str:
        """Where it is; without account or password."""
        return f"{self.url.host}{'' if self.url.port is None else f':{self.url.port}'}/{self.url.database}"

    @property
    def backup_name(self) -> str:
        """What the names of its copies begin with."""
        return str(self.url.database)

    def exists(self) -> bool:
        """Whether there is something to look at; only the server can tell."""
        return True

    def prepare(self) -> None:
        """Make room for the database; on a server its administrator has done that."""

    def engine(self) -> Engine:
        """Return an engine for the daily work."""
        return self._with_keys(create_server_engine(self.url, self.tls_authority))

    def forget_deleted(self) -> bool:
        """Return True: the server reuses the room of what was deleted by itself, and lets no client hurry it."""
        return True

    def upkeep_engine(self) -> Engine:
        """Return an engine for changing and copying whole tables, which takes its time."""
        return self._with_keys(create_server_engine(self.url, self.tls_authority, timed=False))

    def _with_keys(self, engine: Engine) -> Engine:
        use_keys(engine, self.keys)
        return engine

    def back_up(self, engine: Engine, target: Path, revision: str, now: datetime) -> None:
        """Write all records into a file that only the owner may read; see `dump.write_dump`."""
        write_dump(engine, target, revision, now)


def create_server_engine(url: URL, tls_authority: Path | None, *, timed: bool = True) -> Engine:
    """Return an engine on a MySQL or MariaDB server.

    A connection to another machine is encrypted and the server has to prove who it is; the password and what is saved
    never travel in the clear. Connections are tried before they are used, so that a server that was restarted is not
    noticed, and transactions see what others have committed (READ COMMITTED).

    Args:
        url: Address with account and password.
        tls_authority: Certificate file of the authority that vouches for the server; None for the system's own.
        timed: Whether the server ends a statement that takes too long, and a silent network is given up.
    """
    arguments: dict[str, Any] = {
        "connect_timeout": _CONNECT_TIMEOUT_S,
        "init_command": _SESSION_SETUP + (_STATEMENT_TIME_OUT if timed else ""),
    }
    if timed:
        arguments["read_timeout"] = arguments["write_timeout"] = _STATEMENT_TIMEOUT_S + _NETWORK_MARGIN_S
    if tls_authority is not None or url.host not in _OWN_MACHINE:
        arguments["ssl"] = _verified_tls(tls_authority)
    return create_engine(
        # What follows a question mark in the address goes to the driver, which could be told there to drop TLS.
        url.set(drivername="mysql+pymysql", query={"charset": "utf8mb4"}),
        connect_args=arguments,
        isolation_level="READ COMMITTED",
        pool_pre_ping=True,
        pool_recycle=_RECYCLE_S,
        pool_timeout=_POOL_TIMEOUT_S,
        hide_parameters=True,
        json_serializer=to_json,
    )


def _verified_tls(authority: Path | None) -> ssl.SSLContext:
    try:
        return ssl.create_default_context(cafile=authority)
    except OSError as error:
        raise SettingsError(
            f"The setting database.tls_authority names {authority}, which is not a readable certificate file.",
            remedy="Give the path of the certificate that the clinic’s database server was signed with.",
        ) from error

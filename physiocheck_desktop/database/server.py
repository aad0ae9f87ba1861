"""A clinic's MySQL or MariaDB server, reached through PyMySQL."""

import ssl
from pathlib import Path
from typing import Any, Final

from sqlalchemy import URL, Engine, create_engine

from physiocheck_desktop.database.json_values import to_json
from physiocheck_desktop.domain.errors import SettingsError

_OWN_MACHINE: Final = frozenset({"localhost", "127.0.0.1", "::1"})
_SESSION_SETUP: Final = (
    "SET SESSION time_zone = '+00:00', "
    "sql_mode = 'STRICT_TRANS_TABLES,NO_ZERO_DATE,NO_ZERO_IN_DATE,ERROR_FOR_DIVISION_BY_ZERO,NO_ENGINE_SUBSTITUTION'"
)
_CONNECT_TIMEOUT_S: Final = 5
_STATEMENT_TIMEOUT_S: Final = 15
_RECYCLE_S: Final = 1800


def create_server_engine(url: URL, tls_authority: Path | None) -> Engine:
    """Return an engine on a MySQL or MariaDB server.

    A connection to another machine is encrypted and the server has to prove who it is; the password and what is saved
    never travel in the clear. Connections are tried before they are used, so that a server that was restarted is not
    noticed, and transactions see what others have committed (READ COMMITTED).

    Args:
        url: Address with account and password; the driver and character set are ours to choose.
        tls_authority: Certificate file of the authority that vouches for the server; None for the system's own.
    """
    arguments: dict[str, Any] = {
        "connect_timeout": _CONNECT_TIMEOUT_S,
        "read_timeout": _STATEMENT_TIMEOUT_S,
        "write_timeout": _STATEMENT_TIMEOUT_S,
        "init_command": _SESSION_SETUP,
    }
    if tls_authority is not None or url.host not in _OWN_MACHINE:
        arguments["ssl"] = _verified_tls(tls_authority)
    return create_engine(
        # What follows a question mark in the address goes to the driver, which could be told there to drop TLS.
        url.set(drivername="mysql+pymysql", query={"charset": "utf8mb4"}),
        connect_args=arguments,
        isolation_level="READ COMMITTED",
        pool_pre_ping=True,
        pool_recycle=_RECYCLE_S,
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

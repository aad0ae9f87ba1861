"""Which database the settings name: the file on this computer, or a clinic's server."""

from dataclasses import dataclass
from pathlib import Path
from typing import Final

from sqlalchemy import URL, make_url
from sqlalchemy.exc import ArgumentError

from physiocheck_desktop.config.key_store import KeyFile
from physiocheck_desktop.database.embedded import EmbeddedPlace
from physiocheck_desktop.database.server import ServerPlace
from physiocheck_desktop.domain.errors import SettingsError
from physiocheck_desktop.services.keys import KeyStore

Place = EmbeddedPlace | ServerPlace

_SERVERS: Final = frozenset({"mysql", "mariadb"})


@dataclass(frozen=True, slots=True)
class DatabaseAddress:
    """Which database to open.

    Attributes:
        file: The embedded database, used where `url` is None; copies of a server's records go beside it.
        url: Address of a MySQL or MariaDB server, or of another SQLite file; None for `file`.
        tls_authority: Certificate file of the authority that vouches for the server; None for the system's own.
        busy_timeout_s: Seconds to wait for another process that is writing to a SQLite file.
        keys: Where the keys to what is encrypted in it are kept; None for a file beside `file`.
    """

    file: Path
    url: str | None = None
    tls_authority: Path | None = None
    busy_timeout_s: float = 5.0
    keys: KeyStore | None = None


def place_of(address: DatabaseAddress) -> Place:
    """Return what can be opened, copied and brought up to date at an address; nothing is opened yet.

    Raises:
        SettingsError: The address cannot be used.
    """
    url = _parsed(address.url)
    keys = address.keys or KeyFile(address.file.with_name("keys"))
    if url is not None and url.get_backend_name() != "sqlite":
        return ServerPlace(url, address.tls_authority, address.file.parent / "backups", keys)
    return EmbeddedPlace(address.file if url is None else _sqlite_path(url), address.busy_timeout_s, keys)


def server_url(host: str, port: int | None, database: str, account: str, password: str | None) -> str:
    """Return the address of a server's database as the settings take it."""
    url = URL.create("mysql", username=account, password=password, host=host, port=port, database=database)
    return url.render_as_string(hide_password=False)


def account_without_password(address: str) -> str | None:
    """Return the account and place of an address that names an account of a server and no password; None of others."""
    url = _parsed(address)
    if url is None or url.get_backend_name() == "sqlite" or url.username is None or url.password is not None:
        return None
    port = "" if url.port is None else f":{url.port}"
    return f"{url.username}@{url.host}{port}/{url.database}"


def with_password(address: str, password: str) -> str:
    """Return an address with a password in it."""
    return make_url(address).set(password=password).render_as_string(hide_password=False)


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

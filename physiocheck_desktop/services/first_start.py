"""What the first start asks for, and what it can do with the answers before anything is kept."""

from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum
from functools import partial
from pathlib import Path
from typing import Protocol

from physiocheck_desktop.domain.errors import InputError
from physiocheck_desktop.services.email_addresses import demand_email
from physiocheck_desktop.services.passwords import demand_good_password
from physiocheck_desktop.services.session_records import MAX_NAME_LENGTH
from physiocheck_desktop.services.texts import demand_text


@dataclass(frozen=True, slots=True, kw_only=True)
class ServerChoice:
    """A clinic's server, as it was typed.

    Attributes:
        host: Its name.
        port: As it was typed; empty for the usual one.
        database: The database's name.
        account: To sign in with.
        password: Of the account.
        tls_authority: Path of the certificate file of the authority that vouches for it; empty for the system's own.
    """

    host: str
    port: str
    database: str
    account: str
    password: str = field(repr=False)
    tls_authority: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class NewAdministrator:
    """Who is to look after the clinic's accounts, as it was typed."""

    name: str
    email: str
    password: str = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class SetupChoices:
    """All answers.

    Attributes:
        server: The clinic's server; None for this computer.
        administrator: Who is made the first administrator; None where nobody is.
        camera: Which camera is watched; None leaves what is set.
    """

    server: ServerChoice | None = None
    administrator: NewAdministrator | None = None
    camera: int | str | None = None


class ServerReadiness(StrEnum):
    """What a server that could be reached is ready for."""

    READY = "ready"
    NO_TABLES = "no_tables"


@dataclass(frozen=True, slots=True)
class ServerTrial:
    """What a try to use a server came to.

    Attributes:
        readiness: What it is ready for.
        told: Product and version, and whether the connection is encrypted.
    """

    readiness: ServerReadiness
    told: str


class FirstStart(Protocol):
    """Tries and keeps what was answered; nothing is kept before `finish`."""

    @property
    def database_variable(self) -> str:
        """The environment variable that says where records are kept; empty where none does."""

    @property
    def settings_file(self) -> Path:
        """The file that is written."""

    @property
    def has_keyring(self) -> bool:
        """Whether a password goes into the system's keyring; into the settings file otherwise."""

    def try_server(self, server: ServerChoice) -> ServerTrial:
        """Look at everything that can be wrong with a server; nothing in it is changed.

        Raises:
            KnownError: It cannot be used; the sentence says why.
        """

    def create_tables(self, server: ServerChoice) -> None:
        """Make the tables in an empty database, where the account may.

        Raises:
            KnownError: They could not be made.
        """

    def has_administrator(self, server: ServerChoice | None) -> bool:
        """Whether there is an administrator already; a database on this computer that is not there yet has none."""

    def finish(self, choices: SetupChoices) -> None:
        """Make the administrator and write the settings; may be called again where it failed.

        Raises:
            KnownError: Something could not be kept; the sentence says what was.
        """


def server_checks(server: ServerChoice) -> dict[str, Callable[[], object]]:
    """Return what refuses each answer on a server that cannot be used, by its field's name."""
    return {
        "host": partial(_demand_plain, "The name of the server", server.host),
        "port": partial(_demand_port, server.port),
        "database": partial(_demand_plain, "The name of the database", server.database),
        "account": partial(_demand_plain, "The account", server.account),
        "tls_authority": partial(_demand_file, server.tls_authority),
    }


def administrator_checks(wanted: NewAdministrator) -> dict[str, Callable[[], object]]:
    """Return what refuses each answer on an administrator that cannot be used, by its field's name."""
    return {
        "name": partial(demand_text, "The name", wanted.name, MAX_NAME_LENGTH, shortest=1),
        "email": partial(demand_email, wanted.email),
        "password": partial(demand_good_password, wanted.password, wanted.name, wanted.email),
    }


def _demand_plain(what: str, text: str) -> None:
    demand_text(what, text, MAX_NAME_LENGTH, shortest=1)
    if any(letter in text for letter in "/@?#: \\"):
        raise InputError(f"{what} has a letter that it cannot have.", remedy="Write the name alone.")


def _demand_port(text: str) -> None:
    if text and not (text.isascii() and text.isdecimal() and 1 <= int(text) <= 65535):
        raise InputError("This is no port.", remedy="Write a number from 1 to 65535, or leave it empty for 3306.")


def _demand_file(text: str) -> None:
    if text and not Path(text).is_file():
        raise InputError("There is no such file.", remedy="Choose the certificate file, or leave it empty.")

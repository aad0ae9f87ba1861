"""What can be asked of a database as a whole, by whoever looks after it: where it stands, and its upkeep."""

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Protocol


class DatabaseState(StrEnum):
    """How a database stands to this version of the program."""

    EMPTY = "empty"
    CURRENT = "current"
    OLDER = "older"
    NEWER = "newer"
    INTERRUPTED = "interrupted"
    FOREIGN = "foreign"


@dataclass(frozen=True, slots=True)
class DatabaseStatus:
    """Where a database is and how it stands.

    Attributes:
        place: The file, or host and database; never an account or a password.
        server: Product and version.
        shared: Whether other computers use it too.
        encrypted: Whether the connection is; None where there is none.
        state: How it stands to this version of the program.
        revision: Of its schema; None where it has none.
        newest: The revision that this program works with.
        newest_copy: The newest copy in the backups folder.
    """

    place: str
    server: str
    shared: bool
    encrypted: bool | None
    state: DatabaseState
    revision: str | None
    newest: str
    newest_copy: Path | None


@dataclass(frozen=True, slots=True)
class Finding:
    """What one check found.

    Attributes:
        subject: What was looked at.
        sound: Whether it is as it should be.
        told: What was found, and what to do where it is not sound.
    """

    subject: str
    sound: bool
    told: str


@dataclass(frozen=True, slots=True)
class SchemaChange:
    """What an upgrade or a restore came to.

    Attributes:
        before: The revision there was; None for an empty database.
        after: The revision there is now.
        copy: The copy that was made before; None where there was nothing to copy or nothing to do.
    """

    before: str | None
    after: str
    copy: Path | None


class DatabaseUpkeep(Protocol):
    """The upkeep of the database that the settings name. What goes wrong is raised as a `StorageError`."""

    def status(self) -> DatabaseStatus:
        """Return where the database is and how it stands; nothing is made or changed."""

    def check(self) -> tuple[Finding, ...]:
        """Look at everything that can be wrong with the database; nothing in it is changed."""

    def create(self) -> SchemaChange:
        """Make the tables in an empty database; does nothing where they are there."""

    def upgrade(self) -> SchemaChange:
        """Bring the tables up to date after a copy of all records; goes on with what was interrupted."""

    def back_up(self, target: Path | None) -> Path:
        """Copy all records into a new file, by default in the backups folder, and return it."""

    def restore(self, source: Path, *, replace: bool) -> SchemaChange:
        """Put back the records of a copy, after a copy of those that are there, which takes `replace`."""

    def grants(self, account: str) -> tuple[str, ...]:
        """Return the statements that give an account of a server, as `name@host`, what the daily work needs."""

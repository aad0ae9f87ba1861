"""The use cases around files on each kind of store, and the people whose files they are."""

from collections.abc import Callable
from contextlib import ExitStack
from datetime import UTC, datetime, timedelta
from pathlib import Path

from clinic import add_account, add_administrator
from cloudinary_server import CLOUD, KEY, SECRET, Cloud, running_cloud

from physiocheck_desktop.database.database import Database
from physiocheck_desktop.domain.people import Actor, Role
from physiocheck_desktop.domain.stored_file import FileContent
from physiocheck_desktop.integrations.cloudinary_calls import CloudinaryAccount, Patience
from physiocheck_desktop.integrations.cloudinary_files import CloudinaryFileStore
from physiocheck_desktop.integrations.local_files import LocalFileStore
from physiocheck_desktop.integrations.media_intake import MediaFileIntake
from physiocheck_desktop.services.file_ports import FileStore
from physiocheck_desktop.services.file_upkeep import FileUpkeep
from physiocheck_desktop.services.file_vault import FileVault
from physiocheck_desktop.services.files import FileService
from physiocheck_desktop.services.front_door import FrontDoor
from physiocheck_desktop.services.passwords import PasswordHasher
from physiocheck_desktop.services.sealed_files import SealedFileStore
from physiocheck_desktop.services.verification import VerificationService
from physiocheck_desktop.vision.clip_cleaning import clean_clip

PASSWORD = "walnut ferry quiet lamp"  # noqa: S105  # nobody has it
QUICK = Patience(connect_s=2, silence_s=2, answer_s=5, attempts=2, pause_s=0.01)


class Desk:
    """Somebody's files on one kind of store, and what that store really holds.

    Attributes:
        files: The use cases.
        upkeep: The upkeep of the same files, an hour and a minute later.
        held: Returns the content of all that the store holds, as it lies there.
    """

    def __init__(self, database: Database, stores: list[FileStore], held: Callable[[], list[bytes]]) -> None:
        self.stores = stores
        self.vault = FileVault(database.unit_of_work, stores)
        self.files = FileService(database.unit_of_work, self.vault, MediaFileIntake(clean_clip))
        later = datetime.now(UTC) + timedelta(minutes=61)
        self.upkeep = FileUpkeep(database.unit_of_work, stores, lambda: later)
        self.held = held


def on_disk(database: Database, folder: Path, stack: ExitStack) -> Desk:
    return Desk(
        database,
        [LocalFileStore(folder)],
        lambda: [path.read_bytes() for path in folder.glob("*/*") if path.is_file()],
    )


def at_cloudinary(database: Database, folder: Path, stack: ExitStack) -> Desk:
    cloud = stack.enter_context(running_cloud())
    return Desk(database, [sealed(database, cloud), LocalFileStore(folder)], cloud.kept)


def sealed(database: Database, cloud: Cloud) -> FileStore:
    account = CloudinaryAccount(CLOUD, KEY, SECRET, cloud.address)
    return SealedFileStore(CloudinaryFileStore(account, patience=QUICK), database.demand_keys)


def signed_up(database: Database, name: str = "vera") -> Actor:
    door = FrontDoor(database.unit_of_work, PasswordHasher(4))
    return door.sign_up(Role.PHYSICIAN, name, f"{name}@example.org", PASSWORD, "here", "L 1").actor


def administrator_of(database: Database) -> Actor:
    """Keep an administrator with an account."""
    actor = add_administrator(database)
    add_account(database, actor, f"{actor.user_id.hex}@example.org")
    return actor


def verify(database: Database, physician: Actor) -> None:
    """Let the clinic have looked at the licence."""
    administrator = administrator_of(database)
    VerificationService(database.unit_of_work).decide(administrator, physician.user_id, "L 1", verified=True)


def content_of(found: FileContent | None) -> bytes:
    assert found is not None
    return found.content

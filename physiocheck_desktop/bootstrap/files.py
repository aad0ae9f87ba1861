"""Where the files that people bring are kept, what reads them, and their upkeep."""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from physiocheck_desktop.bootstrap.records import demand_records, open_database
from physiocheck_desktop.bootstrap.starting import start_in_data_folder
from physiocheck_desktop.config.paths import files_folder
from physiocheck_desktop.config.settings import Settings
from physiocheck_desktop.domain.stored_file import CleanMedia, FileKind
from physiocheck_desktop.services.file_ports import FileStore
from physiocheck_desktop.services.file_upkeep import FileUpkeep
from physiocheck_desktop.services.file_vault import FileVault
from physiocheck_desktop.services.files import FileService
from physiocheck_desktop.services.sealed_files import SealedFileStore

if TYPE_CHECKING:
    from physiocheck_desktop.database.database import Database


class IntakeWhenNeeded:
    """Reads what people bring, with libraries that are loaded when the first file is; see `MediaFileIntake`."""

    def take(self, path: Path, kind: FileKind) -> CleanMedia:
        """Return a file written anew."""
        from physiocheck_desktop.integrations.media_intake import MediaFileIntake
        from physiocheck_desktop.vision.clip_cleaning import clean_clip

        return MediaFileIntake(clean_clip).take(path, kind)


def file_service(settings: Settings, database: "Database") -> FileService:
    """Return the use cases around files."""
    return FileService(database.unit_of_work, file_vault(settings, database), IntakeWhenNeeded())


def file_vault(settings: Settings, database: "Database") -> FileVault:
    """Return where the files that people bring are kept."""
    return FileVault(database.unit_of_work, file_stores(settings, database))


def file_stores(settings: Settings, database: "Database") -> tuple[FileStore, ...]:
    """Return the stores there are; the first one is given files, and all are looked for them.

    No store is asked for anything yet, and nothing leaves this computer where the settings name no account.
    """
    from physiocheck_desktop.integrations.local_files import LocalFileStore

    here = LocalFileStore(files_folder(settings.data_folder))
    chosen = settings.files
    if chosen.cloud_name is None or chosen.api_key is None or chosen.api_secret is None:
        return (here,)
    from physiocheck_desktop.integrations.cloudinary_calls import CloudinaryAccount
    from physiocheck_desktop.integrations.cloudinary_files import CloudinaryFileStore

    account = CloudinaryAccount(chosen.cloud_name, chosen.api_key, chosen.api_secret.get_secret_value(), chosen.address)
    return SealedFileStore(CloudinaryFileStore(account), database.demand_keys), here


@contextmanager
def build_file_upkeep(settings: Settings) -> Iterator[FileUpkeep]:
    """Give the upkeep of the files that the settings name, with their database, which is closed afterwards.

    Raises:
        SettingsError: The database address cannot be used.
        StorageError: There is no database, or it cannot be opened, read or upgraded.
    """
    demand_records(settings)
    start_in_data_folder(settings)
    with closing(open_database(settings, is_there=True)) as database:
        yield FileUpkeep(database.unit_of_work, file_stores(settings, database))

"""What lets people in, and what is done with all that is kept about one of them."""

import logging
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import timedelta
from typing import TYPE_CHECKING

from physiocheck_desktop.bootstrap.records import open_database, open_records, patient_of_computer
from physiocheck_desktop.config.computer import computer_id
from physiocheck_desktop.config.logging import start_logging
from physiocheck_desktop.config.paths import (
    computer_file,
    files_folder,
    journal_file,
    log_file,
)
from physiocheck_desktop.config.settings import Settings
from physiocheck_desktop.domain.errors import StorageError
from physiocheck_desktop.services.accounts import AccountService
from physiocheck_desktop.services.erasure_upkeep import ErasureUpkeep
from physiocheck_desktop.services.erasures import ErasureService
from physiocheck_desktop.services.file_vault import FileVault
from physiocheck_desktop.services.front_door import FrontDoor
from physiocheck_desktop.services.passwords import PasswordHasher, measured_cost
from physiocheck_desktop.services.person_desk import PersonDesk
from physiocheck_desktop.services.person_export import PersonExportService

if TYPE_CHECKING:
    from physiocheck_desktop.database.database import Database

logger = logging.getLogger(__name__)


@contextmanager
def build_front_door(settings: Settings) -> Iterator[FrontDoor]:
    """Give what lets people in to the database that the settings name; see `open_records`."""
    with open_records(settings) as unit_of_work:
        yield FrontDoor(unit_of_work, PasswordHasher(measured_cost()))


@contextmanager
def build_person_desk(settings: Settings) -> Iterator[PersonDesk]:
    """Give what exports and erases people's data in the database that the settings name, which is closed afterwards.

    Raises:
        SettingsError: The database address cannot be used.
        StorageError: The database cannot be opened, read or upgraded.
    """
    from physiocheck_desktop.reports.person_archive import ZipPersonArchives

    start_logging(log_file(settings.data_folder), settings.logging.level)
    hasher = PasswordHasher(measured_cost())
    with closing(open_database(settings)) as database, erasure_upkeep(settings, database) as upkeep:
        begin = database.unit_of_work
        yield PersonDesk(
            door=FrontDoor(begin, hasher),
            origin=computer_id(computer_file(settings.data_folder)),
            of_computer=lambda: patient_of_computer(settings, database),
            accounts=AccountService(begin, hasher),
            exports=PersonExportService(begin, file_vault(settings, database), ZipPersonArchives(), hasher),
            erasures=ErasureService(begin, hasher, timedelta(days=settings.privacy.grace_days)),
            upkeep=upkeep,
        )


@contextmanager
def erasure_upkeep(settings: Settings, database: "Database") -> Iterator[ErasureUpkeep]:
    """Give what carries out the erasures that are due."""
    from physiocheck_desktop.database.journal import SqlJournal

    with closing(SqlJournal(journal_file(settings.data_folder, database.told), database.keys)) as journal:
        vault, years = file_vault(settings, database), settings.privacy.retention_years
        yield ErasureUpkeep(database.unit_of_work, vault, journal, database.forget_deleted, years)


def carry_out_erasures(settings: Settings, database: "Database") -> None:
    """Erase whoever is due; where that cannot be done now, the next start does it."""
    try:
        with erasure_upkeep(settings, database) as upkeep:
            upkeep.carry_out_due()
    except StorageError as error:
        logger.warning("Erasures that are due are left to the next start: %s", type(error).__name__)


def file_vault(settings: Settings, database: "Database") -> FileVault:
    """Return where the files that people bring are kept."""
    from physiocheck_desktop.integrations.local_files import LocalFileStore

    return FileVault(database.unit_of_work, [LocalFileStore(files_folder(settings.data_folder))])

"""What lets people in, and what is done with all that is kept about one of them."""

import logging
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import timedelta
from typing import TYPE_CHECKING

from physiocheck_desktop.bootstrap.files import file_vault
from physiocheck_desktop.bootstrap.records import demand_records, open_database, open_records, patient_of_computer
from physiocheck_desktop.bootstrap.starting import start_in_data_folder
from physiocheck_desktop.config.computer import computer_id
from physiocheck_desktop.config.paths import (
    computer_file,
    holds_sample_data,
    journal_file,
)
from physiocheck_desktop.config.sections import LockSettings
from physiocheck_desktop.config.settings import Settings
from physiocheck_desktop.config.sign_in_keeper import KeyringSignInKeeper
from physiocheck_desktop.domain.errors import StorageError
from physiocheck_desktop.services.accounts import AccountService
from physiocheck_desktop.services.erasure_upkeep import ErasureUpkeep
from physiocheck_desktop.services.erasures import ErasureService
from physiocheck_desktop.services.front_door import FrontDoor
from physiocheck_desktop.services.local_patient import anybody_signs_in
from physiocheck_desktop.services.lock_times import LockTimes
from physiocheck_desktop.services.passwords import PasswordHasher, measured_cost
from physiocheck_desktop.services.people import People
from physiocheck_desktop.services.person_desk import PersonDesk
from physiocheck_desktop.services.person_export import PersonExportService
from physiocheck_desktop.services.second_factor import SecondFactorService
from physiocheck_desktop.services.verification import VerificationService

if TYPE_CHECKING:
    from physiocheck_desktop.database.database import Database

logger = logging.getLogger(__name__)


@contextmanager
def build_front_door(settings: Settings) -> Iterator[FrontDoor]:
    """Give what lets people in to the database that the settings name; see `open_records`."""
    with open_records(settings) as unit_of_work:
        yield FrontDoor(unit_of_work, PasswordHasher(measured_cost))


@contextmanager
def build_person_desk(settings: Settings) -> Iterator[PersonDesk]:
    """Give what exports and erases people's data in the database that the settings name, which is closed afterwards.

    Raises:
        SettingsError: The database address cannot be used.
        StorageError: There is no database, or it cannot be opened, read or upgraded.
    """
    demand_records(settings)
    start_in_data_folder(settings)
    hasher = PasswordHasher(measured_cost)
    with closing(open_database(settings, is_there=True)) as database, erasure_upkeep(settings, database) as upkeep:
        begin = database.unit_of_work
        yield PersonDesk(
            door=FrontDoor(begin, hasher),
            origin=computer_id(computer_file(settings.data_folder)),
            of_computer=lambda: patient_of_computer(settings, database),
            accounts=AccountService(begin, hasher),
            exports=exports_of(settings, database, hasher),
            erasures=ErasureService(begin, hasher, timedelta(days=settings.privacy.grace_days)),
            upkeep=upkeep,
        )


def build_people(settings: Settings, database: "Database") -> People:
    """Return what lets people in and looks after their accounts, in a database that is open."""
    begin, hasher = database.unit_of_work, PasswordHasher(measured_cost)
    return People(
        front_door=FrontDoor(begin, hasher),
        accounts=AccountService(begin, hasher),
        second_factor=SecondFactorService(begin, hasher),
        verification=VerificationService(begin),
        exports=exports_of(settings, database, hasher),
        erasures=ErasureService(begin, hasher, timedelta(days=settings.privacy.grace_days)),
        sign_in_keeper=KeyringSignInKeeper(f"sign-in {settings.data_folder} {database.told}"),
        origin=computer_id(computer_file(settings.data_folder)),
        are_asked=database.shared or anybody_signs_in(begin),
        lock_after=_lock_times(settings.lock, shared=database.shared),
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


def exports_of(settings: Settings, database: "Database", hasher: PasswordHasher) -> PersonExportService:
    """Return what gives people their data."""
    from physiocheck_desktop.reports.person_archive import ZipPersonArchives

    archives = ZipPersonArchives(is_sample=holds_sample_data(settings.data_folder))
    return PersonExportService(database.unit_of_work, file_vault(settings, database), archives, hasher)


def _lock_times(lock: LockSettings, *, shared: bool) -> LockTimes:
    """Return when windows lock; a patient's own computer is no place where others come by."""
    if lock.patient_after_min is not None:
        return LockTimes(lock.staff_after_min, lock.patient_after_min)
    return LockTimes(lock.staff_after_min, lock.staff_after_min if shared else 0.0)

"""The records that the settings name: the database, this computer’s patient, the journal and its delivery."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from typing import TYPE_CHECKING, Final

from physiocheck_desktop.bootstrap.starting import start_in_data_folder
from physiocheck_desktop.config.computer import computer_id
from physiocheck_desktop.config.known_patient import known_patient, remember_patient
from physiocheck_desktop.config.paths import (
    computer_file,
    database_file,
    journal_file,
    key_file,
    patient_file,
)
from physiocheck_desktop.config.settings import Settings
from physiocheck_desktop.domain.people import Actor, Role
from physiocheck_desktop.services.database_upkeep import DatabaseUpkeep
from physiocheck_desktop.services.delivery import Delivery, deliver_entry, recipients_in
from physiocheck_desktop.services.keys import KeyUpkeep
from physiocheck_desktop.services.local_patient import local_patient
from physiocheck_desktop.services.outbox import Outbox
from physiocheck_desktop.services.ports import UnitOfWorkFactory
from physiocheck_desktop.services.sessions import SessionService, utc_now

if TYPE_CHECKING:
    from physiocheck_desktop.database.address import DatabaseAddress
    from physiocheck_desktop.database.database import Database

_THIS_COMPUTER: Final = "this-computer"


def demand_records(settings: Settings) -> None:
    """Refuse where there is no database, before anything is made there: a data folder may be mistyped.

    A server tells by itself, when it is asked for the first time.

    Raises:
        SettingsError: The database address cannot be used.
        StorageError: There is none.
    """
    from physiocheck_desktop.database.address import place_of
    from physiocheck_desktop.database.standing import demand_there

    demand_there(place_of(database_address(settings)))


@contextmanager
def open_records(settings: Settings, *, are_there: bool = False) -> Iterator[UnitOfWorkFactory]:
    """Give the database that the settings name, for work on the whole of it; it is closed afterwards.

    Args:
        settings: The settings.
        are_there: Whether to refuse where there is no database, instead of making one.

    Raises:
        SettingsError: The database address cannot be used.
        StorageError: The database cannot be opened, read or upgraded.
    """
    if are_there:
        demand_records(settings)
    start_in_data_folder(settings)
    database = open_database(settings, is_there=are_there)
    try:
        yield database.unit_of_work
    finally:
        database.close()


def build_database_upkeep(settings: Settings, *, is_there: bool = False) -> DatabaseUpkeep:
    """Return the upkeep of the database that the settings name, and start the log; nothing is opened or made yet.

    Args:
        settings: The settings.
        is_there: Whether to refuse where there is no database.

    Raises:
        SettingsError: The database address cannot be used.
        StorageError: There is no database, where it is to be there.
    """
    if is_there:
        demand_records(settings)
    from physiocheck_desktop.database.upkeep import SqlDatabaseUpkeep

    start_in_data_folder(settings)
    return SqlDatabaseUpkeep(database_address(settings))


def build_key_upkeep(settings: Settings) -> KeyUpkeep:
    """Return the upkeep of the keys of the database that the settings name; nothing is opened yet.

    Raises:
        SettingsError: The database address cannot be used.
        StorageError: There is no database.
    """
    demand_records(settings)
    from physiocheck_desktop.database.key_upkeep import SqlKeyUpkeep

    start_in_data_folder(settings)
    return SqlKeyUpkeep(database_address(settings))


def open_database(settings: Settings, *, may_be_away: bool = False, is_there: bool = False) -> "Database":
    """Return the database that the settings name, open and up to date; see `Database.open`."""
    from physiocheck_desktop.database.database import Database

    address, sends_mail = database_address(settings), settings.mail.enabled
    return Database.open(address, may_be_away=may_be_away, is_there=is_there, sends_mail=sends_mail)


def start_delivery(settings: Settings, database: "Database", sessions: SessionService, actor: Actor) -> Delivery:
    """Return the delivery, which has brought to the database what earlier runs could not; then theirs is over."""
    from physiocheck_desktop.database.journal import SqlJournal

    delivery = Delivery(
        Outbox(SqlJournal(journal_file(settings.data_folder, database.told), database.keys)),
        partial(deliver_entry, recipients_in(database.unit_of_work)),
        to_server=database.shared,
        when_caught_up=lambda: sessions.close_interrupted(actor),
        ask=lambda: _ask(database),
    )
    delivery.start(away=database.away)
    return delivery


def _ask(database: "Database") -> None:
    """Look whether the database is there.

    Raises:
        StorageError: It is not.
    """
    with database.unit_of_work(read_only=True):
        pass


def patient_of_computer(settings: Settings, database: "Database") -> Actor:
    """Return the patient of this computer, as the database knows it, or as it did at the last start where it is away.

    Raises:
        StorageError: The database cannot be read or written, or is away and was never asked.
    """
    file = patient_file(settings.data_folder, database.told)
    if database.away and (known := known_patient(file)) is not None:
        return Actor(known, Role.PATIENT)
    computer = computer_id(computer_file(settings.data_folder)) if database.shared else _THIS_COMPUTER
    actor = local_patient(database.unit_of_work, computer, utc_now())
    if database.shared:
        remember_patient(file, actor.user_id)
    return actor


def database_address(settings: Settings) -> "DatabaseAddress":
    """Return which database the settings name, and where its keys are kept; nothing is opened or made.

    Raises:
        SettingsError: The system's keyring, which keeps the database's password, cannot be read.
    """
    from physiocheck_desktop.config.key_store import key_store
    from physiocheck_desktop.database.address import DatabaseAddress

    chosen = settings.database
    return DatabaseAddress(
        file=database_file(settings.data_folder),
        url=None if chosen.url is None else _whole_url(chosen.url.get_secret_value()),
        tls_authority=chosen.tls_authority,
        busy_timeout_s=chosen.busy_timeout_s,
        keys=key_store(settings.keys.place, key_file(settings.data_folder, shared=chosen.url is not None)),
    )


def _whole_url(url: str) -> str:
    """Return an address with its password, which the keyring has where the settings do not."""
    from physiocheck_desktop.config.database_password import kept_database_password
    from physiocheck_desktop.database.address import account_without_password, with_password

    account = account_without_password(url)
    password = None if account is None else kept_database_password(account)
    return url if password is None else with_password(url, password)

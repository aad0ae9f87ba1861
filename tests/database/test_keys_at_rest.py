"""What is told in confidence lies encrypted in the database; its keys are made once, changed, lost and brought back."""

from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from datetime import date
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
from clinic import add_patient, add_physician, care_for
from databases import on_sqlite
from sqlalchemy import Engine, event, text

from physiocheck_desktop.config.key_store import KeyFile
from physiocheck_desktop.config.sections import DatabaseSettings
from physiocheck_desktop.database import schema
from physiocheck_desktop.database.address import DatabaseAddress
from physiocheck_desktop.database.database import Database
from physiocheck_desktop.database.field_keys import rotate, values_by_key
from physiocheck_desktop.database.key_upkeep import SqlKeyUpkeep
from physiocheck_desktop.domain.errors import InputError, StorageError
from physiocheck_desktop.domain.people import Actor, Role
from physiocheck_desktop.domain.profile import ClinicalDetails, ContactDetails
from physiocheck_desktop.services.front_door import FrontDoor
from physiocheck_desktop.services.keys import KeyRing
from physiocheck_desktop.services.passwords import PasswordHasher
from physiocheck_desktop.services.profiles import ProfileService

Query = Callable[..., list[tuple[Any, ...]]]

SECRET = "Plum-coloured secret"  # noqa: S105  # what a patient tells
PASSWORD = "walnut ferry quiet lamp"  # noqa: S105  # nobody has it


def told_in_confidence(database: Database) -> Actor:
    """Keep a patient with an account, who has told something; returns the patient."""
    door = FrontDoor(database.unit_of_work, PasswordHasher(4))
    patient = door.sign_up(Role.PATIENT, "Pat Ient", "plum@example.org", PASSWORD, "here", "").actor
    profiles = ProfileService(database.unit_of_work)
    contact = ContactDetails(
        name="Pat Ient", date_of_birth=date(1950, 2, 28), phone=SECRET, address=SECRET, emergency_contact=SECRET
    )
    profiles.save_contact(patient, 0, contact)
    profiles.save_clinical(patient, patient.user_id, 1, ClinicalDetails(conditions=SECRET, notes=SECRET))
    return patient


def key_file_of(address: DatabaseAddress) -> Path:
    return address.file.with_name("keys")


def test_what_is_told_in_confidence_cannot_be_read_past_the_program(
    database: Database, database_address: DatabaseAddress, query: Query
) -> None:
    patient = told_in_confidence(database)
    rows = repr([query(f"SELECT * FROM {table}") for table in ("patients", "credentials", "users")])  # noqa: S608
    assert not [each for each in (SECRET, "plum@example.org", "1950") if each in rows]
    assert ProfileService(database.unit_of_work).patient(patient, patient.user_id).clinical.notes == SECRET
    database.close()
    if database_address.url is None:
        folder = database_address.file.parent
        raw = b"".join(path.read_bytes() for path in folder.rglob("*") if path.is_file())
        assert b"Pat Ient" in raw
        assert not [each for each in (SECRET.encode(), b"plum@example.org") if each in raw]
        assert key_file_of(database_address).stat().st_mode & 0o077 == 0


def test_an_address_is_found_and_is_unique_although_it_is_encrypted(database: Database) -> None:
    told_in_confidence(database)
    door = FrontDoor(database.unit_of_work, PasswordHasher(4))
    assert door.sign_in("Plum@Example.org", PASSWORD, "here").account.email == "plum@example.org"
    with database.unit_of_work(read_only=True) as uow:
        assert uow.accounts.by_email("plum@example.com") is None
        assert uow.accounts.by_email("plum@example.org") is not None


def test_records_without_their_key_are_refused_with_the_way_to_get_it(
    database: Database, database_address: DatabaseAddress, tmp_path: Path
) -> None:
    patient = told_in_confidence(database)
    database.close()
    elsewhere = replace(database_address, keys=KeyFile(tmp_path / "elsewhere" / "keys"))
    with pytest.raises(StorageError, match="does not have") as refused:
        Database.open(elsewhere)
    assert "physiocheck keys import" in refused.value.remedy
    with pytest.raises(InputError, match="not the keys of this database"):
        SqlKeyUpkeep(elsewhere).bring_in(KeyRing.new())
    assert SqlKeyUpkeep(elsewhere).status().missing
    SqlKeyUpkeep(elsewhere).bring_in(SqlKeyUpkeep(database_address).ring())
    assert SqlKeyUpkeep(elsewhere).status().missing == ()
    with closing(Database.open(elsewhere)) as opened:
        assert ProfileService(opened.unit_of_work).patient(patient, patient.user_id).clinical.notes == SECRET


def test_everything_is_encrypted_with_a_new_key_and_what_was_open_goes_on(
    database: Database, database_address: DatabaseAddress, query: Query
) -> None:
    patient = told_in_confidence(database)
    upkeep = SqlKeyUpkeep(database_address)
    before = upkeep.status()
    assert upkeep.rotate() == sum(before.values.values()) > 5
    after = upkeep.status()
    assert after.current != before.current
    assert after.values == {before.current: 0, after.current: sum(before.values.values())}
    profiles = ProfileService(database.unit_of_work)  # opened before, with the old keys
    assert profiles.patient(patient, patient.user_id).clinical.notes == SECRET
    assert str(query("SELECT notes FROM patients")[0][0]).startswith(f"1:{after.current}:")


def _failing_at(number: int) -> Callable[..., None]:
    """Return what ends the program at the so-manieth change."""
    begun = 0

    def fail(_connection: Any, _cursor: Any, statement: str, *_: Any) -> None:
        nonlocal begun
        begun += statement.startswith("UPDATE")
        if begun == number:
            raise KeyboardInterrupt

    return fail


def test_a_rotation_that_breaks_off_anywhere_is_gone_on_with(
    database: Database, database_address: DatabaseAddress
) -> None:
    patient = told_in_confidence(database)
    keys, number = set[str](), 1
    while True:
        fail = _failing_at(number)
        event.listen(Engine, "before_cursor_execute", fail)
        try:
            SqlKeyUpkeep(database_address).rotate()
            break
        except KeyboardInterrupt:
            number += 2
        finally:
            event.remove(Engine, "before_cursor_execute", fail)
        status = SqlKeyUpkeep(database_address).status()
        assert status.missing == ()
        keys |= set(status.values)
    assert number > 3
    assert len(keys) == 2  # one new key for all of it
    status = SqlKeyUpkeep(database_address).status()
    assert [key for key, count in status.values.items() if count] == [status.current]
    assert ProfileService(database.unit_of_work).patient(patient, patient.user_id).clinical.notes == SECRET


def test_programs_that_start_at_once_make_one_key(database_address: DatabaseAddress) -> None:
    # With the patience of the settings: each waits until those before it have made or looked at the tables.
    address = replace(database_address, busy_timeout_s=DatabaseSettings().busy_timeout_s)
    troubles = list[BaseException]()

    def start() -> None:
        try:
            Database.open(address).close()
        except BaseException as error:  # noqa: BLE001  # told by the test
            troubles.append(error)

    threads = [Thread(target=start) for _ in range(5)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert troubles == []
    status = SqlKeyUpkeep(database_address).status()
    assert list(status.values) == [status.current]


def test_older_records_are_encrypted_by_the_migration_and_decrypted_by_its_way_back(
    database: Database, upkeep_engine: Engine, query: Query
) -> None:
    patient = told_in_confidence(database)
    physician = add_physician(database)
    care_for(database, patient, physician)
    add_patient(database)
    schema.downgrade(upkeep_engine, "0013")
    assert query("SELECT notes FROM patients WHERE notes IS NOT NULL") == [(SECRET,)]
    assert query("SELECT email FROM credentials") == [("plum@example.org",)]
    lookalike = "1:0123456789abcdef:nothing of ours"
    with upkeep_engine.begin() as connection:
        connection.execute(text("UPDATE patients SET phone = :phone WHERE phone IS NOT NULL"), {"phone": lookalike})
    schema.upgrade(upkeep_engine)
    assert SECRET not in repr(query("SELECT * FROM patients"))
    kept = ProfileService(database.unit_of_work).patient(patient, patient.user_id)
    assert (kept.clinical.notes, kept.contact.phone) == (SECRET, lookalike)
    door = FrontDoor(database.unit_of_work, PasswordHasher(4))
    assert door.sign_in("plum@example.org", PASSWORD, "here").account.email == "plum@example.org"


@on_sqlite
def test_a_key_file_that_others_can_read_is_refused(database: Database, database_address: DatabaseAddress) -> None:
    told_in_confidence(database)
    database.close()
    key_file_of(database_address).chmod(0o644)
    with pytest.raises(StorageError, match="read by other accounts"):
        Database.open(database_address)


def test_a_rotation_of_nothing_makes_a_key(database: Database, database_address: DatabaseAddress) -> None:
    assert rotate(database._engine) == 0
    assert len(values_by_key(database._engine)) == 2

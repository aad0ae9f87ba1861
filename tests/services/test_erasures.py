"""Who asks to be erased is: in every table, in files and in what they remember; what the law asks for is kept."""

from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from at_once import at_once
from databases import on_mariadb
from sqlalchemy import Engine, event, select
from sqlalchemy.exc import OperationalError
from whole_lives import HASHER, PASSWORD, Clinic, Lives

from physiocheck_desktop.database.address import DatabaseAddress
from physiocheck_desktop.database.database import Database
from physiocheck_desktop.database.journal import SqlJournal
from physiocheck_desktop.database.tables import Base
from physiocheck_desktop.domain.errors import AccessError, InputError, KnownError, StorageError
from physiocheck_desktop.domain.people import Role
from physiocheck_desktop.services.audit import verify_trail
from physiocheck_desktop.services.erasure_upkeep import ErasuresDone, ErasureUpkeep
from physiocheck_desktop.services.erasures import GRACE, ErasureService
from physiocheck_desktop.services.journal import Journal

MINIMAL_ROWS = {"users", "patients", "physicians", "erasures", "audit_log"}
"""Where a person's identifier may be found after the person was erased."""


@pytest.fixture
def clinic(lives: Lives) -> Clinic:
    return lives.clinic()


@pytest.fixture
def journal(tmp_path: Path) -> Iterator[Journal]:
    with closing(SqlJournal(tmp_path / "journal.sqlite3")) as opened:
        yield opened


@pytest.fixture
def erasures(database: Database, lives: Lives) -> ErasureService:
    return ErasureService(database.unit_of_work, HASHER, now=lives.clock)


@pytest.fixture
def upkeep(database: Database, lives: Lives, journal: Journal) -> ErasureUpkeep:
    return ErasureUpkeep(database.unit_of_work, lives.vault, journal, database.forget_deleted, now=lives.clock)


def everything(database: Database) -> dict[str, list[dict[str, Any]]]:
    """Return all rows of all tables."""
    with database._engine.connect() as connection:
        return {
            table.name: [dict(row) for row in connection.execute(select(table)).mappings()]
            for table in Base.metadata.sorted_tables
        }


def tables_with(database: Database, told: str) -> set[str]:
    """Return the tables in which a text or an identifier is found, whatever the column."""
    return {name for name, rows in everything(database).items() if told in repr(rows)}


def files_left(data_folder: Path) -> list[Path]:
    return [path for path in (data_folder / "files").rglob("*") if path.is_file() and path.name != "store-id"]


@contextmanager
def failing_at(number: int) -> Iterator[list[str]]:
    """Let the so-manieth statement fail as it does when a server goes away; give those that were begun."""
    begun: list[str] = []

    def fail(_connection: Any, _cursor: Any, statement: str, *_: Any) -> None:
        begun.append(statement)
        if len(begun) == number:
            raise OperationalError(statement, {}, Exception("gone"))

    event.listen(Engine, "before_cursor_execute", fail)
    try:
        yield begun
    finally:
        event.remove(Engine, "before_cursor_execute", fail)


def test_who_asks_is_erased_when_the_time_to_take_it_back_is_over_and_not_before(
    erasures: ErasureService, upkeep: ErasureUpkeep, clinic: Clinic, lives: Lives, database: Database
) -> None:
    asked = erasures.ask(clinic.lone.actor, PASSWORD)
    assert erasures.ask(clinic.lone.actor, PASSWORD) == asked == erasures.own(clinic.lone.actor)
    assert upkeep.carry_out_due() == ErasuresDone(0, 0)
    assert tables_with(database, "lone-name")
    lives.clock.now += GRACE
    assert upkeep.carry_out_due() == ErasuresDone(1, 0)
    assert upkeep.carry_out_due() == ErasuresDone(0, 0)
    done = erasures.erasures(clinic.ada.actor)
    assert [(each.user_id, each.finished_at is not None) for each in done] == [(clinic.lone.user_id, True)]


def test_nothing_is_left_of_a_patient_whom_nobody_treated(
    erasures: ErasureService,
    upkeep: ErasureUpkeep,
    clinic: Clinic,
    lives: Lives,
    database: Database,
    database_address: DatabaseAddress,
    data_folder: Path,
) -> None:
    before = everything(database)
    kept_files = len(files_left(data_folder))
    erasures.ask(clinic.lone.actor, PASSWORD)
    lives.clock.now += GRACE
    assert upkeep.carry_out_due() == ErasuresDone(1, 0)
    assert {mark: found for mark in ("lone-", "lone@") if (found := tables_with(database, mark))} == {}
    assert tables_with(database, str(clinic.lone.user_id)) <= MINIMAL_ROWS
    assert len(files_left(data_folder)) == kept_files - 1
    assert verify_trail(database.unit_of_work)[1] == ()
    after = everything(database)
    for mark in ("pat-", "other-", "vera-", "egon-"):
        assert {name: repr(rows).count(mark) for name, rows in before.items()} == {
            name: repr(rows).count(mark) for name, rows in after.items()
        }
    with pytest.raises(KnownError):
        lives.door.sign_in("lone@example.org", PASSWORD, "lone-computer")
    if database_address.url is None:
        database.close()
        raw = b"".join(path.read_bytes() for path in data_folder.rglob("*") if path.is_file())
        assert b"pat-name" in raw
        assert b"lone-name" not in raw
        assert b"lone-conditions" not in raw


def test_the_record_of_a_treatment_is_locked_and_kept_for_as_long_as_the_law_asks(
    erasures: ErasureService, upkeep: ErasureUpkeep, clinic: Clinic, lives: Lives, database: Database
) -> None:
    erasures.ask(clinic.pat.actor, PASSWORD)
    lives.clock.now += GRACE
    assert upkeep.carry_out_due() == ErasuresDone(1, 0)
    for gone in ("pat@", "pat-phone", "pat-address", "pat-emergency", "pat-farewell", "pat-never-published"):
        assert tables_with(database, gone) == set(), gone
    assert tables_with(database, "pat-name") == {"erasures"}
    assert "sessions" in tables_with(database, str(clinic.pat.user_id))
    with pytest.raises(AccessError):  # locked: the treatment is over, and with it the physician's access
        lives.profiles.patient(clinic.vera.actor, clinic.pat.user_id)
    (done,) = erasures.erasures(clinic.ada.actor)
    assert done.kept_until is not None
    assert (done.kept_until - lives.clock.now).days in range(3651, 3654)
    lives.clock.now += timedelta(days=3655)
    assert upkeep.carry_out_due() == ErasuresDone(1, 0)
    assert tables_with(database, "pat-") == set()
    assert tables_with(database, str(clinic.pat.user_id)) <= MINIMAL_ROWS
    assert len(everything(database)["sessions"]) == 9 + 5  # Other's and Lone's


def test_a_physicians_name_goes_and_what_patients_were_given_stays(
    erasures: ErasureService, upkeep: ErasureUpkeep, clinic: Clinic, lives: Lives, database: Database
) -> None:
    plans = lives.plans.plans(clinic.other.actor, clinic.other.user_id)
    erasures.ask(clinic.vera.actor, PASSWORD)
    lives.clock.now += GRACE
    assert upkeep.carry_out_due().unfinished == 0
    for gone in ("vera@", "vera-phone", "vera-address", "vera-about", "vera-unused", "vera-licence"):
        assert tables_with(database, gone) == set(), gone
    assert tables_with(database, "vera-name") == {"users", "erasures"}  # a medical record names who made it
    assert [each.id for each in lives.plans.plans(clinic.other.actor, clinic.other.user_id)] == [
        each.id for each in plans
    ]
    assert tables_with(database, "vera-exercise")
    with pytest.raises(KnownError):
        lives.door.sign_in("vera@example.org", PASSWORD, "vera-computer")
    lives.clock.now += timedelta(days=3655)
    assert upkeep.carry_out_due().unfinished == 0
    assert tables_with(database, "vera-name") == set()


@pytest.mark.slow
def test_an_erasure_that_breaks_off_at_any_statement_is_gone_on_with(
    erasures: ErasureService,
    upkeep: ErasureUpkeep,
    clinic: Clinic,
    lives: Lives,
    database: Database,
    data_folder: Path,
) -> None:
    erasures.ask(clinic.lone.actor, PASSWORD)
    lives.clock.now += GRACE
    rows = {name: len(table) for name, table in everything(database).items()}
    step, number, halves = 3, 1, 0
    while True:
        with failing_at(number) as begun:
            with suppress(StorageError):
                done = upkeep.carry_out_due()
            if len(begun) < number:
                break
        left = {name: len(table) for name, table in everything(database).items()}
        whole = left == rows
        gone = "lone-" not in repr(everything(database))
        assert whole is not gone, f"half of it after statement {number}"
        halves += gone
        number += step
    assert number > 30
    assert done.unfinished == 0
    assert tables_with(database, "lone-") == set()
    assert files_left(data_folder)
    assert halves <= number / step


def test_it_takes_the_password_and_can_be_taken_back(
    erasures: ErasureService, upkeep: ErasureUpkeep, clinic: Clinic, lives: Lives, database: Database
) -> None:
    with pytest.raises(AccessError):
        erasures.ask(clinic.pat.actor, "wrong")
    assert erasures.own(clinic.pat.actor) is None
    erasures.ask(clinic.pat.actor, PASSWORD)
    erasures.take_back(clinic.pat.actor)
    lives.clock.now += GRACE
    assert upkeep.carry_out_due() == ErasuresDone(0, 0)
    assert tables_with(database, "pat-name")


def test_an_administrator_asks_for_others_with_a_reason_and_takes_it_back(
    erasures: ErasureService, clinic: Clinic
) -> None:
    with pytest.raises(InputError):
        erasures.ask_for(clinic.ada.actor, clinic.pat.user_id, "")
    asked = erasures.ask_for(clinic.ada.actor, clinic.pat.user_id, "Letter of 3 March")
    assert (asked.asked_by, asked.reason) == (clinic.ada.user_id, "Letter of 3 March")
    erasures.take_back_for(clinic.ada.actor, clinic.pat.user_id)
    assert erasures.own(clinic.pat.actor) is None
    with pytest.raises(AccessError):
        erasures.ask_for(clinic.ada.actor, UUID(int=7), "Nobody")


@on_mariadb
def test_of_many_who_ask_for_the_same_in_the_same_moment_all_are_told_the_same(
    erasures: ErasureService, clinic: Clinic
) -> None:
    for person in (clinic.pat, clinic.vera):
        (asked,) = set(at_once(lambda _, of=person: erasures.ask_for(clinic.ada.actor, of.user_id, "A letter"), 8))
        assert erasures.own(person.actor) == asked


def test_the_last_administrator_stays(
    erasures: ErasureService, upkeep: ErasureUpkeep, clinic: Clinic, lives: Lives
) -> None:
    with pytest.raises(InputError, match="last administrator"):
        erasures.ask(clinic.ada.actor, PASSWORD)
    assert erasures.own(clinic.ada.actor) is None
    lives.clock.now += GRACE
    assert upkeep.carry_out_due() == ErasuresDone(0, 0)
    assert lives.door.sign_in("ada@example.org", PASSWORD, "here").account.role is Role.ADMINISTRATOR


def test_what_another_computer_delivers_later_makes_no_new_record(
    erasures: ErasureService, upkeep: ErasureUpkeep, clinic: Clinic, lives: Lives, database: Database
) -> None:
    erasures.ask(clinic.lone.actor, PASSWORD)
    lives.clock.now += GRACE
    upkeep.carry_out_due()
    with pytest.raises(KnownError):
        lives.sessions.start(clinic.lone.actor, "squat", "Squat")
    assert "sessions" not in tables_with(database, str(clinic.lone.user_id))

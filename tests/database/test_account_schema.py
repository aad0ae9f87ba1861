"""The tables of accounts: there with data in them, gone and there again, and what they refuse."""

from collections.abc import Callable
from typing import Any

import pyotp
import pytest
from sqlalchemy import Engine, inspect
from sqlalchemy.exc import DBAPIError

from physiocheck_desktop.database import schema
from physiocheck_desktop.database.database import Database
from physiocheck_desktop.database.upkeep import SqlDatabaseUpkeep
from physiocheck_desktop.domain.account import Account
from physiocheck_desktop.domain.errors import AccessError, LockedError
from physiocheck_desktop.domain.people import Role
from physiocheck_desktop.services.accounts import AccountService
from physiocheck_desktop.services.front_door import FrontDoor
from physiocheck_desktop.services.passwords import PasswordHasher
from physiocheck_desktop.services.second_factor import SecondFactorService
from physiocheck_desktop.services.sessions import utc_now
from physiocheck_desktop.services.verification import VerificationService

Query = Callable[..., list[tuple[Any, ...]]]

HASHER = PasswordHasher(4)
GOOD, HERE = "walnut ferry quiet lamp", "workstation-1"
BEFORE_ACCOUNTS, BEFORE_SECOND_FACTORS, BEFORE_LOCKS = "0008", "0009", "0020"
NEW = ("second_factors", "recovery_codes", "known_origins")
TABLES = ("credentials", "sign_in_tokens", "password_resets", "sign_in_tries", *NEW)


@pytest.fixture
def vera(database: Database) -> Account:
    """Fill all tables of accounts; returns the physician among them."""
    door = FrontDoor(database.unit_of_work, HASHER)
    ada = door.first_administrator("Ada Min", "ada@example.org", GOOD)
    vera = door.sign_up(Role.PHYSICIAN, "Dr. Vera", "vera@example.org", GOOD, HERE, "PT 4711")
    VerificationService(database.unit_of_work).decide(ada.actor, vera.user_id, "PT 4711", verified=True, reason="Seen.")
    door.sign_in(vera.email, GOOD, HERE)
    with pytest.raises(AccessError):
        door.sign_in("nobody@example.org", GOOD, HERE)
    factors = SecondFactorService(database.unit_of_work, HASHER)
    factors.confirm(vera.actor, pyotp.TOTP(factors.begin(vera.actor, GOOD).secret).at(utc_now()))
    door.sign_in(ada.email, GOOD, HERE)
    AccountService(database.unit_of_work, HASHER).reset_code(ada.actor, vera.user_id)
    return vera


@pytest.mark.parametrize("revision", [BEFORE_ACCOUNTS, BEFORE_SECOND_FACTORS])
def test_going_back_and_forward_leaves_people_as_they_were(
    vera: Account, database: Database, upkeep: SqlDatabaseUpkeep, upkeep_engine: Engine, query: Query, revision: str
) -> None:
    people = query("SELECT id, role, display_name FROM users ORDER BY id")
    assert all(query(f"SELECT count(*) FROM {table}")[0][0] for table in TABLES)  # noqa: S608  # our own names
    database.close()
    gone = TABLES if revision == BEFORE_ACCOUNTS else NEW

    schema.downgrade(upkeep_engine, revision)
    assert not set(gone) & set(inspect(upkeep_engine).get_table_names())
    upkeep_engine.dispose()
    upkeep.upgrade()

    assert not any(query(f"SELECT count(*) FROM {table}")[0][0] for table in gone)  # noqa: S608  # our own names
    assert query("SELECT id, role, display_name FROM users ORDER BY id") == people
    assert query("SELECT verification, licence FROM physicians") == [("verified", None)]


def test_who_had_an_account_before_second_factors_signs_in_as_before(
    vera: Account, database: Database, upkeep: SqlDatabaseUpkeep, upkeep_engine: Engine
) -> None:
    schema.downgrade(upkeep_engine, BEFORE_SECOND_FACTORS)
    upkeep_engine.dispose()
    upkeep.upgrade()
    assert FrontDoor(database.unit_of_work, HASHER).sign_in(vera.email, GOOD, HERE).account == vera


def test_a_locked_sign_in_stays_locked_and_others_open_through_an_upgrade_and_back(
    vera: Account, database: Database, upkeep: SqlDatabaseUpkeep, upkeep_engine: Engine, query: Query
) -> None:
    door = FrontDoor(database.unit_of_work, HASHER)
    pat = door.sign_up(Role.PATIENT, "Pat", "pat@example.org", GOOD, HERE)
    locked, held = (door.sign_in(pat.email, GOOD, HERE) for _ in range(2))
    door.lock(locked.token)
    database.close()
    since = query("SELECT count(*) FROM sign_in_tokens WHERE locked_at >= created_at")

    schema.downgrade(upkeep_engine, BEFORE_LOCKS)
    assert query("SELECT count(*) FROM sign_in_tokens WHERE last_used_at = '1970-01-01 00:00:00.000000'")[0][0] == 1
    upkeep_engine.dispose()
    upkeep.upgrade()

    assert query("SELECT count(*) FROM sign_in_tokens WHERE locked_at >= created_at") == since
    assert query("SELECT count(*) FROM sign_in_tokens WHERE last_used_at < created_at")[0][0] == 0
    assert door.resume(held.token).account == pat
    with pytest.raises(LockedError):
        door.resume(locked.token)
    assert door.unlock(locked.token, GOOD, HERE).account == pat


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE credentials SET email_print = 'the same for all'",
        "UPDATE credentials SET first_mark = 1",
        "UPDATE credentials SET password_hash = NULL",
        "DELETE FROM users",
    ],
)
def test_the_tables_refuse_what_the_program_never_writes(vera: Account, database: Database, statement: str) -> None:
    with database.unit_of_work() as uow, pytest.raises(DBAPIError):
        uow._session.connection().exec_driver_sql(statement)

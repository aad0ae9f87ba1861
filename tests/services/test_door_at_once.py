"""What comes to the door at the same moment: guesses are counted one by one, and an administrator is left."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pyotp
import pytest
from at_once import at_once
from clinic import FIRST_DAY, add_account, add_administrator
from clocks import HandClock

from physiocheck_desktop.database.address import DatabaseAddress
from physiocheck_desktop.database.database import Database
from physiocheck_desktop.domain.account import Account
from physiocheck_desktop.domain.errors import AccessError, InputError, SecondFactorError
from physiocheck_desktop.domain.people import Actor, Role
from physiocheck_desktop.services.accounts import AccountService
from physiocheck_desktop.services.front_door import FrontDoor
from physiocheck_desktop.services.passwords import PasswordHasher
from physiocheck_desktop.services.second_factor import SecondFactorService
from physiocheck_desktop.services.throttling import LOCKED_FOR, TRIES_FROM_ORIGIN, TRIES_HERE

GOOD, OTHER = "walnut ferry quiet lamp", "seven slow herons dancing"
HERE = "workstation-1"
GUESSERS = 16


class CountingHasher(PasswordHasher):
    """Counts how often somebody's password is looked at."""

    def __init__(self) -> None:
        super().__init__(4)
        self.looks: list[str] = []

    def matches(self, password: str, kept: str | None, effort: int = 0) -> bool:
        self.looks.append(password)
        return super().matches(password, kept, effort)


@pytest.fixture
def waiting_database(database: Database, database_address: DatabaseAddress) -> Iterator[Database]:
    """The database as a clinic's workstations have it, which wait for one another as long as they have to."""
    opened = Database.open(replace(database_address, busy_timeout_s=30.0))
    yield opened
    opened.close()


@pytest.fixture
def clock() -> HandClock:
    return HandClock(datetime(2026, 3, 2, 8, 0, tzinfo=UTC))


@pytest.fixture
def hasher() -> CountingHasher:
    return CountingHasher()


@pytest.fixture
def door(waiting_database: Database, hasher: CountingHasher, clock: HandClock) -> FrontDoor:
    return FrontDoor(waiting_database.unit_of_work, hasher, clock)


@pytest.fixture
def service(waiting_database: Database, hasher: CountingHasher, clock: HandClock) -> AccountService:
    return AccountService(waiting_database.unit_of_work, hasher, clock)


@pytest.fixture
def pat(door: FrontDoor) -> Account:
    return door.sign_up(Role.PATIENT, "Pat Ient", "pat@example.org", GOOD, HERE)


def told(refusals: list[object], words: str) -> int:
    """Return how many were refused with some words."""
    return sum(words in str(each) for each in refusals)


@pytest.mark.parametrize("email", ["pat@example.org", "nobody@example.org"])
def test_of_many_guesses_at_once_seven_are_looked_at_whether_the_address_has_an_account_or_not(
    door: FrontDoor, hasher: CountingHasher, clock: HandClock, pat: Account, email: str
) -> None:
    got = at_once(lambda _: door.sign_in(email, OTHER, HERE), GUESSERS)
    assert len(hasher.looks) == TRIES_HERE
    assert told(got, "not right") == TRIES_HERE
    assert told(got, "too many tries") == GUESSERS - TRIES_HERE
    clock.now += LOCKED_FOR + timedelta(seconds=1)
    with pytest.raises(AccessError, match="not right"):
        door.sign_in(email, OTHER, HERE)


def test_of_guesses_at_many_addresses_at_once_no_more_are_looked_at_than_one_computer_has(
    door: FrontDoor, hasher: CountingHasher
) -> None:
    for number in range(TRIES_FROM_ORIGIN - 5):
        with pytest.raises(AccessError, match="not right"):
            door.sign_in(f"p{number}@example.org", OTHER, HERE)
    hasher.looks.clear()
    got = at_once(lambda number: door.sign_in(f"q{number}@example.org", OTHER, HERE), GUESSERS)
    assert len(hasher.looks) == told(got, "not right") == 5
    assert told(got, "too many tries") == GUESSERS - 5


def test_a_stranger_at_the_desk_guesses_seven_times_however_fast(
    door: FrontDoor, service: AccountService, hasher: CountingHasher, pat: Account
) -> None:
    token = door.sign_in(pat.email, GOOD, HERE).token
    door.lock(token)
    for guess in (
        lambda _: service.confirm(pat.actor, OTHER),
        lambda _: door.unlock(token, OTHER, "workstation-2"),
        lambda number: service.change_password(pat.actor, OTHER, f"{OTHER} {number}"),
    ):
        hasher.looks.clear()
        got = at_once(guess, GUESSERS)
        assert len(hasher.looks) == told(got, "not right") <= TRIES_HERE
        assert told(got, "too many tries") == GUESSERS - len(hasher.looks)


def test_codes_are_guessed_at_seven_times_however_fast(door: FrontDoor, pat: Account) -> None:
    got = at_once(lambda number: door.new_password(pat.email, f"CODE{number}", OTHER, HERE), GUESSERS)
    assert told(got, "code is not right") == TRIES_HERE
    assert told(got, "too many tries") == GUESSERS - TRIES_HERE


def test_of_four_sign_ins_from_a_new_computer_at_once_all_succeed(door: FrontDoor, pat: Account) -> None:
    got = at_once(lambda _: door.sign_in(pat.email, GOOD, HERE).account)
    assert got == [pat] * 4


def test_of_four_new_passwords_by_one_code_at_once_one_is_kept(
    door: FrontDoor, service: AccountService, pat: Account
) -> None:
    ada = door.first_administrator("Ada Min", "ada@example.org", GOOD)
    for round_ in range(3):
        code = service.reset_code(ada.actor, pat.user_id)
        passwords = [f"{OTHER} {round_} {number}" for number in range(4)]

        def set_one(number: int, code: str = code, passwords: list[str] = passwords, round_: int = round_) -> str:
            door.new_password(pat.email, code, passwords[number], f"w {round_} {number}")
            return passwords[number]

        (kept,) = [each for each in at_once(set_one) if isinstance(each, str)]
        assert door.sign_in(pat.email, kept, HERE).account == pat


def test_what_was_right_takes_no_try_away(
    waiting_database: Database, door: FrontDoor, service: AccountService, pat: Account, clock: HandClock
) -> None:
    for _ in range(TRIES_HERE + 1):
        service.confirm(pat.actor, GOOD)
    codes = SecondFactorService(waiting_database.unit_of_work, PasswordHasher(4), clock)
    for _ in range(TRIES_HERE + 1):
        codes.begin(pat.actor, GOOD)
    ada = door.first_administrator("Ada Min", "ada@example.org", GOOD)
    code = service.reset_code(ada.actor, pat.user_id)
    for _ in range(TRIES_HERE + 1):
        with pytest.raises(InputError):
            door.new_password(pat.email, code, "short", HERE)
    door.new_password(pat.email, code, OTHER, HERE)


def test_that_a_code_is_asked_for_takes_no_try_away_and_codes_are_guessed_at_seven_times(
    waiting_database: Database, door: FrontDoor, pat: Account, clock: HandClock
) -> None:
    codes = SecondFactorService(waiting_database.unit_of_work, PasswordHasher(4), clock)
    app = pyotp.TOTP(codes.begin(pat.actor, GOOD).secret)
    codes.confirm(pat.actor, app.at(clock.now))
    for _ in range(TRIES_HERE + 1):
        with pytest.raises(SecondFactorError):
            door.sign_in(pat.email, GOOD, HERE)
    got = at_once(lambda number: door.sign_in(pat.email, GOOD, HERE, f"no {number}"), GUESSERS)
    assert told(got, "code is not right") == TRIES_HERE
    assert told(got, "too many tries") == GUESSERS - TRIES_HERE


def test_of_administrators_who_disable_each_other_at_once_one_is_left(
    waiting_database: Database, service: AccountService
) -> None:
    for round_ in range(5):
        two = [a_new_administrator(waiting_database, f"Ada {round_} {number}") for number in range(2)]

        def disable_other(number: int, two: list[Actor] = two) -> Account:
            return service.enable(two[number], two[1 - number].user_id, enabled=False)

        got = at_once(disable_other, len(two))
        assert sum(isinstance(each, Account) for each in got) == 1
        assert sum(isinstance(each, AccessError) for each in got) == 1
        (left,) = who_can_sign_in(waiting_database)
        with waiting_database.unit_of_work() as uow:
            uow.accounts.set_disabled(left, FIRST_DAY)
            uow.commit()


def test_of_administrators_who_disable_one_another_in_a_ring_one_is_left(
    waiting_database: Database, service: AccountService
) -> None:
    ring = [a_new_administrator(waiting_database, f"Ada {number}") for number in range(6)]
    got = at_once(lambda number: service.enable(ring[number], ring[number - 1].user_id, enabled=False), len(ring))
    assert all(isinstance(each, Account | AccessError) for each in got)
    assert who_can_sign_in(waiting_database)


def a_new_administrator(database: Database, name: str) -> Actor:
    actor = add_administrator(database, name)
    add_account(database, actor, f"{name}@example.org")
    return actor


def who_can_sign_in(database: Database) -> tuple[UUID, ...]:
    with database.unit_of_work(read_only=True) as uow:
        return uow.accounts.administrators()

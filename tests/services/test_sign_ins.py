"""Sign-ins that hold: locked when nobody is there, opened by the password, and not lengthened by the clock."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Final

import pytest
from clocks import HandClock

from physiocheck_desktop.database.database import Database
from physiocheck_desktop.domain.account import Account
from physiocheck_desktop.domain.audit import EVERY_ENTRY, AuditOutcome
from physiocheck_desktop.domain.errors import AccessError, LockedError
from physiocheck_desktop.domain.people import Role
from physiocheck_desktop.services import passwords
from physiocheck_desktop.services.accounts import AccountService
from physiocheck_desktop.services.codes import digest_of
from physiocheck_desktop.services.front_door import FrontDoor
from physiocheck_desktop.services.passwords import PasswordHasher
from physiocheck_desktop.services.sign_ins import HOLDS, IDLE
from physiocheck_desktop.services.throttling import DAY, LOCKED_FOR, TRIES_HERE

GOOD, OTHER = "walnut ferry quiet lamp", "seven slow herons dancing"
HERE: Final = "workstation-1"
MINUTE: Final = timedelta(minutes=1)


@pytest.fixture
def clock() -> HandClock:
    return HandClock(datetime(2026, 3, 2, 8, 0, tzinfo=UTC))


@pytest.fixture
def door(database: Database, clock: HandClock) -> FrontDoor:
    return FrontDoor(database.unit_of_work, PasswordHasher(4), clock)


@pytest.fixture
def pat(door: FrontDoor) -> Account:
    return door.sign_up(Role.PATIENT, "Pat Ient", "pat@example.org", GOOD, HERE)


@pytest.fixture
def vera(door: FrontDoor) -> Account:
    return door.sign_up(Role.PHYSICIAN, "Dr. Vera Fied", "vera@example.org", GOOD, HERE, "L 1")


@pytest.fixture
def ada(door: FrontDoor) -> Account:
    return door.first_administrator("Ada Min", "ada@example.org", GOOD)


@pytest.mark.parametrize("who", ["vera", "ada"])
def test_staff_who_were_away_enter_their_password_and_go_on_with_the_same_sign_in(
    who: str, door: FrontDoor, clock: HandClock, request: pytest.FixtureRequest
) -> None:
    account: Account = request.getfixturevalue(who)
    signed_in = door.sign_in(account.email, GOOD, HERE)
    for _ in range(3):
        clock.now += IDLE
        assert door.resume(signed_in.token).account == account
    clock.now += IDLE + MINUTE
    for _ in range(2):  # to ask is not to be there
        with pytest.raises(LockedError, match="password"):
            door.resume(signed_in.token)
    with pytest.raises(AccessError, match="not right"):
        door.unlock(signed_in.token, OTHER, HERE)
    with pytest.raises(LockedError):
        door.resume(signed_in.token)
    opened = door.unlock(signed_in.token, GOOD, HERE)
    assert (opened.account, opened.expires_at) == (account, signed_in.expires_at)
    assert door.resume(signed_in.token).account == account


def test_a_patient_who_touches_nothing_for_an_hour_is_asked_for_nothing(
    door: FrontDoor, clock: HandClock, pat: Account
) -> None:
    signed_in = door.sign_in(pat.email, GOOD, HERE)
    clock.now += timedelta(hours=1)
    assert door.resume(signed_in.token).account == pat


def test_anybody_locks_by_hand(door: FrontDoor, pat: Account) -> None:
    signed_in = door.sign_in(pat.email, GOOD, HERE)
    door.lock(signed_in.token)
    with pytest.raises(LockedError):
        door.resume(signed_in.token)
    assert door.unlock(signed_in.token, GOOD, HERE).account == pat
    assert door.resume(signed_in.token).account == pat
    door.lock("no sign-in")


def test_that_somebody_was_there_in_the_moment_of_locking_opens_nothing(
    database: Database, door: FrontDoor, clock: HandClock, pat: Account
) -> None:
    token = door.sign_in(pat.email, GOOD, HERE).token
    clock.now += MINUTE
    locked_at = clock.now
    door.lock(token)
    clock.now += MINUTE
    door.lock(token)
    with database.unit_of_work() as uow:
        uow.accounts.use_token(digest_of(token), clock.now)
        uow.commit()
    with pytest.raises(LockedError):
        door.resume(token)
    with database.unit_of_work(read_only=True) as uow:
        kept = uow.accounts.token(digest_of(token))
    assert kept is not None
    assert (kept.locked_at, kept.last_used_at) == (locked_at, clock.now)


def test_guessing_at_a_locked_sign_in_is_throttled_and_in_the_trail(
    database: Database, door: FrontDoor, clock: HandClock, vera: Account
) -> None:
    signed_in = door.sign_in(vera.email, GOOD, HERE)
    door.lock(signed_in.token)
    for _ in range(TRIES_HERE):
        with pytest.raises(AccessError, match="not right"):
            door.unlock(signed_in.token, OTHER, HERE)
    with pytest.raises(AccessError, match="too many tries"):
        door.unlock(signed_in.token, GOOD, HERE)
    clock.now += LOCKED_FOR + MINUTE
    door.unlock(signed_in.token, GOOD, HERE)
    with database.unit_of_work(read_only=True) as uow:
        newest = [each.act for each in uow.audit.newest(EVERY_ENTRY, TRIES_HERE + 1, 0)]
    assert [(act.action, act.outcome) for act in newest] == [
        ("FrontDoor.unlock", AuditOutcome.DONE),
        *[("FrontDoor.unlock", AuditOutcome.REFUSED)] * TRIES_HERE,
    ]
    assert {act.record_id for act in newest} == {vera.user_id}


def test_a_password_opens_no_sign_in_that_has_expired_or_was_ended_or_whose_account_is_disabled(
    database: Database, door: FrontDoor, clock: HandClock, pat: Account, ada: Account
) -> None:
    service = AccountService(database.unit_of_work, PasswordHasher(4), clock)
    expired = door.sign_in(pat.email, GOOD, HERE).token
    clock.now += HOLDS
    ended, changed, disabled = (door.sign_in(pat.email, GOOD, HERE).token for _ in range(3))
    service.sign_out(pat.actor, ended)
    refused = [expired, ended]
    service.change_password(pat.actor, GOOD, OTHER, disabled)
    refused.append(changed)
    assert door.unlock(disabled, OTHER, HERE).account == pat
    service.enable(ada.actor, pat.user_id, enabled=False)
    for token in (*refused, disabled, "", "x" * 100_000, "\ud800"):
        for back in (lambda token: door.unlock(token, OTHER, HERE), door.resume):
            with pytest.raises(AccessError, match="signed out"):
                back(token)


@pytest.mark.parametrize("back", [timedelta(minutes=20), timedelta(hours=3), timedelta(days=400)])
def test_a_clock_that_is_set_back_lengthens_no_sign_in(
    back: timedelta, door: FrontDoor, clock: HandClock, pat: Account, vera: Account
) -> None:
    of_pat, of_vera = (door.sign_in(each.email, GOOD, HERE).token for each in (pat, vera))
    clock.now -= back
    with pytest.raises(AccessError, match="signed out"):
        door.resume(of_pat)
    with pytest.raises(AccessError):
        door.resume(of_vera)
    clock.now += back
    assert door.resume(of_pat).account == pat


def test_a_clock_that_is_put_right_by_a_little_goes_unnoticed(door: FrontDoor, clock: HandClock, vera: Account) -> None:
    token = door.sign_in(vera.email, GOOD, HERE).token
    clock.now -= timedelta(seconds=40)
    assert door.resume(token).account == vera


def test_a_clock_that_is_set_back_shuts_nobody_out_for_longer(door: FrontDoor, clock: HandClock, pat: Account) -> None:
    clock.now += 400 * DAY  # wrong by more than a year
    for _ in range(TRIES_HERE):
        with pytest.raises(AccessError, match="not right"):
            door.sign_in(pat.email, OTHER, HERE)
    with pytest.raises(AccessError, match="too many tries"):
        door.sign_in(pat.email, GOOD, HERE)
    clock.now -= 400 * DAY
    assert door.sign_in(pat.email, GOOD, HERE).account == pat


def test_a_code_for_a_new_password_is_worth_nothing_before_it_was_given(
    database: Database, door: FrontDoor, clock: HandClock, pat: Account, ada: Account
) -> None:
    code = AccountService(database.unit_of_work, PasswordHasher(4), clock).reset_code(ada.actor, pat.user_id)
    clock.now -= timedelta(days=2)
    with pytest.raises(AccessError, match="code"):
        door.new_password(pat.email, code, OTHER, HERE)
    clock.now += timedelta(days=2)
    door.new_password(pat.email, code, OTHER, HERE)
    assert door.sign_in(pat.email, OTHER, HERE).account == pat


@pytest.fixture
def work(monkeypatch: pytest.MonkeyPatch) -> Callable[[], float]:
    """Return a function that returns, and forgets, how much work bcrypt has done: twice as much for each step."""
    done: list[float] = []
    check, make = passwords.bcrypt.checkpw, passwords.bcrypt.hashpw

    def checked(word: bytes, kept: bytes) -> bool:
        done.append(2.0 ** int(kept.split(b"$")[2]))
        return bool(check(word, kept))

    def made(word: bytes, salt: bytes) -> bytes:
        done.append(2.0 ** int(salt.split(b"$")[2]))
        return bytes(make(word, salt))

    monkeypatch.setattr(passwords.bcrypt, "checkpw", checked)
    monkeypatch.setattr(passwords.bcrypt, "hashpw", made)

    def so_far() -> float:
        total = sum(done)
        done.clear()
        return total

    return so_far


@pytest.mark.parametrize("cost", [4, 5, 7, 9])
def test_the_work_tells_nobody_which_computer_has_made_a_password_or_that_there_is_none(
    cost: int, database: Database, clock: HandClock, work: Callable[[], float]
) -> None:
    for number, of_another in enumerate((5, 7)):
        other = FrontDoor(database.unit_of_work, PasswordHasher(of_another), clock)
        other.sign_up(Role.PATIENT, "Pat Ient", f"pat{number}@example.org", GOOD, HERE)
    door = FrontDoor(database.unit_of_work, PasswordHasher(cost), clock)
    with pytest.raises(AccessError, match="not right"):
        door.sign_in(
            "pat0@example.org", OTHER, HERE
        )  # the first try of a program makes nobody's hash, whoever it is for
    work()
    taken = set()
    for email in ("pat0@example.org", "pat1@example.org", "nobody@example.org", "no address"):
        with pytest.raises(AccessError, match="not right"):
            door.sign_in(email, OTHER, HERE)
        taken.add(work())
    assert taken == {2.0 ** max(cost, 7)}

"""The second factor: asked for once it is confirmed, each code worth one sign-in, and never a way around."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pyotp
import pytest
from at_once import at_once, meanwhile
from databases import on_mariadb

from physiocheck_desktop.database.database import Database
from physiocheck_desktop.domain.account import Account, SecondFactor
from physiocheck_desktop.domain.errors import AccessError, InputError, SecondFactorError
from physiocheck_desktop.domain.people import Role
from physiocheck_desktop.services.front_door import FrontDoor
from physiocheck_desktop.services.passwords import PasswordHasher
from physiocheck_desktop.services.second_factor import RECOVERY_CODES, STEP_S, SecondFactorService, matching_step
from physiocheck_desktop.services.throttling import TRIES_HERE

HASHER = PasswordHasher(4)
GOOD, OTHER = "walnut ferry quiet lamp", "seven slow herons dancing"
HERE = "workstation-1"


class HandClock:
    """Stands still until it is moved."""

    def __init__(self) -> None:
        self.now = datetime(2026, 3, 2, 8, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def clock() -> HandClock:
    return HandClock()


@pytest.fixture
def door(database: Database, clock: HandClock) -> FrontDoor:
    return FrontDoor(database.unit_of_work, HASHER, clock)


@pytest.fixture
def service(database: Database, clock: HandClock) -> SecondFactorService:
    return SecondFactorService(database.unit_of_work, HASHER, clock)


@pytest.fixture
def pat(door: FrontDoor) -> Account:
    return door.sign_up(Role.PATIENT, "Pat Ient", "pat@example.org", GOOD, HERE)


@pytest.fixture
def app(service: SecondFactorService, pat: Account, clock: HandClock) -> Callable[[], str]:
    """Switch the second factor on, and return what shows the code of the moment; half a minute has gone since."""
    totp = pyotp.parse_uri(service.begin(pat.actor, GOOD).uri)
    assert isinstance(totp, pyotp.TOTP)
    service.confirm(pat.actor, totp.at(clock.now))
    clock.now += timedelta(seconds=STEP_S)
    return lambda: totp.at(clock.now)


def test_an_app_reads_the_address_and_shows_codes_that_are_taken(
    service: SecondFactorService, door: FrontDoor, pat: Account, clock: HandClock
) -> None:
    begun = service.begin(pat.actor, GOOD)
    totp = pyotp.parse_uri(begun.uri)
    assert (totp.issuer, totp.name, totp.secret) == ("PhysioCheck", pat.email, begun.secret)
    assert begun.qr_png.startswith(b"\x89PNG")
    assert begun.secret not in repr(begun)
    assert door.sign_in(pat.email, GOOD, HERE).account == pat  # nothing is asked for before the app was right
    assert service.state(pat.actor).confirmed_at is None
    with pytest.raises(AccessError, match="code is not right"):
        service.confirm(pat.actor, "000000" if totp.at(clock.now) != "000000" else "111111")
    codes = service.confirm(pat.actor, totp.at(clock.now))
    assert len(set(codes)) == RECOVERY_CODES == service.state(pat.actor).recovery_codes_left
    assert service.state(pat.actor).confirmed_at == clock.now
    with pytest.raises(SecondFactorError):
        door.sign_in(pat.email, GOOD, HERE)


def test_a_code_opens_once_and_codes_of_another_time_never(
    door: FrontDoor, pat: Account, app: Callable[[], str], clock: HandClock
) -> None:
    code = app()
    assert door.sign_in(pat.email, GOOD, HERE, code).account == pat
    with pytest.raises(AccessError, match="code is not right"):
        door.sign_in(pat.email, GOOD, HERE, code)
    clock.now += timedelta(seconds=3 * STEP_S)
    with pytest.raises(AccessError, match="code is not right"):
        door.sign_in(pat.email, GOOD, HERE, code)
    assert door.sign_in(pat.email, GOOD, HERE, f" {app()[:3]} {app()[3:]} ").account == pat


def test_the_code_that_confirmed_the_app_opens_nothing(
    service: SecondFactorService, door: FrontDoor, pat: Account, clock: HandClock
) -> None:
    totp = pyotp.TOTP(service.begin(pat.actor, GOOD).secret)
    service.confirm(pat.actor, totp.at(clock.now))
    with pytest.raises(AccessError, match="code is not right"):
        door.sign_in(pat.email, GOOD, HERE, totp.at(clock.now))


@pytest.mark.parametrize("off_s", [-STEP_S, STEP_S])
def test_an_app_whose_clock_is_half_a_minute_off_is_taken(off_s: int) -> None:
    factor = SecondFactor(pyotp.random_base32(), None, 0)
    at = datetime(2026, 3, 2, 8, 0, 15, tzinfo=UTC)
    code = pyotp.TOTP(factor.secret).at(at + timedelta(seconds=off_s))
    assert matching_step(factor, code, at) is not None
    assert matching_step(factor, code, at - timedelta(seconds=3 * off_s)) is None


def test_wrong_codes_are_counted_like_wrong_passwords(door: FrontDoor, pat: Account, app: Callable[[], str]) -> None:
    wrong = "000000" if app() != "000000" else "111111"
    for _ in range(TRIES_HERE):
        with pytest.raises(AccessError, match="code is not right"):
            door.sign_in(pat.email, GOOD, HERE, wrong)
    with pytest.raises(AccessError, match="too many tries"):
        door.sign_in(pat.email, GOOD, HERE, app())


def test_a_wrong_password_says_nothing_of_a_second_factor(
    door: FrontDoor, pat: Account, app: Callable[[], str]
) -> None:
    for code in (None, app()):
        with pytest.raises(AccessError) as refused:
            door.sign_in(pat.email, OTHER, HERE, code)
        assert not isinstance(refused.value, SecondFactorError)
        assert "password is not right" in str(refused.value)
    assert door.sign_in(pat.email, GOOD, HERE, app()).account == pat  # and wrong passwords spend no code


@pytest.mark.parametrize(
    "code", ["", "1" * 10_000_000, "１２３４５６", "12345\0", "'; DROP TABLE users", "\ud800", "🦵"]
)
def test_whatever_is_typed_for_a_code_is_only_wrong(
    door: FrontDoor, pat: Account, app: Callable[[], str], code: str
) -> None:
    with pytest.raises(AccessError, match="code is not right"):
        door.sign_in(pat.email, GOOD, HERE, code)


def test_a_recovery_code_stands_for_one_code_of_the_app(
    service: SecondFactorService, door: FrontDoor, pat: Account, app: Callable[[], str]
) -> None:
    first, second, *_ = old = service.renew_recovery_codes(pat.actor, GOOD)
    assert door.sign_in(pat.email, GOOD, HERE, first.lower().replace("-", " ")).account == pat
    assert service.state(pat.actor).recovery_codes_left == RECOVERY_CODES - 1
    with pytest.raises(AccessError, match="code is not right"):
        door.sign_in(pat.email, GOOD, HERE, first)
    new = service.renew_recovery_codes(pat.actor, GOOD)
    assert not set(new) & set(old)
    with pytest.raises(AccessError, match="code is not right"):
        door.sign_in(pat.email, GOOD, HERE, second)
    assert door.sign_in(pat.email, GOOD, HERE, new[0]).account == pat


def test_the_password_is_asked_for_before_anything_changes(
    service: SecondFactorService, pat: Account, app: Callable[[], str]
) -> None:
    for change in (service.begin, service.renew_recovery_codes, service.switch_off):
        with pytest.raises(AccessError, match="password is not right"):
            change(pat.actor, OTHER)
    with pytest.raises(InputError, match="already"):
        service.begin(pat.actor, GOOD)
    with pytest.raises(InputError, match="already"):
        service.confirm(pat.actor, app())


def test_switched_off_nothing_but_the_password_is_asked_for(
    service: SecondFactorService, door: FrontDoor, pat: Account, app: Callable[[], str]
) -> None:
    service.switch_off(pat.actor, GOOD)
    assert door.sign_in(pat.email, GOOD, HERE).account == pat
    assert service.state(pat.actor).recovery_codes_left == 0
    with pytest.raises(InputError, match="no second factor"):
        service.renew_recovery_codes(pat.actor, GOOD)
    with pytest.raises(InputError, match="was begun"):
        service.confirm(pat.actor, app())


def test_confirming_ends_all_other_sign_ins(
    service: SecondFactorService, door: FrontDoor, pat: Account, clock: HandClock
) -> None:
    here, there = (door.sign_in(pat.email, GOOD, HERE).token for _ in range(2))
    code = pyotp.TOTP(service.begin(pat.actor, GOOD).secret).at(clock.now)
    service.confirm(pat.actor, code, here)
    assert door.resume(here).account == pat
    with pytest.raises(AccessError):
        door.resume(there)


def test_an_administrator_lets_in_who_has_lost_app_and_codes(
    service: SecondFactorService, door: FrontDoor, pat: Account, app: Callable[[], str]
) -> None:
    ada = door.first_administrator("Ada Min", "ada@example.org", GOOD)
    with pytest.raises(AccessError):
        service.remove(pat.actor, pat.user_id)
    token = door.sign_in(pat.email, GOOD, HERE, app()).token
    service.remove(ada.actor, pat.user_id)
    with pytest.raises(AccessError):
        door.resume(token)
    assert door.sign_in(pat.email, GOOD, HERE).account == pat


@on_mariadb
def test_one_code_at_two_workstations_at_once_lets_one_in(
    database: Database, door: FrontDoor, pat: Account, app: Callable[[], str]
) -> None:
    code = app()
    got = at_once(lambda number: door.sign_in(pat.email, GOOD, f"workstation-{number}", code).account)
    assert [each for each in got if isinstance(each, Account)] == [pat]
    assert sum(isinstance(each, AccessError) for each in got) == 3


@on_mariadb
def test_an_app_that_is_set_up_on_two_computers_at_once_is_the_later_one(
    database: Database, service: SecondFactorService, pat: Account, clock: HandClock
) -> None:
    def begin() -> str:
        return service.begin(pat.actor, GOOD).secret

    early, late = meanwhile(database, "INSERT INTO second_factors", begin, begin)
    with pytest.raises(AccessError):
        service.confirm(pat.actor, pyotp.TOTP(str(early)).at(clock.now))
    service.confirm(pat.actor, pyotp.TOTP(str(late)).at(clock.now))

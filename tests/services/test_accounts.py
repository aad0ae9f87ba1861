"""Signing up, in and out: what is let in, what is refused, and that refusals tell nobody who has an account."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
from at_once import at_once, meanwhile
from clocks import HandClock
from databases import on_mariadb

from physiocheck_desktop.database.database import Database
from physiocheck_desktop.domain.account import Account
from physiocheck_desktop.domain.errors import AccessError, InputError, StorageError
from physiocheck_desktop.domain.people import Actor, Role
from physiocheck_desktop.services import passwords
from physiocheck_desktop.services.accounts import AccountService
from physiocheck_desktop.services.codes import digest_of
from physiocheck_desktop.services.front_door import FrontDoor
from physiocheck_desktop.services.passwords import PasswordHasher, demand_good_password, measured_cost
from physiocheck_desktop.services.sign_ins import HOLDS
from physiocheck_desktop.services.throttling import DAY, LOCKED_FOR, TRIES_FROM_ORIGIN, TRIES_HERE, TRIES_IN_A_DAY

COST = 4
GOOD, OTHER = "walnut ferry quiet lamp", "seven slow herons dancing"
HERE, ELSEWHERE = "workstation-1", "workstation-2"
Query = Callable[..., list[tuple[object, ...]]]


@pytest.fixture
def clock() -> HandClock:
    return HandClock(datetime(2026, 3, 2, 8, 0, tzinfo=UTC))


@pytest.fixture
def door(database: Database, clock: HandClock) -> FrontDoor:
    return FrontDoor(database.unit_of_work, PasswordHasher(COST), clock)


@pytest.fixture
def service(database: Database, clock: HandClock) -> AccountService:
    return AccountService(database.unit_of_work, PasswordHasher(COST), clock)


@pytest.fixture
def pat(door: FrontDoor) -> Account:
    return door.sign_up(Role.PATIENT, "Pat Ient", " Pat@Example.org ", GOOD, HERE)


@pytest.fixture
def ada(door: FrontDoor) -> Account:
    return door.first_administrator("Ada Min", "ada@example.org", GOOD)


def test_who_signs_up_can_sign_in_come_back_and_sign_out(
    door: FrontDoor, service: AccountService, pat: Account
) -> None:
    signed_in = door.sign_in("PAT@example.org", GOOD, HERE)
    assert signed_in.account == pat == service.me(pat.actor)
    assert signed_in.token not in repr(signed_in)
    assert door.resume(signed_in.token).account == pat
    service.sign_out(pat.actor, signed_in.token)
    service.sign_out(pat.actor, signed_in.token)
    with pytest.raises(AccessError, match="signed out"):
        door.resume(signed_in.token)


def test_a_sign_in_expires(door: FrontDoor, clock: HandClock, pat: Account) -> None:
    signed_in = door.sign_in(pat.email, GOOD, HERE)
    clock.now += HOLDS - timedelta(seconds=1)
    assert door.resume(signed_in.token).expires_at == signed_in.expires_at
    clock.now += timedelta(seconds=1)
    with pytest.raises(AccessError):
        door.resume(signed_in.token)


def test_wrong_password_and_unknown_address_are_refused_in_the_same_words(door: FrontDoor, pat: Account) -> None:
    told = set()
    for email, password in ((pat.email, OTHER), ("nobody@example.org", GOOD), ("' OR 1=1 --", GOOD), ("", "")):
        with pytest.raises(AccessError) as refused:
            door.sign_in(email, password, HERE)
        told.add(str(refused.value))
    assert len(told) == 1


def test_an_unknown_address_takes_the_same_work_as_a_known_one(
    door: FrontDoor, pat: Account, monkeypatch: pytest.MonkeyPatch
) -> None:
    costs: list[bytes] = []
    check = passwords.bcrypt.checkpw
    monkeypatch.setattr(passwords.bcrypt, "checkpw", lambda word, kept: costs.append(kept[:7]) or check(word, kept))
    for email in (pat.email, "nobody@example.org"):
        with pytest.raises(AccessError):
            door.sign_in(email, OTHER, HERE)
    assert costs == [b"$2b$%02d$" % COST] * 2


@pytest.mark.parametrize("email", ["pat@example.org", "nobody@example.org"])
def test_after_seven_tries_one_waits_whether_the_address_has_an_account_or_not(
    door: FrontDoor, clock: HandClock, pat: Account, email: str
) -> None:
    for _ in range(TRIES_HERE):
        with pytest.raises(AccessError, match="not right"):
            door.sign_in(email, OTHER, HERE)
    with pytest.raises(AccessError, match="too many tries"):
        door.sign_in(email, GOOD, HERE)
    if email == pat.email:
        assert door.sign_in(email, GOOD, ELSEWHERE).account == pat  # nobody is locked out by a stranger
    clock.now += LOCKED_FOR + timedelta(seconds=1)
    with pytest.raises(AccessError, match="not right"):
        door.sign_in(email, OTHER, HERE)


def test_nobody_elsewhere_can_lock_a_person_out_of_their_own_computer(
    door: FrontDoor, clock: HandClock, pat: Account
) -> None:
    door.sign_in(pat.email, GOOD, HERE)
    for number in range(TRIES_IN_A_DAY):
        with pytest.raises(AccessError, match="not right"):
            door.sign_in(pat.email, OTHER, f"stranger {number}")
    clock.now += LOCKED_FOR + timedelta(seconds=1)
    with pytest.raises(AccessError, match="too many tries today"):
        door.sign_in(pat.email, GOOD, "another stranger")
    assert door.sign_in(pat.email, GOOD, HERE).account == pat


def test_a_password_is_guessed_at_a_hundred_times_a_day_whether_there_is_an_account_or_not(
    door: FrontDoor, clock: HandClock, pat: Account
) -> None:
    told = []
    for email in (pat.email, "nobody@example.org"):
        refused = ""
        for tried in range(TRIES_IN_A_DAY + 1):
            if tried % TRIES_HERE == 0:
                clock.now += LOCKED_FOR + timedelta(seconds=1)
            with pytest.raises(AccessError) as refusal:
                door.sign_in(email, OTHER, HERE)
            assert ("not right" in str(refusal.value)) is (tried < TRIES_IN_A_DAY)
            refused = str(refusal.value)
        told.append(refused)
    assert told[0] == told[1]
    clock.now += DAY
    assert door.sign_in(pat.email, GOOD, HERE).account == pat


def test_one_computer_tries_few_addresses(door: FrontDoor, pat: Account) -> None:
    for number in range(TRIES_FROM_ORIGIN):
        with pytest.raises(AccessError, match="not right"):
            door.sign_in(f"somebody{number}@example.org", OTHER, HERE)
    with pytest.raises(AccessError, match="too many tries"):
        door.sign_in(pat.email, GOOD, HERE)
    assert door.sign_in(pat.email, GOOD, ELSEWHERE).account == pat


def test_a_stranger_at_the_desk_guesses_seven_times(service: AccountService, door: FrontDoor, pat: Account) -> None:
    for _ in range(TRIES_HERE):
        with pytest.raises(AccessError, match="not right"):
            service.confirm(pat.actor, OTHER)
    for call in (lambda: service.confirm(pat.actor, GOOD), lambda: service.change_password(pat.actor, GOOD, OTHER)):
        with pytest.raises(AccessError, match="too many tries"):
            call()
    assert door.sign_in(pat.email, GOOD, HERE).account == pat


def test_sign_up_tells_few_addresses_that_have_accounts(door: FrontDoor, pat: Account) -> None:
    for _ in range(TRIES_HERE):
        with pytest.raises(InputError, match="cannot be used"):
            door.sign_up(Role.PATIENT, "Eve", pat.email, OTHER, HERE)
    with pytest.raises(AccessError, match="too many tries"):
        door.sign_up(Role.PATIENT, "Eve", pat.email, OTHER, HERE)
    assert door.sign_in(pat.email, GOOD, HERE).account == pat


@pytest.mark.parametrize("email", ["pat@example.org", "nobody@example.org"])
def test_codes_are_asked_for_seven_times_whether_the_address_has_an_account_or_not(
    database: Database, door: FrontDoor, pat: Account, email: str
) -> None:
    database.sends_mail = True
    for _ in range(TRIES_HERE):
        door.ask_for_code(email, HERE)
    with pytest.raises(AccessError, match="too many tries"):
        door.ask_for_code(email, HERE)
    assert door.sign_in(pat.email, GOOD, HERE).account == pat  # and they lock nobody out


def test_a_clinic_without_mail_says_so_to_everybody(door: FrontDoor, pat: Account) -> None:
    for email in (pat.email, "nobody@example.org"):
        with pytest.raises(InputError, match="sends no mail"):
            door.ask_for_code(email, HERE)


def test_of_four_first_administrators_at_once_there_is_one(door: FrontDoor, service: AccountService) -> None:
    got = at_once(lambda number: door.first_administrator("Ada", f"ada{number}@example.org", GOOD))
    (ada,) = [each for each in got if isinstance(each, Account)]
    assert service.accounts(ada.actor) == (ada,)
    assert sum(isinstance(each, AccessError | StorageError) for each in got) == 3


def test_of_four_sign_ups_with_one_address_at_once_there_is_one(
    door: FrontDoor, service: AccountService, ada: Account
) -> None:
    got = at_once(lambda number: door.sign_up(Role.PATIENT, f"Pat {number}", "pat@example.org", GOOD, f"w {number}"))
    (pat,) = [each for each in got if isinstance(each, Account)]
    assert set(service.accounts(ada.actor)) == {ada, pat}
    assert sum(isinstance(each, InputError | StorageError) for each in got) == 3


@on_mariadb
def test_of_two_codes_given_out_at_once_the_later_one_is_worth_something(
    database: Database, door: FrontDoor, service: AccountService, ada: Account, pat: Account
) -> None:
    def give() -> str:
        return service.reset_code(ada.actor, pat.user_id)

    early, late = meanwhile(database, "INSERT INTO password_resets", give, give)
    with pytest.raises(AccessError):
        door.new_password(pat.email, str(early), OTHER, HERE)
    door.new_password(pat.email, str(late), OTHER, HERE)
    assert door.sign_in(pat.email, OTHER, HERE).account == pat


class ChangingHasher(PasswordHasher):
    """Lets something happen between a password being found right and what comes of it."""

    def __init__(self, then: Callable[[], object]) -> None:
        super().__init__(COST + 1)  # so that whoever signs in has the hash renewed
        self._then = then
        self.happened = False

    def matches(self, password: str, kept: str | None, effort: int = 0) -> bool:
        right = super().matches(password, kept, effort)
        if not self.happened:
            self.happened = True
            self._then()
        return right


def test_who_signs_in_with_a_password_that_is_changed_in_that_moment_is_not_let_in_and_does_not_bring_it_back(
    database: Database, door: FrontDoor, service: AccountService, pat: Account, clock: HandClock
) -> None:
    def change() -> None:
        service.change_password(pat.actor, GOOD, OTHER)

    late = FrontDoor(database.unit_of_work, ChangingHasher(change), clock)
    with pytest.raises(AccessError, match="not right"):
        late.sign_in(pat.email, GOOD, HERE)
    with pytest.raises(AccessError, match="not right"):
        door.sign_in(pat.email, GOOD, HERE)
    assert door.sign_in(pat.email, OTHER, HERE).account == pat


def test_who_changes_a_password_that_is_set_anew_by_a_code_in_that_moment_does_not_undo_that(
    database: Database, door: FrontDoor, service: AccountService, ada: Account, pat: Account, clock: HandClock
) -> None:
    def set_anew() -> None:
        door.new_password(pat.email, service.reset_code(ada.actor, pat.user_id), OTHER, HERE)

    late = AccountService(database.unit_of_work, ChangingHasher(set_anew), clock)
    with pytest.raises(AccessError, match="not right"):
        late.change_password(pat.actor, GOOD, "eleven owls over water")
    assert door.sign_in(pat.email, OTHER, HERE).account == pat


def test_who_signs_in_while_the_account_is_disabled_has_no_sign_in_once_it_is_enabled_again(
    database: Database, service: AccountService, ada: Account, pat: Account, clock: HandClock
) -> None:
    def disable() -> None:
        service.enable(ada.actor, pat.user_id, enabled=False)

    late = FrontDoor(database.unit_of_work, ChangingHasher(disable), clock)
    with pytest.raises(AccessError, match="not right"):
        late.sign_in(pat.email, GOOD, HERE)


def test_the_right_password_forgets_the_wrong_ones(door: FrontDoor, pat: Account) -> None:
    for _ in range(3):
        for _ in range(TRIES_HERE - 1):
            with pytest.raises(AccessError, match="not right"):
                door.sign_in(pat.email, OTHER, HERE)
        assert door.sign_in(pat.email, GOOD, HERE).account == pat


def test_the_database_holds_neither_passwords_nor_tokens_nor_who_was_tried(
    door: FrontDoor, pat: Account, database: Database
) -> None:
    token = door.sign_in(pat.email, GOOD, HERE).token
    with pytest.raises(AccessError):
        door.sign_in(pat.email, OTHER, HERE)
    with database.unit_of_work(read_only=True) as uow:
        kept = uow.accounts.password_hash(pat.user_id)
        assert kept is not None
        assert kept.startswith("$2b$")
        assert uow.accounts.token(token) is None
        assert uow.accounts.token(digest_of(token)) is not None


def test_a_hash_of_less_effort_is_renewed_at_the_next_sign_in(
    database: Database, door: FrontDoor, pat: Account
) -> None:
    FrontDoor(database.unit_of_work, PasswordHasher(COST + 1)).sign_in(pat.email, GOOD, HERE)
    with database.unit_of_work(read_only=True) as uow:
        kept = uow.accounts.password_hash(pat.user_id)
    assert kept is not None
    assert f"${COST + 1:02d}$" in kept
    assert door.sign_in(pat.email, GOOD, HERE).account == pat


def test_a_changed_password_ends_all_other_sign_ins(door: FrontDoor, service: AccountService, pat: Account) -> None:
    here, there = (door.sign_in(pat.email, GOOD, HERE).token for _ in range(2))
    with pytest.raises(AccessError):
        service.change_password(pat.actor, OTHER, OTHER, here)
    service.change_password(pat.actor, GOOD, OTHER, here)
    assert door.resume(here).account == pat
    with pytest.raises(AccessError):
        door.resume(there)
    with pytest.raises(AccessError):
        door.sign_in(pat.email, GOOD, HERE)
    service.confirm(pat.actor, OTHER)
    with pytest.raises(AccessError):
        service.confirm(pat.actor, GOOD)


def test_a_code_gives_a_new_password_once_and_for_a_day(
    door: FrontDoor, service: AccountService, clock: HandClock, pat: Account, ada: Account
) -> None:
    token = door.sign_in(pat.email, GOOD, HERE).token
    old, code = (service.reset_code(ada.actor, pat.user_id) for _ in range(2))
    for email, given in ((pat.email, old), (pat.email, "WRONG"), ("nobody@example.org", code)):
        with pytest.raises(AccessError, match="not right"):
            door.new_password(email, given, OTHER, HERE)
    with pytest.raises(InputError):
        door.new_password(pat.email, code, "short", HERE)
    assert door.resume(token).account == pat
    door.new_password(pat.email, code, OTHER, HERE)
    with pytest.raises(AccessError, match="not right"):
        door.new_password(pat.email, code, GOOD, HERE)
    with pytest.raises(AccessError):
        door.resume(token)
    assert door.sign_in(pat.email, OTHER, HERE).account == pat
    late = service.reset_code(ada.actor, pat.user_id)
    clock.now += timedelta(days=1)
    with pytest.raises(AccessError, match="too old"):
        door.new_password(pat.email, late, GOOD, HERE)


def test_a_disabled_account_lets_nobody_in_from_that_moment(
    door: FrontDoor, service: AccountService, pat: Account, ada: Account
) -> None:
    token = door.sign_in(pat.email, GOOD, HERE).token
    assert service.enable(ada.actor, pat.user_id, enabled=False).disabled_at is not None
    with pytest.raises(AccessError, match="signed out"):
        door.resume(token)
    with pytest.raises(AccessError, match="not right"):
        door.sign_in(pat.email, GOOD, HERE)
    assert service.enable(ada.actor, pat.user_id, enabled=True).disabled_at is None
    assert door.sign_in(pat.email, GOOD, HERE).account == pat
    with pytest.raises(InputError):
        service.enable(ada.actor, ada.user_id, enabled=False)


def test_there_is_one_first_administrator_and_none_by_sign_up(door: FrontDoor, ada: Account) -> None:
    assert ada.role is Role.ADMINISTRATOR
    with pytest.raises(AccessError, match="has an administrator already"):
        door.first_administrator("Eve", "eve@example.org", GOOD)
    with pytest.raises(AccessError):
        door.sign_up(Role.ADMINISTRATOR, "Eve", "eve@example.org", GOOD, HERE)


def test_only_an_administrator_manages_accounts(
    door: FrontDoor, service: AccountService, pat: Account, ada: Account
) -> None:
    vera = door.sign_up(Role.PHYSICIAN, "Vera", "vera@example.org", GOOD, HERE, "L 1")
    stranger = Actor(uuid4(), Role.PATIENT)
    for who in (pat.actor, vera.actor, stranger):
        for call in (
            lambda who=who: service.accounts(who),
            lambda who=who: service.enable(who, ada.user_id, enabled=False),
            lambda who=who: service.reset_code(who, ada.user_id),
        ):
            with pytest.raises(AccessError):
                call()
    with pytest.raises(AccessError):
        service.me(stranger)
    token = door.sign_in(ada.email, GOOD, HERE).token
    with pytest.raises(AccessError):
        service.sign_out(pat.actor, token)
    assert {each.email for each in service.accounts(ada.actor)} == {pat.email, ada.email, vera.email}
    assert len(service.accounts(ada.actor, limit=1, offset=1)) == 1


@pytest.mark.parametrize("name", ["Robert'); DROP TABLE users;--", "Zoë 🦵 مريم", "<b>x</b>", "\u202eevil"])
def test_names_are_kept_letter_by_letter(door: FrontDoor, service: AccountService, name: str) -> None:
    account = door.sign_up(Role.PATIENT, name, "who@example.org", GOOD, HERE)
    assert service.me(account.actor).display_name == name


@pytest.mark.parametrize(
    ("name", "email", "password"),
    [
        ("", "a@example.org", GOOD),
        ("A" * 121, "a@example.org", GOOD),
        ("A\0", "a@example.org", GOOD),
        ("A", "no address", GOOD),
        ("A", "a b@example.org", GOOD),
        ("A", "a@example", GOOD),
        ("A", "a\n@example.org", GOOD),
        ("A", f"{'a' * 250}@example.org", GOOD),
        ("A", "a@example.org", "too short"),
        ("A", "a@example.org", "x" * 10_000_000),
        ("A", "a@example.org", "passwordpassword"),
        ("A", "a@example.org", "aaaaaaaaaaaaaaaa"),
        ("Bartholomew", "a@example.org", "bartholomew1234"),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_is_kept(
    door: FrontDoor, service: AccountService, ada: Account, name: str, email: str, password: str
) -> None:
    with pytest.raises(InputError):
        door.sign_up(Role.PATIENT, name, email, password, HERE)
    assert service.accounts(ada.actor) == (ada,)


def test_an_address_has_one_account(door: FrontDoor, pat: Account) -> None:
    with pytest.raises(InputError, match="cannot be used"):
        door.sign_up(Role.PHYSICIAN, "Other", "PAT@EXAMPLE.ORG", OTHER, HERE, "L 1")
    assert door.sign_in(pat.email, GOOD, HERE).account == pat


def test_a_huge_password_is_refused_at_once(door: FrontDoor, pat: Account) -> None:
    with pytest.raises(AccessError):
        door.sign_in(pat.email, "x" * 10_000_000, HERE)


def test_long_passwords_count_to_their_last_letter_and_whatever_way_they_are_typed() -> None:
    hasher = PasswordHasher(COST)
    long = "correct horse " * 10
    assert hasher.matches(long, hasher.hashed(long))
    assert not hasher.matches(long[:-1] + "!", hasher.hashed(long))
    assert hasher.matches("Zoe\u0308 und die Seenplatte", hasher.hashed("Zo\u00eb und die Seenplatte"))
    assert not hasher.matches("a\0b", hasher.hashed("a\0c"))
    assert not hasher.matches("nobody has this password", None)
    assert hasher.hashed(long) != hasher.hashed(long)


def test_good_passwords_may_be_words_without_rules() -> None:
    for password in (GOOD, OTHER, "ich mag keine nassen socken", "🦵🦵 kein schmerz heute 🦵"):
        demand_good_password(password, "Pat Ient", "pat@example.org")


def test_the_cost_follows_the_computer() -> None:
    def clock_of(seconds: float) -> Callable[[], float]:
        ticks = iter([0.0, seconds])
        return lambda: next(ticks)

    assert measured_cost(clock_of(0.2)) == 11
    assert measured_cost(clock_of(0.06)) == 13
    assert measured_cost(clock_of(0.0001)) == 14

"""Everything hostile where nobody is known yet, in searches and passphrases: refused, or taken for itself."""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from clinic import add_physician
from clocks import HandClock
from hostile_texts import HOSTILE
from sqlalchemy import text

from physiocheck_desktop.database.database import Database
from physiocheck_desktop.domain.errors import AccessError, InputError, KnownError
from physiocheck_desktop.domain.people import Actor, Role
from physiocheck_desktop.domain.profile import PublicDetails
from physiocheck_desktop.domain.session import SessionSearch
from physiocheck_desktop.services.front_door import FrontDoor
from physiocheck_desktop.services.key_copy import opened_copy, sealed_copy
from physiocheck_desktop.services.keys import KeyRing
from physiocheck_desktop.services.passwords import PasswordHasher
from physiocheck_desktop.services.profiles import ProfileService
from physiocheck_desktop.services.sessions import SessionService

GOOD = "walnut ferry quiet lamp"
HERE = "workstation-1"


@pytest.fixture
def door(database: Database) -> FrontDoor:
    return FrontDoor(database.unit_of_work, PasswordHasher(4), HandClock(datetime(2026, 3, 2, 8, 0, tzinfo=UTC)))


@pytest.mark.parametrize("what", HOSTILE)
def test_no_text_gets_anybody_in_or_past_the_sentences(what: str, database: Database, door: FrontDoor) -> None:
    bad = HOSTILE[what]
    pat = door.sign_up(Role.PATIENT, "Pat Ient", "pat@example.org", GOOD, HERE)
    token = door.sign_in(pat.email, GOOD, HERE).token
    tries: list[Callable[[], object]] = [
        lambda: door.sign_in(bad, GOOD, HERE),
        lambda: door.sign_in(f"{bad}@example.org", GOOD, HERE),
        lambda: door.sign_in(pat.email, bad, HERE),
        lambda: door.resume(bad),
        lambda: door.unlock(bad, GOOD, HERE),
        lambda: door.unlock(token, bad, HERE),
        lambda: door.new_password(bad, "AAAA", GOOD, HERE),
        lambda: door.new_password(pat.email, bad, GOOD, HERE),
        lambda: door.ask_for_code(bad, HERE),
    ]
    for attempt in tries:
        with pytest.raises((AccessError, InputError)):
            attempt()
    door.lock(bad)
    assert door.sign_in(pat.email, GOOD, bad).account == pat  # whatever a computer is called
    assert door.resume(token).account == pat


@pytest.mark.parametrize("what", HOSTILE)
def test_an_account_is_made_as_it_was_written_or_not_at_all(what: str, database: Database, door: FrontDoor) -> None:
    bad = HOSTILE[what]
    given = [
        (Role.PATIENT, bad, "name@example.org", GOOD, ""),
        (Role.PATIENT, "Pat", f"{bad}@example.org", GOOD, ""),
        (Role.PHYSICIAN, "Dr. Vera", "vera@example.org", GOOD, bad),
        (Role.PATIENT, "Pat", "pat@example.org", bad, ""),
    ]
    made = 0
    for role, name, email, password, licence in given:
        try:
            account = door.sign_up(role, name, email, password, HERE, licence)
        except KnownError:
            continue
        made += 1
        assert account.display_name == name
        assert door.sign_in(email, password, HERE).account == account
    with database._engine.connect() as connection:
        assert connection.scalar(text("SELECT count(*) FROM users")) == made


def test_a_search_takes_every_sign_for_itself(database: Database, patient: Actor) -> None:
    sessions, profiles = SessionService(database.unit_of_work), ProfileService(database.unit_of_work)
    names = ["50% squat", "50 squats", "a_b", "axb", "c\\d", "cd", "[e]", "e"]
    for name in names:
        sessions.start(patient, "squat", name)
        profiles.save_physician(add_physician(database, name), 0, PublicDetails(name=name))
    for words, found in (("0%", {"50% squat"}), ("_", {"a_b"}), ("\\", {"c\\d"}), ("[e]", {"[e]"}), ("%%", set())):
        history = sessions.history(patient, search=SessionSearch(words))
        assert {each.exercise_name for each in history} == found
        assert {each.details.name for each in profiles.find_physicians(patient, words)} == found


@pytest.mark.parametrize("what", HOSTILE)
def test_a_search_for_whatever_finds_nothing_or_is_refused(what: str, database: Database, patient: Actor) -> None:
    sessions = SessionService(database.unit_of_work)
    sessions.start(patient, "squat", "Wall sit")
    ProfileService(database.unit_of_work).save_physician(add_physician(database, "W"), 0, PublicDetails(name="W"))
    for search in (
        lambda: sessions.history(patient, search=SessionSearch(HOSTILE[what])),
        lambda: ProfileService(database.unit_of_work).find_physicians(patient, HOSTILE[what]),
    ):
        try:
            assert search() == ()
        except InputError:
            assert what in ("zero", "half a character", "large", "huge")


@pytest.mark.parametrize(
    "passphrase", ["walnut ferry \ud800 lamp", "walnut ferry \0 lamp", "\U0001f600 ferry lamp quiet"]
)
def test_a_copy_of_the_keys_opens_with_whatever_passphrase_it_was_sealed_with(passphrase: str) -> None:
    ring = KeyRing.new()
    assert opened_copy(sealed_copy(ring, passphrase), passphrase) == ring
    with pytest.raises(AccessError):
        opened_copy(sealed_copy(ring, passphrase), f"{passphrase}\ud801")

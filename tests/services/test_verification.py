"""Physicians ask to be taken for what they are; an administrator answers, of the licence that was looked at."""

from collections.abc import Callable

import pytest
from clinic import add_patient, care_for

from physiocheck_desktop.database.database import Database
from physiocheck_desktop.domain.account import Account
from physiocheck_desktop.domain.errors import AccessError, ConflictError, InputError
from physiocheck_desktop.domain.people import Role, Verification
from physiocheck_desktop.services.accounts import AccountService
from physiocheck_desktop.services.front_door import FrontDoor
from physiocheck_desktop.services.passwords import PasswordHasher
from physiocheck_desktop.services.profiles import ProfileService
from physiocheck_desktop.services.verification import VerificationService

HASHER = PasswordHasher(4)
GOOD, HERE, LICENCE = "walnut ferry quiet lamp", "workstation-1", "PT 4711"


@pytest.fixture
def door(database: Database) -> FrontDoor:
    return FrontDoor(database.unit_of_work, HASHER)


@pytest.fixture
def service(database: Database) -> VerificationService:
    return VerificationService(database.unit_of_work)


@pytest.fixture
def vera(door: FrontDoor) -> Account:
    return door.sign_up(Role.PHYSICIAN, "Dr. Vera", "vera@example.org", GOOD, HERE, f" {LICENCE} ")


@pytest.fixture
def ada(door: FrontDoor) -> Account:
    return door.first_administrator("Ada Min", "ada@example.org", GOOD)


@pytest.fixture
def is_verified(database: Database) -> Callable[[Account], bool]:
    def ask(account: Account) -> bool:
        with database.unit_of_work(read_only=True) as uow:
            return uow.subscriptions.is_verified(account.user_id)

    return ask


def test_a_physician_is_nobody_before_the_clinic_says_so(
    service: VerificationService, vera: Account, ada: Account, is_verified: Callable[[Account], bool]
) -> None:
    (asked,) = service.applications(ada.actor)
    assert (asked.physician_id, asked.licence, asked.state) == (vera.user_id, LICENCE, Verification.PENDING)
    assert asked == service.own(vera.actor)
    assert not is_verified(vera)
    decided = service.decide(ada.actor, vera.user_id, LICENCE, verified=True)
    assert decided.decided_at is not None
    assert is_verified(vera)
    assert service.decide(ada.actor, vera.user_id, LICENCE, verified=True) == decided
    assert service.applications(ada.actor) == ()
    assert service.applications(ada.actor, None) == (decided,)
    service.decide(ada.actor, vera.user_id, LICENCE, verified=False, reason="The licence was withdrawn.")
    assert not is_verified(vera)


def test_a_refusal_has_a_reason_that_the_physician_reads_and_may_answer(
    service: VerificationService, vera: Account, ada: Account
) -> None:
    with pytest.raises(InputError):
        service.decide(ada.actor, vera.user_id, LICENCE, verified=False, reason=" ")
    service.decide(ada.actor, vera.user_id, LICENCE, verified=False, reason="There is no such licence.")
    assert service.own(vera.actor).reason == "There is no such licence."
    again = service.ask_again(vera.actor, "PT 4712")
    assert (again.state, again.licence, again.reason) == (Verification.PENDING, "PT 4712", "")
    assert service.own(vera.actor) == again
    service.decide(ada.actor, vera.user_id, "PT 4712", verified=True)
    with pytest.raises(InputError, match="has been verified"):
        service.ask_again(vera.actor, "PT 4713")


def test_a_licence_that_nobody_has_looked_at_is_not_verified(
    service: VerificationService, vera: Account, ada: Account, is_verified: Callable[[Account], bool]
) -> None:
    service.ask_again(vera.actor, "PT 9999")
    with pytest.raises(ConflictError):
        service.decide(ada.actor, vera.user_id, LICENCE, verified=True)
    assert not is_verified(vera)


def test_a_physician_signs_up_with_a_licence_alone(door: FrontDoor) -> None:
    for licence in ("", " ", "L" * 65, "L\0"):
        with pytest.raises(InputError, match="licence"):
            door.sign_up(Role.PHYSICIAN, "Eve", "eve@example.org", GOOD, HERE, licence)


def test_nobody_verifies_but_an_administrator_and_nobody_but_physicians(
    service: VerificationService, door: FrontDoor, vera: Account, ada: Account
) -> None:
    pat = door.sign_up(Role.PATIENT, "Pat", "pat@example.org", GOOD, HERE)
    for who in (pat, vera):
        with pytest.raises(AccessError):
            service.decide(who.actor, vera.user_id, LICENCE, verified=True)
        with pytest.raises(AccessError):
            service.applications(who.actor)
    for who in (pat, ada):
        with pytest.raises(AccessError):
            service.own(who.actor)
        with pytest.raises(AccessError):
            service.decide(ada.actor, who.user_id, "", verified=True)


def test_a_physician_who_is_shut_out_sees_no_patient_from_that_moment(
    service: VerificationService,
    database: Database,
    vera: Account,
    ada: Account,
    is_verified: Callable[[Account], bool],
) -> None:
    service.decide(ada.actor, vera.user_id, LICENCE, verified=True)
    patient = add_patient(database)
    care_for(database, patient, vera.actor)
    profiles = ProfileService(database.unit_of_work)
    assert profiles.patient(vera.actor, patient.user_id).user_id == patient.user_id
    AccountService(database.unit_of_work, HASHER).enable(ada.actor, vera.user_id, enabled=False)
    assert not is_verified(vera)
    with pytest.raises(AccessError):
        profiles.patient(vera.actor, patient.user_id)
    assert profiles.find_physicians(patient) == ()

"""What is asked of the services before anybody is known, in the background; it comes back with who is there."""

import logging
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path

from physiocheck_desktop.domain.account import SignIn
from physiocheck_desktop.domain.errors import InputError, KnownError
from physiocheck_desktop.domain.people import Actor, Role
from physiocheck_desktop.gui.context import Person
from physiocheck_desktop.gui.widgets.form import WrongFieldsError, demand_fields
from physiocheck_desktop.services.application import Application
from physiocheck_desktop.services.email_addresses import demand_email
from physiocheck_desktop.services.front_door import MAX_LICENCE_LENGTH
from physiocheck_desktop.services.passwords import demand_good_password
from physiocheck_desktop.services.profiles import MAX_PUBLIC_LENGTH
from physiocheck_desktop.services.retrying import asking_once
from physiocheck_desktop.services.session_records import MAX_NAME_LENGTH
from physiocheck_desktop.services.texts import demand_text

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class LetIn:
    """Somebody is let in.

    Attributes:
        person: Who.
        troubles: What went wrong beside, and keeps nobody out.
    """

    person: Person
    troubles: tuple[KnownError, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class SignUp:
    """What somebody has written to get an account.

    Attributes:
        role: What the person is.
        name: As others will read it.
        email: As it was typed.
        password: As it was typed.
        licence: A physician's licence number.
        specialty: A physician's specialisation.
        credential: A physician's document, None where it is to follow.
    """

    role: Role
    name: str
    email: str
    password: str = field(repr=False)
    licence: str = ""
    specialty: str = ""
    credential: Path | None = None


def sign_in(application: Application, email: str, password: str, code: str | None, *, stay: bool) -> LetIn:
    """Let somebody in; see `FrontDoor.sign_in`.

    Args:
        application: The application.
        email: As it was typed.
        password: As it was typed.
        code: Of the second factor, None before it is known that one is needed.
        stay: Whether this computer is to stay signed in.
    """
    people = application.people
    is_away = application.delivery.status.trouble is not None  # then one look says whether it still is
    with asking_once(once=is_away):
        signed_in = people.front_door.sign_in(email, password, people.origin, code)
    troubles: list[KnownError] = []
    try:
        if stay:
            people.sign_in_keeper.keep(signed_in.token)
        else:
            people.sign_in_keeper.forget()
    except KnownError as error:
        troubles.append(error)
    return LetIn(person_of(application, signed_in), tuple(troubles))


def resume(application: Application) -> Person | None:
    """Return who has stayed signed in on this computer, None where nobody has."""
    people = application.people
    token = people.sign_in_keeper.load()
    if token is None:
        return None
    try:
        return person_of(application, people.front_door.resume(token))
    except KnownError:
        return None  # it holds no more, or cannot be looked at: whoever it is signs in


def person_of(application: Application, signed_in: SignIn) -> Person:
    """Return who holds a sign-in, with the exercises there are for them."""
    actor = signed_in.account.actor
    if actor.role is Role.PATIENT:
        _close_what_broke_off(application, actor)
    return Person(actor=actor, exercises=application.exercises_of(actor), sign_in=signed_in)


def _close_what_broke_off(application: Application, actor: Actor) -> None:
    """Close the sessions that the end of a program left running, so that they can be gone on with.

    While something is on its way to the database it is not known how far they came; the next signing in sees to it.
    """
    if application.delivery.status.contents.waiting:
        return
    try:
        application.sessions.close_interrupted(actor)
    except KnownError as error:
        logger.warning("Interrupted sessions were not closed: %s", type(error).__name__)


def sign_up(application: Application, wanted: SignUp) -> LetIn:
    """Make an account and let its owner in.

    Raises:
        WrongFieldsError: What was written cannot be used.
        AccessError: There were too many tries.
    """
    demand_sign_up(wanted)
    people = application.people
    try:
        people.front_door.sign_up(
            wanted.role, wanted.name, wanted.email, wanted.password, people.origin, wanted.licence
        )
    except InputError as error:  # all else was looked at: the address has an account
        raise WrongFieldsError({"email": error}) from error
    let_in = sign_in(application, wanted.email, wanted.password, None, stay=False)
    if wanted.role is not Role.PHYSICIAN:
        return let_in
    return replace(let_in, troubles=_add_physician(application, let_in.person.actor, wanted))


def demand_sign_up(wanted: SignUp) -> None:
    """Make sure that what was written can be used.

    Raises:
        WrongFieldsError: It cannot.
    """
    checks: dict[str, Callable[[], object]] = {
        "name": partial(demand_text, "The name", wanted.name, MAX_NAME_LENGTH, shortest=1),
        "email": partial(demand_email, wanted.email),
        "password": partial(demand_good_password, wanted.password, wanted.name, wanted.email),
    }
    if wanted.role is Role.PHYSICIAN:
        checks["licence"] = partial(demand_text, "The licence number", wanted.licence, MAX_LICENCE_LENGTH, shortest=1)
        checks["specialty"] = partial(demand_text, "The specialisation", wanted.specialty, MAX_PUBLIC_LENGTH)
    demand_fields(checks)


def _add_physician(application: Application, actor: Actor, wanted: SignUp) -> tuple[KnownError, ...]:
    """Keep specialisation and document; what cannot be kept is told, because the account is made already."""
    troubles: list[KnownError] = []
    try:
        profile = application.profiles.physician(actor)
        public = replace(profile.public, specialty=wanted.specialty.strip())
        application.profiles.save_physician(actor, profile.version, public, profile.phone, profile.address)
    except KnownError as error:
        troubles.append(error)
    try:
        if wanted.credential is not None:
            application.files.set_credential(actor, wanted.credential)
    except KnownError as error:
        troubles.append(error)
    return tuple(troubles)


def new_password(application: Application, email: str, code: str, password: str) -> None:
    """Set a new password by a code.

    Raises:
        WrongFieldsError: The password may not be used.
        AccessError: Address or code is wrong, or there were too many tries.
    """
    demand_fields({"email": partial(demand_email, email), "password": partial(demand_good_password, password, email)})
    people = application.people
    try:
        people.front_door.new_password(email, code, password, people.origin)
    except InputError as error:  # it holds the person's name, which is known there alone
        raise WrongFieldsError({"password": error}) from error

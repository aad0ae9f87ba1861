"""Slowing down who guesses, without telling them who has an account and without locking out whose account it is."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID, uuid4

from physiocheck_desktop.domain.account import Account
from physiocheck_desktop.domain.errors import AccessError
from physiocheck_desktop.domain.people import Actor
from physiocheck_desktop.services.auditing import audited
from physiocheck_desktop.services.codes import digest_of
from physiocheck_desktop.services.passwords import LONGEST, PasswordHasher
from physiocheck_desktop.services.ports import UnitOfWork, UnitOfWorkFactory
from physiocheck_desktop.services.retrying import repeatable

LOCKED_FOR: Final = timedelta(minutes=5)
TRIES_HERE: Final = 7
"""At one address, from one computer, within `LOCKED_FOR`."""
TRIES_FROM_ORIGIN: Final = 50
"""From one computer at whatever address, within `LOCKED_FOR`."""
DAY: Final = timedelta(hours=24)
TRIES_IN_A_DAY: Final = 100
"""At one address: all that NIST SP 800-63B-4 (3.2.2) allows. A computer from which the person signed in before has so
many of its own, so that nobody elsewhere can lock the person out."""

KNOWN_FOR: Final = timedelta(days=180)


def address_digests(email: str) -> frozenset[str]:
    """Return all that tries and known computers name in place of an address."""
    return frozenset(digest_of(text) for text in (email, f"sign up as {email}", f"code for {email}"))


class Patience:
    """Counts tries in the database, at addresses that nobody has as well as at those of accounts.

    A try is counted before anybody looks whether it is right, and one after the other, so that of many in the same
    moment no more are looked at than of as many in a row. Whoever finds it right takes it back, or forgives all.
    """

    def __init__(self, unit_of_work: UnitOfWorkFactory, now: Callable[[], datetime]) -> None:
        self._unit_of_work = unit_of_work
        self._now = now

    def begin(self, address: str, origin: str) -> UUID:
        """Count a try, and return what it is taken back by.

        Args:
            address: Digest of what is tried.
            origin: Digest of what tells this computer from others.

        Raises:
            AccessError: There were too many; this one is not counted.
        """
        try_id = uuid4()
        with audited(None):  # the entry is left by whoever knows how it ended
            self._keep_begun(try_id, address, origin)
        return try_id

    @repeatable
    def _keep_begun(self, try_id: UUID, address: str, origin: str) -> None:
        with self._unit_of_work() as uow:
            self.count(uow, try_id, address, origin)
            uow.commit()

    def count(self, uow: UnitOfWork, try_id: UUID, address: str, origin: str) -> None:
        """Count a try in a unit of work that does what is tried, too.

        Raises:
            AccessError: There were too many.
        """
        uow.tries.take_turn()
        if uow.tries.has(try_id):
            return  # kept by a first run whose answer was lost
        now = self._now()
        tries = uow.tries.count(address, origin, now, LOCKED_FOR, DAY)
        if tries.here >= TRIES_HERE or tries.origin >= TRIES_FROM_ORIGIN:
            minutes = LOCKED_FOR.total_seconds() / 60.0
            raise AccessError("There were too many tries.", remedy=f"Wait {minutes:.0f} minutes, then try again.")
        if (tries.here_today if tries.is_known else tries.address_today) >= TRIES_IN_A_DAY:
            raise AccessError(
                "There were too many tries today.", remedy="Try from the computer you always use, or tomorrow."
            )
        uow.tries.add(try_id, address, origin, now)

    def take_back(self, try_id: UUID) -> None:
        """Let a try not count, because it was right."""
        with audited(None):
            self._keep_taken_back(try_id)

    @repeatable
    def _keep_taken_back(self, try_id: UUID) -> None:
        with self._unit_of_work() as uow:
            uow.tries.drop(try_id)
            uow.commit()

    def forgive(self, uow: UnitOfWork, address: str, origin: str) -> None:
        """Forget the tries at an address, because who it belongs to has come from this computer."""
        now = self._now()
        uow.tries.forget(address, now - DAY)
        uow.tries.know_origin(address, origin, now, now - KNOWN_FOR)


class PasswordCheck:
    """Makes sure that it is still the person who signed in, as before whatever a stranger at the desk must not do."""

    def __init__(self, unit_of_work: UnitOfWorkFactory, hasher: PasswordHasher, now: Callable[[], datetime]) -> None:
        self._unit_of_work = unit_of_work
        self._hasher = hasher
        self._patience = Patience(unit_of_work, now)

    def demand(self, actor: Actor, password: str) -> Account:
        """Return the actor's account where the password is right.

        Raises:
            AccessError: It is not, there were too many tries, or the account is disabled.
        """
        with self._unit_of_work(read_only=True) as uow:
            account = uow.accounts.find(actor.user_id)
            kept = uow.accounts.password_hash(actor.user_id)
        address = digest_of(actor.user_id.hex if account is None else account.email)
        here = digest_of(f"signed in as {actor.user_id.hex}")
        tried = self._patience.begin(address, here)
        right = len(password) <= LONGEST and self._hasher.matches(password, kept)
        if account is None or account.disabled_at is not None or not right:
            raise AccessError("The password is not right.", remedy="Try again, or sign out.")
        self._patience.take_back(tried)
        return account


def demand_still_there(unit_of_work: UnitOfWorkFactory, check: PasswordCheck, actor: Actor, password: str) -> None:
    """Ask everybody for their password but who uses a computer without an account, and has none.

    Raises:
        AccessError: The password is not right, or there were too many tries.
    """
    with unit_of_work(read_only=True) as uow:
        person = uow.personal_data.person(actor.user_id)
    if person is None or not person.of_computer:
        check.demand(actor, password)

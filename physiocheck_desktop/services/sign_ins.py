"""Sign-ins that hold: coming back with one, locking it, and opening it again with the password."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Final

from physiocheck_desktop.domain.account import Account, KeptToken, SignIn
from physiocheck_desktop.domain.audit import AuditedAct, AuditOutcome
from physiocheck_desktop.domain.errors import AccessError, LockedError
from physiocheck_desktop.domain.people import Role
from physiocheck_desktop.services.audit_entries import write_entry
from physiocheck_desktop.services.auditing import audited
from physiocheck_desktop.services.codes import digest_of
from physiocheck_desktop.services.passwords import LONGEST, PasswordHasher
from physiocheck_desktop.services.ports import UnitOfWork, UnitOfWorkFactory
from physiocheck_desktop.services.retrying import repeatable
from physiocheck_desktop.services.throttling import Patience

HOLDS: Final = timedelta(hours=12)
IDLE: Final = timedelta(minutes=15)
"""How long staff may leave the program alone; a patient before the camera touches nothing, and is asked for nothing."""

CLOCK_SLACK: Final = timedelta(minutes=5)
"""By how much a clock may be set back without anything being noticed."""


class SignIns:
    """Sign-ins that were given out. All methods raise `StorageError` where the database cannot be read or written."""

    def __init__(self, unit_of_work: UnitOfWorkFactory, hasher: PasswordHasher, now: Callable[[], datetime]) -> None:
        self._unit_of_work = unit_of_work
        self._hasher = hasher
        self._now = now
        self._patience = Patience(unit_of_work, now)

    @repeatable
    def resume(self, token: str) -> SignIn:
        """Return the sign-in that a token stands for, and keep that its person is there.

        Raises:
            LockedError: It was locked, or nobody was there for a while; `unlock` opens it.
            AccessError: It has expired or was ended, or the account is disabled.
        """
        now = self._now()
        with self._unit_of_work() as uow:
            kept, account = self._held(uow, token)
            if _is_locked(kept, account, now):
                raise LockedError("You were away.", kept="Your work is kept.", remedy="Enter your password to go on.")
            uow.accounts.use_token(digest_of(token), now)
            uow.commit()
        return SignIn(token, account, kept.expires_at)

    @repeatable
    def lock(self, token: str) -> None:
        """Let a sign-in go on with the password alone; of one that holds no more there is nothing to lock."""
        with self._unit_of_work() as uow:
            uow.accounts.lock_token(digest_of(token), self._now())
            uow.commit()

    def unlock(self, token: str, password: str, origin: str) -> SignIn:
        """Return a sign-in that was locked, or that was left alone, because its person is back.

        Args:
            token: What stands for it.
            password: As it was typed.
            origin: What tells this computer from others.

        Raises:
            AccessError: The password is wrong, there were too many tries, the sign-in holds no more, or the account is
                disabled.
        """
        with self._unit_of_work(read_only=True) as uow:
            kept, account = self._held(uow, token)
            password_hash = uow.accounts.password_hash(account.user_id)
        address, here = digest_of(account.email), digest_of(origin)
        self._patience.begin(address, here)
        if len(password) > LONGEST or not self._hasher.matches(password, password_hash):
            self._refuse("unlock", account)
            raise AccessError("The password is not right.", remedy="Try again, or sign out.")
        with audited(act_at_door("unlock", account)):
            self._keep_unlocked(token, (address, here))
        return SignIn(token, account, kept.expires_at)

    @repeatable
    def _keep_unlocked(self, token: str, tried: tuple[str, str]) -> None:
        with self._unit_of_work() as uow:
            self._held(uow, token)  # it may have been ended while the password was looked at
            uow.accounts.use_token(digest_of(token), self._now(), unlocks=True)
            self._patience.forgive(uow, *tried)
            uow.commit()

    def _held(self, uow: UnitOfWork, token: str) -> tuple[KeptToken, Account]:
        kept = uow.accounts.token(digest_of(token))
        account = None if kept is None else uow.accounts.find(kept.user_id)
        if (
            kept is None
            or account is None
            or not holds(kept.expires_at, self._now(), HOLDS)
            or account.disabled_at is not None
        ):
            raise AccessError("You are signed out.", kept="Your work is kept.", remedy="Sign in again.")
        return kept, account

    def _refuse(self, what: str, account: Account | None) -> None:
        """Write into the audit trail that a try failed; whose account it was aimed at is the record."""
        record = None if account is None else account.user_id
        write_entry(self, AuditedAct(f"FrontDoor.{what}", None, None, record, AuditOutcome.REFUSED))


def act_at_door(what: str, account: Account) -> AuditedAct:
    """Return what it is called if somebody has done something at the front door."""
    return AuditedAct(f"FrontDoor.{what}", account.user_id, account.role, account.user_id, AuditOutcome.DONE)


def holds(until: datetime, now: datetime, given_for: timedelta) -> bool:
    """Whether what was given out for a time still holds; not where the clock was set back to before it was given."""
    return now < until <= now + given_for + CLOCK_SLACK


def _is_locked(kept: KeptToken, account: Account, now: datetime) -> bool:
    if kept.locked_at is not None:
        return True
    # A clock that was set back says nothing of how long nobody was there.
    return account.role is not Role.PATIENT and abs(now - kept.last_used_at) > IDLE

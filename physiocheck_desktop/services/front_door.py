"""What is done before anybody is known: signing up, signing in, coming back with a sign-in, a new password by code."""

import hashlib
import secrets
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Final
from uuid import uuid4

from physiocheck_desktop.domain.account import Account, SignIn, Tries
from physiocheck_desktop.domain.errors import AccessError, InputError
from physiocheck_desktop.domain.people import Role
from physiocheck_desktop.services.passwords import LONGEST, PasswordHasher, demand_good_password
from physiocheck_desktop.services.ports import UnitOfWork, UnitOfWorkFactory
from physiocheck_desktop.services.retrying import repeatable
from physiocheck_desktop.services.sessions import MAX_NAME_LENGTH, utc_now
from physiocheck_desktop.services.texts import demand_text

MAX_EMAIL_LENGTH: Final = 254
HOLDS: Final = timedelta(hours=12)
LOCKED_FOR: Final = timedelta(minutes=5)
TRIES_HERE: Final = 7
TRIES_AT_ADDRESS: Final = 100
"""From anywhere: so many that a stranger elsewhere can hardly lock somebody out, and too few to guess a password."""
TRIES_FROM_ORIGIN: Final = 50


class FrontDoor:
    """Lets people in. It is the one place without an actor, because it says who the actor is.

    Wrong address and wrong password are refused in the same words after the same time, and failed tries are counted
    for addresses that nobody has, too: nobody learns here who has an account. All methods raise `StorageError` where
    the database cannot be read or written.
    """

    def __init__(
        self, unit_of_work: UnitOfWorkFactory, hasher: PasswordHasher, now: Callable[[], datetime] = utc_now
    ) -> None:
        self._unit_of_work = unit_of_work
        self._hasher = hasher
        self._now = now

    def sign_up(self, role: Role, display_name: str, email: str, password: str) -> Account:
        """Make an account for a patient or a physician; a physician sees nobody before the clinic has verified it.

        Raises:
            InputError: Name, address or password cannot be used, or the address has an account.
            AccessError: Nobody makes an administrator so.
        """
        if role is Role.ADMINISTRATOR:
            raise AccessError("An administrator is made by the setup alone.", remedy="physiocheck admin create")
        return self._made(role, display_name, email, password)

    def first_administrator(self, display_name: str, email: str, password: str) -> Account:
        """Make the administrator of a clinic that has none.

        Raises:
            AccessError: There is one already.
            InputError: As for `sign_up`.
        """
        return self._made(Role.ADMINISTRATOR, display_name, email, password)

    def sign_in(self, email: str, password: str, origin: str) -> SignIn:
        """Let somebody in.

        Args:
            email: As it was typed.
            password: As it was typed.
            origin: What tells this computer from others.

        Raises:
            AccessError: Address or password is wrong, the account is disabled, or there were too many tries.
        """
        address, here = digest_of(normal_email(email)), digest_of(origin)
        self._demand_patience(address, here)
        with self._unit_of_work(read_only=True) as uow:
            found = uow.accounts.by_email(normal_email(email))
        account, kept = found or (None, None)
        right = len(password) <= LONGEST and self._hasher.matches(password, kept)
        if account is None or kept is None or not right or account.disabled_at is not None:
            self._count_try(address, here)
            raise AccessError(
                "The address or the password is not right.", remedy="Try again, or ask for a new password."
            )
        renewed = self._hasher.hashed(password) if self._hasher.is_dated(kept) else None
        return self._let_in(account, secrets.token_urlsafe(32), renewed, address)

    @repeatable
    def resume(self, token: str) -> SignIn:
        """Return the sign-in that a token stands for.

        Raises:
            AccessError: It has expired or was ended, or the account is disabled.
        """
        digest, now = digest_of(token), self._now()
        with self._unit_of_work() as uow:
            kept = uow.accounts.token(digest)
            account = None if kept is None else uow.accounts.find(kept.user_id)
            if kept is None or account is None or kept.expires_at <= now or account.disabled_at is not None:
                raise AccessError("You are signed out.", kept="Your work is kept.", remedy="Sign in again.")
            uow.accounts.use_token(digest, now)
            uow.commit()
        return SignIn(token, account, kept.expires_at)

    def new_password(self, email: str, code: str, password: str, origin: str) -> None:
        """Set a new password by a code that was given out; it works once, and ends all sign-ins.

        Raises:
            AccessError: Address or code is wrong, or the code has expired; or there were too many tries.
            InputError: The password may not be used.
        """
        address, here = digest_of(normal_email(email)), digest_of(origin)
        self._demand_patience(address, here)
        with self._unit_of_work(read_only=True) as uow:
            found = uow.accounts.by_email(normal_email(email))
            reset = None if found is None else uow.accounts.reset(found[0].user_id)
        right = reset is not None and secrets.compare_digest(reset[0], digest_of(code)) and reset[1] > self._now()
        if found is None or not right:
            self._count_try(address, here)
            raise _wrong_code()
        account = found[0]
        demand_good_password(password, account.display_name, account.email)
        self._keep_password(account, self._hasher.hashed(password), address, digest_of(code))

    def _made(self, role: Role, display_name: str, email: str, password: str) -> Account:
        demand_text("The name", display_name, MAX_NAME_LENGTH, shortest=1)
        address = demand_email(email)
        demand_good_password(password, display_name, address)
        account = Account(uuid4(), role, display_name, address, self._now())
        return self._keep_made(account, self._hasher.hashed(password))

    @repeatable
    def _keep_made(self, account: Account, password_hash: str) -> Account:
        with self._unit_of_work() as uow:
            kept = uow.accounts.find(account.user_id)
            if kept is not None:
                return kept  # by a first try whose answer was lost
            if account.role is Role.ADMINISTRATOR and uow.accounts.has_administrator():
                raise AccessError(
                    "This clinic has an administrator already.", remedy="Sign in as that one to change accounts."
                )
            if not uow.accounts.add(account, password_hash):
                raise InputError(
                    "This address cannot be used for a new account.", remedy="Sign in, or ask for a new password."
                )
            uow.commit()
        return account

    def _demand_patience(self, address: str, origin: str) -> None:
        now = self._now()
        with self._unit_of_work(read_only=True) as uow:
            tries = uow.accounts.tries(address, origin, now - LOCKED_FOR)
        if _too_many(tries):
            raise AccessError(
                "There were too many tries to sign in.",
                remedy=f"Wait {LOCKED_FOR.total_seconds() / 60.0:.0f} minutes, then try again.",
            )

    @repeatable
    def _count_try(self, address: str, origin: str) -> None:
        with self._unit_of_work() as uow:
            uow.accounts.add_try(address, origin, self._now())
            uow.commit()

    @repeatable
    def _let_in(self, account: Account, token: str, renewed: str | None, address: str) -> SignIn:
        now = self._now()
        expires_at = now + HOLDS
        with self._unit_of_work() as uow:
            if uow.accounts.token(digest_of(token)) is None:
                uow.accounts.add_token(digest_of(token), account.user_id, now, expires_at)
            if renewed is not None:
                uow.accounts.set_password(account.user_id, renewed, now)
            uow.accounts.forget_tries(address, now - LOCKED_FOR)
            uow.commit()
        return SignIn(token, account, expires_at)

    @repeatable
    def _keep_password(self, account: Account, password_hash: str, address: str, code_digest: str) -> None:
        now = self._now()
        with self._unit_of_work() as uow:
            if uow.accounts.password_hash(account.user_id) == password_hash:
                return  # kept by a first try whose answer was lost
            reset = uow.accounts.reset(account.user_id)
            if reset is None or reset[0] != code_digest:
                raise _wrong_code()  # somebody was quicker with it
            renew_password(uow, account, password_hash, now)
            uow.accounts.forget_tries(address, now - LOCKED_FOR)
            uow.commit()


def renew_password(uow: UnitOfWork, account: Account, password_hash: str, at: datetime, but: str = "") -> None:
    """Keep a new password, and end all sign-ins and codes that the old one gave, but one sign-in where one is named."""
    uow.accounts.set_password(account.user_id, password_hash, at)
    uow.accounts.drop_reset(account.user_id)
    uow.accounts.end_tokens(account.user_id, but)


def digest_of(text: str) -> str:
    """Return what is kept of a secret or an address: its SHA-256 in hexadecimal."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def normal_email(email: str) -> str:
    """Return an address as it is compared: without blanks around it, letters small."""
    return email.strip().casefold()


def demand_email(email: str) -> str:
    """Return an address as it is compared.

    Raises:
        InputError: It is no address.
    """
    normal = normal_email(email)
    name, _, domain = normal.rpartition("@")
    parts = domain.split(".")
    whole = name and len(parts) >= 2 and all(parts) and len(normal) <= MAX_EMAIL_LENGTH
    if not whole or not normal.isprintable() or " " in normal:
        raise InputError("This is not an e-mail address.", remedy="Write it like name@example.org.")
    return normal


def _wrong_code() -> AccessError:
    return AccessError("The address or the code is not right, or the code is too old.", remedy="Ask for a new code.")


def _too_many(tries: Tries) -> bool:
    return tries.here >= TRIES_HERE or tries.address >= TRIES_AT_ADDRESS or tries.origin >= TRIES_FROM_ORIGIN

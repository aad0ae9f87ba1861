"""What is done before anybody is known: signing up and signing in."""

import secrets
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final
from uuid import UUID, uuid4

from physiocheck_desktop.domain.account import Account, SignIn
from physiocheck_desktop.domain.errors import AccessError, InputError, SecondFactorError
from physiocheck_desktop.domain.people import Role
from physiocheck_desktop.services.auditing import audited
from physiocheck_desktop.services.codes import digest_of
from physiocheck_desktop.services.email_addresses import demand_email, normal_email
from physiocheck_desktop.services.notifying import application_waits
from physiocheck_desktop.services.password_resets import PasswordResets, account_with
from physiocheck_desktop.services.passwords import LONGEST, PasswordHasher, demand_good_password
from physiocheck_desktop.services.ports import UnitOfWork, UnitOfWorkFactory
from physiocheck_desktop.services.retrying import repeatable
from physiocheck_desktop.services.second_factor import asks_for_second_factor, spend_code
from physiocheck_desktop.services.session_records import MAX_NAME_LENGTH
from physiocheck_desktop.services.sessions import utc_now
from physiocheck_desktop.services.sign_ins import HOLDS, act_at_door
from physiocheck_desktop.services.texts import demand_text

MAX_LICENCE_LENGTH: Final = 64


@dataclass(frozen=True, slots=True, kw_only=True)
class _Entry:
    """What somebody comes in with whose password was found right.

    Attributes:
        account: Whose it is.
        password: As it was typed.
        kept: What it was held against.
        renewed: What is to be kept in place of that, None where it stays.
        tried: Digests of the address and of the computer.
        code: Of the second factor, None where none was given.
        token: What is to stand for the sign-in.
    """

    account: Account
    password: str = field(repr=False)
    kept: str = field(repr=False)
    renewed: str | None = field(repr=False)
    tried: tuple[str, str]
    code: str | None = field(repr=False)
    token: str = field(repr=False, default_factory=lambda: secrets.token_urlsafe(32))


class FrontDoor(PasswordResets):
    """Lets people in. It is the one place without an actor, because it says who the actor is.

    Wrong address and wrong password are refused in the same words after the same time, and failed tries are counted
    for addresses that nobody has, too: nobody learns here who has an account. All methods raise `StorageError` where
    the database cannot be read or written.
    """

    def __init__(
        self,
        unit_of_work: UnitOfWorkFactory,
        hasher: PasswordHasher,
        now: Callable[[], datetime] = utc_now,
    ) -> None:
        super().__init__(unit_of_work, hasher, now)

    def sign_up(
        self, role: Role, display_name: str, email: str, password: str, origin: str, licence: str = ""
    ) -> Account:
        """Make an account for a patient or a physician; a physician sees nobody before the clinic has verified it.

        That an address has an account can be learned here alone, and so seldom that a list of addresses cannot be
        tried.

        Args:
            role: What the person is.
            display_name: As others will read it.
            email: As it was typed.
            password: As it was typed.
            origin: What tells this computer from others.
            licence: Under which number a physician may practise.

        Raises:
            InputError: Name, address, password or licence cannot be used, or the address has an account.
            AccessError: Nobody makes an administrator so; or there were too many tries.
        """
        if role is Role.ADMINISTRATOR:
            raise AccessError("An administrator is made by the setup alone.", remedy="physiocheck admin create")
        if role is Role.PHYSICIAN:
            demand_text("The licence number", licence, MAX_LICENCE_LENGTH, shortest=1)
        address, here = digest_of(f"sign up as {normal_email(email)}"), digest_of(origin)
        account = self._made(role, display_name, email, password)
        tried = self._patience.begin(address, here)
        with audited(act_at_door("sign_up", account)):
            kept = self._keep_made(account, self._hasher.hashed(password), licence.strip(), tried)
        if not kept:
            self._refuse("sign_up", None)
            raise _address_taken()
        return account

    def first_administrator(self, display_name: str, email: str, password: str) -> Account:
        """Make the administrator of a clinic that has none.

        Raises:
            AccessError: There is one already.
            InputError: As for `sign_up`.
        """
        account = self._made(Role.ADMINISTRATOR, display_name, email, password)
        with audited(act_at_door("first_administrator", account)):
            kept = self._keep_made(account, self._hasher.hashed(password), "")
        if not kept:
            self._demand_no_administrator()
            raise _address_taken()
        return account

    def sign_in(self, email: str, password: str, origin: str, code: str | None = None) -> SignIn:
        """Let somebody in.

        Args:
            email: As it was typed.
            password: As it was typed.
            origin: What tells this computer from others.
            code: Of the authenticator app, or a recovery code; None before it is known that one is needed.

        Raises:
            SecondFactorError: All is right, but the account asks for a code too.
            AccessError: Address, password or code is wrong, the account is disabled, or there were too many tries.
        """
        address, here = digest_of(normal_email(email)), digest_of(origin)
        tried = self._patience.begin(address, here)
        with self._unit_of_work(read_only=True) as uow:
            found = account_with(uow, normal_email(email))
            effort = uow.accounts.most_effort()
        account, kept = found or (None, None)
        right = len(password) <= LONGEST and self._hasher.matches(password, kept, effort)
        if account is None or kept is None or not right or account.disabled_at is not None:
            self._refuse("sign_in", account)
            raise _wrong_password()
        renewed = self._hasher.hashed(password) if self._hasher.is_dated(kept) else None
        entry = _Entry(account=account, password=password, kept=kept, renewed=renewed, tried=(address, here), code=code)
        try:
            with audited(act_at_door("sign_in", account)):
                signed_in = self._let_in(entry)
        except SecondFactorError:
            self._patience.take_back(tried)
            raise
        if signed_in is None:
            self._refuse("sign_in", account)
            if code is None:
                raise _wrong_password()
            raise AccessError("The code is not right.", remedy="Wait for the app’s next one, or use a recovery code.")
        return signed_in

    def _made(self, role: Role, display_name: str, email: str, password: str) -> Account:
        demand_text("The name", display_name, MAX_NAME_LENGTH, shortest=1)
        address = demand_email(email)
        demand_good_password(password, display_name, address)
        return Account(uuid4(), role, display_name, address, self._now())

    @repeatable
    def _keep_made(self, account: Account, password_hash: str, licence: str, tried: UUID | None = None) -> bool:
        """Return whether the address was free; where it was, this was no try to find that out."""
        with self._unit_of_work() as uow:
            if uow.accounts.find(account.user_id) is not None:
                return True  # kept by a first try whose answer was lost
            is_first = account.role is Role.ADMINISTRATOR
            if is_first and uow.accounts.has_administrator():
                return False
            if not uow.accounts.add(account, password_hash, licence, is_first=is_first):
                return False
            if account.role is Role.PHYSICIAN:
                application_waits(uow, account.user_id, account.created_at)
            if tried is not None:
                uow.tries.drop(tried)
            uow.commit()
        return True

    @repeatable
    def _demand_no_administrator(self) -> None:
        with self._unit_of_work(read_only=True) as uow:
            if uow.accounts.has_administrator():
                raise AccessError(
                    "This clinic has an administrator already.", remedy="Sign in as that one to change accounts."
                )

    @repeatable
    def _let_in(self, entry: _Entry) -> SignIn | None:
        """Return the sign-in, None where the code is wrong, or the password or the account is not any more what it was.

        Somebody may have changed the password or disabled the account while the password was looked at; nobody can
        from here on.
        """
        now, account = self._now(), entry.account
        expires_at = now + HOLDS
        with self._unit_of_work() as uow:
            uow.accounts.hold(account.user_id)
            if uow.accounts.token(digest_of(entry.token)) is None:  # it is there where only the answer was lost
                if not self._is_still_right(uow, entry):
                    return None
                if asks_for_second_factor(uow, account.user_id):
                    if entry.code is None:
                        raise SecondFactorError(
                            "This account asks for a code too.", remedy="Read it from your authenticator app."
                        )
                    if not spend_code(uow, account.user_id, entry.code, now):
                        return None
                uow.accounts.add_token(digest_of(entry.token), account.user_id, now, expires_at)
            self._patience.forgive(uow, *entry.tried)
            uow.commit()
        return SignIn(entry.token, account, expires_at)

    def _is_still_right(self, uow: UnitOfWork, entry: _Entry) -> bool:
        """Whether the password still lets in; keeps its renewed hash where nobody else has renewed it meanwhile."""
        held = uow.accounts.find(entry.account.user_id)
        kept = None if held is None or held.disabled_at is not None else uow.accounts.password_hash(held.user_id)
        if kept is not None and kept == entry.kept:
            if entry.renewed is not None:
                uow.accounts.set_password(entry.account.user_id, entry.renewed, self._now())
            return True
        return kept is not None and self._hasher.matches(entry.password, kept)


def _wrong_password() -> AccessError:
    return AccessError("The address or the password is not right.", remedy="Try again, or ask for a new password.")


def _address_taken() -> InputError:
    return InputError("This address cannot be used for a new account.", remedy="Sign in, or ask for a new password.")

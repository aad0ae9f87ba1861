"""What is done before anybody is known: signing up, signing in, coming back with a sign-in, a new password by code."""

import secrets
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Final
from uuid import uuid4

from physiocheck_desktop.domain.account import Account, SignIn
from physiocheck_desktop.domain.audit import AuditedAct, AuditOutcome
from physiocheck_desktop.domain.errors import AccessError, InputError, SecondFactorError
from physiocheck_desktop.domain.mail import MailKind, OutgoingMail
from physiocheck_desktop.domain.people import Role
from physiocheck_desktop.services.auditing import audited
from physiocheck_desktop.services.codes import code_digest, digest_of
from physiocheck_desktop.services.email_addresses import demand_email, is_email, normal_email
from physiocheck_desktop.services.notifying import application_waits
from physiocheck_desktop.services.passwords import LONGEST, PasswordHasher, demand_good_password
from physiocheck_desktop.services.ports import UnitOfWork, UnitOfWorkFactory
from physiocheck_desktop.services.retrying import repeatable
from physiocheck_desktop.services.second_factor import asks_for_second_factor, spend_code
from physiocheck_desktop.services.session_records import MAX_NAME_LENGTH
from physiocheck_desktop.services.sessions import utc_now
from physiocheck_desktop.services.sign_ins import HOLDS, SignIns, act_at_door, holds
from physiocheck_desktop.services.texts import demand_text
from physiocheck_desktop.services.throttling import DAY

MAX_LICENCE_LENGTH: Final = 64
RESET_HOLDS: Final = timedelta(hours=24)
MAILED_CODE_HOLDS: Final = timedelta(hours=1)


class FrontDoor(SignIns):
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
        self._patience.demand(address, here)
        account = self._made(role, display_name, email, password)
        with audited(act_at_door("sign_up", account)):
            kept = self._keep_made(account, self._hasher.hashed(password), licence.strip())
        if not kept:
            self._refuse("sign_up", None, address, here)
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
        self._patience.demand(address, here)
        with self._unit_of_work(read_only=True) as uow:
            found = _found(uow, normal_email(email))
            effort = uow.accounts.most_effort()
        account, kept = found or (None, None)
        right = len(password) <= LONGEST and self._hasher.matches(password, kept, effort)
        if account is None or kept is None or not right or account.disabled_at is not None:
            self._refuse("sign_in", account, address, here)
            raise AccessError(
                "The address or the password is not right.", remedy="Try again, or ask for a new password."
            )
        renewed = self._hasher.hashed(password) if self._hasher.is_dated(kept) else None
        with audited(act_at_door("sign_in", account)):
            signed_in = self._let_in(account, secrets.token_urlsafe(32), renewed, (address, here), code)
        if signed_in is None:
            self._refuse("sign_in", account, address, here)
            raise AccessError("The code is not right.", remedy="Wait for the app’s next one, or use a recovery code.")
        return signed_in

    def ask_for_code(self, email: str, origin: str) -> None:
        """Send a code for a new password to whoever has an account with an address; does the same where nobody has.

        The code itself is made when the mail is sent (`services.mail_delivery`): no record ever has it.

        Raises:
            InputError: This clinic sends no mail.
            AccessError: There were too many tries.
        """
        address, here = digest_of(f"code for {normal_email(email)}"), digest_of(origin)
        self._patience.demand(address, here)
        with audited(AuditedAct("FrontDoor.ask_for_code", None, None, None, AuditOutcome.DONE)):
            self._keep_asked(normal_email(email), (address, here))

    def new_password(self, email: str, code: str, password: str, origin: str) -> None:
        """Set a new password by a code that was given out; it works once, and ends all sign-ins.

        Raises:
            AccessError: Address or code is wrong, or the code has expired; or there were too many tries.
            InputError: The password may not be used.
        """
        address, here = digest_of(f"code for {normal_email(email)}"), digest_of(origin)
        self._patience.demand(address, here)
        with self._unit_of_work(read_only=True) as uow:
            found = _found(uow, normal_email(email))
            reset = uow.accounts.reset(uuid4() if found is None else found[0].user_id)
        right = (
            reset is not None
            and secrets.compare_digest(reset[0], code_digest(code))
            and holds(reset[1], self._now(), RESET_HOLDS)
        )
        if found is None or not right:
            self._refuse("new_password", None if found is None else found[0], address, here)
            raise _wrong_code()
        account = found[0]
        demand_good_password(password, account.display_name, account.email)
        with audited(act_at_door("new_password", account)):
            self._keep_password(account, self._hasher.hashed(password), code_digest(code))

    def _made(self, role: Role, display_name: str, email: str, password: str) -> Account:
        demand_text("The name", display_name, MAX_NAME_LENGTH, shortest=1)
        address = demand_email(email)
        demand_good_password(password, display_name, address)
        return Account(uuid4(), role, display_name, address, self._now())

    @repeatable
    def _keep_made(self, account: Account, password_hash: str, licence: str) -> bool:
        """Return whether the address was free."""
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
    def _keep_asked(self, email: str, tried: tuple[str, str]) -> None:
        """Do the same work whether there is an account or not, down to a mail that goes to nobody."""
        now = self._now()
        with self._unit_of_work() as uow:
            if not uow.mails.is_open:
                raise InputError("This clinic sends no mail.", remedy="Ask your administrator for a code.")
            uow.accounts.add_try(*tried, now)
            recipient = uow.accounts.recipient(email) if is_email(email) else None
            uow.mails.replace(recipient or uuid4(), MailKind.PASSWORD_RESET, now)
            uow.mails.add(
                OutgoingMail(
                    id=uuid4(),
                    user_id=recipient,
                    kind=MailKind.PASSWORD_RESET,
                    parameters={},
                    created_at=now,
                    next_try_at=now,
                    expires_at=now + MAILED_CODE_HOLDS,
                )
            )
            uow.commit()

    @repeatable
    def _let_in(
        self, account: Account, token: str, renewed: str | None, tried: tuple[str, str], code: str | None
    ) -> SignIn | None:
        """Return the sign-in, None where the code is wrong."""
        now = self._now()
        expires_at = now + HOLDS
        with self._unit_of_work() as uow:
            if uow.accounts.token(digest_of(token)) is None:  # it is there where only the answer was lost
                if asks_for_second_factor(uow, account.user_id):
                    if code is None:
                        raise SecondFactorError(
                            "This account asks for a code too.", remedy="Read it from your authenticator app."
                        )
                    if not spend_code(uow, account.user_id, code, now):
                        return None
                uow.accounts.add_token(digest_of(token), account.user_id, now, expires_at)
            if renewed is not None:
                uow.accounts.set_password(account.user_id, renewed, now)
            self._patience.forgive(uow, *tried)
            uow.commit()
        return SignIn(token, account, expires_at)

    @repeatable
    def _keep_password(self, account: Account, password_hash: str, kept_code: str) -> None:
        now = self._now()
        with self._unit_of_work() as uow:
            if uow.accounts.password_hash(account.user_id) == password_hash:
                return  # kept by a first try whose answer was lost
            if not uow.accounts.spend_reset(account.user_id, kept_code):
                raise _wrong_code()  # somebody was quicker with it
            renew_password(uow, account, password_hash, now)
            for tried in (account.email, f"code for {account.email}"):
                uow.accounts.forget_tries(digest_of(tried), now - DAY)
            uow.commit()


def renew_password(uow: UnitOfWork, account: Account, password_hash: str, at: datetime, but: str = "") -> None:
    """Keep a new password, and end all sign-ins and codes that the old one gave, but one sign-in where one is named."""
    uow.accounts.set_password(account.user_id, password_hash, at)
    uow.accounts.drop_reset(account.user_id)
    uow.accounts.end_tokens(account.user_id, but)


def _found(uow: UnitOfWork, email: str) -> tuple[Account, str] | None:
    return uow.accounts.by_email(email) if is_email(email) else None


def _wrong_code() -> AccessError:
    return AccessError("The address or the code is not right, or the code is too old.", remedy="Ask for a new code.")


def _address_taken() -> InputError:
    return InputError("This address cannot be used for a new account.", remedy="Sign in, or ask for a new password.")

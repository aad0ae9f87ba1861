"""A new password for whoever has forgotten theirs: by a code that is mailed, or that the clinic gives."""

import secrets
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID, uuid4

from physiocheck_desktop.domain.account import Account
from physiocheck_desktop.domain.audit import AuditedAct, AuditOutcome
from physiocheck_desktop.domain.errors import AccessError, InputError
from physiocheck_desktop.domain.mail import MailKind, OutgoingMail
from physiocheck_desktop.services.auditing import audited
from physiocheck_desktop.services.codes import code_digest, digest_of
from physiocheck_desktop.services.email_addresses import is_email, normal_email
from physiocheck_desktop.services.passwords import demand_good_password
from physiocheck_desktop.services.ports import UnitOfWork
from physiocheck_desktop.services.retrying import repeatable
from physiocheck_desktop.services.sign_ins import SignIns, act_at_door, holds
from physiocheck_desktop.services.throttling import DAY

RESET_HOLDS: Final = timedelta(hours=24)
MAILED_CODE_HOLDS: Final = timedelta(hours=1)


class PasswordResets(SignIns):
    """Codes for new passwords. All methods raise `StorageError` where the database cannot be read or written."""

    def ask_for_code(self, email: str, origin: str) -> None:
        """Send a code for a new password to whoever has an account with an address; does the same where nobody has.

        The code itself is made when the mail is sent (`services.mail_delivery`): no record ever has it.

        Raises:
            InputError: This clinic sends no mail.
            AccessError: There were too many tries.
        """
        address, here = digest_of(f"code for {normal_email(email)}"), digest_of(origin)
        with audited(AuditedAct("FrontDoor.ask_for_code", None, None, None, AuditOutcome.DONE)):
            self._keep_asked(normal_email(email), uuid4(), (address, here))

    def new_password(self, email: str, code: str, password: str, origin: str) -> None:
        """Set a new password by a code that was given out; it works once, and ends all sign-ins.

        Raises:
            AccessError: Address or code is wrong, or the code has expired; or there were too many tries.
            InputError: The password may not be used.
        """
        address, here = digest_of(f"code for {normal_email(email)}"), digest_of(origin)
        tried = self._patience.begin(address, here)
        with self._unit_of_work(read_only=True) as uow:
            found = account_with(uow, normal_email(email))
            reset = uow.accounts.reset(uuid4() if found is None else found[0].user_id)
        right = (
            reset is not None
            and secrets.compare_digest(reset[0], code_digest(code))
            and holds(reset[1], self._now(), RESET_HOLDS)
        )
        if found is None or not right:
            self._refuse("new_password", None if found is None else found[0])
            raise _wrong_code()
        account = found[0]
        try:
            demand_good_password(password, account.display_name, account.email)
        except InputError:
            self._patience.take_back(tried)
            raise
        with audited(act_at_door("new_password", account)):
            self._keep_password(account, self._hasher.hashed(password), code_digest(code))

    @repeatable
    def _keep_asked(self, email: str, try_id: UUID, tried: tuple[str, str]) -> None:
        """Do the same work whether there is an account or not, down to a mail that goes to nobody."""
        now = self._now()
        with self._unit_of_work() as uow:
            if not uow.mails.is_open:
                raise InputError("This clinic sends no mail.", remedy="Ask your administrator for a code.")
            self._patience.count(uow, try_id, *tried)
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
    def _keep_password(self, account: Account, password_hash: str, kept_code: str) -> None:
        now = self._now()
        with self._unit_of_work() as uow:
            uow.accounts.hold(account.user_id)  # before the code, as whoever gives one out does
            if uow.accounts.password_hash(account.user_id) == password_hash:
                return  # kept by a first try whose answer was lost
            if not uow.accounts.spend_reset(account.user_id, kept_code):
                raise _wrong_code()  # somebody was quicker with it
            renew_password(uow, account, password_hash, now)
            for tried in (account.email, f"code for {account.email}"):
                uow.tries.forget(digest_of(tried), now - DAY)
            uow.commit()


def renew_password(uow: UnitOfWork, account: Account, password_hash: str, at: datetime, but: str = "") -> None:
    """Keep a new password, and end all sign-ins and codes that the old one gave, but one sign-in where one is named."""
    uow.accounts.set_password(account.user_id, password_hash, at)
    uow.accounts.drop_reset(account.user_id)
    uow.accounts.end_tokens(account.user_id, but)


def account_with(uow: UnitOfWork, email: str) -> tuple[Account, str] | None:
    """Return the account with an address as somebody typed it, and its password's hash."""
    return uow.accounts.by_email(email) if is_email(email) else None


def _wrong_code() -> AccessError:
    return AccessError("The address or the code is not right, or the code is too old.", remedy="Ask for a new code.")

"""Accounts as rows of `users`, `credentials`, `sign_in_tokens` and `password_resets`."""

from datetime import datetime
from typing import Any, cast
from uuid import UUID

from sqlalchemy import CursorResult, delete, func, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from physiocheck_desktop.database.repositories.account_rows import (
    accounts,
    administrators,
    applications,
    to_account,
    to_application,
)
from physiocheck_desktop.database.tables import (
    CredentialRow,
    PasswordResetRow,
    PatientRow,
    PhysicianRow,
    SignInTokenRow,
    UserRow,
)
from physiocheck_desktop.domain.account import Account, KeptToken
from physiocheck_desktop.domain.people import Role, Verification
from physiocheck_desktop.domain.verification import PhysicianApplication


class SqlAccountRepository:
    """The accounts of one unit of work; see `services.account_ports.AccountRepository`."""

    def __init__(self, session: Session, *, read_only: bool) -> None:
        self._session = session
        self._read_only = read_only

    def add(self, account: Account, password_hash: str, licence: str = "", *, is_first: bool = False) -> bool:
        """Keep a new account, and return whether its address was free; a physician begins unverified.

        Where it is to be the first administrator, return whether nobody else has become that meanwhile, too.
        """
        if is_first:  # an earlier one who cannot sign in any more makes room
            self._session.execute(
                update(CredentialRow).where(CredentialRow.disabled_at.is_not(None)).values(first_mark=None)
            )
        try:
            with self._session.begin_nested():
                self._add(account, password_hash, licence, True if is_first else None)
        except IntegrityError:
            if not is_first and self.by_email(account.email) is None:
                raise
            return False
        return True

    def _add(self, account: Account, password_hash: str, licence: str, first_mark: bool | None) -> None:
        at = account.created_at
        user = UserRow(
            id=account.user_id, role=account.role, display_name=account.display_name, computer=None, created_at=at
        )
        self._session.add(user)
        self._session.flush()
        if account.role is Role.PATIENT:
            self._session.add(PatientRow(user_id=account.user_id, created_at=at))
        elif account.role is Role.PHYSICIAN:
            pending = Verification.PENDING
            self._session.add(
                PhysicianRow(user_id=account.user_id, verification=pending, licence=licence, created_at=at)
            )
        self._session.add(
            CredentialRow(
                user_id=account.user_id,
                email=account.email,
                password_hash=password_hash,
                changed_at=at,
                first_mark=first_mark,
            )
        )
        self._session.flush()

    def hold(self, user_id: UUID) -> None:
        """Let nobody else change how an account signs in before this unit of work ends."""
        its = select(CredentialRow.user_id).where(CredentialRow.user_id == user_id)
        self._session.execute(its.with_for_update())

    def find(self, user_id: UUID) -> Account | None:
        """Return an account, None where there is none."""
        found = self._session.execute(accounts().where(UserRow.id == user_id)).one_or_none()
        return None if found is None else to_account(found)

    def by_email(self, email: str) -> tuple[Account, str] | None:
        """Return the account with an address, and its password's hash."""
        found = self._session.execute(accounts().where(CredentialRow.email_print == email)).one_or_none()
        return None if found is None else (to_account(found), found.CredentialRow.password_hash)

    def password_hash(self, user_id: UUID) -> str | None:
        """Return the hash of an account's password, None where there is no such account."""
        return self._session.scalar(select(CredentialRow.password_hash).where(CredentialRow.user_id == user_id))

    def most_effort(self) -> int:
        """Return the highest bcrypt cost of any password, 0 where there is none."""
        costs = select(func.max(func.substr(CredentialRow.password_hash, 5, 2)))
        return int(self._session.scalar(costs) or 0)

    def recipient(self, email: str) -> UUID | None:
        """Return whose an address is, None where nobody who can sign in has it."""
        return self._session.scalar(
            select(CredentialRow.user_id).where(CredentialRow.email_print == email, CredentialRow.disabled_at.is_(None))
        )

    def administrators(self, *, hold: bool = False) -> tuple[UUID, ...]:
        """Return the administrators who can sign in; nobody else takes that from one of them meanwhile, where held."""
        query = administrators().order_by(UserRow.id)
        return tuple(self._session.scalars(query.with_for_update() if hold else query))

    def has_administrator(self) -> bool:
        """Whether there is an administrator who can sign in."""
        return self._session.scalar(administrators().limit(1)) is not None

    def page(self, limit: int, offset: int) -> tuple[Account, ...]:
        """Return accounts in the order of their names."""
        query = accounts().order_by(UserRow.display_name, UserRow.id).limit(limit).offset(offset)
        return tuple(to_account(row) for row in self._session.execute(query))

    def set_password(self, user_id: UUID, password_hash: str, at: datetime) -> None:
        """Keep another password for an account."""
        self._session.execute(
            update(CredentialRow)
            .where(CredentialRow.user_id == user_id)
            .values(password_hash=password_hash, changed_at=at)
        )

    def set_disabled(self, user_id: UUID, at: datetime | None) -> None:
        """Mark an account as disabled since a moment, or as usable again."""
        self._session.execute(update(CredentialRow).where(CredentialRow.user_id == user_id).values(disabled_at=at))

    def application(self, physician_id: UUID) -> PhysicianApplication | None:
        """Return what a physician asks to be taken for, None where no such physician has an account.

        Nobody else changes it meanwhile.
        """
        query = applications().where(PhysicianRow.user_id == physician_id)
        found = self._session.execute(
            query if self._read_only else query.with_for_update(of=PhysicianRow),
            execution_options={"populate_existing": True},
        ).one_or_none()
        return None if found is None else to_application(found)

    def applications(self, state: Verification | None, limit: int, offset: int) -> tuple[PhysicianApplication, ...]:
        """Return what physicians ask to be taken for, oldest first; of one state where one is named."""
        query = applications().order_by(PhysicianRow.created_at, PhysicianRow.user_id).limit(limit).offset(offset)
        if state is not None:
            query = query.where(PhysicianRow.verification == state)
        return tuple(map(to_application, self._session.execute(query)))

    def keep_application(self, application: PhysicianApplication) -> None:
        """Keep a physician's licence, and what the clinic found of it."""
        self._session.execute(
            update(PhysicianRow)
            .where(PhysicianRow.user_id == application.physician_id)
            .values(
                licence=application.licence or None,
                verification=application.state,
                decided_at=application.decided_at,
                decision_reason=application.reason or None,
            )
        )

    def add_token(self, digest: str, user_id: UUID, at: datetime, expires_at: datetime) -> None:
        """Keep a sign-in."""
        self._session.add(
            SignInTokenRow(digest=digest, user_id=user_id, created_at=at, last_used_at=at, expires_at=expires_at)
        )
        self._session.flush()

    def token(self, digest: str) -> KeptToken | None:
        """Return a sign-in, None where it was ended."""
        row = self._session.scalar(select(SignInTokenRow).where(SignInTokenRow.digest == digest))
        return None if row is None else KeptToken(row.user_id, row.expires_at, row.last_used_at, row.locked_at)

    def use_token(self, digest: str, at: datetime, *, unlocks: bool = False) -> None:
        """Keep that a sign-in was used; one that is locked stays so unless this unlocks it."""
        used = update(SignInTokenRow).where(SignInTokenRow.digest == digest).values(last_used_at=at)
        self._session.execute(used.values(locked_at=None) if unlocks else used)

    def lock_token(self, digest: str, at: datetime) -> None:
        """Lock a sign-in; one that is locked already stays so from when it was."""
        open_one = (SignInTokenRow.digest == digest) & SignInTokenRow.locked_at.is_(None)
        self._session.execute(update(SignInTokenRow).where(open_one).values(locked_at=at))

    def end_token(self, digest: str) -> None:
        """End a sign-in."""
        self._session.execute(delete(SignInTokenRow).where(SignInTokenRow.digest == digest))

    def end_tokens(self, user_id: UUID, but: str = "") -> None:
        """End all sign-ins of somebody, but one where one is named."""
        self._session.execute(
            delete(SignInTokenRow).where(SignInTokenRow.user_id == user_id, SignInTokenRow.digest != but)
        )

    def keep_reset(self, user_id: UUID, digest: str, expires_at: datetime) -> None:
        """Keep a reset code in place of the one there was."""
        self.hold(user_id)
        self.drop_reset(user_id)
        self._session.add(PasswordResetRow(user_id=user_id, digest=digest, expires_at=expires_at))
        self._session.flush()

    def reset(self, user_id: UUID) -> tuple[str, datetime] | None:
        """Return the digest of an account's reset code and when it expires."""
        row = self._session.scalar(select(PasswordResetRow).where(PasswordResetRow.user_id == user_id))
        return None if row is None else (row.digest, row.expires_at)

    def spend_reset(self, user_id: UUID, digest: str) -> bool:
        """Let a reset code be worth nothing any more; returns whether it was the account's: to one caller alone."""
        its = delete(PasswordResetRow).where(PasswordResetRow.user_id == user_id, PasswordResetRow.digest == digest)
        return cast("CursorResult[Any]", self._session.execute(its)).rowcount == 1

    def drop_reset(self, user_id: UUID) -> None:
        """Let an account's reset code be worth nothing."""
        self._session.execute(delete(PasswordResetRow).where(PasswordResetRow.user_id == user_id))

"""Accounts as rows of `users`, `credentials` and the tables of signing in."""

from contextlib import suppress
from datetime import datetime, timedelta
from typing import Any, cast
from uuid import UUID, uuid4

from sqlalchemy import ColumnElement, CursorResult, delete, exists, func, select, update
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
    KnownOriginRow,
    PasswordResetRow,
    PatientRow,
    PhysicianRow,
    SignInTokenRow,
    SignInTryRow,
    UserRow,
)
from physiocheck_desktop.domain.account import Account, KeptToken, Tries
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

    def administrators(self) -> tuple[UUID, ...]:
        """Return the administrators who can sign in."""
        return tuple(self._session.scalars(administrators().order_by(UserRow.id)))

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

    def tries(self, address_digest: str, origin_digest: str, at: datetime, lately: timedelta, day: timedelta) -> Tries:
        """Return the failed tries of two times before a moment.

        One that seems to come as long after it was made before the clock was set back, and is not counted.
        """
        at_address = SignInTryRow.address_digest == address_digest
        from_origin = SignInTryRow.origin_digest == origin_digest

        def count(time: timedelta, *which: ColumnElement[bool]) -> int:
            near = SignInTryRow.tried_at.between(at - time, at + time)
            query = select(func.count()).select_from(SignInTryRow).where(near, *which)
            return self._session.scalar(query) or 0

        known = exists().where(
            KnownOriginRow.address_digest == address_digest, KnownOriginRow.origin_digest == origin_digest
        )
        return Tries(
            here=count(lately, at_address, from_origin),
            here_today=count(day, at_address, from_origin),
            address_today=count(day, at_address),
            origin=count(lately, from_origin),
            is_known=bool(self._session.scalar(select(known))),
        )

    def add_try(self, address_digest: str, origin_digest: str, at: datetime) -> None:
        """Keep a failed try."""
        self._session.add(
            SignInTryRow(id=uuid4(), address_digest=address_digest, origin_digest=origin_digest, tried_at=at)
        )
        self._session.flush()

    def forget_tries(self, address_digest: str, before: datetime) -> None:
        """Forget the tries at an address, and all that are older than a moment."""
        self._session.execute(
            delete(SignInTryRow).where(
                (SignInTryRow.address_digest == address_digest) | (SignInTryRow.tried_at < before)
            )
        )

    def know_origin(self, address_digest: str, origin_digest: str, at: datetime, before: datetime) -> None:
        """Keep that whoever an address belongs to has signed in from an origin; forget those of before a moment."""
        self._session.execute(delete(KnownOriginRow).where(KnownOriginRow.last_at < before))
        known = update(KnownOriginRow).where(
            KnownOriginRow.address_digest == address_digest, KnownOriginRow.origin_digest == origin_digest
        )
        if cast("CursorResult[Any]", self._session.execute(known.values(last_at=at))).rowcount:
            return
        # Whoever signs in twice in the same moment is known once.
        with suppress(IntegrityError), self._session.begin_nested():
            self._session.add(KnownOriginRow(address_digest=address_digest, origin_digest=origin_digest, last_at=at))

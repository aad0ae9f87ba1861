"""What the use cases around accounts ask of a database."""

from datetime import datetime
from typing import Protocol
from uuid import UUID

from physiocheck_desktop.domain.account import Account, KeptToken, Tries
from physiocheck_desktop.domain.people import Verification


class AccountRepository(Protocol):
    """Accounts, sign-ins, reset codes and failed tries."""

    def add(self, account: Account, password_hash: str) -> bool:
        """Keep a new account, and return whether its address was free; a physician begins unverified."""

    def find(self, user_id: UUID) -> Account | None:
        """Return an account, None where there is none."""

    def by_email(self, email: str) -> tuple[Account, str] | None:
        """Return the account with an address, and its password's hash."""

    def password_hash(self, user_id: UUID) -> str | None:
        """Return the hash of an account's password, None where there is no such account."""

    def has_administrator(self) -> bool:
        """Whether there is an administrator who can sign in."""

    def page(self, limit: int, offset: int) -> tuple[Account, ...]:
        """Return accounts in the order of their names."""

    def set_password(self, user_id: UUID, password_hash: str, at: datetime) -> None:
        """Keep another password for an account."""

    def set_disabled(self, user_id: UUID, at: datetime | None) -> None:
        """Mark an account as disabled since a moment, or as usable again."""

    def set_verification(self, physician_id: UUID, verification: Verification) -> bool:
        """Keep what the clinic found of a physician; returns whether there is such a physician."""

    def add_token(self, digest: str, user_id: UUID, at: datetime, expires_at: datetime) -> None:
        """Keep a sign-in."""

    def token(self, digest: str) -> KeptToken | None:
        """Return a sign-in, None where it was ended."""

    def use_token(self, digest: str, at: datetime) -> None:
        """Keep that a sign-in was used."""

    def end_token(self, digest: str) -> None:
        """End a sign-in."""

    def end_tokens(self, user_id: UUID, but: str = "") -> None:
        """End all sign-ins of somebody, but one where one is named."""

    def keep_reset(self, user_id: UUID, digest: str, expires_at: datetime) -> None:
        """Keep a reset code in place of the one there was."""

    def reset(self, user_id: UUID) -> tuple[str, datetime] | None:
        """Return the digest of an account's reset code and when it expires."""

    def drop_reset(self, user_id: UUID) -> None:
        """Let an account's reset code be worth nothing."""

    def tries(self, address_digest: str, origin_digest: str, since: datetime) -> Tries:
        """Return the failed tries since a moment."""

    def add_try(self, address_digest: str, origin_digest: str, at: datetime) -> None:
        """Keep a failed try."""

    def forget_tries(self, address_digest: str, before: datetime) -> None:
        """Forget the tries at an address, and all that are older than a moment."""

"""What the use cases around accounts ask of a database."""

from datetime import datetime, timedelta
from typing import Protocol
from uuid import UUID

from physiocheck_desktop.domain.account import Account, KeptToken, SecondFactor, Tries
from physiocheck_desktop.domain.people import Verification
from physiocheck_desktop.domain.verification import PhysicianApplication


class AccountRepository(Protocol):
    """Accounts, sign-ins and reset codes."""

    def add(self, account: Account, password_hash: str, licence: str = "", *, is_first: bool = False) -> bool:
        """Keep a new account, and return whether its address was free; a physician begins unverified.

        Where it is to be the first administrator, return whether nobody else has become that meanwhile, too.
        """

    def hold(self, user_id: UUID) -> None:
        """Let nobody else change how an account signs in before this unit of work ends."""

    def find(self, user_id: UUID) -> Account | None:
        """Return an account, None where there is none."""

    def by_email(self, email: str) -> tuple[Account, str] | None:
        """Return the account with an address, and its password's hash."""

    def password_hash(self, user_id: UUID) -> str | None:
        """Return the hash of an account's password, None where there is no such account."""

    def most_effort(self) -> int:
        """Return the highest bcrypt cost of any password, 0 where there is none."""

    def recipient(self, email: str) -> UUID | None:
        """Return whose an address is, None where nobody who can sign in has it."""

    def administrators(self, *, hold: bool = False) -> tuple[UUID, ...]:
        """Return the administrators who can sign in; nobody else takes that from one of them meanwhile, where held."""

    def has_administrator(self) -> bool:
        """Whether there is an administrator who can sign in."""

    def page(self, limit: int, offset: int) -> tuple[Account, ...]:
        """Return accounts in the order of their names."""

    def set_password(self, user_id: UUID, password_hash: str, at: datetime) -> None:
        """Keep another password for an account."""

    def set_disabled(self, user_id: UUID, at: datetime | None) -> None:
        """Mark an account as disabled since a moment, or as usable again."""

    def application(self, physician_id: UUID) -> PhysicianApplication | None:
        """Return what a physician asks to be taken for, None where no such physician has an account.

        Nobody else changes it meanwhile.
        """

    def applications(self, state: Verification | None, limit: int, offset: int) -> tuple[PhysicianApplication, ...]:
        """Return what physicians ask to be taken for, oldest first; of one state where one is named."""

    def keep_application(self, application: PhysicianApplication) -> None:
        """Keep a physician's licence, and what the clinic found of it."""

    def add_token(self, digest: str, user_id: UUID, at: datetime, expires_at: datetime) -> None:
        """Keep a sign-in."""

    def token(self, digest: str) -> KeptToken | None:
        """Return a sign-in, None where it was ended."""

    def use_token(self, digest: str, at: datetime, *, unlocks: bool = False) -> None:
        """Keep that a sign-in was used; one that was ended stays so, and one that is locked unless this unlocks it."""

    def lock_token(self, digest: str, at: datetime) -> None:
        """Lock a sign-in; one that is locked already stays so from when it was."""

    def end_token(self, digest: str) -> None:
        """End a sign-in."""

    def end_tokens(self, user_id: UUID, but: str = "") -> None:
        """End all sign-ins of somebody, but one where one is named."""

    def keep_reset(self, user_id: UUID, digest: str, expires_at: datetime) -> None:
        """Keep a reset code in place of the one there was."""

    def reset(self, user_id: UUID) -> tuple[str, datetime] | None:
        """Return the digest of an account's reset code and when it expires."""

    def spend_reset(self, user_id: UUID, digest: str) -> bool:
        """Let a reset code be worth nothing any more; returns whether it was the account's: to one caller alone."""

    def drop_reset(self, user_id: UUID) -> None:
        """Let an account's reset code be worth nothing."""


class SignInTries(Protocol):
    """Tries to sign in, counted before anybody knows how they end, and the computers that people come from."""

    def take_turn(self) -> None:
        """Wait for whoever counts tries just now, and let nobody count any until this unit of work ends."""

    def count(self, address_digest: str, origin_digest: str, at: datetime, lately: timedelta, day: timedelta) -> Tries:
        """Return the tries of two times before a moment.

        One that seems to come as long after it was made before the clock was set back, and is not counted.
        """

    def has(self, try_id: UUID) -> bool:
        """Whether a try is kept."""

    def add(self, try_id: UUID, address_digest: str, origin_digest: str, at: datetime) -> None:
        """Keep a try."""

    def drop(self, try_id: UUID) -> None:
        """Forget one try; doing it again changes nothing."""

    def forget(self, address_digest: str, before: datetime) -> None:
        """Forget the tries at an address, and all that are older than a moment."""

    def know_origin(self, address_digest: str, origin_digest: str, at: datetime, before: datetime) -> None:
        """Keep that whoever an address belongs to has signed in from an origin; forget those of before a moment."""


class SecondFactorRepository(Protocol):
    """Second factors and recovery codes."""

    def find(self, user_id: UUID) -> SecondFactor | None:
        """Return an account's second factor, confirmed or not; nobody else uses it meanwhile."""

    def add(self, user_id: UUID, secret: str) -> None:
        """Keep a second factor that is not confirmed yet."""

    def confirm(self, user_id: UUID, at: datetime, step: int) -> None:
        """Mark it as confirmed, by the code of a step."""

    def use_step(self, user_id: UUID, step: int) -> None:
        """Keep that the code of a step was used."""

    def drop(self, user_id: UUID) -> None:
        """Let there be no second factor and no recovery codes."""

    def keep_recovery_codes(self, user_id: UUID, digests: frozenset[str]) -> None:
        """Keep recovery codes in place of those there were."""

    def recovery_codes(self, user_id: UUID) -> frozenset[str]:
        """Return the digests of the recovery codes that were not used."""

    def use_recovery_code(self, user_id: UUID, digest: str) -> bool:
        """Let a recovery code be worth nothing any more; returns whether it was worth anything."""

"""Accounts: who can sign in, and what signing in gives."""

from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from physiocheck_desktop.domain.people import Actor, Role


@dataclass(frozen=True, slots=True)
class Account:
    """Somebody who can sign in.

    Attributes:
        user_id: Identifier of the person.
        role: What the person is to the clinic.
        display_name: As others read it.
        email: Address in the form in which it is unique.
        created_at: UTC.
        disabled_at: Since when nobody can sign in with it, None where somebody can.
    """

    user_id: UUID
    role: Role
    display_name: str
    email: str
    created_at: datetime
    disabled_at: datetime | None = None

    @property
    def actor(self) -> Actor:
        """The person as use cases name them first."""
        return Actor(user_id=self.user_id, role=self.role)


@dataclass(frozen=True, slots=True)
class SignIn:
    """What a person holds who has signed in.

    Attributes:
        token: Secret that stands for the sign-in; the database keeps its digest alone.
        account: Who it is.
        expires_at: UTC; from then on it is worth nothing.
    """

    token: str = field(repr=False)
    account: Account
    expires_at: datetime


@dataclass(frozen=True, slots=True)
class KeptToken:
    """A sign-in as the database keeps it."""

    user_id: UUID
    expires_at: datetime
    last_used_at: datetime


@dataclass(frozen=True, slots=True)
class Tries:
    """How often somebody failed to sign in lately.

    Attributes:
        here: At this address, from this origin.
        address: At this address, from anywhere.
        origin: From this origin, at any address.
        last_at: When the last of them was, None without any.
    """

    here: int
    address: int
    origin: int
    last_at: datetime | None

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
    """A sign-in as the database keeps it.

    Attributes:
        user_id: Whose it is.
        expires_at: UTC; from then on it is worth nothing.
        last_used_at: UTC.
        locked_at: Since when the password is asked for, UTC; None where it is not.
    """

    user_id: UUID
    expires_at: datetime
    last_used_at: datetime
    locked_at: datetime | None


@dataclass(frozen=True, slots=True)
class Tries:
    """How often somebody failed to sign in.

    Attributes:
        here: At this address, from this origin, lately.
        here_today: Likewise, since a day.
        address_today: At this address, from anywhere, since a day.
        origin: From this origin, at any address, lately.
        is_known: Whether whoever the address belongs to has signed in from this origin before.
    """

    here: int
    here_today: int
    address_today: int
    origin: int
    is_known: bool


@dataclass(frozen=True, slots=True)
class SecondFactor:
    """What an authenticator app and the database both know.

    Attributes:
        secret: In Base32.
        confirmed_at: Since when it is asked for; None before the app showed the right code.
        last_step: The last half minute since 1970 whose code was used; none up to it is taken again.
    """

    secret: str = field(repr=False)
    confirmed_at: datetime | None
    last_step: int


@dataclass(frozen=True, slots=True)
class SecondFactorState:
    """What a person may know of their second factor.

    Attributes:
        confirmed_at: Since when it is asked for, None where it is not.
        recovery_codes_left: How many of them were not used yet.
    """

    confirmed_at: datetime | None
    recovery_codes_left: int


@dataclass(frozen=True, slots=True)
class Enrolment:
    """What an authenticator app needs, in three forms.

    Attributes:
        secret: To be typed.
        uri: As apps read it, `otpauth://totp/...`.
        qr_png: The same as a picture to be scanned.
    """

    secret: str = field(repr=False)
    uri: str = field(repr=False)
    qr_png: bytes = field(repr=False)

"""Who acts: roles and the actor that every service call names first."""

from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID


class Role(StrEnum):
    """What a person is to the clinic."""

    PATIENT = "patient"
    PHYSICIAN = "physician"
    ADMINISTRATOR = "administrator"


class Verification(StrEnum):
    """Whether the clinic has made sure that somebody is the physician that they say they are."""

    PENDING = "pending"
    VERIFIED = "verified"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Actor:
    """The person on whose behalf a use case runs."""

    user_id: UUID
    role: Role

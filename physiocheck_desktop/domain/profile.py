"""What is known of patients and physicians beside how they sign in."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID

from physiocheck_desktop.domain.people import Verification


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactDetails:
    """How a patient is reached; written by the patient.

    Attributes:
        name: What the patient is called.
        date_of_birth: None where it is not told.
        phone: As people write it.
        address: Likewise.
        emergency_contact: Whom to call when something happens.
    """

    name: str
    date_of_birth: date | None = None
    phone: str = ""
    address: str = ""
    emergency_contact: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ClinicalDetails:
    """What matters to the treatment; written by the patient and by the patient's physicians.

    Attributes:
        conditions: Illnesses, operations, what to mind.
        notes: Anything else.
        goals: What the patient wants to be able to do again.
    """

    conditions: str = ""
    notes: str = ""
    goals: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PatientProfile:
    """All that is known of a patient.

    Attributes:
        user_id: Who it is.
        version: Counts every change; who changes it says which one they have seen.
        contact: How the patient is reached.
        clinical: What matters to the treatment.
    """

    user_id: UUID
    version: int
    contact: ContactDetails
    clinical: ClinicalDetails


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicDetails:
    """What everybody who looks for a physician may read; written by the physician.

    Attributes:
        name: What the physician is called.
        specialty: Such as `orthopaedics`.
        clinic: Where the physician works.
        city: Where that is.
        languages: Which languages the physician speaks.
        about: Anything else that patients should know.
    """

    name: str
    specialty: str = ""
    clinic: str = ""
    city: str = ""
    languages: str = ""
    about: str = ""

    def mentions(self, words: str) -> bool:
        """Whether each of some words is part of one of the fields, whatever its case."""
        fields = (self.name, self.specialty, self.clinic, self.city, self.languages, self.about)
        text = "\n".join(fields).casefold()
        return all(word in text for word in words.casefold().split())


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicPhysician:
    """A verified physician as others see them.

    Attributes:
        user_id: Who it is.
        details: What everybody may read.
    """

    user_id: UUID
    details: PublicDetails


class PhysicianOrder(StrEnum):
    """In which order physicians are listed; who tells nothing of it comes last, and among equals the name decides."""

    NAME = "name"
    SPECIALTY = "specialty"
    CITY = "city"


def in_order(physicians: Iterable[PublicPhysician], order: PhysicianOrder) -> tuple[PublicPhysician, ...]:
    """Return physicians in an order, given those by name."""
    if order is PhysicianOrder.NAME:
        return tuple(physicians)

    def place(physician: PublicPhysician) -> tuple[bool, str]:
        details = physician.details
        told = (details.specialty if order is PhysicianOrder.SPECIALTY else details.city).strip().casefold()
        return not told, told

    return tuple(sorted(physicians, key=place))


@dataclass(frozen=True, slots=True, kw_only=True)
class PhysicianProfile:
    """All that is known of a physician.

    Attributes:
        user_id: Who it is.
        version: Counts every change.
        verification: Whether the clinic has made sure of it.
        public: What everybody may read.
        phone: For the clinic alone.
        address: Likewise.
    """

    user_id: UUID
    version: int
    verification: Verification
    public: PublicDetails
    phone: str = ""
    address: str = ""

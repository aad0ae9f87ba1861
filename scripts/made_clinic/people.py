"""Who there is in a made-up clinic: administrators, physicians and patients, with accounts and profiles."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from made_clinic.size import LENGTH, Clinic, new_id
from physiocheck_desktop.database.tables import Base, CredentialRow, PatientRow, PhysicianRow, UserRow
from physiocheck_desktop.domain.people import Actor, Role, Verification

_GIVEN: Final = [
    "Ada",
    "Amara",
    "Anton",
    "Aylin",
    "Bela",
    "Björn",
    "Carla",
    "Chidi",
    "Dana",
    "Elif",
    "Emil",
    "Fatma",
    "Fynn",
    "Greta",
    "Hanna",
    "Ivan",
    "Jana",
    "Jonas",
    "Karim",
    "Lea",
    "Lucía",
    "Malte",
    "Marta",
    "Mehmet",
    "Nadia",
    "Noah",
    "Olga",
    "Oskar",
    "Paula",
    "Pavel",
    "Qi",
    "Rosa",
    "Samir",
    "Selin",
    "Tariq",
    "Thea",
    "Uwe",
    "Vera",
    "Wanda",
    "Yusuf",
    "Zoé",
    "Łucja",
]
_FAMILY: Final = [
    "Abel",
    "Adeyemi",
    "Aydın",
    "Bauer",
    "Becker",
    "Castro",
    "Çelik",
    "Dahl",
    "Diaz",
    "Eriksen",
    "Fischer",
    "Fuchs",
    "García",
    "Haas",
    "Huber",
    "Ibrahim",
    "Jansen",
    "Kaya",
    "Keller",
    "Koch",
    "Krüger",
    "Lang",
    "Lindt",
    "Lopez",
    "Maier",
    "Müller",
    "Nagy",
    "Novák",
    "Okafor",
    "Otto",
    "Petrov",
    "Pohl",
    "Reyes",
    "Richter",
    "Romero",
    "Roth",
    "Saleh",
    "Schmid",
    "Schulz",
    "Silva",
    "Sommer",
    "Steiner",
    "Suarez",
    "Toth",
    "Ünal",
    "Vogel",
    "Wagner",
    "Weiß",
    "Werner",
    "Winter",
    "Yılmaz",
    "Ziegler",
]
_SPECIALTIES: Final = ("orthopaedics", "sports medicine", "neurology", "geriatrics", "hand therapy", "spine")
_CITIES: Final = ("Augsburg", "Bremen", "Córdoba", "Göteborg", "Graz", "Zürich")
_CONDITIONS: Final = (
    "Meniscus repair on the right, six weeks ago.",
    "Frozen shoulder on the left; sleeps badly on it.",
    "Hip replacement on the left. No bending beyond 90° until the check-up.",
    "Low back pain for three years, no numbness.",
    "Ankle sprain, second time on the same side.",
    "",
)
_ADMINISTRATORS: Final = 2


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody of the clinic."""

    id: UUID
    role: Role
    name: str
    joined: datetime

    @property
    def actor(self) -> Actor:
        """The person as use cases name them first."""
        return Actor(self.id, self.role)


@dataclass(frozen=True, slots=True)
class People:
    """Everybody of the clinic.

    Attributes:
        administrators: Who keep accounts.
        physicians: Verified ones alone.
        patients: In the order in which they came.
        rows: What is kept of them, and of physicians who are not verified.
    """

    administrators: Sequence[Person]
    physicians: Sequence[Person]
    patients: Sequence[Person]
    rows: Sequence[Base]


def make_people(clinic: Clinic, password_hash: str) -> People:
    """Return everybody; all sign in with the password that the hash is of."""
    chances = clinic.chances("people")
    opened = clinic.until - LENGTH
    rows: list[Base] = []

    def person(role: Role, number: int, joined: datetime) -> Person:
        given, family = chances.choice(_GIVEN), chances.choice(_FAMILY)
        name = f"Dr. {given} {family}" if role is Role.PHYSICIAN else f"{given} {family}"
        made = Person(new_id(chances), role, name, joined)
        email = f"{role.value}.{number}@clinic.example"
        rows.append(UserRow(id=made.id, role=role, display_name=name, computer=None, created_at=joined))
        rows.append(
            CredentialRow(
                user_id=made.id,
                email=email,
                password_hash=password_hash,
                changed_at=joined,
                disabled_at=None,
                first_mark=True if role is Role.ADMINISTRATOR and number == 1 else None,
            )
        )
        return made

    administrators = [person(Role.ADMINISTRATOR, number, opened) for number in range(1, _ADMINISTRATORS + 1)]
    physicians = []
    for number in range(1, clinic.size.physicians + 1):
        made = person(Role.PHYSICIAN, number, opened + timedelta(days=chances.randrange(60), minutes=number))
        row = _physician(made, number, chances)
        rows.append(row)
        if row.verification is Verification.VERIFIED:
            physicians.append(made)
    # A patient has been there for three days at least, so that there is something to see of each.
    days = sorted(chances.uniform(0.0, LENGTH.days - 3.0) for _ in range(clinic.size.patients))
    patients = [person(Role.PATIENT, number, opened + timedelta(days=day)) for number, day in enumerate(days, start=1)]
    rows.extend(_patient(each, chances) for each in patients)
    return People(administrators, physicians, patients, rows)


def _physician(person: Person, number: int, chances: random.Random) -> PhysicianRow:
    verification = {9: Verification.PENDING, 19: Verification.REFUSED}.get(number % 20, Verification.VERIFIED)
    decided = None if verification is Verification.PENDING else person.joined + timedelta(days=1)
    specialty, city = chances.choice(_SPECIALTIES), chances.choice(_CITIES)
    return PhysicianRow(
        user_id=person.id,
        verification=verification,
        created_at=person.joined,
        version=1,
        licence=f"PT-{10_000 + number}",
        decided_at=decided,
        decision_reason="The number is not in the register." if verification is Verification.REFUSED else None,
        specialty=specialty,
        clinic=f"Movement Clinic {city}",
        city=city,
        languages=chances.choice(("English", "English, German", "Spanish, English", "German, Turkish")),
        about=f"Works in {specialty} and likes to explain why an exercise helps.",
        phone=f"+49 555 {1000 + number}",
        address=f"Clinic Road {number}, {city}",
    )


def _patient(person: Person, chances: random.Random) -> PatientRow:
    conditions = chances.choice(_CONDITIONS)
    return PatientRow(
        user_id=person.id,
        created_at=person.joined,
        version=2,
        date_of_birth=f"{chances.randrange(1938, 2008)}-{chances.randrange(1, 13):02}-{chances.randrange(1, 29):02}",
        phone=f"+49 555 {chances.randrange(100_000, 999_999)}",
        address=f"{chances.choice(_FAMILY)} Street {chances.randrange(1, 120)}, {chances.choice(_CITIES)}",
        emergency_contact=f"{chances.choice(_GIVEN)}, +49 555 {chances.randrange(100_000, 999_999)}",
        conditions=conditions or None,
        notes="Prefers mornings." if chances.random() < 0.3 else None,
    )

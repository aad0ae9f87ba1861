"""A profile as the page edits it: named texts, their version, and how they are read and saved."""

from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, replace
from datetime import date
from typing import Final, Protocol

from PySide6.QtCore import QDate, QLocale

from physiocheck_desktop.domain.errors import InputError
from physiocheck_desktop.domain.people import Actor
from physiocheck_desktop.domain.profile import (
    ClinicalDetails,
    ContactDetails,
    PatientProfile,
    PhysicianProfile,
    PublicDetails,
)
from physiocheck_desktop.gui.models.own_words import own_words
from physiocheck_desktop.services.local_patient import LOCAL_PATIENT_NAME
from physiocheck_desktop.services.profiles import ProfileService

BIRTH: Final = "date_of_birth"
_CONTACT: Final = ("name", BIRTH, "phone", "address", "emergency_contact")
_CLINICAL: Final = ("goals", "conditions", "notes")
_PUBLIC: Final = ("name", "specialty", "clinic", "city", "languages", "about")


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A profile as it was read.

    Attributes:
        version: Which version of it.
        values: Its texts by name.
    """

    version: int
    values: Mapping[str, str]

    def differs(self, values: Mapping[str, str]) -> frozenset[str]:
        """Return the names of the texts that are others there."""
        return frozenset(name for name, text in self.values.items() if values[name] != text)


class ProfileRecord(Protocol):
    """Reads and saves the actor's own profile; called in the background."""

    def load(self) -> Snapshot:
        """Return it as it is kept now."""

    def save(self, seen: Snapshot, values: Mapping[str, str]) -> Snapshot:
        """Keep what is different from what was seen, and return what is kept then."""


class PatientRecord:
    """A patient's: how the patient is reached, and what matters to the treatment."""

    def __init__(self, service: ProfileService, actor: Actor) -> None:
        self._service, self._actor = service, actor

    def load(self) -> Snapshot:
        """Return it as it is kept now."""
        return _of_patient(self._service.patient(self._actor, self._actor.user_id))

    def save(self, seen: Snapshot, values: Mapping[str, str]) -> Snapshot:
        """Keep what is different from what was seen.

        Raises:
            InputError: The date is none; or what the service refuses.
        """
        changed, kept = seen.differs(values), seen
        if changed & set(_CONTACT):
            texts = {name: values[name].strip() for name in _CONTACT if name != BIRTH}
            if texts["name"] == own_words(LOCAL_PATIENT_NAME):
                texts["name"] = LOCAL_PATIENT_NAME  # as long as nobody has named the patient, in whichever language
            contact = ContactDetails(**texts, date_of_birth=_read_date(values[BIRTH]))
            kept = _of_patient(self._service.save_contact(self._actor, kept.version, contact))
        if changed & set(_CLINICAL):
            clinical = ClinicalDetails(**{name: values[name].strip() for name in _CLINICAL})
            saved = self._service.save_clinical(self._actor, self._actor.user_id, kept.version, clinical)
            kept = _of_patient(saved)
        return kept


class PhysicianRecord:
    """A physician's: what everybody may read, and how the clinic reaches the physician."""

    def __init__(self, service: ProfileService, actor: Actor) -> None:
        self._service, self._actor = service, actor

    def load(self) -> Snapshot:
        """Return it as it is kept now."""
        return _of_physician(self._service.physician(self._actor))

    def save(self, seen: Snapshot, values: Mapping[str, str]) -> Snapshot:
        """Keep it."""
        public = PublicDetails(**{name: values[name].strip() for name in _PUBLIC})
        phone, address = values["phone"].strip(), values["address"].strip()
        return _of_physician(self._service.save_physician(self._actor, seen.version, public, phone, address))


def _of_patient(profile: PatientProfile) -> Snapshot:
    born = profile.contact.date_of_birth
    contact = replace(profile.contact, date_of_birth=None)
    texts = {**asdict(contact), **asdict(profile.clinical), BIRTH: "" if born is None else written_date(born)}
    return Snapshot(profile.version, {**texts, "name": own_words(contact.name)})


def _of_physician(profile: PhysicianProfile) -> Snapshot:
    return Snapshot(profile.version, {**asdict(profile.public), "phone": profile.phone, "address": profile.address})


def written_date(day: date) -> str:
    """Return a day in the place's own short form, with all digits of the year."""
    return QLocale().toString(QDate(day.year, day.month, day.day), _date_form())


def _date_form() -> str:
    form = QLocale().dateFormat(QLocale.FormatType.ShortFormat)
    return form if "yyyy" in form else form.replace("yy", "yyyy")


def _read_date(text: str) -> date | None:
    """Return the day that was written, in the place's own form or as 1980-12-31; None where nothing was."""
    words = text.strip()
    if not words:
        return None
    readings: tuple[Callable[[str], QDate], ...] = (
        lambda each: QLocale().toDate(each, _date_form()),
        lambda each: QDate.fromString(each, "yyyy-MM-dd"),
    )
    for read in readings:
        day = read(words)
        if day.isValid():
            return date(day.year(), day.month(), day.day())
    raise InputError("The date of birth is not a date.", remedy=f"Write it such as {written_date(date(1980, 12, 31))}.")

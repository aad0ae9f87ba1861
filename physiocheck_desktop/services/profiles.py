"""Profiles of patients and physicians: reading and changing them, and finding a physician."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from typing import Final
from uuid import UUID

from physiocheck_desktop.domain.errors import InputError
from physiocheck_desktop.domain.people import Actor, Role, Verification
from physiocheck_desktop.domain.profile import (
    ClinicalDetails,
    ContactDetails,
    PatientProfile,
    PhysicianOrder,
    PhysicianProfile,
    PublicDetails,
    PublicPhysician,
    in_order,
)
from physiocheck_desktop.services.access import (
    Ownership,
    Permission,
    demand_patient,
    demand_verified,
    not_yours,
    requires,
)
from physiocheck_desktop.services.paging import demand_page
from physiocheck_desktop.services.ports import UnitOfWork, UnitOfWorkFactory
from physiocheck_desktop.services.retrying import repeatable
from physiocheck_desktop.services.revisions import demand_newest
from physiocheck_desktop.services.session_records import MAX_NAME_LENGTH
from physiocheck_desktop.services.sessions import utc_now
from physiocheck_desktop.services.texts import demand_text

MAX_CONTACT_LENGTH: Final = 500
MAX_CLINICAL_LENGTH: Final = 10_000
MAX_PUBLIC_LENGTH: Final = 120
MAX_ABOUT_LENGTH: Final = 2000
FIRST_BIRTH: Final = date(1900, 1, 1)


class ProfileService:
    """Use cases around profiles; every method takes the actor first, and may be called from any thread.

    Who changes a profile says which version of it they have seen; where it has been changed since, that is a
    `ConflictError`. All methods raise `AccessError` where the actor may not, and `StorageError` where the database
    cannot be read or written.
    """

    def __init__(self, unit_of_work: UnitOfWorkFactory, now: Callable[[], datetime] = utc_now) -> None:
        self._unit_of_work = unit_of_work
        self._now = now

    @requires(Permission.PROFILE_READ, Ownership.PATIENT)
    @repeatable
    def patient(self, actor: Actor, patient_id: UUID) -> PatientProfile:
        """Return a patient's profile."""
        with self._unit_of_work(read_only=True) as uow:
            return self._patient(uow, actor, patient_id)

    @requires(Permission.PROFILE_WRITE, Ownership.SELF)
    @repeatable
    def save_contact(self, actor: Actor, version: int, contact: ContactDetails) -> PatientProfile:
        """Keep how the actor, a patient, is reached.

        Raises:
            ConflictError: The profile has been changed since.
            InputError: Something in it is missing, too long or impossible; the sentence names it.
        """
        self._check_contact(contact)
        with self._unit_of_work() as uow:
            profile = self._patient(uow, actor, actor.user_id)
            if (profile.version, profile.contact) == (version + 1, contact):
                return profile  # kept by a first try whose answer was lost
            demand_newest("this profile", version, profile.version)
            uow.profiles.save_contact(actor.user_id, version + 1, contact)
            uow.commit()
        return replace(profile, version=version + 1, contact=contact)

    @requires(Permission.PROFILE_WRITE, Ownership.PATIENT)
    @repeatable
    def save_clinical(self, actor: Actor, patient_id: UUID, version: int, clinical: ClinicalDetails) -> PatientProfile:
        """Keep what matters to a patient's treatment.

        Raises:
            ConflictError: The profile has been changed since.
            InputError: Something in it is too long.
        """
        demand_text("The text on conditions", clinical.conditions, MAX_CLINICAL_LENGTH)
        demand_text("The note", clinical.notes, MAX_CLINICAL_LENGTH)
        demand_text("The text on goals", clinical.goals, MAX_CLINICAL_LENGTH)
        with self._unit_of_work() as uow:
            profile = self._patient(uow, actor, patient_id)
            if (profile.version, profile.clinical) == (version + 1, clinical):
                return profile  # kept by a first try whose answer was lost
            demand_newest("this profile", version, profile.version)
            uow.profiles.save_clinical(patient_id, version + 1, clinical)
            uow.commit()
        return replace(profile, version=version + 1, clinical=clinical)

    @requires(Permission.PROFILE_READ, Ownership.SELF)
    @repeatable
    def physician(self, actor: Actor) -> PhysicianProfile:
        """Return the profile of the actor, a physician, verified or not."""
        with self._unit_of_work(read_only=True) as uow:
            return _physician(uow, actor)

    @requires(Permission.PROFILE_WRITE, Ownership.SELF)
    @repeatable
    def save_physician(
        self, actor: Actor, version: int, public: PublicDetails, phone: str = "", address: str = ""
    ) -> PhysicianProfile:
        """Keep the profile of the actor, a physician, verified or not.

        Raises:
            ConflictError: The profile has been changed since.
            InputError: Something in it is missing or too long, or the name is another than the one that was verified.
        """
        _check_public(public)
        demand_text("The phone number", phone, MAX_CONTACT_LENGTH)
        demand_text("The address", address, MAX_CONTACT_LENGTH)
        with self._unit_of_work() as uow:
            profile = _physician(uow, actor)
            wanted = replace(profile, version=version + 1, public=public, phone=phone, address=address)
            if profile == wanted:
                return profile  # kept by a first try whose answer was lost
            demand_newest("this profile", version, profile.version)
            if profile.verification is Verification.VERIFIED and public.name != profile.public.name:
                raise InputError(
                    "The name in this profile has been verified and is not changed here.",
                    remedy="Ask your administrator to verify the new one.",
                )
            uow.profiles.save_physician(wanted)
            uow.commit()
        return wanted

    @requires(Permission.PHYSICIAN_FIND, Ownership.PUBLIC)
    @repeatable
    def find_physicians(
        self,
        actor: Actor,
        words: str = "",
        limit: int = 50,
        offset: int = 0,
        *,
        order: PhysicianOrder = PhysicianOrder.NAME,
    ) -> tuple[PublicPhysician, ...]:
        """Return verified physicians whose public details mention all of some words.

        A clinic has some dozens of physicians, so they are all read and searched here: the same way on either database,
        whatever the letters.

        Args:
            actor: Who looks for one.
            words: What to look for; all where empty.
            limit: How many at most, 1-500.
            offset: How many of the first to leave out.
            order: Which come first.

        Raises:
            InputError: What is looked for is longer than anything that could mention it.
        """
        demand_page("physicians", limit, offset)
        demand_text("What is looked for", words, MAX_ABOUT_LENGTH)
        with self._unit_of_work(read_only=True) as uow:
            demand_verified(uow, actor)
            found = [each for each in uow.profiles.verified_physicians() if each.details.mentions(words)]
        return in_order(found, order)[offset : offset + limit]

    def _patient(self, uow: UnitOfWork, actor: Actor, patient_id: UUID) -> PatientProfile:
        demand_patient(uow, actor, patient_id, self._now())
        profile = uow.profiles.patient(patient_id)
        if profile is None:
            raise not_yours()
        return profile

    def _check_contact(self, contact: ContactDetails) -> None:
        demand_text("The name", contact.name, MAX_NAME_LENGTH, shortest=1)
        demand_text("The phone number", contact.phone, MAX_CONTACT_LENGTH)
        demand_text("The address", contact.address, MAX_CONTACT_LENGTH)
        demand_text("The emergency contact", contact.emergency_contact, MAX_CONTACT_LENGTH)
        born = contact.date_of_birth
        if born is not None and not FIRST_BIRTH <= born <= self._now().date():
            raise InputError("Nobody was born on that day.", remedy="Correct the date of birth.")


def _physician(uow: UnitOfWork, actor: Actor) -> PhysicianProfile:
    profile = uow.profiles.physician(actor.user_id)
    if profile is None or actor.role is not Role.PHYSICIAN:
        raise not_yours()
    return profile


def _check_public(public: PublicDetails) -> None:
    demand_text("The name", public.name, MAX_NAME_LENGTH, shortest=1)
    for what, text in (
        ("The specialty", public.specialty),
        ("The name of the clinic", public.clinic),
        ("The name of the city", public.city),
        ("The list of languages", public.languages),
    ):
        demand_text(what, text, MAX_PUBLIC_LENGTH)
    demand_text("The text about you", public.about, MAX_ABOUT_LENGTH)

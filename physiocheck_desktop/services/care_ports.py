"""What the use cases between patients and physicians ask of a database."""

from collections.abc import Collection
from datetime import datetime
from typing import Protocol
from uuid import UUID

from physiocheck_desktop.domain.kept_exercise import ExerciseChange, ExerciseEntry, ExerciseVersion
from physiocheck_desktop.domain.profile import (
    ClinicalDetails,
    ContactDetails,
    PatientProfile,
    PhysicianProfile,
    PublicPhysician,
)
from physiocheck_desktop.domain.subscription import Subscription, SubscriptionState


class SubscriptionRepository(Protocol):
    """Which physician may see which patient."""

    def is_verified(self, physician_id: UUID) -> bool:
        """Whether this is a physician whom the clinic has verified."""

    def has_physician(self, patient_id: UUID) -> bool:
        """Whether any physician takes care of a patient now, and acts for the clinic."""

    def physicians_of(self, patient_id: UUID, at: datetime) -> tuple[UUID, ...]:
        """Return the physicians who are let in to a patient's records at a moment."""

    def lets_in(self, physician_id: UUID, patient_id: UUID, at: datetime) -> bool:
        """Whether a physician is verified and has a patient's subscription that was approved by then and not ended."""

    def patients_of(self, physician_id: UUID, at: datetime) -> frozenset[UUID]:
        """Return the patients in whose records a physician is let at a moment; see `lets_in`."""

    def ask(
        self, subscription_id: UUID, patient_id: UUID, physician_id: UUID, request: str, at: datetime
    ) -> tuple[UUID, bool]:
        """Ask for a subscription under an identifier, where the pair has no open one.

        Returns:
            The identifier of the pair's open subscription, and whether it was asked for just now.
        """

    def find(self, subscription_id: UUID) -> Subscription | None:
        """Return a subscription, None where there is none; nobody else changes it meanwhile."""

    def of(
        self, user_id: UUID, states: Collection[SubscriptionState], limit: int, offset: int
    ) -> tuple[Subscription, ...]:
        """Return the subscriptions in which somebody is the patient or the physician, newest request first."""

    def answer(self, subscription_id: UUID, state: SubscriptionState, answer: str, at: datetime) -> None:
        """Mark a subscription as approved or declined."""

    def end(self, subscription_id: UUID, ended_by: UUID, farewell: str, at: datetime) -> None:
        """Mark a subscription as ended."""


class ExerciseLibrary(Protocol):
    """Physicians' own exercises with their versions; what comes with the program is in files."""

    def find(self, key: str) -> ExerciseEntry | None:
        """Return the own exercise with a key, None where there is none; nobody else changes it meanwhile."""

    def entries(self, reader_id: UUID) -> tuple[ExerciseEntry, ...]:
        """Return a physician's own exercises and those that others share, without those removed, by name."""

    def add(self, exercise_id: UUID, owner_id: UUID, version: ExerciseVersion, at: datetime) -> None:
        """Keep a new exercise with its first version."""

    def add_version(self, version: ExerciseVersion, author: UUID, at: datetime) -> None:
        """Keep a further version of the exercise that has its key, which becomes the newest."""

    def version(self, key: str, number: int) -> ExerciseVersion | None:
        """Return one version of an own exercise, None where there is none."""

    def changes(self, key: str) -> tuple[ExerciseChange, ...]:
        """Return when and why each version of an own exercise was written, newest first."""

    def mark_shared(self, key: str, shared_at: datetime | None) -> None:
        """Mark an exercise as one that all physicians may use, or (None) as its owner's alone."""

    def mark_removed(self, key: str, removed_at: datetime | None) -> None:
        """Mark an exercise as removed, or (None) as there again."""


class ProfileRepository(Protocol):
    """What is known of patients and physicians."""

    def patient(self, user_id: UUID) -> PatientProfile | None:
        """Return a patient's profile, None where there is no such patient; nobody else changes it meanwhile."""

    def physician(self, user_id: UUID) -> PhysicianProfile | None:
        """Return a physician's profile, None where there is no such physician; nobody else changes it meanwhile."""

    def verified_physicians(self) -> tuple[PublicPhysician, ...]:
        """Return what everybody may read of all verified physicians, by name."""

    def save_contact(self, user_id: UUID, version: int, contact: ContactDetails) -> None:
        """Keep how a patient is reached, and the profile's new version."""

    def save_clinical(self, user_id: UUID, version: int, clinical: ClinicalDetails) -> None:
        """Keep what matters to a patient's treatment, and the profile's new version."""

    def save_physician(self, profile: PhysicianProfile) -> None:
        """Keep a physician's profile under its new version; verification is not a matter of profiles."""

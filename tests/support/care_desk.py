"""Physicians and plans as they come about in a clinic: through the services, by the people who may."""

from dataclasses import replace
from datetime import date
from itertools import count
from uuid import UUID

from front_door_desk import WORDS

from physiocheck_desktop.domain.account import Account
from physiocheck_desktop.domain.exercise import Prescription
from physiocheck_desktop.domain.people import Actor, Role
from physiocheck_desktop.domain.profile import PublicDetails
from physiocheck_desktop.domain.rehab_plan import PlanContent, PlannedExercise
from physiocheck_desktop.domain.subscription import SubscriptionState
from physiocheck_desktop.services.application import Application

VERA = PublicDetails(
    name="Dr. Vera Wagner",
    specialty="Orthopaedics",
    clinic="Clinic at the Lake",
    city="Konstanz",
    languages="German, English",
    about="Knees and hips after operations.",
)


class CareDesk:
    """A clinic in which physicians sign up, are verified, and answer and treat patients."""

    def __init__(self, application: Application) -> None:
        self._application = application
        self._numbers = count(1)
        people = application.people
        administrator = people.front_door.first_administrator("Ada Min", "ada@example.org", WORDS)
        self.administrator = administrator.actor

    def add_physician(self, details: PublicDetails = VERA, *, verified: bool = True) -> Actor:
        """Return a physician who has signed up and told these details."""
        application, number = self._application, next(self._numbers)
        people = application.people
        licence = f"L-{number}"
        account: Account = people.front_door.sign_up(
            Role.PHYSICIAN, details.name, f"physician{number}@example.org", WORDS, f"desk {number}", licence
        )
        profile = application.profiles.physician(account.actor)
        application.profiles.save_physician(account.actor, profile.version, details)
        if verified:
            people.verification.decide(self.administrator, account.actor.user_id, licence, verified=True)
        return account.actor

    def approve_all(self, physician: Actor, word: str = "") -> tuple[UUID, ...]:
        """Let a physician take on everybody who asks; returns the patients."""
        service = self._application.subscriptions
        asked = service.own(physician, {SubscriptionState.ASKED})
        return tuple(service.approve(physician, each.id, word).patient_id for each in asked)

    def care_for(self, physician: Actor, patient: Actor) -> None:
        """Let a physician treat a patient who asked."""
        self._application.subscriptions.ask(patient, physician.user_id)
        self.approve_all(physician)

    def publish(self, physician: Actor, patient_id: UUID, *exercises: PlannedExercise, title: str = "Knee") -> None:
        """Let a physician publish a plan that begins today."""
        plans = self._application.plans
        content = PlanContent(title=title, starts_on=date.today(), exercises=exercises)  # noqa: DTZ011 - a local day
        begun = plans.begin(physician, patient_id, content)
        plans.publish(physician, begun.id, begun.revision)


def planned(key: str, sets: int, repetitions: int, **more: object) -> PlannedExercise:
    """Return an exercise that is asked for every day."""
    asked = PlannedExercise(
        exercise_key=key, prescription=Prescription(sets=sets, repetitions=repetitions, rest_s=30.0)
    )
    return replace(asked, **more)

"""What a patient sees of the day, of physicians and of what is told, before the camera of `scripts/screenshots.py`."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

from physiocheck_desktop.config.resources import resource_folder
from physiocheck_desktop.domain.exercise import Prescription, Side
from physiocheck_desktop.domain.people import Actor, Role
from physiocheck_desktop.domain.profile import PublicDetails
from physiocheck_desktop.domain.rehab_plan import EVERY_DAY, PlanContent, PlannedExercise
from physiocheck_desktop.gui.app import DesktopWindow
from physiocheck_desktop.gui.dialogs.form_dialog import FormDialog
from physiocheck_desktop.gui.pages.physicians import PhysiciansPage
from physiocheck_desktop.gui.places import PageKey
from physiocheck_desktop.services.application import Application

PASSWORD = "violet anchor prairie lamp"  # noqa: S105 - of people who are made up for a picture
PHYSICIANS = (
    PublicDetails(
        name="Dr. Vera Wagner",
        specialty="Orthopaedics and sports medicine",
        clinic="Clinic at the Lake",
        city="Konstanz",
        languages="German, English, Italian",
        about="Knees and hips after operations. I plan with you what fits your week, and look at your progress every "
        "Friday. Please write in a word what happened, and since when.",
    ),
    PublicDetails(name="Dr. Boris Klein", specialty="Neurology", clinic="University Hospital", city="Basel"),
    PublicDetails(
        name="Dr. Amélie Rousseau-Lefèvre de Saint-Étienne",
        specialty="Shoulder and hand surgery",
        clinic="Practice at the Old Bridge",
        city="Genève",
        languages="French, German",
        about="Shoulders.",
    ),
)
PLAN = (
    PlannedExercise(exercise_key="squat", prescription=Prescription(sets=3, repetitions=10, rest_s=60.0)),
    PlannedExercise(
        exercise_key="hip-abduction",
        side=Side.LEFT,
        prescription=Prescription(sets=2, repetitions=12, rest_s=45.0),
        notes="Hold on to a chair. Slowly down.",
    ),
    PlannedExercise(exercise_key="wall-sit", prescription=Prescription(sets=2, repetitions=1, hold_s=30.0)),
    PlannedExercise(
        exercise_key="heel-raise",
        prescription=Prescription(sets=2, repetitions=15, rest_s=30.0),
        frequency=replace(EVERY_DAY, times_per_day=2),
    ),
)

Take = Callable[..., None]
Wait = Callable[[Callable[[], bool]], None]


def take_care(application: Application, desktop: DesktopWindow, take: Take, wait_until: Wait) -> None:
    """Take Today, the physicians and the notification centre of the patient of this computer, from nothing on.

    Args:
        application: Where physicians sign up, answer and write a plan.
        desktop: The window.
        take: Takes what is shown, or another widget, under a name.
        wait_until: Waits until something is shown.
    """
    window = desktop.window
    desktop.show()
    desktop.flow.go(PageKey.NOTIFICATIONS)
    wait_until(lambda: window.workspace.shown is PageKey.NOTIFICATIONS)
    take("notifications-empty")
    desktop.flow.go(PageKey.TODAY)
    wait_until(lambda: window.today.nothing.isVisible() and bool(window.today.nothing.title))
    take("today-without-plan")
    vera, boris, amelie = _sign_up(application)
    patient = application.actor
    desktop.flow.go(PageKey.PHYSICIANS)
    page = window.workspace.page(PageKey.PHYSICIANS, PhysiciansPage)
    wait_until(lambda: len(page.cards) == len(PHYSICIANS) and page.cards[-1].has_picture)
    take("physicians")
    page.cards[-1].ask_button.click()
    dialog = next(iter(page.findChildren(FormDialog)))
    dialog.form.fields["word"].line.setText("My left knee, operated on in March.")
    take("physicians-ask", dialog)
    dialog.form.send_button.click()
    wait_until(lambda: bool(page.own))
    window.toasts.hush()
    window.activateWindow()
    service = application.subscriptions
    service.ask(patient, boris.user_id)
    for physician, word in ((vera, "Come in on Monday at nine."), (boris, "")):
        asked = next(each for each in service.own(physician))
        answer = service.approve if physician is vera else service.decline
        answer(physician, asked.id, word or "I have no place before autumn.")
    service.ask(patient, amelie.user_id, "My right shoulder as well.")
    desktop.flow.go(PageKey.PHYSICIANS)
    wait_until(lambda: len(page.own) == len(PHYSICIANS))
    take("physicians-own")
    _publish(application, vera, patient)
    window.workspace.watch.look()
    desktop.flow.go(PageKey.TODAY)
    wait_until(lambda: len(window.today.cards) == len(PLAN))
    take("today")
    desktop.flow.go(PageKey.NOTIFICATIONS)
    wait_until(lambda: window.navigation.buttons[PageKey.NOTIFICATIONS].count > 2)
    take("notifications")


def _sign_up(application: Application) -> tuple[Actor, ...]:
    people = application.people
    administrator = people.front_door.first_administrator("Ada Min", "ada@example.org", PASSWORD)
    found = []
    for number, details in enumerate(PHYSICIANS):
        account = people.front_door.sign_up(
            Role.PHYSICIAN, details.name, f"physician{number}@example.org", PASSWORD, f"desk {number}", f"L-{number}"
        )
        profile = application.profiles.physician(account.actor)
        application.profiles.save_physician(account.actor, profile.version, details)
        people.verification.decide(administrator.actor, account.actor.user_id, f"L-{number}", verified=True)
        found.append(account.actor)
    portrait: Path = resource_folder() / "demonstrations" / "squat.start.jpg"
    application.files.set_profile_picture(found[0], portrait)
    return tuple(found)


def _publish(application: Application, physician: Actor, patient: Actor) -> None:
    content = PlanContent(title="Left knee, first weeks", starts_on=date.today(), exercises=PLAN)  # noqa: DTZ011
    begun = application.plans.begin(physician, patient.user_id, content)
    application.plans.publish(physician, begun.id, begun.revision)

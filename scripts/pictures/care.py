"""What a patient sees of the day, of physicians and of what is told, from nothing on."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

from physiocheck_desktop.config.resources import resource_folder
from physiocheck_desktop.domain.exercise import Prescription, Side
from physiocheck_desktop.domain.people import Actor, Role
from physiocheck_desktop.domain.profile import PublicDetails
from physiocheck_desktop.domain.rehab_plan import EVERY_DAY, PlanContent, PlannedExercise
from physiocheck_desktop.gui.dialogs.form_dialog import FormDialog
from physiocheck_desktop.gui.pages.physicians import PhysiciansPage
from physiocheck_desktop.gui.places import PageKey
from physiocheck_desktop.services.application import Application
from pictures.studio import Stage, Studio
from pictures.waiting import wait, wait_until

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


def take_care(studio: Studio) -> None:
    """Take Today, the physicians and the notification centre of the patient of this computer."""
    with studio.open() as stage:
        window, application, patient = stage.window, stage.application, stage.application.actor
        stage.flow.go(PageKey.NOTIFICATIONS)
        wait(0.5)
        stage.take("notifications-empty")
        stage.flow.go(PageKey.TODAY)
        wait_until(lambda: window.today.nothing.isVisible() and bool(window.today.nothing.title))
        stage.take("today-without-plan")
        stage.flow.go(PageKey.PHYSICIANS)
        wait(0.5)
        stage.take("physicians-empty")
        vera = _take_physicians(stage)
        stage.flow.go(PageKey.TODAY)
        wait(0.5)
        stage.take("today-taken-on")
        _publish(application, vera, patient)
        window.workspace.watch.look()
        stage.flow.go(PageKey.TODAY)
        wait_until(lambda: len(window.today.cards) == len(PLAN))
        stage.take("today")
        stage.flow.go(PageKey.NOTIFICATIONS)
        wait_until(lambda: window.navigation.buttons[PageKey.NOTIFICATIONS].count > 2)
        stage.take("notifications")
        visit = application.recording.begin_visit(patient, pain_before=2)
        application.recording.begin(patient, "squat", "Squat", visit_id=visit.id)
    with studio.open_again(stage) as after:
        wait_until(after.window.today.resume.isVisible)
        after.take("today-interrupted")


def _take_physicians(stage: Stage) -> Actor:
    """Take the page with physicians, and what they answered; return the one who takes the patient on."""
    window, service, patient = stage.window, stage.application.subscriptions, stage.application.actor
    vera, boris, amelie = _sign_up(stage.application)
    stage.flow.go(PageKey.PHYSICIANS)
    page = window.workspace.page(PageKey.PHYSICIANS, PhysiciansPage)
    wait_until(lambda: len(page.cards) == len(PHYSICIANS) and page.cards[-1].has_picture)
    stage.take("physicians")
    page.cards[-1].ask_button.click()
    dialog = page.findChildren(FormDialog)[-1]
    dialog.form.fields["word"].line.setText("My left knee, operated on in March.")
    stage.take("physicians-ask", dialog)
    dialog.form.send_button.click()
    wait_until(lambda: bool(page.own))
    window.toasts.hush()
    service.ask(patient, boris.user_id)
    for physician, word in ((vera, "Come in on Monday at nine."), (boris, "")):
        asked = next(each for each in service.own(physician))
        answer = service.approve if physician is vera else service.decline
        answer(physician, asked.id, word or "I have no place before autumn.")
    service.ask(patient, amelie.user_id, "My right shoulder as well.")
    stage.flow.go(PageKey.PHYSICIANS)
    wait_until(lambda: len(page.own) == len(PHYSICIANS))
    stage.take("physicians-own")
    page.own[0].end_button.click()
    dialog = page.findChildren(FormDialog)[-1]
    stage.take("physicians-end", dialog)
    dialog.reject()
    return vera


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

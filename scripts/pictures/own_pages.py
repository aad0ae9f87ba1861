"""The pages that people set things up on: settings and profile."""

from __future__ import annotations

from physiocheck_desktop.domain.profile import ClinicalDetails
from physiocheck_desktop.gui.dialogs.question import Question
from physiocheck_desktop.gui.dialogs.step_dialog import StepDialog
from physiocheck_desktop.gui.pages.profile.page import ProfilePage
from physiocheck_desktop.gui.pages.settings.page import SettingsPage
from physiocheck_desktop.gui.places import PageKey
from physiocheck_desktop.gui.widgets.long_field import LongField
from pictures.clips import sample
from pictures.studio import Stage, Studio
from pictures.waiting import wait_until


def take_own_pages(studio: Studio) -> None:
    """Take all of them."""
    with studio.open() as stage:
        _take_settings(stage)
        _take_profile(stage)


def _take_settings(stage: Stage) -> None:
    """Take the settings: with a camera that does not work, and with one that does."""
    stage.flow.go(PageKey.SETTINGS)
    page = stage.window.workspace.page(PageKey.SETTINGS, SettingsPage)
    camera = page.camera
    camera.test_button.click()
    wait_until(lambda: bool(camera.words))
    stage.take("settings-no-camera")
    camera.picker.choose(sample("squat"))
    camera.test_button.click()
    wait_until(lambda: bool(camera.words))
    stage.take("settings")
    camera.test_button.click()


def _take_profile(stage: Stage) -> None:
    """Take the profile as it is written, what is asked before it is left, and after somebody else was faster."""
    stage.flow.go(PageKey.PROFILE)
    workspace = stage.window.workspace
    page = workspace.page(PageKey.PROFILE, ProfilePage)
    details, context = page.details, workspace.context
    wait_until(lambda: bool(details.values["name"]))
    seen = context.application.profiles.patient(context.actor, context.actor.user_id)
    theirs = ClinicalDetails(goals="Climb stairs", conditions="Right knee replaced in 2025")
    context.application.profiles.save_clinical(context.actor, context.actor.user_id, seen.version, theirs)
    for name, text in (("goals", "Walk to the lake again"), ("notes", "I have a dog.")):
        field = details.fields[name]
        if isinstance(field, LongField):
            field.set_text(text)
    stage.take("profile")
    stage.flow.go(PageKey.HISTORY)
    question = page.findChildren(Question)[-1]
    stage.take("profile-not-saved", question)
    question.reject()
    details.save()
    wait_until(lambda: bool(details.words))
    stage.take("profile-conflict")
    details.discard()
    page.own_data.erase_button.click()
    asks = page.own_data.findChildren(StepDialog)[-1]
    stage.take("profile-delete", asks)
    asks.reject()

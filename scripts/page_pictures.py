"""Pictures of the pages that people set things up on, for `screenshots.py`."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QApplication, QScrollArea, QWidget

from physiocheck_desktop.domain.profile import ClinicalDetails
from physiocheck_desktop.gui.app import DesktopWindow
from physiocheck_desktop.gui.pages.profile.page import ProfilePage
from physiocheck_desktop.gui.pages.settings.page import SettingsPage
from physiocheck_desktop.gui.places import PageKey
from physiocheck_desktop.gui.widgets.long_field import LongField
from physiocheck_desktop.pipeline.source_choice import SourceChoice

Take = Callable[[str], None]
WaitUntil = Callable[[Callable[[], bool]], None]


def take_settings(desktop: DesktopWindow, clip: SourceChoice, take: Take, wait_until: WaitUntil) -> None:
    """Take the settings: with a camera that does not work, with one that does, and their end.

    Args:
        desktop: The window, with somebody in it.
        clip: Plays as the camera that works.
        take: Takes what is shown now under a name.
        wait_until: Lets the window work until something holds.
    """
    desktop.flow.go(PageKey.SETTINGS)
    page = desktop.window.workspace.page(PageKey.SETTINGS, SettingsPage)
    camera = page.camera
    camera.test_button.click()
    wait_until(lambda: bool(camera.words))
    take("settings-no-camera")
    camera.picker.choose(clip)
    camera.test_button.click()
    wait_until(lambda: bool(camera.words))
    take("settings")
    camera.test_button.click()
    _scroll_to_end(desktop, page)
    take("settings-end")


def take_profile(desktop: DesktopWindow, take: Take, wait_until: WaitUntil) -> None:
    """Take the profile of who is in the window: as it is written, after somebody else was faster, and its end.

    Args:
        desktop: The window, with a patient in it.
        take: Takes what is shown now under a name.
        wait_until: Lets the window work until something holds.
    """
    desktop.flow.go(PageKey.PROFILE)
    workspace = desktop.window.workspace
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
    take("profile")
    details.save()
    wait_until(lambda: bool(details.words))
    _scroll_to_end(desktop, page)
    take("profile-conflict")
    details.discard()


def _scroll_to_end(desktop: DesktopWindow, page: QWidget) -> None:
    desktop.window.resize(desktop.window.minimumSize())
    QApplication.processEvents()
    for scroll in page.findChildren(QScrollArea):
        scroll.verticalScrollBar().setValue(scroll.verticalScrollBar().maximum())

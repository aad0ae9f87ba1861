"""The sample clinic: its front page, and every page that a patient, a physician and the administrator have in it."""

from __future__ import annotations

from physiocheck_desktop.bootstrap import build_sample_application, make_sample_clinic, sample_settings
from physiocheck_desktop.gui.app import PersonAtStart, WindowOptions
from physiocheck_desktop.services.sample_clinic.people import ADMINISTRATOR, INES, PHYSICIAN
from physiocheck_desktop.services.sessions import utc_now
from pictures.studio import Stage, Studio
from pictures.waiting import wait, wait_until

LOOKED_UP_S = 1.0


def take_sample_clinic(studio: Studio) -> None:
    """Take all of it."""
    settings = sample_settings(studio.new_settings())
    make_sample_clinic(settings, utc_now())
    with (
        build_sample_application(settings) as application,
        studio.show(settings, application, WindowOptions(person=PersonAtStart.ASK)) as stage,
    ):
        form = stage.desktop.reception.front.sample
        if form is None:
            raise RuntimeError("The sample clinic has nobody.")
        wait_until(lambda: stage.desktop.reception.front.form is form)
        stage.take("sample")
        for person in (INES, PHYSICIAN, ADMINISTRATOR):
            form.buttons[person.email].click()
            wait_until(lambda: stage.window.somebody_is_there)
            _take_pages(stage, f"sample-{person.role.value}")
            stage.desktop.reception.sign_out()
            wait_until(lambda: stage.desktop.reception.front.form is form)


def _take_pages(stage: Stage, name: str) -> None:
    """Take each page that the navigation offers, whichever there are."""
    for key in stage.window.navigation.buttons:
        stage.flow.go(key)
        wait(LOOKED_UP_S)
        stage.take(f"{name}-{key.value}")

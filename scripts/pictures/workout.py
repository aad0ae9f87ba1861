"""Several exercises in a row: the demonstration again, rest, what is asked where it hurts and afterwards, no camera."""

from __future__ import annotations

from dataclasses import replace

from physiocheck_desktop.domain.pain import BodyRegion
from physiocheck_desktop.gui.capture.plan import SessionPlan
from physiocheck_desktop.gui.capture.saving import Saving
from physiocheck_desktop.gui.capture.states import RunState
from physiocheck_desktop.gui.widgets.session_controls import Act
from physiocheck_desktop.services.delivery import Safety
from pictures.clips import sample
from pictures.states import full_disk
from pictures.studio import Stage, Studio
from pictures.training import DEEP, reached, wait_for_summary
from pictures.waiting import wait, wait_until


def take_workout(studio: Studio) -> None:
    """Take all of it."""
    with studio.open() as stage:
        _begin(stage)
        _take_demonstration_and_rest(stage)
        _take_hurting(stage)
        _take_end(stage)
        _take_no_camera(stage)


def _begin(stage: Stage) -> None:
    page, find = stage.window.session, stage.application.exercises.find
    stage.flow.start_workout(
        (
            SessionPlan(find("squat"), 2, sample("squat"), get_ready=True, rest_s=60.0),
            SessionPlan(find("shoulder-abduction"), 1, sample("shoulder_abduction"), get_ready=False),
        )
    )
    page.questions.scale.buttons[2].click()
    wait_until(lambda: page.session is not None and page.session.state is RunState.GETTING_READY)
    page.button(Act.BEGIN).click()


def _take_demonstration_and_rest(stage: Stage) -> None:
    page = stage.window.session
    wait_until(lambda: reached(stage) > DEEP)
    page.button(Act.SHOW).click()
    wait_until(lambda: page.stage.clip.is_playing)
    wait(0.8)
    stage.take("session-demonstration")
    wait_until(lambda: page.live.is_resting)
    stage.take("session-rest")


def _take_hurting(stage: Stage) -> None:
    page = stage.window.session
    page.button(Act.HURTS).click()
    stage.take("session-hurts-where")
    page.questions.regions.buttons[BodyRegion.LEFT_KNEE].click()
    stage.take("session-hurts-how-much")
    page.questions.scale.buttons[4].click()
    stage.take("session-hurts-told")
    page.questions.hurt_question.buttons[0].click()


def _take_end(stage: Stage) -> None:
    window, page = stage.window, stage.window.session
    page.button(Act.SKIP).click()
    wait_until(page.questions.isVisible)
    stage.take("session-pain-after")
    page.questions.scale.buttons[3].click()
    stage.take("session-effort")
    page.questions.scale.buttons[5].click()
    wait_for_summary(stage)
    stage.take("summary-of-two")
    window.summary.show_saving(Saving(Safety.IN_MEMORY, ended=True, to_server=False, error=full_disk()))
    stage.take("summary-unsaved")


def _take_no_camera(stage: Stage) -> None:
    missing = replace(sample("squat"), camera=99, video=None)
    stage.flow.start(SessionPlan(stage.application.exercises.find("squat"), 5, missing, get_ready=False))
    wait_until(stage.window.session.problem.isVisible)
    stage.take("session-no-camera")

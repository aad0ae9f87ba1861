"""One exercise from choosing it to its summary: what is asked, the camera check, counting, faults, a hold."""

from __future__ import annotations

from physiocheck_desktop.domain.exercise import ExerciseDefinition
from physiocheck_desktop.gui.app import PersonAtStart
from physiocheck_desktop.gui.capture.plan import SessionPlan
from physiocheck_desktop.gui.capture.states import RunState
from physiocheck_desktop.gui.models.cue_kind import CueKind
from physiocheck_desktop.gui.places import PageKey
from physiocheck_desktop.gui.widgets.session_controls import Act
from physiocheck_desktop.pipeline.source_choice import SourceChoice
from physiocheck_desktop.services.delivery import Safety
from pictures.clips import holding, sample, too_dark, too_low, walking_out
from pictures.studio import Stage, Studio
from pictures.waiting import wait, wait_until

DEEP = 0.8
MANY = 10
LOOKED_AT_S = 1.5
HELD_S = 6.0


def take_training(studio: Studio) -> None:
    """Take all of it."""
    with studio.open(PersonAtStart.COMPUTER) as stage:
        squat = stage.application.exercises.find("squat")
        _take_choosing(stage)
        _take_getting_ready(stage, squat)
        for name, source in (("low", too_low(studio.scratch)), ("dark", too_dark(studio.scratch))):
            _take_wrong_place(stage, squat, f"session-camera-check-{name}", source)
        _take_counting(stage, squat)
        _take_correction(stage, squat)
        _take_out_of_the_picture(stage, squat, walking_out(studio.scratch))
        _take_hold(stage, holding(studio.scratch, "wall-sit"))


def reached(stage: Stage) -> float:
    """Return how far into the movement the person is, from 0 to 1."""
    live = stage.window.session.stage.view.live
    return 0.0 if live is None else live.assessed.assessment.progress or 0.0


def wait_for_summary(stage: Stage) -> None:
    """Wait until a session is over and saved."""
    session = stage.window.session
    wait_until(lambda: stage.window.page is PageKey.SUMMARY)

    def is_saved() -> bool:
        saving = None if session.session is None else session.session.saving
        return saving is not None and saving.ended and saving.safety is Safety.IN_DATABASE

    wait_until(is_saved)


def stop(stage: Stage) -> None:
    """End a session in which nothing was counted."""
    page = stage.window.session
    page.button(Act.STOP).click()
    wait_until(lambda: not page.is_running)


def _take_choosing(stage: Stage) -> None:
    stage.flow.go(PageKey.EXERCISE)
    wait(0.5)
    stage.take("exercise")
    chooser = stage.window.exercise.chooser
    chooser.search.setText("swimming")
    wait_until(chooser.nothing.isVisible)
    stage.take("exercise-nothing-fits")
    chooser.nothing.button.click()


def _take_getting_ready(stage: Stage, squat: ExerciseDefinition) -> None:
    session = stage.window.session
    stage.flow.start(SessionPlan(squat, 5, sample("squat"), get_ready=True, sets=2, rest_s=30.0))
    stage.take("session-pain-before")
    session.questions.scale.skip_button.click()
    wait_until(lambda: session.session is not None)
    stage.take("session-opening")
    wait_until(lambda: session.session is not None and session.session.state is RunState.GETTING_READY)
    wait(LOOKED_AT_S / 3)
    stage.take("session-camera-check")
    wait_until(lambda: session.stage.panel.number.number.text in ("3", "2"))
    stage.take("session-countdown")
    if not session.button(Act.BY_HAND).isEnabled():  # pictures in every look may take longer than the countdown
        wait_until(session.button(Act.PAUSE).isEnabled)
        session.button(Act.PAUSE).click()
        wait_until(session.button(Act.BY_HAND).isEnabled)
    session.button(Act.BY_HAND).click()
    stage.take("session-by-hand")
    session.hand.back_button.click()
    stop(stage)


def _take_wrong_place(stage: Stage, squat: ExerciseDefinition, name: str, source: SourceChoice) -> None:
    session = stage.window.session
    stage.flow.start(SessionPlan(squat, 5, source, get_ready=True))
    session.questions.scale.skip_button.click()
    wait_until(lambda: session.session is not None and session.session.state is RunState.GETTING_READY)
    wait(LOOKED_AT_S)
    stage.take(name)
    stop(stage)


def _take_counting(stage: Stage, squat: ExerciseDefinition) -> None:
    window, panel = stage.window, stage.window.session.stage.panel
    stage.flow.start(SessionPlan(squat, MANY, sample("squat"), get_ready=False))
    wait_until(lambda: panel.number.number.text == "3" and reached(stage) > DEEP)
    stage.take("session")
    window.session.button(Act.PAUSE).click()
    stage.take("session-paused")
    window.session.button(Act.STOP).click()
    stage.take("session-stop")
    window.session.questions.stop_question.buttons[1].click()
    wait_for_summary(stage)
    stage.take("summary-stopped")
    if stage.camera.looks.wants("summary"):
        stage.flow.start(SessionPlan(squat, 5, sample("squat"), get_ready=False))
        wait_for_summary(stage)
        stage.take("summary")


def _take_correction(stage: Stage, squat: ExerciseDefinition) -> None:
    banner = stage.window.session.stage.banner
    stage.flow.start(SessionPlan(squat, 10, sample("squat_faults", loop=False), get_ready=False))
    wait_until(lambda: banner.kind is CueKind.CORRECTION)
    wait_until(lambda: reached(stage) > DEEP)
    stage.take("session-correction")
    wait_for_summary(stage)
    stage.take("summary-with-advice")


def _take_out_of_the_picture(stage: Stage, squat: ExerciseDefinition, source: SourceChoice) -> None:
    page = stage.window.session
    stage.flow.start(SessionPlan(squat, 5, source, get_ready=False))
    wait_until(lambda: page.session is not None and page.session.state is RunState.COUNTING)
    wait_until(lambda: page.stage.banner.kind is CueKind.PAUSED)
    wait(LOOKED_AT_S / 3)
    stage.take("session-out-of-the-picture")
    page.shut_down()
    wait_until(lambda: not page.is_running)


def _take_hold(stage: Stage, source: SourceChoice) -> None:
    page = stage.window.session
    wall_sit = stage.application.exercises.find("wall-sit")
    stage.flow.start(SessionPlan(wall_sit, 1, source, get_ready=False))

    def is_held() -> bool:
        live = page.stage.view.live
        held_s = None if live is None else live.assessed.assessment.held_s
        return held_s is not None and held_s > HELD_S

    wait_until(is_held)
    stage.take("session-hold")
    page.shut_down()
    wait_until(lambda: not page.is_running)

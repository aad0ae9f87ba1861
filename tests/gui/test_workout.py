"""A workout in the window: sets, rests and several exercises in a row, on clips as cameras."""

import threading
from dataclasses import replace

import pytest
from at_rest import come_to_rest
from doing_workout import Doing
from fake_cameras import FakeCamera
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot
from session_keys import look_first

from physiocheck_desktop.config.resources import resource_folder
from physiocheck_desktop.domain.session import SessionState
from physiocheck_desktop.domain.workout import WorkoutStep
from physiocheck_desktop.gui.app import DesktopWindow
from physiocheck_desktop.gui.capture.plan import SessionPlan
from physiocheck_desktop.gui.capture.states import RunState
from physiocheck_desktop.gui.places import PageKey
from physiocheck_desktop.gui.widgets.session_controls import Act
from physiocheck_desktop.pipeline.ports import FrameSource
from physiocheck_desktop.pipeline.source_choice import SourceChoice
from physiocheck_desktop.services.application import Application

pytestmark = pytest.mark.usefixtures("quick_clips")


def plan(application: Application, key: str, clip: SourceChoice, **asked: object) -> SessionPlan:
    video = str(resource_folder() / "samples" / f"{key.replace('-', '_')}.mp4")
    source = replace(clip, video=video, loop=True)
    return SessionPlan(application.exercises.find(key), source=source, get_ready=False, **asked)


def press(qtbot: QtBot, desktop: DesktopWindow, key: Qt.Key) -> None:
    qtbot.keyClick(desktop.window.focusWidget() or desktop.window, key)


@pytest.mark.slow
def test_sets_are_parted_by_a_rest_with_the_camera_open_and_the_next_exercise_follows(
    qtbot: QtBot, open_desktop, application: Application, clip: SourceChoice
) -> None:
    desktop = open_desktop()
    window, page = desktop.window, desktop.window.session
    squats = plan(application, "squat", clip, repetitions=1, sets=2, rest_s=3)
    raises = plan(application, "shoulder-abduction", clip, repetitions=1, rest_s=3)
    window.workspace.show_page(PageKey.SESSION)
    page.start_workout((squats, raises))
    first = page.session
    assert page.stage.panel.set_words.text() == "Set 1 of 2"

    qtbot.waitUntil(lambda: page.live.is_resting, timeout=30_000)
    assert first.state is RunState.RESTING
    assert page.live.rest.next_words == "Next: set 2 of 2"
    assert page.live.rest.number.text == "3"
    frames = first.controller.statistics()
    qtbot.wait(700)
    still = first.controller.statistics()
    assert still.frames_assessed == frames.frames_assessed, "nothing is counted in a rest"
    assert still.frames_captured > frames.frames_captured, "the camera stays open"

    qtbot.waitUntil(lambda: page.run.workout.set_number == 2, timeout=10_000)
    assert page.session is first, "one session an exercise"
    assert page.stage.panel.set_words.text() == "Set 2 of 2"
    assert page.stage.panel.number.number.text == "0", "each set is counted from none"
    qtbot.waitUntil(lambda: page.live.is_resting, timeout=30_000)
    assert page.live.rest.next_words == "Next: Shoulder abduction"
    assert page.live.rest.start.is_there
    assert page.live.rest.peak.is_there

    qtbot.waitUntil(lambda: first.state is RunState.IDLE, timeout=10_000)
    press(qtbot, desktop, Qt.Key.Key_Right)
    assert page.session is not first
    assert page.session.plan is raises
    qtbot.waitUntil(lambda: window.page is PageKey.SUMMARY, timeout=30_000)
    qtbot.waitUntil(
        lambda: {each.state for each in application.sessions.history(application.actor)} == {SessionState.FINISHED},
        timeout=10_000,
    )
    kept = {each.exercise_key: each.repetition_count for each in application.sessions.history(application.actor)}
    assert kept == {"squat": 2, "shoulder-abduction": 1}
    (squat,) = [each for each in application.sessions.history(application.actor) if each.exercise_key == "squat"]
    detail = application.sessions.detail(application.actor, squat.id)
    assert [each.index for each in detail.repetitions] == [1, 2], "numbers go on over the sets"


@pytest.mark.slow
def test_a_rest_can_be_paused_lengthened_and_skipped_and_a_set_skipped(
    qtbot: QtBot, open_desktop, application: Application, clip: SourceChoice
) -> None:
    desktop = open_desktop()
    page = desktop.window.session
    desktop.window.workspace.show_page(PageKey.SESSION)
    page.start_workout((plan(application, "squat", clip, repetitions=50, sets=3, rest_s=40),))
    qtbot.waitUntil(lambda: page.session.state is RunState.COUNTING, timeout=30_000)
    press(qtbot, desktop, Qt.Key.Key_Right)
    assert page.live.is_resting
    press(qtbot, desktop, Qt.Key.Key_Space)
    assert page.button(Act.PAUSE).text() == "Continue (Space)"
    shown = page.live.rest.number.text
    qtbot.wait(1_300)
    assert page.live.rest.number.text == shown, "a paused rest stands still"
    qtbot.mouseClick(page.live.rest.more_button, Qt.MouseButton.LeftButton)
    assert int(page.live.rest.number.text) == int(shown) + 30
    press(qtbot, desktop, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: int(page.live.rest.number.text) < int(shown) + 30, timeout=10_000)
    press(qtbot, desktop, Qt.Key.Key_Right)
    assert not page.live.is_resting
    assert page.session.state is RunState.COUNTING
    assert page.run.workout.set_number == 2

    for _ in range(2):
        look_first(qtbot)
        press(qtbot, desktop, Qt.Key.Key_Right)
    assert page.run.workout.set_number == 3
    look_first(qtbot)
    press(qtbot, desktop, Qt.Key.Key_Right)
    assert page.run.workout.step is WorkoutStep.DONE, "no rest after the last set"
    qtbot.waitUntil(lambda: not page.is_running, timeout=10_000)


@pytest.mark.slow
def test_the_demonstration_plays_beside_the_live_picture_and_the_ghost_can_be_put_away(
    qtbot: QtBot, open_desktop, application: Application, clip: SourceChoice
) -> None:
    desktop = open_desktop()
    page = desktop.window.session
    desktop.window.workspace.show_page(PageKey.SESSION)
    page.start_workout((plan(application, "squat", clip, repetitions=50),))
    qtbot.waitUntil(lambda: page.stage.view.live is not None and bool(page.stage.view.live.ghost), timeout=30_000)
    with_ghost = page.stage.view.grab().toImage()
    press(qtbot, desktop, Qt.Key.Key_Space)
    page.stage.view.set_message("")
    with_ghost = page.stage.view.grab().toImage()
    press(qtbot, desktop, Qt.Key.Key_G)
    assert page.stage.view.grab().toImage() != with_ghost
    press(qtbot, desktop, Qt.Key.Key_G)
    assert page.stage.view.grab().toImage() == with_ghost
    look_first(qtbot)
    press(qtbot, desktop, Qt.Key.Key_Space)

    press(qtbot, desktop, Qt.Key.Key_R)
    qtbot.waitUntil(lambda: page.stage.clip.is_playing and page.stage.clip.isVisible(), timeout=10_000)
    assert page.session.state is RunState.COUNTING, "counting goes on"
    press(qtbot, desktop, Qt.Key.Key_R)
    assert not page.stage.clip.isVisible()


@pytest.mark.slow
def test_an_exercise_entered_by_hand_stands_in_the_summary_beside_one_that_was_seen(
    qtbot: QtBot, open_desktop, application: Application, clip: SourceChoice
) -> None:
    desktop = open_desktop()
    window, page = desktop.window, desktop.window.session
    window.workspace.show_page(PageKey.SESSION)
    both = (
        plan(application, "squat", clip, repetitions=5),
        plan(application, "shoulder-abduction", clip, repetitions=1),
    )
    page.start_workout([replace(each, get_ready=True) for each in both])
    press(qtbot, desktop, Qt.Key.Key_1)
    qtbot.waitUntil(lambda: page.session is not None and page.session.state is RunState.GETTING_READY, timeout=30_000)
    press(qtbot, desktop, Qt.Key.Key_H)
    qtbot.keyClicks(window.focusWidget(), "12")
    qtbot.mouseClick(page.hand.save_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(
        lambda: page.session.plan.definition.key != "squat" and page.button(Act.BEGIN).hasFocus(),
        timeout=30_000,
    )
    press(qtbot, desktop, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: page.questions.scale.question.endswith("after the exercises?"), timeout=60_000)
    press(qtbot, desktop, Qt.Key.Key_2)
    press(qtbot, desktop, Qt.Key.Key_3)
    qtbot.waitUntil(lambda: window.page is PageKey.SUMMARY, timeout=60_000)
    names = [each.text() for each in window.summary.exercise_buttons]
    assert names == ["Squat · by hand", "Shoulder abduction"]
    assert window.summary.report.repetition_count == "12"
    qtbot.waitUntil(lambda: window.summary.saved_words.startswith("Saved"), timeout=10_000)
    qtbot.mouseClick(window.summary.exercise_buttons[-1], Qt.MouseButton.LeftButton)
    assert window.summary.report.repetition_count == "1"


@pytest.mark.slow
def test_who_is_not_counted_any_more_pauses_and_enters_by_hand_what_is_left(
    qtbot: QtBot, open_desktop, application: Application, clip: SourceChoice
) -> None:
    doing = Doing(qtbot, open_desktop(), application)
    doing.begin(plan(application, "squat", replace(clip, loop=True), repetitions=5))
    page = doing.page
    doing.until_counted(1)
    doing.press(Qt.Key.Key_Space)
    doing.until(lambda: page.session.state is RunState.PAUSED)
    counted = len(doing.counted)
    doing.press(Qt.Key.Key_H)
    assert [each.value for each in page.hand.steppers] == [5 - counted]
    doing.press(Qt.Key.Key_Escape)
    assert page.session.state is RunState.PAUSED
    doing.press(Qt.Key.Key_H)
    qtbot.mouseClick(page.hand.save_button, Qt.MouseButton.LeftButton)
    doing.until_summary()
    kept = {each.entered_by_hand: each.repetition_count for each in application.sessions.history(application.actor)}
    assert kept == {True: 5 - counted, False: counted}


@pytest.mark.slow
def test_who_stops_before_anything_was_done_is_led_back_and_shown_no_summary_of_nothing(
    qtbot: QtBot, open_desktop, application: Application, camera_shop: list[FakeCamera], create_source
) -> None:
    camera_shop.append(FakeCamera())
    desktop = open_desktop(create_source=create_source)
    desktop.flow.go(PageKey.EXERCISE)
    page = desktop.window.session
    desktop.flow.start(SessionPlan(application.exercises.find("squat"), 5, SourceChoice(camera=0), get_ready=False))
    qtbot.waitUntil(lambda: page.session is not None and page.session.state is RunState.COUNTING, timeout=30_000)
    press(qtbot, desktop, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: desktop.window.page is PageKey.EXERCISE, timeout=10_000)


@pytest.mark.slow
def test_a_demonstration_that_was_long_to_read_is_not_shown_beside_the_next_exercise(
    qtbot: QtBot, open_desktop, application: Application, clip: SourceChoice
) -> None:
    may_read, reads = threading.Event(), threading.Event()

    def create(choice: SourceChoice) -> FrameSource:
        if not choice.live:
            reads.set()
            may_read.wait(60.0)
        return application.create_source(choice)

    doing = Doing(qtbot, open_desktop(create_source=create), application)
    doing.begin(*(plan(application, key, clip, repetitions=50, rest_s=90.0) for key in ("squat", "shoulder-abduction")))
    doing.until(lambda: doing.page.session is not None and doing.page.session.state is RunState.COUNTING)
    try:
        doing.press(Qt.Key.Key_R)
        doing.until(reads.is_set)
        for _ in range(2):  # the first leaves the exercise out, the second the rest
            doing.press(Qt.Key.Key_Right)
            doing.until(lambda: doing.page.session.state in (RunState.IDLE, RunState.COUNTING))
            qtbot.wait(300)
        doing.until(lambda: doing.page.run.workout.place == 1 and doing.page.session.state is RunState.COUNTING)
    finally:
        may_read.set()
    come_to_rest(qtbot, doing.desktop)
    assert not doing.page.stage.clip.is_playing

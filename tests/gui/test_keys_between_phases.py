"""Keys that are pressed just as a rest ends do what was meant, or nothing: never something to what follows."""

import pytest
from doing_workout import LONG_REST_S, Doing, plan
from fake_cameras import FakeCamera
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from physiocheck_desktop.gui.capture.states import RunState
from physiocheck_desktop.pipeline.ports import FrameSource
from physiocheck_desktop.pipeline.source_choice import SourceChoice
from physiocheck_desktop.services.application import Application

pytestmark = pytest.mark.usefixtures("quick_clips")


def rest_between(doing: Doing, clip: SourceChoice) -> None:
    """Be in the rest between the first of three exercises and the second."""
    ready = {"shoulder-abduction": True, "elbow-flexion": True}
    doing.begin(
        *(
            plan(doing.application, key, clip, repetitions=50, rest_s=LONG_REST_S, get_ready=ready.get(key, False))
            for key in ("squat", *ready)
        )
    )
    doing.until(lambda: doing.page.session is not None and doing.page.session.state is RunState.COUNTING)
    doing.qtbot.wait(200)
    doing.press(Qt.Key.Key_Right)
    doing.until(lambda: doing.page.live.is_resting and doing.page.session.state is RunState.IDLE)
    doing.qtbot.wait(300)


@pytest.mark.slow
@pytest.mark.parametrize("key", [Qt.Key.Key_Right, Qt.Key.Key_Space])
def test_the_second_of_two_quick_keys_is_not_for_the_next_exercise(
    qtbot: QtBot, open_desktop, application: Application, clip: SourceChoice, key: Qt.Key
) -> None:
    doing = Doing(qtbot, open_desktop(), application)
    rest_between(doing, clip)
    window = doing.desktop.window
    resting = window.focusWidget()
    qtbot.keyClick(resting, Qt.Key.Key_Right)
    qtbot.keyClick(resting, key)
    assert doing.page.run.workout.place == 1, "nothing is left out that nobody has seen"
    doing.until(lambda: doing.page.session.state is RunState.COUNTING)
    assert doing.page.run.workout.place == 1


@pytest.mark.slow
@pytest.mark.parametrize("key", [Qt.Key.Key_Space, Qt.Key.Key_Return])
def test_no_key_stops_the_workout_while_the_next_camera_opens(
    qtbot: QtBot,
    open_desktop,
    application: Application,
    clip: SourceChoice,
    camera_shop: list[FakeCamera],
    key: Qt.Key,
) -> None:
    slow = FakeCamera(hangs_in_open=True)
    opened: list[SourceChoice] = []

    def create(choice: SourceChoice) -> FrameSource:
        opened.append(choice)
        return slow if len(opened) == 2 else application.create_source(choice)

    doing = Doing(qtbot, open_desktop(create_source=create), application)
    camera_shop.append(slow)
    rest_between(doing, clip)
    doing.press(Qt.Key.Key_Right)
    doing.until(lambda: doing.page.session.state is RunState.STARTING and len(opened) == 2)
    qtbot.wait(200)
    doing.press(key)
    qtbot.wait(200)
    assert doing.page.session.state is RunState.STARTING
    assert doing.page.is_running
    slow.release.set()
    doing.until(lambda: doing.page.session.state is RunState.GETTING_READY)
    assert doing.page.run.workout.place == 1


@pytest.mark.slow
@pytest.mark.parametrize("key", [Qt.Key.Key_P, Qt.Key.Key_Escape])
@pytest.mark.parametrize("get_ready", [False, True])
def test_what_is_asked_while_the_next_camera_opens_is_answered_before_anything_counts(
    qtbot: QtBot, open_desktop, application: Application, clip: SourceChoice, key: Qt.Key, *, get_ready: bool
) -> None:
    doing = Doing(qtbot, open_desktop(), application)
    doing.begin(
        plan(application, "squat", clip, repetitions=1),
        plan(application, "shoulder-abduction", clip, repetitions=50, get_ready=get_ready),
    )
    doing.until_counted(1)
    page, first = doing.page, doing.page.session
    doing.until(lambda: page.session is not first and page.session.state is RunState.STARTING)
    counted = len(doing.counted)
    doing.press(key)
    assert page.questions.isVisible()
    doing.until(lambda: page.session.state is not RunState.STARTING)
    qtbot.wait(2_000)
    assert page.session.state is (RunState.GETTING_READY if get_ready else RunState.PAUSED)
    assert len(doing.counted) == counted
    doing.press(Qt.Key.Key_Escape)
    assert page.live.isVisible()
    doing.until(lambda: page.session.state is RunState.COUNTING)
    doing.until_counted(counted + 1)

"""Between a set's last repetition and its rest there is a moment: what is pressed or asked in it holds the workout."""

import pytest
from doing_workout import Doing, plan
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from physiocheck_desktop.domain.workout import WorkoutStep
from physiocheck_desktop.gui.capture.states import RunState
from physiocheck_desktop.pipeline.source_choice import SourceChoice
from physiocheck_desktop.services.application import Application

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("quick_clips")]

LONGER_THAN_MOMENT_AND_REST_MS = 5_000


def just_after_a_set(doing: Doing, clip: SourceChoice) -> None:
    """Have done the first of two sets, before another exercise for which one gets ready."""
    doing.begin(
        plan(doing.application, "squat", clip, repetitions=1, sets=2, rest_s=1.0),
        plan(doing.application, "shoulder-abduction", clip, repetitions=1, rest_s=1.0, get_ready=True),
    )
    doing.until_counted(1)


@pytest.mark.parametrize("key", [Qt.Key.Key_P, Qt.Key.Key_Escape])
def test_what_is_asked_then_is_answered_before_anything_goes_on(
    qtbot: QtBot, open_desktop, application: Application, clip: SourceChoice, key: Qt.Key
) -> None:
    doing = Doing(qtbot, open_desktop(), application)
    just_after_a_set(doing, clip)
    doing.press(key)
    assert doing.page.questions.isVisible()
    qtbot.wait(LONGER_THAN_MOMENT_AND_REST_MS)
    assert doing.page.questions.isVisible()
    assert (doing.page.run.workout.step, doing.page.run.workout.set_number) == (WorkoutStep.SET, 1)
    assert len(doing.counted) == 1, "nothing is counted behind a question"
    doing.press(Qt.Key.Key_Escape)
    doing.until_rest()
    doing.until_counted(2)


def test_a_pause_then_is_one_and_what_follows_is_got_ready_for_as_ever(
    qtbot: QtBot, open_desktop, application: Application, clip: SourceChoice
) -> None:
    doing = Doing(qtbot, open_desktop(), application)
    just_after_a_set(doing, clip)
    doing.press(Qt.Key.Key_Space)
    qtbot.wait(LONGER_THAN_MOMENT_AND_REST_MS)
    assert doing.page.run.is_paused
    assert doing.page.stage.view.accessibleDescription() == "Paused. Press Space to go on."
    assert len(doing.counted) == 1
    doing.press(Qt.Key.Key_Space)
    doing.until_rest()
    doing.until(lambda: doing.page.session.state is RunState.GETTING_READY)
    doing.until(lambda: doing.page.session.state is RunState.COUNTING)
    doing.until_counted(3)


def test_who_skips_in_that_pause_rests(
    qtbot: QtBot, open_desktop, application: Application, clip: SourceChoice
) -> None:
    doing = Doing(qtbot, open_desktop(), application)
    just_after_a_set(doing, clip)
    doing.press(Qt.Key.Key_Space)
    doing.press(Qt.Key.Key_Right)
    doing.until_rest()
    doing.until_counted(2)

"""Double clicks and keys pressed twice in a session: the second press is not for what the first one has brought."""

import pytest
from doing_workout import LONG_REST_S, Doing, plan
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton
from pytestqt.qtbot import QtBot
from session_keys import look_first

from physiocheck_desktop.domain.pain import BodyRegion
from physiocheck_desktop.gui.capture.states import RunState
from physiocheck_desktop.gui.widgets.session_controls import Act
from physiocheck_desktop.gui.widgets.stepper import Stepper
from physiocheck_desktop.pipeline.source_choice import SourceChoice
from physiocheck_desktop.services.application import Application

pytestmark = pytest.mark.usefixtures("quick_clips")

BETWEEN_MS = 200


@pytest.fixture
def doing(qtbot: QtBot, open_desktop, application: Application) -> Doing:
    return Doing(qtbot, open_desktop(), application)


def double_click(qtbot: QtBot, button: QAbstractButton) -> None:
    """Click twice at one place of the window, whatever is there the second time, with a moment in between."""
    window = button.window()
    qtbot.waitUntil(lambda: button.visibleRegion().boundingRect() == button.rect())  # it has its place
    place = button.mapTo(window, button.rect().center())
    button.clicked.connect(lambda: qtbot.wait(BETWEEN_MS))
    QTest.mouseDClick(window.windowHandle(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, place)


def get_ready(doing: Doing, clip: SourceChoice, repetitions: int) -> None:
    """Say how much it hurts before, and stand where the counting is about to begin."""
    doing.begin(plan(doing.application, "squat", clip, repetitions=repetitions, get_ready=True))
    doing.press(Qt.Key.Key_3)
    doing.until(lambda: doing.page.session is not None and doing.page.session.state is RunState.GETTING_READY)
    doing.until(doing.page.button(Act.BEGIN).hasFocus)


@pytest.mark.parametrize("size", [(960, 600), (1920, 1080)])
def test_who_clicks_stop_here_twice_has_not_said_how_much_it_hurts(
    doing: Doing, qtbot: QtBot, clip: SourceChoice, size: tuple[int, int]
) -> None:
    doing.desktop.window.resize(*size)
    get_ready(doing, clip, repetitions=50)
    doing.press(Qt.Key.Key_Return)
    doing.until_counted(1)
    doing.press(Qt.Key.Key_Escape)
    questions = doing.page.questions
    doing.until(questions.stop_question.isVisible)
    double_click(qtbot, questions.stop_question.buttons[1])
    doing.until(questions.scale.isVisible)
    assert questions.scale.question == "How much does it hurt now, after the exercises?"
    for _ in range(2):
        questions.scale.skip_button.click()
    doing.until_summary()
    (visit,) = doing.application.visits.visits(doing.application.actor, doing.application.actor.user_id)
    assert (visit.pain_after, visit.effort) == (None, None)


def test_who_clicks_a_part_of_the_body_twice_has_not_said_how_much_it_hurts(
    doing: Doing, qtbot: QtBot, clip: SourceChoice
) -> None:
    doing.desktop.window.resize(1920, 1080)
    doing.begin(plan(doing.application, "squat", clip, repetitions=50))
    doing.until_counted(1)
    questions, told = doing.page.questions, []
    questions.hurt_told.connect(lambda *pain: told.append(pain))
    doing.press(Qt.Key.Key_P)
    doing.until(questions.regions.isVisible)
    double_click(qtbot, questions.regions.buttons[BodyRegion.CHEST])
    assert questions.scale.isVisible()
    assert told == []


def test_who_clicks_a_number_twice_has_answered_one_question(doing: Doing, qtbot: QtBot, clip: SourceChoice) -> None:
    get_ready(doing, clip, repetitions=1)
    doing.press(Qt.Key.Key_Return)
    scale = doing.page.questions.scale
    doing.until(scale.isVisible)
    double_click(qtbot, scale.buttons[7])
    assert scale.question == "How hard was it?"
    scale.buttons[2].click()
    doing.until_summary()
    (visit,) = doing.application.visits.visits(doing.application.actor, doing.application.actor.user_id)
    assert (visit.pain_after, visit.effort) == (7, 2)


@pytest.mark.parametrize("size", [(1280, 720), (1920, 1080)])
def test_who_clicks_start_now_twice_exercises(
    doing: Doing, qtbot: QtBot, clip: SourceChoice, size: tuple[int, int]
) -> None:
    doing.desktop.window.resize(*size)
    get_ready(doing, clip, repetitions=50)
    double_click(qtbot, doing.page.button(Act.BEGIN))
    doing.until_counted(1)
    assert doing.page.session.state is RunState.COUNTING


def test_who_presses_enter_twice_at_start_now_exercises(doing: Doing, qtbot: QtBot, clip: SourceChoice) -> None:
    get_ready(doing, clip, repetitions=50)
    press_twice(qtbot, doing, Act.BEGIN, Qt.Key.Key_Return)
    doing.until_counted(1)
    assert doing.page.session.state is RunState.COUNTING


def press_twice(qtbot: QtBot, doing: Doing, act: Act, key: Qt.Key | None) -> None:
    """Do it twice in haste, by its key, or where that is None by its button."""
    if key is None:
        double_click(qtbot, doing.page.button(act))
    else:
        doing.press(key)
        qtbot.wait(BETWEEN_MS)
        doing.press(key)


@pytest.mark.parametrize("key", [Qt.Key.Key_Right, None])
def test_who_skips_twice_in_haste_leaves_out_the_set_and_not_the_rest_too(
    doing: Doing, qtbot: QtBot, clip: SourceChoice, key: Qt.Key | None
) -> None:
    doing.begin(plan(doing.application, "squat", clip, repetitions=50, sets=3, rest_s=LONG_REST_S))
    doing.until_counted(1)
    press_twice(qtbot, doing, Act.SKIP, key)
    qtbot.wait(BETWEEN_MS)
    assert doing.page.live.is_resting
    look_first(qtbot)
    doing.press(Qt.Key.Key_Right)
    doing.until(lambda: not doing.page.live.is_resting)


@pytest.mark.parametrize("key", [Qt.Key.Key_Space, None])
def test_who_pauses_twice_in_haste_has_paused(
    doing: Doing, qtbot: QtBot, clip: SourceChoice, key: Qt.Key | None
) -> None:
    doing.begin(plan(doing.application, "squat", clip, repetitions=50))
    doing.until_counted(1)
    press_twice(qtbot, doing, Act.PAUSE, key)
    assert doing.page.run.is_paused


def test_each_press_of_a_button_that_counts_does(qtbot: QtBot) -> None:
    stepper = Stepper("Repetitions", 1, 20)
    qtbot.addWidget(stepper)
    stepper.show()
    qtbot.waitExposed(stepper)
    double_click(qtbot, stepper.more)
    assert stepper.value == 3


def test_a_window_that_is_closed_at_the_second_question_keeps_the_answer_to_the_first(
    doing: Doing, clip: SourceChoice
) -> None:
    get_ready(doing, clip, repetitions=1)
    doing.press(Qt.Key.Key_Return)
    scale = doing.page.questions.scale
    doing.until(scale.isVisible)
    doing.press(Qt.Key.Key_8)
    doing.until(lambda: scale.question == "How hard was it?")
    doing.desktop.close()
    (visit,) = doing.application.visits.visits(doing.application.actor, doing.application.actor.user_id)
    assert (visit.pain_after, visit.effort) == (8, None)
    assert visit.ended_at is not None

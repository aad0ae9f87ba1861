"""The scale of pain and effort: ten by its digits, nothing by a key meant for something else, and a way back."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from physiocheck_desktop.gui.capture.plan import SessionPlan
from physiocheck_desktop.gui.places import PageKey
from physiocheck_desktop.gui.theme.active import design
from physiocheck_desktop.gui.widgets.scale_view import ScaleView
from physiocheck_desktop.gui.widgets.session_questions import SessionQuestions
from physiocheck_desktop.pipeline.source_choice import SourceChoice
from physiocheck_desktop.services.application import Application

AFTER = "How much does it hurt now, after the exercises?"
EFFORT = "How hard was it?"


@pytest.fixture
def questions(qtbot: QtBot) -> SessionQuestions:
    asked = SessionQuestions()
    qtbot.addWidget(asked)
    asked.show()
    return asked


def press(qtbot: QtBot, asked: SessionQuestions, *keys: Qt.Key) -> None:
    for key in keys:
        qtbot.keyClick(asked.focusWidget(), key)


def told(asked: SessionQuestions) -> list[tuple[int | None, int | None]]:
    found: list[tuple[int | None, int | None]] = []
    asked.after_answered.connect(lambda pain, effort: found.append((pain, effort)))
    return found


def test_ten_is_typed_by_its_two_digits(qtbot: QtBot, questions: SessionQuestions) -> None:
    kept = told(questions)
    questions.ask_after()
    press(qtbot, questions, Qt.Key.Key_1, Qt.Key.Key_0)
    assert questions.scale.question == EFFORT
    press(qtbot, questions, Qt.Key.Key_1, Qt.Key.Key_0)
    assert kept == [(10, 10)]


def test_one_is_one_where_nothing_follows_or_enter_does(qtbot: QtBot, questions: SessionQuestions) -> None:
    kept = told(questions)
    questions.ask_after()
    press(qtbot, questions, Qt.Key.Key_1)
    assert questions.scale.buttons[1].hasFocus(), "what will be answered is seen"
    qtbot.waitUntil(lambda: questions.scale.question == EFFORT, timeout=design().motion.digit * 10)
    press(qtbot, questions, Qt.Key.Key_1, Qt.Key.Key_Return)
    assert kept == [(1, 1)]


def test_another_digit_takes_the_place_of_a_one(qtbot: QtBot, questions: SessionQuestions) -> None:
    kept = told(questions)
    questions.ask_after()
    press(qtbot, questions, Qt.Key.Key_1, Qt.Key.Key_4, Qt.Key.Key_5)
    qtbot.wait(2 * design().motion.digit)
    assert kept == [(4, 5)]


@pytest.mark.parametrize("key", [Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter])
def test_a_key_that_was_meant_for_what_came_before_answers_nothing(
    qtbot: QtBot, questions: SessionQuestions, key: Qt.Key
) -> None:
    questions.ask_after()
    press(qtbot, questions, key, key)
    assert questions.scale.question == AFTER


def test_a_digit_pressed_twice_in_haste_answers_one_question(qtbot: QtBot, questions: SessionQuestions) -> None:
    kept = told(questions)
    questions.ask_after()
    press(qtbot, questions, Qt.Key.Key_3, Qt.Key.Key_3)
    assert questions.scale.question == EFFORT
    qtbot.wait(2 * design().motion.debounce)
    press(qtbot, questions, Qt.Key.Key_3)
    assert kept == [(3, 3)]


def test_the_arrows_lead_to_a_number_and_enter_chooses_it(qtbot: QtBot, questions: SessionQuestions) -> None:
    kept = told(questions)
    questions.ask_after()
    right = Qt.Key.Key_Right
    press(qtbot, questions, right, right, right, Qt.Key.Key_Return)
    press(qtbot, questions, right, Qt.Key.Key_Return)
    assert kept == [(2, 0)]


def test_a_wrong_answer_is_corrected_by_going_back(qtbot: QtBot, questions: SessionQuestions) -> None:
    kept = told(questions)
    questions.ask_after()
    assert not questions.scale.back_button.isVisible(), "what is done cannot be gone back to"
    press(qtbot, questions, Qt.Key.Key_8, Qt.Key.Key_Escape)
    assert questions.scale.question == AFTER
    press(qtbot, questions, Qt.Key.Key_2)
    qtbot.mouseClick(questions.scale.back_button, Qt.MouseButton.LeftButton)
    press(qtbot, questions, Qt.Key.Key_3, Qt.Key.Key_6)
    assert kept == [(3, 6)]


def test_nothing_is_said_where_the_way_back_was_taken_in_time(qtbot: QtBot, questions: SessionQuestions) -> None:
    kept = told(questions)
    questions.ask_after()
    press(qtbot, questions, Qt.Key.Key_2, Qt.Key.Key_1, Qt.Key.Key_Escape)
    qtbot.wait(2 * design().motion.digit)
    assert questions.scale.question == AFTER
    assert kept == []


def test_a_workout_begun_by_mistake_is_left_before_a_camera_opens(
    qtbot: QtBot, open_desktop, application: Application, clip: SourceChoice
) -> None:
    opened: list[SourceChoice] = []
    desktop = open_desktop(create_source=lambda choice: opened.append(choice) or application.create_source(choice))
    desktop.flow.go(PageKey.EXERCISE)
    desktop.flow.start(SessionPlan(application.exercises.find("squat"), 5, replace(clip, loop=True), get_ready=True))
    scale = desktop.window.session.questions.scale
    assert isinstance(desktop.window.focusWidget(), ScaleView)
    qtbot.keyClick(scale, Qt.Key.Key_Escape)
    assert desktop.window.page is PageKey.EXERCISE
    qtbot.wait(2 * design().motion.digit)
    assert opened == []
    assert not desktop.window.session.is_running
    assert application.visits.visits(application.actor, application.actor.user_id) == ()

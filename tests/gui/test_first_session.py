"""A person's first session, with mouse and keys, on the sample clip as camera."""

import pytest
from front_door_desk import click
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from physiocheck_desktop.domain.session import SessionState
from physiocheck_desktop.gui.app import DesktopWindow, WindowOptions
from physiocheck_desktop.gui.capture.states import RunState
from physiocheck_desktop.gui.models.session_table import SessionColumn
from physiocheck_desktop.gui.places import PageKey
from physiocheck_desktop.gui.widgets.session_controls import Act
from physiocheck_desktop.pipeline.source_choice import SourceChoice
from physiocheck_desktop.services.application import Application

LEFT = Qt.MouseButton.LeftButton


def row_of_history(desktop: DesktopWindow, row: int = 0) -> list[str]:
    model = desktop.window.history.table.model()
    return [model.index(row, column).data() for column in SessionColumn]


def choose_squats(qtbot: QtBot, desktop: DesktopWindow, repetitions: int) -> None:
    page = desktop.window.exercise
    qtbot.keyClicks(page.chooser.search, "squat")
    qtbot.waitUntil(lambda: page.chooser.shown == 3, timeout=10_000)
    cards = page.chooser.cards
    rows = [cards.model().index(row, 0) for row in range(page.chooser.shown)]
    squat = next(index for index in rows if index.data() == "Squat")
    qtbot.mouseClick(cards.viewport(), LEFT, pos=cards.visualRect(squat).center())
    assert page.chosen.key == "squat"
    page.repetitions.field.selectAll()
    qtbot.keyClicks(page.repetitions.field, str(repetitions))


@pytest.mark.slow
def test_a_session_is_chosen_done_summed_up_and_found_in_the_history(
    qtbot: QtBot, open_desktop, application: Application, clip: SourceChoice
) -> None:
    desktop = open_desktop(WindowOptions(source=clip))
    window, session = desktop.window, desktop.window.session
    assert window.page is PageKey.TODAY
    click(qtbot, window.navigation.buttons[PageKey.EXERCISE])
    choose_squats(qtbot, desktop, 3)
    click(qtbot, window.exercise.start_button)
    assert window.page is PageKey.SESSION
    assert not window.navigation.isVisible()

    qtbot.waitUntil(lambda: session.stage.panel.number.number.text == "1", timeout=30_000)
    qtbot.waitUntil(lambda: session.session.kept == 1, timeout=10_000)
    (running,) = application.sessions.history(application.actor)
    assert (running.state, running.repetition_count) == (SessionState.RUNNING, 1), "saved while the session runs"
    assert float(session.stage.panel.score) > 50

    qtbot.waitUntil(lambda: window.page is PageKey.SUMMARY, timeout=30_000)
    assert window.summary.report.repetition_count == "3"
    qtbot.waitUntil(lambda: window.summary.saved_words.startswith("Saved"), timeout=10_000)

    click(qtbot, window.summary.done_button)
    assert window.page is PageKey.EXERCISE
    click(qtbot, window.navigation.buttons[PageKey.HISTORY])
    qtbot.waitUntil(lambda: window.history.table.model().rowCount() == 1, timeout=10_000)
    row = row_of_history(desktop)
    assert row[SessionColumn.EXERCISE] == "Squat"
    assert row[SessionColumn.REPETITIONS] == "3"
    assert row[SessionColumn.STATE] == "Completed"

    window.history.table.setFocus()
    window.history.table.setCurrentIndex(window.history.table.model().index(0, 0))
    qtbot.keyClick(window.history.table, Qt.Key.Key_Return)
    assert window.page is PageKey.DETAIL
    qtbot.waitUntil(lambda: window.detail.title == "Squat", timeout=10_000)
    assert window.detail.report.repetition_count == "3"
    click(qtbot, window.detail.back_button)
    assert window.page is PageKey.HISTORY


@pytest.mark.slow
def test_a_session_is_paused_and_stopped_by_keys_alone_and_keeps_what_was_done(
    qtbot: QtBot, open_desktop, application: Application
) -> None:
    desktop = open_desktop()
    window, session = desktop.window, desktop.window.session
    qtbot.keyClick(window.focusWidget(), Qt.Key.Key_Return)
    assert window.page is PageKey.SESSION
    qtbot.waitUntil(lambda: session.stage.panel.number.number.text == "1", timeout=30_000)

    qtbot.keyClick(window.focusWidget(), Qt.Key.Key_Space)
    assert session.session.state is RunState.PAUSED
    assert session.button(Act.PAUSE).text() == "Continue (Space)"
    qtbot.wait(200)
    seen = session.session.controller.statistics().frames_assessed
    qtbot.wait(400)
    assert session.session.controller.statistics().frames_assessed == seen, "nothing is looked at in a pause"
    qtbot.keyClick(window.focusWidget(), Qt.Key.Key_Space)
    assert session.session.state is RunState.COUNTING
    qtbot.waitUntil(lambda: session.session.controller.statistics().frames_assessed > seen, timeout=10_000)
    assert session.stage.panel.number.number.text == "1", "a pause takes nothing away"

    qtbot.keyClick(window.focusWidget(), Qt.Key.Key_Escape)
    assert session.questions.stop_question.words == ("Stop here?", "What you have done is kept.")
    qtbot.keyClick(window.focusWidget(), Qt.Key.Key_Escape)
    assert session.session.state is RunState.COUNTING, "who changes their mind goes on"
    qtbot.keyClick(window.focusWidget(), Qt.Key.Key_Escape)
    qtbot.keyClick(window.focusWidget(), Qt.Key.Key_Tab)
    qtbot.keyClick(window.focusWidget(), Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: window.page is PageKey.SUMMARY, timeout=10_000)
    assert "Ended early" in window.summary.report.facts
    qtbot.waitUntil(lambda: window.summary.saved_words.startswith("Saved"), timeout=10_000)
    (kept,) = application.sessions.history(application.actor)
    assert kept.state is SessionState.ABANDONED
    assert kept.repetition_count == int(window.summary.report.repetition_count) >= 1


@pytest.mark.slow
def test_the_end_of_a_video_ends_the_session_and_counts_every_repetition(
    qtbot: QtBot, open_desktop, application: Application, clip: SourceChoice
) -> None:
    desktop = open_desktop(
        WindowOptions(
            exercise=application.exercises.find("squat"),
            source=clip,
            repetitions=20,
            start_at_once=True,
            quit_after_summary=True,
        )
    )
    window = desktop.window
    assert window.page is PageKey.SESSION
    qtbot.waitUntil(lambda: window.page is PageKey.SUMMARY, timeout=30_000)
    qtbot.waitUntil(lambda: window.summary.saved_words.startswith("Saved"), timeout=10_000)
    (kept,) = application.sessions.history(application.actor)
    assert (kept.state, kept.repetition_count) == (SessionState.FINISHED, 5)
    click(qtbot, window.summary.done_button)
    assert not window.isVisible()


def test_an_empty_history_says_what_to_do_next_and_leads_there(qtbot: QtBot, open_desktop) -> None:
    desktop = open_desktop()
    window = desktop.window
    click(qtbot, window.navigation.buttons[PageKey.HISTORY])
    qtbot.waitUntil(window.history.empty.isVisible, timeout=10_000)
    click(qtbot, window.history.empty.button)
    assert window.page is PageKey.EXERCISE

"""A database or a disk that takes nothing for a while: told in a sentence, and nothing is lost."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from held_database import held_by_another_program
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot
from session_keys import stop_session

from physiocheck_desktop.bootstrap import build_application
from physiocheck_desktop.config.paths import journal_file
from physiocheck_desktop.config.settings import load_settings
from physiocheck_desktop.domain.session import SessionState
from physiocheck_desktop.gui.app import DesktopWindow, WindowOptions
from physiocheck_desktop.gui.capture.saving import Saving
from physiocheck_desktop.gui.dialogs.question import Question
from physiocheck_desktop.gui.models.report import SessionReport
from physiocheck_desktop.gui.pages.summary import SummaryPage
from physiocheck_desktop.gui.places import PageKey
from physiocheck_desktop.pipeline.source_choice import SourceChoice
from physiocheck_desktop.services.application import Application
from physiocheck_desktop.services.delivery import Safety

pytestmark = pytest.mark.usefixtures("quick_clips")


@pytest.fixture(autouse=True)
def little_patience(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PHYSIOCHECK_DATABASE__BUSY_TIMEOUT_S", "0.2")


def begin_session(
    qtbot: QtBot, open_desktop: Callable[..., DesktopWindow], application: Application, clip: SourceChoice
) -> DesktopWindow:
    """Do one repetition of many."""
    squat = application.exercises.find("squat")
    desktop = open_desktop(
        WindowOptions(exercise=squat, source=replace(clip, loop=True), repetitions=50, start_at_once=True)
    )
    qtbot.waitUntil(lambda: desktop.window.session.session.kept == 1, timeout=30_000)
    return desktop


def test_what_is_not_saved_is_saved_by_the_one_primary_button_and_by_enter(qtbot: QtBot) -> None:
    page, wanted, left = SummaryPage(), [], []
    qtbot.addWidget(page)
    page.save_wanted.connect(lambda: wanted.append(True))
    page.done.connect(lambda: left.append(True))
    page.show()
    page.show_reports([SessionReport("Squat", SessionState.FINISHED, (), (), None, 60.0, counted_by_hand=3)])
    page.show_saving(Saving(Safety.IN_MEMORY, ended=True, to_server=False))
    assert (page.save_button.property("kind"), page.done_button.property("kind")) == ("primary", "secondary")
    qtbot.keyClick(page.focusWidget(), Qt.Key.Key_Return)
    assert (wanted, left) == ([True], [])
    page.show_saving(Saving(Safety.IN_DATABASE, ended=True, to_server=False))
    assert not page.save_button.isVisible()
    assert page.done_button.property("kind") == "primary"


@pytest.mark.slow
def test_a_session_that_ends_while_the_database_takes_nothing_is_there_after_the_next_start(
    qtbot: QtBot, open_desktop, application: Application, clip: SourceChoice, database_file: Path
) -> None:
    desktop = begin_session(qtbot, open_desktop, application, clip)
    window, session = desktop.window, desktop.window.session
    with held_by_another_program(database_file):
        qtbot.waitUntil(lambda: session.notice.startswith("Kept on this computer."), timeout=30_000)
        assert session.is_running, "the session goes on"
        stop_session(qtbot, window)
        qtbot.waitUntil(lambda: window.page is PageKey.SUMMARY, timeout=10_000)
        qtbot.waitUntil(lambda: window.summary.saved_words.startswith("Kept on this computer."), timeout=30_000)
        assert not window.summary.save_button.isVisible(), "there is nothing for the person to do"
        done = int(window.summary.report.repetition_count)
        qtbot.mouseClick(window.summary.done_button, Qt.MouseButton.LeftButton)
        desktop.flow.go(PageKey.HISTORY)
        qtbot.waitUntil(lambda: "still to join your records: 1" in window.history.note, timeout=10_000)
        desktop.close()
        application.close()
    with build_application(load_settings()) as again:
        (kept,) = again.sessions.history(again.actor)
    assert (kept.state, kept.repetition_count) == (SessionState.ABANDONED, done)


@pytest.mark.slow
def test_a_session_that_nothing_takes_is_kept_in_memory_and_saved_when_something_does(
    qtbot: QtBot, open_desktop, application: Application, clip: SourceChoice, database_file: Path
) -> None:
    journal = journal_file(database_file.parent, str(database_file))
    journal.mkdir()  # so that no file can be made there
    desktop = begin_session(qtbot, open_desktop, application, clip)
    window, session = desktop.window, desktop.window.session
    with held_by_another_program(database_file):
        qtbot.waitUntil(lambda: session.notice.startswith("Not saved yet:"), timeout=30_000)
        assert session.session.kept == 1
        assert session.is_running, "the session goes on"
        stop_session(qtbot, window)
        qtbot.waitUntil(lambda: window.page is PageKey.SUMMARY, timeout=10_000)
        qtbot.waitUntil(lambda: window.summary.saved_words.startswith("Not saved yet:"), timeout=30_000)
        for _ in range(2):
            window.close()
        (question,) = [each for each in window.findChildren(Question) if each.isVisible()]
        assert window.isVisible(), "nobody loses it by a slip"
        qtbot.keyClick(question, Qt.Key.Key_Escape)
        assert window.isVisible()
    done = int(window.summary.report.repetition_count)
    assert done >= 2
    qtbot.mouseClick(window.summary.save_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: window.summary.saved_words.startswith("Saved"), timeout=30_000)
    (kept,) = application.sessions.history(application.actor)
    assert (kept.state, kept.repetition_count) == (SessionState.ABANDONED, done)

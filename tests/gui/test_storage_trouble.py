"""A database that cannot be written to for a while: told in a sentence, and nothing is lost."""

import sqlite3
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from physiocheck_desktop.domain.session import SessionState
from physiocheck_desktop.gui.app import WindowOptions
from physiocheck_desktop.gui.shell.page_table import PageKey
from physiocheck_desktop.pipeline.source_choice import SourceChoice
from physiocheck_desktop.services.application import Application


@pytest.mark.slow
def test_repetitions_that_could_not_be_saved_are_told_and_saved_later(
    qtbot: QtBot,
    open_desktop,
    application: Application,
    clip: SourceChoice,
    database_file: Path,
) -> None:
    squat = application.exercises.find("squat")
    desktop = open_desktop(WindowOptions(exercise=squat, source=replace(clip, loop=True), repetitions=50))
    window, session = desktop.window, desktop.window.session
    qtbot.mouseClick(window.exercise.start_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: session.session.kept == 1, timeout=15_000)
    other_program = sqlite3.connect(database_file, isolation_level=None)
    other_program.execute("BEGIN IMMEDIATE")
    try:
        qtbot.waitUntil(lambda: session.notice.startswith("Not saved yet:"), timeout=15_000)
        assert session.session.kept == 1
        assert session.is_running, "the session goes on"
        qtbot.keyClick(window, Qt.Key.Key_Escape)
        qtbot.waitUntil(lambda: window.page is PageKey.SUMMARY, timeout=1_000)
        qtbot.waitUntil(lambda: window.summary.saved_words.startswith("Not saved:"), timeout=15_000)
    finally:
        other_program.rollback()
        other_program.close()
    done = int(window.summary.report.repetition_count)
    assert done >= 2
    qtbot.mouseClick(window.summary.save_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: window.summary.saved_words.startswith("Saved"), timeout=15_000)
    (kept,) = application.sessions.history(application.actor)
    assert (kept.state, kept.repetition_count) == (SessionState.ABANDONED, done)


@pytest.fixture(autouse=True)
def little_patience(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PHYSIOCHECK_DATABASE__BUSY_TIMEOUT_S", "0.2")

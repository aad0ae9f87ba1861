"""The window from start to end: one at a time, what it remembers, its end in every state, and reports of faults."""

import gc
import logging
import os
import stat
import subprocess
import sys
import textwrap
import threading
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from front_door_desk import click, is_in, sign_in, sign_up_patient
from PySide6.QtCore import QCoreApplication, QEvent, Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from physiocheck_desktop.bootstrap import build_application
from physiocheck_desktop.config.settings import load_settings
from physiocheck_desktop.domain.session import SessionState
from physiocheck_desktop.gui.app import DesktopWindow, PersonAtStart, WindowOptions, only_window, run_window
from physiocheck_desktop.gui.background import Background
from physiocheck_desktop.gui.dialogs.problem_dialog import ProblemDialog
from physiocheck_desktop.gui.pages.account import AccountPage
from physiocheck_desktop.gui.places import PageKey
from physiocheck_desktop.gui.problem_report import reports_folder
from physiocheck_desktop.gui.shell.main_window import MainWindow
from physiocheck_desktop.gui.theme.active import design
from physiocheck_desktop.gui.widgets.form import Form
from physiocheck_desktop.pipeline.source_choice import SourceChoice
from physiocheck_desktop.services.application import Application
from physiocheck_desktop.services.theme import Theme

LONGEST_MS = 25_000
ROOT = Path(__file__).resolve().parents[2]


def window() -> MainWindow:
    return next(each for each in QApplication.topLevelWidgets() if isinstance(each, MainWindow) and each.isVisible())


def run_until(
    application: Application, options: WindowOptions, ready: Callable[[], bool], then: Callable[[], None]
) -> int:
    """Run the window as the command does, do something once it is ready, and return its exit code."""
    watch = QTimer()
    watch.setInterval(50)

    def look() -> None:
        if ready():
            watch.stop()
            then()

    watch.timeout.connect(look)
    watch.start()
    end = QTimer()
    end.setSingleShot(True)
    end.timeout.connect(QApplication.quit)  # what is not ready by then fails, and hangs nothing
    end.start(LONGEST_MS)
    try:
        return run_window(application, options)
    finally:
        end.stop()
        watch.stop()
        forget_the_end()


def forget_the_end() -> None:
    """Take back a second wish to quit, which would let no loop run in the tests that follow in this process."""
    QTimer.singleShot(0, QApplication.quit)
    QApplication.exec()
    QCoreApplication.removePostedEvents(QApplication.instance(), QEvent.Type.Quit)


ASK = WindowOptions(person=PersonAtStart.ASK)


def test_the_window_ends_while_it_looks_something_up(qtbot: QtBot, application: Application) -> None:
    asked = threading.Event()

    def slow(*_: object) -> object:
        asked.set()
        threading.Event().wait(1.0)
        return application.exercises

    sign_up_patient(application)
    slowed = replace(application, exercises_of=slow)
    desktop = DesktopWindow(slowed, ASK)
    desktop.show()
    sign_in(qtbot, desktop)
    qtbot.waitUntil(asked.is_set, timeout=30_000)
    desktop.close()
    assert not desktop.window.isVisible()
    assert not is_in(desktop), "whoever has not come in before the end does not come in after it"


def test_the_window_ends_while_it_is_locked_over_a_dialog(qtbot: QtBot, application: Application) -> None:
    sign_up_patient(application)
    desktop = DesktopWindow(application, ASK)
    desktop.show()
    sign_in(qtbot, desktop)
    qtbot.waitUntil(lambda: is_in(desktop), timeout=30_000)
    desktop.reception.menu.choices["account"].trigger()
    click(qtbot, desktop.window.workspace.page(PageKey.ACCOUNT, AccountPage).password_button)
    desktop.reception.lock()
    assert desktop.reception.is_locked
    desktop.close()
    assert not desktop.window.isVisible()
    assert QGuiApplication.modalWindow() is None


def test_size_and_theme_are_remembered(qtbot: QtBot, open_desktop: Callable[..., DesktopWindow]) -> None:
    first = open_desktop()
    first.theme.choose(Theme.LIGHT)
    click(qtbot, first.window.navigation.theme_button)
    assert design().dark
    first.window.resize(first.window.width(), 700)  # the screen of the tests is narrow
    first.close()
    second = open_desktop()
    assert second.theme.choice is Theme.DARK
    assert second.window.height() == 700


def test_what_the_window_remembers_may_be_damaged(
    data_folder: Path, open_desktop: Callable[..., DesktopWindow]
) -> None:
    file = data_folder / "window" / "window.ini"
    file.parent.mkdir(parents=True)
    file.write_bytes(b"[window]\ngeometry=@ByteArray(rubbish)\ntheme=pink\n\xff\xfe\x00")
    assert open_desktop().window.isVisible()


SECOND_START = """
    import sys
    from physiocheck_desktop.cli.app import run
    sys.exit(run([]))
"""


def test_a_second_start_brings_the_first_window_to_the_front_and_ends_with_a_sentence(
    qtbot: QtBot, data_folder: Path
) -> None:
    with only_window(data_folder) as first:
        assert first is not None
        first.watch()
        with qtbot.waitSignal(first.called, timeout=30_000):
            second = subprocess.run(
                [sys.executable, "-c", textwrap.dedent(SECOND_START)],
                env={**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": str(ROOT)},
                capture_output=True,
                text=True,
                check=False,
                timeout=60,
            )
    assert second.returncode == 0, second.stderr
    assert second.stdout == "PhysioCheck is open already; its window has been brought to the front.\n"
    assert not (data_folder / "physiocheck.sqlite3").exists(), "nothing was opened"
    with only_window(data_folder) as third:
        assert third is not None, "the first has let go"


FIRST_START = """
    import sys
    from physiocheck_desktop.cli.app import run
    from physiocheck_desktop.gui.shell.main_window import MainWindow
    from PySide6.QtCore import QTimer

    def come(window):
        print("in front", flush=True)
        window.close_at_once()

    def tell(window, event, show=MainWindow.showEvent):
        show(window, event)
        QTimer.singleShot(0, lambda: print("open", flush=True))

    MainWindow.bring_to_front, MainWindow.showEvent = come, tell
    sys.exit(run(["--exercise", "squat"]))
"""


def test_the_window_of_a_process_is_called_by_the_second_start(data_folder: Path) -> None:
    """In the tests' own process there is a QApplication before anything is claimed."""
    surroundings = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": str(ROOT)}
    programs = [[sys.executable, "-c", textwrap.dedent(each)] for each in (FIRST_START, SECOND_START)]
    with subprocess.Popen(
        programs[0], env=surroundings, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as first:
        assert first.stdout is not None
        assert first.stderr is not None
        stop = threading.Timer(60.0, first.kill)
        stop.start()
        try:
            assert first.stdout.readline() == "open\n", first.stderr.read()
            subprocess.run(programs[1], env=surroundings, check=True, capture_output=True, timeout=60)
            assert first.stdout.readline() == "in front\n"
            assert first.wait(30) == 0
            assert "QSocketNotifier" not in first.stderr.read()
        finally:
            stop.cancel()


def test_the_first_window_comes_back_from_the_task_bar(
    qtbot: QtBot, open_desktop: Callable[..., DesktopWindow]
) -> None:
    first = open_desktop().window
    first.showMinimized()
    first.bring_to_front()
    assert not first.isMinimized()
    assert first.isVisible()


SOMEBODY = "Anna Muster"


def fail_for(name: str) -> None:
    raise ValueError(f"nobody expected {name}")


def test_a_fault_leaves_a_report_without_names_and_the_window_stays(
    qtbot: QtBot, application: Application, data_folder: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.CRITICAL)
    desktop = DesktopWindow(application)
    desktop.show()
    for where in ("here", "elsewhere"):
        other = threading.Thread(target=fail_for, args=(SOMEBODY,))
        if where == "here":
            try:
                fail_for(SOMEBODY)
            except ValueError as error:
                sys.excepthook(type(error), error, error.__traceback__)
        else:
            other.start()
            other.join()
    qtbot.waitUntil(lambda: desktop.window.findChild(ProblemDialog) is not None, timeout=10_000)
    dialog = desktop.window.findChild(ProblemDialog)
    qtbot.waitUntil(lambda: dialog.further == "Since then it has happened again: 1", timeout=10_000)
    (report,) = reports_folder(data_folder).iterdir()
    text = report.read_text(encoding="utf-8")
    assert "PhysioCheck" in text
    assert "ValueError" in text
    assert "fail_for" in text
    assert SOMEBODY not in text
    if os.name != "nt":
        assert stat.S_IMODE(report.stat().st_mode) == 0o600
    click(qtbot, dialog.copy_button)
    assert QGuiApplication.clipboard().text() == text
    assert dialog.folder_button.isVisible()
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert desktop.window.isVisible()
    assert desktop.window.page is PageKey.TODAY
    desktop.close()


def test_whoever_starts_without_an_account_in_the_database_is_not_asked(data_folder: Path) -> None:
    with build_application(load_settings()) as application:
        assert not application.people.are_asked


def test_the_window_ends_on_its_front_page(qtbot: QtBot, application: Application) -> None:
    assert run_until(application, ASK, lambda: not window().somebody_is_there, lambda: window().close()) == 0


def test_the_window_ends_in_the_middle_of_a_session_and_keeps_what_was_done(
    qtbot: QtBot, application: Application, clip: SourceChoice
) -> None:
    looped = replace(clip, loop=True)
    squat = application.exercises.find("squat")
    options = WindowOptions(exercise=squat, source=looped, repetitions=50, start_at_once=True)

    def has_done_one() -> bool:
        return any(record.repetition_count for record in application.sessions.history(application.actor))

    assert run_until(application, options, has_done_one, lambda: window().close()) == 0
    (kept,) = application.sessions.history(application.actor)
    assert kept.state is SessionState.ABANDONED
    assert kept.repetition_count >= 1


def test_a_form_that_was_never_shown_takes_its_buttons_with_it(qtbot: QtBot, qapp: QApplication) -> None:
    before = set(qapp.topLevelWidgets())
    background = Background("forms")
    form = Form(background, "Sign in", "", "Send")
    form.add_link("Somewhere else").clicked.connect(form.left)
    assert form.send_button in qapp.topLevelWidgets()
    form.deleteLater()
    del form
    for _ in range(2):  # the form, then what goes with it
        gc.collect()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert set(qapp.topLevelWidgets()) <= before
    background.stop(10.0)

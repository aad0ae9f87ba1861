"""The window as the command opens it: its loop, its end, and a process that ends although a driver hangs."""

import os
import signal
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from physiocheck_desktop.domain.session import SessionState
from physiocheck_desktop.gui.app import WindowOptions, run_window
from physiocheck_desktop.gui.shell.main_window import MainWindow
from physiocheck_desktop.pipeline.source_choice import SourceChoice
from physiocheck_desktop.services.application import Application

ROOT = Path(__file__).resolve().parents[2]


def close_what_is_seen() -> None:
    for window in QApplication.topLevelWidgets():
        if isinstance(window, MainWindow) and window.isVisible():
            window.close()


def test_the_window_runs_until_it_is_closed(qtbot: QtBot, application: Application) -> None:
    watch = QTimer(interval=200)
    watch.timeout.connect(close_what_is_seen)
    watch.start()
    assert run_window(application) == 0
    watch.stop()


@pytest.mark.skipif(sys.platform == "win32", reason="there is no such signal to send on Windows")
def test_ctrl_c_in_the_terminal_ends_a_running_session_and_keeps_it(
    qtbot: QtBot, application: Application, clip: SourceChoice
) -> None:
    def interrupt_once_it_runs() -> None:
        if application.sessions.history(application.actor):
            watch.stop()
            os.kill(os.getpid(), signal.SIGINT)

    watch = QTimer()
    watch.setInterval(100)
    watch.timeout.connect(interrupt_once_it_runs)
    watch.start()
    before = signal.getsignal(signal.SIGINT)
    squat = application.exercises.find("squat")
    assert run_window(application, WindowOptions(exercise=squat, source=clip, start_at_once=True)) == 0
    (kept,) = application.sessions.history(application.actor)
    assert kept.state is SessionState.ABANDONED
    assert signal.getsignal(signal.SIGINT) is before


HANGING_PROGRAM = """
    import sys
    from dataclasses import replace
    from PySide6.QtCore import QTimer
    from PySide6.QtWidgets import QApplication
    from fake_cameras import FakeCamera
    from physiocheck_desktop.bootstrap import build_application
    from physiocheck_desktop.config.settings import load_settings
    from physiocheck_desktop.gui.app import WindowOptions, run_window
    from physiocheck_desktop.gui.shell.main_window import MainWindow

    camera = FakeCamera()

    def close():
        window = next(each for each in QApplication.topLevelWidgets() if isinstance(each, MainWindow))
        if camera.given < 20:
            QTimer.singleShot(100, close)
            return
        camera.hang()
        QTimer.singleShot(300, window.close)

    qt = QApplication([])
    with build_application(load_settings()) as application:
        faked = replace(application, create_source=lambda _: camera, list_cameras=lambda: ())
        QTimer.singleShot(500, close)
        code = run_window(faked, WindowOptions(start_at_once=True))
    print("closed", flush=True)
    sys.exit(code)
"""


IDLE_PROGRAM = """
    import os, signal, sys, threading, time
    from PySide6.QtWidgets import QApplication
    from physiocheck_desktop.bootstrap import build_application
    from physiocheck_desktop.config.settings import load_settings
    from physiocheck_desktop.gui.app import run_window

    request = signal.Signals[sys.argv[1]]

    def ask_to_end():
        while signal.getsignal(request) is signal.SIG_DFL:
            time.sleep(0.05)
        time.sleep(2.0)
        os.kill(os.getpid(), request)

    qt = QApplication([])
    threading.Thread(target=ask_to_end, daemon=True).start()
    with build_application(load_settings()) as application:
        sys.exit(run_window(application))
"""


def variables_of_a_program() -> dict[str, str]:
    return {
        **os.environ,
        "QT_QPA_PLATFORM": "offscreen",
        "PYTHONPATH": os.pathsep.join((str(ROOT), str(ROOT / "tests" / "support"))),
    }


@pytest.mark.skipif(sys.platform == "win32", reason="there are no such signals to send on Windows")
@pytest.mark.parametrize("request_to_end", ["SIGTERM", "SIGHUP"])
def test_a_window_in_which_nothing_happens_closes_when_it_is_asked_to_end(
    data_folder: Path, request_to_end: str
) -> None:
    program = textwrap.dedent(IDLE_PROGRAM)
    ended = subprocess.run(
        [sys.executable, "-c", program, request_to_end],
        env=variables_of_a_program(),
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert ended.returncode == 0, ended.stderr


def test_the_process_ends_cleanly_although_a_driver_hangs_for_ever(data_folder: Path) -> None:
    program = textwrap.dedent(HANGING_PROGRAM)
    with subprocess.Popen(
        [sys.executable, "-c", program],
        env=variables_of_a_program(),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "closed\n", process.stderr and process.stderr.read()
        assert process.wait(10) == 0, "the driver would hang for ever"

"""A message after which Qt ends the program: a report is there all the same, and the next start tells of it."""

import os
import subprocess
import sys
import textwrap
from collections.abc import Callable
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from physiocheck_desktop.gui.app import DesktopWindow

PROGRAM = """
    from PySide6.QtCore import QTimer, qCritical, qFatal
    from PySide6.QtWidgets import QApplication
    from physiocheck_desktop.bootstrap import build_application
    from physiocheck_desktop.config.settings import load_settings
    from physiocheck_desktop.gui.app import run_window

    def end() -> None:
        qCritical("something that Qt gets over")
        qFatal("the window system is gone")

    qt = QApplication([])
    with build_application(load_settings()) as application:
        QTimer.singleShot(100, end)
        run_window(application)
"""


def reports(data_folder: Path) -> list[Path]:
    return sorted((data_folder / "reports").glob("*.txt"))


@pytest.mark.slow
def test_a_fatal_message_leaves_a_report_that_the_next_start_tells_of_once(
    qtbot: QtBot, open_desktop: Callable[..., DesktopWindow], data_folder: Path
) -> None:
    ended = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(PROGRAM)],
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
        capture_output=True,
        timeout=120,
        check=False,
    )
    assert ended.returncode != 0
    (report,) = reports(data_folder)
    text = report.read_text(encoding="utf-8")
    assert "\nQt: " in text
    assert "in end" in text, "which lines led to it"
    assert "gets over" not in text
    assert report.stat().st_mode & 0o077 == 0

    said = open_desktop().window.toasts.shown
    (told,) = reports(data_folder)
    assert said == (
        f"The last time, a fault ended the program. What was done until then is kept. A report is in {told}.",
    )
    assert open_desktop().window.toasts.shown == ()

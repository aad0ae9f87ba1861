"""How long it takes from the start of the program until the sign-in is seen, with its files in memory already."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Final

from environment import ROOT

STARTS: Final = 5

_PROGRAM: Final = """
import sys, time
from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication

class Eye(QObject):
    def eventFilter(self, watched, event):
        if event.type() is QEvent.Type.Paint and type(watched).__name__ == "FrontPage":
            application.removeEventFilter(self)
            QTimer.singleShot(0, self.seen)
        return False

    def seen(self):
        print(time.time(), time.process_time(), flush=True)
        QApplication.closeAllWindows()

application = QApplication(sys.argv[:1])
eye = Eye()
application.installEventFilter(eye)
from physiocheck_desktop.cli.app import app
sys.argv = ["physiocheck"]
app()
"""
"""The program as its command starts it, with an eye on the first time that the front page is painted."""

_CLINIC: Final = """
from physiocheck_desktop.bootstrap import build_application
from physiocheck_desktop.config.settings import load_settings
from physiocheck_desktop.domain.people import Role
with build_application(load_settings()) as application:
    people, words = application.people, "violet anchor prairie lamp"
    people.front_door.sign_up(Role.PATIENT, "Anna Muster", "anna@example.org", words, people.origin)
"""
"""Somebody has an account, so that whoever starts the program is asked who they are."""


def run() -> dict[str, float]:
    """Start the program a few times and return how long it took, milliseconds: by the clock and computed."""
    with tempfile.TemporaryDirectory() as folder:
        environment = {
            **os.environ,
            "QT_QPA_PLATFORM": "offscreen",
            "PYTHONPATH": str(ROOT),
            "PHYSIOCHECK_DATA_FOLDER": str(Path(folder) / "data"),
            "PHYSIOCHECK_CONFIG_FILE": str(Path(folder) / "settings.toml"),
            "PYTHON_KEYRING_BACKEND": "keyring.backends.fail.Keyring",
            # Where Python is told to keep nothing that it compiled, as on many machines for tests, none would be warm.
            "PYTHONPYCACHEPREFIX": str(Path(folder) / "compiled"),
        }
        environment.pop("PYTHONDONTWRITEBYTECODE", None)
        Path(folder, "settings.toml").touch()
        subprocess.run([sys.executable, "-c", _CLINIC], env=environment, check=True)
        taken = [_start(environment) for _ in range(STARTS + 1)][1:]
    return {
        "sign_in_seen_median_ms": statistics.median(each[0] for each in taken),
        "sign_in_seen_longest_ms": max(each[0] for each in taken),
        "sign_in_processor_median_ms": statistics.median(each[1] for each in taken),
    }


def _start(environment: dict[str, str]) -> tuple[float, float]:
    """Return what one start took: by the clock, and computed."""
    begun_s = time.time()
    done = subprocess.run(
        [sys.executable, "-c", _PROGRAM], env=environment, check=True, capture_output=True, text=True, timeout=120
    )
    seen_s, processor_s = map(float, done.stdout.split()[:2])
    return (seen_s - begun_s) * 1000.0, processor_s * 1000.0

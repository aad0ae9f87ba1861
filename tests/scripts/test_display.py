"""The system packages that the set-up asks for are enough for a window on a real X display."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
pytestmark = pytest.mark.skipif(
    not sys.platform.startswith("linux") or shutil.which("Xvfb") is None, reason="Xvfb exists on Linux alone"
)
OPEN_AND_CLOSE = """
import os, signal, sys, threading, time
from physiocheck_desktop.cli.app import run
from PySide6.QtGui import QGuiApplication

def close_when_open():
    while signal.getsignal(signal.SIGINT) is signal.default_int_handler:  # the open window puts its own in place
        time.sleep(0.05)
    time.sleep(1.0)
    os.kill(os.getpid(), signal.SIGINT)

threading.Thread(target=close_when_open, daemon=True).start()
code = run(["demo"])
print("PLATFORM", QGuiApplication.platformName())
sys.exit(code)
"""


@pytest.fixture
def display() -> Iterator[str]:
    """A display that nobody sees, with a number that the server chose itself."""
    reading, writing = os.pipe()
    command = ["Xvfb", "-displayfd", str(writing), "-screen", "0", "1280x720x24", "-nolisten", "tcp"]
    with subprocess.Popen(command, pass_fds=[writing], stderr=subprocess.DEVNULL) as server:
        os.close(writing)
        with os.fdopen(reading) as number:
            yield f":{number.readline().strip()}"
        server.terminate()


@pytest.mark.slow
def test_the_window_opens_on_an_x_display_and_closes_without_complaint(display: str) -> None:
    variables = {name: value for name, value in os.environ.items() if not name.startswith(("QT_", "WAYLAND_"))}
    variables["DISPLAY"] = display

    finished = subprocess.run(
        [sys.executable, "-c", OPEN_AND_CLOSE],
        cwd=ROOT,
        env=variables,
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )

    assert finished.returncode == 0, finished.stderr
    assert finished.stdout.splitlines()[-1] == "PLATFORM xcb"
    assert "qt." not in finished.stderr

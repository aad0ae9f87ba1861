"""A test that leaves something running, or during which something went wrong unheard, does not pass."""

from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
SET_UP = """
pytest_plugins = ("leaks",)
def pytest_configure():
    import leaks
    leaks.PATIENCE_S = 0.1
"""
NOISY = {  # what is complained of, and the test that does it
    "threads were left behind: forgotten": """
import threading, time
def test_noisy():
    threading.Thread(target=time.sleep, args=(1.0,), name="forgotten").start()
""",
    "threads were left behind: <": """
from PySide6.QtCore import QThread
class Sleeper(QThread):
    def run(self):
        QThread.msleep(1000)
def test_noisy(qtbot):
    global sleeper
    sleeper = Sleeper()
    sleeper.start()
""",
    "the picture is empty": """
from PySide6.QtCore import QObject, QTimer, qWarning
def test_noisy(qtbot):
    qWarning("the picture is empty")
""",
    "ZeroDivisionError": """
import threading
def test_noisy():
    thread = threading.Thread(target=lambda: 1 / 0)
    thread.start()
    thread.join()
""",
    "ValueError: unheard": """
class Fragile:
    def __del__(self):
        raise ValueError("unheard")
def test_noisy():
    Fragile()
""",
    "this goes away soon": """
import warnings
def test_noisy():
    warnings.warn("this goes away soon", DeprecationWarning)
""",
    "unclosed file": """
def test_noisy():
    open(__file__)
""",
}
QUIET = """
import threading
from PySide6.QtCore import QThread
def test_quiet(qtbot):
    thread = threading.Thread(target=lambda: None)
    thread.start()
    worker = QThread()
    worker.start()
    worker.quit()
    assert worker.wait(3000)
"""


@pytest.fixture
def project(pytester: pytest.Pytester) -> pytest.Pytester:
    pytester.makeconftest(SET_UP)
    return pytester


@pytest.mark.parametrize("complaint", NOISY)
def test_noise_makes_a_test_fail(complaint: str, project: pytest.Pytester) -> None:
    project.makepyfile(NOISY[complaint])

    result = run(project)

    counted = result.parseoutcomes()
    assert counted.get("failed", 0) + counted.get("errors", 0) >= 1, result.stdout.str()
    assert complaint in result.stdout.str()


def test_threads_that_end_in_time_are_no_noise(project: pytest.Pytester) -> None:
    project.makepyfile(QUIET)

    run(project).assert_outcomes(passed=1)


def run(pytester: pytest.Pytester) -> pytest.RunResult:
    """Run the tests of a folder with the settings of this project."""
    return pytester.runpytest_subprocess("-c", str(ROOT / "pyproject.toml"), str(pytester.path))

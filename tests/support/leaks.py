"""A pytest plugin that fails a test which leaves a thread behind, of Python's or of Qt's."""

import gc
import sys
import threading
from collections.abc import Iterator
from time import monotonic, sleep

import pytest

PATIENCE_S = 5.0
"""How long a thread that was told to end may take after its test."""


@pytest.fixture(autouse=True)
def no_thread_is_left_behind(request: pytest.FixtureRequest) -> Iterator[None]:
    """Fail a test after which a thread still runs that was not there before and would hold the program open."""
    before = set(threading.enumerate())
    yield
    watches_qt = "qtbot" in request.fixturenames
    until = monotonic() + PATIENCE_S
    while (left := _left_threads(before, watches_qt=watches_qt)) and monotonic() < until:
        sleep(0.02)
    if left:
        pytest.fail(f"threads were left behind: {', '.join(left)}")


def _left_threads(before: set[threading.Thread], *, watches_qt: bool) -> list[str]:
    new = set(threading.enumerate()) - before
    left = [thread.name for thread in new if thread.is_alive() and not thread.daemon]
    return left + (_running_qt_threads() if watches_qt else [])


def _running_qt_threads() -> list[str]:
    """Return the names of the QThreads that run, looked for among all objects because Python keeps no list of them."""
    core = sys.modules.get("PySide6.QtCore")
    shiboken = sys.modules.get("shiboken6")
    if core is None or shiboken is None:
        return []
    main = core.QThread.currentThread()
    return [
        thread.objectName() or repr(thread)
        for thread in gc.get_objects()
        if issubclass(type(thread), core.QThread) and shiboken.isValid(thread) and thread != main and thread.isRunning()
    ]

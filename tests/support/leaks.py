"""A pytest plugin that fails a test which leaves a thread behind, of Python's or of Qt's."""

import sys
import threading
from collections.abc import Iterator
from time import monotonic, sleep
from typing import Any
from weakref import WeakSet

import pytest

PATIENCE_S = 5.0
"""How long a thread that was told to end may take after its test."""

_started: WeakSet[Any] = WeakSet()
"""The QThreads that were started and are not gone."""


@pytest.fixture(autouse=True)
def no_thread_is_left_behind(request: pytest.FixtureRequest) -> Iterator[None]:
    """Fail a test after which a thread still runs that was not there before and would hold the program open."""
    before = set(threading.enumerate())
    _note_started()
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
    """Return the names of the QThreads that Python has started and that run."""
    shiboken = sys.modules.get("shiboken6")
    if shiboken is None:
        return []
    return [
        thread.objectName() or repr(thread)
        for thread in list(_started)
        if shiboken.isValid(thread) and thread.isRunning()
    ]


def _note_started() -> None:
    """Keep a list of the QThreads that are started, which neither Python nor Qt does, from Qt's first test on.

    To look for them among all objects instead took longer, after two thousand tests, than the tests themselves.
    """
    core = sys.modules.get("PySide6.QtCore")
    if core is None or hasattr(core.QThread.start, "notes"):
        return
    start = core.QThread.start

    def noting(thread: Any, *arguments: Any) -> None:
        _started.add(thread)
        start(thread, *arguments)

    noting.notes = True  # type: ignore[attr-defined]
    core.QThread.start = noting

"""How long it takes until a page is seen, made for the first time and again, with a patient's months of records."""

from __future__ import annotations

import os
import statistics
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any, Final

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QCoreApplication, QEvent, QEventLoop, QObject, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from physiocheck_desktop.bootstrap import build_sample_application, make_sample_clinic, sample_settings
from physiocheck_desktop.config.collector import pass_by_what_is_there
from physiocheck_desktop.config.settings import load_settings
from physiocheck_desktop.gui.app import DesktopWindow, PersonAtStart, WindowOptions
from physiocheck_desktop.gui.pages.front.letting_in import person_of
from physiocheck_desktop.gui.places import PageKey
from physiocheck_desktop.services.application import Application
from physiocheck_desktop.services.sample_clinic.people import INES
from physiocheck_desktop.services.sessions import utc_now

FIRST: Final = "first page"
"""The one that somebody sees who has just signed in, with all that is around it."""
ROUNDS: Final = 4
SETTLE_MS: Final = 400
LONGEST_MS: Final = 20_000


class _Painted(QObject):
    """Notes when a widget was painted for the first time since it was asked for."""

    def __init__(self, page: QWidget, note: Callable[[], None]) -> None:
        super().__init__()
        self._page, self._note = page, note
        page.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802  (Qt's name)
        """Note the first paint, once it is over, and before whatever else waits by then."""
        if watched is self._page and event.type() is QEvent.Type.Paint:
            self._page.removeEventFilter(self)
            QCoreApplication.postEvent(self, QEvent(QEvent.Type.User), Qt.EventPriority.HighEventPriority.value)
        return False

    def customEvent(self, event: QEvent) -> None:  # noqa: N802  (Qt's name)
        """The page has been painted."""
        del event
        self._note()


@dataclass(slots=True)
class _Times:
    """Of one page, milliseconds."""

    seen: list[float] = field(default_factory=list)
    own: list[float] = field(default_factory=list)
    filled: list[float] = field(default_factory=list)


def run() -> dict[str, Any]:
    """Open every page of the navigation, and one session of the past, again and again.

    Returns:
        Of each page how long it took until it was seen (`seen`), what of that the window's thread computed (`own`), and
        until what it looks up was there as well (`filled`): the first time, and the median of later times.
    """
    pass_by_what_is_there()  # as the program does once it has loaded what it needs
    with tempfile.TemporaryDirectory() as folder:
        settings = sample_settings(load_settings().model_copy(update={"data_folder": Path(folder)}))
        make_sample_clinic(settings, utc_now())
        with build_sample_application(settings) as application:
            return _measured(application)


def _measured(application: Application) -> dict[str, Any]:
    desktop = DesktopWindow(application, WindowOptions(person=PersonAtStart.ASK))
    window, people = desktop.window, application.people
    window.resize(1280, 720)
    desktop.show()
    _wait(SETTLE_MS)
    signed_in = people.front_door.sign_in(INES.email, INES.password, people.origin)
    person = person_of(application, signed_in)
    found: dict[str, _Times] = {FIRST: _timed(desktop, lambda: desktop.reception.let_in(person), _Times())}
    keys = list(window.navigation.buttons)
    for _ in range(ROUNDS):
        for key in keys:
            times = found.setdefault(f"page {key.value}", _Times())
            _timed(desktop, partial(_click, window.navigation.buttons[key]), times)
            if key is PageKey.HISTORY:
                past = found.setdefault("one session of the past", _Times())
                _timed(desktop, lambda: window.history.open_row(0), past)
    desktop.close()
    return {name: _summary(times) for name, times in found.items()}


def _timed(desktop: DesktopWindow, lead: Callable[[], None], times: _Times) -> _Times:
    """Note how long it takes to be led to a page, and wait until the window has come to rest."""
    loop = QEventLoop()
    left = {"seen", "filled"}
    begun_s, begun_own_s = time.perf_counter(), time.thread_time()

    def note(what: str, where: list[float]) -> None:
        where.append((time.perf_counter() - begun_s) * 1000.0)
        if what == "seen":
            times.own.append((time.thread_time() - begun_own_s) * 1000.0)
        left.discard(what)
        if not left:
            loop.quit()

    lead()
    workspace = desktop.window.workspace
    page = workspace.page(workspace.shown, QWidget) if workspace.shown is not None else workspace
    watcher = _Painted(page, lambda: note("seen", times.seen))
    # What a page looks up is done one thing after another, and this comes after all of it.
    workspace.context.records.run(
        "come last", lambda: None, lambda _: note("filled", times.filled), lambda _: note("filled", times.filled)
    )
    QTimer.singleShot(LONGEST_MS, loop.quit)
    loop.exec()
    watcher.deleteLater()
    _wait(SETTLE_MS)
    return times


def _click(button: QWidget) -> None:
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def _wait(milliseconds: int) -> None:
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()
    QApplication.sendPostedEvents()


def _summary(times: _Times) -> dict[str, float]:
    again = slice(1, None) if len(times.seen) > 1 else slice(None)
    return {
        "seen_first_ms": times.seen[0],
        "seen_again_ms": statistics.median(times.seen[again]),
        "own_first_ms": times.own[0],
        "own_again_ms": statistics.median(times.own[again]),
        "filled_first_ms": times.filled[0],
        "filled_again_ms": statistics.median(times.filled[again]),
    }

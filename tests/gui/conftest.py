"""A real window on a real application: MediaPipe, SQLite and the sample clip; only cameras are faked, and a pace."""

import gc
import os
import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from fake_cameras import FakeCamera
from kept_months import KeptMonths, keep_months
from quick_clips import play_clips_quickly

from physiocheck_desktop.bootstrap import build_application
from physiocheck_desktop.bootstrap.records import open_database
from physiocheck_desktop.config.collector import pass_by_what_is_there
from physiocheck_desktop.config.paths import make_private_folder
from physiocheck_desktop.config.resources import resource_folder
from physiocheck_desktop.config.settings import load_settings
from physiocheck_desktop.pipeline.source_choice import SourceChoice
from physiocheck_desktop.services import passwords
from physiocheck_desktop.services.application import Application

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from physiocheck_desktop.gui.app import DesktopWindow, PersonAtStart, WindowOptions
from physiocheck_desktop.gui.capture.states import Patience
from physiocheck_desktop.gui.shell.main_window import MainWindow
from physiocheck_desktop.gui.theme.active import design, wear
from physiocheck_desktop.gui.theme.stylesheet import make_palette, make_stylesheet
from physiocheck_desktop.gui.theme.tokens import LIGHT
from physiocheck_desktop.gui.voice.voice import Silence, Voice

OpenDesktop = Callable[..., DesktopWindow]

_BCRYPTS_LEAST_COST = 4
SAMPLE = resource_folder() / "samples" / "squat.mp4"


@pytest.fixture(autouse=True)
def passwords_are_checked_in_a_moment(monkeypatch: pytest.MonkeyPatch) -> None:
    """Hash with bcrypt's least cost: what the program asks of a thief's computer it would ask of every test as well."""
    monkeypatch.setattr(passwords, "LEAST_COST", _BCRYPTS_LEAST_COST)
    monkeypatch.setattr(passwords, "MOST_COST", _BCRYPTS_LEAST_COST)


@pytest.fixture(scope="session", autouse=True)
def collector_passes_by_what_is_loaded() -> None:
    """Let `what_is_left_is_let_go` look through what tests have made, and not through all libraries each time."""
    gc.collect()
    pass_by_what_is_there()


@pytest.fixture(autouse=True)
def what_is_left_is_let_go() -> Iterator[None]:
    """Collect at once the widgets that refer to each other in a circle, as charts do, and in no other thread.

    Left to the collector's own time there were more than a thousand, and every later window styled them all anew.
    """
    gc.disable()  # as a window does; a test may run threads without one
    yield
    if QApplication.instance() is not None and QApplication.topLevelWidgets():
        for window in QApplication.topLevelWidgets():
            if isinstance(window, MainWindow):  # its connections hold it, and another test would take it for its own
                window.deleteLater()
        gc.collect()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    gc.enable()


@pytest.fixture
def application(database_file: Path, new_tables: Path) -> Iterator[Application]:
    make_private_folder(database_file.parent)
    shutil.copyfile(new_tables, database_file)
    with build_application(load_settings()) as built:
        # Looking for cameras takes seconds where there are drivers for none.
        yield replace(built, list_cameras=lambda: ())


@pytest.fixture
def months(application: Application) -> KeptMonths:
    """Weeks of exercising of the patient of this computer, which end today."""
    database = open_database(load_settings())
    try:
        return keep_months(database, application.actor, datetime.now(UTC), weeks=8)
    finally:
        database.close()


@pytest.fixture
def clip() -> SourceChoice:
    """The sample clip as a camera."""
    return SourceChoice(camera=None, video=str(SAMPLE), live=True, mirror=True)


@pytest.fixture
def quick_clips(monkeypatch: pytest.MonkeyPatch) -> None:
    """Play clips in a fraction of their time, for what becomes of repetitions however long they take."""
    play_clips_quickly(monkeypatch)


@pytest.fixture
def open_desktop(qtbot: QtBot, application: Application, clip: SourceChoice) -> Iterator[OpenDesktop]:
    """Return an opener of windows; each must end without an error that nobody caught."""
    opened: list[DesktopWindow] = []
    uncaught: list[Exception] = []

    def open_one(
        options: WindowOptions | None = None,
        patience: Patience | None = None,
        voice: Voice | None = None,
        **changes: object,
    ) -> DesktopWindow:
        desktop = DesktopWindow(
            replace(application, **changes),
            options or WindowOptions(exercise=application.exercises.find("squat"), source=clip),
            patience,
            voice or Silence(),
        )
        desktop.errors.reported.connect(uncaught.append)
        opened.append(desktop)
        desktop.show()
        qtbot.waitExposed(desktop.window)
        stray = [each for each in QApplication.topLevelWidgets() if each.isVisible() and not each.parentWidget()]
        assert {type(each) for each in stray} == {MainWindow}, "whatever else is a window keeps the program from ending"
        return desktop

    yield open_one
    for desktop in opened:
        desktop.close()
        desktop.window.deleteLater()
    # At once, or each window that is opened later would style this one anew, and none would be let go.
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert uncaught == []


@pytest.fixture(autouse=True)
def usual_look() -> Iterator[None]:
    """Leave large text and dark colours to the test that chose them."""
    yield
    application = QApplication.instance()
    if isinstance(application, QApplication) and design() != LIGHT:
        wear(LIGHT)
        application.setPalette(make_palette(LIGHT))
        application.setStyleSheet(make_stylesheet(LIGHT))


@pytest.fixture
def open_front(open_desktop: OpenDesktop) -> Callable[..., DesktopWindow]:
    """Return an opener of windows that ask who is there."""
    return lambda **changes: open_desktop(WindowOptions(person=PersonAtStart.ASK), **changes)


@pytest.fixture
def camera_shop() -> Iterator[list[FakeCamera]]:
    """The cameras of this computer, given out one after another; the last one again and again."""
    cameras: list[FakeCamera] = []
    yield cameras
    for camera in cameras:
        camera.release.set()


@pytest.fixture
def create_source(camera_shop: list[FakeCamera]) -> Callable[[SourceChoice], FakeCamera]:
    """Take the next camera from the shop."""
    taken = iter(range(1000))

    def create(_: SourceChoice) -> FakeCamera:
        return camera_shop[min(next(taken), len(camera_shop) - 1)]

    return create


@pytest.fixture
def short_patience() -> Patience:
    return Patience(open_s=0.6, silence_s=0.6, stalled_s=0.2, leave_s=0.2, tries=2, retry_after_s=0.1)

"""Getting ready: the camera check, the countdown, and beginning at once."""

from dataclasses import replace

import pytest
from fake_cameras import FakeCamera
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from physiocheck_desktop.gui.app import DesktopWindow, WindowOptions
from physiocheck_desktop.gui.capture.states import RunState
from physiocheck_desktop.gui.models.cue_kind import CueKind
from physiocheck_desktop.gui.places import PageKey
from physiocheck_desktop.pipeline.source_choice import SourceChoice
from physiocheck_desktop.services.application import Application

CAMERA = SourceChoice(camera=0)


def options(application: Application) -> WindowOptions:
    return WindowOptions(exercise=application.exercises.find("squat"), source=CAMERA)


def begin(qtbot: QtBot, desktop: DesktopWindow) -> None:
    """Start, and rather not say how it hurts."""
    qtbot.mouseClick(desktop.window.exercise.start_button, Qt.MouseButton.LeftButton)
    qtbot.mouseClick(desktop.window.session.questions.scale.skip_button, Qt.MouseButton.LeftButton)


@pytest.mark.slow
def test_a_person_in_front_of_a_camera_is_counted_down_and_only_then_counted(
    qtbot: QtBot, open_desktop, application: Application, clip: SourceChoice
) -> None:
    playing = replace(clip, loop=True)
    desktop = open_desktop(options(application), create_source=lambda _: application.create_source(playing))
    session = desktop.window.session
    number = session.stage.panel.number
    shown: list[str] = []
    begin(qtbot, desktop)
    qtbot.waitUntil(lambda: session.session.state is RunState.GETTING_READY, timeout=30_000)
    assert application.sessions.history(application.actor) == (), "nothing is kept before it is counted"
    session.session.counted_down.connect(lambda _: shown.append(number.number.text))
    qtbot.waitUntil(lambda: session.stage.banner.words == "All is right. Stay like this.", timeout=30_000)
    assert session.stage.ready.isVisible(), "it is said before the countdown"
    qtbot.waitUntil(lambda: session.session.state is RunState.COUNTING, timeout=30_000)
    assert shown == ["3", "2", "1"]
    assert number.number.text == "0"
    qtbot.waitUntil(lambda: number.number.text == "1", timeout=30_000)


def test_who_is_not_in_the_picture_is_told_so_and_is_not_counted_down(
    qtbot: QtBot, open_desktop, application: Application, camera_shop, create_source
) -> None:

    camera_shop.append(FakeCamera())
    desktop = open_desktop(options(application), create_source=create_source)
    session = desktop.window.session
    begin(qtbot, desktop)
    qtbot.waitUntil(lambda: session.stage.banner.words == "Step into the picture", timeout=30_000)
    assert session.stage.banner.kind is CueKind.PAUSED
    qtbot.wait(2_000)
    assert session.session.state is RunState.GETTING_READY

    qtbot.keyClick(desktop.window.focusWidget(), Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: session.session.state is RunState.COUNTING, timeout=10_000)


def test_stopping_while_getting_ready_leads_back_and_keeps_nothing(
    qtbot: QtBot, open_desktop, application: Application, camera_shop, create_source
) -> None:

    camera_shop.append(FakeCamera())
    desktop = open_desktop(options(application), create_source=create_source)
    window = desktop.window
    begin(qtbot, desktop)
    qtbot.waitUntil(lambda: window.session.session.state is RunState.GETTING_READY, timeout=30_000)
    qtbot.keyClick(window, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: window.page is PageKey.EXERCISE, timeout=10_000)
    assert application.sessions.history(application.actor) == ()

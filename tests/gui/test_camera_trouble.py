"""Cameras that hang, die and come back under a running session."""

import threading
import time
from collections.abc import Callable

import pytest
from fake_cameras import FakeCamera
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from physiocheck_desktop.gui.app import DesktopWindow
from physiocheck_desktop.gui.capture.states import Patience, RunState
from physiocheck_desktop.gui.places import PageKey
from physiocheck_desktop.services.application import Application

CreateSource = Callable[..., FakeCamera]


def start(qtbot: QtBot, desktop: DesktopWindow) -> None:
    qtbot.mouseClick(desktop.window.exercise.start_button, Qt.MouseButton.LeftButton)


def wait_for_pictures(qtbot: QtBot, desktop: DesktopWindow, number: int = 5) -> None:
    controller = desktop.window.session.session.controller
    qtbot.waitUntil(lambda: controller.statistics().frames_painted >= number, timeout=30_000)


def stopped_after_s(qtbot: QtBot, desktop: DesktopWindow) -> float:
    begun_s = time.monotonic()
    qtbot.keyClick(desktop.window, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: not desktop.window.session.is_running, timeout=10_000)
    return time.monotonic() - begun_s


def test_a_session_stops_in_under_a_second(qtbot: QtBot, open_desktop, camera_shop, create_source) -> None:
    camera_shop.append(FakeCamera())
    desktop = open_desktop(create_source=create_source)
    start(qtbot, desktop)
    wait_for_pictures(qtbot, desktop)
    assert stopped_after_s(qtbot, desktop) < 1.0
    assert camera_shop[0].closed.wait(1.0)


@pytest.mark.parametrize("in_open", [True, False], ids=["while opening", "while reading"])
def test_a_session_stops_in_under_a_second_while_the_camera_hangs(
    qtbot: QtBot, open_desktop, camera_shop, create_source, in_open: bool
) -> None:
    camera_shop.append(FakeCamera(hangs_in_open=in_open))
    desktop = open_desktop(create_source=create_source)
    start(qtbot, desktop)
    if not in_open:
        wait_for_pictures(qtbot, desktop)
        camera_shop[0].hang()
    qtbot.wait(300)
    assert stopped_after_s(qtbot, desktop) < 1.0
    assert not camera_shop[0].closed.is_set(), "the driver still hangs"
    camera_shop[0].release.set()
    assert camera_shop[0].closed.wait(2.0), "a camera that was left behind is let go as soon as its driver answers"


def test_a_hanging_camera_is_told_at_once_and_given_up_with_a_sentence(
    qtbot: QtBot, open_desktop, camera_shop, create_source, short_patience: Patience
) -> None:
    camera_shop.append(FakeCamera())
    desktop = open_desktop(create_source=create_source, patience=short_patience)
    start(qtbot, desktop)
    session = desktop.window.session
    wait_for_pictures(qtbot, desktop)
    camera_shop[0].hang()
    qtbot.waitUntil(lambda: "Waiting for the camera" in session.stage.view.accessibleDescription(), timeout=10_000)
    qtbot.waitUntil(session.problem.isVisible, timeout=10_000)
    what, _, remedy = session.problem.sentences
    assert what == "The camera does not answer any more."
    assert remedy
    left = [thread for thread in threading.enumerate() if thread.name == "frame-source"]
    assert len(left) == 1, "nobody tries a driver that hangs again and again"


def test_who_is_not_seen_because_it_gets_dark_in_a_session_is_told_about_the_light(
    qtbot: QtBot, open_desktop, camera_shop, create_source
) -> None:
    camera_shop.append(FakeCamera())
    desktop = open_desktop(create_source=create_source)
    start(qtbot, desktop)
    banner = desktop.window.session.stage.banner
    qtbot.waitUntil(lambda: banner.words == "Step into the picture", timeout=30_000)
    assert desktop.window.session.session.state is RunState.COUNTING
    camera_shop[0].darken()
    qtbot.waitUntil(lambda: banner.words == "It is too dark: make more light in front of you", timeout=30_000)


def test_a_camera_that_cannot_be_opened_is_told_and_can_be_tried_again(
    qtbot: QtBot, open_desktop, camera_shop, create_source, short_patience: Patience
) -> None:
    camera_shop.extend([FakeCamera(refuses=True), FakeCamera()])
    desktop = open_desktop(create_source=create_source, patience=short_patience)
    start(qtbot, desktop)
    session = desktop.window.session
    qtbot.waitUntil(session.problem.isVisible, timeout=10_000)
    assert session.problem.sentences[0] == "Camera 0 gives no pictures."
    assert desktop.window.page is PageKey.SESSION
    qtbot.keyClick(desktop.window.focusWidget(), Qt.Key.Key_Return)
    wait_for_pictures(qtbot, desktop)
    assert session.stage.isVisible()
    assert session.session.state is RunState.COUNTING


def test_another_source_can_be_chosen_when_the_camera_fails(
    qtbot: QtBot, open_desktop, camera_shop, create_source, application: Application
) -> None:
    camera_shop.append(FakeCamera(refuses=True))
    desktop = open_desktop(create_source=create_source)
    start(qtbot, desktop)
    problem = desktop.window.session.problem
    qtbot.waitUntil(problem.isVisible, timeout=10_000)
    qtbot.mouseClick(problem.other_button, Qt.MouseButton.LeftButton)
    assert desktop.window.page is PageKey.EXERCISE
    assert application.sessions.history(application.actor) == (), "nothing was counted, so nothing is kept"


def test_a_camera_that_was_lost_is_found_again_and_time_goes_on(
    qtbot: QtBot, open_desktop, camera_shop, create_source, short_patience: Patience
) -> None:
    camera_shop.extend([FakeCamera(), FakeCamera()])
    desktop = open_desktop(create_source=create_source, patience=short_patience)
    times: list[float] = []
    start(qtbot, desktop)
    controller = desktop.window.session.session.controller
    controller.frame_arrived.connect(lambda live: times.append(live.assessed.frame.captured_at_s))
    wait_for_pictures(qtbot, desktop)
    camera_shop[0].die()
    lost_at_s = camera_shop[0].given / 30
    qtbot.waitUntil(lambda: camera_shop[1].given > 15, timeout=10_000)
    qtbot.waitUntil(lambda: times[-1] > lost_at_s + 0.3, timeout=10_000)
    assert times == sorted(set(times))
    assert controller.state is RunState.COUNTING
    session = desktop.window.session
    assert session.stage.view.accessibleDescription() == "", "a picture that is back is not veiled any more"
    assert session.notice == ""


def test_a_camera_that_stays_lost_is_tried_a_few_times_only(
    qtbot: QtBot, open_desktop, camera_shop, create_source, short_patience: Patience
) -> None:
    camera_shop.extend([FakeCamera(), FakeCamera(refuses=True)])
    desktop = open_desktop(create_source=create_source, patience=short_patience)
    tries: list[int] = []
    start(qtbot, desktop)
    session = desktop.window.session
    session.session.retrying.connect(tries.append)
    wait_for_pictures(qtbot, desktop)
    camera_shop[0].die()
    qtbot.waitUntil(session.problem.isVisible, timeout=30_000)
    assert tries == [1, 2]


def test_a_window_closed_in_mid_session_ends_everything_and_keeps_the_session(
    qtbot: QtBot, open_desktop, camera_shop, create_source, application: Application
) -> None:
    camera_shop.append(FakeCamera())
    desktop = open_desktop(create_source=create_source)
    start(qtbot, desktop)
    wait_for_pictures(qtbot, desktop)
    camera_shop[0].hang()
    begun_s = time.monotonic()
    desktop.close()
    assert time.monotonic() - begun_s < 1.5
    assert not desktop.window.session.is_running
    (kept,) = application.sessions.history(application.actor)
    assert kept.ended_at is not None

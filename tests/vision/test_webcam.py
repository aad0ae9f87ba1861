"""A webcam never blocks for long, tells why it cannot be used, and lets go of the driver."""

import logging
import threading
import time
from collections.abc import Callable

import numpy as np
import pytest

from physiocheck_desktop.domain.errors import CameraError
from physiocheck_desktop.vision import webcam
from physiocheck_desktop.vision.webcam import WebcamSource


class ScriptedCapture:
    """A camera whose every grab is decided by the test."""

    rate = 30.0

    def __init__(self, grab: Callable[[int], bool]) -> None:
        self._grab = grab
        self._number = 0
        self.released = threading.Event()

    def grab(self) -> bool:
        self._number += 1
        return self._grab(self._number)

    def retrieve(self) -> np.ndarray:
        return np.full((120, 160, 3), self._number % 250, np.uint8)

    def release(self) -> None:
        self.released.set()


def steady(number: int) -> bool:
    time.sleep(0.01)
    return True


def exhaust(source: WebcamSource) -> None:
    while True:
        source.read()


def source_of(capture: ScriptedCapture) -> WebcamSource:
    return WebcamSource(0, 160, 120, opener=lambda index, width, height: capture)


def test_the_wanted_size_and_index_reach_the_driver() -> None:
    asked: list[tuple[int, int, int]] = []

    def opener(index: int, width: int, height: int) -> ScriptedCapture:
        asked.append((index, width, height))
        return ScriptedCapture(steady)

    with WebcamSource("2", 1920, 1080, opener=opener) as source:
        assert source.info.width == 160
    assert asked == [(2, 1920, 1080)]


def test_a_slow_reader_gets_the_newest_picture_with_the_time_it_was_taken() -> None:
    with source_of(ScriptedCapture(steady)) as source:
        first = source.read()
        time.sleep(0.3)
        begun = time.monotonic()
        second = source.read()
        assert time.monotonic() - begun < 0.05
    assert first is not None
    assert second is not None
    assert second.captured_at_s - first.captured_at_s == pytest.approx(0.3, abs=0.1)
    assert second.index > 10


def test_a_few_lost_pictures_are_survived() -> None:
    capture = ScriptedCapture(lambda number: steady(number) and number % 5 == 0)
    with source_of(capture) as source:
        assert all(source.read() is not None for _ in range(3))


def test_a_camera_that_is_pulled_out_is_told_in_a_moment() -> None:
    with source_of(ScriptedCapture(lambda number: steady(number) and number < 4)) as source:
        begun = time.monotonic()
        with pytest.raises(CameraError, match="stopped giving pictures"):
            exhaust(source)
        assert time.monotonic() - begun < 2.0


def test_a_driver_that_hangs_holds_up_neither_reading_nor_closing(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(webcam, "SILENCE_TIMEOUT_S", 0.3)
    let_go = threading.Event()
    capture = ScriptedCapture(lambda number: number < 3 or let_go.wait(10.0))
    source = source_of(capture)
    source.open()
    with pytest.raises(CameraError, match="does not answer"):
        exhaust(source)
    begun = time.monotonic()
    with caplog.at_level(logging.WARNING):
        source.close()
    assert time.monotonic() - begun < 0.9
    assert "does not answer" in caplog.text
    assert not capture.released.is_set()
    let_go.set()
    assert capture.released.wait(2.0)


def test_closing_from_another_thread_ends_a_waiting_read_at_once() -> None:
    let_go = threading.Event()
    source = source_of(ScriptedCapture(lambda number: number < 2 or let_go.wait(5.0)))
    source.open()
    source.read()
    got: list[object] = []
    reader = threading.Thread(target=lambda: got.append(source.read()))
    reader.start()
    time.sleep(0.1)
    let_go.set()
    source.close()
    reader.join(0.5)
    assert not reader.is_alive()


def test_what_the_opener_says_is_raised_where_the_source_is_opened_and_it_can_be_tried_again() -> None:
    tries: list[int] = []

    def opener(index: int, width: int, height: int) -> ScriptedCapture:
        tries.append(index)
        if len(tries) == 1:
            raise CameraError("Camera 0 gives no pictures; another program may be using it.")
        return ScriptedCapture(steady)

    source = WebcamSource(0, opener=opener)
    with pytest.raises(CameraError, match="another program"):
        source.open()
    with source:
        assert source.read() is not None


def test_an_opener_that_hangs_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(webcam, "OPEN_TIMEOUT_S", 0.3)
    let_go = threading.Event()
    capture = ScriptedCapture(steady)

    def opener(index: int, width: int, height: int) -> ScriptedCapture:
        let_go.wait(10.0)
        return capture

    begun = time.monotonic()
    with pytest.raises(CameraError, match="does not answer"):
        WebcamSource(0, opener=opener).open()
    assert time.monotonic() - begun < 1.5
    let_go.set()
    assert capture.released.wait(2.0)


def test_the_camera_is_let_go_of_when_the_source_is_closed() -> None:
    capture = ScriptedCapture(steady)
    with source_of(capture) as source:
        source.read()
    assert capture.released.wait(1.0)


def test_a_camera_that_is_not_there_is_told_without_noise_on_the_console(capfd: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(CameraError) as caught:
        WebcamSource(97).open()
    assert "98" in caught.value.what, "people count from 1"
    assert caught.value.remedy
    assert capfd.readouterr() == ("", "")

"""A run of the camera and pose threads without a window, on the sample clip as camera."""

from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from physiocheck_desktop.gui.capture.controller import CaptureController
from physiocheck_desktop.gui.capture.live_frame import LiveFrame
from physiocheck_desktop.gui.capture.states import EndReason, RunEnd, RunState
from physiocheck_desktop.pipeline.source_choice import SourceChoice
from physiocheck_desktop.services.application import Application

MakeController = Callable[..., CaptureController]


@pytest.fixture
def make_controller(qtbot: QtBot, application: Application, clip: SourceChoice) -> Iterator[MakeController]:
    """Return a maker of controllers for squats on the clip; each is stopped at the end."""
    parent = QObject()
    made: list[CaptureController] = []

    def make(**changes: object) -> CaptureController:
        tools = replace(application, **changes)
        controller = CaptureController(tools, application.exercises.find("squat"), clip, parent=parent)
        made.append(controller)
        return controller

    yield make
    for controller in made:
        controller.stop()
        controller.wait()


@pytest.mark.slow
def test_a_pause_in_the_middle_of_a_repetition_counts_nothing_that_was_not_seen(
    qtbot: QtBot, make_controller: MakeController
) -> None:
    controller = make_controller()
    frames: list[LiveFrame] = []
    ends: list[RunEnd] = []
    controller.frame_arrived.connect(frames.append)
    controller.ended.connect(ends.append)
    controller.start(get_ready=False)
    qtbot.waitUntil(lambda: bool(frames) and (frames[-1].assessed.assessment.progress or 0.0) > 0.8, timeout=10_000)
    counted = frames[-1].assessed.assessment.repetition_count
    controller.pause()
    qtbot.wait(1_800)
    assert frames[-1].assessed.assessment.repetition_count == counted
    controller.resume()
    paused_for_s = 1.8
    qtbot.waitUntil(lambda: controller.state is RunState.IDLE, timeout=30_000)
    (end,) = ends
    assert end.reason is EndReason.SOURCE_ENDED
    assert end.assessment is not None
    assert 1 <= len(end.assessment.repetitions) < 5, "the repetition under way at the pause is not among them"
    longest_s = max(each.end_s - each.start_s for each in end.assessment.repetitions)
    assert longest_s < 2.5 + paused_for_s / 2.0, "no repetition spans the pause"


@pytest.mark.slow
def test_every_completed_repetition_is_told_once_and_in_order(qtbot: QtBot, make_controller: MakeController) -> None:
    controller = make_controller()
    told: list[int] = []
    ends: list[RunEnd] = []
    controller.repetition_completed.connect(lambda repetition: told.append(repetition.index))
    controller.ended.connect(ends.append)
    controller.start(get_ready=False)
    qtbot.waitUntil(lambda: bool(ends), timeout=30_000)
    assert told == [1, 2, 3, 4, 5]
    assert ends[0].assessment is not None
    assert [each.index for each in ends[0].assessment.repetitions] == told

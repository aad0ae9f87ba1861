"""A run of the camera and pose threads without a window, on the sample clip as camera."""

import os
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from types import SimpleNamespace
from typing import cast

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QObject
from pytestqt.qtbot import QtBot

from physiocheck_desktop.gui.capture.controller import CaptureController
from physiocheck_desktop.gui.capture.live_frame import LiveFrame
from physiocheck_desktop.gui.capture.states import EndReason, RunEnd, RunState
from physiocheck_desktop.kinematics.landmarks import PoseObservation
from physiocheck_desktop.pipeline.frames import Frame
from physiocheck_desktop.pipeline.ports import PoseEstimator
from physiocheck_desktop.pipeline.source_choice import SourceChoice
from physiocheck_desktop.pipeline.thinning import FrameRate
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
    qtbot.waitUntil(lambda: bool(frames) and (frames[-1].assessed.assessment.progress or 0.0) > 0.8, timeout=30_000)
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


@pytest.mark.slow
def test_every_other_picture_is_left_out_before_the_model_and_the_rest_keep_their_times_and_the_count(
    qtbot: QtBot, application: Application, clip: SourceChoice
) -> None:
    estimated: list[tuple[int, float]] = []
    seen: list[LiveFrame] = []
    ends: list[RunEnd] = []
    parent = QObject()

    def noting() -> PoseEstimator:
        estimator = application.create_live_estimator()
        whole = estimator.estimate

        def estimate(frame: Frame) -> PoseObservation:
            estimated.append((frame.index, frame.captured_at_s))
            return whole(frame)

        return cast("PoseEstimator", SimpleNamespace(estimate=estimate, close=estimator.close))

    thinned = replace(clip, rate=FrameRate.EVERY_OTHER)
    tools = replace(application, create_live_estimator=noting)
    controller = CaptureController(tools, application.exercises.find("squat"), thinned, parent=parent)
    controller.frame_arrived.connect(seen.append)
    controller.ended.connect(ends.append)
    controller.start(get_ready=False)
    qtbot.waitUntil(lambda: bool(ends), timeout=30_000)
    indices = [index for index, _ in estimated]
    assert min(later - earlier for earlier, later in pairwise(indices)) == 2
    assert len(indices) <= indices[-1] / 2 + 1
    # A busy machine leaves pictures out before they are numbered, so that a number alone tells no time.
    with application.create_source(replace(clip, live=False)) as source:
        times = {frame.captured_at_s for frame in iter(source.read, None)}
    assert {at for _, at in estimated} <= times, "times stay those of the clip"
    assert all(at >= index / 30.0 - 0.02 for index, at in estimated), "and of the picture's own place in it"
    assert all(each.assessed.observation.captured_at_s == each.assessed.frame.captured_at_s for each in seen)
    assert ends[0].assessment is not None
    assert len(ends[0].assessment.repetitions) == 5


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux has a thread wait for others")
def test_the_pose_and_the_threads_of_its_model_wait_for_the_window(
    qtbot: QtBot, make_controller: MakeController
) -> None:
    def places(*names: str) -> list[int]:
        """Return where the threads of these names stand in order; the greater, the later."""
        found = []
        for thread in Path("/proc/self/task").iterdir():
            with suppress(FileNotFoundError, ProcessLookupError):  # it has ended meanwhile
                if (thread / "comm").read_text().startswith(names):
                    found.append(os.getpriority(os.PRIO_PROCESS, int(thread.name)))
        return found

    controller = make_controller()
    frames: list[LiveFrame] = []
    controller.frame_arrived.connect(frames.append)
    controller.start(get_ready=False)
    qtbot.waitUntil(lambda: bool(frames), timeout=30_000)
    window = os.getpriority(os.PRIO_PROCESS, threading.get_native_id())
    assert set(places("camera")) == {window}
    assert places("mediapipe")
    assert min(places("mediapipe", "pose")) > window


class Painted(QObject):
    """Stands in for a window, which is painted when its turn among the posted events comes."""

    def __init__(self, told: list[str]) -> None:
        super().__init__()
        self._told = told

    def customEvent(self, event: QEvent) -> None:  # noqa: N802 - as Qt calls it
        del event
        self._told.append("painted")


@pytest.mark.slow
def test_a_phase_is_shown_before_its_first_frame_so_that_the_window_answers_in_between(
    qtbot: QtBot, make_controller: MakeController
) -> None:
    controller = make_controller()
    told: list[str] = []
    window = Painted(told)

    def enter(state: RunState) -> None:
        told.append(state)
        QCoreApplication.postEvent(window, QEvent(QEvent.Type.User))

    controller.state_changed.connect(enter)
    controller.frame_arrived.connect(lambda _: told.append("frame"))
    controller.start(get_ready=False)
    qtbot.waitUntil(lambda: "frame" in told, timeout=30_000)
    assert told[: told.index("frame") + 1] == [
        RunState.STARTING,
        "painted",
        RunState.COUNTING,
        "painted",
        "frame",
    ]

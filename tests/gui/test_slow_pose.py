"""A computer that is too slow for its camera: the newest picture wins, and nothing queues up."""

import time
from collections.abc import Callable

from fake_cameras import FakeCamera
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from physiocheck_desktop.kinematics.landmarks import PoseObservation
from physiocheck_desktop.pipeline.frames import Frame
from physiocheck_desktop.pipeline.ports import PoseEstimator
from physiocheck_desktop.services.application import Application

SLOWNESS_S = 0.12


class SlowEstimator:
    """The real one on a slow computer."""

    def __init__(self, estimator: PoseEstimator) -> None:
        self._estimator = estimator

    def estimate(self, frame: Frame) -> PoseObservation:
        time.sleep(SLOWNESS_S)
        return self._estimator.estimate(frame)

    def close(self) -> None:
        self._estimator.close()


def test_a_slow_pose_model_delays_no_picture_by_more_than_its_own_time(
    qtbot: QtBot, open_desktop: Callable, application: Application, camera_shop, create_source
) -> None:
    camera_shop.append(FakeCamera(rate=60.0))
    desktop = open_desktop(
        create_source=create_source, create_live_estimator=lambda: SlowEstimator(application.create_live_estimator())
    )
    qtbot.mouseClick(desktop.window.exercise.start_button, Qt.MouseButton.LeftButton)
    controller = desktop.window.session.session.controller
    qtbot.waitUntil(lambda: controller.statistics().frames_painted >= 25, timeout=30_000)
    figures = controller.statistics()
    assert figures.skipped_before_pose > 2 * figures.frames_assessed
    assert figures.skipped_before_pose + figures.frames_assessed >= figures.frames_captured - 3, "at most one waits"
    assert figures.frame_to_paint_median_ms < 4 * SLOWNESS_S * 1000, "queued, the last would be seconds late"

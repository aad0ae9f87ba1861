"""The picture: mirrored for the eye alone, whole, with its own skeleton on it."""

from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtGui import QColor, QImage
from pytestqt.qtbot import QtBot

from physiocheck_desktop.assessment.frame_assessment import FrameAssessment, Watch
from physiocheck_desktop.domain.exercise import Phase
from physiocheck_desktop.gui.capture.camera_view import CameraView
from physiocheck_desktop.gui.capture.guidance import Guidance
from physiocheck_desktop.gui.capture.joint_states import JointMark, JointState
from physiocheck_desktop.gui.capture.live_frame import LiveFrame
from physiocheck_desktop.gui.capture.meter import Histogram
from physiocheck_desktop.gui.theme.tokens import OverlayColours
from physiocheck_desktop.kinematics.landmarks import Landmark, Pose, PoseObservation
from physiocheck_desktop.pipeline.frames import AssessedFrame, Frame

RED, GREEN = (200, 20, 20), (20, 160, 20)
KNEE = (Landmark.LEFT_HIP, Landmark.LEFT_KNEE, Landmark.LEFT_ANKLE)
KNEE_AT = (0.25, 0.5)


def live_frame(pose: Pose | None = None, marks: tuple[JointMark, ...] = ()) -> LiveFrame:
    """A picture that is red on its left and green on its right."""
    picture = np.empty((90, 160, 3), np.uint8)
    picture[:, :80], picture[:, 80:] = RED, GREEN
    seen = FrameAssessment(0.0, Watch.COUNTING, {}, {}, Phase.START, 0.0, 0, 0)
    frame = Frame(picture, 0.0, 0)
    assessed = AssessedFrame(frame, PoseObservation(0.0, pose, 1), seen, 1.0, 0.1)
    return LiveFrame(assessed, 0.0, counting=True, guidance=Guidance(), joints=marks)


def pose_with_a_left_knee() -> Pose:
    image = np.zeros((33, 4))
    image[:, :2] = 0.5
    for point, place in zip(KNEE, ((0.25, 0.25), KNEE_AT, (0.25, 0.8)), strict=True):
        image[point] = (*place, 0.0, 1.0)
    return Pose(image, None, 16 / 9)


@pytest.fixture
def view(qtbot: QtBot) -> CameraView:
    shown = CameraView()
    qtbot.addWidget(shown)
    shown.resize(640, 480)
    shown.show()
    return shown


def painted(view: CameraView) -> QImage:
    return view.grab().toImage()


def test_a_picture_is_shown_whole_and_as_large_as_fits(view: CameraView) -> None:
    view.show_frame(live_frame())
    area = view.picture_area()
    assert (area.width(), area.height()) == (640.0, 360.0)
    assert area.top() == 60.0


@pytest.mark.parametrize("mirrored", [True, False])
def test_a_picture_is_mirrored_where_that_is_wanted(view: CameraView, mirrored: bool) -> None:
    view.set_mirrored(mirrored)
    view.show_frame(live_frame())
    image = painted(view)
    left, right = (GREEN, RED) if mirrored else (RED, GREEN)
    assert image.pixelColor(100, 240).getRgb()[:3] == left
    assert image.pixelColor(540, 240).getRgb()[:3] == right


@pytest.mark.parametrize("mirrored", [True, False])
@pytest.mark.parametrize("state", JointState)
def test_a_joint_is_painted_on_its_place_in_the_colour_of_its_state(
    view: CameraView, mirrored: bool, state: JointState
) -> None:
    mark = JointMark(Landmark.LEFT_KNEE, KNEE, state, None, None)
    view.set_mirrored(mirrored)
    view.show_frame(live_frame(pose_with_a_left_knee(), (mark,)))
    x = 1.0 - KNEE_AT[0] if mirrored else KNEE_AT[0]
    overlay = OverlayColours()
    colour = {JointState.IN_RANGE: overlay.good, JointState.NEAR: overlay.near, JointState.OUT: overlay.out}[state]
    image = painted(view)
    around = {
        image.pixelColor(round(640 * x) + dx, round(60 + 360 * KNEE_AT[1]) + dy).name()
        for dx in range(-3, 4)
        for dy in range(-3, 4)
    }
    assert QColor(colour).name() in around


def test_joints_that_the_camera_does_not_see_are_left_out(view: CameraView) -> None:
    pose = pose_with_a_left_knee()
    image = pose.image.copy()
    image[:, 3] = 0.1
    mark = JointMark(Landmark.LEFT_KNEE, KNEE, JointState.IN_RANGE, 90.0, 7.0)
    view.show_frame(live_frame())
    without = painted(view)
    view.show_frame(live_frame(replace(pose, image=image), (mark,)))
    assert painted(view) == without


def test_text_on_the_picture_is_not_mirrored(view: CameraView) -> None:
    mark = JointMark(Landmark.LEFT_KNEE, KNEE, JointState.IN_RANGE, 127.0, 7.0)
    labels = []
    for mirrored, x in ((False, KNEE_AT[0]), (True, 1.0 - KNEE_AT[0])):
        view.set_mirrored(mirrored)
        view.show_frame(live_frame(pose_with_a_left_knee(), (mark,)))
        area = view.picture_area()
        centre = round(area.left() + x * area.width())
        start = centre + 12 if x > 0.5 else centre - 125
        labels.append(light_columns(painted(view), range(start, start + 113)))
    first, second = (trimmed(label) for label in labels)
    assert len(first) > 50
    length = min(len(first), len(second))
    assert np.corrcoef(first[:length], second[:length])[0, 1] > 0.8
    assert np.corrcoef(first[:length], second[::-1][:length])[0, 1] < 0.5


def light_columns(image: QImage, columns: range) -> list[int]:
    """How many pixels of text each column of the label has."""
    rows = range(225, 256)
    return [sum(image.pixelColor(x, y).lightness() > 200 for y in rows) for x in columns]


def trimmed(columns: list[int]) -> list[int]:
    used = [place for place, count in enumerate(columns) if count]
    return columns[used[0] : used[-1] + 1]


def test_each_frame_is_told_once_when_it_was_painted(qtbot: QtBot, view: CameraView) -> None:
    told: list[float] = []
    view.painted.connect(lambda received_at_s, _: told.append(received_at_s))
    view.show_frame(replace(live_frame(), received_at_s=1.5))
    painted(view)
    painted(view)
    assert told == [1.5]


def test_percentiles_of_durations_are_right_to_a_quarter_of_a_millisecond() -> None:
    histogram = Histogram()
    for duration in range(1, 101):
        histogram.add(float(duration))
    assert histogram.percentile_ms(0.5) == pytest.approx(50.0, abs=0.3)
    assert histogram.percentile_ms(0.95) == pytest.approx(95.0, abs=0.3)
    assert histogram.longest_ms == 100.0
    histogram.add(5000.0)
    assert histogram.longest_ms == 5000.0
    assert Histogram().percentile_ms(0.5) is None

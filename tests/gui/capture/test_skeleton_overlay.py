"""The bones are painted in the state of what is measured along them."""

import numpy as np
import pytest
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QImage, QPainter
from pytestqt.qtbot import QtBot

from physiocheck_desktop.assessment.frame_assessment import FrameAssessment, Watch
from physiocheck_desktop.domain.exercise import Phase
from physiocheck_desktop.gui.capture.guidance import Guidance
from physiocheck_desktop.gui.capture.joint_states import JointMark, JointState
from physiocheck_desktop.gui.capture.live_frame import LiveFrame
from physiocheck_desktop.gui.capture.skeleton_overlay import SkeletonOverlay, state_colour
from physiocheck_desktop.kinematics.body import Midpoint
from physiocheck_desktop.kinematics.landmarks import Landmark, Pose, PoseObservation
from physiocheck_desktop.pipeline.frames import AssessedFrame, Frame

SIZE = 480
PLACES = {
    Landmark.LEFT_SHOULDER: (0.6, 0.2),
    Landmark.RIGHT_SHOULDER: (0.4, 0.2),
    Landmark.LEFT_HIP: (0.6, 0.5),
    Landmark.RIGHT_HIP: (0.4, 0.5),
    Landmark.LEFT_KNEE: (0.6, 0.9),
    Landmark.RIGHT_KNEE: (0.4, 0.9),
}
LEFT_HIP = (Landmark.LEFT_SHOULDER, Landmark.LEFT_HIP, Landmark.LEFT_KNEE)
TRUNK = (Midpoint.HIPS, Midpoint.SHOULDERS)
LEFT_TRUNK_AT, RIGHT_TRUNK_AT, LEFT_THIGH_AT, RIGHT_THIGH_AT = (0.6, 0.35), (0.4, 0.35), (0.6, 0.7), (0.4, 0.7)


def painted(marks: tuple[JointMark, ...]) -> QImage:
    landmarks = np.zeros((33, 4))
    for landmark, place in PLACES.items():
        landmarks[landmark] = (*place, 0.0, 1.0)
    pose = Pose(landmarks, None, 1.0)
    frame = Frame(np.zeros((SIZE, SIZE, 3), np.uint8), 0.0, 0)
    seen = FrameAssessment(0.0, Watch.COUNTING, {}, {}, Phase.START, 0.0, 0, 0)
    assessed = AssessedFrame(frame, PoseObservation(0.0, pose, 1), seen, 1.0, 0.1)
    live = LiveFrame(assessed, 0.0, counting=True, guidance=Guidance(), joints=marks)
    image = QImage(SIZE, SIZE, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.black)
    painter = QPainter(image)
    SkeletonOverlay().paint(painter, QRectF(0.0, 0.0, SIZE, SIZE), live, mirrored=False)
    painter.end()
    return image


def colour_at(image: QImage, place: tuple[float, float]) -> str:
    return image.pixelColor(round(place[0] * SIZE), round(place[1] * SIZE)).name()


@pytest.mark.parametrize("state", JointState)
def test_the_bones_of_a_joint_have_its_colour_and_no_others(qtbot: QtBot, state: JointState) -> None:
    image = painted((JointMark(Landmark.LEFT_HIP, LEFT_HIP, state, None, None),))
    shown = state_colour(state).name()
    assert colour_at(image, LEFT_TRUNK_AT) == colour_at(image, LEFT_THIGH_AT) == shown
    assert colour_at(image, RIGHT_TRUNK_AT) != shown
    assert colour_at(image, RIGHT_THIGH_AT) != shown


def test_a_trunk_out_of_range_is_shown_on_both_sides_and_not_on_the_thighs(qtbot: QtBot) -> None:
    good = JointMark(Landmark.LEFT_HIP, LEFT_HIP, JointState.IN_RANGE, None, None)
    image = painted((good, JointMark(Midpoint.HIPS, TRUNK, JointState.OUT, None, None)))
    out = state_colour(JointState.OUT).name()
    assert colour_at(image, LEFT_TRUNK_AT) == colour_at(image, RIGHT_TRUNK_AT) == out
    assert colour_at(image, LEFT_THIGH_AT) == state_colour(JointState.IN_RANGE).name()

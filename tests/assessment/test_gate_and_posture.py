"""Whether counting goes on, and if not, why."""

from dataclasses import replace

import pytest
from stick_figure import Figure

from physiocheck_desktop.assessment.frame_assessment import Watch
from physiocheck_desktop.assessment.gate import Gate
from physiocheck_desktop.assessment.posture import in_position
from physiocheck_desktop.domain.exercise import CameraView, ProgressMeasure
from physiocheck_desktop.kinematics.landmarks import Landmark, Pose, PoseObservation
from physiocheck_desktop.kinematics.reader import MeasureReader

KNEES = (ProgressMeasure("left_knee", 170.0, 90.0), ProgressMeasure("right_knee", 170.0, 90.0))
LEGS = {"left": (23, 25, 27), "right": (24, 26, 28)}


def hidden(pose: Pose, *sides: str) -> Pose:
    image = pose.image.copy()
    for side in sides:
        image[list(LEGS[side]), 3] = 0.05
    return replace(pose, image=image)


def look(gate: Gate, pose: Pose | None, at_s: float, people: int = 1) -> Watch:
    reading = None if pose is None else MeasureReader([], CameraView.SIDE).read(pose, at_s)
    return gate.look(PoseObservation(at_s, pose, people), reading)


def gate(*refused: CameraView) -> Gate:
    return Gate(KNEES, frozenset(refused))


def test_one_person_in_the_picture_is_counted() -> None:
    assert look(gate(), Figure().pose(), 0.0) is Watch.COUNTING


def test_nobody_is_nobody_whatever_was_before() -> None:
    watching = gate()
    look(watching, Figure().pose(), 0.0)
    assert look(watching, None, 0.1, people=0) is Watch.NOBODY


def test_the_far_leg_is_never_needed_and_both_are_not_missed() -> None:
    for side in LEGS:
        assert look(gate(), hidden(Figure(yaw_deg=90.0).pose(), side), 0.0) is Watch.COUNTING
    assert look(gate(), hidden(Figure(yaw_deg=90.0).pose(), "left", "right"), 0.0) is Watch.JOINTS_HIDDEN


def test_legs_out_of_the_picture_are_told_from_hidden_ones() -> None:
    pose = Figure(feet=1.4).pose()
    assert pose.image[Landmark.LEFT_ANKLE, 1] > 1.3
    assert look(gate(), pose, 0.0) is Watch.OUT_OF_FRAME


def test_a_misread_pose_hides_the_joints() -> None:
    assert gate().look(PoseObservation(0.0, Figure().pose(), 1), None) is Watch.JOINTS_HIDDEN


def test_others_pause_the_count_only_when_they_stay() -> None:
    watching = gate()
    pose = Figure().pose()
    assert look(watching, pose, 0.0) is Watch.COUNTING
    assert look(watching, pose, 0.1, people=2) is Watch.COUNTING
    assert look(watching, pose, 0.45, people=2) is Watch.COUNTING
    assert look(watching, pose, 0.51, people=2) is Watch.SEVERAL_PEOPLE
    assert look(watching, pose, 0.6, people=1) is Watch.COUNTING


def test_a_refused_view_pauses_the_count_only_when_it_lasts() -> None:
    watching = gate(CameraView.FRONT)
    assert look(watching, Figure(yaw_deg=90.0).pose(), 0.0) is Watch.COUNTING
    assert look(watching, Figure().pose(), 0.95) is Watch.COUNTING
    assert look(watching, Figure().pose(), 1.05) is Watch.WRONG_VIEW
    assert look(watching, Figure(yaw_deg=90.0).pose(), 1.0 + 0.1) is Watch.COUNTING


def test_a_view_that_is_not_refused_never_pauses() -> None:
    watching = gate(CameraView.BACK)
    assert {look(watching, Figure().pose(), number / 10) for number in range(40)} == {Watch.COUNTING}


@pytest.mark.parametrize(
    ("position", "tilt_deg", "possible"),
    [
        ("standing", 0.0, True),
        ("standing", 65.0, True),
        ("standing", 66.0, False),
        ("sitting", 90.0, False),
        ("hanging", 10.0, True),
        ("prone", 90.0, True),
        ("prone", 40.0, True),
        ("prone", 39.0, False),
        ("lying", 115.0, True),
        ("lying", 10.0, False),
        ("anything", 90.0, True),
        ("anything", 0.0, True),
        ("standing", None, True),
        ("lying", None, True),
    ],
)
def test_a_position_is_told_by_the_trunk_and_nothing_unknown_is_refused(
    position: str, tilt_deg: float | None, possible: bool
) -> None:
    assert in_position(position, tilt_deg) is possible


def test_who_begins_in_a_refused_view_is_told_so_after_a_third_of_a_second() -> None:
    watching = gate(CameraView.FRONT)
    for at_s, told in ((0.0, Watch.COUNTING), (0.25, Watch.COUNTING), (0.35, Watch.WRONG_VIEW)):
        assert look(watching, Figure().pose(), at_s) is told

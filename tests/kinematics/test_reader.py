"""From poses to smoothed measures with their trust and margin."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from stick_figure import Figure, shaken, squat, swing, watch

from physiocheck_desktop.domain.exercise import CameraView
from physiocheck_desktop.kinematics.landmarks import Pose
from physiocheck_desktop.kinematics.measures import JOINT_ANGLES
from physiocheck_desktop.kinematics.reader import KnownReadings, MeasureReader, Reading


def read(figure: Figure, view: CameraView = CameraView.SIDE) -> Reading:
    reading = MeasureReader(["leg_extension"], view).read(figure.pose(), 0.0)
    assert reading is not None
    return reading


def test_all_joint_angles_and_the_wanted_measures_are_read() -> None:
    reading = read(Figure(yaw_deg=90.0))
    assert set(reading.values) == {*JOINT_ANGLES, "leg_extension"}
    assert set(reading.trust) == set(reading.values)
    assert set(reading.margins_deg) == set(JOINT_ANGLES)


@pytest.mark.parametrize("depth", [0.0, 0.5, 1.0])
def test_in_the_fitting_view_the_angle_is_that_of_the_plane(depth: float) -> None:
    reading = read(squat(depth, Figure(yaw_deg=90.0)))
    assert reading.view_fit == 1.0
    assert reading.values["left_knee"] == pytest.approx(175.0 - 90.0 * depth, abs=0.5)
    assert reading.margins_deg["left_knee"] == 7.0


def test_off_the_fitting_view_the_margin_widens_and_space_helps() -> None:
    reading = read(squat(1.0, Figure(yaw_deg=0.0)))
    assert reading.view_fit == 0.0
    assert reading.margins_deg["left_knee"] == 15.0
    assert reading.values["left_knee"] == pytest.approx(0.3 * 180.0 + 0.7 * 85.0, abs=4.0)


def test_without_world_landmarks_the_plane_is_all_there_is() -> None:
    pose = replace(squat(1.0, Figure(yaw_deg=0.0)).pose(), world=None)
    reading = MeasureReader([], CameraView.SIDE).read(pose, 0.0)
    assert reading is not None
    assert reading.view is None
    assert reading.trunk_tilt_deg is None
    assert reading.view_fit == 0.5
    assert reading.values["left_knee"] > 170.0


@pytest.mark.parametrize(("pitch_deg", "tilt_deg"), [(0.0, 2.0), (90.0, 92.0)])
def test_the_trunks_tilt_in_space_does_not_depend_on_the_view(pitch_deg: float, tilt_deg: float) -> None:
    for yaw_deg in (0.0, 60.0, 90.0):
        reading = read(Figure(pitch_deg=-pitch_deg, yaw_deg=yaw_deg))
        assert reading.trunk_tilt_deg == pytest.approx(tilt_deg, abs=5.0)


def test_a_pose_with_holes_or_of_no_size_is_a_misreading() -> None:
    pose = Figure().pose()
    reader = MeasureReader([], CameraView.SIDE)
    holed = pose.image.copy()
    holed[25, 0] = np.nan
    assert reader.read(replace(pose, image=holed), 0.0) is None
    assert reader.read(replace(pose, world=np.zeros((33, 3))), 0.033) is None
    assert reader.read(replace(pose, world=np.full((33, 3), np.nan)), 0.066) is None
    assert reader.read(pose, 0.1) is not None


def test_a_misread_first_pose_does_not_spoil_those_that_follow() -> None:
    tiny = Figure(scale=0.01, feet=0.5).pose()
    for world in (tiny.world, None):
        reader = MeasureReader([], CameraView.SIDE)
        reader.read(Pose(tiny.image, world, tiny.aspect), 0.0)
        for number in range(1, 90):
            pose = Figure().pose()
            reading = reader.read(Pose(pose.image, None if world is None else pose.world, pose.aspect), number / 30)
        assert reading is not None


@settings(max_examples=15, deadline=None)
@given(
    scale=st.floats(0.1, 0.45),
    across=st.floats(0.3, 0.7),
    fps=st.sampled_from([10, 15, 24, 30, 60]),
    seed=st.integers(0, 1000),
)
def test_angles_stay_within_five_degrees_whatever_size_place_rate_and_noise(
    scale: float, across: float, fps: int, seed: int
) -> None:
    figure = Figure(yaw_deg=90.0, scale=scale, across=across, feet=0.95)
    random = np.random.default_rng(seed)
    reader = MeasureReader([], CameraView.SIDE)
    errors = []
    for observation in watch(lambda t: squat(swing(t, 3.0, 1), figure), 5.0, fps):
        pose = shaken(observation, 0.01, random).pose
        assert pose is not None
        reading = reader.read(pose, observation.captured_at_s)
        assert reading is not None
        errors.append(reading.values["left_knee"] - (175.0 - 90.0 * swing(observation.captured_at_s, 3.0, 1)))
    assert np.abs(errors).mean() < 5.0


def test_the_first_frame_at_another_place_is_marked() -> None:
    reader = MeasureReader([], CameraView.SIDE)
    marked = []
    for observation in watch(lambda t: Figure(across=0.3 if t < 1.0 else 0.9), 2.0):
        assert observation.pose is not None
        reading = reader.read(observation.pose, observation.captured_at_s)
        if reading is not None and reading.somebody_else:
            marked.append(observation.captured_at_s)
    assert marked == [pytest.approx(1.3, abs=0.05)]


def test_what_was_read_before_is_given_out_again_in_its_order() -> None:
    reader = MeasureReader(("trunk_lean",), CameraView.ANY)
    poses = [Figure().pose(), squat(1.0).pose()]
    first = [reader.read(pose, at_s) for at_s, pose in enumerate(poses)]
    known = KnownReadings(first)
    assert [known.read(pose, at_s) for at_s, pose in enumerate(poses)] == first

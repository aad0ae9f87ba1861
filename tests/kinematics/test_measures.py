"""Measures of a figure whose joint angles are known."""

from dataclasses import replace
from math import hypot

import numpy as np
import pytest
from stick_figure import Arm, Figure, mirrored, squat, watch

from physiocheck_desktop.domain.exercise import Side
from physiocheck_desktop.kinematics.body import Body, body_of, leg_length
from physiocheck_desktop.kinematics.body_size import unit_in
from physiocheck_desktop.kinematics.landmarks import LANDMARK_COUNT, Landmark
from physiocheck_desktop.kinematics.measures import JOINT_ANGLES, MEASURES, Unit


def body(figure: Figure) -> Body:
    pose = figure.pose()
    return body_of(pose, unit_in(pose))


def plane(name: str, figure: Figure) -> float:
    return MEASURES[name].plane(body(figure))


def space(name: str, figure: Figure) -> float:
    measured = body(figure)
    way = MEASURES[name].space
    assert way is not None
    assert measured.space is not None
    return way(measured.space)


@pytest.mark.parametrize("bent_deg", [5.0, 45.0, 90.0, 120.0])
@pytest.mark.parametrize("aspect", [4 / 3, 9 / 16, 16 / 9])
def test_the_knee_is_measured_as_bent_as_it_is_whatever_the_pictures_shape(bent_deg: float, aspect: float) -> None:
    figure = Figure(left_knee_deg=bent_deg, right_knee_deg=bent_deg, yaw_deg=90.0, aspect=aspect, stance_m=0.11)
    assert plane("left_knee", figure) == pytest.approx(180.0 - bent_deg, abs=0.5)
    assert space("right_knee", figure) == pytest.approx(180.0 - bent_deg, abs=0.5)


def test_left_and_right_are_the_persons_own() -> None:
    figure = Figure(left_arm=Arm(lift_deg=90.0), right_arm=Arm(lift_deg=20.0))
    assert plane("left_shoulder", figure) == pytest.approx(90.0, abs=10.0)
    assert plane("right_shoulder", figure) == pytest.approx(20.0, abs=10.0)
    assert figure.pose().image[15, 0] > figure.pose().image[16, 0], "seen from the front the own left is on the right"


@pytest.mark.parametrize("elbow_deg", [10.0, 60.0, 120.0])
def test_elbow_and_shoulder_are_measured_in_the_frontal_plane(elbow_deg: float) -> None:
    figure = Figure(trunk_deg=0.0, left_arm=Arm(lift_deg=60.0, elbow_deg=elbow_deg))
    assert plane("left_elbow", figure) == pytest.approx(180.0 - elbow_deg, abs=0.5)
    assert plane("left_upper_arm_tilt", figure) == pytest.approx(60.0, abs=0.5)


@pytest.mark.parametrize("lean_deg", [0.0, 20.0, 50.0])
def test_trunk_lean_and_hip_follow_the_trunk(lean_deg: float) -> None:
    figure = Figure(trunk_deg=lean_deg, left_knee_deg=0.0, right_knee_deg=0.0, yaw_deg=-90.0)
    assert plane("trunk_lean", figure) == pytest.approx(lean_deg, abs=0.5)
    assert space("trunk_lean", figure) == pytest.approx(lean_deg, abs=0.5)
    assert plane("right_hip", figure) == pytest.approx(180.0 - lean_deg, abs=0.5)
    assert plane("neck", figure) == pytest.approx(180.0, abs=0.5)


def test_leg_extension_is_one_for_straight_legs_and_less_in_a_squat_from_any_side() -> None:
    straight = Figure(left_knee_deg=0.0, right_knee_deg=0.0)
    for yaw_deg in (0.0, 45.0, 90.0, 180.0):
        assert plane("leg_extension", replace(straight, yaw_deg=yaw_deg)) == pytest.approx(1.0, abs=0.02)
        assert plane("leg_extension", squat(1.0, Figure(yaw_deg=yaw_deg))) == pytest.approx(0.69, abs=0.05)


def test_heights_count_upwards_in_body_units() -> None:
    hanging, raised = Figure(), Figure(left_arm=Arm(lift_deg=175.0), right_arm=Arm(lift_deg=175.0))
    assert plane("left_wrist_height", hanging) == pytest.approx(-1.1, abs=0.05)
    assert plane("left_wrist_height", raised) == pytest.approx(1.1, abs=0.05)
    assert plane("shoulder_over_wrists", hanging) == pytest.approx(1.1, abs=0.05)
    assert plane("left_knee_height", hanging) == pytest.approx(-0.86, abs=0.05)
    assert plane("left_ankle_height", hanging) < plane("left_knee_height", hanging)
    assert plane("hip_height", hanging) == pytest.approx(1.72, abs=0.05)
    assert plane("shoulder_height", hanging) == pytest.approx(2.72, abs=0.05)


def test_spreads_are_never_negative_and_grow_with_the_stance() -> None:
    narrow, wide = Figure(stance_m=0.1), Figure(stance_m=0.4)
    assert plane("ankle_spread", narrow) == pytest.approx(0.4, abs=0.02)
    assert plane("ankle_spread", wide) == pytest.approx(1.6, abs=0.05)
    assert plane("ankle_spread", replace(wide, yaw_deg=180.0)) == pytest.approx(1.6, abs=0.05)
    assert plane("wrist_spread", wide) > 0.7


def test_slopes_of_level_shoulders_and_hips_are_none() -> None:
    for name in ("shoulder_slope", "hip_slope", "head_slope"):
        assert plane(name, Figure()) == pytest.approx(0.0, abs=1e-6)
        assert space(name, Figure(yaw_deg=60.0)) == pytest.approx(0.0, abs=1e-6)


@pytest.mark.parametrize("name", [name for name, each in MEASURES.items() if each.unit is not Unit.DEGREES])
def test_lengths_do_not_depend_on_how_far_away_the_person_is(name: str) -> None:
    near, far = Figure(scale=0.42), Figure(scale=0.1, feet=0.5, across=0.2)
    assert plane(name, far) == pytest.approx(plane(name, near), abs=1e-6)


@pytest.mark.parametrize("name", list(MEASURES))
def test_every_measure_is_a_finite_number_and_names_the_points_it_needs(name: str) -> None:
    measure = MEASURES[name]
    assert measure.name == name
    assert np.isfinite(plane(name, squat(0.5, Figure(yaw_deg=30.0))))
    assert measure.points
    assert all(point < LANDMARK_COUNT + 5 for point in measure.points)
    assert (measure.space is None) == (measure.unit is not Unit.DEGREES)
    assert bool(measure.joint) == (measure.unit is Unit.DEGREES)


def test_sided_measures_come_in_pairs_that_a_mirror_exchanges() -> None:
    observation = next(watch(lambda _: Figure(left_knee_deg=70.0, yaw_deg=50.0, left_arm=Arm(80.0, 40.0, 60.0)), 0.0))
    here, there = observation.pose, mirrored(observation).pose
    assert here is not None
    assert there is not None
    seen, mirror = body_of(here, unit_in(here)), body_of(there, unit_in(there))
    for name, measure in MEASURES.items():
        partner = {Side.LEFT: name.replace("left", "right"), Side.RIGHT: name.replace("right", "left")}.get(
            measure.side, name
        )
        turned = -1.0 if name == "hip_shift" else 1.0  # what goes to the own left goes to the right in a mirror
        assert MEASURES[partner].plane(mirror) == pytest.approx(turned * measure.plane(seen)), name


@pytest.mark.parametrize("yaw_deg", [90.0, -90.0])
@pytest.mark.parametrize("lean_deg", [-20.0, 15.0])
def test_the_trunk_leans_forwards_or_back_whichever_way_the_person_faces(lean_deg: float, yaw_deg: float) -> None:
    leaning = Figure(trunk_deg=lean_deg, yaw_deg=yaw_deg)
    assert plane("trunk_forward_lean", leaning) == pytest.approx(lean_deg, abs=0.5)
    assert space("trunk_forward_lean", replace(leaning, yaw_deg=30.0)) == pytest.approx(lean_deg, abs=0.5)


def test_two_sides_that_move_differently_differ_by_as_many_degrees() -> None:
    uneven = Figure(left_knee_deg=70.0, right_knee_deg=20.0, yaw_deg=90.0)
    assert plane("knee_difference", uneven) == pytest.approx(50.0, abs=0.5)
    assert space("knee_difference", replace(uneven, yaw_deg=20.0)) == pytest.approx(50.0, abs=0.5)
    assert plane("knee_difference", mirror_of(uneven)) == pytest.approx(50.0, abs=0.5)


def mirror_of(figure: Figure) -> Figure:
    return replace(figure, left_knee_deg=figure.right_knee_deg, right_knee_deg=figure.left_knee_deg)


@pytest.mark.parametrize("yaw_deg", [0.0, 180.0])
def test_knees_between_the_feet_are_inwards_of_them_from_the_front_and_from_behind(yaw_deg: float) -> None:
    wide, narrow = Figure(stance_m=0.3, yaw_deg=yaw_deg), Figure(stance_m=0.11, yaw_deg=yaw_deg)
    for side in ("left", "right"):
        moved = nudged(wide, side, 0.1)
        assert plane(f"{side}_knee_inwards", narrow) == pytest.approx(0.0, abs=0.02)
        assert MEASURES[f"{side}_knee_inwards"].plane(moved) == pytest.approx(
            plane(f"{side}_knee_inwards", wide) + 0.2, abs=0.02
        )


def nudged(figure: Figure, side: str, inwards_m: float) -> Body:
    """Return the figure with one knee so far nearer to the other, as the picture shows it."""
    measured = body(figure)
    knee, hips = Landmark[f"{side.upper()}_KNEE"], (Landmark.LEFT_HIP, Landmark.RIGHT_HIP)
    own, other = hips if side == "left" else reversed(hips)
    toward = np.sign(measured.plane[other][0] - measured.plane[own][0])
    measured.plane[knee][0] += toward * inwards_m / 0.5 * measured.unit
    return measured


@pytest.mark.parametrize("yaw_deg", [90.0, -90.0])
def test_knees_pass_the_toes_forwards_whichever_way_the_person_faces(yaw_deg: float) -> None:
    upright, deep = Figure(yaw_deg=yaw_deg), Figure(left_knee_deg=130.0, right_knee_deg=130.0, yaw_deg=yaw_deg)
    assert plane("left_knee_past_toes", upright) < -0.2
    assert plane("left_knee_past_toes", deep) > plane("left_knee_past_toes", upright) + 0.5


def test_all_joint_angles_are_measures_in_degrees() -> None:
    assert all(MEASURES[name].unit is Unit.DEGREES for name in JOINT_ANGLES)
    assert len(set(JOINT_ANGLES)) == 12


def test_the_body_unit_is_about_a_trunk_and_neither_leaning_nor_turning_changes_it() -> None:
    upright = unit_in(Figure().pose())
    assert upright == pytest.approx(0.5 * 0.42, rel=0.01)
    for figure in (Figure(trunk_deg=60.0), Figure(yaw_deg=90.0), squat(1.0), Figure(pitch_deg=90.0, yaw_deg=90.0)):
        assert unit_in(figure.pose()) == pytest.approx(upright, rel=0.01)


def test_without_world_landmarks_the_unit_is_the_trunk_as_it_appears() -> None:
    pose = replace(Figure(trunk_deg=0.0).pose(), world=None)
    assert unit_in(pose) == pytest.approx(0.5 * 0.42, rel=0.01)
    shoulders, hips = pose.image[11:13, :2].mean(axis=0), pose.image[23:25, :2].mean(axis=0)
    lying = replace(Figure(pitch_deg=90.0, yaw_deg=90.0).pose(), world=None)
    assert unit_in(lying) == pytest.approx(0.5 * 0.42, rel=0.01)
    assert hypot(*(shoulders - hips)) == pytest.approx(0.5 * 0.42, rel=0.01)


def test_a_leg_is_as_long_as_thigh_and_shank_and_guessed_from_the_trunk_without_world_landmarks() -> None:
    bent = body(squat(1.0, Figure(yaw_deg=90.0)))
    assert leg_length(bent) == pytest.approx(0.86 * 0.42, rel=0.02)
    assert leg_length(replace(bent, space=None)) == pytest.approx(1.7 * bent.unit)

"""The figure's skeleton does what its joint angles say, for every build of the cast."""

from itertools import pairwise

import numpy as np
import pytest

from figure import cast
from figure.body import Body
from figure.geometry import angle_at
from figure.moment import Moment, Movement
from figure.motion import Attempt, Tempo, schedule
from figure.movements import elbow, knee, shoulder, whole_body
from figure.person import Person
from figure.posture import Arm, Leg, Posture
from figure.skeleton import pose_skeleton
from figure.stances import Stance, stand

CAST = [value for value in vars(cast).values() if isinstance(value, Person)]
ON_FEET = [knee.squat, shoulder.shoulder_abduction, elbow.elbow_flexion, shoulder.shoulder_flexion]


def angle(points: dict[str, np.ndarray], first: str, joint: str, second: str) -> float:
    return float(angle_at(points[first], points[joint], points[second]))


@pytest.mark.parametrize("person", CAST, ids=lambda person: person.name)
@pytest.mark.parametrize("knee", [4.0, 45.0, 96.0, 120.0])
def test_standing_gives_exactly_the_wanted_knee_angle(person: Person, knee: float) -> None:
    points = pose_skeleton(person.body, stand(person.body, Stance(knee=knee, shin=0.3 * knee))).points
    for side in ("left", "right"):
        assert angle(points, f"{side}_hip", f"{side}_knee", f"{side}_ankle") == pytest.approx(180.0 - knee, abs=0.3)


@pytest.mark.parametrize("movement", ON_FEET, ids=lambda movement: movement.__name__)
@pytest.mark.parametrize("person", CAST, ids=lambda person: person.name)
def test_feet_stay_where_they_stand_through_the_whole_movement(person: Person, movement: Movement) -> None:
    feet = [f"{side}_{part}" for side in ("left", "right") for part in ("ankle", "heel", "foot_index")]
    seen = [
        np.array([pose_skeleton(person.body, movement(person.body, Moment(share, {}))).points[part] for part in feet])
        for share in np.linspace(0.0, 1.0, 6)
    ]
    assert np.ptp(np.array(seen), axis=0).max() < 1e-9
    assert np.array(seen)[..., 1].min() > 0.0


@pytest.mark.parametrize("plane", [-60.0, 0.0, 35.0, 90.0])
@pytest.mark.parametrize("elevation", [10.0, 90.0, 165.0])
def test_an_arm_is_lifted_by_its_elevation_whatever_the_plane(elevation: float, plane: float) -> None:
    arm = Arm(elevation=elevation, plane=plane, elbow=70.0, rotation=40.0)
    points = pose_skeleton(Body(), Posture(left_arm=arm, right_arm=arm)).points
    for side, outwards in (("left", 1.0), ("right", -1.0)):
        upper = points[f"{side}_elbow"] - points[f"{side}_shoulder"]
        upper = upper / np.linalg.norm(upper)
        away = np.sin(np.radians(elevation))
        sideways, forwards = away * np.cos(np.radians(plane)), away * np.sin(np.radians(plane))
        expected = (outwards * sideways, -np.cos(np.radians(elevation)), forwards)
        assert upper == pytest.approx(expected, abs=1e-9)
        assert angle(points, f"{side}_shoulder", f"{side}_elbow", f"{side}_wrist") == pytest.approx(110.0)


def test_free_legs_bend_by_their_own_angles() -> None:
    posture = Posture(left_leg=Leg(flexion=80.0, knee=100.0, ankle=10.0), right_leg=Leg(flexion=-10.0, knee=5.0))
    points = pose_skeleton(Body(), posture).points
    assert angle(points, "left_hip", "left_knee", "left_ankle") == pytest.approx(80.0)
    assert angle(points, "right_hip", "right_knee", "right_ankle") == pytest.approx(175.0)
    assert points["left_knee"][2] > points["left_hip"][2] + 0.3
    assert points["right_knee"][2] < points["right_hip"][2]


def test_left_and_right_mirror_each_other_in_a_symmetric_posture() -> None:
    points = pose_skeleton(Body(), knee.squat(Body(), Moment(0.7, {}))).points
    for name in [name for name in points if name.startswith("left_")]:
        mirrored = points["right_" + name.removeprefix("left_")] * (-1.0, 1.0, 1.0)
        assert points[name] == pytest.approx(mirrored, abs=1e-9), name


@pytest.mark.parametrize("share", [0.0, 0.5, 1.0])
def test_a_push_up_keeps_hands_and_toes_on_the_floor_and_the_body_in_line(share: float) -> None:
    resting = pose_skeleton(Body(), whole_body.push_up(Body(), Moment(0.0, {}))).points
    points = pose_skeleton(Body(), whole_body.push_up(Body(), Moment(share, {}))).points
    for part in ("left_wrist", "right_wrist", "left_foot_index", "right_foot_index"):
        assert points[part] == pytest.approx(resting[part], abs=1e-9)
    assert angle(points, "left_shoulder", "left_elbow", "left_wrist") == pytest.approx(172.0 - 88.0 * share, abs=3.0)
    middles = [(points[f"left_{joint}"] + points[f"right_{joint}"]) / 2 for joint in ("shoulder", "hip", "knee")]
    assert angle_at(*middles) > 174.0


def test_repetitions_are_alike_but_never_the_same() -> None:
    timed = schedule((Attempt(),) * 6, Tempo(), 1.0, np.random.default_rng(3))
    lengths = [each.end_s - each.start_s for each in timed]
    assert np.std(lengths) > 0.02
    assert np.std(lengths) < 0.25 * np.mean(lengths)
    assert all(first.end_s < second.start_s for first, second in pairwise(timed))
    assert all(0.95 < each.amount < 1.05 for each in timed)
    assert all(each.progress(each.peak_s) == each.amount for each in timed)
    assert all(each.progress(each.start_s) == each.progress(each.end_s) == 0.0 for each in timed)


def test_the_same_seed_gives_the_same_movement_and_another_seed_another() -> None:
    attempts = (Attempt(), Attempt(0.3))
    first, again, other = (schedule(attempts, Tempo(), 1.0, np.random.default_rng(seed)) for seed in (3, 3, 4))
    assert first == again
    assert first != other

"""What is believed of a pose: seen points, human limbs, places that can be reached, margins of error."""

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest
from stick_figure import Figure, squat, swing, watch

from physiocheck_desktop.kinematics.body import Midpoint, body_of
from physiocheck_desktop.kinematics.body_size import BodySize, unit_in
from physiocheck_desktop.kinematics.landmarks import Landmark, Pose
from physiocheck_desktop.kinematics.margins import MARGINS, margin_deg
from physiocheck_desktop.kinematics.measures import MEASURES
from physiocheck_desktop.kinematics.plausibility import PoseGuard, Verdict, limbs_are_human
from physiocheck_desktop.kinematics.visibility import Sight


def changed(pose: Pose, landmark: Landmark, column: int, value: float) -> Pose:
    image = pose.image.copy()
    image[landmark, column] = value
    return replace(pose, image=image)


@pytest.mark.parametrize(("visibility", "trust"), [(1.0, 1.0), (0.5, 1.0), (0.325, 0.5), (0.15, 0.0), (0.0, 0.0)])
def test_a_measure_is_trusted_as_far_as_the_worst_seen_of_its_points(visibility: float, trust: float) -> None:
    sight = Sight(changed(Figure().pose(), Landmark.LEFT_KNEE, 3, visibility))
    assert sight.trust(MEASURES["left_knee"].points) == pytest.approx(trust)
    assert sight.trust(MEASURES["right_knee"].points) == 1.0


@pytest.mark.parametrize("axis", [0, 1])
@pytest.mark.parametrize(
    ("place", "trust"), [(0.0, 1.0), (1.0, 1.0), (1.075, 0.5), (-0.075, 0.5), (1.15, 0.0), (-0.3, 0.0)]
)
def test_a_point_outside_the_picture_is_a_guess(axis: int, place: float, trust: float) -> None:
    sight = Sight(changed(Figure().pose(), Landmark.LEFT_ANKLE, axis, place))
    assert sight.trust((Landmark.LEFT_ANKLE,)) == pytest.approx(trust)


def test_a_midpoint_is_as_good_as_the_better_seen_of_its_ends() -> None:
    sight = Sight(changed(Figure().pose(), Landmark.RIGHT_HIP, 3, 0.0))
    assert sight.trust((Midpoint.HIPS,)) == 1.0
    both = changed(changed(Figure().pose(), Landmark.RIGHT_HIP, 3, 0.0), Landmark.LEFT_HIP, 3, 0.0)
    assert Sight(both).trust((Midpoint.HIPS,)) == 0.0


@pytest.mark.parametrize("joint", list(MARGINS))
def test_an_angles_margin_is_seven_degrees_at_best_and_widens_off_the_view(joint: str) -> None:
    assert margin_deg(joint, 1.0) >= 7.0
    assert margin_deg(joint, 0.0) >= 15.0
    assert margin_deg(joint, 1.0) < margin_deg(joint, 0.5) < margin_deg(joint, 0.0)


def test_every_joint_that_is_measured_has_a_margin() -> None:
    assert {measure.joint for measure in MEASURES.values() if measure.joint} == set(MARGINS)


@pytest.mark.parametrize("landmark", [Landmark.LEFT_KNEE, Landmark.RIGHT_ANKLE, Landmark.RIGHT_ELBOW])
def test_a_limb_as_long_as_nobodys_is_a_misreading(landmark: Landmark) -> None:
    pose = Figure().pose()
    unit = unit_in(pose)
    assert limbs_are_human(body_of(pose, unit))
    assert not limbs_are_human(body_of(changed(pose, landmark, 0, 1.4), unit))


def verdicts(figure_at: Callable[[float], Figure], seconds: float, fps: float = 30.0) -> list[Verdict]:
    guard = PoseGuard()
    seen = []
    for observation in watch(figure_at, seconds, fps):
        assert observation.pose is not None
        unit = unit_in(observation.pose)
        seen.append(guard.judge(body_of(observation.pose, unit), unit, observation.captured_at_s))
    return seen


@pytest.mark.parametrize("fps", [5.0, 10.0, 30.0, 60.0])
def test_a_fast_squat_and_a_jump_are_believed_at_any_frame_rate(fps: float) -> None:
    assert set(verdicts(lambda t: squat(swing(t, 0.8, 5)), 6.0, fps)) == {Verdict.BELIEVED}
    assert set(verdicts(lambda t: Figure(feet=0.9 - 0.2 * swing(t, 0.6, 5)), 5.0, fps)) == {Verdict.BELIEVED}


def test_a_glitch_is_left_out_and_the_person_goes_on() -> None:
    seen = verdicts(lambda t: Figure(across=0.5 if not 1.0 <= t < 1.1 else 0.05), 2.0)
    assert seen[30:33] == [Verdict.MISREAD] * 3
    assert set(seen[:30] + seen[33:]) == {Verdict.BELIEVED}


@pytest.mark.parametrize("other", [Figure(across=0.1), Figure(scale=0.2, feet=0.7)], ids=["elsewhere", "another size"])
def test_a_pose_that_settles_elsewhere_at_once_is_somebody_else(other: Figure) -> None:
    seen = verdicts(lambda t: Figure() if t < 1.0 else other, 2.0)
    assert seen.count(Verdict.SOMEBODY_ELSE) == 1
    found = seen.index(Verdict.SOMEBODY_ELSE)
    assert 38 <= found <= 41
    assert set(seen[30:found]) == {Verdict.MISREAD}
    assert set(seen[found + 1 :]) == {Verdict.BELIEVED}


def test_walking_through_the_picture_is_believed() -> None:
    assert set(verdicts(lambda t: Figure(across=-0.1 + 0.2 * t), 6.0)) == {Verdict.BELIEVED}


def test_after_a_second_unseen_anything_is_believed_again() -> None:
    guard = PoseGuard()
    first, other = Figure().pose(), Figure(across=0.05).pose()
    unit = unit_in(first)
    assert guard.judge(body_of(first, unit), unit, 0.0) is Verdict.BELIEVED
    assert guard.judge(body_of(other, unit), unit, 1.1) is Verdict.BELIEVED


def test_the_body_unit_settles_slowly_and_starts_anew_after_a_gap() -> None:
    size = BodySize()
    assert size.update(0.2, 0.0, steady=True) == 0.2
    assert 0.2 < size.update(0.4, 0.033, steady=True) < 0.22
    for number in range(90):
        settled = size.update(0.4, 0.066 + number / 30, steady=True)
    assert settled == pytest.approx(0.4, abs=0.002)
    assert size.update(0.1, 10.0, steady=True) == 0.1
    size.restart()
    assert size.unit is None


def test_an_unsteady_unit_follows_growth_at_once_and_shrinks_slowly() -> None:
    size = BodySize()
    size.update(0.2, 0.0, steady=False)
    shrunk = [size.update(0.1, number / 30, steady=False) for number in range(1, 31)][-1]
    assert shrunk > 0.18
    grown = [size.update(0.3, 1.0 + number / 30, steady=False) for number in range(1, 31)][-1]
    assert grown > 0.27


def test_points_that_all_coincide_have_no_unit() -> None:
    pose = Figure().pose()
    assert unit_in(replace(pose, world=np.zeros((33, 3)))) == 0.0

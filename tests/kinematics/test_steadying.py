"""Trembling landmarks are steadied, steady ones are left as they are, at any rate and in any movement."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from stick_figure import shaken, squat, swing, watch

from physiocheck_desktop.kinematics.body_size import unit_in
from physiocheck_desktop.kinematics.landmarks import Pose, PoseObservation
from physiocheck_desktop.kinematics.steadying import LONGEST_WINDOW_S, RESTART_GAP_S, LandmarkSteadier

BODY_HEIGHT_M = 1.75


def squats(count: int, fps: float = 30.0) -> list[PoseObservation]:
    return list(watch(lambda at_s: squat(swing(at_s, 2.5, count)), 2.0 + 2.5 * count, fps))


def steadied(observations: list[PoseObservation], steadier: LandmarkSteadier) -> list[Pose]:
    poses = [(each.pose, each.captured_at_s) for each in observations if each.pose is not None]
    return [steadier.steady(pose, unit_in(pose), at_s) for pose, at_s in poses]


def off(poses: list[Pose], truth: list[PoseObservation]) -> float:
    """Return how far landmarks are from their true places as of the moment that fits best, picture heights."""
    half = len(poses) // 2
    true = np.array([each.pose.image[:, :2] for each in truth if each.pose])
    seen = np.array([pose.image[:, :2] for pose in poses])[half:]
    late = range(1 + int(LONGEST_WINDOW_S * 60.0) // 2)
    return min(float(np.sqrt(np.mean((seen - true[half - by : len(true) - by]) ** 2))) for by in late)


@pytest.mark.parametrize("fps", [10.0, 15.0, 24.0, 30.0, 60.0])
def test_a_movement_without_tremble_is_left_as_it_is(fps: float) -> None:
    observations = squats(3, fps=fps)
    assert all(a is b.pose for a, b in zip(steadied(observations, LandmarkSteadier()), observations, strict=True))


@settings(max_examples=20, deadline=None)
@given(share=st.floats(0.01, 0.02), fps=st.sampled_from([24.0, 30.0, 60.0]), seed=st.integers(0, 999))
def test_the_tremble_is_measured_in_a_movement_and_taken_out(share: float, fps: float, seed: int) -> None:
    truth, random = squats(3, fps=fps), np.random.default_rng(seed)
    seen = [shaken(each, share * BODY_HEIGHT_M, random) for each in truth]
    steadier = LandmarkSteadier()
    poses = steadied(seen, steadier)
    assert steadier.tremble == pytest.approx(share * BODY_HEIGHT_M / 0.5, rel=0.25)
    assert off(poses, truth) < 0.75 * off([each.pose for each in seen if each.pose], truth)
    assert all(pose.world is not None for pose in poses)


def test_rest_becomes_stiller_the_more_it_trembles_and_never_takes_longer_than_the_longest_window() -> None:
    still, random = squats(1)[0], np.random.default_rng(3)
    times = np.arange(0.0, 6.0, 1.0 / 30.0)
    left = []
    for share in (0.01, 0.02, 0.04):
        seen = [shaken(PoseObservation(float(at_s), still.pose, 1), share * BODY_HEIGHT_M, random) for at_s in times]
        before = off([each.pose for each in seen if each.pose], [still] * len(seen))
        left.append(off(steadied(seen, LandmarkSteadier()), [still] * len(seen)) / before)
    assert left[0] > left[1] > left[2] * 0.98
    assert left[2] == pytest.approx((LONGEST_WINDOW_S * 30.0) ** -0.5, rel=0.15)


def test_it_starts_anew_after_a_gap_and_for_another_person() -> None:
    truth, random = squats(2), np.random.default_rng(1)
    seen = [shaken(each, 0.02 * BODY_HEIGHT_M, random) for each in truth]
    for forget in (False, True):
        steadier = LandmarkSteadier()
        steadied(seen[:60], steadier)
        assert steadier.tremble > 0.0
        if forget:
            steadier.restart()
        later_s = seen[60].captured_at_s + (0.0 if forget else RESTART_GAP_S + 0.1)
        pose = seen[60].pose
        assert pose is not None
        assert steadier.steady(pose, unit_in(pose), later_s) is pose
        assert steadier.tremble == 0.0


def test_poses_without_world_landmarks_are_steadied_too() -> None:
    truth, random = squats(2), np.random.default_rng(5)
    seen = [shaken(each, 0.02 * BODY_HEIGHT_M, random) for each in truth]
    flat = [
        PoseObservation(each.captured_at_s, Pose(each.pose.image, None, each.pose.aspect), 1)
        for each in seen
        if each.pose
    ]
    poses = steadied(flat, LandmarkSteadier())
    assert all(pose.world is None for pose in poses)
    assert off(poses, truth) < 0.75 * off([each.pose for each in flat if each.pose], truth)

"""Whoever stands and trembles, or is only measured badly, has done no repetition of anything that can be learned."""

from functools import cache
from pathlib import Path

import numpy as np
import pytest
from demonstrations import Demonstration, real_demonstrations, rendered_demonstrations, turned

from physiocheck_desktop.assessment.learning.learner import count, learn
from physiocheck_desktop.kinematics.motion_smoothing import smooth_motion
from physiocheck_desktop.kinematics.motion_vector import Array, body_points, motion_vectors

VIEWS_DEG = (0.0, 45.0, 90.0)
NOISE = np.array([0.02, 0.02, 0.04])
"""Of a trunk's length: some 2° at a joint, and twice as much in depth."""


def standing(pose: Array, yaw_deg: float, seed: int, seconds: float = 60.0) -> tuple[Array, Array]:
    """Return times and smoothed motion vectors of a pose `(33, 3)` that is held and measured with noise."""
    random = np.random.default_rng(seed)
    times = np.arange(0.0, seconds, 1.0 / 30.0)
    points = np.repeat(body_points(turned(pose, yaw_deg))[None], len(times), axis=0)
    points += random.normal(0.0, 1.0, points.shape) * NOISE
    return times, smooth_motion(motion_vectors(body_points(points)), times)


@cache
def standing_upright() -> tuple[tuple[Array, Array], ...]:
    """Return who waits to squat and never does, seen from three sides."""
    pose = next(each for each in rendered_demonstrations() if each.name == "squat").points[0]
    return tuple(standing(pose, yaw_deg, seed) for seed, yaw_deg in enumerate(VIEWS_DEG))


@pytest.mark.parametrize("demonstration", rendered_demonstrations(), ids=lambda each: each.name)
@pytest.mark.parametrize("taught_from_deg", VIEWS_DEG)
def test_a_minute_of_standing_still_has_no_repetition_of_what_the_figure_showed(
    demonstration: Demonstration, taught_from_deg: float
) -> None:
    movement = learn(demonstration.times, demonstration.seen_from(taught_from_deg), demonstration.spans[:2])
    for recording in (*standing_upright(), standing(demonstration.points[0], taught_from_deg, seed=9)):
        assert count(movement, *recording)[1] == []


@pytest.mark.slow
def test_a_minute_of_standing_still_has_no_repetition_of_what_real_people_showed(repcount: Path) -> None:
    for demonstration in real_demonstrations(repcount)[::3]:
        movement = learn(demonstration.times, demonstration.seen_from(0.0), demonstration.spans[:2])
        assert [count(movement, *each)[1] for each in standing_upright()] == [[], [], []], demonstration.name

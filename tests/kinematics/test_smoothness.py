"""Smoothness has the values that the literature's reference implementations give, and does not hang on the frames."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from physiocheck_desktop.kinematics.smoothness import (
    jitter_of,
    log_dimensionless_jerk,
    smoothness_of,
    spectral_arc_length,
)

Array = NDArray[np.float64]
BELL = np.exp(-5.0 * np.arange(-1.0, 1.0, 0.01) ** 2)


def minimum_jerk(share: Array) -> Array:
    return 10.0 * share**3 - 15.0 * share**4 + 6.0 * share**5


def way(times_s: Array, seconds: float = 1.0, tremor: float = 0.0) -> Array:
    return minimum_jerk(times_s / seconds) + tremor * np.sin(2.0 * np.pi * 5.0 * times_s)


def rippled(ripple: float, rate_hz: float) -> Array:
    """Two seconds of minimum-jerk speed with 4 Hz of ripple that fades at both ends."""
    share = np.arange(round(2.0 * rate_hz)) / (2.0 * rate_hz)
    bell = 16.0 * (share * (1.0 - share)) ** 2
    return np.asarray(np.abs(bell + ripple * np.sin(2.0 * np.pi * 4.0 * 2.0 * share) * np.sin(np.pi * share)))


def test_golden_values_of_the_bell_are_met() -> None:
    assert spectral_arc_length(BELL, 100.0) == pytest.approx(-1.41403, abs=5e-6)
    assert log_dimensionless_jerk(BELL, 100.0) == pytest.approx(-5.81636, abs=5e-6)


@pytest.mark.parametrize(("ripple", "sparc"), [(0.0, -1.40), (0.1, -1.85), (0.25, -1.95), (0.5, -2.18)])
@pytest.mark.parametrize("rate_hz", [30.0, 60.0, 100.0])
def test_ripple_on_a_minimum_jerk_speed_lengthens_the_arc(ripple: float, sparc: float, rate_hz: float) -> None:
    assert spectral_arc_length(rippled(ripple, rate_hz), rate_hz) == pytest.approx(sparc, abs=0.01)


@pytest.mark.parametrize("factor", [0.01, 1.0, 300.0])
def test_size_is_of_no_matter(factor: float) -> None:
    assert spectral_arc_length(factor * BELL, 100.0) == pytest.approx(-1.41403, abs=5e-6)
    assert log_dimensionless_jerk(factor * BELL, 100.0) == pytest.approx(-5.81636, abs=5e-6)


def test_speed_that_is_too_short_or_nothing_has_no_smoothness() -> None:
    assert spectral_arc_length(np.array([1.0]), 60.0) is None
    assert spectral_arc_length(np.zeros(30), 60.0) is None
    assert log_dimensionless_jerk(np.array([1.0, 2.0]), 60.0) is None
    assert log_dimensionless_jerk(np.zeros(30), 60.0) is None


@settings(max_examples=20, deadline=None)
@given(fps=st.floats(15.0, 60.0), late=st.floats(0.0, 0.3), seed=st.integers(0, 99), seconds=st.floats(0.8, 2.0))
def test_a_smooth_way_is_told_as_smooth_whenever_its_frames_came(
    fps: float, late: float, seed: int, seconds: float
) -> None:
    random = np.random.default_rng(seed)
    times_s = np.clip(np.linspace(0.0, seconds, round(seconds * fps) + 1), 0.0, seconds)
    times_s[1:-1] += random.uniform(0.0, late, len(times_s) - 2) / fps
    found = smoothness_of(times_s, way(times_s, seconds))
    assert found is not None
    assert found.sparc == pytest.approx(-1.42, abs=0.08)
    assert found.jitter < 0.02


def test_the_jerk_of_a_smooth_way_seen_often_is_that_of_minimum_jerk() -> None:
    times_s = np.linspace(0.0, 1.0, 61)
    found = smoothness_of(times_s, way(times_s))
    assert found is not None
    assert found.ldlj == pytest.approx(-np.log(204.8), abs=0.3)


def test_trembling_shows_in_all_three() -> None:
    times_s = np.linspace(0.0, 1.0, 31)
    calm, trembling = smoothness_of(times_s, way(times_s)), smoothness_of(times_s, way(times_s, tremor=0.05))
    assert calm is not None
    assert trembling is not None
    assert trembling.sparc < calm.sparc - 0.3
    assert trembling.ldlj < calm.ldlj - 1.0
    assert trembling.jitter > 5.0 * calm.jitter


@pytest.mark.parametrize(
    "times_s",
    [
        np.linspace(0.0, 0.29, 20),
        np.linspace(0.0, 1.0, 5),
        np.concatenate([np.linspace(0.0, 0.4, 12), np.linspace(0.66, 1.0, 12)]),
    ],
    ids=["too short", "too few frames", "a gap"],
)
def test_what_was_not_seen_well_enough_is_not_told(times_s: Array) -> None:
    assert smoothness_of(times_s, way(times_s, float(times_s[-1]))) is None


@pytest.mark.parametrize(
    "times_s",
    [
        np.linspace(0.0, 0.3, 20),
        np.linspace(0.0, 1.0, 6),
        np.concatenate([np.linspace(0.0, 0.4, 12), np.linspace(0.65, 1.0, 12)]),
    ],
    ids=["just long enough", "just enough frames", "a small gap"],
)
def test_what_was_just_seen_well_enough_is_told(times_s: Array) -> None:
    assert smoothness_of(times_s, way(times_s, float(times_s[-1]))) is not None


def test_who_does_not_move_has_no_smoothness() -> None:
    assert smoothness_of(np.linspace(0.0, 1.0, 31), np.full(31, 0.5)) is None


@settings(max_examples=10, deadline=None)
@given(seed=st.integers(0, 99), fps=st.sampled_from([15.0, 30.0, 60.0]))
def test_jitter_is_the_noise_that_was_added(seed: int, fps: float) -> None:
    times_s = np.arange(0.0, 20.0, 1.0 / fps)
    noise = np.random.default_rng(seed).normal(0.0, 2.0, len(times_s))
    assert jitter_of(times_s, 5.0 * times_s + noise) == pytest.approx(2.0, rel=0.2)

"""Filters: how much tremble they leave, how far they lag, what they do with gaps."""

from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from physiocheck_desktop.kinematics.smoothing import RESTART_GAP_S, ExponentialAverage, OneEuro, Smoothing

FILTERS = [OneEuro, ExponentialAverage]


def run(smoothing: Smoothing, values: np.ndarray, times_s: np.ndarray) -> np.ndarray:
    return np.array([smoothing.step(np.array([value]), at)[0] for value, at in zip(values, times_s, strict=True)])


def jitter_and_lag(smoothing: Callable[[], Smoothing]) -> tuple[float, float]:
    """Return the jitter left of 2° at rest, degrees, and the lag in a 90° swing every two seconds, ms."""
    times_s = np.arange(0, 40, 1 / 30)
    noise = np.random.default_rng(7).normal(0.0, 2.0, len(times_s))
    rest = run(smoothing(), 100.0 + noise, times_s)[60:]
    swing = run(smoothing(), 45.0 * np.sin(np.pi * times_s) + noise, times_s)
    lags = np.arange(0.0, 0.3, 0.001)
    errors = [np.mean((swing[60:] - 45.0 * np.sin(np.pi * (times_s[60:] - lag))) ** 2) for lag in lags]
    return float(rest.std()), float(lags[int(np.argmin(errors))] * 1000.0)


@pytest.mark.parametrize(
    ("smoothing", "jitter_deg", "lag_ms"),
    [
        (OneEuro, 0.74, 34.0),
        (lambda: OneEuro(beta=0.05), 0.87, 20.0),
        (lambda: ExponentialAverage(0.5), 1.15, 33.0),
        (lambda: ExponentialAverage(0.3), 0.83, 76.0),
    ],
)
def test_jitter_and_lag_are_those_that_were_measured(
    smoothing: Callable[[], Smoothing], jitter_deg: float, lag_ms: float
) -> None:
    jitter, lag = jitter_and_lag(smoothing)
    assert jitter == pytest.approx(jitter_deg, rel=0.2)
    assert lag == pytest.approx(lag_ms, abs=12.0)


@pytest.mark.parametrize("smoothing", FILTERS)
def test_the_first_value_passes_as_it_is(smoothing: type[Smoothing]) -> None:
    assert smoothing().step(np.array([12.5, -3.0]), 5.0) == pytest.approx([12.5, -3.0])


@pytest.mark.parametrize("smoothing", FILTERS)
def test_a_missing_value_stays_missing_and_is_forgotten_at_once(smoothing: type[Smoothing]) -> None:
    with_gap, without = smoothing(), smoothing()
    for number in range(10):
        at = number / 30
        value = np.array([float(number)])
        if number == 5:
            assert np.isnan(with_gap.step(np.array([np.nan]), at)).all()
            continue
        assert with_gap.step(value, at) == pytest.approx(without.step(value, at))


@pytest.mark.parametrize("smoothing", FILTERS)
def test_one_value_missing_does_not_touch_the_others(smoothing: type[Smoothing]) -> None:
    pair, alone = smoothing(), smoothing()
    for number in range(8):
        first = np.nan if number % 2 else 3.0
        both = pair.step(np.array([first, number * 2.0]), number / 30)
        assert both[1] == pytest.approx(alone.step(np.array([number * 2.0]), number / 30)[0])


@pytest.mark.parametrize("smoothing", FILTERS)
def test_after_a_long_gap_a_filter_starts_anew_and_after_a_short_one_it_does_not(smoothing: type[Smoothing]) -> None:
    long, short = smoothing(), smoothing()
    for filter_ in (long, short):
        filter_.step(np.array([0.0]), 0.0)
        filter_.step(np.array([0.0]), 0.033)
    assert long.step(np.array([90.0]), 0.033 + RESTART_GAP_S + 0.01)[0] == pytest.approx(90.0)
    assert short.step(np.array([90.0]), 0.033 + RESTART_GAP_S - 0.05)[0] < 90.0


@pytest.mark.parametrize("smoothing", FILTERS)
@given(fps=st.integers(10, 60))
def test_a_filter_does_the_same_at_any_frame_rate(smoothing: type[Smoothing], fps: int) -> None:
    times_s = np.arange(0, 2, 1 / fps)
    steps = run(smoothing(), np.where(times_s >= 1.0, 10.0, 0.0), times_s)
    risen = times_s[np.argmax(steps >= 6.0)] - 1.0
    assert risen <= 0.2
    assert (np.diff(steps) >= -1e-9).all()


@given(values=st.lists(st.floats(-180.0, 180.0), min_size=2, max_size=40))
def test_a_filter_never_leaves_the_range_of_what_it_saw(values: list[float]) -> None:
    for smoothing in FILTERS:
        out = run(smoothing(), np.array(values), np.arange(len(values)) / 30)
        assert out.min() >= min(values) - 1e-6
        assert out.max() <= max(values) + 1e-6


@pytest.mark.parametrize("share", [0.0, -0.1, 1.1])
def test_a_share_that_makes_no_sense_is_refused(share: float) -> None:
    with pytest.raises(ValueError, match="share"):
        ExponentialAverage(share)

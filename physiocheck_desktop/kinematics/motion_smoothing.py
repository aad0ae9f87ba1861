"""Smoothing of motion vectors against flipping landmarks: the median of the last instants, then an exponential mean."""

from collections import deque

import numpy as np

from physiocheck_desktop.kinematics.motion_vector import Array


class MotionSmoother:
    """Median over the last instants against landmark flips, then an exponential mean; starts anew after a gap."""

    def __init__(self, median_s: float = 0.17, mean_s: float = 0.115, gap_s: float = 0.4) -> None:
        self._median_s, self._mean_s, self._gap_s = median_s, mean_s, gap_s
        self._recent: deque[tuple[float, Array]] = deque()
        self._value: Array | None = None
        self._at_s = 0.0

    def __call__(self, at_s: float, values: Array) -> Array:
        """Return the smoothed values, or NaN where nobody was found."""
        if np.isnan(values).any():
            return np.full_like(values, np.nan)
        if self._value is None or at_s - self._at_s > self._gap_s:
            self._recent.clear()
            self._value = None
        self._recent.append((at_s, values))
        while at_s - self._recent[0][0] > self._median_s - 1e-6:
            self._recent.popleft()
        middle = _median([v for _, v in self._recent])
        if self._value is None:
            self._value = middle
        else:
            self._value = self._value + (middle - self._value) * -np.expm1(-(at_s - self._at_s) / self._mean_s)
        self._at_s = at_s
        return self._value


def _median(values: list[Array]) -> Array:
    """Return the median of a few vectors; `np.median` spends most of its time on generality."""
    ordered: Array = np.sort(np.array(values), axis=0)
    half = len(values) // 2
    return np.asarray(ordered[half] if len(values) % 2 else (ordered[half - 1] + ordered[half]) / 2)


def smooth_motion(values: Array, times: Array) -> Array:
    """Return `values` as the streaming smoother gives them."""
    smoother = MotionSmoother()
    return np.array([smoother(float(t), v) for t, v in zip(times, values, strict=True)])

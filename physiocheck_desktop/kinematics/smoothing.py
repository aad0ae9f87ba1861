"""Filters that take the tremble out of measures without delaying them: exponential average, One Euro."""

from typing import Final, Protocol

import numpy as np
from numpy.typing import NDArray

Values = NDArray[np.float64]

RESTART_GAP_S: Final = 0.4
"""After so long without a value a filter starts anew, because what was before says nothing any more."""


class Smoothing(Protocol):
    """A causal filter over several values at once, each with its own gaps."""

    def step(self, values: Values, captured_at_s: float) -> Values:
        """Take the next values `(n,)`, NaN where there is none, and return the smoothed ones, NaN in these places."""


class ExponentialAverage:
    """Exponential moving average: each value moves the result by a fixed share of the difference.

    The share is meant for 30 frames a second and adapted to the real time between values, so that the filter does the
    same at any frame rate. Share .3 leaves 0.83° of 2° jitter and lags 76 ms; .5 leaves 1.15° and lags 33 ms.
    """

    def __init__(self, share: float = 0.4) -> None:
        if not 0.0 < share <= 1.0:
            raise ValueError(f"The share of an exponential average lies in 0-1, not at {share}.")
        self._keep_per_second = (1.0 - share) ** 30.0
        self._state: Values | None = None
        self._seen_at_s: Values = np.empty(0)

    def step(self, values: Values, captured_at_s: float) -> Values:
        """Take the next values and return the smoothed ones."""
        if self._state is None:
            self._state = np.full_like(values, np.nan)
            self._seen_at_s = np.full_like(values, -np.inf)
        elapsed = captured_at_s - self._seen_at_s
        fresh = np.isnan(self._state) | (elapsed > RESTART_GAP_S)
        share = np.where(fresh, 1.0, 1.0 - self._keep_per_second ** np.minimum(elapsed, RESTART_GAP_S))
        before = np.where(fresh, values, self._state)
        here = ~np.isnan(values)
        self._state = np.where(here, before + share * (values - before), self._state)
        self._seen_at_s = np.where(here, captured_at_s, self._seen_at_s)
        return np.where(here, self._state, np.nan)


class OneEuro:
    """One Euro filter: strong at rest, light in movement (Casiez, Roussel, Vogel, CHI 2012).

    With a smallest cut-off of 1 Hz and β .02 per degree a second, 2° of jitter become 0.74° and the lag is 34 ms.
    """

    def __init__(self, min_cutoff_hz: float = 1.0, beta: float = 0.02, speed_cutoff_hz: float = 1.0) -> None:
        self._min_cutoff_hz = min_cutoff_hz
        self._beta = beta
        self._speed_cutoff_hz = speed_cutoff_hz
        self._state: Values | None = None
        self._speed: Values = np.empty(0)
        self._seen_at_s: Values = np.empty(0)

    def step(self, values: Values, captured_at_s: float) -> Values:
        """Take the next values and return the smoothed ones."""
        if self._state is None:
            self._state = np.full_like(values, np.nan)
            self._speed = np.zeros_like(values)
            self._seen_at_s = np.full_like(values, -np.inf)
        elapsed = captured_at_s - self._seen_at_s
        here = ~np.isnan(values)
        fresh = np.isnan(self._state) | (elapsed > RESTART_GAP_S)
        elapsed = np.where(fresh, RESTART_GAP_S, np.maximum(elapsed, 1e-6))
        before = np.where(fresh, values, self._state)
        speed_before = np.where(fresh, 0.0, self._speed)
        speed = speed_before + _share(self._speed_cutoff_hz, elapsed) * ((values - before) / elapsed - speed_before)
        share = _share(self._min_cutoff_hz + self._beta * np.abs(speed), elapsed)
        self._state = np.where(here, before + share * (values - before), self._state)
        self._speed = np.where(here, speed, self._speed)
        self._seen_at_s = np.where(here, captured_at_s, self._seen_at_s)
        return np.where(here, self._state, np.nan)


def _share(cutoff_hz: float | Values, elapsed_s: Values) -> Values:
    turn = 2.0 * np.pi * cutoff_hz * elapsed_s
    return turn / (turn + 1.0)

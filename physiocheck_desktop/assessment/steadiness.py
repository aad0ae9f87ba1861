"""How unsteady a measure is: its distance from its own smooth course over the last moments."""

from collections import deque
from typing import Final

import numpy as np

MOST_SAMPLES: Final = 64
"""In one window; where frames come faster, not all are kept, so that memory stays as it is."""
LEAST_SAMPLES: Final = 7
"""Fewer cannot tell unsteadiness from movement: a parabola goes through any three."""
LEAST_SPAN: Final = 0.8
LARGEST_GAP: Final = 0.3
RENEWALS: Final = 4


class Unsteadiness:
    """Root mean square distance of a measure from the parabola that fits it best over a window of time.

    What is slower than about one and a half turns in the window follows the parabola and is movement; what is faster
    remains, and is trembling (a window of half a second) or sway (of some seconds). It is worked out from the times of
    the frames, four times in a window, and says nothing while there are too few of them: half a second needs 15
    frames a second.
    """

    def __init__(self, window_s: float) -> None:
        self._window_s = window_s
        self._samples: deque[tuple[float, float]] = deque()
        self._value: float | None = None
        self._renewed_at_s = 0.0

    def step(self, value: float, at_s: float) -> float | None:
        """Take the next sample and return the unsteadiness in the measure's unit; None where it cannot be told."""
        if self._samples:
            since = at_s - self._samples[-1][0]
            if since > LARGEST_GAP * self._window_s:
                self.restart()
            elif since < self._window_s / MOST_SAMPLES:
                return self._value
        self._samples.append((at_s, value))
        while at_s - self._samples[0][0] > self._window_s:
            self._samples.popleft()
        if at_s - self._renewed_at_s >= self._window_s / RENEWALS or self._value is None:
            self._renewed_at_s = at_s
            self._value = self._measured(at_s)
        return self._value

    def restart(self) -> None:
        """Forget what was seen, because something else follows."""
        self._samples.clear()
        self._value = None

    def _measured(self, now_s: float) -> float | None:
        if len(self._samples) < LEAST_SAMPLES or now_s - self._samples[0][0] < LEAST_SPAN * self._window_s:
            return None
        times, values = np.array(self._samples).T
        course = np.vander((times - now_s) / self._window_s, 3)
        fitted, _, _, _ = np.linalg.lstsq(course, values, rcond=None)
        rest = values - course @ fitted
        return float(np.sqrt(rest @ rest / (len(values) - 3)))

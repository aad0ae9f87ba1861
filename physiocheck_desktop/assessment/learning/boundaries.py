"""Where each counted repetition begins and ends, found once the whole recording is known."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from physiocheck_desktop.assessment.learning.swings import Swing
from physiocheck_desktop.kinematics.motion_vector import Array


@dataclass(frozen=True, slots=True)
class FoundRepetition:
    """A counted repetition, seconds; `confirmed_s` is when it was counted."""

    start_s: float
    peak_s: float
    end_s: float
    amplitude: float
    confirmed_s: float


def bounds(swings: Sequence[Swing], times: Array, signal: Array, rest: float = 0.1) -> list[FoundRepetition]:
    """Return each swing's repetition: it starts where it leaves its trough by `rest` of its height, ends likewise."""
    found = []
    for k, swing in enumerate(swings):
        peak = int(np.searchsorted(times, swing.peak.at_s))
        left = int(np.searchsorted(times, swings[k - 1].peak.at_s)) if k else 0
        right = int(np.searchsorted(times, swings[k + 1].peak.at_s)) if k + 1 < len(swings) else len(times) - 1
        start = _leaves_rest(signal, peak, left, -1, rest)
        end = _leaves_rest(signal, peak, right, 1, rest)
        found.append(
            FoundRepetition(
                float(times[start]), float(times[peak]), float(times[end]), swing.amplitude, swing.sure.at_s
            )
        )
    return found


def _leaves_rest(signal: Array, peak: int, limit: int, step: int, rest: float) -> int:
    """Walk from the peak down to the lowest point before `limit`, and return where the last `rest` share begins."""
    path = np.arange(peak, limit + step, step)
    values = signal[path]
    if np.isnan(values).all():
        return limit
    top = signal[peak]
    # do not walk beyond a deep trough's far side: stop once the signal has climbed back half of the way
    lowest, stop = top, len(path)
    for k, v in enumerate(values):
        if np.isnan(v):
            continue
        if v < lowest:
            lowest = v
        elif v - lowest > 0.5 * (top - lowest) and top - lowest > 0.3:
            stop = k
            break
    values = values[:stop]
    level = lowest + rest * (top - lowest)
    below = np.flatnonzero(values <= level)
    return int(path[below[0]]) if len(below) else limit

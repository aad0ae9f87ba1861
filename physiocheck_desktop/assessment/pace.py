"""How long the ways there and back and the pause between them took, told alike at any frame rate."""

from dataclasses import dataclass
from typing import Final

import numpy as np

from physiocheck_desktop.assessment.course import Array

NEAR: Final = 0.1
"""The first and the last tenth of a way cannot be timed: there, noise is as large as the movement."""
TIMED_SHARE: Final = 0.508
"""Share of its time in which a minimum-jerk way goes from a tenth to nine tenths (Flash and Hogan 1985)."""


@dataclass(frozen=True, slots=True)
class Pace:
    """Seconds that the parts of a movement took; None where they could not be told."""

    toward_peak_s: float | None
    at_peak_s: float | None
    toward_end_s: float | None


def pace_of(times_s: Array, progress: Array) -> Pace:
    """Return the pace of one movement there and back.

    Either way is timed from a tenth to nine tenths of it, between frames too, and scaled to the whole as if it was made
    smoothly. What is left above nine tenths, less what the smooth ways take there, is the pause.

    Args:
        times_s: `(samples,)` seconds, increasing.
        progress: `(samples,)` progress at them.
    """
    if len(times_s) < 3:
        return Pace(None, None, None)
    top = int(np.argmax(progress))
    up = _timed(times_s[: top + 1], progress[: top + 1])
    back = _timed(-times_s[top:][::-1], progress[top:][::-1])
    if up is None or back is None:
        return Pace(None, None, None)
    (left_s, near_s), (end_s, away_s) = up, (-back[0], -back[1])
    toward_peak_s, toward_end_s = (near_s - left_s) / TIMED_SHARE, (end_s - away_s) / TIMED_SHARE
    turning_s = (1.0 - TIMED_SHARE) / 2.0 * (toward_peak_s + toward_end_s)
    return Pace(toward_peak_s, max(0.0, away_s - near_s - turning_s), toward_end_s)


def _timed(times_s: Array, progress: Array) -> tuple[float, float] | None:
    """Return when a way last left its first tenth and first came to its last; None where it led nowhere."""
    low, high = float(progress.min()), float(progress[-1])
    if high <= low:
        return None
    share = (progress - low) / (high - low)
    near = int(np.argmax(share >= 1.0 - NEAR))
    inside = np.flatnonzero(share[: near + 1] <= NEAR)
    if len(inside) == 0:
        return None
    return _crossing(times_s, share, int(inside[-1]), NEAR), _crossing(times_s, share, near - 1, 1.0 - NEAR)


def _crossing(times_s: Array, share: Array, before: int, level: float) -> float:
    step = (level - share[before]) / (share[before + 1] - share[before])
    return float(times_s[before] + step * (times_s[before + 1] - times_s[before]))

"""How smoothly a movement was made: spectral arc length, log dimensionless jerk, and jitter about its course."""

from typing import Final

import numpy as np
from numpy.typing import NDArray

from physiocheck_desktop.domain.repetition import Smoothness

Array = NDArray[np.float64]

RATE_HZ: Final = 60.0
"""Even grid that a movement is put on, so that its smoothness does not depend on when its frames came."""
LEAST_SAMPLES: Final = 6
"""A way seen in fewer frames has been guessed rather than seen."""
LEAST_SECONDS: Final = 0.3
LONGEST_GAP_S: Final = 0.25
"""A longer gap hides what a movement did, and would be judged as if it had been a straight line."""

PADDING_LEVEL: Final = 4
CUTOFF_HZ: Final = 10.0
AMPLITUDE_THRESHOLD: Final = 0.05
JITTER_SPAN: Final = 5
"""Samples that one piece of a course is fitted over; a parabola needs three."""


def smoothness_of(times_s: Array, positions: Array) -> Smoothness | None:
    """Return how smoothly a position went along one way, there or back.

    The frames' own times are kept to: the way is put on an even grid of 60 steps a second first, along cubic pieces.

    Args:
        times_s: `(samples,)` seconds, increasing.
        positions: `(samples,)` in any unit, without NaN.

    Returns:
        The smoothness, None where the way was too short, had a gap, was seen in too few frames, or led nowhere.
    """
    if len(times_s) < LEAST_SAMPLES or times_s[-1] - times_s[0] < LEAST_SECONDS:
        return None
    if np.diff(times_s).max() > LONGEST_GAP_S:
        return None
    steps = round(float(times_s[-1] - times_s[0]) * RATE_HZ)
    even = _along_cubics(np.linspace(times_s[0], times_s[-1], steps + 1), times_s, positions)
    speed = np.abs(np.diff(even)) * RATE_HZ
    sparc, ldlj = spectral_arc_length(speed, RATE_HZ), log_dimensionless_jerk(speed, RATE_HZ)
    way = float(np.ptp(positions))
    if sparc is None or ldlj is None or way == 0.0:
        return None
    return Smoothness(sparc, ldlj, jitter_of(times_s, positions) / way)


def _along_cubics(at_s: Array, times_s: Array, positions: Array) -> Array:
    """Return positions between samples (cubic Hermite): straight lines would bring jerk of their own at each sample."""
    slopes = np.gradient(positions, times_s)
    before = np.clip(np.searchsorted(times_s, at_s, side="right") - 1, 0, len(times_s) - 2)
    step = times_s[before + 1] - times_s[before]
    share = (at_s - times_s[before]) / step
    here, there = positions[before], positions[before + 1]
    bend_here, bend_there = step * slopes[before], step * slopes[before + 1]
    return np.asarray(
        here
        + share * bend_here
        + share**2 * (3.0 * (there - here) - 2.0 * bend_here - bend_there)
        + share**3 * (2.0 * (here - there) + bend_here + bend_there)
    )


def jitter_of(times_s: Array, positions: Array) -> float:
    """Return the root mean square distance of each position from the parabola through it and its neighbours.

    Args:
        times_s: `(samples,)` seconds, increasing, at least `JITTER_SPAN`.
        positions: `(samples,)` in any unit, without NaN.

    Returns:
        The jitter in the unit of the positions, corrected for what a parabola takes along with it.
    """
    squares = 0.0
    for first in range(len(times_s) - JITTER_SPAN + 1):
        piece = slice(first, first + JITTER_SPAN)
        course = np.vander(times_s[piece] - times_s[first + JITTER_SPAN // 2], 3)
        fitted, _, _, _ = np.linalg.lstsq(course, positions[piece], rcond=None)
        rest = positions[piece] - course @ fitted
        squares += float(rest @ rest) / (JITTER_SPAN - 3)
    return float(np.sqrt(squares / (len(times_s) - JITTER_SPAN + 1)))


def spectral_arc_length(
    speed: Array,
    rate_hz: float,
    *,
    padding_level: int = PADDING_LEVEL,
    cutoff_hz: float = CUTOFF_HZ,
    amplitude_threshold: float = AMPLITUDE_THRESHOLD,
) -> float | None:
    """Return the SPARC of a speed profile; 0 is smoothest, a single smooth way is near −1.4, unsteadiness lengthens it.

    The length of the curve of the normalised magnitude spectrum of speed, from 0 Hz to the last frequency below
    `cutoff_hz` that still has `amplitude_threshold` of the largest magnitude, frequency scaled to that band
    (Balasubramanian, Melendez-Calderon, Roby-Brami, Burdet, JNER 2015, 12:112).

    Args:
        speed: `(samples,)` speed at even steps, in any unit.
        rate_hz: Steps a second.
        padding_level: Zero padding: so many doublings beyond the next power of two.
        cutoff_hz: Highest frequency that belongs to a movement.
        amplitude_threshold: Share of the largest magnitude that still belongs to it.

    Returns:
        The spectral arc length, None where the speed has fewer than two samples or is zero throughout.
    """
    if len(speed) < 2 or not np.any(speed):
        return None
    padded = 2 ** (int(np.ceil(np.log2(len(speed)))) + padding_level)
    magnitude = np.abs(np.fft.fft(speed, padded))
    frequency = np.arange(padded) * rate_hz / padded
    magnitude = magnitude / magnitude.max()
    inside = frequency <= cutoff_hz
    frequency, magnitude = frequency[inside], magnitude[inside]
    above = np.flatnonzero(magnitude >= amplitude_threshold)
    band = slice(above[0], above[-1] + 1)
    frequency, magnitude = frequency[band], magnitude[band]
    if len(frequency) < 2:
        return None
    steps = np.diff(frequency) / (frequency[-1] - frequency[0])
    return -float(np.hypot(steps, np.diff(magnitude)).sum())


def log_dimensionless_jerk(speed: Array, rate_hz: float) -> float | None:
    """Return the LDLJ of a speed profile; 0 would be smoothest, one smooth way is near −6, unsteadiness lowers it.

    −ln of the squared jerk's integral times the duration cubed over the squared peak speed (Balasubramanian, JNER 2015;
    Mohamed Refai, JNER 2021). It takes the second derivative of speed and so feels noise far more than SPARC does.

    Args:
        speed: `(samples,)` speed at even steps, in any unit.
        rate_hz: Steps a second.

    Returns:
        The log dimensionless jerk, None where the speed has fewer than three samples or no jerk.
    """
    if len(speed) < 3:
        return None
    step = 1.0 / rate_hz
    jerk = np.diff(speed, 2) / step**2
    scale = (len(speed) * step) ** 3 / float(np.abs(speed).max() or 1.0) ** 2
    dimensionless = scale * float((jerk**2).sum()) * step
    return -float(np.log(dimensionless)) if dimensionless > 0.0 else None

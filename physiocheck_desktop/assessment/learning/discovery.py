"""Finds the repetitions of a demonstration without being told which joint moves or how many there are."""

from dataclasses import dataclass
from typing import Final

import numpy as np

from physiocheck_desktop.assessment.learning.boundaries import FoundRepetition, bounds
from physiocheck_desktop.assessment.learning.learner import count, learn, resampled
from physiocheck_desktop.assessment.learning.movement import PHASES
from physiocheck_desktop.assessment.learning.swings import Instant, SwingFinder
from physiocheck_desktop.kinematics.motion_vector import MOTION_MEASURES, Array

MOST_APART: Final = 0.4
"""So far apart in the movement's range, the first and the last pose of a recording are not both the start pose."""
RISEN: Final = 0.3
"""In trunk lengths (some 15 cm): so far the hips sink in a squat or a lunge, but in no heel raise or weight shift."""
_HIP_HEIGHTS: Final = [MOTION_MEASURES.index(f"{side}_hip_over_ankle") for side in ("left", "right")]


@dataclass(frozen=True, slots=True, eq=False)
class _Reading:
    """One way to read a recording as repetitions of one movement."""

    repetitions: list[FoundRepetition]
    score: float


def discover(times: Array, values: Array, axes: int = 4, rounds: int = 2) -> list[FoundRepetition]:
    """Return the repetitions of a demonstration, told neither how many there are nor which joint moves.

    The main axes of all measures' common movement are tried, each both ways round. The reading whose repetitions are
    most alike in all measures, and largest, wins; it is then learned, counted and learned again.
    """
    seen = ~np.isnan(values[:, 0])
    if seen.sum() < 10:
        return []
    deviation = values[seen] - np.median(values[seen], axis=0)
    centred = deviation - deviation.mean(0)
    axes_of_movement = np.linalg.eigh(centred.T @ centred)[1].T[::-1]  # as of the singular values, the largest first
    best = _Reading([], 0.0)
    for axis in axes_of_movement[:axes]:
        along = np.full(len(times), np.nan)
        along[seen] = deviation @ axis
        for signal in (along, -along):
            reading = _read(times, values, _unit_range(signal))
            if reading.score > best.score:
                best = reading
    for _ in range(rounds):
        if not best.repetitions:
            break
        model = learn(times, values, [(r.start_s, r.end_s) for r in best.repetitions])
        signal, swings = count(model, times, values)
        found = _alike(bounds(swings, times, signal), times, values)
        if not found:
            break
        best = _Reading(found, best.score)
    return best.repetitions


def _unit_range(signal: Array) -> Array:
    low, high = np.nanpercentile(signal, [5, 95])
    return np.asarray((signal - low) / max(high - low, 1e-6))


def _read(times: Array, values: Array, signal: Array) -> _Reading:
    finder, swings = SwingFinder(0.5), []
    for t, p in zip(times.tolist(), signal.tolist(), strict=True):
        if not np.isnan(p) and (swing := finder(Instant(t, p, None))) is not None:
            swings.append(swing)
    found = _alike(bounds(swings, times, signal), times, values)
    if not found:
        return _Reading([], 0.0)
    shapes = np.array([resampled(values, times, r.start_s, r.end_s) for r in found])
    template = np.median(shapes, axis=0)
    first, last = template[:3].mean(0), template[-3:].mean(0)
    movement = template - (first + last) / 2
    size = float(np.sqrt((movement**2).mean(0).sum()))
    misfit = float(np.sqrt(((shapes - template) ** 2).mean((0, 1)).sum())) if len(shapes) > 1 else size
    # a repetition ends in the pose in which it began; what does not is a part of one
    closed = max(0.0, 1.0 - float(np.linalg.norm(first - last)) / max(2.0 * size, 1e-6))
    rest = _starts_at_rest(signal[~np.isnan(signal)], template)
    return _Reading(found, size * size / (size + misfit) * closed * rest * min(len(found), 3) ** 0.5)


def _starts_at_rest(progress: Array, template: Array) -> float:
    """Return how much speaks for the start pose of a reading being the one in which people rest, 0-1.

    Three witnesses: people rest in it before and after, which counts the less the more the recording's first and last
    pose differ, because then one of them lies within a movement; they dwell in it; and where the hips rise and sink
    over the feet, they rest upright.
    """
    first, last = np.clip([progress[:5].mean(), progress[-5:].mean()], 0.0, 1.0)
    taller = float((template[[0, -1]].mean(0) - template[PHASES // 2])[_HIP_HEIGHTS].mean())
    witnesses = [
        (1.0 - (first + last) / 2.0, 2.0 * max(0.0, 1.0 - abs(first - last) / MOST_APART)),
        (1.0 - float(np.clip(np.median(progress), 0.0, 1.0)), 1.0),
        (float(taller > 0.0), min(1.0, abs(taller) / RISEN)),
    ]
    return float(np.average([said for said, _ in witnesses], weights=[weight for _, weight in witnesses]))


def _alike(found: list[FoundRepetition], times: Array, values: Array) -> list[FoundRepetition]:
    """Return the repetitions that resemble the typical one in movement, range and duration."""
    shaped = [
        (each, shape) for each in found if (shape := resampled(values, times, each.start_s, each.end_s)) is not None
    ]
    found = [each for each, _ in shaped]
    if len(found) < 2:
        return found
    typical = np.median([shape for _, shape in shaped], axis=0)
    typical = typical - typical.mean(0)
    seconds = float(np.median([r.end_s - r.start_s for r in found]))
    height = float(np.median([r.amplitude for r in found]))
    kept = []
    for r, seen in shaped:
        shape = seen - seen.mean(0)
        likeness = float((shape * typical).sum() / (np.linalg.norm(shape) * np.linalg.norm(typical) + 1e-9))
        if likeness >= 0.6 and 0.4 <= (r.end_s - r.start_s) / seconds <= 2.5 and r.amplitude >= 0.5 * height:
            kept.append(r)
    return kept

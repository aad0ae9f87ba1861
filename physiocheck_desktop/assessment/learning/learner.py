"""Learns a movement from a demonstration, and counts it in a recording."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from physiocheck_desktop.assessment.learning.movement import ERROR_FLOOR, PHASES, DemonstratedMovement, LearnedMovement
from physiocheck_desktop.assessment.learning.movement_progress import MovementProgress, ProgressSettings
from physiocheck_desktop.assessment.learning.swing_counter import CounterSettings, SwingCounter
from physiocheck_desktop.assessment.learning.swings import Instant, Swing, SwingFinder
from physiocheck_desktop.domain.errors import InputError
from physiocheck_desktop.kinematics.motion_vector import Array


def count(
    model: LearnedMovement,
    times: Array,
    values: Array,
    progress_settings: ProgressSettings | None = None,
    counter_settings: CounterSettings | None = None,
) -> tuple[Array, list[Swing]]:
    """Return the progress signal of smoothed `values` and its counted swings, as streaming gives them."""
    progress = MovementProgress(model, progress_settings)
    counter = SwingCounter(model.duration_s, model.weight, counter_settings)
    signal = np.full(len(times), np.nan)
    swings: list[Swing] = []
    for i, t in enumerate(times.tolist()):
        signal[i], own = progress(t, values[i])
        swings += counter(t, signal[i], own)
    return signal, swings + counter.finish()


def resampled(values: Array, times: Array, start_s: float, end_s: float) -> Array | None:
    """Return `(PHASES, measures)` of one repetition at even steps of time; None where too little of it was seen."""
    inside = (times >= start_s - 1e-6) & (times <= end_s + 1e-6) & ~np.isnan(values[:, 0])
    if inside.sum() < 3:
        return None
    at, seen = np.linspace(start_s, end_s, PHASES), times[inside]
    before = np.clip(np.searchsorted(seen, at, side="right") - 1, 0, len(seen) - 2)
    gone = np.clip((at - seen[before]) / (seen[before + 1] - seen[before]), 0.0, 1.0)[:, None]
    known = values[inside]
    return np.asarray(known[before] * (1.0 - gone) + known[before + 1] * gone)


def learn(times: Array, values: Array, repetitions: Sequence[tuple[float, float]]) -> DemonstratedMovement:
    """Return the movement that a demonstration shows.

    Args:
        times: Seconds of the frames.
        values: `(frames, measures)`, smoothed; NaN where nobody was found.
        repetitions: Start and end seconds of each repetition, placed by hand or by `discovery.discover`.

    Raises:
        InputError: In none of the repetitions anybody was seen.
    """
    shapes = [s for s in (resampled(values, times, a, b) for a, b in repetitions) if s is not None]
    if not shapes:
        raise InputError(
            "Nobody was seen during the repetitions of this demonstration.",
            remedy="Show the movement again, with the whole body in the picture.",
        )
    template = np.median(shapes, axis=0)
    spread = (
        np.median(np.abs(np.array(shapes) - template), axis=(0, 1)) if len(shapes) > 1 else np.zeros(values.shape[1])
    )
    noise = np.hypot(spread, ERROR_FLOOR)
    start = (template[:3].mean(0) + template[-3:].mean(0)) / 2
    away = (((template - start) / noise) ** 2).sum(1)
    top = 3 + int(np.argmax(away[3:-3]))
    peak = template[top - 1 : top + 2].mean(0)
    weight = np.abs(peak - start) / noise
    weight = weight / weight.sum()
    span = [b - a for a, b in repetitions]
    model = DemonstratedMovement(
        start,
        peak,
        weight,
        float(np.median(span)),
        1,
        template,
        tuple((a, a + (b - a) * top / (PHASES - 1), b) for a, b in repetitions),
    )
    return replace(model, swings=_swings(model, times, values, repetitions))


def _swings(model: LearnedMovement, times: Array, values: Array, repetitions: Sequence[tuple[float, float]]) -> int:
    """Return how often the movement goes there and back in each demonstrated repetition."""
    progress = MovementProgress(model, replace(ProgressSettings(), agreement_s=1e9))
    signal = np.array([progress(float(t), v)[0] for t, v in zip(times, values, strict=True)])
    counts = []
    for a, b in repetitions:
        finder, valleys = SwingFinder(0.6), 0
        for t, p in zip(times, signal, strict=True):
            if a <= t <= b and not np.isnan(p) and finder(Instant(float(t), -float(p), None)) is not None:
                valleys += 1
        counts.append(valleys + 1)
    return min(counts)

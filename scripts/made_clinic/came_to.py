"""What a made-up session came to, measure by measure and error by error, and its course over time."""

from __future__ import annotations

import math
import random
from collections.abc import Sequence
from dataclasses import replace
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from physiocheck_desktop.database.angle_series_bytes import angle_series_to_bytes
from physiocheck_desktop.database.metric_rows import error_values, metric_values
from physiocheck_desktop.domain.angle_series import AngleSeries
from physiocheck_desktop.domain.metrics import metrics_of
from physiocheck_desktop.domain.repetition import Repetition, common_errors
from physiocheck_desktop.kinematics.measures import MEASURES, Unit

A_SECOND: Final = 10
_ANGLES: Final = frozenset(name for name, measure in MEASURES.items() if measure.unit is Unit.DEGREES)


def metrics(session_id: str, repetitions: Sequence[Repetition]) -> list[dict[str, Any]]:
    """Return the rows of a session's measures, as the columns hold them."""
    return [
        {"session_id": session_id, **metric_values(each), "side": each.side.value}
        for each in metrics_of(repetitions, MEASURES)
    ]


def errors(session_id: str, repetitions: Sequence[Repetition]) -> list[dict[str, Any]]:
    """Return the rows of a session's common errors, as the columns hold them."""
    if not any(each.faults for each in repetitions):
        return []
    counted = [replace(each, index=number) for number, each in enumerate(repetitions, start=1)]
    return [
        {
            "session_id": session_id,
            "number": number,
            **error_values(each),
            "severity": each.severity.value,
            "phase": None if each.phase is None else each.phase.value,
        }
        for number, each in enumerate(common_errors(counted), start=1)
    ]


def course(begins_s: Sequence[float], repetitions: Sequence[Repetition], chances: random.Random) -> bytes:
    """Return the course of a session over time: from pose to pose, and here and there nobody was seen.

    Args:
        begins_s: When each repetition began; theirs own times count from there.
        repetitions: One at least.
        chances: What is not seen.
    """
    last_s = begins_s[-1] + repetitions[-1].end_s
    times_s = np.arange(math.ceil(last_s * A_SECOND)) / A_SECOND
    knots_s = [begin + at for begin, each in zip(begins_s, repetitions, strict=True) for at in _knots(each)]
    angles: dict[str, tuple[float | None, ...]] = {}
    for place, measured in enumerate(repetitions[0].ranges):
        if measured.measure in _ANGLES:
            values = [
                value
                for each in repetitions
                for found in (each.ranges[place],)
                for value in (found.start, found.peak, found.peak, found.start)
            ]
            angles[measured.measure] = _seen(np.interp(times_s, knots_s, values), chances)
    progress = np.interp(times_s, knots_s, [value for each in repetitions for value in _way(each)])
    return angle_series_to_bytes(AngleSeries(tuple(times_s.tolist()), _seen(progress, chances), angles))


def _knots(repetition: Repetition) -> tuple[float, float, float, float]:
    return 0.0, repetition.peak_s, repetition.peak_s + (repetition.held_s or 0.0), repetition.end_s


def _way(repetition: Repetition) -> tuple[float, float, float, float]:
    return 0.0, repetition.reached, repetition.reached, 0.0


def _seen(values: NDArray[np.float64], chances: random.Random) -> tuple[float | None, ...]:
    found: list[float | None] = list(values.tolist())
    if found and chances.random() < 0.3:
        gap = chances.randrange(len(found))
        found[gap : gap + 5] = [None] * len(found[gap : gap + 5])
    return tuple(found)

"""Scores a repetition 0-100 from named parts, each with its formula."""

from collections.abc import Iterable, Mapping
from typing import Final

from physiocheck_desktop.assessment.phase_machine import Movement
from physiocheck_desktop.domain.exercise import Severity, Tempo
from physiocheck_desktop.domain.repetition import RuleFault, Score, ScorePart

WEIGHTS: Final[Mapping[ScorePart, float]] = {
    ScorePart.RANGE_OF_MOTION: 0.35,
    ScorePart.FORM: 0.30,
    ScorePart.TEMPO: 0.15,
    ScorePart.STABILITY: 0.10,
    ScorePart.SYMMETRY: 0.10,
}
"""Share of each part in the total; where a part cannot be judged, the others share its weight."""

PENALTIES: Final[Mapping[str, float]] = {
    Severity.HINT.value: 15.0,
    Severity.FAULT.value: 35.0,
    Severity.DANGER.value: 60.0,
}
"""Points that a fault costs when it stands for the whole movement."""

LEAST_PENALTY_SHARE: Final = 0.4
TEMPO_TOLERANCE: Final = 0.3
TEMPO_RUIN: Final = 2.0
RESTLESS_PATH: Final = 0.8


def score_range_of_motion(reached: float) -> float:
    """Return 100 from the target peak on, and less in proportion to how much of the range was reached."""
    return 100.0 * max(0.0, min(1.0, reached))


def score_form(faults: Iterable[RuleFault], seconds: float) -> float:
    """Return 100 minus a penalty for each fault: by severity, and by the share of the movement it stood for.

    Args:
        faults: What was broken for long enough to count.
        seconds: How long the movement took; positive.
    """
    lost = 0.0
    for fault in faults:
        lost += PENALTIES[fault.severity] * max(LEAST_PENALTY_SHARE, min(1.0, fault.seconds / seconds))
    return max(0.0, 100.0 - lost)


def score_tempo(tempo: Tempo, movement: Movement) -> float | None:
    """Return how near the ways there and back came to their intended seconds; None where any pace is right.

    Full within 30 % of the intended time; none at three times or a third of it; the mean of the two ways. The time at
    the peak belongs half to either way.
    """
    pause = (tempo.at_peak_s or 0.0) / 2.0
    marks = []
    if tempo.toward_peak_s is not None:
        marks.append(_pace(movement.peak_s - movement.start_s, tempo.toward_peak_s + pause))
    if tempo.toward_end_s is not None:
        marks.append(_pace(movement.end_s - movement.peak_s, tempo.toward_end_s + pause))
    return sum(marks) / len(marks) if marks else None


def score_stability(path: float, movement: Movement) -> float | None:
    """Return 100 for a movement that goes there and back without a detour, less the longer its path is.

    The path's length over that of the straight way, minus 1, is the share of to and fro: 0.8 and more scores 0.
    """
    straight = movement.rise + movement.fall
    if straight <= 0.0:
        return None
    return 100.0 * max(0.0, min(1.0, 1.0 - (path / straight - 1.0) / RESTLESS_PATH))


def score_symmetry(left: float, right: float) -> float | None:
    """Return the smaller of two sides' excursions as a percentage of the larger (limb symmetry index).

    Args:
        left: How far the left side went, as a share of the target range.
        right: The same for the right side.
    """
    larger = max(left, right)
    if larger <= 0.0:
        return None
    return 100.0 * max(0.0, min(left, right)) / larger


def combine(parts: Mapping[ScorePart, float | None]) -> Score:
    """Return the score with its total: the weighted mean of the parts that could be judged."""
    judged = {part: value for part, value in parts.items() if value is not None}
    weight = sum(WEIGHTS[part] for part in judged)
    total = sum(WEIGHTS[part] * value for part, value in judged.items()) / weight if weight > 0.0 else 0.0
    return Score(total=total, parts=judged)


def _pace(seconds: float, intended_s: float) -> float:
    if seconds <= 0.0:
        return 0.0
    factor = max(seconds / intended_s, intended_s / seconds) - 1.0
    return 100.0 * max(0.0, min(1.0, (TEMPO_RUIN - factor) / (TEMPO_RUIN - TEMPO_TOLERANCE)))

"""Scores a repetition 0-100 from named parts, each with its formula."""

from collections.abc import Iterable, Mapping
from typing import Final

from physiocheck_desktop.assessment.pace import Pace
from physiocheck_desktop.assessment.phase_machine import Movement
from physiocheck_desktop.domain.exercise import ExerciseRule, RuleKind, Severity, Tempo
from physiocheck_desktop.domain.repetition import RuleFault, Score, ScorePart
from physiocheck_desktop.kinematics.measures import MEASURES, Unit

WEIGHTS: Final[Mapping[ScorePart, float]] = {
    ScorePart.RANGE_OF_MOTION: 0.30,
    ScorePart.FORM: 0.40,
    ScorePart.TEMPO: 0.10,
    ScorePart.STABILITY: 0.05,
    ScorePart.SYMMETRY: 0.10,
    ScorePart.LIKENESS: 0.05,
}
"""Share of each part in the total; where a part cannot be judged, the others share its weight.

What the prescription asks for, the range and the form, makes seven tenths. What one camera tells badly weighs little:
stability at low frame rates, and likeness, which agreed with motion capture at r .47 only (Sensors 2025, 25:5428).
"""

PENALTIES: Final[Mapping[str, float]] = {
    Severity.HINT.value: 25.0,
    Severity.FAULT.value: 60.0,
    Severity.DANGER.value: 100.0,
}
"""Points of form that a plain fault costs when it stands for half the movement or longer."""

WHOLE_TIME_SHARE: Final = 0.5
LEAST_SIZE: Final = 0.3
"""Share of its penalty that a fault costs which is broken by next to nothing."""
PLAIN_EXCESS: Final[Mapping[Unit, float]] = {Unit.DEGREES: 10.0, Unit.BODY_UNITS: 0.1, Unit.LEG_LENGTHS: 0.1}
"""Mean distance beyond a bound from which on it is broken plainly: one camera is sure of 10°."""
PLAIN_EXCESS_S: Final = 1.0
TEMPO_TOLERANCE: Final = 0.3
TEMPO_RUIN: Final = 2.0
PAUSE_ALLOWANCE_S: Final = 1.0
"""Added to a pause and to the intended one, so that half a second more or less of a short one is of no matter."""
RESTLESS_PATH: Final = 0.8


def score_range_of_motion(reached: float) -> float:
    """Return 100 from the target peak on, and less in proportion to how much of the range was reached."""
    return 100.0 * max(0.0, min(1.0, reached))


def score_form(faults: Iterable[RuleFault], rules: Iterable[ExerciseRule], seconds: float) -> float:
    """Return 100 minus a penalty for each fault: by severity, by how long it stood, and by how much was broken.

    The penalty is whole where the fault stood for half the movement and was plain; see `PLAIN_EXCESS`. Faults of the
    same words, such as those of both elbows, are one: the greatest penalty among them counts.

    Args:
        faults: What was broken for long enough to count.
        rules: The exercise's rules, those of the faults among them.
        seconds: How long the movement took; positive.
    """
    by_name = {rule.name: rule for rule in rules}
    lost: dict[str, float] = {}
    for fault in faults:
        rule = by_name[fault.rule]
        stood = 1.0 if rule.kind is RuleKind.TIMING else min(1.0, fault.seconds / (WHOLE_TIME_SHARE * seconds))
        size = min(1.0, (fault.mean_excess or 0.0) / _plain_excess(rule))
        penalty = PENALTIES[fault.severity] * stood * (LEAST_SIZE + (1.0 - LEAST_SIZE) * size)
        lost[fault.cue or fault.rule] = max(penalty, lost.get(fault.cue or fault.rule, 0.0))
    return max(0.0, 100.0 - sum(lost.values()))


def _plain_excess(rule: ExerciseRule) -> float:
    if rule.kind is RuleKind.TIMING:
        return PLAIN_EXCESS_S
    if rule.kind is RuleKind.STABILITY and rule.high:
        return rule.high
    return PLAIN_EXCESS[MEASURES[rule.measure].unit]


def score_tempo(tempo: Tempo, pace: Pace, rested_s: float | None = None) -> float | None:
    """Return how near the ways, the pause at the peak and the rest before came to the intended seconds.

    The mean of what the exercise asks for; None where any pace is right. Each is full within 30 % of the intended
    time, and nothing at three times or a third of it; to both pauses and intended pauses a second is added before.

    Args:
        tempo: The intended seconds.
        pace: The seconds that were taken.
        rested_s: How long the person rested before the movement, None before the first.
    """
    asked = (
        (pace.toward_peak_s, tempo.toward_peak_s, 0.0),
        (pace.at_peak_s, tempo.at_peak_s, PAUSE_ALLOWANCE_S),
        (pace.toward_end_s, tempo.toward_end_s, 0.0),
        (rested_s, tempo.at_rest_s, PAUSE_ALLOWANCE_S),
    )
    marks = [
        _nearness(taken + allowance, intended + allowance)
        for taken, intended, allowance in asked
        if taken is not None and intended is not None
    ]
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


def combine(parts: Mapping[ScorePart, float | None], weights: Mapping[ScorePart, float] = WEIGHTS) -> Score:
    """Return the score with its total: the weighted mean of the parts that could be judged."""
    judged = {part: value for part, value in parts.items() if value is not None}
    weight = sum(weights[part] for part in judged)
    total = sum(weights[part] * value for part, value in judged.items()) / weight if weight > 0.0 else 0.0
    return Score(total=total, parts=judged)


def _nearness(seconds: float, intended_s: float) -> float:
    if seconds <= 0.0:
        return 0.0
    factor = max(seconds / intended_s, intended_s / seconds) - 1.0
    return 100.0 * max(0.0, min(1.0, (TEMPO_RUIN - factor) / (TEMPO_RUIN - TEMPO_TOLERANCE)))

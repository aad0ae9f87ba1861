"""Scores a hold 0-100 from named parts: how near to the target pose, how long, how still, how well formed."""

from collections.abc import Iterable, Mapping
from typing import Final

from physiocheck_desktop.assessment.repetition_counter import HeldPosture
from physiocheck_desktop.assessment.scoring import combine, score_form, score_range_of_motion
from physiocheck_desktop.domain.exercise import ExerciseDefinition
from physiocheck_desktop.domain.repetition import RuleFault, Score, ScorePart

HOLD_WEIGHTS: Final[Mapping[ScorePart, float]] = {
    ScorePart.RANGE_OF_MOTION: 0.30,
    ScorePart.FORM: 0.40,
    ScorePart.STABILITY: 0.10,
    ScorePart.DURATION: 0.20,
}
"""As for repetitions, pose and form make seven tenths; how long it was held is asked for too, so it weighs more."""

STILL_SWAY: Final = 0.04
"""Sway that the camera makes of a person who does not move, as a share of the way into the pose."""
RUINOUS_SWAY: Final = 0.2


def score_hold(definition: ExerciseDefinition, held: HeldPosture, faults: Iterable[RuleFault]) -> Score:
    """Return the score of a hold with its parts.

    Args:
        definition: The exercise.
        held: What was seen of the hold.
        faults: Rules broken in it for long enough to count.
    """
    parts = {
        ScorePart.RANGE_OF_MOTION: score_range_of_motion(held.level),
        ScorePart.FORM: score_form(faults, definition.rules, max(1e-6, held.seconds)),
        ScorePart.STABILITY: score_stillness(held.sway),
        ScorePart.DURATION: score_duration(held.seconds, definition.prescription.hold_s),
    }
    return combine(parts, HOLD_WEIGHTS)


def score_duration(seconds: float, asked_s: float) -> float | None:
    """Return 100 from the seconds asked for on and less in proportion; None where none were asked for."""
    return 100.0 * min(1.0, seconds / asked_s) if asked_s > 0.0 else None


def score_stillness(sway: float) -> float:
    """Return 100 for a sway that is the camera's, less for more: 20 % of the way into the pose and more scores 0."""
    return 100.0 * max(0.0, min(1.0, (RUINOUS_SWAY - sway) / (RUINOUS_SWAY - STILL_SWAY)))

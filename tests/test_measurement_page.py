"""The page that tells physiotherapists how things are measured names the constants that the code works with."""

from pathlib import Path

import pytest

from physiocheck_desktop.assessment import likeness, pace, scoring
from physiocheck_desktop.assessment.rule_states import STANDS_S
from physiocheck_desktop.domain import metrics, overview, progress
from physiocheck_desktop.domain.exercise import Severity
from physiocheck_desktop.kinematics import smoothness
from physiocheck_desktop.kinematics.margins import MARGINS
from physiocheck_desktop.kinematics.measures import Unit
from physiocheck_desktop.kinematics.reader import LEAST_PLANE_SHARE, LIGHT_BETA

PAGE = " ".join(
    (Path(__file__).parents[1] / "docs" / "measurement.md").read_text(encoding="utf-8").replace("\n", " ").split()
)
PENALTIES = {severity: scoring.PENALTIES[severity.value] for severity in Severity}


@pytest.mark.parametrize(
    "words",
    [
        *(f"| {part.value.replace('_', ' ')} | {weight:.2f} |" for part, weight in scoring.WEIGHTS.items()),
        *(f"| {joint} | {each.fitting_deg:.0f}° | {each.other_deg:.0f}° |" for joint, each in MARGINS.items()),
        ", ".join(f"{severity.value} {points:.0f}" for severity, points in PENALTIES.items()),
        f"Size: {scoring.LEAST_SIZE} for next to nothing, whole from a mean of "
        f"{scoring.PLAIN_EXCESS[Unit.DEGREES]:.0f}° ({scoring.PLAIN_EXCESS[Unit.BODY_UNITS]} body units, "
        f"{scoring.PLAIN_EXCESS_S:.0f} s)",
        f"real from {metrics.REAL_CHANGE_DEG:.0f}° on and possible from {metrics.POSSIBLE_CHANGE_DEG:.0f}°",
        f"a change is real from {progress.REAL_PAIN_CHANGE} on",
        f"missed at least {overview.MISSED_DAYS} days within {overview.LOOK_DAYS} days, or whose mean score of "
        f"{overview.TREND_DAYS} days is at least {overview.FALLING_POINTS:.0f} points below that of the "
        f"{overview.TREND_DAYS} before, from {overview.FALLING_SESSIONS} sessions in each on",
        f"shown from {overview.LEAST_PATIENTS} patients on",
        f"÷ {scoring.RESTLESS_PATH})",
        f"Full within {scoring.TEMPO_TOLERANCE:.0%}".replace("%", " %"),
        f"divided by {pace.TIMED_SHARE}",
        f"a mean distance of {likeness.ALIKE_DEG:.0f}° from the template, 0 from {likeness.UNLIKE_DEG:.0f}° on",
        f"{likeness.STEPS} even steps",
        f"within {likeness.BAND} steps",
        f"stood for {STANDS_S} s",
        f"β {LIGHT_BETA}",
        f"up to {1.0 - LEAST_PLANE_SHARE:.0%}".replace("%", " %"),
        f"grid of {smoothness.RATE_HZ:.0f} steps a second",
        f"less than {smoothness.LEAST_SECONDS} s, has fewer than {smoothness.LEAST_SAMPLES} frames, or a gap of more "
        f"than {smoothness.LONGEST_GAP_S} s",
        f"up to {smoothness.CUTOFF_HZ:.0f} Hz, amplitude threshold {smoothness.AMPLITUDE_THRESHOLD}",
    ],
)
def test_the_page_names_the_constant(words: str) -> None:
    assert words in PAGE


def test_the_weights_make_a_whole_together() -> None:
    assert sum(scoring.WEIGHTS.values()) == pytest.approx(1.0)

"""The standard library of checks: each means something that can be measured, and is documented with its reason."""

from pathlib import Path

import pytest

from physiocheck_desktop.assessment.standard_checks import STANDARD_CHECKS, StandardCheck
from physiocheck_desktop.domain.exercise import RuleKind
from physiocheck_desktop.kinematics.measures import MEASURES, Unit

DOCUMENT = Path(__file__).parents[2] / "docs" / "exercise-files.md"
LEAST_TOLERANCE_DEG = 7.0


@pytest.mark.parametrize("check", STANDARD_CHECKS.values(), ids=lambda check: check.name)
def test_a_check_measures_something_bounds_it_has_words_and_tolerates_what_a_camera_is_off_by(
    check: StandardCheck,
) -> None:
    measures = {check.measure_of(side) for side in ("left", "right")}
    assert measures <= set(MEASURES)
    assert len(measures) == (2 if check.sided else 1)
    assert check.least is not None or check.most is not None
    assert bool(check.cue_below) == (check.least is not None)
    assert bool(check.cue_above) == (check.most is not None)
    assert (check.window_s is not None) == (check.kind is RuleKind.STABILITY)
    assert check.views
    if check.kind is not RuleKind.STABILITY and MEASURES[measures.pop()].unit is Unit.DEGREES:
        assert check.tolerance >= LEAST_TOLERANCE_DEG


@pytest.mark.parametrize("check", STANDARD_CHECKS.values(), ids=lambda check: check.name)
def test_the_documentation_gives_each_check_with_its_tolerance_and_reason(check: StandardCheck) -> None:
    row = next(line for line in DOCUMENT.read_text(encoding="utf-8").splitlines() if f"`{check.name}`" in line)
    assert f"| {check.tolerance:g}" in row
    assert check.reason in row

"""What a suggestion changes in an exercise, and what it leaves alone."""

from dataclasses import replace

import pytest
from stored_sessions import SQUAT

from physiocheck_desktop.assessment.suggestions.applying import apply_changes, fits
from physiocheck_desktop.domain.errors import BugError, InputError
from physiocheck_desktop.domain.exercise import ExerciseRule, Phase, RuleKind, RuleOrigin, Severity, Tempo
from physiocheck_desktop.domain.suggestion import Change, ChangedPart

PEAK = frozenset({Phase.PEAK})
DEEP = ExerciseRule("deep", "left_knee", PEAK, low=70.0, high=110.0, origin=RuleOrigin.GENERATED)
RULES = (
    DEEP,
    replace(DEEP, name="harm", severity=Severity.DANGER),
    replace(DEEP, name="hint", severity=Severity.HINT),
    replace(DEEP, name="steady", kind=RuleKind.STABILITY, low=None, window_s=1.0),
    replace(DEEP, name="other side", measure="right_knee"),
)
GUARDED = replace(SQUAT, rules=RULES)
WITHOUT_LEFT_KNEE = Change(ChangedPart.PROGRESS_MEASURE, "left_knee")


def test_what_bounds_a_measure_that_cannot_be_told_becomes_a_hint_and_nothing_else_changes() -> None:
    changed = apply_changes(GUARDED, [WITHOUT_LEFT_KNEE])
    assert changed.progress == tuple(each for each in SQUAT.progress if each.measure != "left_knee")
    assert changed.rules == (replace(DEEP, severity=Severity.HINT, origin=RuleOrigin.EDITED), *RULES[1:])
    assert replace(changed, progress=SQUAT.progress, rules=RULES) == GUARDED


@pytest.mark.parametrize(
    ("part", "before", "after", "low", "high"),
    [(ChangedPart.RULE_LOW, 70.0, 65.0, 65.0, 110.0), (ChangedPart.RULE_HIGH, 110.0, 120.0, 70.0, 120.0)],
)
def test_one_bound_of_one_rule_moves(part: ChangedPart, before: float, after: float, low: float, high: float) -> None:
    changed = apply_changes(GUARDED, [Change(part, "deep", before, after)])
    assert changed.rules == (replace(DEEP, low=low, high=high, origin=RuleOrigin.EDITED), *RULES[1:])


def test_one_target_and_one_time_move() -> None:
    changes = [
        Change(ChangedPart.TARGET_PEAK, "left_hip", 85.0, 95.0),
        Change(ChangedPart.TEMPO, "toward_end_s", 1.2, 2.0),
    ]
    changed = apply_changes(SQUAT, changes)
    targets = {each.measure: each.peak for each in SQUAT.progress}
    assert {each.measure: each.peak for each in changed.progress} == {**targets, "left_hip": 95.0}
    assert changed.tempo == replace(SQUAT.tempo, toward_end_s=2.0)
    assert fits(SQUAT, changes)
    assert not fits(changed, changes)


@pytest.mark.parametrize(
    "change",
    [
        Change(ChangedPart.TARGET_PEAK, "left_knee", 96.0, 100.0),
        Change(ChangedPart.TARGET_PEAK, "left_elbow", None, 100.0),
        Change(ChangedPart.RULE_LOW, "deep", 71.0, 60.0),
        Change(ChangedPart.RULE_LOW, "gone", 70.0, 60.0),
        Change(ChangedPart.TEMPO, "at_rest_s", None, 2.0),
        Change(ChangedPart.PROGRESS_MEASURE, "left_elbow"),
    ],
)
def test_what_is_not_as_it_was_when_it_was_proposed_is_refused(change: Change) -> None:
    with pytest.raises(InputError, match="has been changed since"):
        apply_changes(replace(GUARDED, tempo=Tempo()), [change])


def test_the_last_measure_stays() -> None:
    with pytest.raises(InputError, match="has been changed since"):
        apply_changes(replace(SQUAT, progress=SQUAT.progress[:1]), [WITHOUT_LEFT_KNEE])


def test_what_keeps_from_harm_is_never_moved() -> None:
    with pytest.raises(BugError):
        apply_changes(GUARDED, [Change(ChangedPart.RULE_LOW, "harm", 70.0, 60.0)])

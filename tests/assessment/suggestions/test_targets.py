"""A target goes where a patient steadily goes, by no more than is safe, and stays where sessions disagree."""

from collections.abc import Sequence
from dataclasses import replace

import pytest
from stored_sessions import SQUAT, repetition, session

from physiocheck_desktop.assessment.suggestions.history import History, history_of
from physiocheck_desktop.assessment.suggestions.targets import target_drafts
from physiocheck_desktop.domain.exercise import ExerciseKind, ExerciseRule, Phase, ProgressMeasure, RuleKind, Severity
from physiocheck_desktop.domain.repetition import RangeOfMotion
from physiocheck_desktop.domain.suggestion import Change, ChangedPart, SuggestionKind

RAISE, EASE = SuggestionKind.RAISE_TARGET, SuggestionKind.EASE_TARGET
KNEE = ProgressMeasure("left_knee", 170.0, 95.0)
BEND = replace(SQUAT, progress=(KNEE,), rules=())
PEAK = frozenset({Phase.PEAK})
STRICT = ExerciseRule("far", "left_knee", PEAK, low=60.0, high=105.0)


def history(*peaks: Sequence[float], measure: ProgressMeasure = KNEE) -> History:
    """Return sessions in which a measure reached these values."""
    sessions = [
        [
            replace(
                repetition(),
                ranges=(RangeOfMotion(measure.measure, measure.start, value, measure.start, measure.peak, 7.0),),
            )
            for value in values
        ]
        for values in peaks
    ]
    return history_of("squat", [session(number, done) for number, done in enumerate(sessions)])


def drafted(*peaks: Sequence[float], rules: Sequence[ExerciseRule] = ()) -> list[tuple[SuggestionKind, list[Change]]]:
    drafts = target_drafts(replace(BEND, rules=tuple(rules)), history(*peaks))
    return [(kind, list(changes)) for kind, changes, _ in drafts]


def target(after: float) -> Change:
    return Change(ChangedPart.TARGET_PEAK, "left_knee", 95.0, after)


@pytest.mark.parametrize(("reached", "after"), [(84.0, 85.0), (77.0, 80.0), (50.0, 80.0)])
def test_a_target_is_raised_to_what_is_reached_in_steps_and_by_fifteen_degrees_at_most(
    reached: float, after: float
) -> None:
    assert drafted(*[[reached] * 4] * 3) == [(RAISE, [target(after)])]


def test_four_of_five_must_pass_a_target_that_is_raised() -> None:
    assert drafted(*[[70.0] * 4 + [100.0]] * 3) == [(RAISE, [target(80.0)])]
    assert drafted(*[[70.0] * 3 + [100.0]] * 3) == []


@pytest.mark.parametrize(
    "peaks",
    [
        [[87.0] * 4] * 3,  # eight degrees beyond are no real change
        [[80.0] * 4, [80.0] * 4, [92.0] * 4],  # on one day not five beyond
        [[80.0] * 4] * 2,
    ],
)
def test_a_target_that_is_not_passed_plainly_every_day_stays(peaks: list[list[float]]) -> None:
    assert drafted(*peaks) == []


@pytest.mark.parametrize(
    ("start", "peak", "reached", "after"),
    [
        (0.0, 8.0, 20.0, 18.0),  # opening from near 0°
        (180.0, 172.0, 160.0, 162.0),  # closing from near 180°
        (0.0, -20.0, -32.0, -30.0),  # leaning the other way
        (90.0, 168.0, 180.0, 178.0),
        (90.0, 11.0, 0.0, 1.0),
        (90.0, 8.0, -10.0, 3.0),  # a joint closes to 0°
        (90.0, 173.0, 190.0, 178.0),  # and opens to 180°
    ],
)
def test_a_target_may_go_on_to_the_end_of_an_angle(start: float, peak: float, reached: float, after: float) -> None:
    measure = ProgressMeasure("left_knee", start, peak)
    drafts = target_drafts(replace(BEND, progress=(measure,)), history(*[[reached] * 4] * 3, measure=measure))
    ((_, (change,), _),) = drafts
    assert change.after == pytest.approx(after)


@pytest.mark.parametrize(("short", "after"), [(106.0, 105.0), (117.0, 115.0), (165.0, 130.0)])
def test_a_target_is_eased_to_what_is_reached_and_keeps_half_of_its_range(short: float, after: float) -> None:
    assert drafted(*[[short] * 4] * 3) == [(EASE, [target(after)])]


def test_one_in_five_may_come_near_a_target_that_is_eased() -> None:
    assert drafted(*[[120.0] * 4 + [100.0]] * 3) == [(EASE, [target(120.0)])]
    assert drafted(*[[120.0] * 3 + [100.0]] * 3) == []


@pytest.mark.parametrize(
    "peaks",
    [
        [[103.0] * 4] * 3,  # eight degrees short are no real change
        [[115.0] * 10, [115.0] * 10, [99.0] * 3],  # on one short day it was almost reached
    ],
)
def test_a_target_that_is_not_missed_plainly_every_day_stays(peaks: list[list[float]]) -> None:
    assert drafted(*peaks) == []


def test_the_rule_that_asks_for_the_target_is_eased_with_it() -> None:
    ((_, changes),) = drafted(*[[115.0] * 4] * 3, rules=[STRICT])
    assert changes == [target(115.0), Change(ChangedPart.RULE_HIGH, "far", 105.0, 125.0)]


def test_a_rule_for_a_movement_that_opens_is_eased_at_its_lower_bound() -> None:
    opening = ProgressMeasure("left_knee", 90.0, 170.0)
    definition = replace(BEND, progress=(opening,), rules=(replace(STRICT, low=165.0, high=180.0),))
    ((_, changes, _),) = target_drafts(definition, history(*[[150.0] * 4] * 3, measure=opening))
    assert changes == (
        Change(ChangedPart.TARGET_PEAK, "left_knee", 170.0, 150.0),
        Change(ChangedPart.RULE_LOW, "far", 165.0, 145.0),
    )


@pytest.mark.parametrize(
    "rule",
    [
        replace(STRICT, severity=Severity.DANGER),
        replace(STRICT, kind=RuleKind.ALIGNMENT),
        replace(STRICT, high=None),
        replace(STRICT, measure="right_knee"),
        replace(STRICT, phases=frozenset({Phase.TOWARD_PEAK})),
    ],
)
def test_no_other_rule_is_eased_and_above_all_none_that_keeps_from_harm(rule: ExerciseRule) -> None:
    assert drafted(*[[115.0] * 4] * 3, rules=[rule]) == [(EASE, [target(115.0)])]


def test_a_hold_and_a_distance_have_no_target_to_move() -> None:
    far = history(*[[50.0] * 4] * 3)
    assert list(target_drafts(replace(BEND, kind=ExerciseKind.HOLD), far)) == []
    height = ProgressMeasure("leg_extension", 0.95, 0.62)
    sunk = history(*[[0.3] * 4] * 3, measure=height)
    assert list(target_drafts(replace(BEND, progress=(height,)), sunk)) == []

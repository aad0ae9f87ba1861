"""The common errors of a session: how often, where, how badly, and what to do about them."""

from dataclasses import replace

import pytest

from physiocheck_desktop.domain.exercise import Phase, Severity
from physiocheck_desktop.domain.repetition import (
    CommonError,
    Repetition,
    RuleFault,
    Score,
    SessionAssessment,
    common_errors,
)

LEAN = RuleFault("lean", "Lift your chest", 0.8, 55.0, "fault", Phase.PEAK, 5.0, 7.0)
LOW = RuleFault("low", "Straighten your arm", 0.5, 150.0, "fault", Phase.END, 3.0, 4.0)
HEEL = RuleFault("heel", "Heels down", 0.9, 0.2, "hint", Phase.TOWARD_END, 0.04, 0.06)
DANGER = RuleFault("knee", "Knee out", 0.5, 20.0, "danger", Phase.PEAK, 4.0, 6.0)


def repetition(index: int, *faults: RuleFault) -> Repetition:
    return Repetition(index, 0.0, 1.0, 2.0, Score(80.0), faults=faults)


def rules_of(*repetitions: Repetition) -> list[tuple[str, int]]:
    return [(each.rule, each.count) for each in common_errors(repetitions)]


def test_nothing_wrong_is_no_error() -> None:
    assert common_errors([]) == common_errors([repetition(1)]) == ()


def test_the_gravest_comes_first_then_the_most_frequent_then_the_name() -> None:
    session = (repetition(1, HEEL, LEAN), repetition(2, HEEL, LEAN, LOW), repetition(3, HEEL, DANGER))
    assert rules_of(*session) == [("knee", 1), ("lean", 2), ("low", 1), ("heel", 3)]
    assert rules_of(repetition(1, LOW, LEAN)) == [("lean", 1), ("low", 1)]


def test_an_error_tells_count_phase_and_worst_value() -> None:
    (found,) = common_errors(
        [
            repetition(1, LEAN),
            repetition(2, replace(LEAN, worst_value=64.0, worst_excess=16.0, phase=Phase.TOWARD_END)),
            repetition(3, replace(LEAN, worst_value=50.0, worst_excess=2.0)),
            repetition(4),
        ]
    )
    assert found == CommonError("lean", "Lift your chest", Severity.FAULT, 3, 4, Phase.PEAK, 64.0)


def test_the_worst_of_what_should_be_higher_is_the_lowest() -> None:
    (found,) = common_errors([repetition(1, LOW), repetition(2, replace(LOW, worst_value=120.0, worst_excess=34.0))])
    assert found.worst_value == 120.0


def test_both_sides_in_the_same_words_are_one_error_once_a_repetition_as_grave_as_the_graver() -> None:
    left = replace(LOW, rule="left-low", severity="hint")
    right = replace(LOW, rule="right-low", worst_value=140.0, worst_excess=14.0)
    (found,) = common_errors([repetition(1, left, right), repetition(2, left)])
    assert (found.rule, found.count, found.of, found.severity) == ("right-low", 2, 2, Severity.FAULT)


def test_without_words_the_rules_stay_apart() -> None:
    silent = [replace(LEAN, cue=""), replace(HEEL, cue="")]
    assert rules_of(repetition(1, *silent)) == [("lean", 1), ("heel", 1)]


def test_phases_that_were_as_often_worst_are_told_in_the_order_of_the_movement() -> None:
    (found,) = common_errors([repetition(1, replace(LEAN, phase=Phase.TOWARD_END)), repetition(2, LEAN)])
    assert found.phase is Phase.PEAK


def test_records_from_before_phases_and_sizes_were_kept_are_summed_up_all_the_same() -> None:
    old = replace(LEAN, phase=None, mean_excess=None, worst_excess=None)
    (found,) = common_errors([repetition(1, old), repetition(2, old)])
    assert (found.count, found.phase, found.worst_value) == (2, None, 55.0)


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (CommonError("r", "Chest up.", Severity.FAULT, 1, 3, Phase.PEAK, 1.0), "Chest up (at the furthest point)."),
        (CommonError("r", "Heels down", Severity.HINT, 3, 3, None, 1.0), "Heels down."),
        (CommonError("r", "", Severity.HINT, 3, 3, Phase.START, 1.0), "Mind the rule r (in the start pose)."),
    ],
)
def test_the_suggestion_says_what_and_where(error: CommonError, words: str) -> None:
    assert error.suggestion == words


@pytest.mark.parametrize(
    ("severity", "count", "of", "easier"),
    [
        (Severity.FAULT, 2, 3, True),
        (Severity.DANGER, 2, 2, True),
        (Severity.FAULT, 2, 4, False),
        (Severity.FAULT, 1, 1, False),
        (Severity.HINT, 3, 3, False),
    ],
)
def test_what_most_repetitions_do_wrong_asks_for_an_easier_start(
    severity: Severity, count: int, of: int, easier: bool
) -> None:
    words = CommonError("r", "Chest up", severity, count, of, Phase.TOWARD_PEAK, 1.0).suggestion
    assert words.startswith("Chest up (on the way there).")
    assert words.endswith("Go slower and less far until that works.") is easier


def test_a_session_tells_the_errors_of_its_repetitions() -> None:
    session = SessionAssessment("squat", (repetition(1, LEAN),), (), None, 10, 10, 0.0, 1.0)
    assert [each.rule for each in session.common_errors] == ["lean"]

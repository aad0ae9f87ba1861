"""The parts of a score and how they make one."""

from dataclasses import replace

import pytest

from physiocheck_desktop.assessment.pace import Pace
from physiocheck_desktop.assessment.phase_machine import Movement
from physiocheck_desktop.assessment.scoring import (
    PENALTIES,
    WEIGHTS,
    combine,
    score_form,
    score_range_of_motion,
    score_stability,
    score_symmetry,
    score_tempo,
)
from physiocheck_desktop.domain.exercise import ExerciseRule, Phase, RuleKind, Severity, Tempo
from physiocheck_desktop.domain.repetition import RuleFault, ScorePart

MOVEMENT = Movement(start_s=10.0, peak_s=11.5, end_s=13.0, rest=0.0, peak=1.0, low=0.0, returned=True)


RULES = (
    ExerciseRule("lean", "trunk_lean", frozenset({Phase.PEAK}), high=20.0),
    ExerciseRule("heel", "left_heel_height", frozenset({Phase.PEAK}), high=0.1),
    ExerciseRule("deep", "leg_extension", frozenset({Phase.PEAK}), low=0.3),
    ExerciseRule("slow", "", frozenset({Phase.TOWARD_PEAK}), low=1.0, kind=RuleKind.TIMING),
    ExerciseRule("sway", "trunk_lean", frozenset({Phase.PEAK}), high=2.0, kind=RuleKind.STABILITY, window_s=1.0),
)


def fault(
    severity: Severity, seconds: float, mean_excess: float | None = 10.0, rule: str = "lean", cue: str = ""
) -> RuleFault:
    return RuleFault(
        rule=rule, cue=cue, seconds=seconds, worst_value=1.0, severity=severity.value, mean_excess=mean_excess
    )


@pytest.mark.parametrize(("reached", "score"), [(0.0, 0.0), (0.6, 60.0), (1.0, 100.0), (1.4, 100.0), (-0.1, 0.0)])
def test_range_of_motion_is_the_share_of_the_target_that_was_reached(reached: float, score: float) -> None:
    assert score_range_of_motion(reached) == pytest.approx(score)


def test_a_plain_hint_costs_a_quarter_of_the_form_a_fault_more_than_half_and_a_danger_all() -> None:
    assert [score_form((fault(each, 3.0),), RULES, 3.0) for each in Severity] == [75.0, 40.0, 0.0]


def test_form_without_a_fault_is_full() -> None:
    assert score_form((), RULES, 3.0) == 100.0


@pytest.mark.parametrize("severity", list(Severity))
@pytest.mark.parametrize(("seconds", "share"), [(1.5, 1.0), (3.0, 1.0), (9.0, 1.0), (0.75, 0.5), (0.4, 4 / 15)])
def test_a_plain_fault_costs_by_severity_and_by_the_share_of_time_it_stood(
    severity: Severity, seconds: float, share: float
) -> None:
    lost = share * PENALTIES[severity.value]
    assert score_form((fault(severity, seconds),), RULES, 3.0) == pytest.approx(100.0 - lost)


@pytest.mark.parametrize(
    ("rule", "mean_excess", "share"),
    [
        ("lean", 10.0, 1.0),
        ("lean", 25.0, 1.0),
        ("lean", 5.0, 0.65),
        ("lean", 0.0, 0.3),
        ("lean", None, 0.3),
        ("heel", 0.05, 0.65),
        ("heel", 0.1, 1.0),
        ("deep", 0.05, 0.65),
        ("deep", 0.1, 1.0),
        ("slow", 0.5, 0.65),
        ("slow", 1.0, 1.0),
        ("sway", 1.0, 0.65),
        ("sway", 2.0, 1.0),
    ],
)
def test_a_fault_costs_by_how_far_it_was_from_what_is_right(rule: str, mean_excess: float | None, share: float) -> None:
    found = fault(Severity.FAULT, 2.0, mean_excess, rule)
    assert score_form((found,), RULES, 3.0) == pytest.approx(100.0 - 60.0 * share)


def test_a_phase_too_short_costs_no_less_for_being_short() -> None:
    assert score_form((fault(Severity.FAULT, 0.5, 0.5, "slow"),), RULES, 30.0) == pytest.approx(61.0)


def test_a_graver_fault_costs_more_and_several_cost_all() -> None:
    hint, middle, danger = (score_form((fault(severity, 2.0),), RULES, 3.0) for severity in Severity)
    assert hint > middle > danger == 0.0
    several = (fault(Severity.FAULT, 2.0), fault(Severity.FAULT, 2.0, 0.1, "heel"))
    assert score_form(several, RULES, 3.0) == 0.0


def test_what_both_sides_do_wrong_in_the_same_words_is_one_fault_and_the_worse_side_counts() -> None:
    left = fault(Severity.FAULT, 2.0, 5.0, "lean", "Keep it straight")
    right = fault(Severity.FAULT, 2.0, 0.1, "heel", "Keep it straight")
    assert score_form((left, right), RULES, 3.0) == score_form((right, left), RULES, 3.0) == pytest.approx(40.0)


def pace(toward_s: float | None = 1.5, at_peak_s: float | None = 0.5, back_s: float | None = 1.5) -> Pace:
    return Pace(toward_s, at_peak_s, back_s)


@pytest.mark.parametrize(
    ("toward_s", "score"), [(1.5, 100.0), (1.95, 100.0), (1.16, 100.0), (4.5, 0.0), (0.5, 0.0), (9.0, 0.0), (3.0, 58.8)]
)
def test_a_way_forgives_thirty_percent_and_is_nothing_at_three_times_or_a_third(toward_s: float, score: float) -> None:
    assert score_tempo(Tempo(toward_peak_s=1.5), pace(toward_s)) == pytest.approx(score, abs=0.5)
    assert score_tempo(Tempo(toward_end_s=1.5), pace(back_s=toward_s)) == pytest.approx(score, abs=0.5)


@pytest.mark.parametrize(
    ("paused_s", "score"), [(3.0, 100.0), (2.1, 100.0), (4.2, 100.0), (1.0, 58.8), (0.0, 0.0), (11.0, 0.0)]
)
def test_a_pause_and_a_rest_forgive_a_second_more(paused_s: float, score: float) -> None:
    assert score_tempo(Tempo(at_peak_s=3.0), pace(at_peak_s=paused_s)) == pytest.approx(score, abs=0.5)
    assert score_tempo(Tempo(at_rest_s=3.0), pace(), rested_s=paused_s) == pytest.approx(score, abs=0.5)


def test_tempo_is_the_mean_of_what_is_asked_and_could_be_told() -> None:
    asked = Tempo(toward_peak_s=1.5, at_peak_s=0.5, toward_end_s=0.5, at_rest_s=1.0)
    assert score_tempo(asked, pace()) == pytest.approx(200.0 / 3.0)
    assert score_tempo(asked, pace(), rested_s=1.0) == pytest.approx(75.0)
    assert score_tempo(asked, pace(None, None, None)) is None


def test_where_any_pace_is_right_tempo_is_not_scored() -> None:
    assert score_tempo(Tempo(), pace(), rested_s=4.0) is None


def test_a_way_of_no_time_at_all_scores_nothing() -> None:
    assert score_tempo(Tempo(toward_peak_s=1.0), pace(0.0)) == 0.0


@pytest.mark.parametrize(("path", "score"), [(2.0, 100.0), (1.8, 100.0), (2.8, 50.0), (3.6, 0.0), (9.0, 0.0)])
def test_stability_falls_with_every_detour(path: float, score: float) -> None:
    assert score_stability(path, MOVEMENT) == pytest.approx(score)


def test_a_movement_that_went_nowhere_has_no_stability() -> None:
    assert score_stability(0.0, replace(MOVEMENT, peak=0.0)) is None


@pytest.mark.parametrize(
    ("left", "right", "score"),
    [(1.0, 1.0, 100.0), (0.9, 1.0, 90.0), (1.0, 0.5, 50.0), (1.0, -0.2, 0.0), (1.8, 0.9, 50.0)],
)
def test_symmetry_is_the_smaller_side_in_percent_of_the_larger(left: float, right: float, score: float) -> None:
    assert score_symmetry(left, right) == pytest.approx(score)
    assert score_symmetry(right, left) == pytest.approx(score)


def test_sides_that_did_not_move_have_no_symmetry() -> None:
    assert score_symmetry(0.0, -0.1) is None


def test_the_total_is_the_weighted_mean_of_the_parts_that_could_be_judged() -> None:
    score = combine(
        {
            ScorePart.RANGE_OF_MOTION: 80.0,
            ScorePart.FORM: 60.0,
            ScorePart.TEMPO: None,
            ScorePart.STABILITY: 100.0,
            ScorePart.SYMMETRY: None,
        }
    )
    assert set(score.parts) == {ScorePart.RANGE_OF_MOTION, ScorePart.FORM, ScorePart.STABILITY}
    assert score.total == pytest.approx((0.3 * 80 + 0.4 * 60 + 0.05 * 100) / 0.75)


def test_the_weights_make_one_and_a_score_without_parts_is_nothing() -> None:
    assert sum(WEIGHTS.values()) == pytest.approx(1.0)
    assert combine({ScorePart.TEMPO: None}).total == 0.0
    assert combine(dict.fromkeys(WEIGHTS, 100.0)).total == pytest.approx(100.0)

"""The parts of a score and how they make one."""

from dataclasses import replace

import pytest

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
from physiocheck_desktop.domain.exercise import Severity, Tempo
from physiocheck_desktop.domain.repetition import RuleFault, ScorePart

MOVEMENT = Movement(start_s=10.0, peak_s=11.5, end_s=13.0, rest=0.0, peak=1.0, low=0.0, returned=True)


def fault(severity: Severity, seconds: float) -> RuleFault:
    return RuleFault(rule="r", cue="c", seconds=seconds, worst_value=1.0, severity=severity.value)


@pytest.mark.parametrize(("reached", "score"), [(0.0, 0.0), (0.6, 60.0), (1.0, 100.0), (1.4, 100.0), (-0.1, 0.0)])
def test_range_of_motion_is_the_share_of_the_target_that_was_reached(reached: float, score: float) -> None:
    assert score_range_of_motion(reached) == pytest.approx(score)


def test_form_without_a_fault_is_full() -> None:
    assert score_form((), 3.0) == 100.0


@pytest.mark.parametrize("severity", list(Severity))
def test_a_fault_costs_by_severity_and_by_the_share_of_time_it_stood(severity: Severity) -> None:
    penalty = PENALTIES[severity.value]
    assert score_form((fault(severity, 3.0),), 3.0) == pytest.approx(100.0 - penalty)
    assert score_form((fault(severity, 9.0),), 3.0) == pytest.approx(100.0 - penalty)
    assert score_form((fault(severity, 1.8),), 3.0) == pytest.approx(100.0 - 0.6 * penalty)
    assert score_form((fault(severity, 0.4),), 3.0) == pytest.approx(100.0 - 0.4 * penalty)


def test_a_graver_fault_costs_more_and_many_cost_all() -> None:
    hint, middle, danger = (score_form((fault(severity, 3.0),), 3.0) for severity in Severity)
    assert hint > middle > danger > 0.0
    assert score_form((fault(Severity.DANGER, 3.0),) * 3, 3.0) == 0.0


@pytest.mark.parametrize(
    ("toward_s", "score"), [(1.5, 100.0), (1.95, 100.0), (1.16, 100.0), (4.5, 0.0), (0.5, 0.0), (9.0, 0.0), (3.0, 58.8)]
)
def test_tempo_forgives_thirty_percent_and_is_nothing_at_three_times_or_a_third(toward_s: float, score: float) -> None:
    movement = replace(MOVEMENT, start_s=0.0, peak_s=toward_s, end_s=toward_s + 1.5)
    assert score_tempo(Tempo(toward_peak_s=1.5), movement) == pytest.approx(score, abs=0.5)


def test_tempo_takes_the_mean_of_both_ways_and_splits_the_time_at_the_peak() -> None:
    assert score_tempo(Tempo(toward_peak_s=1.5, toward_end_s=0.5), MOVEMENT) == pytest.approx(50.0)
    assert score_tempo(Tempo(toward_end_s=1.5), MOVEMENT) == pytest.approx(100.0)
    slow = replace(MOVEMENT, peak_s=13.0, end_s=16.0)
    assert score_tempo(Tempo(toward_peak_s=1.0, at_peak_s=4.0, toward_end_s=1.0), slow) == pytest.approx(100.0)


def test_the_time_at_the_peak_is_added_to_either_way() -> None:
    movement = replace(MOVEMENT, start_s=0.0, peak_s=3.0, end_s=6.0)
    for tempo in (Tempo(toward_peak_s=2.0, at_peak_s=2.0), Tempo(toward_end_s=2.0, at_peak_s=2.0)):
        assert score_tempo(tempo, movement) == pytest.approx(100.0)
    for tempo in (Tempo(toward_peak_s=2.0), Tempo(toward_end_s=2.0)):
        assert score_tempo(tempo, movement) < 95.0


def test_where_any_pace_is_right_tempo_is_not_scored() -> None:
    assert score_tempo(Tempo(), MOVEMENT) is None
    assert score_tempo(Tempo(at_peak_s=2.0), MOVEMENT) is None


def test_a_way_of_no_time_at_all_scores_nothing() -> None:
    assert score_tempo(Tempo(toward_peak_s=1.0), replace(MOVEMENT, start_s=11.5)) == 0.0


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
    assert score.total == pytest.approx((0.35 * 80 + 0.3 * 60 + 0.1 * 100) / 0.75)


def test_the_weights_make_one_and_a_score_without_parts_is_nothing() -> None:
    assert sum(WEIGHTS.values()) == pytest.approx(1.0)
    assert combine({ScorePart.TEMPO: None}).total == 0.0
    assert combine(dict.fromkeys(WEIGHTS, 100.0)).total == pytest.approx(100.0)

"""What stored repetitions come to under a changed exercise: only what the change bears on, and as the engine would."""

from dataclasses import replace

import pytest
from stored_sessions import SQUAT, repetition, session, too_small

from physiocheck_desktop.assessment.suggestions.history import History, history_of
from physiocheck_desktop.assessment.suggestions.rescoring import forecast, rescored, stored_pace
from physiocheck_desktop.domain.exercise import ExerciseDefinition, ExerciseRule, Phase, Severity, Tempo
from physiocheck_desktop.domain.movement_model import MovementModel
from physiocheck_desktop.domain.repetition import RangeOfMotion, Repetition, RuleFault, ScorePart

RULE = ExerciseRule("lean", "trunk_lean", frozenset({Phase.PEAK}), high=48.0, cue_above="Lift your chest")
GUARDED = replace(SQUAT, rules=(RULE,))
LEARNED = replace(SQUAT, movement=MovementModel(("left_knee",), (0.0,), (1.0,), (1.0,), 2.0))
FORM = frozenset({ScorePart.FORM})
RANGE = frozenset({ScorePart.RANGE_OF_MOTION})


def knees_to(definition: ExerciseDefinition, degrees: float) -> ExerciseDefinition:
    return replace(
        definition,
        progress=tuple(
            replace(each, peak=degrees) if each.measure.endswith("knee") else each for each in definition.progress
        ),
    )


def history(repetitions: list[Repetition], small: int = 0) -> History:
    return history_of("squat", [session(0, repetitions, too_small(small))])


def counts(definition: ExerciseDefinition, changed: ExerciseDefinition, told: History) -> tuple[int, int, int]:
    """Return the attempts, and how many of them count before and after a change."""
    made = forecast(told, definition, changed)
    assert made.before.attempts == made.after.attempts
    return made.before.attempts, made.before.counted, made.after.counted


def test_the_ways_there_and_back_share_the_pause_that_was_asked_for() -> None:
    one = replace(repetition(), start_s=1.0, peak_s=3.0, end_s=6.0)
    pace = stored_pace(one, Tempo(at_peak_s=1.0))
    assert (pace.toward_peak_s, pace.at_peak_s, pace.toward_end_s) == (1.5, 1.0, 2.5)
    pace = stored_pace(one, Tempo())
    assert (pace.toward_peak_s, pace.at_peak_s, pace.toward_end_s) == (2.0, None, 3.0)


def test_what_was_too_small_counts_once_the_target_is_near_enough() -> None:
    knees = replace(SQUAT, progress=SQUAT.progress[:2])
    told = history([repetition()] * 2, small=3)  # at .4 of the way to 95°, which is .6 of that to 120°
    assert counts(knees, knees_to(knees, 120.0), told) == (5, 2, 5)
    assert counts(knees, knees_to(knees, 110.0), told) == (5, 2, 5)
    assert counts(knees, knees_to(knees, 105.0), told) == (5, 2, 2)
    assert counts(knees, knees_to(knees, 80.0), told) == (5, 2, 2)


def test_what_would_be_too_small_for_a_raised_target_does_not_count_any_more() -> None:
    told = history([repetition(peak=132.0), repetition(peak=95.0)])
    assert counts(SQUAT, knees_to(SQUAT, 80.0), told) == (2, 2, 1)
    assert counts(SQUAT, knees_to(SQUAT, 100.0), told) == (2, 2, 2)


def test_a_learned_movement_is_counted_by_itself_whatever_the_targets_are() -> None:
    told = history([repetition(peak=132.0)], small=1)
    assert counts(LEARNED, knees_to(LEARNED, 60.0), told) == (2, 1, 1)
    assert counts(LEARNED, knees_to(LEARNED, 140.0), told) == (2, 1, 1)


def test_what_showed_only_a_measure_that_is_taken_out_still_counts() -> None:
    told = history([repetition(peak=132.0, measures=("left_knee",))])
    assert counts(SQUAT, replace(SQUAT, progress=SQUAT.progress[1:]), told) == (1, 1, 1)


def test_the_range_is_scored_from_angles_where_there_are_any() -> None:
    knee = RangeOfMotion("left_knee", 170.0, 132.5, 170.0, 95.0, 7.0)
    hips = RangeOfMotion("leg_extension", 0.95, 0.7025, 0.95, 0.62, 0.0)
    both, low = replace(repetition(), ranges=(knee, hips)), replace(repetition(), ranges=(hips,))
    assert rescored(both, SQUAT, SQUAT, RANGE).parts[ScorePart.RANGE_OF_MOTION] == pytest.approx(50.0)
    assert rescored(low, SQUAT, SQUAT, RANGE).parts[ScorePart.RANGE_OF_MOTION] == pytest.approx(75.0)


def leaning(mean_excess: float | None, severity: Severity = Severity.FAULT) -> Repetition:
    fault = RuleFault("lean", "Lift your chest", 0.8, 58.0, severity.value, Phase.PEAK, mean_excess)
    return repetition(faults=(fault,))


def form(one: Repetition, definition: ExerciseDefinition, changed: ExerciseDefinition) -> float:
    return rescored(one, definition, changed, FORM).parts[ScorePart.FORM]


def test_by_a_wider_rule_a_fault_is_so_much_smaller_and_within_it_none() -> None:
    wider, wide = (replace(GUARDED, rules=(replace(RULE, high=high),)) for high in (52.0, 58.0))
    assert form(leaning(7.0), GUARDED, wider) == pytest.approx(form(leaning(3.0), wider, wider))
    assert form(leaning(7.0), GUARDED, GUARDED) < form(leaning(7.0), GUARDED, wider) < 100.0
    assert form(leaning(7.0), GUARDED, wide) == 100.0
    assert form(leaning(7.0), GUARDED, replace(GUARDED, rules=())) == 100.0


def test_a_fault_from_before_excesses_were_kept_is_scored_without_one() -> None:
    wider = replace(GUARDED, rules=(replace(RULE, high=52.0),))
    assert (
        form(leaning(None), GUARDED, wider)
        == form(leaning(None), GUARDED, GUARDED)
        == form(leaning(0.0), GUARDED, GUARDED)
    )


def test_a_rule_that_matters_less_costs_less() -> None:
    hint = replace(GUARDED, rules=(replace(RULE, severity=Severity.HINT),))
    assert form(leaning(7.0), GUARDED, hint) > form(leaning(7.0), GUARDED, GUARDED)


def test_parts_that_a_change_does_not_bear_on_are_kept_as_they_were_stored() -> None:
    told = history([leaning(7.0)])
    made = forecast(told, GUARDED, knees_to(GUARDED, 110.0))
    assert made.before.score is not None
    assert made.after.score is not None
    assert made.before.score.parts[ScorePart.FORM] == made.after.score.parts[ScorePart.FORM] == 80.0

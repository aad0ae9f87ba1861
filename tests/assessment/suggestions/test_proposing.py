"""Suggestions from sessions that the engine itself watched: drawn where there is enough, and never against safety."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from stick_figure import Figure, squat, swing, watch
from stored_sessions import SQUAT, exercise, repetition, session, sessions_of, too_small

from physiocheck_desktop.assessment.assessor import ExerciseAssessor
from physiocheck_desktop.assessment.suggestions.applying import apply_changes
from physiocheck_desktop.assessment.suggestions.proposing import accepted, propose
from physiocheck_desktop.domain.errors import InputError
from physiocheck_desktop.domain.exercise import ExerciseDefinition, ExerciseRule, Phase, RuleOrigin, Severity
from physiocheck_desktop.domain.repetition import (
    RangeOfMotion,
    RuleFault,
    ScorePart,
    SessionAssessment,
)
from physiocheck_desktop.domain.session import SessionDetail, SessionState
from physiocheck_desktop.domain.suggestion import ChangedPart, Suggestion, SuggestionKind

SIDE = Figure(yaw_deg=90.0)


@cache
def squats(definition: ExerciseDefinition, depth: float, period_s: float = 3.0, count: int = 4) -> SessionAssessment:
    """Return what the engine says of a figure that squats, to a share of 90° of knee flexion."""
    assessor = ExerciseAssessor(definition)
    for each in watch(lambda t: squat(depth * swing(t, period_s, count), SIDE), 2.0 + count * period_s):
        assessor.step(each)
    return assessor.finish()


def squat_sessions(definition: ExerciseDefinition, *depths: float, period_s: float = 3.0) -> list[SessionDetail]:
    done = [squats(definition, depth, period_s) for depth in depths]
    return [session(number, each.repetitions, each.partial_repetitions) for number, each in enumerate(done)]


def of_kind(suggestions: Iterable[Suggestion], kind: SuggestionKind) -> list[Suggestion]:
    return [each for each in suggestions if each.kind is kind]


def targets(definition: ExerciseDefinition) -> dict[str, float]:
    return {each.measure: each.peak for each in definition.progress}


def with_knee_target(degrees: float) -> ExerciseDefinition:
    return replace(
        SQUAT,
        progress=tuple(
            replace(each, peak=degrees) if each.measure.endswith("knee") else each for each in SQUAT.progress
        ),
    )


def test_a_target_that_is_steadily_passed_is_raised_for_both_sides_and_scores_stay_honest() -> None:
    easy = with_knee_target(125.0)
    (raised,) = [
        each
        for each in of_kind(propose(easy, squat_sessions(easy, 1.0, 1.0, 0.97)), SuggestionKind.RAISE_TARGET)
        if each.changes[0].name.endswith("knee")
    ]
    assert [change.name for change in raised.changes] == ["left_knee", "right_knee"]
    assert {(change.before, change.after) for change in raised.changes} == {(125.0, 110.0)}
    assert raised.evidence.sessions == 3
    assert raised.evidence.repetitions == 12
    assert raised.evidence.median > 20.0
    assert "12 repetitions in 3 sessions" in raised.evidence.sentence
    assert "Pain is not recorded" in raised.evidence.sentence
    changed = apply_changes(easy, raised.changes)
    assert targets(changed)["left_knee"] == targets(changed)["right_knee"] == 110.0
    assert raised.forecast is not None
    assert raised.forecast.after.counted_share == raised.forecast.before.counted_share == 1.0


def test_a_target_that_is_steadily_missed_is_eased_and_the_forecast_is_what_the_engine_then_says() -> None:
    details = squat_sessions(SQUAT, 0.66, 0.68, 0.66)
    eased = of_kind(propose(SQUAT, details), SuggestionKind.EASE_TARGET)
    assert eased
    changed = SQUAT
    for each in eased:
        changed = apply_changes(changed, each.changes)
    (knee,) = [each for each in eased if each.changes[0].name.endswith("knee")]
    assert targets(SQUAT)["left_knee"] < targets(changed)["left_knee"] <= 132.5
    assert knee.forecast is not None
    assert knee.forecast.before.score is not None
    assert knee.forecast.after.score is not None
    before, after = (tally.score.parts for tally in (knee.forecast.before, knee.forecast.after) if tally.score)
    assert after[ScorePart.RANGE_OF_MOTION] > before[ScorePart.RANGE_OF_MOTION] + 5.0
    assert after[ScorePart.FORM] == before[ScorePart.FORM]
    knee_alone = apply_changes(SQUAT, knee.changes)
    watched = squats(knee_alone, 0.66).score
    assert watched is not None
    assert after[ScorePart.RANGE_OF_MOTION] == pytest.approx(watched.parts[ScorePart.RANGE_OF_MOTION], abs=2.0)


def test_what_the_target_was_raised_from_does_not_raise_it_again() -> None:
    easy = with_knee_target(125.0)
    details = squat_sessions(easy, 1.0, 1.0, 1.0)
    once = easy
    for each in propose(easy, details):
        once = apply_changes(once, each.changes)
    kinds = {each.kind for each in propose(once, details)}
    assert not kinds & {SuggestionKind.RAISE_TARGET, SuggestionKind.EASE_TARGET, SuggestionKind.SLOW_TEMPO}


def test_a_slower_pace_than_asked_for_is_taken_over_and_then_scores_in_full() -> None:
    details = squat_sessions(SQUAT, 1.0, 1.0, 1.0, period_s=8.0)
    slowed = of_kind(propose(SQUAT, details), SuggestionKind.SLOW_TEMPO)
    assert {each.changes[0].name for each in slowed} == {"toward_peak_s", "toward_end_s"}
    for each in slowed:
        (change,) = each.changes
        assert change.before is not None
        assert change.after is not None
        assert change.after > 1.3 * change.before
        assert each.forecast is not None
        assert each.forecast.before.score is not None
        assert each.forecast.after.score is not None
        assert each.forecast.after.score.parts[ScorePart.TEMPO] > each.forecast.before.score.parts[ScorePart.TEMPO]


def test_good_sessions_at_the_target_suggest_nothing() -> None:
    close = with_knee_target(88.0)
    assert propose(close, squat_sessions(close, 1.0, 1.0, 1.0)) == ()


@pytest.mark.parametrize(
    "few",
    [
        lambda details: details[:2],
        lambda details: [replace(each, repetitions=each.repetitions[:2]) for each in details],
        lambda details: [replace(each, record=replace(each.record, state=SessionState.RUNNING)) for each in details],
        lambda details: [replace(each, record=replace(each.record, exercise_key="lunge")) for each in details],
    ],
    ids=["two sessions", "two repetitions each", "still running", "another exercise"],
)
def test_too_little_suggests_nothing(few: Callable[[list[SessionDetail]], list[SessionDetail]]) -> None:
    easy = with_knee_target(125.0)
    assert propose(easy, few(squat_sessions(easy, 1.0, 1.0, 1.0))) == ()


def lean(worst: float, severity: Severity = Severity.FAULT) -> RuleFault:
    return RuleFault("chest-up", "Lift your chest", 0.8, worst, severity.value, Phase.PEAK, mean_excess=3.0)


def test_a_rule_that_is_broken_by_no_more_than_the_cameras_error_is_widened_and_marked_as_edited() -> None:
    generated = replace(SQUAT, rules=tuple(replace(each, origin=RuleOrigin.GENERATED) for each in SQUAT.rules))
    (widened,) = of_kind(propose(generated, sessions_of(repetition(faults=(lean(53.4),)))), SuggestionKind.WIDEN_RULE)
    (change,) = widened.changes
    assert (change.part, change.name, change.before, change.after) == (ChangedPart.RULE_HIGH, "chest-up", 48.0, 54.0)
    assert widened.evidence.share == 1.0
    changed = {rule.name: rule for rule in apply_changes(generated, widened.changes).rules}
    assert changed["chest-up"].origin is RuleOrigin.EDITED
    assert all(rule.origin is RuleOrigin.GENERATED for name, rule in changed.items() if name != "chest-up")
    assert widened.forecast is not None
    assert widened.forecast.after.score is not None
    assert widened.forecast.after.score.parts[ScorePart.FORM] == 100.0


@pytest.mark.parametrize("worst", [47.0, 60.0])
def test_a_rule_that_is_kept_or_plainly_broken_stays(worst: float) -> None:
    assert not of_kind(propose(SQUAT, sessions_of(repetition(faults=(lean(worst),)))), SuggestionKind.WIDEN_RULE)


def test_a_measure_that_cannot_be_told_is_left_out_but_not_where_nothing_would_remain() -> None:
    blurred = repetition()
    blurred = replace(
        blurred,
        ranges=tuple(
            RangeOfMotion(each.measure, each.start, each.peak, each.start, each.peak, margin)
            for each in SQUAT.progress
            for margin in (14.0 if each.measure == "left_hip" else 7.0,)
        ),
    )
    (left_out,) = of_kind(propose(SQUAT, sessions_of(blurred)), SuggestionKind.UNRELIABLE_MEASURE)
    assert [change.name for change in left_out.changes] == ["left_hip"]
    assert "left_hip" not in targets(apply_changes(SQUAT, left_out.changes))
    all_blurred = sessions_of(repetition(margin=14.0, measures=tuple(targets(SQUAT))))
    assert not of_kind(propose(SQUAT, all_blurred), SuggestionKind.UNRELIABLE_MEASURE)


def test_the_far_limb_is_not_expected_to_be_seen_from_the_side() -> None:
    near = tuple(name for name in targets(SQUAT) if not name.startswith("right_"))
    assert not of_kind(propose(SQUAT, sessions_of(repetition(measures=near))), SuggestionKind.UNRELIABLE_MEASURE)


def test_levels_change_only_where_the_other_exercise_is_known() -> None:
    leveled = replace(SQUAT, easier="chair-squat", harder="lunge")
    others = {"chair-squat": replace(SQUAT, key="chair-squat"), "lunge": exercise("lunge")}
    mastered = sessions_of(repetition(total=95.0))
    (harder,) = of_kind(propose(leveled, mastered, others), SuggestionKind.HARDER_EXERCISE)
    assert accepted(leveled, harder, others) is others["lunge"]
    assert not of_kind(propose(leveled, mastered), SuggestionKind.HARDER_EXERCISE)
    struggling = [session(number, [repetition()], too_small(5)) for number in range(3)]
    (easier,) = of_kind(propose(leveled, struggling, others), SuggestionKind.EASIER_EXERCISE)
    assert easier.evidence.share == pytest.approx(1 / 6)


def test_whoever_broke_a_rule_that_keeps_from_harm_is_asked_for_no_more() -> None:
    leveled = replace(SQUAT, harder="lunge")
    danger = replace(SQUAT.rules[0], name="neck", severity=Severity.DANGER)
    leveled = replace(leveled, rules=(*leveled.rules, danger))
    fault = RuleFault("neck", "Stop", 0.5, 49.0, Severity.DANGER.value, Phase.PEAK)
    done = sessions_of(repetition(peak=70.0, total=96.0), repetition(peak=70.0, total=96.0, faults=(fault,)))
    kinds = {each.kind for each in propose(leveled, done, {"lunge": exercise("lunge")})}
    assert not kinds & {SuggestionKind.RAISE_TARGET, SuggestionKind.HARDER_EXERCISE, SuggestionKind.WIDEN_RULE}


def test_a_rule_at_the_peak_limits_how_far_a_target_is_raised() -> None:
    done = sessions_of(repetition(peak=75.0))
    (free,) = of_kind(propose(SQUAT, done), SuggestionKind.RAISE_TARGET)
    assert free.changes[0].after == 80.0
    stop = ExerciseRule("stop", "left_knee", frozenset({Phase.PEAK}), low=88.0, severity=Severity.DANGER)
    (held,) = of_kind(propose(replace(SQUAT, rules=(stop,)), done), SuggestionKind.RAISE_TARGET)
    assert held.changes[0].after == 90.0


def test_a_suggestion_for_an_exercise_that_was_changed_since_is_refused() -> None:
    (raised,) = of_kind(propose(SQUAT, sessions_of(repetition(peak=75.0))), SuggestionKind.RAISE_TARGET)
    with pytest.raises(InputError, match="has been changed since"):
        apply_changes(apply_changes(SQUAT, raised.changes), raised.changes)


stored = st.lists(
    st.lists(
        st.builds(
            repetition,
            index=st.integers(1, 50),
            peak=st.floats(40.0, 165.0),
            margin=st.floats(3.0, 20.0),
            total=st.floats(0.0, 100.0),
            faults=st.lists(
                st.builds(
                    RuleFault,
                    rule=st.sampled_from(["chest-up", "harm", "gone"]),
                    cue=st.just("Lift your chest"),
                    seconds=st.floats(0.1, 3.0),
                    worst_value=st.floats(0.0, 90.0),
                    severity=st.sampled_from([each.value for each in Severity]),
                ),
                max_size=2,
            ).map(tuple),
            measures=st.sampled_from([("left_knee",), ("left_knee", "right_knee"), tuple(targets(SQUAT))]),
        ),
        max_size=8,
    ),
    max_size=8,
).map(lambda lists: [session(number, each) for number, each in enumerate(lists)])


@settings(max_examples=80, deadline=None)
@given(details=stored, order=st.randoms())
def test_whatever_is_stored_suggestions_are_deterministic_honest_and_safe(
    details: list[SessionDetail], order: object
) -> None:
    harm = ExerciseRule(
        "harm", "trunk_lean", frozenset({Phase.PEAK}), high=60.0, severity=Severity.DANGER, cue_above="Stop"
    )
    definition = replace(SQUAT, rules=(*SQUAT.rules, harm))
    made = propose(definition, details)
    shuffled = list(details)
    order.shuffle(shuffled)  # type: ignore[attr-defined]
    assert propose(definition, shuffled) == made
    for each in made:
        assert each.evidence.sessions >= 3
        changed = apply_changes(definition, each.changes)
        assert harm in changed.rules
        assert changed != definition
        assert changed.count_share == definition.count_share
        assert each.forecast is not None
        for tally in (each.forecast.before, each.forecast.after):
            assert 0 <= tally.counted <= tally.attempts
            assert tally.score is None or all(0.0 <= part <= 100.0 for part in tally.score.parts.values())

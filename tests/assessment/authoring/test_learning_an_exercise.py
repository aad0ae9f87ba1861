"""An exercise is learned from one demonstration: whole, counted on itself, its own rules kept, refusals in words."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from stick_figure import STANDING, Arm, Figure, mirrored, shaken, squat, swing, watch

from physiocheck_desktop.assessment.assessor import ExerciseAssessor
from physiocheck_desktop.assessment.authoring.author import (
    LearnedExercise,
    learn_exercise,
    learn_from_poses,
)
from physiocheck_desktop.assessment.authoring.naming import key_of
from physiocheck_desktop.assessment.definition_json import parse_definition_json, write_definition_json
from physiocheck_desktop.assessment.definition_toml import parse_definition, write_definition
from physiocheck_desktop.assessment.standard_checks import STANDARD_CHECKS
from physiocheck_desktop.domain.errors import InputError, KnownError, NoPersonError
from physiocheck_desktop.domain.exercise import (
    CameraView,
    ExerciseDefinition,
    ExerciseKind,
    Phase,
    RuleKind,
    RuleOrigin,
    Side,
)
from physiocheck_desktop.domain.repetition import SessionAssessment
from physiocheck_desktop.kinematics.landmarks import PoseObservation

PERIOD_S, LEAD_S = 3.0, 1.0
ASIDE = Figure(yaw_deg=90.0)


def squats(
    count: int, *, figure: Figure = ASIDE, fps: float = 30.0, depth: float = 1.0, lean_deg: float = 0.0
) -> list[PoseObservation]:
    def movement(at_s: float) -> Figure:
        gone = swing(at_s, PERIOD_S, count, LEAD_S)
        seen = squat(depth * gone, figure)
        return replace(seen, trunk_deg=seen.trunk_deg + lean_deg * gone)

    return list(watch(movement, 2.0 * LEAD_S + count * PERIOD_S, fps))


def arm_lifts(count: int, figure: Figure = STANDING, *, right: bool = True) -> list[PoseObservation]:
    def movement(at_s: float) -> Figure:
        arm = Arm(lift_deg=8.0 + 110.0 * swing(at_s, PERIOD_S, count, LEAD_S), direction_deg=90.0)
        return replace(figure, left_arm=arm, right_arm=arm if right else figure.right_arm)

    return list(watch(movement, 2.0 * LEAD_S + count * PERIOD_S))


def assess(definition: ExerciseDefinition, observations: Sequence[PoseObservation]) -> SessionAssessment:
    assessor = ExerciseAssessor(definition)
    for each in observations:
        assessor.step(each)
    return assessor.finish()


def faults(assessment: SessionAssessment) -> set[str]:
    return {fault.rule for each in assessment.repetitions for fault in each.faults}


@pytest.fixture(scope="module")
def learned() -> LearnedExercise:
    return learn_exercise(squats(3), name="Deep squat")


def test_repetitions_are_found_where_they_are(learned: LearnedExercise) -> None:
    assert len(learned.repetitions) == 3
    for number, each in enumerate(learned.repetitions):
        assert each.peak_s == pytest.approx(LEAD_S + (number + 0.5) * PERIOD_S, abs=0.3)
        assert each.start_s < each.peak_s < each.end_s


def test_the_exercise_knows_its_name_view_position_side_and_joints(learned: LearnedExercise) -> None:
    definition = learned.definition
    assert (definition.key, definition.name) == ("deep-squat", "Deep squat")
    assert (definition.view, definition.position, definition.side) == (CameraView.SIDE, "standing", Side.BOTH)
    ways = {each.measure: (each.start, each.peak) for each in definition.progress}
    assert ways["left_knee"] == (pytest.approx(175.0, abs=4.0), pytest.approx(85.0, abs=4.0))
    assert ways["left_knee"] == ways["right_knee"]
    assert definition.tempo.toward_peak_s == pytest.approx(PERIOD_S / 2.0, abs=0.4)


@pytest.mark.parametrize(("depth", "counted"), [(0.52, 3), (0.33, 0)])
def test_a_body_that_shows_less_of_the_range_is_counted_and_a_third_of_it_is_partial(
    learned: LearnedExercise, depth: float, counted: int
) -> None:
    session = assess(learned.definition, squats(3, depth=depth))
    assert len(session.repetitions) == counted
    assert len(session.partial_repetitions) == 3 - counted


def test_what_makes_the_progress_is_told_in_one_sentence(learned: LearnedExercise) -> None:
    assert sum(each.share for each in learned.contributions) == pytest.approx(1.0)
    assert learned.contributions[0].share >= learned.contributions[-1].share
    assert learned.explanation.count(".") == 1
    assert learned.contributions[0].part in learned.explanation


def test_templates_are_the_poses_at_start_peak_and_end_without_size_and_place(learned: LearnedExercise) -> None:
    templates = learned.definition.templates
    assert templates.start is not None
    assert templates.peak is not None
    assert templates.end is not None
    assert templates.reference is not None
    assert templates.start.values["left_knee"] == pytest.approx(175.0, abs=4.0)
    assert templates.end.values["left_knee"] == pytest.approx(175.0, abs=4.0)
    assert templates.peak.values["left_knee"] == pytest.approx(85.0, abs=4.0)
    for template in (templates.start, templates.peak, templates.end, templates.reference):
        points = np.array(template.skeleton)
        assert points.shape == (33, 3)
        assert points[[23, 24]].mean(axis=0) == pytest.approx(np.zeros(3), abs=1e-3)
        assert np.linalg.norm(points[[11, 12]].mean(axis=0)) == pytest.approx(1.0, abs=0.05)


def test_the_course_is_the_median_repetition_at_even_steps(learned: LearnedExercise) -> None:
    demonstration = learned.definition.demonstration
    assert demonstration is not None
    assert demonstration.course is not None
    knee = np.array(demonstration.course.values["left_knee"])
    assert demonstration.course.seconds == pytest.approx(PERIOD_S, abs=0.6)
    assert len(knee) == 21
    assert 7 <= int(np.argmin(knee)) <= 13
    assert knee[0] == pytest.approx(knee[-1], abs=8.0)


def test_rules_of_every_kind_are_written_and_say_that_they_are_generated(learned: LearnedExercise) -> None:
    rules = learned.definition.rules
    assert {rule.kind for rule in rules} == set(RuleKind)
    assert all(rule.origin is RuleOrigin.GENERATED for rule in rules)
    assert all(rule.cue_below for rule in rules if rule.low is not None)
    assert all(rule.cue_above for rule in rules if rule.high is not None)
    assert {rule.check for rule in rules if rule.check} <= set(STANDARD_CHECKS)


def test_each_moving_joint_has_a_range_in_every_phase(learned: LearnedExercise) -> None:
    knee = [r for r in learned.definition.rules if r.measure == "left_knee" and r.kind is RuleKind.ANGLE]
    assert {phase for rule in knee for phase in rule.phases} == set(Phase)
    peak = next(rule for rule in knee if rule.phases == {Phase.PEAK})
    assert peak.high is not None
    assert peak.low is not None
    assert peak.low <= 85.0 - 7.0
    assert peak.high >= 85.0 + 7.0
    assert (peak.cue_above, peak.cue_below) == ("Bend your knees further", "Do not bend your knees so far")


def test_tolerances_are_never_below_what_one_camera_is_off_by(learned: LearnedExercise) -> None:
    for observations in (squats(3), arm_lifts(3)):
        exercise = learn_exercise(observations).definition
        templates = exercise.templates
        assert templates.peak is not None
        for rule in exercise.rules:
            if rule.bounds_value and rule.measure.endswith(("knee", "hip", "elbow", "shoulder", "lean")):
                shown = templates.peak.values[rule.measure]
                if Phase.PEAK in rule.phases:
                    assert rule.low is None or rule.low <= shown - 6.9
                    assert rule.high is None or rule.high >= shown + 6.9
    assert learned


def test_toml_and_json_lose_nothing_of_a_learned_exercise(learned: LearnedExercise) -> None:
    assert parse_definition(write_definition(learned.definition)) == learned.definition
    assert parse_definition_json(write_definition_json(learned.definition)) == learned.definition


def test_the_demonstration_is_counted_with_its_own_exercise_and_breaks_none_of_its_rules() -> None:
    for observations in (squats(3), squats(1), arm_lifts(4), arm_lifts(2, right=False)):
        exercise = learn_exercise(observations).definition
        seen = assess(exercise, observations)
        assert len(seen.repetitions) == len(learn_exercise(observations).repetitions)
        assert not faults(seen)


def test_another_body_at_another_pace_is_counted_and_breaks_no_fault(learned: LearnedExercise) -> None:
    other = squats(4, figure=replace(ASIDE, scale=0.3, across=0.4, yaw_deg=80.0), fps=15.0)
    seen = assess(learned.definition, other)
    assert len(seen.repetitions) == 4
    assert not faults(seen)


def test_who_leans_too_far_is_told_so_in_every_repetition(learned: LearnedExercise) -> None:
    seen = assess(learned.definition, squats(3, lean_deg=25.0))
    assert [("trunk-lean" in {fault.rule for fault in each.faults}) for each in seen.repetitions] == [True] * 3
    fault = next(fault for fault in seen.repetitions[0].faults if fault.rule == "trunk-lean")
    assert fault.cue == "Keep your trunk more upright"
    assert fault.phase in (Phase.TOWARD_PEAK, Phase.PEAK, Phase.TOWARD_END)


def test_who_bends_less_is_asked_to_bend_further(learned: LearnedExercise) -> None:
    seen = assess(learned.definition, squats(4, depth=0.7))
    assert len(seen.repetitions) == 4
    assert "left-knee-peak" in faults(seen)


def test_a_bent_elbow_breaks_a_lift_that_was_shown_with_straight_arms() -> None:
    exercise = learn_exercise(arm_lifts(3)).definition
    assert {"elbow-straight-left", "trunk-side-bend", "shoulders-level"} <= {rule.name for rule in exercise.rules}
    bent = replace(STANDING, left_arm=Arm(elbow_deg=60.0))

    def movement(at_s: float) -> Figure:
        lift = 8.0 + 110.0 * swing(at_s, PERIOD_S, 2, LEAD_S)
        return replace(bent, left_arm=Arm(lift, 90.0, 60.0), right_arm=Arm(lift, 90.0))

    assert "elbow-straight-left" in faults(assess(exercise, list(watch(movement, 8.0))))


def test_what_was_shown_with_one_arm_may_be_done_with_the_other() -> None:
    exercise = learn_exercise(arm_lifts(3, right=False)).definition
    assert exercise.side is Side.EITHER
    assert {each.measure for each in exercise.progress} >= {"left_shoulder", "right_shoulder"}
    pinned = learn_exercise(arm_lifts(3, right=False), side=Side.LEFT).definition
    assert pinned.side is Side.LEFT
    assert not [each for each in pinned.progress if each.measure.startswith("right_")]


def test_repetitions_placed_by_hand_override_what_would_be_found() -> None:
    spans = [(LEAD_S, LEAD_S + PERIOD_S), (LEAD_S + PERIOD_S, LEAD_S + 2 * PERIOD_S)]
    exercise = learn_exercise(squats(4), spans)
    assert [(each.start_s, each.end_s) for each in exercise.repetitions] == spans
    assert len(assess(exercise.definition, squats(4)).repetitions) == 4
    with pytest.raises(InputError, match=r"from 50 s to 60 s is not in this demonstration, which goes from 0\.0 s"):
        learn_exercise(squats(2), [(50.0, 60.0)])


def test_repetitions_placed_by_hand_may_touch_in_any_order_and_are_not_the_same_one_twice() -> None:
    first, second = (LEAD_S, LEAD_S + PERIOD_S + 0.2), (LEAD_S + PERIOD_S - 0.2, LEAD_S + 2 * PERIOD_S)
    exercise = learn_exercise(squats(4), [second, first])
    assert [each.start_s for each in exercise.repetitions] == [first[0], second[0]]
    with pytest.raises(InputError, match="mostly the same one"):
        learn_exercise(squats(4), [first, (first[0] + 1.0, first[1] + 1.0)])


def test_one_repetition_is_enough_and_makes_it_less_sure(learned: LearnedExercise) -> None:
    once = learn_exercise(squats(1))
    assert len(once.repetitions) == 1
    assert once.sureness < learned.sureness
    assert "one repetition" in once.reasons[0]
    assert learned.sureness <= 1.0
    assert learned.definition.demonstration is not None
    assert learned.definition.demonstration.sureness == learned.sureness


def test_two_captured_poses_make_a_usable_exercise_without_times() -> None:
    frames = squats(1)
    start, peak = frames[0], frames[round((LEAD_S + PERIOD_S / 2.0) * 30.0)]
    exercise = learn_from_poses(start, peak, name="From two pictures")
    assert len(assess(exercise.definition, squats(3)).repetitions) == 3
    assert not [rule for rule in exercise.definition.rules if rule.kind in (RuleKind.TIMING, RuleKind.STABILITY)]
    assert exercise.definition.tempo.toward_peak_s is None
    assert "single poses" in exercise.reasons[0]
    assert exercise.sureness < 0.6
    with pytest.raises(NoPersonError, match="captured peak pose"):
        learn_from_poses(start, replace(peak, pose=None))
    with pytest.raises(InputError):
        learn_from_poses(start, start)


def cut_off(observations: list[PoseObservation]) -> list[PoseObservation]:
    cut = []
    for each in observations:
        assert each.pose is not None
        image = each.pose.image.copy()
        image[:, 1] += 0.42
        image[image[:, 1] > 1.0, 3] = 0.05
        cut.append(replace(each, pose=replace(each.pose, image=image)))
    return cut


@pytest.mark.parametrize(
    ("observations", "kind", "sentence"),
    [
        ([replace(each, pose=None, people=0) for each in squats(1)], NoPersonError, "Nobody was found"),
        ([replace(each, people=2) for each in squats(2)], InputError, "More than one person"),
        (squats(1)[:20], InputError, "too short to learn from"),
        (list(watch(lambda _: ASIDE, 6.0)), InputError, "Nothing moves"),
        (cut_off(squats(2)), InputError, "The body is cut off"),
        (
            list(watch(lambda at_s: replace(ASIDE, across=0.1 + 0.2 * at_s), 4.0)),
            InputError,
            "walks through the picture",
        ),
    ],
)
def test_what_cannot_be_learned_is_refused_in_a_sentence(
    observations: list[PoseObservation], kind: type[KnownError], sentence: str
) -> None:
    with pytest.raises(kind, match=sentence) as caught:
        learn_exercise(observations)
    assert caught.value.remedy


def test_a_movement_that_never_comes_back_is_no_repetition() -> None:
    away = list(watch(lambda at_s: squat(min(1.0, at_s / 4.0), ASIDE), 4.0))
    with pytest.raises(InputError, match="No repeated movement"):
        learn_exercise(away)


@settings(deadline=None, max_examples=6)
@given(
    fps=st.sampled_from([10.0, 15.0, 30.0, 60.0]),
    yaw_deg=st.sampled_from([90.0, -90.0, 75.0]),
    turned=st.booleans(),
    seed=st.integers(0, 99),
)
def test_rate_side_mirror_and_jitter_change_neither_count_nor_joints(
    fps: float, yaw_deg: float, turned: bool, seed: int
) -> None:
    random = np.random.default_rng(seed)
    shown = [shaken(each, 0.004, random) for each in squats(3, fps=fps, figure=Figure(yaw_deg=yaw_deg))]
    exercise = learn_exercise([mirrored(each) for each in shown] if turned else shown)
    assert len(exercise.repetitions) == 3
    assert len(assess(exercise.definition, shown).repetitions) == 3
    assert "left_knee" in {each.measure for each in exercise.definition.progress}


@pytest.mark.parametrize(("name", "key"), [("Wand-Sitz (2)", "wand-sitz-2"), ("Übung", "bung"), ("…", "exercise")])
def test_a_key_is_made_from_the_letters_of_a_name(name: str, key: str) -> None:
    assert key_of(name) == key


def arms_in_turn(count: int) -> list[PoseObservation]:
    """Return the left and the right arm lifted in turn, `count` times each."""

    def movement(at_s: float) -> Figure:
        turn = (at_s - LEAD_S) / PERIOD_S
        lift = 110.0 * swing(at_s, PERIOD_S, 2 * count, LEAD_S)
        left = lift if int(turn) % 2 == 0 else 0.0
        return replace(STANDING, left_arm=Arm(8.0 + left), right_arm=Arm(8.0 + lift - left))

    return list(watch(movement, 2.0 * LEAD_S + 2 * count * PERIOD_S))


def test_sides_in_turn_are_recognised_and_counted_apart() -> None:
    learned = learn_exercise(arms_in_turn(3))
    assert learned.definition.kind is ExerciseKind.ALTERNATING
    assert len(learned.repetitions) == 6
    seen = assess(learned.definition, arms_in_turn(2))
    assert [each.side for each in seen.repetitions] == [Side.LEFT, Side.RIGHT] * 2
    assert not faults(seen)


def test_sides_together_and_one_side_alone_do_not_take_turns() -> None:
    for observations in (arm_lifts(3), arm_lifts(3, right=False), squats(3)):
        assert learn_exercise(observations).definition.kind is ExerciseKind.REPETITIONS


def held_squat(seconds: float) -> list[PoseObservation]:
    def movement(at_s: float) -> Figure:
        return squat(float(np.interp(at_s, [1.0, 2.5, 2.5 + seconds, 4.0 + seconds], [0.0, 1.0, 1.0, 0.0])), ASIDE)

    return list(watch(movement, seconds + 5.0))


def test_a_long_still_peak_is_a_hold_of_so_many_seconds() -> None:
    learned = learn_exercise(held_squat(8.0))
    definition = learned.definition
    assert definition.kind is ExerciseKind.HOLD
    assert definition.prescription.hold_s == pytest.approx(8.0, abs=1.0)
    assert not [rule for rule in definition.rules if rule.kind is RuleKind.TIMING]
    assert len(assess(definition, held_squat(8.0)).repetitions) == 1
    assert learn_exercise(held_squat(1.5)).definition.kind is ExerciseKind.REPETITIONS

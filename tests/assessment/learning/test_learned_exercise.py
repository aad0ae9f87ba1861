"""An exercise with a learned movement is an ordinary exercise: phases, repetitions, partial ones and scores."""

from collections.abc import Callable, Iterator
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from learned_exercises import learned_exercise, watched
from real_movement import exercise
from stick_figure import STANDING, Arm, Figure, mirrored, shaken, squat, swing, watch

from physiocheck_desktop.assessment.assessor import ExerciseAssessor
from physiocheck_desktop.assessment.repetition_counter import Reason
from physiocheck_desktop.domain.exercise import ExerciseDefinition, Phase, Side
from physiocheck_desktop.domain.repetition import ScorePart
from physiocheck_desktop.kinematics.landmarks import PoseObservation

PERIOD_S, LEAD_S = 3.0, 1.0
SPANS = [(LEAD_S, LEAD_S + PERIOD_S), (LEAD_S + PERIOD_S, LEAD_S + 2 * PERIOD_S)]
BODY_HEIGHT_M = 1.75


def squats(count: int, depth: float = 1.0, figure: Figure = STANDING, fps: float = 30.0) -> Iterator[PoseObservation]:
    seconds = 2 * LEAD_S + count * PERIOD_S
    return watch(lambda at_s: squat(depth * swing(at_s, PERIOD_S, count, LEAD_S), figure), seconds, fps)


def arm_raises(count: int, side: Side, lift_deg: float = 150.0) -> Iterator[PoseObservation]:
    def raised(at_s: float) -> Figure:
        arm = Arm(lift_deg=8.0 + (lift_deg - 8.0) * swing(at_s, PERIOD_S, count, LEAD_S))
        return replace(STANDING, left_arm=arm) if side is Side.LEFT else replace(STANDING, right_arm=arm)

    return watch(raised, 2 * LEAD_S + count * PERIOD_S)


@pytest.fixture(scope="module")
def learned() -> ExerciseDefinition:
    return learned_exercise("squat", list(squats(3)), SPANS)


@pytest.fixture(scope="module")
def learned_raise() -> ExerciseDefinition:
    """An arm that is raised, shown with the left and done with either."""
    definition = learned_exercise("shoulder-abduction", list(arm_raises(2, Side.LEFT)), SPANS)
    return replace(definition, side=Side.EITHER)


@pytest.mark.parametrize("count", [0, 1, 2, 6])
def test_what_was_shown_twice_is_counted_exactly_and_nothing_is_partial(
    learned: ExerciseDefinition, count: int
) -> None:
    session = watched(learned, squats(count))
    assert len(session.repetitions) == count
    assert session.partial_repetitions == ()


def test_repetitions_begin_peak_and_end_as_those_of_the_ready_made_exercise_do(learned: ExerciseDefinition) -> None:
    ours = watched(learned, squats(3)).repetitions
    ready_made = watched(exercise("squat"), squats(3)).repetitions
    for each, other in zip(ours, ready_made, strict=True):
        assert each.start_s == pytest.approx(other.start_s, abs=0.3)
        assert each.peak_s == pytest.approx(other.peak_s, abs=0.3)
        assert each.end_s == pytest.approx(other.end_s, abs=0.3)
        assert each.score.total == pytest.approx(other.score.total, abs=5.0)
        assert set(each.score.parts) == set(other.score.parts)
        assert each.reached == pytest.approx(other.reached, abs=0.1)


def test_a_repetition_goes_through_the_phases_in_their_order_and_is_told_when_it_ends(
    learned: ExerciseDefinition,
) -> None:
    assessor = ExerciseAssessor(learned)
    seen = [assessor.step(each) for each in squats(1)]
    phases = [each.phase for each in seen]
    changes = [phase for before, phase in zip([None, *phases], phases, strict=False) if phase is not before]
    assert changes == [Phase.START, Phase.TOWARD_PEAK, Phase.PEAK, Phase.TOWARD_END, Phase.END, Phase.START]
    told = [each.captured_at_s for each in seen if each.completed is not None]
    assert told == [pytest.approx(LEAD_S + PERIOD_S, abs=0.5)]
    assert max(each.progress for each in seen if each.progress is not None) == pytest.approx(1.0, abs=0.15)


def test_below_the_count_share_a_movement_is_partial_however_often_it_is_done(learned: ExerciseDefinition) -> None:
    session = watched(learned, squats(5, depth=0.5))
    assert session.repetitions == ()
    assert [each.reason for each in session.partial_repetitions] == [Reason.TOO_SMALL.value] * 5


def test_a_smaller_range_counts_from_the_count_share_on_and_its_shortfall_is_scored(
    learned: ExerciseDefinition,
) -> None:
    session = watched(replace(learned, count_share=0.4), squats(4, depth=0.6))
    assert len(session.repetitions) == 4
    assert all(each.reached < 0.75 for each in session.repetitions)
    assert all(each.score.parts[ScorePart.RANGE_OF_MOTION] < 75.0 for each in session.repetitions)


def test_a_small_repetition_among_full_ones_counts_from_the_count_share_on(learned: ExerciseDefinition) -> None:
    depths = [1.1, 1.1, 1.1, 0.75, 1.1]

    def figure(at_s: float) -> Figure:
        which = min(len(depths) - 1, max(0, int((at_s - LEAD_S) / PERIOD_S)))
        return squat(depths[which] * swing(at_s, PERIOD_S, len(depths), LEAD_S))

    assert len(watched(learned, watch(figure, 2 * LEAD_S + len(depths) * PERIOD_S)).repetitions) == len(depths)


def test_lunges_that_go_on_through_the_room_are_counted_by_what_showed_them() -> None:
    def on(at_s: float) -> Figure:
        gone = squat(swing(at_s, PERIOD_S, 4, LEAD_S), replace(STANDING, scale=0.2))
        return replace(gone, across=0.2 + 0.04 * float(np.clip(at_s - LEAD_S, 0.0, 4 * PERIOD_S)))

    seen = list(watch(on, 2 * LEAD_S + 4 * PERIOD_S))
    assert len(watched(learned_exercise("squat", seen, SPANS), seen).repetitions) == 4


def test_another_movement_is_no_repetition_of_the_learned_one(learned: ExerciseDefinition) -> None:
    assert watched(learned, arm_raises(3, Side.LEFT)).repetitions == ()


@pytest.mark.parametrize("side", [Side.LEFT, Side.RIGHT])
def test_what_one_side_showed_is_counted_of_either(learned_raise: ExerciseDefinition, side: Side) -> None:
    session = watched(learned_raise, arm_raises(3, side))
    assert [each.side for each in session.repetitions] == [side] * 3


def test_a_partial_of_both_sides_is_told_once_though_one_side_ends_later(learned_raise: ExerciseDefinition) -> None:
    def raised(at_s: float) -> Figure:
        lifts = [Arm(lift_deg=8.0 + 45.0 * swing(at_s, period_s, 1, LEAD_S)) for period_s in (PERIOD_S, 1.4 * PERIOD_S)]
        return replace(STANDING, left_arm=lifts[0], right_arm=lifts[1])

    session = watched(learned_raise, watch(raised, 2 * LEAD_S + 1.4 * PERIOD_S))
    assert session.repetitions == ()
    assert len(session.partial_repetitions) == 1


def test_a_movement_that_goes_there_and_back_twice_is_one_repetition(learned: ExerciseDefinition) -> None:
    assert learned.movement is not None
    twice = replace(learned, movement=replace(learned.movement, swings=2))
    session = watched(twice, squats(5))
    assert len(session.repetitions) == 2
    for each in session.repetitions:
        assert each.end_s - each.start_s == pytest.approx(2 * PERIOD_S, abs=1.0)
    assert [each.reason for each in session.partial_repetitions] == [Reason.CUT_OFF.value]


@pytest.mark.parametrize(("returned", "counted"), [(0.15, 2), (0.95, 3)])
def test_a_repetition_that_the_end_cuts_counts_only_where_it_was_done(
    learned: ExerciseDefinition, returned: float, counted: int
) -> None:
    last_s = LEAD_S + 2.5 * PERIOD_S + returned * PERIOD_S / 2
    session = watched(learned, [each for each in squats(3) if each.captured_at_s <= last_s])
    assert len(session.repetitions) == counted
    assert [each.reason for each in session.partial_repetitions] == [Reason.CUT_OFF.value] * (3 - counted)


def test_whoever_is_not_seen_for_a_while_is_counted_on(learned: ExerciseDefinition) -> None:
    hidden = (LEAD_S + PERIOD_S + 0.2, LEAD_S + 2 * PERIOD_S - 0.1)
    observations = [
        replace(each, pose=None, people=0) if hidden[0] < each.captured_at_s < hidden[1] else each for each in squats(4)
    ]
    assert len(watched(learned, observations).repetitions) == 3


def test_three_alike_that_are_accepted_together_are_told_one_a_frame(learned: ExerciseDefinition) -> None:
    assessor = ExerciseAssessor(replace(learned, count_share=0.3))
    told = [seen.completed for seen in map(assessor.step, squats(4, depth=0.45)) if seen.completed is not None]
    assert [each.index for each in told] == [1, 2, 3, 4]
    assert assessor.finish().repetitions == tuple(told)


Disturb = Callable[[list[PoseObservation], np.random.Generator], list[PoseObservation]]

DISTURBANCES: dict[str, Disturb] = {
    "jitter of 2 % of the body's height": lambda seen, random: [
        shaken(each, 0.02 * BODY_HEIGHT_M, random) for each in seen
    ],
    "a mirrored picture": lambda seen, _random: [mirrored(each) for each in seen],
    "a fifth of the frames dropped": lambda seen, random: [each for each in seen if random.random() > 0.2],
    "a tenth of the poses lost": lambda seen, random: [
        replace(each, pose=None, people=0) if random.random() < 0.1 else each for each in seen
    ],
}


@settings(deadline=None, max_examples=20)
@given(
    disturbance=st.sampled_from(sorted(DISTURBANCES)),
    fps=st.sampled_from([10.0, 15.0, 24.0, 30.0, 60.0]),
    scale=st.floats(0.25, 0.45),
    across=st.floats(0.35, 0.65),
    yaw_deg=st.sampled_from([0.0, 30.0, -30.0]),
    seed=st.integers(0, 10_000),
)
def test_no_disturbance_changes_the_count(
    learned: ExerciseDefinition,
    disturbance: str,
    fps: float,
    scale: float,
    across: float,
    yaw_deg: float,
    seed: int,
) -> None:
    figure = replace(STANDING, scale=scale, across=across, yaw_deg=yaw_deg)
    seen = DISTURBANCES[disturbance](list(squats(3, figure=figure, fps=fps)), np.random.default_rng(seed))
    assert len(watched(learned, seen).repetitions) == 3

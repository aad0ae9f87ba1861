"""The engine as a whole: figures exercise, and it says what they did."""

import gc
import time
import tracemalloc
from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from stick_figure import Arm, Figure, mirrored, shaken, squat, swing, watch

from physiocheck_desktop.assessment.assessor import ExerciseAssessor
from physiocheck_desktop.assessment.definition_toml import parse_definition
from physiocheck_desktop.assessment.frame_assessment import FrameAssessment, Watch
from physiocheck_desktop.assessment.repetition_counter import Reason
from physiocheck_desktop.domain.exercise import CameraView, ExerciseDefinition, Phase, Side
from physiocheck_desktop.domain.repetition import ScorePart, SessionAssessment
from physiocheck_desktop.kinematics.landmarks import PoseObservation
from physiocheck_desktop.kinematics.smoothing import ExponentialAverage

EXERCISES = Path(__file__).parents[2] / "resources" / "exercises"
KEYS = sorted(path.stem for path in EXERCISES.glob("*.toml"))
SIDE = Figure(yaw_deg=90.0)


def exercise(key: str) -> ExerciseDefinition:
    return parse_definition((EXERCISES / f"{key}.toml").read_text(encoding="utf-8"), key)


def assess(
    key: str | ExerciseDefinition, observations: Iterable[PoseObservation]
) -> tuple[SessionAssessment, list[FrameAssessment]]:
    assessor = ExerciseAssessor(exercise(key) if isinstance(key, str) else key)
    frames = [assessor.step(observation) for observation in observations]
    return assessor.finish(), frames


def squats(count: int, figure: Figure = SIDE, period_s: float = 3.0, depth: float = 1.0) -> Callable[[float], Figure]:
    return lambda t: squat(depth * swing(t, period_s, count), figure)


def arms(figure: Figure, left: Arm, right: Arm) -> Figure:
    return replace(figure, left_arm=left, right_arm=right)


@settings(max_examples=12, deadline=None)
@given(
    count=st.integers(0, 3),
    fps=st.sampled_from([10, 15, 24, 30, 60]),
    period_s=st.floats(1.5, 4.0),
    yaw_deg=st.sampled_from([0.0, 45.0, -60.0, 90.0, -90.0, 150.0]),
    scale=st.floats(0.12, 0.45),
    across=st.floats(0.35, 0.65),
    noise_m=st.floats(0.0, 0.02),
    dropped=st.floats(0.0, 0.3),
    mirror=st.booleans(),
    seed=st.integers(0, 10_000),
)
def test_squats_are_counted_whatever_view_size_place_rate_pace_noise_and_loss(
    count: int,
    fps: int,
    period_s: float,
    yaw_deg: float,
    scale: float,
    across: float,
    noise_m: float,
    dropped: float,
    mirror: bool,
    seed: int,
) -> None:
    random = np.random.default_rng(seed)
    figure = Figure(yaw_deg=yaw_deg, scale=scale, across=across, feet=0.95)
    observations = [
        shaken(mirrored(each) if mirror else each, noise_m, random)
        for each in watch(squats(count, figure, period_s), 2.0 + count * period_s, fps)
        if random.random() >= dropped
    ]
    assert len(assess("squat", observations)[0].repetitions) == count


@settings(max_examples=6, deadline=None)
@given(
    fps=st.sampled_from([12, 15, 24, 60]), scale=st.floats(0.15, 0.45), mirror=st.booleans(), seed=st.integers(0, 99)
)
def test_angles_and_scores_hardly_depend_on_rate_size_mirror_and_noise(
    fps: int, scale: float, mirror: bool, seed: int
) -> None:
    random = np.random.default_rng(seed)
    reference, _ = assess("squat", watch(squats(2), 8.0))
    figure = Figure(yaw_deg=90.0, scale=scale, feet=0.95)
    there, _ = assess(
        "squat",
        (shaken(mirrored(each) if mirror else each, 0.005, random) for each in watch(squats(2, figure), 8.0, fps)),
    )
    assert len(there.repetitions) == 2
    assert there.score is not None
    assert reference.score is not None
    assert there.score.total == pytest.approx(reference.score.total, abs=5.0)
    for mine, other in zip(there.repetitions, reference.repetitions, strict=True):
        assert mine.peak_s == pytest.approx(other.peak_s, abs=0.25)
        for here, theirs in zip(mine.ranges, other.ranges, strict=True):
            if here.measure.endswith("knee"):
                assert here.peak == pytest.approx(theirs.peak, abs=5.0)
                assert here.start == pytest.approx(theirs.start, abs=5.0)


def test_a_repetition_tells_its_times_range_and_margin() -> None:
    session, frames = assess("squat", watch(squats(1), 5.0))
    (repetition,) = session.repetitions
    assert repetition.index == 1
    assert repetition.start_s == pytest.approx(1.25, abs=0.3)
    assert repetition.peak_s == pytest.approx(2.5, abs=0.1)
    assert repetition.end_s == pytest.approx(3.7, abs=0.3)
    knee = next(each for each in repetition.ranges if each.measure == "left_knee")
    assert knee.start == pytest.approx(175.0, abs=3.0)
    assert knee.peak == pytest.approx(85.0, abs=3.0)
    assert (knee.target_start, knee.target_peak, knee.margin) == (170.0, 95.0, 7.0)
    assert repetition.reached == pytest.approx(1.1, abs=0.1)
    assert repetition.score.parts[ScorePart.RANGE_OF_MOTION] == 100.0
    assert repetition.score.parts[ScorePart.FORM] == 100.0
    assert repetition.score.parts[ScorePart.STABILITY] > 95.0
    assert ScorePart.SYMMETRY not in repetition.score.parts, "from the side the far leg says nothing about symmetry"
    told = [frame for frame in frames if frame.completed]
    assert [frame.completed for frame in told] == [repetition]
    assert told[0].captured_at_s <= repetition.end_s + 0.5
    assert told[0].score == session.score == repetition.score


def test_each_frame_tells_phase_progress_count_and_angles() -> None:
    _, frames = assess("squat", watch(squats(2), 8.0))
    at = {round(frame.captured_at_s, 2): frame for frame in frames}
    assert at[0.5].phase is Phase.START
    assert at[0.5].progress == pytest.approx(0.0, abs=0.1)
    assert at[2.0].phase is Phase.TOWARD_PEAK
    assert at[2.6].phase is Phase.PEAK
    assert at[2.5].progress == pytest.approx(1.05, abs=0.15)
    assert at[3.2].phase is Phase.TOWARD_END
    assert [at[second].repetition_count for second in (0.5, 2.5, 4.5, 8.0)] == [0, 0, 1, 2]
    assert at[2.5].joint_angles_deg["left_knee"] == pytest.approx(85.0, abs=3.0)
    assert at[2.5].margins_deg["left_knee"] == 7.0
    assert set(at[2.5].joint_angles_deg) == set(at[2.5].margins_deg)
    assert all(frame.watch is Watch.COUNTING for frame in frames)


def test_symmetry_is_told_from_the_front_alone() -> None:
    figure = Figure()
    session, _ = assess("squat", watch(squats(1, figure), 5.0))
    assert session.repetitions[0].score.parts[ScorePart.SYMMETRY] == pytest.approx(100.0, abs=3.0)


def test_one_weak_arm_shows_in_the_symmetry() -> None:
    def jack(t: float) -> Figure:
        lift = swing(t, 1.5, 2)
        return replace(
            arms(Figure(), Arm(lift_deg=10 + 150 * lift), Arm(lift_deg=10 + 110 * lift)), stance_m=0.1 + 0.3 * lift
        )

    session, _ = assess("jumping-jack", watch(jack, 5.0))
    assert len(session.repetitions) == 2
    assert session.repetitions[0].score.parts[ScorePart.SYMMETRY] == pytest.approx(73.0, abs=8.0)


@pytest.mark.parametrize(
    ("left", "right", "counted", "sides"),
    [
        ((0.0, 2), (0.0, 0), 2, {Side.LEFT}),
        ((0.0, 0), (0.0, 2), 2, {Side.RIGHT}),
        ((0.0, 2), (0.0, 2), 2, {Side.BOTH}),
        ((0.0, 2), (0.15, 2), 2, {Side.BOTH}),
        ((0.0, 1), (2.5, 1), 2, {Side.LEFT, Side.RIGHT}),
    ],
    ids=["left", "right", "together", "nearly together", "in turn"],
)
@pytest.mark.parametrize("key", ["shoulder-abduction", "elbow-flexion"])
def test_either_side_is_counted_together_as_one_and_in_turn_as_two(
    key: str, left: tuple[float, int], right: tuple[float, int], counted: int, sides: set[Side]
) -> None:
    def arm(t: float, later_s: float, count: int) -> Arm:
        gone = swing(t, 2.0, count, lead_s=1.0 + later_s)
        if key == "elbow-flexion":
            return Arm(lift_deg=5.0, direction_deg=90.0, elbow_deg=10.0 + 125.0 * gone)
        return Arm(lift_deg=10.0 + 140.0 * gone)

    session, _ = assess(key, watch(lambda t: arms(Figure(), arm(t, *left), arm(t, *right)), 7.0))
    assert len(session.repetitions) == counted
    assert {repetition.side for repetition in session.repetitions} == sides
    assert not session.partial_repetitions


def test_a_hidden_far_arm_that_is_misread_counts_nothing() -> None:
    random = np.random.default_rng(5)

    def observations() -> Iterable[PoseObservation]:
        for each in watch(lambda t: arms(SIDE, Arm(5.0, 0.0, 10 + 120 * swing(t, 2.0, 3)), Arm()), 8.0):
            assert each.pose is not None
            image, world = each.pose.image.copy(), each.pose.world
            image[[14, 16], 3] = 0.1
            image[[14, 16], :2] += random.normal(0.0, 0.05, (2, 2))
            yield replace(each, pose=replace(each.pose, image=image, world=world))

    session, _ = assess("elbow-flexion", observations())
    assert len(session.repetitions) == 3
    assert {repetition.side for repetition in session.repetitions} == {Side.LEFT}


def test_in_a_side_view_the_near_leg_alone_carries_the_count() -> None:
    def observations() -> Iterable[PoseObservation]:
        for each in watch(squats(3), 11.0):
            assert each.pose is not None
            image = each.pose.image.copy()
            image[[12, 24, 26, 28], 3] = 0.2
            image[[26, 28], :2] = image[[24], :2]
            yield replace(each, pose=replace(each.pose, image=image))

    session, frames = assess("squat", observations())
    assert len(session.repetitions) == 3
    assert {frame.watch for frame in frames} == {Watch.COUNTING}


SMALL_RANGES = {
    "heel-raise", "hip-extension", "neck-rotation", "neck-side-bend",
    "standing-back-extension", "trunk-side-bend",
}  # fmt: skip
"""Their whole range is so small that noise may look like a partial repetition, though never like a counted one."""


@pytest.mark.parametrize("key", KEYS)
@pytest.mark.parametrize("yaw_deg", [0.0, 90.0])
def test_a_minute_of_standing_still_with_two_degrees_of_noise_counts_nothing(key: str, yaw_deg: float) -> None:
    random = np.random.default_rng(11)
    still = (shaken(each, 0.012, random) for each in watch(lambda _: Figure(yaw_deg=yaw_deg), 60.0, 15.0))
    session, frames = assess(key, still)
    assert not session.repetitions
    assert not session.partial_repetitions or key in SMALL_RANGES
    spread = np.std([frame.joint_angles_deg["left_knee"] for frame in frames])
    assert spread > 0.5, "there must be noise to withstand"


def walking(t: float, figure: Figure) -> Figure:
    stride = 2.0 * np.pi * t / 1.1
    sway = 22.0 * np.sin(stride)
    return replace(
        figure,
        left_knee_deg=5.0 + 55.0 * max(0.0, np.sin(stride)),
        right_knee_deg=5.0 + 55.0 * max(0.0, -np.sin(stride)),
        left_arm=Arm(abs(sway), 0.0 if sway > 0 else 180.0, 25.0),
        right_arm=Arm(abs(sway), 180.0 if sway > 0 else 0.0, 25.0),
    )


@pytest.mark.parametrize("key", KEYS)
@pytest.mark.parametrize("yaw_deg", [90.0, -90.0])
def test_walking_past_counts_nothing(key: str, yaw_deg: float) -> None:
    figure = Figure(yaw_deg=yaw_deg)
    path = watch(lambda t: walking(t, replace(figure, across=-0.2 + 0.15 * t)), 9.0, 15.0)
    assert not assess(key, path)[0].repetitions


@pytest.mark.parametrize("key", KEYS)
def test_walking_up_to_the_camera_counts_nothing(key: str) -> None:
    path = watch(lambda t: walking(t, Figure(scale=0.15 + 0.03 * t)), 9.0, 15.0)
    assert not assess(key, path)[0].repetitions


def test_bending_the_arms_while_standing_is_no_push_up() -> None:
    def bend(t: float) -> Figure:
        arm = Arm(lift_deg=10.0 + 70.0 * swing(t, 2.0, 3), direction_deg=0.0, elbow_deg=10.0 + 100.0 * swing(t, 2.0, 3))
        return arms(SIDE, arm, arm)

    session, _ = assess("push-up", watch(bend, 8.0))
    assert not session.repetitions
    assert {partial.reason for partial in session.partial_repetitions} == {Reason.OTHER_POSITION.value}


def test_a_bow_is_no_squat() -> None:
    session, _ = assess("squat", watch(lambda t: replace(SIDE, trunk_deg=80.0 * swing(t, 3.0, 3)), 11.0))
    assert not session.repetitions


def test_half_the_depth_is_partial_and_nearly_half_less_still_counts() -> None:
    half, _ = assess("squat", watch(squats(2, depth=0.4), 8.0))
    assert not half.repetitions
    assert [each.reason for each in half.partial_repetitions] == [Reason.TOO_SMALL.value] * 2
    shallow, _ = assess("squat", watch(squats(2, depth=0.65), 8.0))
    assert len(shallow.repetitions) == 2
    assert shallow.repetitions[0].score.parts[ScorePart.RANGE_OF_MOTION] == pytest.approx(75.0, abs=12.0)


def test_a_broken_rule_is_cued_scored_and_praised_when_mended() -> None:
    def bent_over(t: float) -> Figure:
        figure = squat(swing(t, 4.0, 3))
        return replace(figure, yaw_deg=90.0, trunk_deg=figure.trunk_deg * (1.9 if t < 6.0 else 1.0))

    session, frames = assess("squat", watch(bent_over, 14.0))
    first, _, last = session.repetitions
    assert [fault.rule for fault in first.faults] == ["chest-up"]
    assert first.faults[0].worst_value == pytest.approx(76.0, abs=4.0)
    assert first.score.parts[ScorePart.FORM] < 90.0
    assert not last.faults
    assert last.score.parts[ScorePart.FORM] == 100.0
    cues = [frame.cue for frame in frames if frame.cue]
    assert cues[0].text == "Lift your chest"
    assert [cue.praise for cue in cues] == [False] * (len(cues) - 1) + [True]
    assert "trunk_lean" in next(frame for frame in frames if frame.cue).out_of_range


@pytest.mark.parametrize("mover", ["left", "right"])
def test_an_arm_that_rests_bent_is_not_found_fault_with(mover: str) -> None:
    def lift(t: float) -> Figure:
        moving, bent = Arm(lift_deg=10.0 + 130.0 * swing(t, 3.0, 1)), Arm(lift_deg=10.0, elbow_deg=80.0)
        return arms(Figure(), *((moving, bent) if mover == "left" else (bent, moving)))

    session, _ = assess("shoulder-abduction", watch(lift, 5.0))
    assert [repetition.faults for repetition in session.repetitions] == [()]


def test_a_bent_elbow_is_found_fault_with_on_the_side_that_moves() -> None:
    def lift(t: float) -> Figure:
        return arms(Figure(), Arm(lift_deg=10.0 + 130.0 * swing(t, 3.0, 1), elbow_deg=60.0), Arm())

    session, _ = assess("shoulder-abduction", watch(lift, 5.0))
    assert [fault.rule for fault in session.repetitions[0].faults] == ["left-elbow-straight"]


def test_a_second_person_pauses_and_a_movement_begun_before_is_completed() -> None:
    def crowd(from_s: float, to_s: float) -> Iterable[PoseObservation]:
        for each in watch(squats(3), 11.0):
            yield replace(each, people=2 if from_s <= each.captured_at_s <= to_s else 1)

    session, frames = assess("squat", crowd(2.5, 6.5))
    assert Watch.SEVERAL_PEOPLE in {frame.watch for frame in frames}
    assert len(session.repetitions) == 2
    assert session.repetitions[0].end_s < 4.5
    assert session.repetitions[1].start_s > 6.5


def test_when_somebody_else_takes_the_place_the_movement_is_not_completed_by_them() -> None:
    def change(t: float) -> Figure:
        return squat(swing(t, 3.0, 1), SIDE) if t < 2.5 else replace(SIDE, across=0.15)

    session, _ = assess("squat", watch(change, 6.0))
    assert not session.repetitions
    assert [each.reason for each in session.partial_repetitions] == [Reason.SOMEBODY_ELSE.value]


def test_a_person_lost_in_mid_movement_leaves_a_partial_and_nobody_is_told() -> None:
    def vanish() -> Iterable[PoseObservation]:
        for each in watch(squats(1), 6.0):
            yield each if each.captured_at_s < 2.4 else replace(each, pose=None, people=0)

    session, frames = assess("squat", vanish())
    assert not session.repetitions
    assert [each.reason for each in session.partial_repetitions] == [Reason.LOST.value]
    assert frames[-1].watch is Watch.NOBODY
    assert frames[-1].progress is None
    assert not frames[-1].joint_angles_deg
    assert [frame.abandoned for frame in frames if frame.abandoned] == list(session.partial_repetitions)
    assert session.frames == 181
    assert session.frames_with_person == 72


def test_a_refused_view_pauses_the_count() -> None:
    refusing = replace(exercise("squat"), refused_views=frozenset({CameraView.FRONT}))
    session, frames = assess(refusing, watch(squats(2, Figure()), 8.0))
    assert not session.repetitions or len(session.repetitions) < 2
    assert frames[-1].watch is Watch.WRONG_VIEW


def test_a_session_of_nothing_is_empty() -> None:
    session, _ = assess("squat", [])
    assert (session.frames, session.seconds, session.score, session.person_share) == (0, 0.0, None, 0.0)
    assert session.exercise_key == "squat"


def test_times_come_from_the_observations_alone() -> None:
    early, _ = assess("squat", watch(squats(2), 8.0))
    late, _ = assess("squat", watch(lambda t: squats(2)(t - 5000.0), 8.0, start_s=5000.0))
    assert [each.peak_s for each in late.repetitions] == pytest.approx(
        [5000 + each.peak_s for each in early.repetitions]
    )
    assert late.seconds == pytest.approx(early.seconds)


def test_the_same_observations_always_give_the_same_assessments() -> None:
    observations = list(watch(squats(2), 8.0))
    assert assess("squat", observations) == assess("squat", observations)


def test_another_filter_counts_the_same() -> None:
    assessor = ExerciseAssessor(exercise("squat"), smoothing=ExponentialAverage(0.4))
    for observation in watch(squats(3), 11.0):
        assessor.step(observation)
    assert len(assessor.finish().repetitions) == 3


def test_memory_does_not_grow_with_frames() -> None:
    observations = list(watch(lambda _: SIDE, 4.0))
    assessor = ExerciseAssessor(exercise("squat"))

    def loop(times: int, start_s: float) -> None:
        for turn in range(times):
            for each in observations:
                assessor.step(replace(each, captured_at_s=start_s + 4.1 * turn + each.captured_at_s))

    loop(3, 0.0)
    gc.collect()
    tracemalloc.start()
    loop(2, 100.0)
    before, _ = tracemalloc.get_traced_memory()
    loop(12, 200.0)
    gc.collect()
    after, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert after - before < 20_000


def test_a_frame_costs_less_than_half_a_millisecond() -> None:
    observations = list(watch(squats(3), 10.0))
    best = float("inf")
    for _ in range(3):
        assessor = ExerciseAssessor(exercise("squat"))
        begun = time.process_time()
        for observation in observations:
            assessor.step(observation)
        best = min(best, (time.process_time() - begun) / len(observations))
    assert best < 0.0005

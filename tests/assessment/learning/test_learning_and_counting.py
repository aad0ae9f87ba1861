"""What is learned from two repetitions is counted exactly, at any rate, size and place, and never in who stands."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from physiocheck_desktop.assessment.learning.boundaries import bounds
from physiocheck_desktop.assessment.learning.discovery import discover
from physiocheck_desktop.assessment.learning.learner import count, learn
from physiocheck_desktop.assessment.learning.movement import LearnedMovement
from physiocheck_desktop.assessment.learning.swing_counter import SwingCounter
from physiocheck_desktop.assessment.learning.swings import Instant, SwingFinder
from physiocheck_desktop.domain.errors import InputError
from physiocheck_desktop.kinematics.motion_smoothing import smooth_motion
from physiocheck_desktop.kinematics.motion_vector import MOTION_MEASURES, Array, body_points, motion_vectors
from tests.support.stick_figure import STANDING, Figure, squat, swing

PERIOD_S, LEAD_S = 3.0, 1.0


def recording(
    repetitions: int,
    *,
    fps: float = 30.0,
    depth: float = 1.0,
    figure: Figure = STANDING,
    noise: float = 0.0,
    seed: int = 0,
) -> tuple[Array, Array]:
    """Return times and smoothed motion vectors of a figure that squats."""
    random = np.random.default_rng(seed)
    times = np.arange(0.0, 2 * LEAD_S + repetitions * PERIOD_S, 1.0 / fps)
    poses = [squat(depth * swing(float(at_s), PERIOD_S, repetitions, LEAD_S), figure).pose() for at_s in times]
    image = np.array([pose.image for pose in poses])
    image[..., :2] += random.normal(0.0, noise, image[..., :2].shape)
    return times, smooth_motion(motion_vectors(body_points(image, poses[0].aspect)), times)


def spans(repetitions: int) -> list[tuple[float, float]]:
    return [(LEAD_S + each * PERIOD_S, LEAD_S + (each + 1) * PERIOD_S) for each in range(repetitions)]


@pytest.fixture(scope="module")
def movement() -> LearnedMovement:
    times, values = recording(3)
    return learn(times, values, spans(2))


def counted(movement: LearnedMovement, times: Array, values: Array) -> int:
    return len(count(movement, times, values)[1])


@pytest.mark.parametrize("repetitions", [0, 1, 2, 7])
def test_what_was_learned_from_two_repetitions_is_counted_exactly(movement: LearnedMovement, repetitions: int) -> None:
    assert counted(movement, *recording(repetitions)) == repetitions


def test_progress_is_zero_in_the_start_pose_and_one_at_the_demonstrated_peak(movement: LearnedMovement) -> None:
    times, values = recording(2)
    signal, _ = count(movement, times, values)
    assert signal[:10] == pytest.approx(np.zeros(10), abs=0.05)
    assert signal.max() == pytest.approx(1.0, abs=0.1)


def test_the_joints_that_bend_tell_the_way_and_those_that_rest_do_not(movement: LearnedMovement) -> None:
    share = dict(zip(MOTION_MEASURES, movement.weight, strict=True))
    assert sum(movement.weight) == pytest.approx(1.0)
    assert min(share["left_knee"], share["right_knee"]) > 3 * share["left_elbow"]


def test_boundaries_lie_where_the_movement_leaves_and_reaches_the_start_pose(movement: LearnedMovement) -> None:
    times, values = recording(4)
    signal, swings = count(movement, times, values)
    for found, (start_s, end_s) in zip(bounds(swings, times, signal), spans(4), strict=True):
        assert found.start_s == pytest.approx(start_s, abs=0.6)
        assert found.end_s == pytest.approx(end_s, abs=0.6)
        assert found.start_s < found.peak_s < found.end_s <= found.confirmed_s + PERIOD_S


def test_repetitions_are_found_without_being_told_where_they_are() -> None:
    times, values = recording(4, noise=0.001)
    found = discover(times, values)
    assert len(found) == 4
    for each, (start_s, end_s) in zip(found, spans(4), strict=True):
        assert start_s - 0.3 < each.peak_s < end_s + 0.3


@pytest.mark.parametrize(("first", "last"), [(0.0, 1.5), (0.5, 2.0), (0.5, 3.0), (0.0, 2.5)])
def test_a_demonstration_cut_within_a_squat_is_still_learned_from_standing(first: float, last: float) -> None:
    times, values = recording(3)
    after = LEAD_S if last == 3.0 else 0.0
    kept = (times >= (LEAD_S if first else 0.0) + first * PERIOD_S) & (times <= LEAD_S + last * PERIOD_S + after)
    found = discover(times[kept], values[kept])
    assert found
    for each in found:
        into = (each.peak_s - LEAD_S) % PERIOD_S
        assert into == pytest.approx(PERIOD_S / 2.0, abs=0.5)


def test_nothing_is_found_where_nobody_was_seen() -> None:
    times = np.arange(60) / 30.0
    values = np.full((60, len(MOTION_MEASURES)), np.nan)
    assert discover(times, values) == []
    with pytest.raises(InputError, match="Nobody was seen"):
        learn(times, values, [(0.0, 1.0)])


@settings(deadline=None, max_examples=8)
@given(seed=st.integers(0, 10_000))
def test_a_minute_of_standing_with_noise_has_no_repetition(movement: LearnedMovement, seed: int) -> None:
    random = np.random.default_rng(seed)
    image = np.repeat(STANDING.pose().image[None], 1800, axis=0)
    image[..., :2] += random.normal(0.0, 0.004, image[..., :2].shape)  # some 2° at the knee
    times = np.arange(1800) / 30.0
    values = smooth_motion(motion_vectors(body_points(image, STANDING.aspect)), times)
    assert counted(movement, times, values) == 0


@settings(deadline=None, max_examples=12)
@given(
    fps=st.sampled_from([10.0, 15.0, 24.0, 30.0, 60.0]),
    scale=st.floats(0.2, 0.45),
    across=st.floats(0.3, 0.7),
    seed=st.integers(0, 100),
)
def test_rate_size_place_and_jitter_do_not_change_the_count(
    movement: LearnedMovement, fps: float, scale: float, across: float, seed: int
) -> None:
    figure = Figure(scale=scale, across=across, aspect=STANDING.aspect)
    assert counted(movement, *recording(3, fps=fps, figure=figure, noise=0.003 * scale, seed=seed)) == 3


@settings(deadline=None, max_examples=10)
@given(cut=st.floats(0.1, 1.0))
def test_what_was_counted_by_a_moment_does_not_depend_on_what_comes_after(
    movement: LearnedMovement, cut: float
) -> None:
    times, values = recording(4)
    until = max(2, int(cut * len(times)))
    _, whole = count(movement, times, values)
    _, part = count(movement, times[:until], values[:until])
    last_s = times[until - 1]  # where a repetition that is cut off may count earlier than it would have
    assert [e.peak.at_s for e in part if e.sure.at_s < last_s] == [e.peak.at_s for e in whole if e.sure.at_s < last_s]


def test_a_patient_with_less_range_is_counted_once_three_alike_have_shown_it(movement: LearnedMovement) -> None:
    assert counted(movement, *recording(5, depth=0.45)) == 5


def test_a_gap_in_which_nobody_is_seen_does_not_lose_what_follows(movement: LearnedMovement) -> None:
    times, values = recording(4)
    hidden = (times > LEAD_S + PERIOD_S + 0.2) & (times < LEAD_S + 2 * PERIOD_S - 0.1)
    values[hidden] = np.nan
    assert counted(movement, times, values) == 3


@pytest.mark.parametrize("height", [0.3, 0.6])
def test_a_swing_is_found_only_where_the_signal_rises_and_falls_by_its_height(height: float) -> None:
    def swings(top: float) -> int:
        finder = SwingFinder(height)
        signal = [0.0, top / 2, top, top / 2, 0.0]
        return sum(finder(Instant(float(at), value, None)) is not None for at, value in enumerate(signal))

    assert swings(height + 0.01) == 1
    assert swings(height - 0.01) == 0


def test_the_counter_takes_nothing_shorter_than_a_share_of_the_demonstrated_time() -> None:
    def peaks(seconds: float) -> int:
        counter = SwingCounter(duration_s=10.0)
        steps = np.linspace(0.0, 1.0, 12)
        return sum(len(counter(float(at * seconds), float(np.sin(np.pi * at)))) for at in steps)

    assert peaks(3.0) == 1
    assert peaks(0.5) == 0


@pytest.mark.parametrize(("returned", "counted_at_the_end"), [(0.38, 0), (0.41, 1)])
def test_a_repetition_that_the_end_cuts_counts_once_it_is_clearly_on_its_way_back(
    returned: float, counted_at_the_end: int
) -> None:
    counter = SwingCounter(duration_s=2.0)
    signal = np.concatenate([np.linspace(0.0, 1.0, 30), np.linspace(1.0, 1.0 - returned, 15)])
    during = sum(len(counter(at / 30.0, float(value))) for at, value in enumerate(signal))
    assert during == 0
    assert len(counter.finish()) == counted_at_the_end


def test_nothing_is_left_to_count_at_the_end_of_complete_repetitions_or_of_nothing() -> None:
    counter = SwingCounter(duration_s=2.0)
    assert counter.finish() == []
    signal = 0.5 - 0.5 * np.cos(np.linspace(0.0, 4.0 * np.pi, 120))
    assert sum(len(counter(at / 30.0, float(value))) for at, value in enumerate(signal)) == 2
    assert counter.finish() == []


def test_one_pose_is_measured_as_many_are() -> None:
    random = np.random.default_rng(1)
    images = random.uniform(0.0, 1.0, (5, 33, 4))
    together = motion_vectors(body_points(images, 1.5))
    assert together.shape == (5, len(MOTION_MEASURES))
    assert np.array_equal(together, [motion_vectors(body_points(image, 1.5)) for image in images])

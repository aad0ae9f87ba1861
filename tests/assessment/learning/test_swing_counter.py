"""Which swings of a progress signal are repetitions of this person, and which are not."""

from collections.abc import Iterable
from itertools import pairwise
from math import cos, pi

import numpy as np
import pytest

from physiocheck_desktop.assessment.learning.swing_counter import CounterSettings, SwingCounter
from physiocheck_desktop.assessment.learning.swings import Instant, Swing
from physiocheck_desktop.kinematics.motion_vector import Array

FPS = 30
ALIKE = np.array([1.0, 1.0]) / 2.0**0.5
"""How the two measures of these movements go when they go as they were shown, of unit length."""

ACROSS = np.array([1.0, -1.0]) / 2.0**0.5
AWAY = -ALIKE

Sample = tuple[float, float]


def course(*levels: float, seconds: float = 1.0, begun_s: float = 0.0) -> list[Sample]:
    """Return times and progress of a signal that goes softly from level to level, so many seconds each."""
    frames = round(seconds * FPS)
    samples = [
        (begun_s + (leg * frames + number) / FPS, first + (last - first) * (1.0 - cos(pi * number / frames)) / 2.0)
        for leg, (first, last) in enumerate(pairwise(levels))
        for number in range(frames)
    ]
    return [*samples, (samples[-1][0] + 1.0 / FPS, levels[-1])]


def fed(counter: SwingCounter, samples: Iterable[Sample], way: Array | None = None) -> list[Swing]:
    """Return what counts of the samples, in which the measures go the way given."""
    return [
        swing
        for at_s, progress in samples
        for swing in counter(at_s, progress, None if way is None else progress * way)
    ]


def counted(*levels: float, seconds: float = 1.0) -> int:
    return len(fed(SwingCounter(duration_s=2.0), course(*levels, seconds=seconds)))


def moving() -> SwingCounter:
    """Return a counter of a movement of two measures that weigh the same."""
    return SwingCounter(duration_s=2.0, weight=np.array([0.5, 0.5]))


def test_before_anything_is_known_of_a_person_a_share_of_the_demonstrated_range_is_asked_for() -> None:
    assert counted(0.0, 0.52, 0.0) == 1
    assert counted(0.0, 0.40, 0.0) == 0


def test_who_has_gone_far_is_held_to_it_and_who_went_less_far_each_time_is_not() -> None:
    assert counted(0.0, *[1.2, 0.0] * 3, 0.5, 0.0) == 3
    assert counted(0.0, *[1.2, 0.0] * 3, 0.9, 0.0) == 4
    assert counted(0.0, *[0.55, 0.0] * 3, 0.4, 0.0) == 4, "a usual range of .55 asks for less than the first .48"
    assert counted(0.0, 1.2, 0.0, *[0.9, 0.0] * 5, 0.6, 0.0) == 7, "the last five are what is usual"


@pytest.mark.parametrize(
    ("levels", "counts"), [((0.4, 0.95, 0.3), 0), ((0.45, 0.4, 0.95, 0.3), 1), ((0.2, 0.75, 0.1), 1)]
)
def test_what_was_well_under_way_at_first_sight_is_no_repetition_unless_it_is_a_whole_one(
    levels: tuple[float, ...], counts: int
) -> None:
    assert counted(*levels) == counts


def test_what_was_under_way_at_first_sight_counts_where_most_of_the_demonstrated_range_is_left() -> None:
    assert counted(0.4, 1.02, 0.3) == 1


def test_of_what_is_under_way_when_the_recording_ends_the_same_is_asked() -> None:
    for levels, counts in (((0.4, 0.95, 0.6), 0), ((0.45, 0.4, 0.95, 0.6), 1), ((0.45, 0.4, 0.95, 0.8), 0)):
        counter = SwingCounter(duration_s=2.0)
        assert fed(counter, course(*levels)) == []
        assert len(counter.finish()) == counts


@pytest.mark.parametrize(("alike", "counts"), [(2, 0), (3, 3), (5, 5)])
def test_small_swings_count_from_the_third_that_is_alike(alike: int, counts: int) -> None:
    assert counted(0.0, *[0.38, 0.0] * alike) == counts


@pytest.mark.parametrize(
    ("levels", "seconds"),
    [
        ((0.415, 0.0, 0.415, 0.0, 0.205, 0.0), 1.0),  # one goes not half as far as the others
        ((0.18, 0.0, 0.18, 0.0, 0.18, 0.0), 1.0),  # below the least range
        ((0.38, 0.0, 0.38, 0.0, 0.38, 0.0), 0.09),  # nobody repeats a movement of two seconds in .18
    ],
)
def test_small_swings_that_are_too_unlike_too_small_or_too_fast_do_not_count(
    levels: tuple[float, ...], seconds: float
) -> None:
    assert counted(0.0, *levels, seconds=seconds) == 0


@pytest.mark.parametrize(("pause_s", "counts"), [(2.0, 3), (3.5, 0)])
def test_small_swings_count_where_there_is_a_rhythm_in_them(pause_s: float, counts: int) -> None:
    twice = course(0.0, 0.38, 0.0, 0.38, 0.0)
    rest = course(0.0, 0.0, seconds=pause_s, begun_s=twice[-1][0])
    once = course(0.0, 0.38, 0.0, begun_s=rest[-1][0])
    assert len(fed(SwingCounter(duration_s=2.0), [*twice, *rest[1:], *once[1:]])) == counts


def test_each_swing_counts_once_at_whatever_height_it_is_found() -> None:
    swings = fed(SwingCounter(duration_s=2.0), course(0.0, *[0.38, 0.0] * 4, *[1.0, 0.0] * 3))
    peaks = [swing.peak.at_s for swing in swings]
    assert peaks == [pytest.approx(1.0 + 2.0 * number, abs=0.05) for number in range(7)]


def test_a_frame_in_which_nothing_is_seen_changes_nothing() -> None:
    seen = course(0.0, 1.0, 0.0)
    unseen = [(at_s + 0.5 / FPS, float("nan")) for at_s, _ in seen]
    assert len(fed(SwingCounter(duration_s=2.0), sorted([*seen, *unseen]))) == 1


@pytest.mark.parametrize(("unseen_s", "counts"), [(1.5, 1), (2.5, 0)])
def test_whoever_is_gone_for_two_seconds_is_looked_at_anew(unseen_s: float, counts: int) -> None:
    there = course(0.0, 1.0)
    back = course(0.3, 0.0, begun_s=there[-1][0] + unseen_s)
    assert len(fed(SwingCounter(duration_s=2.0), [*there, *back])) == counts


def test_who_comes_next_ends_nothing_that_another_began() -> None:
    counter = SwingCounter(duration_s=2.0)
    assert fed(counter, course(0.0, 0.38, 0.0, 0.38, 0.0, 1.0)) == []
    counter.restart()
    assert counter.finish() == []
    assert fed(counter, course(0.5, 0.0, 0.38, 0.0, begun_s=6.0)) == [], "the third small one is the first of the next"


def test_a_movement_in_another_direction_does_not_count() -> None:
    assert len(fed(moving(), course(0.0, 1.0, 0.0, 1.0, 0.0), ALIKE)) == 2
    assert fed(moving(), course(0.0, 1.0, 0.0), AWAY) == []


def test_a_movement_of_ones_own_counts_once_it_is_repeated_and_from_then_on_at_once() -> None:
    counter = moving()
    assert fed(counter, course(0.0, 1.0, 0.0), ACROSS) == []
    assert len(fed(counter, course(0.0, 1.0, 0.0, begun_s=3.0), ACROSS)) == 2
    assert len(fed(counter, course(0.0, 1.0, 0.0, begun_s=6.0), ACROSS)) == 1


def test_two_movements_that_are_like_neither_each_other_nor_what_was_shown_do_not_count() -> None:
    counter = moving()
    assert fed(counter, course(0.0, 1.0, 0.0), ACROSS) == []
    assert fed(counter, course(0.0, 1.0, 0.0, begun_s=3.0), -ACROSS) == []


def test_a_strange_movement_does_not_count_with_one_from_before_a_movement_that_counts() -> None:
    counter = moving()
    assert fed(counter, course(0.0, 1.0, 0.0), ACROSS) == []
    assert len(fed(counter, course(0.0, 1.0, 0.0, begun_s=3.0), ALIKE)) == 1
    assert fed(counter, course(0.0, 1.0, 0.0, begun_s=6.0), ACROSS) == []


def test_small_swings_count_only_where_they_go_the_same_way() -> None:
    alternating, steady = moving(), moving()
    for number, counts in enumerate([0, 0, 3]):
        small = course(0.0, 0.38, 0.0, begun_s=2.0 * number)
        assert fed(alternating, small, ACROSS if number % 2 else -ACROSS) == []
        assert len(fed(steady, small, ACROSS)) == counts


def complete(start_s: float, end_s: float, low: float = 0.0, high: float = 1.0) -> Swing:
    """Return a swing as the phase machine knows it, with its peak in its middle."""
    peak = Instant((start_s + end_s) / 2.0, high, None)
    return Swing(Instant(start_s, low, None), peak, Instant(end_s, low, None))


def test_a_movement_that_is_known_to_be_complete_counts_once_and_nothing_within_it_counts_again() -> None:
    counter = SwingCounter(duration_s=2.0)
    assert len(counter.offer(complete(0.0, 2.0))) == 1
    assert counter.offer(complete(0.0, 2.0)) == []
    assert counter.offer(complete(1.0, 2.5)) == []
    assert len(counter.offer(complete(2.0, 4.0))) == 1
    assert fed(counter, course(0.0, 1.0, 0.0, begun_s=2.0)) == [], "the frames of it come late"


@pytest.mark.parametrize(
    ("seconds", "high", "counts"), [(0.19, 1.0, 0), (0.21, 1.0, 1), (2.0, 0.19, 0), (2.0, 0.21, 1)]
)
def test_even_a_complete_movement_must_last_and_go_some_way(seconds: float, high: float, counts: int) -> None:
    assert len(SwingCounter(duration_s=2.0).offer(complete(5.0, 5.0 + seconds, high=high))) == counts


def test_a_complete_movement_that_does_not_count_leaves_what_follows_free_to() -> None:
    counter = SwingCounter(duration_s=2.0)
    assert counter.offer(complete(0.0, 2.0, high=0.1)) == []
    assert len(fed(counter, course(0.0, 1.0, 0.0))) == 1


def test_what_counts_as_usual_is_never_below_the_least_range() -> None:
    counter = SwingCounter(duration_s=2.0, settings=CounterSettings(least_range=0.6))
    assert len(fed(counter, course(0.0, *[0.62, 0.0] * 3))) == 3
    assert fed(counter, course(0.0, *[0.5, 0.0] * 5, begun_s=7.0)) == []


def test_one_strange_movement_that_is_found_and_then_known_to_be_complete_is_no_pair_of_its_own() -> None:
    counter = moving()
    assert fed(counter, course(0.0, 1.0, 0.0), ACROSS) == []
    found = [Instant(at_s, level, level * ACROSS) for at_s, level in ((0.0, 0.0), (1.0, 1.0), (2.0, 0.0))]
    assert counter.offer(Swing(*found)) == []


def test_what_was_counted_as_complete_is_not_counted_again_at_the_end() -> None:
    counter = SwingCounter(duration_s=2.0)
    assert fed(counter, course(0.0, 1.0, 0.59)) == []
    assert len(counter.offer(complete(0.0, 2.0))) == 1
    assert counter.finish() == []


@pytest.mark.parametrize("small", [0.35, 0.24])
def test_three_alike_are_believed_after_full_ones_too_and_are_what_is_usual_from_then_on(small: float) -> None:
    assert counted(0.0, *[1.0, 0.0] * 2, *[small, 0.0] * 3) == 5
    assert counted(0.0, *[1.0, 0.0] * 2, *[small, 0.0] * 4) == 6

"""What a session's repetitions come to measure by measure, and what a difference between two sessions says."""

from dataclasses import replace

import pytest

from physiocheck_desktop.domain.exercise import Side
from physiocheck_desktop.domain.metrics import Change, PerformanceMetric, change_of, metrics_of
from physiocheck_desktop.domain.repetition import RangeOfMotion, Repetition, Score, ScorePart, Smoothness

KNOWN = {"left_knee", "right_knee"}


def repetition(
    index: int, start: float, peak: float, side: Side = Side.BOTH, measure: str = "left_knee", margin: float = 7.0
) -> Repetition:
    return Repetition(
        index=index,
        start_s=10.0 * index,
        peak_s=10.0 * index + index,
        end_s=10.0 * index + 3.0 * index,
        score=Score(80.0),
        ranges=(RangeOfMotion(measure, start, peak, 175.0, 90.0, margin),),
        side=side,
    )


def metric(range_of_motion: float, margin: float = 7.0) -> PerformanceMetric:
    (found,) = metrics_of([repetition(1, 0.0, range_of_motion, margin=margin)], KNOWN)
    return found


def test_every_number_is_the_median_of_the_repetitions_so_that_one_that_went_wrong_decides_nothing() -> None:
    (found,) = metrics_of([repetition(1, 170.0, 95.0), repetition(2, 174.0, 90.0), repetition(3, 172.0, 20.0)], KNOWN)
    assert (found.start, found.peak, found.range_of_motion) == (172.0, 90.0, 84.0)
    assert (found.toward_s, found.back_s, found.repetitions) == (2.0, 4.0, 3)
    assert (found.target_start, found.target_peak, found.target_range, found.margin) == (175.0, 90.0, 85.0, 7.0)


def test_the_range_is_that_of_the_repetition_in_the_middle_and_not_between_the_ends_of_all() -> None:
    """Largest less smallest would be 90°, because the trembling of both ends is in it."""
    (found,) = metrics_of([repetition(1, 170.0, 88.0), repetition(2, 178.0, 92.0), repetition(3, 174.0, 90.0)], KNOWN)
    assert found.range_of_motion == 84.0


def test_an_angle_that_grows_has_a_range_as_well() -> None:
    (found,) = metrics_of([repetition(1, 10.0, 160.0)], KNOWN)
    assert found.range_of_motion == 150.0


def test_each_measure_and_each_side_is_told_apart_in_the_order_of_the_exercise() -> None:
    both = replace(
        repetition(1, 170.0, 90.0),
        ranges=(*repetition(1, 170.0, 90.0).ranges, RangeOfMotion("right_knee", 170.0, 100.0, 175.0, 90.0, 7.0)),
    )
    found = metrics_of([both, repetition(2, 170.0, 80.0, Side.LEFT), repetition(3, 170.0, 70.0, Side.LEFT)], KNOWN)
    assert [(each.measure, each.side, each.peak, each.repetitions) for each in found] == [
        ("left_knee", Side.BOTH, 90.0, 1),
        ("right_knee", Side.BOTH, 100.0, 1),
        ("left_knee", Side.LEFT, 75.0, 2),
    ]


def test_of_measures_that_nobody_knows_and_of_no_repetitions_nothing_is_said() -> None:
    assert metrics_of([repetition(1, 0.0, 1.0, measure="third_knee")], KNOWN) == ()
    assert metrics_of([], KNOWN) == ()


def test_what_was_judged_in_some_repetitions_alone_is_their_median_and_otherwise_absent() -> None:
    judged = [
        replace(
            repetition(index, 170.0, 90.0),
            score=Score(80.0, {ScorePart.STABILITY: stability, ScorePart.SYMMETRY: 95.0}),
            smoothness=Smoothness(-1.5, -6.0 - index, 0.01 * index),
            held_s=20.0 + index,
        )
        for index, stability in ((1, 90.0), (2, 70.0))
    ]
    (found,) = metrics_of([*judged, repetition(3, 170.0, 90.0)], KNOWN)
    assert (found.stability, found.symmetry, found.sparc, found.ldlj) == (80.0, 95.0, -1.5, -7.5)
    assert (found.jitter, found.held_s) == (pytest.approx(0.015), 21.5)
    (bare,) = metrics_of([repetition(1, 170.0, 90.0)], KNOWN)
    assert (bare.stability, bare.symmetry, bare.sparc, bare.ldlj, bare.jitter, bare.held_s) == (None,) * 6


@pytest.mark.parametrize(
    ("before", "after", "margin", "change"),
    [
        (80.0, 84.9, 7.0, Change.NONE),
        (80.0, 85.0, 7.0, Change.POSSIBLE),
        (80.0, 75.0, 7.0, Change.POSSIBLE),
        (80.0, 89.9, 7.0, Change.POSSIBLE),
        (80.0, 90.0, 7.0, Change.REAL),
        (80.0, 70.0, 7.0, Change.REAL),
        (80.0, 90.0, 15.0, Change.POSSIBLE),
        (80.0, 95.0, 15.0, Change.REAL),
        (80.0, 87.4, 15.0, Change.NONE),
    ],
)
def test_a_change_is_real_from_ten_degrees_on_possible_from_five_and_further_where_the_view_does_not_fit(
    before: float, after: float, margin: float, change: Change
) -> None:
    assert change_of(metric(before), metric(after, margin)) is change
    assert change_of(metric(after, margin), metric(before)) is change

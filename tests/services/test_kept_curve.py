"""What the history keeps of a session's curve: progress and the angles that carry the exercise, in few points."""

from math import nan

from stored_sessions import SQUAT

from physiocheck_desktop.services.analysis import MOST_KEPT_POINTS, CurvePoint, angle_series_of, curve_of


def point(at_s: float, progress: float | None = 0.5, **angles_deg: float) -> CurvePoint:
    return CurvePoint(at_s, progress, angles_deg)


def test_a_curve_keeps_progress_and_the_angles_that_carry_the_exercise_and_comes_back() -> None:
    seen = (point(1.0, 0.0, left_knee=175.0, neck=3.0), point(1.5, None), point(2.0, 0.9, left_knee=95.0, neck=4.0))
    series = angle_series_of(seen, SQUAT)
    assert series is not None
    assert dict(series.angles_deg) == {"left_knee": (175.0, None, 95.0)}
    assert curve_of(series) == (point(1.0, 0.0, left_knee=175.0), point(1.5, None), point(2.0, 0.9, left_knee=95.0))


def test_a_long_curve_is_thinned_evenly() -> None:
    series = angle_series_of([point(number / 30) for number in range(2 * MOST_KEPT_POINTS + 2)], SQUAT)
    assert series is not None
    assert len(series.times_s) <= MOST_KEPT_POINTS
    steps = {round(30 * (after - before)) for before, after in zip(series.times_s, series.times_s[1:], strict=False)}
    assert steps == {3}


def test_a_clock_that_went_back_or_told_nothing_costs_points_and_not_the_session() -> None:
    series = angle_series_of([point(1.0), point(nan), point(0.5), point(1.0), point(2.0)], SQUAT)
    assert series is not None
    assert series.times_s == (1.0, 2.0)


def test_of_no_curve_nothing_is_kept() -> None:
    assert angle_series_of([], SQUAT) is None
    assert curve_of(None) == ()

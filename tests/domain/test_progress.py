"""Courses, personal bests and milestones, on sessions made by hand."""

from datetime import UTC, date, datetime, timedelta
from uuid import UUID

from physiocheck_desktop.domain.adherence import Streak
from physiocheck_desktop.domain.exercise import Side
from physiocheck_desktop.domain.metrics import Change, PerformanceMetric
from physiocheck_desktop.domain.progress import (
    MeasuredPoint,
    SessionPoint,
    comparisons_of,
    courses_of,
)
from physiocheck_desktop.domain.standing import MilestoneKind, best_of, milestones_of, next_milestones, widest_of

FIRST = datetime(2026, 3, 2, 10, tzinfo=UTC)


def point(number: int, repetitions: int = 10, score: float | None = 80.0, key: str = "squat") -> SessionPoint:
    return SessionPoint(
        session_id=UUID(int=number),
        exercise_key=key,
        exercise_name=key.title(),
        started_at=FIRST + timedelta(days=number),
        repetitions=repetitions,
        score=score,
    )


def metric(range_of_motion: float, measure: str = "left_knee", side: Side = Side.BOTH) -> PerformanceMetric:
    return PerformanceMetric(
        measure=measure,
        side=side,
        repetitions=10,
        start=170.0,
        peak=170.0 - range_of_motion,
        range_of_motion=range_of_motion,
        target_start=170.0,
        target_peak=90.0,
        margin=7.0,
        toward_s=2.0,
        back_s=2.0,
    )


def measured(number: int, range_of_motion: float, measure: str = "left_knee", key: str = "squat") -> MeasuredPoint:
    return MeasuredPoint(session=point(number, key=key), metric=metric(range_of_motion, measure))


def test_each_angle_of_each_exercise_has_a_course_of_its_own() -> None:
    courses = courses_of(
        [measured(1, 60.0), measured(1, 61.0, "right_knee"), measured(2, 90.0, key="lunge"), measured(3, 71.0)]
    )
    assert [(each.exercise_key, each.measure, each.gained, each.change) for each in courses] == [
        ("squat", "left_knee", 11.0, Change.REAL),
        ("squat", "right_knee", 0.0, Change.NONE),
        ("lunge", "left_knee", 0.0, Change.NONE),
    ]


def test_the_widest_range_is_told_only_where_it_is_really_wider_than_at_first() -> None:
    angles = [
        (measured(1, first, measure), measured(2, widest, measure))
        for first, widest, measure in ((60.0, 72.0, "left_knee"), (60.0, 69.0, "right_knee"), (60.0, 60.0, "left_hip"))
    ]
    assert [(each.session.session_id.int, each.metric.range_of_motion) for each in widest_of(angles)] == [(2, 72.0)]


def test_the_best_score_is_the_first_of_those_with_the_same_and_what_has_none_is_left_out() -> None:
    best = best_of([point(1, score=None), point(2, score=81.0), point(3, score=90.5), point(4, score=90.5)])
    assert best is not None
    assert best.session_id.int == 3
    assert best_of([]) is best_of([point(1, score=None)]) is None


def test_milestones_are_reached_by_the_session_that_reaches_them() -> None:
    points = [point(number, repetitions=30) for number in range(1, 41)]
    streak = Streak(current=2, longest=9, longest_until=date(2026, 3, 20))
    assert [(each.kind, each.number, each.reached_at) for each in milestones_of(points, streak)] == [
        (MilestoneKind.SESSIONS, 1, points[0].started_at),
        (MilestoneKind.SESSIONS, 10, points[9].started_at),
        (MilestoneKind.REPETITIONS, 100, points[3].started_at),
        (MilestoneKind.REPETITIONS, 1000, points[33].started_at),
        (MilestoneKind.STREAK, 7, None),
    ]
    assert [(each.kind, each.number) for each in next_milestones(points)] == [
        (MilestoneKind.SESSIONS, 50),
        (MilestoneKind.REPETITIONS, 5000),
    ]


def test_one_session_can_reach_several_milestones_and_none_reaches_none() -> None:
    found = milestones_of([point(1, repetitions=1200)], Streak())
    assert [each.number for each in found] == [1, 100, 1000]
    assert milestones_of([], Streak()) == ()
    assert [each.number for each in next_milestones([])] == [1, 100]


def test_a_measure_is_compared_with_the_same_one_of_the_same_side_alone() -> None:
    now = [metric(80.0), metric(70.0, "right_knee"), metric(60.0, side=Side.LEFT)]
    compared = comparisons_of(now, [metric(69.0), metric(68.0, "right_knee", Side.LEFT)])
    assert [(None if each.before is None else each.before.range_of_motion, each.change) for each in compared] == [
        (69.0, Change.REAL),
        (None, None),
        (None, None),
    ]

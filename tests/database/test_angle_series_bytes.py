"""The course of a session is one small row, and comes back as it was seen."""

import struct
import zlib
from collections.abc import Callable
from math import cos, nan, pi

import pytest
from hypothesis import given
from hypothesis import strategies as st

from physiocheck_desktop.database.angle_series_bytes import angle_series_from_bytes, angle_series_to_bytes
from physiocheck_desktop.database.database import Database
from physiocheck_desktop.domain.angle_series import AngleSeries
from physiocheck_desktop.domain.people import Actor
from physiocheck_desktop.domain.repetition import SessionAssessment
from physiocheck_desktop.services.sessions import SessionService

CUT_OFF = struct.pack("<BdII", 1, 0.0, 9, 1)
VALUES = st.none() | st.floats(-3000.0, 3000.0)
POINTS = st.lists(st.tuples(st.floats(0.0, 4000.0), st.none() | st.floats(-5.0, 5.0), VALUES, VALUES), max_size=40)


@given(POINTS)
def test_every_course_comes_back_to_the_millisecond_the_thousandth_and_the_tenth_of_a_degree(
    points: list[tuple[float, float | None, float | None, float | None]],
) -> None:
    times, progress, left, right = zip(*sorted(points, key=lambda each: each[0]), strict=True) if points else ((),) * 4
    series = AngleSeries(times, progress, {"left_knee": left, "größe": right})
    back = angle_series_from_bytes(angle_series_to_bytes(series))
    assert list(back.angles_deg) == ["left_knee", "größe"]
    for was, now, step in (
        (series.times_s, back.times_s, 0.001),
        (series.progress, back.progress, 0.001),
        *((series.angles_deg[name], back.angles_deg[name], 0.1) for name in series.angles_deg),
    ):
        assert [each is None for each in now] == [each is None for each in was]
        assert all(a is None or b is None or abs(a - b) <= 0.51 * step + 1e-9 for a, b in zip(was, now, strict=True))


def test_two_minutes_of_squats_at_thirty_frames_a_second_take_less_than_twenty_kilobytes() -> None:
    times = tuple(number * 2 / 30 for number in range(1800))
    way = tuple(0.5 - 0.5 * cos(2 * pi * time / 3.0) for time in times)
    knees = {name: tuple(175.0 - 85.0 * share for share in way) for name in ("left_knee", "right_knee")}
    assert len(angle_series_to_bytes(AngleSeries(times, way, knees))) < 20_000


def test_what_is_beyond_the_scale_or_no_number_is_kept_as_near_as_can_be() -> None:
    back = angle_series_from_bytes(angle_series_to_bytes(AngleSeries((0.0, 1.0), (nan, 99.0), {"neck": (-1e9, nan)})))
    assert back == AngleSeries((0.0, 1.0), (None, 32.767), {"neck": (-3276.7, None)})


@pytest.mark.parametrize(
    ("times", "progress", "angles"),
    [((0.0, 1.0), (0.0,), {}), ((0.0,), (0.0,), {"neck": ()}), ((1.0, 0.0), (0.0, 0.0), {}), ((nan,), (0.0,), {})],
)
def test_what_is_no_course_is_refused_before_it_is_kept(
    times: tuple[float, ...], progress: tuple[float, ...], angles: dict[str, tuple[float, ...]]
) -> None:
    with pytest.raises(ValueError, match="course"):
        AngleSeries(times, progress, angles)


@pytest.mark.parametrize(
    "content", [b"", b"no zlib", zlib.compress(b""), zlib.compress(struct.pack("<BdII", 1, 0.0, 9, 1))]
)
def test_bytes_that_are_no_course_are_told_from_one(content: bytes) -> None:
    with pytest.raises(ValueError, match="course"):
        angle_series_from_bytes(content)


def test_a_damaged_course_is_told_and_keeps_nobody_from_the_rest(
    database: Database, sessions: SessionService, patient: Actor, make_assessment: Callable[..., SessionAssessment]
) -> None:
    begun = sessions.start(patient, "squat", "Squat")
    course = AngleSeries((0.0, 1.0), (0.0, 1.0), {"left_knee": (175.0, 90.0)})
    ended = sessions.finish(patient, begun.id, make_assessment(2), angles=course)
    assert sessions.detail(patient, begun.id).angles == course
    with database.unit_of_work() as uow:
        uow._session.connection().exec_driver_sql("UPDATE angle_series SET content = X'DA3A6E'")
        uow.commit()
    seen = sessions.detail(patient, begun.id)
    assert seen.course_is_damaged
    assert seen.angles is None
    assert len(seen.repetitions) == 2
    assert sessions.history(patient) == (ended,)

"""Angles between points."""

from math import cos, isnan, radians, sin

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from physiocheck_desktop.kinematics.geometry import (
    plane_angle_deg,
    plane_slope_deg,
    plane_tilt_deg,
    space_angle_deg,
    space_slope_deg,
    space_tilt_deg,
)

coordinates = st.floats(-2.0, 2.0)
points = st.tuples(coordinates, coordinates)


@pytest.mark.parametrize("opening_deg", [0.0, 1.0, 45.0, 90.0, 135.0, 179.0, 180.0])
def test_the_angle_between_two_lines_is_the_one_they_were_drawn_with(opening_deg: float) -> None:
    last = (sin(radians(opening_deg)), -cos(radians(opening_deg)))
    assert plane_angle_deg((0.0, -2.0), (0.0, 0.0), last) == pytest.approx(opening_deg, abs=1e-6)
    assert space_angle_deg((0.0, -2.0, 0.0), (0.0, 0.0, 0.0), (*last, 0.0)) == pytest.approx(opening_deg, abs=1e-5)


def test_an_angle_in_space_sees_the_depth_that_the_plane_cannot_see() -> None:
    first, vertex, last = (0.0, -1.0, 0.0), (0.0, 0.0, 0.0), (0.0, 1.0, 1.0)
    assert space_angle_deg(first, vertex, last) == pytest.approx(135.0)
    assert plane_angle_deg(first, vertex, last) == pytest.approx(180.0)


@given(first=points, vertex=points, last=points)
def test_an_angle_never_wraps_and_has_no_direction(
    first: tuple[float, float], vertex: tuple[float, float], last: tuple[float, float]
) -> None:
    assume(vertex not in (first, last))
    angle = plane_angle_deg(first, vertex, last)
    assert 0.0 <= angle <= 180.0
    assert plane_angle_deg(last, vertex, first) == pytest.approx(angle)


@given(first=points, vertex=points, last=points, turn_deg=st.floats(-180.0, 180.0), scale=st.floats(0.1, 10.0))
def test_turning_and_scaling_the_picture_leaves_an_angle_as_it_is(
    first: tuple[float, float],
    vertex: tuple[float, float],
    last: tuple[float, float],
    turn_deg: float,
    scale: float,
) -> None:
    def apart(one: tuple[float, float], other: tuple[float, float]) -> bool:
        return abs(one[0] - other[0]) + abs(one[1] - other[1]) > 0.01

    assume(apart(first, vertex) and apart(last, vertex))
    c, s = scale * cos(radians(turn_deg)), scale * sin(radians(turn_deg))
    moved = [(c * x - s * y + 3.0, s * x + c * y - 1.0) for x, y in (first, vertex, last)]
    assert plane_angle_deg(*moved) == pytest.approx(plane_angle_deg(first, vertex, last), abs=1e-4)


def test_where_two_points_coincide_there_is_no_angle() -> None:
    assert isnan(plane_angle_deg((1.0, 1.0), (1.0, 1.0), (2.0, 0.0)))
    assert isnan(plane_angle_deg((2.0, 0.0), (1.0, 1.0), (1.0, 1.0)))
    assert isnan(space_angle_deg((1.0, 1.0, 1.0), (1.0, 1.0, 1.0), (2.0, 0.0, 0.0)))
    for tilt in (plane_tilt_deg, plane_slope_deg):
        assert isnan(tilt((1.0, 1.0), (1.0, 1.0)))
    for tilt in (space_tilt_deg, space_slope_deg):
        assert isnan(tilt((1.0, 1.0, 1.0), (1.0, 1.0, 1.0)))


@pytest.mark.parametrize(
    ("above", "tilt_deg"),
    [((0.0, -1.0), 0.0), ((1.0, -1.0), 45.0), ((-1.0, -1.0), 45.0), ((1.0, 0.0), 90.0), ((0.0, 1.0), 180.0)],
)
def test_a_tilt_is_measured_from_the_upright_to_either_side(above: tuple[float, float], tilt_deg: float) -> None:
    assert plane_tilt_deg((0.0, 0.0), above) == pytest.approx(tilt_deg)
    assert space_tilt_deg((0.0, 0.0, 0.0), (*above, 0.0)) == pytest.approx(tilt_deg)
    assert space_tilt_deg((0.0, 0.0, 0.0), (0.0, above[1], above[0])) == pytest.approx(tilt_deg)


@pytest.mark.parametrize(("right", "slope_deg"), [((-1.0, 0.0), 0.0), ((-1.0, 1.0), 45.0), ((-1.0, -1.0), 45.0)])
def test_a_slope_is_measured_from_the_level_either_way(right: tuple[float, float], slope_deg: float) -> None:
    assert plane_slope_deg((0.0, 0.0), right) == pytest.approx(slope_deg)
    assert space_slope_deg((0.0, 0.0, 0.0), (0.0, right[1], right[0])) == pytest.approx(slope_deg)

"""Angles between points, in the picture's plane or in space, in degrees."""

from collections.abc import Sequence
from math import acos, atan2, degrees, hypot, nan, sqrt

Vector = Sequence[float]
"""x and y, or x, y and z; y points down as in pictures."""


def plane_angle_deg(first: Vector, vertex: Vector, last: Vector) -> float:
    """Return the angle at `vertex` between the lines to the two other points, 0-180°; NaN where two points coincide.

    The angle between two lines has no direction and so cannot wrap: 90° never turns into 271°.
    """
    ux, uy = first[0] - vertex[0], first[1] - vertex[1]
    vx, vy = last[0] - vertex[0], last[1] - vertex[1]
    if (ux == 0.0 and uy == 0.0) or (vx == 0.0 and vy == 0.0):
        return nan
    return degrees(abs(atan2(ux * vy - uy * vx, ux * vx + uy * vy)))


def space_angle_deg(first: Vector, vertex: Vector, last: Vector) -> float:
    """Return the angle at `vertex` in space, 0-180°; NaN where two points coincide."""
    ux, uy, uz = first[0] - vertex[0], first[1] - vertex[1], first[2] - vertex[2]
    vx, vy, vz = last[0] - vertex[0], last[1] - vertex[1], last[2] - vertex[2]
    lengths = sqrt((ux * ux + uy * uy + uz * uz) * (vx * vx + vy * vy + vz * vz))
    if lengths == 0.0:
        return nan
    return degrees(acos(max(-1.0, min(1.0, (ux * vx + uy * vy + uz * vz) / lengths))))


def plane_tilt_deg(below: Vector, above: Vector) -> float:
    """Return how far the line from `below` to `above` leans from the upright, 0-180°, in the picture's plane."""
    across, up = above[0] - below[0], below[1] - above[1]
    if across == 0.0 and up == 0.0:
        return nan
    return degrees(atan2(abs(across), up))


def space_tilt_deg(below: Vector, above: Vector) -> float:
    """Return how far the line from `below` to `above` leans from the upright, 0-180°, in space."""
    across = hypot(above[0] - below[0], above[2] - below[2])
    up = below[1] - above[1]
    if across == 0.0 and up == 0.0:
        return nan
    return degrees(atan2(across, up))


def plane_slope_deg(left: Vector, right: Vector) -> float:
    """Return how far the line between two points slopes from the level, 0-90°, in the picture's plane."""
    across, drop = abs(right[0] - left[0]), abs(right[1] - left[1])
    if across == 0.0 and drop == 0.0:
        return nan
    return degrees(atan2(drop, across))


def space_slope_deg(left: Vector, right: Vector) -> float:
    """Return how far the line between two points slopes from the level, 0-90°, in space."""
    across = hypot(right[0] - left[0], right[2] - left[2])
    drop = abs(right[1] - left[1])
    if across == 0.0 and drop == 0.0:
        return nan
    return degrees(atan2(drop, across))

"""Rotations, angles and the two-bone solution that the figure's skeleton is built from.

Axes of every frame: x to the person's left, y up, z to the person's front. Angles are degrees, lengths metres.
"""

import math

import numpy as np
from numpy.typing import NDArray

Vector = NDArray[np.float64]
"""`(3,)` in metres, or without unit for a direction."""
Matrix = NDArray[np.float64]
"""`(3, 3)`, its columns the frame's axes."""

IDENTITY: Matrix = np.eye(3)


def vector(x: float, y: float, z: float) -> Vector:
    """A point or direction from its three parts."""
    return np.array([x, y, z], dtype=np.float64)


def pitch(degrees: float) -> Matrix:
    """Rotation about x: positive bows forward (y turns towards z)."""
    c, s = math.cos(math.radians(degrees)), math.sin(math.radians(degrees))
    return np.array([[1.0, 0.0, 0.0], [0.0, c, -s], [0.0, s, c]])


def yaw(degrees: float) -> Matrix:
    """Rotation about y: positive turns to the left (z turns towards x)."""
    c, s = math.cos(math.radians(degrees)), math.sin(math.radians(degrees))
    return np.array([[c, 0.0, s], [0.0, 1.0, 0.0], [-s, 0.0, c]])


def roll(degrees: float) -> Matrix:
    """Rotation about z: positive tilts to the right (x turns towards y)."""
    c, s = math.cos(math.radians(degrees)), math.sin(math.radians(degrees))
    return np.array([[c, -s, 0.0], [s, c, 0.0], [0.0, 0.0, 1.0]])


def unit(direction: Vector) -> Vector:
    """The direction at length 1."""
    return direction / np.linalg.norm(direction)


def across(direction: Vector, axis: Vector) -> Vector:
    """The part of `direction` that is perpendicular to the unit vector `axis`, at length 1."""
    return unit(direction - (direction @ axis) * axis)


def frame_along(bone: Vector, front: Vector) -> Matrix:
    """Frame whose y axis lies along `bone` and whose z axis points to `front` as nearly as that allows."""
    y = unit(bone)
    z = across(front, y)
    return np.column_stack([np.cross(y, z), y, z])


def angle_at(first: Vector, joint: Vector, second: Vector) -> NDArray[np.float64]:
    """Angle at `joint` between the lines to `first` and to `second`, degrees 0-180; takes `(..., 2 or 3)` arrays."""
    a, b = first - joint, second - joint
    cosine = (a * b).sum(-1) / (np.linalg.norm(a, axis=-1) * np.linalg.norm(b, axis=-1))
    angle: NDArray[np.float64] = np.degrees(np.arccos(np.clip(cosine, -1.0, 1.0)))
    return angle


def third_side(first: float, second: float, angle_deg: float) -> float:
    """Distance between the ends of two bones that meet at `angle_deg` (law of cosines)."""
    return math.sqrt(first * first + second * second - 2.0 * first * second * math.cos(math.radians(angle_deg)))


def middle_joint(start: Vector, end: Vector, first: float, second: float, pole: Vector) -> Vector:
    """Where the joint between two bones lies, given both ends and the direction it bends to.

    Args:
        start: Where the first bone begins.
        end: Where the second bone ends; brought nearer where the bones are too short.
        first: Length of the first bone.
        second: Length of the second bone.
        pole: Direction that the joint points to.
    """
    line = end - start
    distance = min(float(np.linalg.norm(line)), (first + second) * 0.9999)
    axis = unit(line)
    along = (first * first - second * second + distance * distance) / (2.0 * distance)
    height = math.sqrt(max(first * first - along * along, 0.0))
    return start + axis * along + across(pole, axis) * height

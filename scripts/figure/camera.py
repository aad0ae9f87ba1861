"""A camera without lens errors, and where it sees a point."""

import math
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from figure.geometry import Vector, unit, vector


class Camera(NamedTuple):
    """A pinhole camera.

    Attributes:
        position: `(3,)` metres.
        right: `(3,)` unit vector to the right of the picture.
        up: `(3,)` unit vector to its top.
        forward: `(3,)` unit vector into the scene.
        focal_px: Focal length in pixels.
        width: Pixels.
        height: Pixels.
    """

    position: Vector
    right: Vector
    up: Vector
    forward: Vector
    focal_px: float
    width: int
    height: int


def aim(position: Vector, target: Vector, field_of_view: float, width: int, height: int) -> Camera:
    """A camera at `position` that looks at `target`; `field_of_view` is the vertical one, degrees."""
    forward = unit(target - position)
    right = unit(np.cross(forward, vector(0.0, 1.0, 0.0)))
    focal = height / 2 / math.tan(math.radians(field_of_view) / 2)
    return Camera(position, right, np.cross(right, forward), forward, focal, width, height)


def project(camera: Camera, points: NDArray[np.float64]) -> NDArray[np.float64]:
    """Pixels `(..., 2)` at which points `(..., 3)` are seen, origin top left."""
    seen = points - camera.position
    depth = seen @ camera.forward
    x = camera.width / 2 + (seen @ camera.right) / depth * camera.focal_px
    y = camera.height / 2 - (seen @ camera.up) / depth * camera.focal_px
    return np.stack([x, y], axis=-1)

"""The empty room as one still picture: floor, wall and what hangs there, seen by the clip's camera."""

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from figure.camera import Camera
from figure.decor import Decoration
from figure.light import linear
from figure.outfit import Colour
from figure.patterns import Pattern, grain, paint_floor, soft_noise

SUPERSAMPLING = 3
SKIRTING_M = 0.10


@dataclass(frozen=True, slots=True)
class Mat:
    """An exercise mat on the floor, its middle under the person."""

    colour: Colour = (70, 120, 118)
    half_width_m: float = 0.42
    half_depth_m: float = 0.92


@dataclass(frozen=True, slots=True)
class Room:
    """What the room is made of.

    Attributes:
        wall: Colour of the wall.
        floor: Colour of the floor.
        pattern: What the floor is laid with.
        wall_m: How far behind the person the wall is.
        mat: The mat, if any.
        decorations: What stands before or hangs on the wall.
        bright_x_m: Where along the wall the light falls brightest.
    """

    wall: Colour = (206, 201, 190)
    floor: Colour = (172, 138, 104)
    pattern: Pattern = Pattern.BOARDS
    wall_m: float = 1.6
    mat: Mat | None = field(default_factory=Mat)
    decorations: tuple[Decoration, ...] = ()
    bright_x_m: float = 0.7


@dataclass(frozen=True, slots=True, eq=False)
class Backdrop:
    """The empty room in a camera's eyes.

    Attributes:
        picture: `(height, width, 3)` linear light.
        floor_m: `(height, width, 2)` x and z of the floor in each pixel, NaN where the wall is.
    """

    picture: NDArray[np.float64]
    floor_m: NDArray[np.float64]


def backdrop(room: Room, camera: Camera) -> Backdrop:
    """Paint the room without anybody in it."""
    fine = camera._replace(
        focal_px=camera.focal_px * SUPERSAMPLING,
        width=camera.width * SUPERSAMPLING,
        height=camera.height * SUPERSAMPLING,
    )
    x, y, z, on_floor = _meet(room, fine)
    picture = np.empty((*x.shape, 3))
    picture[on_floor] = _floor(room, x[on_floor], z[on_floor])
    picture[~on_floor] = _wall(room, x[~on_floor], y[~on_floor])
    height, width = camera.height, camera.width
    blocks = picture.reshape(height, SUPERSAMPLING, width, SUPERSAMPLING, 3)
    x, _, z, on_floor = _meet(room, camera)
    floor = np.where(on_floor[..., None], np.stack([x, z], axis=-1), np.nan)
    return Backdrop(blocks.mean(axis=(1, 3)), floor)


def _meet(
    room: Room, camera: Camera
) -> tuple[NDArray[np.float64], NDArray[np.float64], NDArray[np.float64], NDArray[np.bool_]]:
    """Where each pixel's ray meets floor or wall: x, y, z and whether it is the floor."""
    u, v = np.meshgrid(np.arange(camera.width) + 0.5, np.arange(camera.height) + 0.5)
    a = (u - camera.width / 2) / camera.focal_px
    b = -(v - camera.height / 2) / camera.focal_px
    ray = camera.forward + a[..., None] * camera.right + b[..., None] * camera.up
    to_wall = (-room.wall_m - camera.position[2]) / np.minimum(ray[..., 2], -1e-6)
    to_floor = np.where(ray[..., 1] < -1e-6, -camera.position[1] / np.minimum(ray[..., 1], -1e-6), np.inf)
    on_floor = to_floor < to_wall
    reach = np.minimum(to_floor, to_wall)
    x, y, z = np.moveaxis(camera.position + ray * reach[..., None], -1, 0)
    return x, y, z, on_floor


def _floor(room: Room, x: NDArray[np.float64], z: NDArray[np.float64]) -> NDArray[np.float64]:
    colour = linear(room.floor) * paint_floor(room.pattern, x, z)[:, None]
    if room.mat is not None:
        inside = (np.abs(x) < room.mat.half_width_m) & (np.abs(z) < room.mat.half_depth_m)
        edge = np.minimum(room.mat.half_width_m - np.abs(x), room.mat.half_depth_m - np.abs(z))
        shade = (0.97 + 0.05 * (grain(x, z, 90.0) - 0.5)) * np.where(edge < 0.012, 0.86, 1.0)
        colour[inside] = linear(room.mat.colour) * shade[inside, None]
    pool = 0.80 + 0.20 * np.exp(-(x * x + (z - 0.4) ** 2) * 0.12)
    corner = np.minimum(1.0, 0.72 + 0.5 * (z + room.wall_m))
    return colour * (pool * corner)[:, None]


def _wall(room: Room, x: NDArray[np.float64], y: NDArray[np.float64]) -> NDArray[np.float64]:
    light = (
        0.86 + 0.22 * np.exp(-((x - room.bright_x_m) ** 2 + (y - 1.7) ** 2) * 0.25) - 0.07 * np.maximum(0.0, 1.0 - y)
    )
    plaster = 1.0 + 0.02 * (soft_noise(x * 9, y * 9) - 0.5)
    colour = np.repeat(linear(room.wall)[None, :], x.size, axis=0) * plaster[:, None]
    skirting = y < SKIRTING_M
    colour[skirting] = (0.80, 0.79, 0.76)
    colour[skirting & (y > SKIRTING_M - 0.008)] *= 0.8
    for decoration in room.decorations:
        decoration.paint(colour, x, y)
    return colour * light[:, None]

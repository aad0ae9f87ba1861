"""Textures of floors and plaster, as functions of the place in metres."""

from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

Values = NDArray[np.float64]


class Pattern(StrEnum):
    """What a floor is laid with."""

    BOARDS = "boards"
    TILES = "tiles"
    CARPET = "carpet"
    VINYL = "vinyl"


def _hash(x: Values, y: Values) -> Values:
    value = np.sin(x * 127.1 + y * 311.7) * 43758.5453
    fraction: Values = value - np.floor(value)
    return fraction


def soft_noise(x: Values, y: Values) -> Values:
    """Smooth noise over the plane, 0-1."""
    ix, iy = np.floor(x), np.floor(y)
    fx, fy = x - ix, y - iy
    fx, fy = fx * fx * (3 - 2 * fx), fy * fy * (3 - 2 * fy)
    low = _hash(ix, iy) * (1 - fx) + _hash(ix + 1, iy) * fx
    high = _hash(ix, iy + 1) * (1 - fx) + _hash(ix + 1, iy + 1) * fx
    smooth: Values = low * (1 - fy) + high * fy
    return smooth


def grain(x: Values, y: Values, per_metre: float) -> Values:
    """Fine noise over the plane, 0-1."""
    return soft_noise(x * per_metre, y * per_metre)


def _boards(x: Values, z: Values) -> Values:
    row = np.floor(z / 0.14)
    board = np.floor((x + _hash(row, np.full_like(row, 3.1)) * 1.3) / 1.3)
    tone = 0.92 + 0.12 * _hash(row, board) + 0.06 * (soft_noise(x * 6, z * 60) - 0.5)
    joint = np.abs(z / 0.14 - row - 0.5) > 0.485
    return np.where(joint, tone * 0.86, tone)


def _tiles(x: Values, z: Values) -> Values:
    column, row = np.floor(x / 0.45), np.floor(z / 0.45)
    tone = 0.95 + 0.06 * _hash(column, row) + 0.05 * (soft_noise(x * 5, z * 5) - 0.5)
    joint = (np.abs(x / 0.45 - column - 0.5) > 0.493) | (np.abs(z / 0.45 - row - 0.5) > 0.493)
    return np.where(joint, tone * 0.88, tone)


def paint_floor(pattern: Pattern, x: Values, z: Values) -> Values:
    """Brightness of the floor at each place, about 1."""
    if pattern is Pattern.BOARDS:
        return _boards(x, z)
    if pattern is Pattern.TILES:
        return _tiles(x, z)
    if pattern is Pattern.CARPET:
        return 0.94 + 0.10 * (grain(x, z, 60.0) - 0.5) + 0.05 * (soft_noise(x * 4, z * 4) - 0.5)
    return 0.98 + 0.03 * (soft_noise(x * 3, z * 3) - 0.5) + 0.03 * (grain(x, z, 25.0) - 0.5)

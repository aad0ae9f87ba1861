"""Signed distance from any point to the people in the scene, compiled; the surface is where it is zero.

Formulas of distance to a rounded cone, to an ellipsoid (first-order) and of the polynomial smooth minimum are the
common ones of the ray-marching literature (Hart 1996, "Sphere tracing").
"""

import math
from typing import NamedTuple

import numpy as np
from numba import njit
from numpy.typing import NDArray

from figure.person import PlacedPerson
from figure.shapes import (
    BLEND,
    BOUND,
    CENTRE,
    END,
    FRAME,
    HAIR_BOTTOM,
    HAIR_FRONT,
    HAIR_ROUGH,
    HEAD_FRAME,
    HEAD_PLACE,
    HEAD_SCALE,
    LAYERS,
    RADII,
    START,
    TRIMMED,
)

FAR = 1e3


class Field(NamedTuple):
    """The people of a scene as plain arrays.

    Attributes:
        shapes: `(shapes, COLUMNS)`, see `figure.shapes`.
        kinds: `(shapes,)` form of each.
        layers: `(shapes,)` layer of each; the second person's follow the first one's.
        heads: `(people, HEAD_COLUMNS)`.
    """

    shapes: NDArray[np.float64]
    kinds: NDArray[np.int32]
    layers: NDArray[np.int32]
    heads: NDArray[np.float64]


def field_of(people: list[PlacedPerson]) -> Field:
    """Collect the people's shapes."""
    rows, kinds, layers = [], [], []
    for number, person in enumerate(people):
        for shape in person.shapes():
            rows.append(shape.row())
            kinds.append(int(shape.kind))
            layers.append(number * LAYERS + int(shape.layer))
    heads = np.array([person.head_row() for person in people])
    return Field(np.array(rows), np.array(kinds, np.int32), np.array(layers, np.int32), heads)


@njit(cache=True, fastmath=True)
def in_frame(table, row, first, x, y, z):
    """The vector (x, y, z) in the axes that stand in `table[row, first:first + 9]`."""
    return (
        table[row, first] * x + table[row, first + 3] * y + table[row, first + 6] * z,
        table[row, first + 1] * x + table[row, first + 4] * y + table[row, first + 7] * z,
        table[row, first + 2] * x + table[row, first + 5] * y + table[row, first + 8] * z,
    )


@njit(cache=True, fastmath=True)
def _cone(px, py, pz, bx, by, bz, r1, r2):
    """Distance from p to the rounded cone between two spheres: one about the origin, one about b."""
    length2 = bx * bx + by * by + bz * bz
    if length2 < 1e-10:
        return math.sqrt(px * px + py * py + pz * pz) - r1
    taper = r1 - r2
    slope2 = length2 - taper * taper
    along = px * bx + py * by + pz * bz
    beyond = along - length2
    vx, vy, vz = px * length2 - bx * along, py * length2 - by * along, pz * length2 - bz * along
    side2 = vx * vx + vy * vy + vz * vz
    along2, beyond2 = along * along * length2, beyond * beyond * length2
    edge = math.copysign(taper * taper * side2, taper)
    if math.copysign(slope2 * beyond2, beyond) > edge:
        return math.sqrt(side2 + beyond2) / length2 - r2
    if math.copysign(slope2 * along2, along) < edge:
        return math.sqrt(side2 + along2) / length2 - r1
    return (math.sqrt(side2 * slope2 / length2) + along * taper) / length2 - r1


@njit(cache=True, fastmath=True)
def shape_distance(shapes, kinds, i, px, py, pz):
    """Distance to one shape."""
    dx, dy, dz = px - shapes[i, START], py - shapes[i, START + 1], pz - shapes[i, START + 2]
    r1, r2, r3 = shapes[i, RADII], shapes[i, RADII + 1], shapes[i, RADII + 2]
    if kinds[i] == 0:
        bx = shapes[i, END] - shapes[i, START]
        by = shapes[i, END + 1] - shapes[i, START + 1]
        bz = shapes[i, END + 2] - shapes[i, START + 2]
        return _cone(dx, dy, dz, bx, by, bz, r1, r2)
    x, y, z = in_frame(shapes, i, FRAME, dx, dy, dz)
    a, b, c = x / r1, y / r2, z / r3
    inside = math.sqrt(a * a + b * b + c * c)
    a, b, c = a / r1, b / r2, c / r3
    slope = math.sqrt(a * a + b * b + c * c)
    if slope < 1e-9:
        return -min(r1, r2, r3)
    return inside * (inside - 1.0) / slope


@njit(cache=True, fastmath=True)
def head_place(heads, person, px, py, pz):
    """The point in the head's own frame, metres at a height of 1.75 m."""
    scale = heads[person, HEAD_SCALE]
    place = heads[person, HEAD_PLACE:HEAD_FRAME]
    x, y, z = in_frame(heads, person, HEAD_FRAME, px - place[0], py - place[1], pz - place[2])
    return x / scale, y / scale, z / scale


@njit(cache=True, fastmath=True)
def _trim(heads, person, px, py, pz):
    """Positive where the hairline has cut the hair away."""
    x, y, z = head_place(heads, person, px, py, pz)
    front, bottom, rough = heads[person, HAIR_FRONT], heads[person, HAIR_BOTTOM], heads[person, HAIR_ROUGH]
    wave = rough * (math.sin(x * 160.0) + 0.75 * math.sin(y * 210.0 + x * 90.0))
    face = min(-0.75 * y + 0.66 * z - 0.002 + wave, z - front)
    return max(face, bottom - y + wave) * heads[person, HEAD_SCALE]


@njit(cache=True, fastmath=True)
def distance(field, listed, count, px, py, pz, nearest):
    """Distance to the people and the layer that is nearest.

    Args:
        field: The people.
        listed: Which shapes to look at.
        count: How many of them.
        px: The point.
        py: The point.
        pz: The point.
        nearest: `(layers,)` scratch space of the caller.
    """
    shapes, layers = field.shapes, field.layers
    for j in range(nearest.shape[0]):
        nearest[j] = FAR
    for q in range(count):
        i = listed[q]
        layer = layers[i]
        blend = shapes[i, BLEND]
        cx, cy, cz = px - shapes[i, CENTRE], py - shapes[i, CENTRE + 1], pz - shapes[i, CENTRE + 2]
        reach = nearest[layer] + blend + shapes[i, BOUND]
        if reach < 0.0 or cx * cx + cy * cy + cz * cz > reach * reach:
            continue
        d = shape_distance(shapes, field.kinds, i, px, py, pz)
        if shapes[i, TRIMMED] > 0.5:
            d = max(d, _trim(field.heads, layer // LAYERS, px, py, pz))
        overlap = blend - abs(nearest[layer] - d)
        nearest[layer] = min(nearest[layer], d)
        if overlap > 0.0:
            nearest[layer] -= overlap * overlap * 0.25 / blend
    found, least = 0, nearest[0]
    for j in range(1, nearest.shape[0]):
        if nearest[j] < least:
            least, found = nearest[j], j
    return least, found


@njit(cache=True, fastmath=True)
def normal(field, listed, count, px, py, pz, nearest):
    """Direction out of the surface, by differences at the corners of a tetrahedron."""
    e = 0.0012
    a = distance(field, listed, count, px + e, py - e, pz - e, nearest)[0]
    b = distance(field, listed, count, px - e, py - e, pz + e, nearest)[0]
    c = distance(field, listed, count, px - e, py + e, pz - e, nearest)[0]
    d = distance(field, listed, count, px + e, py + e, pz + e, nearest)[0]
    nx, ny, nz = a - b - c + d, -a - b + c + d, -a + b - c + d
    size = 1.0 / max(1e-12, math.sqrt(nx * nx + ny * ny + nz * nz))
    return nx * size, ny * size, nz * size


@njit(cache=True, fastmath=True)
def light_share(field, listed, count, px, py, pz, lx, ly, lz, hardness, longest, nearest):
    """How much of a lamp in direction l is seen from p, 0-1: a soft shadow."""
    t, share = 0.02, 1.0
    for _ in range(28):
        d = distance(field, listed, count, px + lx * t, py + ly * t, pz + lz * t, nearest)[0]
        share = min(share, hardness * d / t)
        if share < 0.01:
            return 0.0
        t += max(d, 0.015)
        if t > longest:
            break
    return max(share, 0.0)

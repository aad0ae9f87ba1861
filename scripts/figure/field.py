"""Signed distance from any point to the people in the scene, compiled; the surface is where it is zero.

Formulas of distance to a rounded cone, to an ellipsoid (first-order) and of the polynomial smooth minimum are the
common ones of the ray-marching literature (Hart 1996, "Sphere tracing").
"""

import math
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from figure.compiled import compiled
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
    Kind,
)

FAR = 1e3
CONE = int(Kind.CONE)
BOX = int(Kind.BOX)
EDGE_M = 0.008
"""Radius of a box's edges."""

Point = tuple[float, float, float]
"""A place in metres or a direction; compiled functions pass these by value."""

Table = NDArray[np.float64]


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


class Look(NamedTuple):
    """What the compiled functions look at.

    Attributes:
        field: The people.
        listed: Which shapes count.
        nearest: `(layers,)` scratch space, one for each thread.
    """

    field: Field
    listed: NDArray[np.int32]
    nearest: NDArray[np.float64]


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


@compiled
def in_frame(table: Table, row: int, first: int, v: Point) -> Point:
    """The vector `v` in the axes that stand in `table[row, first:first + 9]`."""
    return (
        table[row, first] * v[0] + table[row, first + 3] * v[1] + table[row, first + 6] * v[2],
        table[row, first + 1] * v[0] + table[row, first + 4] * v[1] + table[row, first + 7] * v[2],
        table[row, first + 2] * v[0] + table[row, first + 5] * v[1] + table[row, first + 8] * v[2],
    )


@compiled
def offset(p: Point, table: Table, row: int, first: int) -> Point:
    """From the place in `table[row, first:first + 3]` to `p`."""
    return p[0] - table[row, first], p[1] - table[row, first + 1], p[2] - table[row, first + 2]


@compiled
def ahead(p: Point, direction: Point, by: float) -> Point:
    """The place `by` metres from `p`."""
    return p[0] + direction[0] * by, p[1] + direction[1] * by, p[2] + direction[2] * by


@compiled
def dot(a: Point, b: Point) -> float:
    """The scalar product."""
    return a[0] * b[0] + a[1] * b[1] + a[2] * b[2]


@compiled
def normalised(v: Point) -> Point:
    """The direction at length 1."""
    size = 1.0 / max(1e-12, math.sqrt(dot(v, v)))
    return v[0] * size, v[1] * size, v[2] * size


@compiled
def _cone(p: Point, b: Point, r1: float, r2: float) -> float:
    """Distance from p to the rounded cone between two balls: one about the origin, one about b."""
    length2 = dot(b, b)
    if length2 < 1e-10:
        return math.sqrt(dot(p, p)) - r1
    taper = r1 - r2
    slope2 = length2 - taper * taper
    along = dot(p, b)
    beyond = along - length2
    aside = (p[0] * length2 - b[0] * along, p[1] * length2 - b[1] * along, p[2] * length2 - b[2] * along)
    side2 = dot(aside, aside)
    along2, beyond2 = along * along * length2, beyond * beyond * length2
    edge = math.copysign(taper * taper * side2, taper)
    if math.copysign(slope2 * beyond2, beyond) > edge:
        return math.sqrt(side2 + beyond2) / length2 - r2
    if math.copysign(slope2 * along2, along) < edge:
        return math.sqrt(side2 + along2) / length2 - r1
    return (math.sqrt(side2 * slope2 / length2) + along * taper) / length2 - r1


@compiled
def _ellipsoid(p: Point, rx: float, ry: float, rz: float) -> float:
    """Distance from p, in the ellipsoid's own axes, to its surface, to the first order."""
    a, b, c = p[0] / rx, p[1] / ry, p[2] / rz
    inside = math.sqrt(a * a + b * b + c * c)
    a, b, c = a / rx, b / ry, c / rz
    slope = math.sqrt(a * a + b * b + c * c)
    if slope < 1e-9:
        return -min(rx, ry, rz)
    return inside * (inside - 1.0) / slope


@compiled
def _box(p: Point, hx: float, hy: float, hz: float) -> float:
    """Distance from p, in the box's own axes, to its surface with rounded edges."""
    x, y, z = abs(p[0]) - hx + EDGE_M, abs(p[1]) - hy + EDGE_M, abs(p[2]) - hz + EDGE_M
    ox, oy, oz = max(x, 0.0), max(y, 0.0), max(z, 0.0)
    return math.sqrt(ox * ox + oy * oy + oz * oz) + min(max(x, y, z), 0.0) - EDGE_M


@compiled
def shape_distance(field: Field, i: int, p: Point) -> float:
    """Distance to one shape."""
    shapes = field.shapes
    q = offset(p, shapes, i, START)
    if field.kinds[i] == CONE:
        end = (shapes[i, END], shapes[i, END + 1], shapes[i, END + 2])
        return _cone(q, offset(end, shapes, i, START), shapes[i, RADII], shapes[i, RADII + 1])
    if field.kinds[i] == BOX:
        return _box(in_frame(shapes, i, FRAME, q), shapes[i, RADII], shapes[i, RADII + 1], shapes[i, RADII + 2])
    return _ellipsoid(in_frame(shapes, i, FRAME, q), shapes[i, RADII], shapes[i, RADII + 1], shapes[i, RADII + 2])


@compiled
def head_place(heads: Table, person: int, p: Point) -> Point:
    """The point in the head's own frame, metres at a height of 1.75 m."""
    scale = heads[person, HEAD_SCALE]
    x, y, z = in_frame(heads, person, HEAD_FRAME, offset(p, heads, person, HEAD_PLACE))
    return x / scale, y / scale, z / scale


@compiled
def _trim(heads: Table, person: int, p: Point) -> float:
    """Positive where the hairline has cut the hair away."""
    x, y, z = head_place(heads, person, p)
    front, bottom, rough = heads[person, HAIR_FRONT], heads[person, HAIR_BOTTOM], heads[person, HAIR_ROUGH]
    wave = rough * (math.sin(x * 160.0) + 0.75 * math.sin(y * 210.0 + x * 90.0))
    face = min(-0.75 * y + 0.66 * z - 0.002 + wave, z - front)
    return float(max(face, bottom - y + wave) * heads[person, HEAD_SCALE])


@compiled
def distance(look: Look, p: Point) -> tuple[float, int]:
    """Distance to the people and the layer that is nearest."""
    field, nearest = look.field, look.nearest
    shapes = field.shapes
    for j in range(nearest.shape[0]):
        nearest[j] = FAR
    for i in look.listed:
        layer = field.layers[i]
        blend = shapes[i, BLEND]
        away = offset(p, shapes, i, CENTRE)
        reach = nearest[layer] + blend + shapes[i, BOUND]
        if reach < 0.0 or dot(away, away) > reach * reach:
            continue
        d = shape_distance(field, i, p)
        if shapes[i, TRIMMED] > 0.5:
            d = max(d, _trim(field.heads, layer // LAYERS, p))
        overlap = blend - abs(nearest[layer] - d)
        nearest[layer] = min(nearest[layer], d)
        if overlap > 0.0:
            nearest[layer] -= overlap * overlap * 0.25 / blend
    found, least = 0, nearest[0]
    for j in range(1, nearest.shape[0]):
        if nearest[j] < least:
            least, found = nearest[j], j
    return least, found


@compiled
def normal(look: Look, p: Point) -> Point:
    """Direction out of the surface, by differences at the corners of a tetrahedron."""
    e = 0.0012
    a = distance(look, (p[0] + e, p[1] - e, p[2] - e))[0]
    b = distance(look, (p[0] - e, p[1] - e, p[2] + e))[0]
    c = distance(look, (p[0] - e, p[1] + e, p[2] - e))[0]
    d = distance(look, (p[0] + e, p[1] + e, p[2] + e))[0]
    return normalised((a - b - c + d, -a - b + c + d, -a + b - c + d))


@compiled
def light_share(look: Look, p: Point, towards: Point, hardness: float, longest: float) -> float:
    """How much of a lamp is seen from `p`, 0-1: a soft shadow; the light travels `longest` metres at most."""
    t, share = 0.02, 1.0
    for _ in range(28):
        d = distance(look, ahead(p, towards, t))[0]
        share = min(share, hardness * d / t)
        if share < 0.01:
            return 0.0
        t += max(d, 0.015)
        if t > longest:
            break
    return max(share, 0.0)

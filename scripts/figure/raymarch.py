"""Sphere tracing of the people, tile by tile on all cores, and their shadow on the floor; compiled."""

import math

import numpy as np
from numba import prange
from numpy.typing import NDArray

from figure.camera import Camera
from figure.compiled import compiled, compiled_parallel
from figure.field import (
    Field,
    Look,
    Point,
    Table,
    ahead,
    distance,
    dot,
    head_place,
    in_frame,
    light_share,
    normal,
    normalised,
    offset,
    shape_distance,
)
from figure.light import Light
from figure.shading import HEAD, SHIRT, TROUSERS, noise, paint_face, reflect, texture
from figure.shapes import ANCHOR, BOUND, CENTRE, FRAME, LAYERS, SCARF

TILE = 16
NOTHING = -1
SHADOW_HALF_M = 2.4
HEAD_RADIUS_M = 0.14


@compiled
def _nearest_shape(look: Look, layer: int, p: Point) -> int:
    best, least = 0, 1e9
    for i in look.listed:
        if look.field.layers[i] == layer:
            d = shape_distance(look.field, i, p)
            if d < least:
                best, least = i, d
    return best


@compiled
def _wrinkled(n: Point, shapes: Table, i: int, p: Point) -> Point:
    """The normal of cloth with folds; `p` goes with the limb."""
    size = 1.1
    x, y, z = p[0] * 22, p[1] * 11, p[2] * 22
    here = noise(x, y, z)
    gx = (noise(x + 0.25, y, z) - here) * size
    gy = (noise(x, y + 0.25, z) - here) * size
    gz = (noise(x, y, z + 0.25) - here) * size
    f = FRAME
    return normalised(
        (
            n[0] - (shapes[i, f] * gx + shapes[i, f + 1] * gy + shapes[i, f + 2] * gz),
            n[1] - (shapes[i, f + 3] * gx + shapes[i, f + 4] * gy + shapes[i, f + 5] * gz),
            n[2] - (shapes[i, f + 6] * gx + shapes[i, f + 7] * gy + shapes[i, f + 8] * gz),
        )
    )


@compiled
def _open_sky(look: Look, p: Point, n: Point) -> float:
    """Ambient occlusion: 1 where nothing is near, less in corners and close to the floor."""
    hidden, weight = 0.0, 1.0
    for j in range(4):
        h = 0.012 + 0.03 * j
        d = min(distance(look, ahead(p, n, h))[0], p[1] + n[1] * h)
        hidden += (h - d) * weight
        weight *= 0.75
    return max(0.25, 1.0 - 3.2 * hidden)


@compiled
def _shade(
    look: Look, whole: Look, colours: Table, light: Light, layer: int, p: Point, view: Point, out: Table
) -> None:
    """The light that the surface point `p` of `layer` sends back along the ray, into `out`."""
    person, part = layer // LAYERS, layer % LAYERS
    n = normal(look, p)
    i = _nearest_shape(look, layer, p)
    shapes, heads = look.field.shapes, look.field.heads
    own = in_frame(shapes, i, FRAME, offset(p, shapes, i, ANCHOR))
    for c in range(3):
        out[c] = colours[layer, c]
    if part in (SHIRT, TROUSERS):
        n = _wrinkled(n, shapes, i, own)
    texture(out, part, own, heads[person, SCARF])
    if part == HEAD:
        paint_face(out, head_place(heads, person, p), heads[person])
    open_sky = _open_sky(look, p, n)
    key = (light.direction[0], light.direction[1], light.direction[2])
    shadow = 1.0
    if dot(n, key) > -0.35:
        shadow = light_share(whole, ahead(p, n, 0.006), key, 9.0, 1.6)
    reflect(out, part, n, view, light, shadow, open_sky)


@compiled
def _ray(camera: Camera, u: float, v: float) -> Point:
    """Direction of the ray through the picture's point (u, v)."""
    a, b = (u - camera.width / 2) / camera.focal_px, -(v - camera.height / 2) / camera.focal_px
    return normalised(
        (
            camera.forward[0] + camera.right[0] * a + camera.up[0] * b,
            camera.forward[1] + camera.right[1] * a + camera.up[1] * b,
            camera.forward[2] + camera.right[2] * a + camera.up[2] * b,
        )
    )


@compiled
def _span(look: Look, eye: Point, ray: Point) -> tuple[float, float]:
    """Between which distances along the ray anything listed can be."""
    near, far = 1e9, 0.0
    for i in look.listed:
        away = offset(eye, look.field.shapes, i, CENTRE)
        along = -dot(away, ray)
        r = look.field.shapes[i, BOUND] + 0.012
        h = r * r - (dot(away, away) - along * along)
        if h > 0:
            h = math.sqrt(h)
            near, far = min(near, along - h), max(far, along + h)
    return near, far


@compiled
def _trace(
    look: Look, whole: Look, colours: Table, light: Light, eye: Point, ray: Point, out: Table
) -> tuple[float, int]:
    """Follow a ray; depth and layer of what it meets, the light in `out`."""
    t, far = _span(look, eye, ray)
    for _ in range(90):
        if t > far:
            break
        p = ahead(eye, ray, t)
        d, layer = distance(look, p)
        if d < 0.0006:
            _shade(look, whole, colours, light, layer, p, ray, out)
            return t, layer
        t += d * 0.92
    out[:] = 0.0
    return 1e9, NOTHING


@compiled
def _seen_circles(centres: Table, radii: Table, camera: Camera) -> Table:
    """`(count, 3)` centre and radius in pixels of each ball."""
    circles = np.empty((centres.shape[0], 3))
    for i in range(centres.shape[0]):
        away = (
            centres[i, 0] - camera.position[0],
            centres[i, 1] - camera.position[1],
            centres[i, 2] - camera.position[2],
        )
        depth = away[0] * camera.forward[0] + away[1] * camera.forward[1] + away[2] * camera.forward[2]
        x = away[0] * camera.right[0] + away[1] * camera.right[1] + away[2] * camera.right[2]
        y = away[0] * camera.up[0] + away[1] * camera.up[1] + away[2] * camera.up[2]
        circles[i, 0] = camera.width / 2 + x / depth * camera.focal_px
        circles[i, 1] = camera.height / 2 - y / depth * camera.focal_px
        circles[i, 2] = (radii[i] + 0.03) / depth * camera.focal_px * 1.1
    return circles


@compiled
def _in_tile(circles: Table, left: int, top: int) -> NDArray[np.int32]:
    """The shapes that may be seen in a tile."""
    listed = np.empty(circles.shape[0], np.int32)
    count = 0
    for i in range(circles.shape[0]):
        x = max(left - circles[i, 0], 0.0, circles[i, 0] - (left + TILE))
        y = max(top - circles[i, 1], 0.0, circles[i, 1] - (top + TILE))
        if x * x + y * y < circles[i, 2] * circles[i, 2]:
            listed[count] = i
            count += 1
    return listed[:count]


@compiled
def _is_edge(layers: NDArray[np.int32], depths: Table, faces: Table, x: int, y: int) -> bool:
    """Whether a pixel needs more than one ray: outlines, borders of layers, and faces."""
    height, width = layers.shape
    here = layers[y, x]
    for j in range(max(y - 1, 0), min(y + 2, height)):
        for i in range(max(x - 1, 0), min(x + 2, width)):
            if layers[j, i] != here or (here != NOTHING and abs(depths[j, i] - depths[y, x]) > 0.03):
                return True
    if here != NOTHING:
        for f in range(faces.shape[0]):
            if (x - faces[f, 0]) ** 2 + (y - faces[f, 1]) ** 2 < faces[f, 2] ** 2:
                return True
    return False


@compiled_parallel
def _render(field: Field, colours: Table, light: Light, camera: Camera, rays: int) -> Table:
    """`(height, width, 4)`: light and cover of the people; `rays` squared are followed at edges."""
    width, height = camera.width, camera.height
    everything = np.arange(field.shapes.shape[0]).astype(np.int32)
    eye = (camera.position[0], camera.position[1], camera.position[2])
    circles = _seen_circles(field.shapes[:, CENTRE : CENTRE + 3], field.shapes[:, BOUND], camera)
    faces = _seen_circles(field.heads[:, :3], np.full(field.heads.shape[0], HEAD_RADIUS_M), camera)
    picture = np.zeros((height, width, 4))
    layers = np.full((height, width), NOTHING, np.int32)
    depths = np.zeros((height, width))
    columns = (width + TILE - 1) // TILE
    tiles = columns * ((height + TILE - 1) // TILE)
    for fine in range(2 if rays > 1 else 1):
        for tile in prange(tiles):
            left, top = tile % columns * TILE, tile // columns * TILE
            nearest, out = np.empty(colours.shape[0]), np.zeros(3)
            look = Look(field, _in_tile(circles, left, top), nearest)
            whole = Look(field, everything, nearest)
            if look.listed.shape[0] == 0:
                continue
            for y in range(top, min(top + TILE, height)):
                for x in range(left, min(left + TILE, width)):
                    if fine == 1 and not _is_edge(layers, depths, faces, x, y):
                        continue
                    steps = rays if fine == 1 else 1
                    share = 1.0 / (steps * steps)
                    picture[y, x, :] = 0.0
                    for part in range(steps * steps):
                        ray = _ray(camera, x + (part % steps + 0.5) / steps, y + (part // steps + 0.5) / steps)
                        depth, layer = _trace(look, whole, colours, light, eye, ray, out)
                        if layer != NOTHING:
                            for c in range(3):
                                picture[y, x, c] += out[c] * share
                            picture[y, x, 3] += share
                        if fine == 0:
                            layers[y, x], depths[y, x] = layer, depth
    return picture


@compiled_parallel
def _floor_shadow(field: Field, light: Light, layer_count: int, size: int) -> Table:
    grid = np.ones((size, size))
    everything = np.arange(field.shapes.shape[0]).astype(np.int32)
    key = (light.direction[0], light.direction[1], light.direction[2])
    for row in prange(size):
        look = Look(field, everything, np.empty(layer_count))
        for column in range(size):
            x = SHADOW_HALF_M * (2.0 * column / (size - 1) - 1.0)
            z = SHADOW_HALF_M * (2.0 * row / (size - 1) - 1.0)
            share = light_share(look, (x, 0.004, z), key, 5.0, 2.6)
            close, wide = distance(look, (x, 0.02, z))[0], distance(look, (x, 0.35, z))[0]
            open_sky = min(1.0, 0.45 + max(0.0, close) * 2.6) * min(1.0, 0.80 + max(0.0, wide) * 0.6)
            grid[row, column] = (0.45 + 0.55 * share) * open_sky
    return grid


def render(field: Field, colours: Table, light: Light, camera: Camera, rays: int = 2) -> Table:
    """The people alone: `(height, width, 4)` linear light and cover 0-1.

    Args:
        field: The people.
        colours: `(layers, 3)` linear colour of every layer.
        light: The room's light.
        camera: Where it is seen from.
        rays: Rays along a pixel's side at edges and faces.
    """
    picture: Table = _render(field, colours, light, camera, rays)
    return picture


def floor_shadow(field: Field, light: Light, size: int = 120) -> Table:
    """Share of light that reaches the floor, `(size, size)` over `SHADOW_HALF_M` to each side of the middle."""
    grid: Table = _floor_shadow(field, light, field.heads.shape[0] * LAYERS, size)
    return grid

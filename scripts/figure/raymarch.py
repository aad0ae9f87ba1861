"""Sphere tracing of the people, tile by tile on all cores, and their shadow on the floor; compiled."""

import math

import numpy as np
from numba import njit, prange
from numpy.typing import NDArray

from figure.camera import Camera
from figure.field import Field, distance, head_place, in_frame, light_share, normal, shape_distance
from figure.light import Light
from figure.shading import HEAD, SHIRT, TROUSERS, noise, paint_face, reflect, texture
from figure.shapes import ANCHOR, BOUND, CENTRE, FRAME, LAYERS, SCARF

TILE = 16
NOTHING = -1
SHADOW_HALF_M = 2.4
HEAD_RADIUS_M = 0.14


@njit(cache=True, fastmath=True)
def _nearest_shape(field, listed, count, layer, px, py, pz):
    best, least = listed[0], 1e9
    for q in range(count):
        i = listed[q]
        if field.layers[i] == layer:
            d = shape_distance(field.shapes, field.kinds, i, px, py, pz)
            if d < least:
                best, least = i, d
    return best


@njit(cache=True, fastmath=True)
def _wrinkled(n, shapes, i, x, y, z):
    """The normal of cloth with folds; x, y, z go with the limb."""
    size = 1.1
    here = noise(x * 22, y * 11, z * 22)
    gx = (noise(x * 22 + 0.25, y * 11, z * 22) - here) * size
    gy = (noise(x * 22, y * 11 + 0.25, z * 22) - here) * size
    gz = (noise(x * 22, y * 11, z * 22 + 0.25) - here) * size
    f = FRAME
    nx = n[0] - (shapes[i, f] * gx + shapes[i, f + 1] * gy + shapes[i, f + 2] * gz)
    ny = n[1] - (shapes[i, f + 3] * gx + shapes[i, f + 4] * gy + shapes[i, f + 5] * gz)
    nz = n[2] - (shapes[i, f + 6] * gx + shapes[i, f + 7] * gy + shapes[i, f + 8] * gz)
    q = 1.0 / math.sqrt(nx * nx + ny * ny + nz * nz)
    return nx * q, ny * q, nz * q


@njit(cache=True, fastmath=True)
def _shade(field, listed, count, everything, colours, light, layer, px, py, pz, view, nearest, out):
    """The light that the surface point p of `layer` sends along the ray back, into `out`."""
    person, part = layer // LAYERS, layer % LAYERS
    n = normal(field, listed, count, px, py, pz, nearest)
    i = _nearest_shape(field, listed, count, layer, px, py, pz)
    shapes = field.shapes
    x, y, z = in_frame(shapes, i, FRAME, px - shapes[i, ANCHOR], py - shapes[i, ANCHOR + 1], pz - shapes[i, ANCHOR + 2])
    for c in range(3):
        out[c] = colours[layer, c]
    if part in (SHIRT, TROUSERS):
        n = _wrinkled(n, shapes, i, x, y, z)
    texture(out, part, x, y, z, field.heads[person, SCARF])
    if part == HEAD:
        hx, hy, hz = head_place(field.heads, person, px, py, pz)
        paint_face(out, hx, hy, hz, field.heads[person])
    hidden, weight = 0.0, 1.0
    for j in range(4):
        h = 0.012 + 0.03 * j
        d = distance(field, listed, count, px + n[0] * h, py + n[1] * h, pz + n[2] * h, nearest)[0]
        hidden += (h - min(d, py + n[1] * h)) * weight
        weight *= 0.75
    open_sky = max(0.25, 1.0 - 3.2 * hidden)
    key = light.direction
    shadow = 1.0
    if n[0] * key[0] + n[1] * key[1] + n[2] * key[2] > -0.35:
        e = 0.006
        shadow = light_share(
            field, everything, everything.shape[0], px + n[0] * e, py + n[1] * e, pz + n[2] * e,
            key[0], key[1], key[2], 9.0, 1.6, nearest,
        )  # fmt: skip
    reflect(out, part, n, view, light, shadow, open_sky)


@njit(cache=True, fastmath=True)
def _trace(field, listed, count, everything, colours, light, camera, u, v, nearest, out):
    """Follow the ray through pixel (u, v); depth and layer, the light in `out`."""
    a, b = (u - camera.width / 2) / camera.focal_px, -(v - camera.height / 2) / camera.focal_px
    dx = camera.forward[0] + camera.right[0] * a + camera.up[0] * b
    dy = camera.forward[1] + camera.right[1] * a + camera.up[1] * b
    dz = camera.forward[2] + camera.right[2] * a + camera.up[2] * b
    q = 1.0 / math.sqrt(dx * dx + dy * dy + dz * dz)
    dx, dy, dz = dx * q, dy * q, dz * q
    ox, oy, oz = camera.position[0], camera.position[1], camera.position[2]
    near, far = 1e9, 0.0
    for w in range(count):
        i = listed[w]
        cx, cy, cz = field.shapes[i, CENTRE] - ox, field.shapes[i, CENTRE + 1] - oy, field.shapes[i, CENTRE + 2] - oz
        along = cx * dx + cy * dy + cz * dz
        r = field.shapes[i, BOUND] + 0.012
        h = r * r - (cx * cx + cy * cy + cz * cz - along * along)
        if h > 0:
            h = math.sqrt(h)
            near, far = min(near, along - h), max(far, along + h)
    t = near
    for _ in range(90):
        if t > far:
            break
        d, layer = distance(field, listed, count, ox + dx * t, oy + dy * t, oz + dz * t, nearest)
        if d < 0.0006:
            px, py, pz = ox + dx * t, oy + dy * t, oz + dz * t
            _shade(field, listed, count, everything, colours, light, layer, px, py, pz, (dx, dy, dz), nearest, out)
            return t, layer
        t += d * 0.92
    out[0], out[1], out[2] = 0.0, 0.0, 0.0
    return 1e9, NOTHING


@njit(cache=True, fastmath=True)
def _seen_circles(centres, radii, camera):
    """`(count, 3)` centre and radius in pixels of each sphere."""
    circles = np.empty((centres.shape[0], 3))
    for i in range(centres.shape[0]):
        cx, cy, cz = (
            centres[i, 0] - camera.position[0],
            centres[i, 1] - camera.position[1],
            centres[i, 2] - camera.position[2],
        )
        depth = cx * camera.forward[0] + cy * camera.forward[1] + cz * camera.forward[2]
        x = cx * camera.right[0] + cy * camera.right[1] + cz * camera.right[2]
        y = cx * camera.up[0] + cy * camera.up[1] + cz * camera.up[2]
        circles[i, 0] = camera.width / 2 + x / depth * camera.focal_px
        circles[i, 1] = camera.height / 2 - y / depth * camera.focal_px
        circles[i, 2] = (radii[i] + 0.03) / depth * camera.focal_px * 1.1
    return circles


@njit(cache=True, fastmath=True)
def _list_tile(circles, left, top, listed):
    """Write the shapes that may be seen in a tile into `listed`; how many."""
    count = 0
    for i in range(circles.shape[0]):
        x = max(left - circles[i, 0], 0.0, circles[i, 0] - (left + TILE))
        y = max(top - circles[i, 1], 0.0, circles[i, 1] - (top + TILE))
        if x * x + y * y < circles[i, 2] * circles[i, 2]:
            listed[count] = i
            count += 1
    return count


@njit(cache=True, fastmath=True)
def _is_edge(layers, depths, faces, x, y):
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


@njit(parallel=True, cache=True, fastmath=True)
def _render(field, colours, light, camera, rays):
    """`(height, width, 4)`: light and cover of the people; `rays` squared are followed at edges."""
    width, height = camera.width, camera.height
    everything = np.arange(field.shapes.shape[0]).astype(np.int32)
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
            listed = np.empty(circles.shape[0], np.int32)
            count = _list_tile(circles, left, top, listed)
            if count == 0:
                continue
            nearest, out = np.empty(colours.shape[0]), np.empty(3)
            for y in range(top, min(top + TILE, height)):
                for x in range(left, min(left + TILE, width)):
                    steps = 1
                    if fine == 1:
                        if not _is_edge(layers, depths, faces, x, y):
                            continue
                        steps = rays
                    share = 1.0 / (steps * steps)
                    picture[y, x, :] = 0.0
                    for ray in range(steps * steps):
                        u, v = x + (ray % steps + 0.5) / steps, y + (ray // steps + 0.5) / steps
                        depth, layer = _trace(
                            field, listed, count, everything, colours, light, camera, u, v, nearest, out
                        )
                        if layer != NOTHING:
                            for c in range(3):
                                picture[y, x, c] += out[c] * share
                            picture[y, x, 3] += share
                        if fine == 0:
                            layers[y, x], depths[y, x] = layer, depth
    return picture


@njit(parallel=True, cache=True, fastmath=True)
def _floor_shadow(field, direction, layer_count, size):
    grid = np.ones((size, size))
    everything = np.arange(field.shapes.shape[0]).astype(np.int32)
    count = everything.shape[0]
    for row in prange(size):
        nearest = np.empty(layer_count)
        for column in range(size):
            x = SHADOW_HALF_M * (2.0 * column / (size - 1) - 1.0)
            z = SHADOW_HALF_M * (2.0 * row / (size - 1) - 1.0)
            share = light_share(
                field, everything, count, x, 0.004, z, direction[0], direction[1], direction[2], 5.0, 2.6, nearest
            )
            close = distance(field, everything, count, x, 0.02, z, nearest)[0]
            wide = distance(field, everything, count, x, 0.35, z, nearest)[0]
            open_sky = min(1.0, 0.45 + max(0.0, close) * 2.6) * min(1.0, 0.80 + max(0.0, wide) * 0.6)
            grid[row, column] = (0.45 + 0.55 * share) * open_sky
    return grid


def render(
    field: Field, colours: NDArray[np.float64], light: Light, camera: Camera, rays: int = 2
) -> NDArray[np.float64]:
    """The people alone: `(height, width, 4)` linear light and cover 0-1.

    Args:
        field: The people.
        colours: `(layers, 3)` linear colour of every layer.
        light: The room's light.
        camera: Where it is seen from.
        rays: Rays along a pixel's side at edges and faces.
    """
    picture: NDArray[np.float64] = _render(field, colours, light, camera, rays)
    return picture


def floor_shadow(field: Field, light: Light, size: int = 120) -> NDArray[np.float64]:
    """Share of light that reaches the floor, `(size, size)` over `SHADOW_HALF_M` to each side of the middle."""
    grid: NDArray[np.float64] = _floor_shadow(field, light.direction, field.heads.shape[0] * LAYERS, size)
    return grid

"""What light does on skin, cloth and hair, and the painted face, compiled."""

import math

from figure.compiled import compiled
from figure.field import Point, Table
from figure.light import Light
from figure.shapes import BEARD, BLINK, BROWS, GLASSES, Layer

SKIN_LAST = int(Layer.RIGHT_LEG)
SHIRT = int(Layer.SHIRT)
TROUSERS = int(Layer.TROUSERS)
HEAD = int(Layer.HEAD)
HAIR = int(Layer.HAIR)


@compiled
def _hash(x: float, y: float, z: float) -> float:
    v = math.sin(x * 127.1 + y * 311.7 + z * 74.7) * 43758.5453
    return v - math.floor(v)


@compiled
def noise(x: float, y: float, z: float) -> float:
    """Smooth noise, 0-1."""
    ix, iy, iz = math.floor(x), math.floor(y), math.floor(z)
    fx, fy, fz = x - ix, y - iy, z - iz
    fx, fy, fz = fx * fx * (3 - 2 * fx), fy * fy * (3 - 2 * fy), fz * fz * (3 - 2 * fz)
    total = 0.0
    for a in range(2):
        wx = fx if a else 1 - fx
        for b in range(2):
            wy = fy if b else 1 - fy
            for c in range(2):
                wz = fz if c else 1 - fz
                total += wx * wy * wz * _hash(ix + a, iy + b, iz + c)
    return total


@compiled
def _tint(out: Table, r: float, g: float, b: float) -> None:
    out[0] *= r
    out[1] *= g
    out[2] *= b


@compiled
def _set(out: Table, r: float, g: float, b: float) -> None:
    out[0], out[1], out[2] = r, g, b


@compiled
def _paint_eye(out: Table, ax: float, y: float, blink: float) -> None:
    """White, iris, pupil and lid line of an eye whose centre is 32 mm off the middle."""
    across = (ax - 0.032) / 0.0155
    if abs(across) >= 1.0:
        return
    arch = 1.0 - across * across
    upper, lower = 0.0060 * arch * (1.0 - 1.7 * blink), 0.0046 * arch
    if upper <= -lower:
        if abs(y + lower) < 0.0012:
            _tint(out, 0.35, 0.3, 0.3)
        return
    if -lower < y < upper:
        white = 0.40 + 0.30 * min(1.0, out[0] * 1.8)
        _set(out, white, 0.97 * white, 0.94 * white)
        d = math.sqrt((ax - 0.032) ** 2 + (y - 0.0008) ** 2)
        if d < 0.0066:
            _set(out, 0.13, 0.08, 0.045)
        if d < 0.0030:
            _set(out, 0.01, 0.01, 0.01)
        if y > upper - 0.0022:
            _tint(out, 0.25, 0.22, 0.2)
    elif upper <= y < upper + 0.0020:
        _tint(out, 0.35, 0.3, 0.3)


@compiled
def _paint_mouth(out: Table, x: float, y: float) -> None:
    across = x / 0.0245
    if abs(across) >= 1.0:
        return
    middle = -0.0770 + 0.0062 * across * across
    arch = 1.0 - across * across
    top = middle + 0.0072 * arch * (1.0 - 0.35 * math.exp(-((x / 0.005) ** 2)))
    if middle - 0.0090 * arch < y < top:
        _tint(out, 0.82, 0.56, 0.58)
        if abs(y - middle) < 0.0013:
            _tint(out, 0.45, 0.4, 0.4)


@compiled
def paint_face(out: Table, p: Point, head: Table) -> None:
    """Cheeks, sockets, brows, eyes, lips, nostrils, beard and glasses onto the skin colour `out`.

    Args:
        out: `(3,)` colour of the skin, painted over.
        p: Place in the head's own frame.
        head: Row of the table of heads.
    """
    x, y, z = p
    if z < 0.0 or y > 0.075 or y < -0.135:
        return
    ax = abs(x)
    if head[BEARD] > 0.5:
        jaw = -0.050 - 0.35 * max(0.0, 0.055 - ax) + (0.02 if ax < 0.03 and y > -0.068 and y < -0.057 else 0.0)
        edge = min(1.0, max(0.0, (jaw - y) / 0.010))
        share = 0.85 * edge * (0.75 + 0.5 * (noise(x * 400, y * 400, z * 400) - 0.5))
        for c in range(3):
            out[c] = out[c] * (1.0 - share) + head[BROWS + c] * share
    if z < 0.02:
        return
    cheek = math.exp(-(((ax - 0.042) / 0.016) ** 2 + ((y + 0.035) / 0.016) ** 2))
    _tint(out, 1.0, 1.0 - 0.12 * cheek, 1.0 - 0.10 * cheek)
    socket = math.exp(-(((ax - 0.032) / 0.017) ** 2 + ((y - 0.004) / 0.011) ** 2))
    _tint(out, 1.0 - 0.28 * socket, 1.0 - 0.32 * socket, 1.0 - 0.30 * socket)
    brow = 0.0230 - 5.0 * (ax - 0.036) ** 2
    if 0.012 < ax < 0.053 and abs(y - brow) < 0.0045 * (1.0 - 0.4 * (ax - 0.012) / 0.041):
        for c in range(3):
            out[c] = 0.3 * out[c] + 0.7 * head[BROWS + c]
    _paint_eye(out, ax, y, head[BLINK])
    _paint_mouth(out, x, y)
    if z > 0.07 and ((ax - 0.0075) / 0.0035) ** 2 + ((y + 0.0485) / 0.0028) ** 2 < 1.0:
        _tint(out, 0.4, 0.35, 0.35)
    if head[GLASSES] > 0.5:
        rim = math.sqrt(((ax - 0.033) / 1.15) ** 2 + (y - 0.002) ** 2)
        if abs(rim - 0.0185) < 0.0022 or (abs(y - 0.006) < 0.0019 and not 0.014 < ax < 0.053):
            _set(out, 0.03, 0.028, 0.03)


@compiled
def texture(out: Table, layer: int, p: Point, scarf: float) -> None:
    """The unevenness of a surface; `p` goes with the limb, `scarf` is 1 where the hair is under cloth."""
    x, y, z = p
    if layer <= SKIN_LAST:
        n = noise(x * 35, y * 35, z * 35) - 0.5
        _tint(out, 1 + 0.05 * n, 1 + 0.08 * n, 1 + 0.08 * n)
    elif layer in (SHIRT, TROUSERS) or (layer == HAIR and scarf > 0.5):
        n = 1 + 0.10 * (noise(x * 18, y * 9, z * 18) - 0.5) + 0.05 * (noise(x * 130, y * 130, z * 130) - 0.5)
        _tint(out, n, n, n)
    elif layer == HAIR:
        n = 1 + 0.6 * (noise(x * 190, y * 25, z * 120) - 0.5)
        _tint(out, n, n, n)


@compiled
def reflect(out: Table, layer: int, n: Point, view: Point, light: Light, shadow: float, open_sky: float) -> None:
    """Turn the colour in `out` into the light that reaches the camera.

    Args:
        out: `(3,)` colour in, light out.
        layer: What the surface belongs to.
        n: Normal.
        view: Direction of the ray.
        light: The room's `Light`.
        shadow: Share of the key that is seen, 0-1.
        open_sky: Ambient occlusion, 1 for none.
    """
    key = light.direction
    facing = n[0] * key[0] + n[1] * key[1] + n[2] * key[2]
    up = 0.5 + 0.5 * n[1]
    to_camera = max(0.0, -(n[0] * view[0] + n[1] * view[1] + n[2] * view[2]))
    rim = (1.0 - to_camera) ** 3
    hx, hy, hz = key[0] - view[0], key[1] - view[1], key[2] - view[2]
    gleam = max(0.0, (n[0] * hx + n[1] * hy + n[2] * hz) / math.sqrt(hx * hx + hy * hy + hz * hz))
    skin = layer <= SKIN_LAST
    shine = 0.0
    if skin:
        shine = 0.09 * gleam**18 * shadow
    elif layer == HAIR:
        shine = 0.05 * gleam**22 * shadow
    elif layer not in (SHIRT, TROUSERS):
        shine = 0.06 * gleam**20 * shadow
    for c in range(3):
        # Light wanders some way under skin, red furthest: it goes softly round into the shadow.
        wrap = (0.34 - 0.10 * c) if skin else 0.10
        direct = max(0.0, (facing + wrap) / (1.0 + wrap)) * (0.12 + 0.88 * shadow)
        ambient = (light.sky[c] * up + light.ground[c] * (1.0 - up)) * open_sky
        out[c] = (
            out[c] * (light.key[c] * direct + ambient + light.fill * to_camera * open_sky + 0.06 * rim * up) + shine
        )

"""A body's pose as one vector of many measures, in which any movement shows: angles, elevations and distances.

An exercise that is learned from a demonstration does not know beforehand which joint moves, so it looks at all. Angles
are in right angles and lengths in trunk lengths: one unit of either is about the same amount of movement, so that one
floor of measuring error serves both.
"""

from typing import Final

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]

RIGHT_ANGLE: Final = np.pi / 2

_NOSE: Final = 0
_SIDES: Final = {
    "left": {"shoulder": 11, "elbow": 13, "wrist": 15, "hip": 23, "knee": 25, "ankle": 27},
    "right": {"shoulder": 12, "elbow": 14, "wrist": 16, "hip": 24, "knee": 26, "ankle": 28},
}


def body_points(image: Array, aspect: float | None = None) -> Array:
    """Return `(frames, 33, 3)` with equal axes, the origin between the hips and the trunk's length as the unit.

    Args:
        image: `(frames, 33, 3|4)`; fractions of the picture if `aspect` is given, else already in equal axes.
        aspect: Width over height of the picture.
    """
    points = np.array(image[..., :3], dtype=np.float64)
    if aspect is not None:
        points[..., 0] *= aspect
        points[..., 2] *= aspect
    hips = (points[:, 23] + points[:, 24]) / 2
    points -= hips[:, None]
    trunk = np.linalg.norm((points[:, 11] + points[:, 12]) / 2, axis=-1)
    return np.asarray(points / np.maximum(trunk, 1e-6)[:, None, None])


def _angle(a: Array, b: Array, c: Array) -> Array:
    u, v = a - b, c - b
    cosine = (u * v).sum(-1) / (np.linalg.norm(u, axis=-1) * np.linalg.norm(v, axis=-1) + 1e-9)
    return np.asarray(np.arccos(np.clip(cosine, -1, 1)) / RIGHT_ANGLE)


def _elevation(near: Array, far: Array) -> Array:
    limb = far - near
    return np.asarray(np.arcsin(np.clip(-limb[:, 1] / (np.linalg.norm(limb, axis=-1) + 1e-9), -1, 1)) / RIGHT_ANGLE)


def _distance(a: Array, b: Array) -> Array:
    return np.asarray(np.linalg.norm(a - b, axis=-1))


def motion_vectors(points: Array) -> tuple[list[str], Array]:
    """Return the names and the `(frames, measures)` values: angles in right angles, lengths in trunk lengths.

    A right angle and a trunk's length are about the same amount of movement, so one error floor serves both.
    """
    named: dict[str, Array] = {}
    for side, index in _SIDES.items():
        at = {joint: points[:, i] for joint, i in index.items()}
        for tag, flat in (("", slice(3)), ("_in_picture", slice(2))):
            p = {joint: xyz[:, flat] for joint, xyz in at.items()}
            named[f"{side}_elbow{tag}"] = _angle(p["shoulder"], p["elbow"], p["wrist"])
            named[f"{side}_shoulder{tag}"] = _angle(p["elbow"], p["shoulder"], p["hip"])
            named[f"{side}_hip{tag}"] = _angle(p["shoulder"], p["hip"], p["knee"])
            named[f"{side}_knee{tag}"] = _angle(p["hip"], p["knee"], p["ankle"])
        named[f"{side}_upper_arm_elevation"] = _elevation(at["shoulder"], at["elbow"])
        named[f"{side}_forearm_elevation"] = _elevation(at["elbow"], at["wrist"])
        named[f"{side}_thigh_elevation"] = _elevation(at["hip"], at["knee"])
        named[f"{side}_shank_elevation"] = _elevation(at["knee"], at["ankle"])
        named[f"{side}_wrist_over_shoulder"] = at["shoulder"][:, 1] - at["wrist"][:, 1]
        named[f"{side}_wrist_over_hip"] = at["hip"][:, 1] - at["wrist"][:, 1]
        named[f"{side}_wrist_under_nose"] = at["wrist"][:, 1] - points[:, _NOSE, 1]
        named[f"{side}_hip_over_ankle"] = at["ankle"][:, 1] - at["hip"][:, 1]
        named[f"{side}_shoulder_over_ankle"] = at["ankle"][:, 1] - at["shoulder"][:, 1]
        named[f"{side}_wrist_to_shoulder"] = _distance(at["wrist"], at["shoulder"])
        named[f"{side}_hip_to_ankle"] = _distance(at["hip"], at["ankle"])
    hips, shoulders = (points[:, 23] + points[:, 24]) / 2, (points[:, 11] + points[:, 12]) / 2
    named["trunk_elevation"] = _elevation(hips, shoulders)
    named["ankles_apart"] = _distance(points[:, 27], points[:, 28])
    named["wrists_apart"] = _distance(points[:, 15], points[:, 16])
    return list(named), np.stack(list(named.values()), axis=1)

"""A body's pose as one vector of many measures, in which any movement shows: angles, elevations and distances.

An exercise that is learned from a demonstration does not know beforehand which joint moves, so it looks at all. Angles
are in right angles and lengths in trunk lengths: one unit of either is about the same amount of movement, so that one
floor of measuring error serves both. One frame or many are measured by the same operations.
"""

from typing import Final

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
_Indices = NDArray[np.int64]

RIGHT_ANGLE: Final = np.pi / 2

_SIDES: Final = {
    "left": {"shoulder": 11, "elbow": 13, "wrist": 15, "hip": 23, "knee": 25, "ankle": 27},
    "right": {"shoulder": 12, "elbow": 14, "wrist": 16, "hip": 24, "knee": 26, "ankle": 28},
}
_NOSE: Final = 0
_WRISTS, _ANKLES = (15, 16), (27, 28)
_MID_HIPS, _MID_SHOULDERS = 33, 34  # the two midpoints are appended to the 33 landmarks


def _on_both_sides(*rows: tuple[str | int, ...]) -> tuple[list[str], _Indices]:
    """Return the names of both sides' measures and the landmarks of each, from rows of a name and its joints."""
    names, landmarks = [], []
    for side, at in _SIDES.items():
        for name, *joints in rows:
            names.append(f"{side}_{name}")
            landmarks.append([at[joint] if isinstance(joint, str) else joint for joint in joints])
    return names, np.array(landmarks)


_ANGLES, _CORNERS = _on_both_sides(  # one end, the corner, the other end
    ("elbow", "shoulder", "elbow", "wrist"),
    ("shoulder", "elbow", "shoulder", "hip"),
    ("hip", "shoulder", "hip", "knee"),
    ("knee", "hip", "knee", "ankle"),
)
_LIMBS, _LIMB_ENDS = _on_both_sides(  # the near end, the far end
    ("upper_arm_elevation", "shoulder", "elbow"),
    ("forearm_elevation", "elbow", "wrist"),
    ("thigh_elevation", "hip", "knee"),
    ("shank_elevation", "knee", "ankle"),
)
_HEIGHTS, _HEIGHT_ENDS = _on_both_sides(  # the lower end, the upper end
    ("wrist_over_shoulder", "shoulder", "wrist"),
    ("wrist_over_hip", "hip", "wrist"),
    ("wrist_under_nose", _NOSE, "wrist"),
    ("hip_over_ankle", "ankle", "hip"),
    ("shoulder_over_ankle", "ankle", "shoulder"),
)
_HEIGHT_SIGNS: Final = np.array([-1.0 if name.endswith("under_nose") else 1.0 for name in _HEIGHTS])
_REACHES, _REACH_ENDS = _on_both_sides(("wrist_to_shoulder", "wrist", "shoulder"), ("hip_to_ankle", "hip", "ankle"))
_LINES: Final = np.vstack([_LIMB_ENDS, [[_MID_HIPS, _MID_SHOULDERS]]])
_DISTANCES: Final = np.vstack([_REACH_ENDS, [_ANKLES, _WRISTS]])

MOTION_MEASURES: Final = (
    *_ANGLES,
    *(f"{name}_in_picture" for name in _ANGLES),
    *_LIMBS,
    "trunk_elevation",
    *_HEIGHTS,
    *_REACHES,
    "ankles_apart",
    "wrists_apart",
)
"""Names of the measures, in their order in the vector."""


def body_points(image: Array, aspect: float | None = None) -> Array:
    """Return `(…, 33, 3)` with equal axes, the origin between the hips and the trunk's length as the unit.

    Args:
        image: `(…, 33, 3|4)`; fractions of the picture if `aspect` is given, else already in equal axes.
        aspect: Width over height of the picture.
    """
    points = np.array(image[..., :3], dtype=np.float64)
    if aspect is not None:
        points[..., 0] *= aspect
        points[..., 2] *= aspect
    points -= ((points[..., 23, :] + points[..., 24, :]) / 2)[..., None, :]
    trunk = _length((points[..., 11, :] + points[..., 12, :]) / 2)
    return np.asarray(points / np.maximum(trunk, 1e-6)[..., None, None])


def motion_vectors(points: Array) -> Array:
    """Return the values of `MOTION_MEASURES`, `(…, measures)`: angles in right angles, lengths in trunk lengths.

    Args:
        points: `(…, 33, 3)` from `body_points`; NaN where nobody was found, and so are the values.
    """
    middles = np.stack([points[..., 23, :] + points[..., 24, :], points[..., 11, :] + points[..., 12, :]], axis=-2) / 2
    points = np.concatenate([points, middles], axis=-2)
    lines = points[..., _LINES[:, 1], :] - points[..., _LINES[:, 0], :]
    upward = -lines[..., 1] / (_length(lines) + 1e-9)
    down = points[..., 1]
    return np.concatenate(
        [
            _angle(points),
            _angle(points[..., :2]),
            np.arcsin(_within_one(upward)) / RIGHT_ANGLE,
            (down[..., _HEIGHT_ENDS[:, 0]] - down[..., _HEIGHT_ENDS[:, 1]]) * _HEIGHT_SIGNS,
            _length(points[..., _DISTANCES[:, 0], :] - points[..., _DISTANCES[:, 1], :]),
        ],
        axis=-1,
    )


def _length(vectors: Array) -> Array:
    return np.asarray(np.sqrt(np.einsum("...i,...i->...", vectors, vectors)))


def _within_one(values: Array) -> Array:
    return np.asarray(np.minimum(1.0, np.maximum(-1.0, values)))  # np.clip takes five times as long on so few


def _angle(points: Array) -> Array:
    corner = points[..., _CORNERS[:, 1], :]
    one, other = points[..., _CORNERS[:, 0], :] - corner, points[..., _CORNERS[:, 2], :] - corner
    cosine = np.einsum("...i,...i->...", one, other) / (_length(one) * _length(other) + 1e-9)
    return np.asarray(np.arccos(_within_one(cosine)) / RIGHT_ANGLE)

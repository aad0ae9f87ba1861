"""Fits an exercise's target pose to a person's own body in the picture: the ghost that shows where to go.

Bone by bone the template's direction in the picture is kept and its length is the person's own; the whole is put where
the person is held by the floor, the chair or the bar. It shows a direction in the picture plane and measures nothing.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from physiocheck_desktop.domain.exercise import Side
from physiocheck_desktop.domain.pose_template import Anchor, Point, PoseTemplates, TargetPose
from physiocheck_desktop.kinematics.body import TRUNK_LENGTH_M
from physiocheck_desktop.kinematics.body_size import unit_in
from physiocheck_desktop.kinematics.landmarks import LANDMARK_COUNT, Landmark, Pose

Array = NDArray[np.float64]
Ghost = Mapping[Landmark, tuple[float, float]]

_FOLLOWS: Final = 0.12
"""Share by which lengths and place follow each frame, so that the ghost stands still."""
_OTHER_IS_BETTER: Final = 0.8
"""The mirror image must fit so much better before the ghost changes over to it."""
_LENGTH_BOUNDS: Final = (0.6, 1.6)
_LEAST_LENGTH: Final = 1e-3

_ANCHORS: Final = {
    Anchor.HIPS: (Landmark.LEFT_HIP, Landmark.RIGHT_HIP),
    Anchor.ANKLES: (Landmark.LEFT_ANKLE, Landmark.RIGHT_ANKLE),
    Anchor.SHOULDERS: (Landmark.LEFT_SHOULDER, Landmark.RIGHT_SHOULDER),
    Anchor.WRISTS: (Landmark.LEFT_WRIST, Landmark.RIGHT_WRIST),
}
_MOVES_LESS: Final = 0.6
"""A side that goes less than this share of the other one's way is not the one that does it."""
_L, _R = "LEFT_", "RIGHT_"
_LIMBS: Final = tuple(
    (Landmark[f"{side}{start}"], Landmark[f"{side}{end}"])
    for start, end in (
        ("SHOULDER", "ELBOW"),
        ("ELBOW", "WRIST"),
        ("WRIST", "INDEX"),
        ("HIP", "KNEE"),
        ("KNEE", "ANKLE"),
        ("ANKLE", "HEEL"),
        ("ANKLE", "FOOT_INDEX"),
    )
    for side in (_L, _R)
)
_HIPS: Final = (Landmark.LEFT_HIP, Landmark.RIGHT_HIP)
_SHOULDERS: Final = (Landmark.LEFT_SHOULDER, Landmark.RIGHT_SHOULDER)
_HEAD: Final = (Landmark.NOSE, Landmark.LEFT_EAR, Landmark.RIGHT_EAR)
_COMPARED: Final = [int(mark) for mark in Landmark if mark >= Landmark.LEFT_SHOULDER]
_OF_SIDE: Final = {
    side: [int(mark) for mark in Landmark if mark >= Landmark.LEFT_SHOULDER and mark.name.startswith(start)]
    for side, start in ((Side.LEFT, _L), (Side.RIGHT, _R))
}
_SWAPPED: Final = [
    int(Landmark[mark.name.replace(_L, "*").replace(_R, _L).replace("*", _R)])
    if mark.name.startswith((_L, _R))
    else int({Landmark.MOUTH_LEFT: Landmark.MOUTH_RIGHT, Landmark.MOUTH_RIGHT: Landmark.MOUTH_LEFT}.get(mark, mark))
    for mark in Landmark
]


@dataclass(frozen=True, slots=True, eq=False)
class _Variant:
    """One way to see a target: as shown, from the other side, by the other side of the body."""

    start: Array
    peak: Array


class TargetFitter:
    """Follows one person and says where the target pose would be on their body."""

    def __init__(self, target: TargetPose, *, either_side: bool, only_side: Side | None = None) -> None:
        """Prepare.

        Args:
            target: The pose, as somebody else showed it.
            either_side: Whether the exercise may as well be done with the other side of the body.
            only_side: The side that is to do it, None for any; where both sides move alike it changes nothing.
        """
        shown = _Variant(np.array(target.start), np.array(target.peak))
        sides = [shown, _turned(shown)]
        variants = [*sides, *(_swapped(each) for each in sides)] if either_side else sides
        self._variants = [each for each in variants if only_side in (None, _moving_side(each))] or variants
        self._chosen = 0
        self._anchor = _ANCHORS[target.anchor]
        self._lengths = _LengthKeeper()
        self._place: Array | None = None

    def fit(self, pose: Pose) -> Ghost:
        """Return the target's landmarks for this person, as fractions of the picture; empty where the size is unknown.

        Args:
            pose: The person in the newest frame.
        """
        unit = unit_in(pose)
        if unit <= 0.0 or pose.world is None:
            return {}
        plane = pose.image[:, :2] * (pose.aspect, 1.0)
        scale = unit / TRUNK_LENGTH_M
        self._choose((plane - plane[list(_HIPS)].mean(axis=0)) / scale)
        shown = self._variants[self._chosen].peak
        fitted = _grown(shown, self._lengths.ratios(pose.world, shown)) * scale
        place = plane[list(self._anchor)].mean(axis=0)
        self._place = place if self._place is None else self._place + _FOLLOWS * (place - self._place)
        fitted += self._place - fitted[list(self._anchor)].mean(axis=0)
        ghost = fitted / (pose.aspect, 1.0)
        return {mark: (float(ghost[mark, 0]), float(ghost[mark, 1])) for mark in Landmark}

    def _choose(self, person: Array) -> None:
        """Choose the variant between whose start and peak the person is."""
        off = [min(_distance(person, each.start), _distance(person, each.peak)) for each in self._variants]
        best = int(np.argmin(off))
        if off[best] < _OTHER_IS_BETTER * off[self._chosen]:
            self._chosen = best


class _LengthKeeper:
    """Follows how long a person's bones are against those of the template, both sides of the body alike."""

    def __init__(self) -> None:
        self._ratios: dict[str, float] = {}

    def ratios(self, world: Array, shown: Array) -> Mapping[str, float]:
        """Return the ratio by bone, its side left out."""
        found: dict[str, list[float]] = {}
        for start, end in _LIMBS:
            found.setdefault(_bone(start, end), []).append(_ratio(world[end] - world[start], shown[end] - shown[start]))
        spine = [each[list(_SHOULDERS)].mean(axis=0) - each[list(_HIPS)].mean(axis=0) for each in (world, shown)]
        found["SPINE"] = [_ratio(spine[0], spine[1])]
        found["SHOULDERS"] = [_ratio(*(each[_SHOULDERS[0]] - each[_SHOULDERS[1]] for each in (world, shown)))]
        found["HIPS"] = [_ratio(*(each[_HIPS[0]] - each[_HIPS[1]] for each in (world, shown)))]
        for bone, values in found.items():
            new = sum(values) / len(values)
            self._ratios[bone] = new + (1.0 - _FOLLOWS) * (self._ratios.get(bone, new) - new)
        return self._ratios


def learned_target(templates: PoseTemplates, position: str) -> TargetPose | None:
    """Return the target pose of an exercise that was learned from a demonstration, None where nobody has shown it.

    What stays where it is the templates do not tell, so it is taken from the position that the exercise is done in.
    """
    start, peak = templates.start, templates.reference or templates.peak
    if start is None or peak is None or not (start.skeleton and peak.skeleton):
        return None
    anchors = {"standing": Anchor.ANKLES, "plank": Anchor.ANKLES, "hanging": Anchor.WRISTS}
    return TargetPose(_metres(start.skeleton), _metres(peak.skeleton), anchors.get(position, Anchor.HIPS))


def _metres(skeleton: Sequence[Point]) -> tuple[Point, ...]:
    return tuple((x * TRUNK_LENGTH_M, y * TRUNK_LENGTH_M, z * TRUNK_LENGTH_M) for x, y, z in skeleton)


def _grown(shown: Array, ratios: Mapping[str, float]) -> Array:
    """Return the template in the plane with the person's bone lengths, the middle of the hips at the origin."""
    grown = np.zeros((LANDMARK_COUNT, 2))
    flat = shown[:, :2]
    hips, shoulders = flat[list(_HIPS)].mean(axis=0), flat[list(_SHOULDERS)].mean(axis=0)
    top = (shoulders - hips) * ratios["SPINE"]
    for mark in _HIPS:
        grown[mark] = (flat[mark] - hips) * ratios["HIPS"]
    for mark in _SHOULDERS:
        grown[mark] = top + (flat[mark] - shoulders) * ratios["SHOULDERS"]
    for mark in _HEAD:
        grown[mark] = top + (flat[mark] - shoulders) * ratios["SPINE"]
    for start, end in _LIMBS:
        grown[end] = grown[start] + (flat[end] - flat[start]) * ratios[_bone(start, end)]
    return grown


def _bone(start: Landmark, end: Landmark) -> str:
    return f"{start.name.partition('_')[2]}-{end.name.partition('_')[2]}"


def _ratio(own: Array, shown: Array) -> float:
    lowest, highest = _LENGTH_BOUNDS
    length = float(np.linalg.norm(shown))
    return min(highest, max(lowest, float(np.linalg.norm(own)) / length)) if length > _LEAST_LENGTH else 1.0


def _moving_side(shown: _Variant) -> Side | None:
    """Return the side that goes clearly further from start to peak, None where none does."""
    gone = {
        side: float(np.linalg.norm(shown.peak[marks] - shown.start[marks], axis=1).sum())
        for side, marks in _OF_SIDE.items()
    }
    further = max(gone, key=lambda side: gone[side])
    other = min(gone.values())
    return further if other < _MOVES_LESS * gone[further] else None


def _turned(shown: _Variant) -> _Variant:
    """Return it as seen from the other side: a half turn about the upright."""
    half = np.array((-1.0, 1.0, -1.0))
    return _Variant(shown.start * half, shown.peak * half)


def _swapped(shown: _Variant) -> _Variant:
    """Return it as the other side of the body does it."""
    mirror = np.array((-1.0, 1.0, 1.0))
    return _Variant(shown.start[_SWAPPED] * mirror, shown.peak[_SWAPPED] * mirror)


def _distance(person: Array, shown: Array) -> float:
    return float(np.linalg.norm(person[_COMPARED] - shown[_COMPARED, :2], axis=1).mean())

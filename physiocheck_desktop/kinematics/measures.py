"""The named scalar measures of a body: joint angles in degrees and lengths in body units."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from math import atan2, copysign, degrees, hypot, nan
from types import MappingProxyType
from typing import Final

from physiocheck_desktop.domain.exercise import Side
from physiocheck_desktop.kinematics.body import MIDPOINT_ENDS, Body, BodyPoint, Midpoint, leg_length
from physiocheck_desktop.kinematics.geometry import (
    plane_angle_deg,
    plane_slope_deg,
    plane_tilt_deg,
    space_angle_deg,
    space_slope_deg,
    space_tilt_deg,
)
from physiocheck_desktop.kinematics.landmarks import Landmark


class Unit(StrEnum):
    """What a measure's number means."""

    DEGREES = "degrees"
    BODY_UNITS = "body_units"
    LEG_LENGTHS = "leg_lengths"


@dataclass(frozen=True, slots=True)
class Measure:
    """One scalar that can be read from a body.

    Attributes:
        name: Identifier that exercises use, such as `left_knee`.
        title: What people read.
        unit: Degrees, body units (about a trunk's length), or leg lengths (hip to ankle, the leg straight).
        points: The points it is measured between; all must be seen.
        side: The person's own side it belongs to, `BOTH` for the trunk and for measures across the body.
        joint: The joint whose measuring error it has, empty for lengths.
        plane: Its value in the picture's plane.
        space: Its value from world landmarks; None for lengths, which are measured in the picture alone.
    """

    name: str
    title: str
    unit: Unit
    points: tuple[BodyPoint, ...]
    side: Side
    joint: str
    plane: Callable[[Body], float]
    space: Callable[[list[list[float]]], float] | None


def _angle(name: str, side: Side, joint: str, ends: tuple[BodyPoint, BodyPoint, BodyPoint]) -> Measure:
    a, b, c = ends
    return Measure(
        name=name,
        title=name.replace("_", " "),
        unit=Unit.DEGREES,
        points=ends,
        side=side,
        joint=joint,
        plane=lambda body: plane_angle_deg(body.plane[a], body.plane[b], body.plane[c]),
        space=lambda space: space_angle_deg(space[a], space[b], space[c]),
    )


def _tilt(name: str, side: Side, joint: str, below: BodyPoint, above: BodyPoint) -> Measure:
    return Measure(
        name=name,
        title=name.replace("_", " "),
        unit=Unit.DEGREES,
        points=(below, above),
        side=side,
        joint=joint,
        plane=lambda body: plane_tilt_deg(body.plane[below], body.plane[above]),
        space=lambda space: space_tilt_deg(space[below], space[above]),
    )


def _slope(name: str, joint: str, left: Landmark, right: Landmark) -> Measure:
    return Measure(
        name=name,
        title=name.replace("_", " "),
        unit=Unit.DEGREES,
        points=(left, right),
        side=Side.BOTH,
        joint=joint,
        plane=lambda body: plane_slope_deg(body.plane[left], body.plane[right]),
        space=lambda space: space_slope_deg(space[left], space[right]),
    )


def _height(name: str, side: Side, point: BodyPoint, over: BodyPoint) -> Measure:
    """Return how high one point is over another, upwards positive."""
    return Measure(
        name=name,
        title=name.replace("_", " "),
        unit=Unit.BODY_UNITS,
        points=(point, over),
        side=side,
        joint="",
        plane=lambda body: (body.plane[over][1] - body.plane[point][1]) / body.unit,
        space=None,
    )


def _spread(name: str, left: Landmark, right: Landmark) -> Measure:
    """Return how far apart two points are across the picture, never negative."""
    return Measure(
        name=name,
        title=name.replace("_", " "),
        unit=Unit.BODY_UNITS,
        points=(left, right),
        side=Side.BOTH,
        joint="",
        plane=lambda body: abs(body.plane[left][0] - body.plane[right][0]) / body.unit,
        space=None,
    )


def _difference(name: str, joint: str, left: Measure, right: Measure) -> Measure:
    """Return by how much the angles of the two sides differ, never negative."""
    left_space, right_space = left.space, right.space
    return Measure(
        name=name,
        title=name.replace("_", " "),
        unit=Unit.DEGREES,
        points=(*left.points, *right.points),
        side=Side.BOTH,
        joint=joint,
        plane=lambda body: abs(left.plane(body) - right.plane(body)),
        space=None
        if left_space is None or right_space is None
        else lambda space: abs(left_space(space) - right_space(space)),
    )


def _shift(name: str, side: Side, point: BodyPoint, over: BodyPoint, toward: tuple[BodyPoint, BodyPoint]) -> Measure:
    """Return how far a point is beside another across the picture, positive in the direction that two points give."""
    origin, aim = toward

    def plane(body: Body) -> float:
        direction = body.plane[aim][0] - body.plane[origin][0]
        return copysign(1.0, direction) * (body.plane[point][0] - body.plane[over][0]) / body.unit

    return Measure(
        name=name,
        title=name.replace("_", " "),
        unit=Unit.BODY_UNITS,
        points=(point, over),
        side=side,
        joint="",
        plane=plane,
        space=None,
    )


def _forward_lean(body: Body) -> float:
    nose, ears = body.plane[Landmark.NOSE], body.plane[Midpoint.EARS]
    hips, shoulders = body.plane[Midpoint.HIPS], body.plane[Midpoint.SHOULDERS]
    across, up = shoulders[0] - hips[0], hips[1] - shoulders[1]
    return degrees(atan2(copysign(1.0, nose[0] - ears[0]) * across, up)) if across or up else nan


def _forward_lean_in_space(space: list[list[float]]) -> float:
    ahead_x = space[Landmark.NOSE][0] - space[Midpoint.EARS][0]
    ahead_z = space[Landmark.NOSE][2] - space[Midpoint.EARS][2]
    hips, shoulders = space[Midpoint.HIPS], space[Midpoint.SHOULDERS]
    length = hypot(ahead_x, ahead_z)
    if length == 0.0:
        return nan
    across = ((shoulders[0] - hips[0]) * ahead_x + (shoulders[2] - hips[2]) * ahead_z) / length
    return degrees(atan2(across, hips[1] - shoulders[1]))


def _head_turn(body: Body) -> float:
    """Return how far the nose is beside the middle between the ears, in body units: 0 looking ahead, .2 to the side."""
    return abs(body.plane[Landmark.NOSE][0] - body.plane[Midpoint.EARS][0]) / body.unit


def _leg_extension(body: Body) -> float:
    return (body.plane[Midpoint.ANKLES][1] - body.plane[Midpoint.HIPS][1]) / leg_length(body)


def _sided(side: Side) -> tuple[Measure, ...]:
    left = side is Side.LEFT

    def own(name: str) -> Landmark:
        return Landmark[f"{side.name}_{name}"]

    prefix = "left_" if left else "right_"
    shoulder, elbow, wrist = own("SHOULDER"), own("ELBOW"), own("WRIST")
    hip, knee, ankle, heel, toe = own("HIP"), own("KNEE"), own("ANKLE"), own("HEEL"), own("FOOT_INDEX")
    other_hip = Landmark.RIGHT_HIP if left else Landmark.LEFT_HIP
    return (
        _angle(f"{prefix}shoulder", side, "shoulder", (hip, shoulder, elbow)),
        _angle(f"{prefix}elbow", side, "elbow", (shoulder, elbow, wrist)),
        _angle(f"{prefix}hip", side, "hip", (shoulder, hip, knee)),
        _angle(f"{prefix}knee", side, "knee", (hip, knee, ankle)),
        _angle(f"{prefix}ankle", side, "ankle", (knee, ankle, toe)),
        _tilt(f"{prefix}upper_arm_tilt", side, "shoulder", elbow, shoulder),
        _tilt(f"{prefix}thigh_tilt", side, "hip", knee, hip),
        _tilt(f"{prefix}shank_tilt", side, "ankle", ankle, knee),
        _height(f"{prefix}wrist_height", side, wrist, shoulder),
        _height(f"{prefix}knee_height", side, knee, hip),
        _height(f"{prefix}ankle_height", side, ankle, hip),
        _height(f"{prefix}heel_height", side, heel, toe),
        _shift(f"{prefix}knee_inwards", side, knee, ankle, (hip, other_hip)),
        _shift(f"{prefix}knee_past_toes", side, knee, toe, (heel, toe)),
    )


_LEFT: Final = {measure.name: measure for measure in _sided(Side.LEFT)}
_RIGHT: Final = {measure.name: measure for measure in _sided(Side.RIGHT)}
_DIFFERENCES: Final = tuple(
    _difference(f"{joint}_difference", joint, _LEFT[f"left_{joint}"], _RIGHT[f"right_{joint}"])
    for joint in ("shoulder", "elbow", "hip", "knee")
)

_CENTRAL: Final = (
    _angle("neck", Side.BOTH, "neck", (Midpoint.EARS, Midpoint.SHOULDERS, Midpoint.HIPS)),
    _tilt("trunk_lean", Side.BOTH, "trunk", Midpoint.HIPS, Midpoint.SHOULDERS),
    Measure(
        name="trunk_forward_lean",
        title="trunk forward lean",
        unit=Unit.DEGREES,
        points=(Midpoint.HIPS, Midpoint.SHOULDERS, Midpoint.EARS, Landmark.NOSE),
        side=Side.BOTH,
        joint="trunk",
        plane=_forward_lean,
        space=_forward_lean_in_space,
    ),
    _slope("shoulder_slope", "trunk", Landmark.LEFT_SHOULDER, Landmark.RIGHT_SHOULDER),
    _slope("hip_slope", "trunk", Landmark.LEFT_HIP, Landmark.RIGHT_HIP),
    _slope("head_slope", "neck", Landmark.LEFT_EAR, Landmark.RIGHT_EAR),
    _shift("hip_shift", Side.BOTH, Midpoint.HIPS, Midpoint.ANKLES, (Landmark.RIGHT_HIP, Landmark.LEFT_HIP)),
    *_DIFFERENCES,
    Measure(
        name="head_turn",
        title="head turn",
        unit=Unit.BODY_UNITS,
        points=(Landmark.NOSE, Midpoint.EARS),
        side=Side.BOTH,
        joint="",
        plane=_head_turn,
        space=None,
    ),
    _height("hip_height", Side.BOTH, Midpoint.HIPS, Midpoint.ANKLES),
    Measure(
        name="leg_extension",
        title="leg extension",
        unit=Unit.LEG_LENGTHS,
        points=(Midpoint.HIPS, Midpoint.ANKLES),
        side=Side.BOTH,
        joint="",
        plane=_leg_extension,
        space=None,
    ),
    _height("shoulder_height", Side.BOTH, Midpoint.SHOULDERS, Midpoint.ANKLES),
    _height("shoulder_over_wrists", Side.BOTH, Midpoint.SHOULDERS, Midpoint.WRISTS),
    _spread("wrist_spread", Landmark.LEFT_WRIST, Landmark.RIGHT_WRIST),
    _spread("knee_spread", Landmark.LEFT_KNEE, Landmark.RIGHT_KNEE),
    _spread("ankle_spread", Landmark.LEFT_ANKLE, Landmark.RIGHT_ANKLE),
)

MEASURES: Final[Mapping[str, Measure]] = MappingProxyType(
    {measure.name: measure for measure in (*_LEFT.values(), *_RIGHT.values(), *_CENTRAL)}
)
"""All measures by name."""

JOINT_ANGLES: Final = (
    *(f"{side}_{joint}" for joint in ("shoulder", "elbow", "hip", "knee", "ankle") for side in ("left", "right")),
    "neck",
    "trunk_lean",
)
"""The measures that are shown as joint angles whatever the exercise is."""


def landmarks_of(name: str) -> tuple[Landmark, ...]:
    """Return the landmarks that a measure needs, in their usual order; of a midpoint both its ends."""
    needed: set[Landmark] = set()
    for point in MEASURES[name].points:
        needed.update(MIDPOINT_ENDS[point - Midpoint.SHOULDERS] if isinstance(point, Midpoint) else (point,))
    return tuple(sorted(needed))


def other_side(name: str) -> str:
    """Return the same measure of the other side; a measure without a side is its own."""
    if MEASURES[name].side is Side.BOTH:
        return name
    left, right = "left_", "right_"
    return name.replace(left, right, 1) if name.startswith(left) else name.replace(right, left, 1)

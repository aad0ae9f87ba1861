"""Forward kinematics: from a body and a posture to the place and orientation of every segment.

Joints that stand on the floor are solved backwards (two bones), so that feet do not slide.
"""

from dataclasses import dataclass

import numpy as np

from figure import body as proportions
from figure.body import Body
from figure.geometry import Matrix, Vector, across, frame_along, middle_joint, pitch, roll, unit, vector, yaw
from figure.posture import Arm, Leg, Plant, Posture, Reach

SIDES = (("left", 1.0), ("right", -1.0))
HEAD_REFERENCE_HEIGHT_M = 1.75

LUMBAR = 0.055
THORAX = 0.125
NECK = 0.298
"""Heights above the hip joints at which the trunk bends, share of the body's height."""

HEAD_POINTS = {
    "nose": (0.0, -0.036, 0.106),
    "left_eye_inner": (0.020, 0.003, 0.080),
    "left_eye": (0.032, 0.004, 0.078),
    "left_eye_outer": (0.044, 0.003, 0.070),
    "right_eye_inner": (-0.020, 0.003, 0.080),
    "right_eye": (-0.032, 0.004, 0.078),
    "right_eye_outer": (-0.044, 0.003, 0.070),
    "left_ear": (0.077, -0.012, -0.008),
    "right_ear": (-0.077, -0.012, -0.008),
    "mouth_left": (0.023, -0.074, 0.074),
    "mouth_right": (-0.023, -0.074, 0.074),
}
"""Points of the face in the head's own frame, metres at a height of 1.75 m."""

HAND_POINTS = {"pinky": (0.0, -0.055, -0.018), "index": (0.0, -0.058, 0.018), "thumb": (-0.006, -0.036, 0.032)}
"""Knuckles in the hand's own frame, share of the height; x points to the back of the hand."""

FOOT_POINTS = {
    "heel": (0.0, 0.018 - proportions.ANKLE_HEIGHT, -proportions.HEEL_BEHIND_ANKLE),
    "foot_index": (0.0, 0.014 - proportions.ANKLE_HEIGHT, proportions.TOE_AHEAD_OF_ANKLE),
}
"""Points of the foot in the foot's own frame, its origin the ankle, share of the height."""


@dataclass(frozen=True, slots=True, eq=False)
class Skeleton:
    """Where every segment is.

    Attributes:
        points: Place of each joint and landmark by name, metres.
        frames: Orientation of each segment by name.
        head_scale: Size of the head, 1 at a height of 1.75 m.
        breath: 0 breathed out, 1 breathed in.
        blink: 0 eyes open, 1 closed.
    """

    points: dict[str, Vector]
    frames: dict[str, Matrix]
    head_scale: float
    breath: float
    blink: float

    def at(self, frame: str, origin: str, x: float, y: float, z: float) -> Vector:
        """The point `(x, y, z)` metres from `origin` in the axes of `frame`."""
        return self.points[origin] + self.frames[frame] @ vector(x, y, z)

    def moved(self, turn: Matrix, shift: Vector) -> "Skeleton":
        """The same person turned and put elsewhere."""
        return Skeleton(
            {name: turn @ point + shift for name, point in self.points.items()},
            {name: turn @ frame for name, frame in self.frames.items()},
            self.head_scale,
            self.breath,
            self.blink,
        )


def pose_skeleton(body: Body, posture: Posture) -> Skeleton:
    """Put the body into the posture."""
    skeleton = Skeleton({}, {}, body.height_m / HEAD_REFERENCE_HEIGHT_M * body.head, posture.breath, posture.blink)
    _add_trunk(skeleton, body, posture)
    _add_head(skeleton, body, posture)
    for (side, sign), arm in zip(SIDES, (posture.left_arm, posture.right_arm), strict=True):
        _add_arm(skeleton, body, side, sign, arm)
    for (side, sign), leg in zip(SIDES, (posture.left_leg, posture.right_leg), strict=True):
        if isinstance(leg, Plant):
            _add_planted_leg(skeleton, body, side, sign, leg)
        else:
            _add_free_leg(skeleton, body, side, sign, leg)
    return skeleton


def ankle_of(body: Body, plant: Plant, sign: float) -> tuple[Vector, Matrix]:
    """Ankle and foot frame of a planted foot; a lifted heel turns the foot about its ball."""
    heading = yaw(sign * plant.toe_out)
    foot = heading @ pitch(plant.heel_lift)
    ball = vector(0.0, -body.ankle_height_m, proportions.BALL_AHEAD_OF_ANKLE * body.height_m)
    flat = vector(plant.x_m, plant.floor_m + body.ankle_height_m, plant.z_m)
    return flat + heading @ ball - foot @ ball, foot


def _add_trunk(skeleton: Skeleton, body: Body, posture: Posture) -> None:
    height = body.height_m
    third = yaw(posture.twist / 2) @ roll(-posture.side_bend / 2) @ pitch(posture.bend / 2)
    points, frames = skeleton.points, skeleton.frames
    frames["pelvis"] = posture.pelvis
    frames["abdomen"] = posture.pelvis @ third
    frames["thorax"] = frames["abdomen"] @ third
    frames["neck"] = frames["thorax"] @ pitch(body.stoop_deg)
    points["pelvis"] = posture.pelvis_m
    points["lumbar"] = skeleton.at("pelvis", "pelvis", 0.0, LUMBAR * height, 0.0)
    points["waist"] = skeleton.at("abdomen", "lumbar", 0.0, (THORAX - LUMBAR) * height, 0.0)
    points["neck"] = skeleton.at("thorax", "waist", 0.0, (NECK - THORAX) * height, -0.006 * height)
    for side, sign in SIDES:
        points[f"{side}_hip"] = skeleton.at("pelvis", "pelvis", sign * body.half_hip_m, 0.0, 0.0)


def _add_head(skeleton: Skeleton, body: Body, posture: Posture) -> None:
    turn = yaw(posture.turn) @ roll(-posture.tilt) @ pitch(posture.nod - body.stoop_deg * 0.8)
    half = skeleton.frames["neck"] @ pitch(posture.nod / 2) @ roll(-posture.tilt / 2)
    skeleton.frames["head"] = skeleton.frames["neck"] @ turn
    height = body.height_m
    skeleton.points["head"] = skeleton.points["neck"] + half @ vector(0.0, 0.103 * height, 0.012 * height)
    for name, point in HEAD_POINTS.items():
        skeleton.points[name] = skeleton.at("head", "head", *(skeleton.head_scale * np.array(point)))


def _add_arm(skeleton: Skeleton, body: Body, side: str, sign: float, arm: Arm | Reach) -> None:
    height = body.height_m
    # The shoulder blade lifts the joint as the arm goes up: about a third of the elevation, mostly past 30 degrees.
    lift = max(0.0, arm.elevation - 30.0) / 150.0 * 0.028 if isinstance(arm, Arm) else 0.0
    half_width = proportions.HALF_SHOULDER_WIDTH * body.shoulders - 0.25 * lift
    rise = proportions.SHOULDER_ABOVE_HIP - THORAX + lift + 0.0015 * skeleton.breath
    front = proportions.SHOULDER_AHEAD_OF_SPINE + proportions.SHOULDER_PER_STOOP * body.stoop_deg
    skeleton.points[f"{side}_shoulder"] = skeleton.at(
        "thorax", "waist", sign * half_width * height, rise * height, front * height
    )
    frames = skeleton.frames
    if isinstance(arm, Reach):
        _add_reaching_arm(skeleton, body, side, sign, arm)
    else:
        swing = yaw(-sign * arm.plane) @ roll(sign * arm.elevation) @ yaw(sign * arm.plane)
        frames[f"{side}_upper_arm"] = frames["thorax"] @ swing @ yaw(sign * arm.rotation)
        frames[f"{side}_forearm"] = frames[f"{side}_upper_arm"] @ pitch(-arm.elbow)
        frames[f"{side}_hand"] = frames[f"{side}_forearm"] @ yaw(sign * arm.forearm) @ roll(-sign * arm.wrist)
        upper, lower = body.upper_arm_m, body.forearm_m
        skeleton.points[f"{side}_elbow"] = skeleton.at(f"{side}_upper_arm", f"{side}_shoulder", 0.0, -upper, 0.0)
        skeleton.points[f"{side}_wrist"] = skeleton.at(f"{side}_forearm", f"{side}_elbow", 0.0, -lower, 0.0)
    for name, (x, y, z) in HAND_POINTS.items():
        skeleton.points[f"{side}_{name}"] = skeleton.at(
            f"{side}_hand", f"{side}_wrist", sign * x * height, y * height, z * height
        )


def _add_reaching_arm(skeleton: Skeleton, body: Body, side: str, sign: float, reach: Reach) -> None:
    shoulder = skeleton.points[f"{side}_shoulder"]
    elbow = middle_joint(shoulder, reach.wrist_m, body.upper_arm_m, body.forearm_m, reach.elbow_to)
    skeleton.points[f"{side}_elbow"] = elbow
    skeleton.points[f"{side}_wrist"] = reach.wrist_m
    skeleton.frames[f"{side}_upper_arm"] = frame_along(shoulder - elbow, -reach.elbow_to)
    skeleton.frames[f"{side}_forearm"] = frame_along(elbow - reach.wrist_m, -reach.elbow_to)
    y = -unit(reach.fingers_to)
    x = -sign * across(reach.palm_to, y)
    skeleton.frames[f"{side}_hand"] = np.column_stack([x, y, np.cross(x, y)])


def _add_free_leg(skeleton: Skeleton, body: Body, side: str, sign: float, leg: Leg) -> None:
    swing = pitch(-leg.flexion) @ roll(sign * leg.abduction) @ yaw(sign * leg.rotation)
    thigh = skeleton.frames["pelvis"] @ swing
    shank = thigh @ pitch(leg.knee)
    skeleton.frames[f"{side}_thigh"] = thigh
    skeleton.frames[f"{side}_shank"] = shank
    skeleton.points[f"{side}_knee"] = skeleton.at(f"{side}_thigh", f"{side}_hip", 0.0, -body.thigh_m, 0.0)
    skeleton.points[f"{side}_ankle"] = skeleton.at(f"{side}_shank", f"{side}_knee", 0.0, -body.shank_m, 0.0)
    _add_foot(skeleton, body, side, shank @ pitch(-leg.ankle))


def _add_planted_leg(skeleton: Skeleton, body: Body, side: str, sign: float, plant: Plant) -> None:
    ankle, foot = ankle_of(body, plant, sign)
    hip = skeleton.points[f"{side}_hip"]
    forward = yaw(sign * (plant.toe_out + plant.knee_out)) @ vector(0.0, 0.0, 1.0)
    knee = middle_joint(hip, ankle, body.thigh_m, body.shank_m, forward)
    skeleton.points[f"{side}_knee"] = knee
    skeleton.points[f"{side}_ankle"] = ankle
    skeleton.frames[f"{side}_thigh"] = frame_along(hip - knee, forward)
    skeleton.frames[f"{side}_shank"] = frame_along(knee - ankle, forward)
    _add_foot(skeleton, body, side, foot)


def _add_foot(skeleton: Skeleton, body: Body, side: str, foot: Matrix) -> None:
    skeleton.frames[f"{side}_foot"] = foot
    for name, (x, y, z) in FOOT_POINTS.items():
        skeleton.points[f"{side}_{name}"] = skeleton.at(
            f"{side}_foot", f"{side}_ankle", x * body.height_m, y * body.height_m, z * body.height_m
        )

"""A stick figure whose joint angles are known: poses and movements as the pose model would report them."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from math import cos, pi, radians, sin

import numpy as np

from physiocheck_desktop.kinematics.landmarks import LANDMARK_COUNT, Landmark, Pose, PoseObservation

SHANK_M, THIGH_M, TRUNK_M, UPPER_ARM_M, FOREARM_M = 0.43, 0.43, 0.50, 0.30, 0.26
HALF_HIPS_M, HALF_SHOULDERS_M = 0.11, 0.19
SHANK_SHARE = 0.4

MIRROR_PAIRS = {
    landmark: Landmark[landmark.name.replace("LEFT", "#").replace("RIGHT", "LEFT").replace("#", "RIGHT")]
    for landmark in Landmark
}


@dataclass(frozen=True)
class Arm:
    """One arm: how far it is lifted, in which direction (0 forward, 90 sideways), and how far the elbow is bent."""

    lift_deg: float = 8.0
    direction_deg: float = 90.0
    elbow_deg: float = 8.0


@dataclass(frozen=True)
class Figure:
    """A person of 1.75 m in a pose.

    `yaw_deg` is the turn to the camera, 90 with the own left side; `pitch_deg` tips the figure, −90 onto its back.
    """

    left_knee_deg: float = 5.0
    right_knee_deg: float = 5.0
    trunk_deg: float = 2.0
    left_arm: Arm = Arm()
    right_arm: Arm = Arm()
    stance_m: float = HALF_HIPS_M
    yaw_deg: float = 0.0
    pitch_deg: float = 0.0
    across: float = 0.5
    feet: float = 0.9
    scale: float = 0.42
    aspect: float = 4 / 3

    def pose(self) -> Pose:
        """Return the landmarks of the figure."""
        body = self._body()
        body = body @ _turn(self.pitch_deg, self.yaw_deg).T
        hips = (body[Landmark.LEFT_HIP] + body[Landmark.RIGHT_HIP]) / 2.0
        image = np.ones((LANDMARK_COUNT, 4))
        image[:, 0] = self.across + (body[:, 0]) * self.scale / self.aspect
        image[:, 1] = self.feet + body[:, 1] * self.scale
        image[:, 2] = (body[:, 2] - hips[2]) * self.scale / self.aspect
        return Pose(image=image, world=body - hips, aspect=self.aspect)

    def _body(self) -> np.ndarray:
        """Return the landmarks in metres: x to the own left, y down, z backwards, the feet at 0."""
        points = np.zeros((LANDMARK_COUNT, 3))
        hip_height = 0.0
        for side, knee_deg in (("LEFT", self.left_knee_deg), ("RIGHT", self.right_knee_deg)):
            sign = 1.0 if side == "LEFT" else -1.0
            ankle = np.array([sign * self.stance_m, 0.0, 0.0])
            knee = ankle + SHANK_M * _lean(SHANK_SHARE * knee_deg)
            hip = knee + THIGH_M * _lean(-(1.0 - SHANK_SHARE) * knee_deg)
            hip[0] = sign * HALF_HIPS_M
            for name, point in (("ANKLE", ankle), ("KNEE", knee), ("HIP", hip)):
                points[Landmark[f"{side}_{name}"]] = point
            points[Landmark[f"{side}_HEEL"]] = ankle + np.array([0.0, 0.05, 0.05])
            points[Landmark[f"{side}_FOOT_INDEX"]] = ankle + np.array([0.0, 0.06, -0.18])
        lower = min(points[Landmark.LEFT_HIP][1], points[Landmark.RIGHT_HIP][1])
        for side in ("LEFT", "RIGHT"):
            hip_height = points[Landmark[f"{side}_HIP"]][1] - lower
            for name in ("ANKLE", "KNEE", "HIP", "HEEL", "FOOT_INDEX"):
                points[Landmark[f"{side}_{name}"]][1] -= hip_height
        self._upper(points)
        return points

    def _upper(self, points: np.ndarray) -> None:
        hips = (points[Landmark.LEFT_HIP] + points[Landmark.RIGHT_HIP]) / 2.0
        neck = hips + TRUNK_M * _lean(self.trunk_deg)
        for side, arm in (("LEFT", self.left_arm), ("RIGHT", self.right_arm)):
            sign = 1.0 if side == "LEFT" else -1.0
            shoulder = neck + np.array([sign * HALF_SHOULDERS_M, 0.0, 0.0])
            elbow = shoulder + UPPER_ARM_M * _arm(sign, arm.lift_deg, arm.direction_deg)
            wrist = elbow + FOREARM_M * _arm(sign, arm.lift_deg + arm.elbow_deg, arm.direction_deg)
            hand = wrist + 0.08 * _arm(sign, arm.lift_deg + arm.elbow_deg, arm.direction_deg)
            points[Landmark[f"{side}_SHOULDER"]] = shoulder
            points[Landmark[f"{side}_ELBOW"]] = elbow
            points[Landmark[f"{side}_WRIST"]] = wrist
            for name in ("PINKY", "INDEX", "THUMB"):
                points[Landmark[f"{side}_{name}"]] = hand
        head = neck + 0.22 * _lean(self.trunk_deg)
        for landmark in range(Landmark.LEFT_SHOULDER):
            points[landmark] = head + np.array([0.0, 0.0, -0.08])
        points[Landmark.LEFT_EAR] = head + np.array([0.08, 0.0, 0.0])
        points[Landmark.RIGHT_EAR] = head - np.array([0.08, 0.0, 0.0])


def _lean(degrees: float) -> np.ndarray:
    """Return the unit vector that points up, leaning forward by so many degrees."""
    return np.array([0.0, -cos(radians(degrees)), -sin(radians(degrees))])


def _arm(sign: float, lift_deg: float, direction_deg: float) -> np.ndarray:
    lift, direction = radians(lift_deg), radians(direction_deg)
    return np.array([sign * sin(lift) * sin(direction), cos(lift), -sin(lift) * cos(direction)])


def _turn(pitch_deg: float, yaw_deg: float) -> np.ndarray:
    pitch, yaw = radians(pitch_deg), radians(yaw_deg)
    tip = np.array([[1, 0, 0], [0, cos(pitch), -sin(pitch)], [0, sin(pitch), cos(pitch)]])
    spin = np.array([[cos(yaw), 0, sin(yaw)], [0, 1, 0], [-sin(yaw), 0, cos(yaw)]])
    return spin @ tip


def swing(at_s: float, period_s: float, count: int, lead_s: float = 1.0) -> float:
    """Return how far a smooth there-and-back is at a time: 0 at rest, 1 at the peak, `count` times, after a lead."""
    turns = (at_s - lead_s) / period_s
    return 0.5 - 0.5 * cos(2.0 * pi * turns) if 0.0 <= turns <= count else 0.0


STANDING = Figure()


def squat(depth: float, figure: Figure = STANDING) -> Figure:
    """Return the figure in a squat of so much of the full depth, where the knees are bent by 95°."""
    knee = 5.0 + 90.0 * depth
    arm = replace(figure.left_arm, lift_deg=8.0 + 70.0 * depth, direction_deg=0.0)
    return replace(
        figure, left_knee_deg=knee, right_knee_deg=knee, trunk_deg=2.0 + 38.0 * depth, left_arm=arm, right_arm=arm
    )


def watch(
    movement: Callable[[float], Figure], seconds: float, fps: float = 30.0, start_s: float = 0.0
) -> Iterator[PoseObservation]:
    """Return the observations of a movement, which gives the figure at each time."""
    for number in range(round(seconds * fps) + 1):
        at_s = start_s + number / fps
        yield PoseObservation(at_s, movement(at_s).pose(), 1)


def shaken(observation: PoseObservation, spread: float, random: np.random.Generator) -> PoseObservation:
    """Return the observation with noise on every landmark; `spread` in metres of the figure, one standard deviation."""
    pose = observation.pose
    assert pose is not None
    assert pose.world is not None
    scale = float(np.ptp(pose.image[:, 1]) / np.ptp(pose.world[:, 1]))
    image = pose.image.copy()
    image[:, :2] += random.normal(0.0, spread * scale, (LANDMARK_COUNT, 2)) / (pose.aspect, 1.0)
    world = pose.world + random.normal(0.0, spread, pose.world.shape)
    return replace(observation, pose=Pose(image, world, pose.aspect))


def mirrored(observation: PoseObservation) -> PoseObservation:
    """Return the observation as in a mirrored picture, in which the own left looks like the right."""
    pose = observation.pose
    assert pose is not None
    assert pose.world is not None
    order = [MIRROR_PAIRS[landmark] for landmark in Landmark]
    image, world = pose.image[order].copy(), pose.world[order].copy()
    image[:, 0] = 1.0 - image[:, 0]
    world[:, 0] *= -1.0
    return replace(observation, pose=Pose(image, world, pose.aspect))

"""Exercises of balance, and positions that are held."""

import math
from dataclasses import replace

from figure.body import Body
from figure.geometry import vector
from figure.moment import Moment
from figure.posture import Arm, Leg, Posture, Thing
from figure.stances import Stance, stand, stand_on_left


def single_leg_stand(body: Body, moment: Moment) -> Posture:
    """Stand on the left leg, the right foot off the floor; fault `lean` (the trunk leans)."""
    p = moment.progress
    posture = stand_on_left(body, Leg(flexion=56.0 * p, knee=4.0 + 84.0 * p))
    return replace(posture, side_bend=20.0 * moment.fault("lean"))


def single_leg_deadlift(body: Body, moment: Moment) -> Posture:
    """Bow on the left leg while the right one goes back in line with the trunk; fault `knee` (it bends much)."""
    p = moment.progress
    knee = 10.0 + 8.0 * p + 46.0 * moment.fault("knee")
    lean = 1.0 + 62.0 * p
    posture = stand_on_left(body, Leg(flexion=1.0 + 2.0 * p, knee=8.0), lean=lean, knee=knee)
    arm = Arm(elevation=6.0 + 54.0 * p, plane=88.0, elbow=8.0)
    return replace(posture, nod=-22.0 * p, left_arm=arm, right_arm=arm)


def wall_sit(body: Body, moment: Moment) -> Posture:
    """Slide down a wall to a seat without a chair; fault `lean` (the back leaves the wall)."""
    knee = 12.0 + 80.0 * moment.progress
    posture = stand(body, Stance(knee, _shin_before_wall(body, knee), 34.0 * moment.fault("lean"), feet=0.07))
    arm = Arm(elevation=8.0, plane=40.0, elbow=12.0)
    height = body.height_m
    wall = Thing(vector(0.0, 0.45 * height, posture.pelvis_m[2] - 0.105 * height), (0.30 * height, 0.45 * height, 0.02))
    return replace(posture, left_arm=arm, right_arm=arm, things=(wall,))


def _shin_before_wall(body: Body, knee: float) -> float:
    """Lean of the shins, degrees, with which the hips are a thigh's length behind the feet however bent the knees are.

    Solves `thigh * sin(knee - shin) - shank * sin(shin) = thigh` for the shin.
    """
    bent = math.radians(knee)
    across, along = body.thigh_m * math.sin(bent), body.thigh_m * math.cos(bent) + body.shank_m
    return math.degrees(math.acos(body.thigh_m / math.hypot(across, along)) - math.atan2(along, across))

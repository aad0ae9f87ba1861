"""Exercises of the knee."""

import math
from dataclasses import replace

from figure.body import Body
from figure.geometry import vector
from figure.moment import Moment
from figure.posture import Arm, Leg, Plant, Posture, Thing
from figure.stances import STRAIGHT_KNEE, Stance, hook, lie, seat_height_m, sit, stand, stand_on_left


def squat(body: Body, moment: Moment) -> Posture:
    """Squat with the arms reaching forwards; faults `lean` (trunk far forwards) and `heels` (heels come up)."""
    p = moment.progress
    knee = STRAIGHT_KNEE + 92.0 * p
    heels = 22.0 * moment.fault("heels")
    lean = 1.0 + 31.0 * p**0.9 + 26.0 * moment.fault("lean")
    shin = 1.5 + 29.0 * p + 0.7 * heels
    posture = stand(body, Stance(knee, shin, lean, feet=0.082, toe_out=13.0, heel_lift=heels))
    arm = Arm(elevation=6.0 + p * (70.0 + 0.9 * lean), plane=80.0, elbow=9.0, rotation=8.0 * p)
    return replace(posture, bend=5.0 * p, nod=-0.62 * lean, left_arm=arm, right_arm=arm)


def mini_squat(body: Body, moment: Moment) -> Posture:
    """Bend the knees a little; fault `lean` (trunk forwards)."""
    p = moment.progress
    knee = STRAIGHT_KNEE + 48.0 * p
    posture = stand(body, Stance(knee, 1.5 + 17.0 * p, 1.0 + 14.0 * p + 32.0 * moment.fault("lean"), feet=0.075))
    arm = Arm(elevation=6.0 + 50.0 * p, plane=80.0, elbow=10.0)
    return replace(posture, left_arm=arm, right_arm=arm)


def sit_to_stand(body: Body, moment: Moment) -> Posture:
    """Stand up from a seat, the arms crossed; 0 sits, 1 stands."""
    p = moment.progress
    knee = 90.0 - 86.0 * p
    lean = 6.0 + 30.0 * 4.0 * p * (1.0 - p) - 5.0 * p
    posture = stand(body, Stance(knee, 12.0 - 10.5 * p, lean, feet=0.07))
    arm = Arm(elevation=38.0, plane=84.0, elbow=112.0, rotation=-62.0)
    half, back = seat_height_m(body) / 2, -0.245 * body.height_m
    stool = Thing(vector(0.0, half, back - 0.02 * body.height_m), (0.12 * body.height_m, half, 0.10 * body.height_m))
    return replace(posture, nod=-0.4 * lean, left_arm=arm, right_arm=arm, things=(stool,))


def lunge(body: Body, moment: Moment) -> Posture:
    """Sink down with the right foot in front; fault `lean` (trunk forwards)."""
    p, height = moment.progress, body.height_m
    legs = body.thigh_m + body.shank_m
    half = 0.21 * height
    front = Plant(-0.05 * height, half, toe_out=2.0)
    back = Plant(0.05 * height, -half, toe_out=2.0, heel_lift=30.0 + 22.0 * p)
    up = math.sqrt(max(legs * legs * 0.985 - half * half, 0.01)) + body.ankle_height_m
    posture = stand(body, Stance(lean=2.0 + 38.0 * moment.fault("lean")))
    return replace(
        posture,
        pelvis_m=vector(0.0, up - 0.205 * height * p, -0.005),
        left_leg=back,
        right_leg=front,
    )


def side_lunge(body: Body, moment: Moment) -> Posture:
    """Bend the right knee and move over it from a wide stance, the left leg straight."""
    p, height = moment.progress, body.height_m
    posture = stand(body, Stance(feet=0.20, toe_out=14.0, lean=2.0 + 20.0 * p))
    shift = vector(-0.155 * height * p, -0.125 * height * p, -0.05 * height * p)
    arm = Arm(elevation=8.0 + 48.0 * p, plane=80.0, elbow=60.0 * p + 8.0)
    return replace(posture, pelvis_m=posture.pelvis_m + shift, nod=-12.0 * p, left_arm=arm, right_arm=arm)


def knee_extension(body: Body, moment: Moment) -> Posture:
    """Straighten the right knee while sitting; fault `lean` (the trunk leans back)."""
    lean = 2.0 - 28.0 * moment.fault("lean")
    left = Leg(flexion=86.0 + lean, knee=88.0)
    return sit(body, lean, left, Leg(flexion=86.0 + lean, knee=88.0 - 80.0 * moment.progress))


def standing_knee_flexion(body: Body, moment: Moment) -> Posture:
    """Bring the right heel towards the buttock; fault `hip` (the thigh comes forwards)."""
    p = moment.progress
    return stand_on_left(body, Leg(flexion=1.0 + 42.0 * moment.fault("hip"), knee=5.0 + 88.0 * p, ankle=-14.0 * p))


def heel_slide(body: Body, moment: Moment) -> Posture:
    """Slide the right heel towards the buttock while lying."""
    near = 0.478 - 0.21 * moment.progress
    straight = Leg(flexion=-3.0, knee=3.0)
    return lie(body, straight, hook(body, -1.0, near))

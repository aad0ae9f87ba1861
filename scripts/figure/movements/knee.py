"""Exercises of the knee."""

from dataclasses import replace

from figure.body import Body
from figure.moment import Moment
from figure.posture import Arm, Posture
from figure.stances import STRAIGHT_KNEE, Stance, stand


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

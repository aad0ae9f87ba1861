"""Exercises of the shoulder."""

from dataclasses import replace

from figure.body import Body
from figure.moment import Moment
from figure.posture import Arm, Posture
from figure.stances import Stance, stand


def shoulder_abduction(body: Body, moment: Moment) -> Posture:
    """Lift both arms sideways; faults `lean` (trunk sways to the side) and `bent` (elbows bend)."""
    p = moment.progress
    tilt = 15.0 * moment.fault("lean")
    posture = stand(body, Stance(tilt=tilt))
    elevation = 8.0 + 144.0 * p
    arm = Arm(elevation, plane=6.0, rotation=55.0 * p, elbow=7.0 + 55.0 * moment.fault("bent"), wrist=3.0)
    return replace(posture, tilt=-0.5 * tilt, left_arm=arm, right_arm=arm)


def shoulder_flexion(body: Body, moment: Moment) -> Posture:
    """Lift the right arm forwards and up."""
    posture = stand(body, Stance())
    return replace(posture, right_arm=Arm(6.0 + 150.0 * moment.progress, plane=86.0, elbow=6.0, wrist=2.0))

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


def shoulder_extension(body: Body, moment: Moment) -> Posture:
    """Move both straight arms backwards; fault `lean` (the trunk bows)."""
    p = moment.progress
    posture = stand(body, Stance(lean=1.0 + 26.0 * moment.fault("lean")))
    arm = Arm(elevation=3.0 + 44.0 * p, plane=-86.0, elbow=6.0)
    return replace(posture, left_arm=arm, right_arm=arm)


def scaption(body: Body, moment: Moment) -> Posture:
    """Lift both arms, half-way between forwards and sideways, to shoulder height; fault `bent` (elbows bend)."""
    p = moment.progress
    arm = Arm(8.0 + 88.0 * p, plane=33.0, rotation=30.0 * p, elbow=7.0 + 58.0 * moment.fault("bent"))
    return replace(stand(body, Stance()), left_arm=arm, right_arm=arm)


def shoulder_press(body: Body, moment: Moment) -> Posture:
    """Press both hands from beside the shoulders straight up; fault `lean` (the trunk leans to the side)."""
    p = moment.progress
    posture = stand(body, Stance(tilt=17.0 * moment.fault("lean")))
    arm = Arm(52.0 + 112.0 * p, plane=6.0, rotation=88.0 - 30.0 * p, elbow=128.0 - 112.0 * p)
    return replace(posture, left_arm=arm, right_arm=arm)


def upright_row(body: Body, moment: Moment) -> Posture:
    """Lift both elbows sideways to shoulder height, the hands close to the body; fault `lean` (the trunk sways)."""
    p = moment.progress
    posture = stand(body, Stance(tilt=17.0 * moment.fault("lean")))
    arm = Arm(9.0 + 78.0 * p, plane=8.0, rotation=-80.0 * p, elbow=10.0 + 100.0 * p)
    return replace(posture, left_arm=arm, right_arm=arm)


def chest_opener(body: Body, moment: Moment) -> Posture:
    """Open both level arms from in front to the sides; fault `drop` (the arms sink)."""
    p = moment.progress
    elevation = 88.0 - 38.0 * moment.fault("drop")
    arm = Arm(elevation, plane=84.0 - 84.0 * p, rotation=10.0, elbow=8.0)
    return replace(stand(body, Stance()), left_arm=arm, right_arm=arm)


def bent_over_row(body: Body, moment: Moment) -> Posture:
    """Pull both elbows back from a bent trunk; fault `rise` (the trunk comes up)."""
    p = moment.progress
    lean = 58.0 - 40.0 * moment.fault("rise")
    posture = stand(body, Stance(knee=24.0, shin=9.0, lean=lean))
    arm = Arm((lean - 2.0) * (1.0 - 1.9 * p), plane=88.0, elbow=8.0 + 92.0 * p)
    return replace(posture, nod=-0.6 * lean, left_arm=arm, right_arm=arm)

"""Exercises of the hip."""

from dataclasses import replace

from figure.body import Body
from figure.moment import Moment
from figure.posture import Arm, Leg, Plant, Posture
from figure.stances import Stance, hook, lie, lie_on_right_side, sit, stand, stand_on_left, stand_on_right


def hip_abduction(body: Body, moment: Moment) -> Posture:
    """Lift the straight right leg sideways; fault `lean` (the trunk leans away)."""
    posture = stand_on_left(body, Leg(abduction=3.0 + 35.0 * moment.progress, rotation=5.0, knee=4.0))
    return replace(posture, side_bend=22.0 * moment.fault("lean"))


def hip_extension(body: Body, moment: Moment) -> Posture:
    """Move the straight right leg backwards; fault `lean` (the trunk bows)."""
    lean = 1.0 + 32.0 * moment.fault("lean")
    leg = Leg(flexion=lean - 28.0 * moment.progress, knee=5.0, rotation=4.0, ankle=-14.0 * moment.progress)
    return stand_on_left(body, leg, lean=lean)


def hip_flexion(body: Body, moment: Moment) -> Posture:
    """Lift the right knee to hip height; fault `lean` (the trunk leans back)."""
    lean = 1.0 - 26.0 * moment.fault("lean")
    return stand_on_left(body, _lifted_knee(moment.progress, lean), lean=lean)


def march(body: Body, moment: Moment) -> Posture:
    """Lift the knees to hip height in turn, the right one first."""
    stand_on_other = stand_on_right if moment.number % 2 else stand_on_left
    return stand_on_other(body, _lifted_knee(moment.progress, 1.0))


def _lifted_knee(share: float, lean: float) -> Leg:
    return Leg(flexion=lean + 88.0 * share, knee=4.0 + 86.0 * share, ankle=-12.0 * share)


def hip_hinge(body: Body, moment: Moment) -> Posture:
    """Push the hips back and bow with a flat back; fault `knees` (they bend)."""
    p = moment.progress
    knee = 8.0 + 12.0 * p + 52.0 * moment.fault("knees")
    posture = stand(body, Stance(knee=knee, shin=2.0 - 3.0 * p + 0.45 * (knee - 8.0), lean=1.0 + 62.0 * p))
    arm = Arm(elevation=6.0 + 58.0 * p, plane=86.0, elbow=8.0)
    return replace(posture, nod=-20.0 * p, left_arm=arm, right_arm=arm)


def glute_bridge(body: Body, moment: Moment) -> Posture:
    """Lift the hips from the floor until the body is in one line."""
    return _bridge(body, moment.progress, hook(body, -1.0))


def single_leg_bridge(body: Body, moment: Moment) -> Posture:
    """Lift the hips with the left leg, the right one straight out."""
    p = moment.progress
    return _bridge(body, p, Leg(flexion=24.0 - 22.0 * p, knee=4.0))


def _bridge(body: Body, share: float, right_leg: Leg | Plant) -> Posture:
    posture = lie(body, hook(body, 1.0), right_leg, rise=26.0 * share, lift_m=0.125 * body.height_m * share)
    return replace(posture, nod=8.0 + 18.0 * share)


def straight_leg_raise(body: Body, moment: Moment) -> Posture:
    """Lift the straight right leg from the floor; fault `bent` (the knee bends)."""
    p = moment.progress
    leg = Leg(flexion=-2.0 + 56.0 * p, knee=4.0 + 52.0 * moment.fault("bent"), ankle=4.0)
    return lie(body, hook(body, 1.0), leg)


def side_lying_hip_abduction(body: Body, moment: Moment) -> Posture:
    """Lift the upper leg from lying on the side."""
    upper = Leg(abduction=2.0 + 40.0 * moment.progress, knee=4.0)
    return lie_on_right_side(body, upper, Leg(flexion=20.0, knee=36.0))


def seated_knee_lift(body: Body, moment: Moment) -> Posture:
    """Lift the right knee while sitting; fault `lean` (the trunk leans back)."""
    lean = 2.0 - 28.0 * moment.fault("lean")
    left = Leg(flexion=86.0 + lean, knee=88.0)
    return sit(body, lean, left, Leg(flexion=86.0 + lean + 32.0 * moment.progress, knee=88.0 + 8.0 * moment.progress))

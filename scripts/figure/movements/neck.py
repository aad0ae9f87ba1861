"""Exercises of the neck."""

from dataclasses import replace

from figure.body import Body
from figure.moment import Moment
from figure.posture import Posture
from figure.stances import sit


def neck_flexion(body: Body, moment: Moment) -> Posture:
    """Bow the head; fault `slump` (the back bends with it)."""
    slump = 30.0 * moment.fault("slump")
    return replace(sit(body, lean=2.0 + slump), nod=2.0 + 46.0 * moment.progress, bend=0.5 * slump)


def neck_side_bend(body: Body, moment: Moment) -> Posture:
    """Tilt the head to the left shoulder; fault `lean` (the trunk leans with it)."""
    lean = 22.0 * moment.fault("lean")
    return replace(sit(body), tilt=38.0 * moment.progress, side_bend=lean)


def neck_rotation(body: Body, moment: Moment) -> Posture:
    """Turn the head to look over the left shoulder; fault `lean` (the trunk leans away)."""
    lean = 22.0 * moment.fault("lean")
    return replace(sit(body), turn=62.0 * moment.progress, side_bend=lean)

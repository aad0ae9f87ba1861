"""Exercises of the neck."""

from dataclasses import replace

from figure.body import Body
from figure.moment import Moment
from figure.posture import Posture
from figure.stances import sit


def neck_side_bend(body: Body, moment: Moment) -> Posture:
    """Tilt the head to the left shoulder; fault `lean` (the trunk leans with it)."""
    lean = 22.0 * moment.fault("lean")
    return replace(sit(body), tilt=38.0 * moment.progress, side_bend=lean)


def neck_rotation(body: Body, moment: Moment) -> Posture:
    """Turn the head to look over the left shoulder; fault `lean` (the trunk leans away)."""
    lean = 22.0 * moment.fault("lean")
    return replace(sit(body), turn=62.0 * moment.progress, side_bend=lean)

"""Exercises of the ankle."""

from figure.body import Body
from figure.moment import Moment
from figure.posture import Posture
from figure.stances import Stance, stand


def heel_raise(body: Body, moment: Moment) -> Posture:
    """Rise on the toes of both feet; fault `knees` (they bend)."""
    knee = 4.0 + 44.0 * moment.fault("knees")
    return stand(body, Stance(knee=knee, shin=1.5 + 0.5 * (knee - 4.0), heel_lift=34.0 * moment.progress))

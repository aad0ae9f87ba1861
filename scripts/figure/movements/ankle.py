"""Exercises of the ankle."""

from figure.body import Body
from figure.moment import Moment
from figure.posture import Leg, Posture
from figure.stances import Stance, sit, stand


def heel_raise(body: Body, moment: Moment) -> Posture:
    """Rise on the toes of both feet; fault `knees` (they bend)."""
    knee = 4.0 + 44.0 * moment.fault("knees")
    return stand(body, Stance(knee=knee, shin=1.5 + 0.5 * (knee - 4.0), heel_lift=34.0 * moment.progress))


def ankle_pump(body: Body, moment: Moment) -> Posture:
    """Pull the toes of the straight right leg up and point them away while sitting; 0 points, 1 pulls."""
    left = Leg(flexion=88.0, knee=88.0)
    return sit(body, 2.0, left, Leg(flexion=84.0, knee=6.0, ankle=-38.0 + 58.0 * moment.progress))

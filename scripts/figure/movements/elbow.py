"""Exercises of the elbow."""

from dataclasses import replace

from figure.body import Body
from figure.moment import Moment
from figure.posture import Arm, Posture
from figure.stances import Stance, stand


def elbow_flexion(body: Body, moment: Moment) -> Posture:
    """Bend both elbows, palms up; faults `drift` (upper arms come forwards) and `swing` (trunk leans back)."""
    p = moment.progress
    posture = stand(body, Stance(lean=1.0 - 11.0 * moment.fault("swing")))
    arm = Arm(
        elevation=4.0 + 42.0 * moment.fault("drift"), plane=84.0, rotation=4.0, elbow=7.0 + 128.0 * p, forearm=80.0
    )
    return replace(posture, nod=9.0 * moment.fault("swing"), left_arm=arm, right_arm=arm)

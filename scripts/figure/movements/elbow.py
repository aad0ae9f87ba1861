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


def overhead_triceps_extension(body: Body, moment: Moment) -> Posture:
    """Stretch both elbows above the head; fault `drop` (the upper arms sink forwards)."""
    arm = Arm(168.0 - 62.0 * moment.fault("drop"), plane=84.0, elbow=122.0 - 108.0 * moment.progress)
    return replace(stand(body, Stance()), left_arm=arm, right_arm=arm)


def triceps_kickback(body: Body, moment: Moment) -> Posture:
    """Stretch both elbows backwards from a bent trunk; fault `rise` (the trunk comes up)."""
    lean = 52.0 - 40.0 * moment.fault("rise")
    posture = stand(body, Stance(knee=22.0, shin=8.0, lean=lean))
    arm = Arm(12.0, plane=-86.0, elbow=94.0 - 84.0 * moment.progress)
    return replace(posture, nod=-0.6 * lean, left_arm=arm, right_arm=arm)

"""Exercises of the trunk."""

from dataclasses import replace

from figure.body import Body
from figure.geometry import pitch, vector
from figure.moment import Moment
from figure.posture import Arm, Leg, Posture
from figure.stances import KNEELING_LEG, Stance, hook, lie, lie_on_front, on_all_fours, stand


def trunk_side_bend(body: Body, moment: Moment) -> Posture:
    """Bend the trunk to the left; fault `hips` (the pelvis tips with it)."""
    posture = stand(body, Stance(tilt=40.0 * moment.progress))
    shift = vector(-0.16 * moment.fault("hips") * body.height_m, 0.0, 0.0)
    return replace(posture, pelvis_m=posture.pelvis_m + shift, tilt=8.0 * moment.progress)


def forward_bend(body: Body, moment: Moment) -> Posture:
    """Bow forwards with straight knees, the hands towards the floor; fault `knees` (they bend)."""
    p = moment.progress
    knee = 4.0 + 50.0 * moment.fault("knees")
    posture = stand(body, Stance(knee=knee, shin=1.5 - 6.0 * p + 0.35 * (knee - 4.0), lean=1.0 + 62.0 * p))
    arm = Arm(elevation=6.0 + 84.0 * p, plane=88.0, elbow=8.0)
    return replace(posture, bend=36.0 * p, nod=10.0 * p, left_arm=arm, right_arm=arm)


def standing_back_extension(body: Body, moment: Moment) -> Posture:
    """Lean backwards with the hands on the hips; fault `knees` (they bend)."""
    p = moment.progress
    knee = 4.0 + 42.0 * moment.fault("knees")
    posture = stand(body, Stance(knee=knee, shin=1.5 + 0.6 * (knee - 4.0) + 5.0 * p, lean=1.0 - 10.0 * p))
    arm = Arm(elevation=34.0, plane=-52.0, elbow=84.0, rotation=-40.0)
    return replace(posture, bend=-28.0 * p, nod=-12.0 * p, left_arm=arm, right_arm=arm)


def curl_up(body: Body, moment: Moment) -> Posture:
    """Lift head and shoulders from the floor, the knees bent."""
    p = moment.progress
    arm = Arm(elevation=12.0 + 22.0 * p, plane=80.0, elbow=8.0)
    posture = lie(body, hook(body, 1.0), hook(body, -1.0))
    return replace(posture, bend=46.0 * p, nod=8.0 + 22.0 * p, left_arm=arm, right_arm=arm)


def sit_up(body: Body, moment: Moment) -> Posture:
    """Come up from lying to sitting, the knees bent."""
    p = moment.progress
    arm = Arm(elevation=12.0 + 58.0 * p, plane=84.0, elbow=8.0)
    posture = lie(body, hook(body, 1.0), hook(body, -1.0), rise=-66.0 * p)
    return replace(posture, bend=34.0 * p, nod=8.0 + 10.0 * p, left_arm=arm, right_arm=arm)


def prone_back_extension(body: Body, moment: Moment) -> Posture:
    """Lift the chest from the floor, the hands beside the head."""
    return replace(lie_on_front(body), bend=-48.0 * moment.progress, nod=-8.0 - 6.0 * moment.progress)


def bird_dog(body: Body, moment: Moment) -> Posture:
    """Stretch the right leg backwards and the left arm forwards from all fours; fault `sag` (the leg stays low)."""
    p = moment.progress
    posture = on_all_fours(body, right_leg=_stretched(p, 52.0 * moment.fault("sag")))
    arm = Arm(elevation=84.0 + 88.0 * p, plane=88.0, elbow=6.0)
    return replace(posture, left_arm=arm)


def donkey_kick(body: Body, moment: Moment) -> Posture:
    """Lift the bent right leg backwards from all fours."""
    leg = Leg(flexion=90.0 - 84.0 * moment.progress, knee=90.0, ankle=-40.0)
    return on_all_fours(body, right_leg=leg)


def _stretched(share: float, low: float) -> Leg:
    flexion = KNEELING_LEG.flexion * (1.0 - share) - (6.0 - low) * share
    return Leg(flexion=flexion, knee=KNEELING_LEG.knee - 84.0 * share, ankle=-75.0 + 60.0 * share)


def cat_camel(body: Body, moment: Moment) -> Posture:
    """Round the back upwards from all fours."""
    p = moment.progress
    posture = on_all_fours(body)
    return replace(posture, bend=34.0 * p, pelvis=pitch(84.0 - 16.0 * p), nod=-14.0 + 40.0 * p)

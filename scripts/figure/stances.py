"""The positions that exercises begin from: standing, sitting, lying, on all fours."""

import math
from dataclasses import dataclass, replace

from figure.body import SHOULDER_ABOVE_HIP, Body
from figure.geometry import pitch, roll, third_side, vector
from figure.posture import Arm, Leg, Plant, Posture, Reach, Thing

STRAIGHT_KNEE = 4.0


@dataclass(frozen=True, slots=True)
class Stance:
    """How somebody stands on both feet.

    Attributes:
        knee: Flexion of both knees, degrees.
        shin: Lean of the shins forwards, degrees.
        lean: Lean of the pelvis forwards, degrees.
        tilt: Bend of the trunk to the left over a level pelvis, degrees.
        feet: Distance of a foot from the middle, share of the height.
        toe_out: Toes outwards, degrees.
        heel_lift: Heels off the floor, degrees.
    """

    knee: float = STRAIGHT_KNEE
    shin: float = 1.5
    lean: float = 1.0
    tilt: float = 0.0
    feet: float = 0.062
    toe_out: float = 9.0
    heel_lift: float = 0.0


def stand(body: Body, stance: Stance) -> Posture:
    """Stand on both feet with exactly the wanted flexion of the knees, the arms hanging."""
    shin, thigh = math.radians(stance.shin), math.radians(stance.knee - stance.shin)
    back = body.thigh_m * math.sin(thigh) - body.shank_m * math.sin(shin)
    outwards = stance.feet * body.height_m - body.half_hip_m
    reach = third_side(body.thigh_m, body.shank_m, 180.0 - stance.knee)
    left = Plant(stance.feet * body.height_m, 0.0, stance.toe_out, stance.heel_lift)
    heel = 0.072 * body.height_m * math.sin(math.radians(stance.heel_lift))
    up = math.sqrt(max(reach * reach - outwards * outwards - back * back, 1e-6))
    return Posture(
        pelvis_m=vector(0.0, body.ankle_height_m + heel + up, -back),
        pelvis=pitch(stance.lean),
        side_bend=stance.tilt,
        left_leg=left,
        right_leg=replace(left, x_m=-left.x_m),
    )


def stand_on_left(body: Body, right_leg: Leg, lean: float = 1.0, knee: float = STRAIGHT_KNEE) -> Posture:
    """Stand on the left foot, the pelvis a little over it, and move the right leg freely."""
    posture = stand(body, Stance(knee=knee, lean=lean))
    shift = 0.035 * body.height_m
    return replace(posture, pelvis_m=posture.pelvis_m + vector(shift, -0.004, 0.0), right_leg=right_leg)


def stand_on_right(body: Body, left_leg: Leg, lean: float = 1.0, knee: float = STRAIGHT_KNEE) -> Posture:
    """Stand on the right foot, the pelvis a little over it, and move the left leg freely."""
    posture = stand(body, Stance(knee=knee, lean=lean))
    shift = 0.035 * body.height_m
    return replace(posture, pelvis_m=posture.pelvis_m + vector(-shift, -0.004, 0.0), left_leg=left_leg)


SEATED_LEG = Leg(flexion=88.0, knee=88.0)


def sit(body: Body, lean: float = 2.0, left_leg: Leg = SEATED_LEG, right_leg: Leg = SEATED_LEG) -> Posture:
    """Sit on something as high as the knees, hands on the thighs."""
    hand = Arm(elevation=18.0, plane=70.0, elbow=52.0, forearm=-20.0)
    half = seat_height_m(body) / 2
    stool = Thing(vector(0.0, half, -0.005 * body.height_m), (0.12 * body.height_m, half, 0.115 * body.height_m))
    return Posture(
        pelvis_m=vector(0.0, seat_height_m(body) + SEAT_TO_HIP * body.height_m, 0.0),
        pelvis=pitch(lean),
        left_arm=hand,
        right_arm=hand,
        left_leg=left_leg,
        right_leg=right_leg,
        things=(stool,),
    )


SEAT_TO_HIP = 0.055
"""From the seat to the hip joints, share of the height."""


def seat_height_m(body: Body) -> float:
    """Height of a seat on which thighs are level and feet on the floor."""
    return body.ankle_height_m + body.shank_m - SEAT_TO_HIP * body.height_m


BACK_TO_HIP = 0.070
"""From the floor to the hip joints of somebody who lies, share of the height."""


def lie(body: Body, left_leg: Leg | Plant, right_leg: Leg | Plant, rise: float = 0.0, lift_m: float = 0.0) -> Posture:
    """Lie on the back, the feet towards the front, the arms beside the body.

    Args:
        body: Whose.
        left_leg: Free, or planted with the knee up.
        right_leg: The same.
        rise: Pelvis tipped up at the knees' end, degrees, as in a bridge.
        lift_m: How high the pelvis is lifted.
    """
    arm = Arm(elevation=14.0, plane=10.0, elbow=6.0)
    return Posture(
        pelvis_m=vector(0.0, BACK_TO_HIP * body.height_m + lift_m, 0.0),
        pelvis=pitch(-90.0 - rise),
        nod=8.0,
        left_arm=arm,
        right_arm=arm,
        left_leg=left_leg,
        right_leg=right_leg,
    )


def hook(body: Body, side: float, near: float = 0.36) -> Plant:
    """A foot on the floor with the knee up, for somebody who lies; `near` is its distance, share of the height."""
    return Plant(side * 0.06 * body.height_m, near * body.height_m, toe_out=2.0)


def lie_on_front(body: Body) -> Posture:
    """Lie face down, the head towards the front, the hands beside it."""
    arm = Arm(elevation=86.0, plane=2.0, elbow=88.0, rotation=-88.0)
    leg = Leg(flexion=-1.0, knee=3.0, ankle=-70.0)
    return Posture(
        pelvis_m=vector(0.0, BACK_TO_HIP * body.height_m, 0.0),
        pelvis=pitch(90.0),
        nod=-8.0,
        left_arm=arm,
        right_arm=arm,
        left_leg=leg,
        right_leg=leg,
    )


def lie_on_right_side(body: Body, left_leg: Leg, right_leg: Leg) -> Posture:
    """Lie on the right side, face to the front, the head on the lower arm."""
    return Posture(
        pelvis_m=vector(0.0, 0.118 * body.height_m, 0.0),
        pelvis=roll(90.0),
        left_arm=Arm(elevation=12.0, plane=60.0, elbow=20.0),
        right_arm=Arm(elevation=160.0, plane=80.0, elbow=20.0),
        left_leg=left_leg,
        right_leg=right_leg,
    )


KNEELING_LEG = Leg(flexion=90.0, knee=90.0, ankle=-75.0)


def on_all_fours(body: Body, left_leg: Leg = KNEELING_LEG, right_leg: Leg = KNEELING_LEG) -> Posture:
    """Kneel on hands and knees, the back level, the head towards the front."""
    height = body.height_m
    shoulder = (SHOULDER_ABOVE_HIP + 0.004) * height

    def hand(side: float) -> Reach:
        return Reach(
            wrist_m=vector(side * 0.11 * height, 0.028 * height, shoulder),
            elbow_to=vector(side * 0.4, 0.0, -0.9),
            fingers_to=vector(0.0, -0.1, 1.0),
            palm_to=vector(0.0, -1.0, 0.0),
        )

    return Posture(
        pelvis_m=vector(0.0, body.thigh_m + 0.034 * height, 0.0),
        pelvis=pitch(84.0),
        nod=-14.0,
        left_arm=hand(1.0),
        right_arm=hand(-1.0),
        left_leg=left_leg,
        right_leg=right_leg,
    )

"""The exercises as the figure does them: from how far a repetition has gone, and what is wrong in it, to a posture."""

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from figure.body import (
    HALF_SHOULDER_WIDTH,
    SHOULDER_ABOVE_HIP,
    SHOULDER_AHEAD_OF_SPINE,
    SHOULDER_PER_STOOP,
    Body,
)
from figure.geometry import pitch, third_side, vector
from figure.motion import Liveliness
from figure.posture import Arm, Leg, Plant, Posture, Reach
from figure.skeleton import ankle_of

STRAIGHT_KNEE = 4.0


@dataclass(frozen=True, slots=True)
class Moment:
    """Where in the movement the figure is.

    Attributes:
        progress: 0 in the start pose, 1 at the peak of a full repetition.
        faults: Strength 0-1 of each fault by name, already scaled by the progress.
        at_s: Time since the clip began.
    """

    progress: float
    faults: Mapping[str, float]
    at_s: float = 0.0

    def fault(self, name: str) -> float:
        """Strength of one fault, 0 where it is not made."""
        return self.faults.get(name, 0.0)


Movement = Callable[[Body, Moment], Posture]


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


def squat(body: Body, moment: Moment) -> Posture:
    """Squat with the arms reaching forwards; faults `lean` (trunk far forwards) and `heels` (heels come up)."""
    p = moment.progress
    knee = STRAIGHT_KNEE + 92.0 * p
    heels = 22.0 * moment.fault("heels")
    lean = 1.0 + 31.0 * p**0.9 + 26.0 * moment.fault("lean")
    shin = 1.5 + 29.0 * p + 0.7 * heels
    posture = stand(body, Stance(knee, shin, lean, feet=0.082, toe_out=13.0, heel_lift=heels))
    arm = Arm(elevation=6.0 + p * (70.0 + 0.9 * lean), plane=80.0, elbow=9.0, rotation=8.0 * p)
    return replace(posture, bend=5.0 * p, nod=-0.62 * lean, left_arm=arm, right_arm=arm)


def shoulder_abduction(body: Body, moment: Moment) -> Posture:
    """Lift both arms sideways; faults `lean` (trunk sways to the side) and `bent` (elbows bend)."""
    p = moment.progress
    tilt = 15.0 * moment.fault("lean")
    posture = stand(body, Stance(tilt=tilt))
    elevation = 8.0 + 144.0 * p
    arm = Arm(elevation, plane=6.0, rotation=55.0 * p, elbow=7.0 + 55.0 * moment.fault("bent"), wrist=3.0)
    return replace(posture, tilt=-0.5 * tilt, left_arm=arm, right_arm=arm)


def elbow_flexion(body: Body, moment: Moment) -> Posture:
    """Bend both elbows, palms up; faults `drift` (upper arms come forwards) and `swing` (trunk leans back)."""
    p = moment.progress
    posture = stand(body, Stance(lean=1.0 - 11.0 * moment.fault("swing")))
    arm = Arm(
        elevation=4.0 + 42.0 * moment.fault("drift"), plane=84.0, rotation=4.0, elbow=7.0 + 128.0 * p, forearm=80.0
    )
    return replace(posture, nod=9.0 * moment.fault("swing"), left_arm=arm, right_arm=arm)


def shoulder_flexion(body: Body, moment: Moment) -> Posture:
    """Lift the right arm forwards and up."""
    posture = stand(body, Stance())
    return replace(posture, right_arm=Arm(6.0 + 150.0 * moment.progress, plane=86.0, elbow=6.0, wrist=2.0))


def jumping_jack(body: Body, moment: Moment) -> Posture:
    """Jump with the feet apart and the arms up."""
    p = moment.progress
    posture = stand(body, Stance(knee=9.0, shin=3.0, feet=0.045 + 0.135 * p, toe_out=10.0))
    hop = 0.022 * body.height_m * math.sin(math.pi * min(p, 1.0))
    left, right = (
        replace(leg, floor_m=hop) if isinstance(leg, Plant) else leg for leg in (posture.left_leg, posture.right_leg)
    )
    arm = Arm(10.0 + 145.0 * p, plane=8.0, rotation=55.0 * p, elbow=12.0)
    return replace(
        posture,
        pelvis_m=posture.pelvis_m + vector(0.0, hop, 0.0),
        left_leg=left,
        right_leg=right,
        left_arm=arm,
        right_arm=arm,
    )


def push_up(body: Body, moment: Moment) -> Posture:
    """Support on hands and toes, chest down and up again; head towards the person's front."""
    height = body.height_m
    left = Plant(0.055 * height, 0.0, toe_out=0.0, heel_lift=78.0)
    toes = ankle_of(body, left, 1.0)[0]
    legs = (body.thigh_m + body.shank_m) * 0.9985
    line = legs + SHOULDER_ABOVE_HIP * height
    wrist_up, wrist_out = 0.022 * height, 0.125 * height
    wrist_ahead = toes[2] + line * 0.955
    shoulder_out = HALF_SHOULDER_WIDTH * body.shoulders * height
    wanted = third_side(body.upper_arm_m, body.forearm_m, 172.0 - 88.0 * moment.progress)

    over_line = -SHOULDER_AHEAD_OF_SPINE * height - SHOULDER_PER_STOOP * body.stoop_deg * height

    def reach_at(rise: float) -> float:
        sine, cosine = math.sin(math.radians(rise)), math.cos(math.radians(rise))
        up = toes[1] + line * sine + over_line * cosine - wrist_up
        ahead = toes[2] + line * cosine - over_line * sine - wrist_ahead
        return math.sqrt(up * up + ahead * ahead + (wrist_out - shoulder_out) ** 2)

    low, high = 0.0, 40.0
    for _ in range(40):
        middle = (low + high) / 2
        low, high = (middle, high) if reach_at(middle) < wanted else (low, middle)
    along = vector(0.0, math.sin(math.radians(low)), math.cos(math.radians(low)))
    hands = [
        Reach(
            wrist_m=vector(sign * wrist_out, wrist_up, wrist_ahead),
            elbow_to=vector(sign * 0.55, 0.0, -0.85),
            fingers_to=vector(0.0, -0.12, 1.0),
            palm_to=vector(0.0, -1.0, 0.0),
        )
        for sign in (1.0, -1.0)
    ]
    return Posture(
        pelvis_m=vector(0.0, *(toes + legs * along)[1:].tolist()),
        pelvis=pitch(90.0 - low),
        nod=-12.0,
        left_arm=hands[0],
        right_arm=hands[1],
        left_leg=left,
        right_leg=replace(left, x_m=-left.x_m),
    )


def stand_still(body: Body, moment: Moment) -> Posture:
    """Just stand."""
    return stand(body, Stance(lean=1.0 + 0.0 * moment.progress))


def walk(body: Body, moment: Moment) -> Posture:
    """Walk on the spot of a moving pelvis; one step a half second."""
    stride = 2.0 * math.pi * moment.at_s / 1.05
    swing = math.sin(stride)

    def leg(phase: float) -> Leg:
        forward = math.sin(phase)
        lifting = max(0.0, math.cos(phase))
        return Leg(flexion=4.0 + 22.0 * forward, knee=7.0 + 46.0 * lifting, ankle=-4.0 + 6.0 * forward, rotation=6.0)

    # The pelvis is highest over a straight supporting leg, lowest with both feet apart.
    height = body.ankle_height_m + (body.thigh_m + body.shank_m) * (0.985 - 0.018 * swing * swing)
    return Posture(
        pelvis_m=vector(0.0, height, 0.0),
        pelvis=pitch(3.0),
        twist=-5.0 * swing,
        left_arm=Arm(elevation=abs(20.0 * swing) + 3.0, plane=math.copysign(88.0, -swing), elbow=16.0),
        right_arm=Arm(elevation=abs(20.0 * swing) + 3.0, plane=math.copysign(88.0, swing), elbow=16.0),
        left_leg=leg(stride),
        right_leg=leg(stride + math.pi),
    )


def enlivened(posture: Posture, life: Liveliness, at_s: float) -> Posture:
    """The posture with breath, blinking and the small sway of a living body."""
    return replace(
        posture,
        pelvis_m=posture.pelvis_m + vector(0.004 * life.sway(at_s, 0), 0.0, 0.003 * life.sway(at_s, 1)),
        bend=posture.bend + 0.5 * life.sway(at_s, 2),
        side_bend=posture.side_bend + 0.4 * life.sway(at_s, 3),
        turn=posture.turn + 2.0 * life.sway(at_s, 4),
        nod=posture.nod + 0.8 * life.sway(at_s, 5),
        left_arm=_wandering(posture.left_arm, life, at_s, 6.0),
        right_arm=_wandering(posture.right_arm, life, at_s, 9.0),
        breath=life.breath(at_s),
        blink=life.blink(at_s),
    )


def _wandering(arm: Arm | Reach, life: Liveliness, at_s: float, which: float) -> Arm | Reach:
    if isinstance(arm, Reach):
        return arm
    return replace(
        arm,
        elevation=arm.elevation + 0.9 * life.sway(at_s, which),
        elbow=arm.elbow + 1.0 * life.sway(at_s, which + 1.0),
    )

"""Movements of the whole body, and those that are no exercise."""

import math
from dataclasses import replace

from figure.body import HALF_SHOULDER_WIDTH, SHOULDER_ABOVE_HIP, SHOULDER_AHEAD_OF_SPINE, SHOULDER_PER_STOOP, Body
from figure.geometry import pitch, third_side, vector
from figure.moment import Moment
from figure.posture import Arm, Leg, Plant, Posture, Reach, Thing
from figure.skeleton import ankle_of
from figure.stances import Stance, stand


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


def plank(body: Body, moment: Moment) -> Posture:
    """Support on hands and toes and hold, the body in one line."""
    return push_up(body, replace(moment, progress=0.0))


def pull_up(body: Body, moment: Moment) -> Posture:
    """Hang from a bar and pull the chin over it."""
    height = body.height_m
    bar = 1.30 * height
    hands = [
        Reach(
            wrist_m=vector(sign * 0.15 * height, bar - 0.04 * height, 0.0),
            elbow_to=vector(sign * 0.9, -0.4, -0.2),
            fingers_to=vector(0.0, 1.0, 0.1),
            palm_to=vector(0.0, 0.0, 1.0),
        )
        for sign in (1.0, -1.0)
    ]
    reach = third_side(body.upper_arm_m, body.forearm_m, 172.0 - 118.0 * moment.progress)
    aside = 0.15 * height - HALF_SHOULDER_WIDTH * body.shoulders * height
    below = math.sqrt(reach * reach - aside * aside)
    leg = Leg(flexion=4.0, knee=14.0, ankle=-30.0)
    return Posture(
        pelvis_m=vector(0.0, bar - 0.04 * height - below - (SHOULDER_ABOVE_HIP + 0.005) * height, -0.01),
        nod=-10.0 * moment.progress,
        left_arm=hands[0],
        right_arm=hands[1],
        left_leg=leg,
        right_leg=leg,
        things=(Thing(vector(0.0, bar, 0.0), (0.45 * height, 0.012, 0.012)),),
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

"""The positions that exercises begin from: standing, sitting, lying, on all fours."""

import math
from dataclasses import dataclass, replace

from figure.body import Body
from figure.geometry import pitch, third_side, vector
from figure.posture import Plant, Posture

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

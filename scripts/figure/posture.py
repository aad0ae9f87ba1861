"""A posture: the angle of every joint, and which feet stand where."""

from dataclasses import dataclass, field

from figure.geometry import IDENTITY, Matrix, Vector, vector


@dataclass(frozen=True, slots=True)
class Arm:
    """An arm's joint angles, degrees; all 0 hangs straight down with the palm to the thigh.

    Attributes:
        elevation: Between the upper arm and the hanging arm.
        plane: Plane of the elevation: 0 sideways (abduction), 90 forwards (flexion), -90 backwards.
        rotation: About the upper arm: positive turns the thumb outwards.
        elbow: Flexion.
        forearm: About the forearm: positive turns the palm forwards or up (supination).
        wrist: Flexion towards the palm.
    """

    elevation: float = 7.0
    plane: float = 20.0
    rotation: float = 0.0
    elbow: float = 8.0
    forearm: float = 0.0
    wrist: float = 5.0


@dataclass(frozen=True, slots=True, eq=False)
class Reach:
    """A hand that stays where it is put, whatever the shoulder does; the elbow follows.

    Attributes:
        wrist_m: Place of the wrist.
        elbow_to: Direction that the elbow points to.
        fingers_to: Direction of the fingers.
        palm_to: Direction that the palm faces.
    """

    wrist_m: Vector
    elbow_to: Vector
    fingers_to: Vector
    palm_to: Vector


@dataclass(frozen=True, slots=True)
class Leg:
    """A free leg's joint angles, degrees; all 0 hangs straight down, the foot at a right angle.

    Attributes:
        flexion: Hip, thigh forwards.
        abduction: Hip, thigh outwards.
        rotation: Hip, toes outwards.
        knee: Flexion.
        ankle: Toes upwards.
    """

    flexion: float = 0.0
    abduction: float = 0.0
    rotation: float = 0.0
    knee: float = 3.0
    ankle: float = 0.0


@dataclass(frozen=True, slots=True)
class Plant:
    """A foot that stays where it stands, whatever the pelvis does; hip and knee follow.

    Attributes:
        x_m: Ankle sideways (to the person's left), the foot flat.
        z_m: Ankle forwards, the foot flat.
        toe_out: Toes outwards, degrees.
        heel_lift: Degrees by which the foot has rolled up over its ball.
        knee_out: Knee outwards of the foot's direction, degrees; negative falls inwards.
        floor_m: Height of what the foot stands on.
    """

    x_m: float
    z_m: float = 0.0
    toe_out: float = 8.0
    heel_lift: float = 0.0
    knee_out: float = 0.0
    floor_m: float = 0.0


@dataclass(frozen=True, slots=True, eq=False)
class Thing:
    """A box that somebody sits, steps or leans on, in the person's own frame, metres."""

    centre_m: Vector
    half_m: tuple[float, float, float]


@dataclass(frozen=True, slots=True, eq=False)
class Posture:
    """The whole body in one moment, in the person's own frame, angles in degrees.

    Attributes:
        pelvis_m: Middle between the hip joints.
        pelvis: Orientation of the pelvis.
        bend: Spine forwards, shared out from pelvis to shoulders.
        side_bend: Spine to the left.
        twist: Spine turned to the left.
        nod: Neck forwards.
        tilt: Head to the left shoulder.
        turn: Head to the left.
        left_arm: Left arm, free or with its hand put somewhere.
        right_arm: Right arm, free or with its hand put somewhere.
        left_leg: Left leg, free or planted.
        right_leg: Right leg, free or planted.
        breath: 0 breathed out, 1 breathed in.
        blink: 0 eyes open, 1 closed.
        things: What the body rests on.
    """

    pelvis_m: Vector = field(default_factory=lambda: vector(0.0, 0.9, 0.0))
    pelvis: Matrix = field(default_factory=IDENTITY.copy)
    bend: float = 0.0
    side_bend: float = 0.0
    twist: float = 0.0
    nod: float = 0.0
    tilt: float = 0.0
    turn: float = 0.0
    left_arm: Arm | Reach = field(default_factory=Arm)
    right_arm: Arm | Reach = field(default_factory=Arm)
    left_leg: Leg | Plant = field(default_factory=Leg)
    right_leg: Leg | Plant = field(default_factory=Leg)
    breath: float = 0.0
    blink: float = 0.0
    things: tuple[Thing, ...] = ()

"""Everything that decides a clip: who does what, where, how often, and from where it is seen."""

import math
from dataclasses import dataclass, field

from figure.camera import Camera, aim
from figure.geometry import vector
from figure.light import Light, daylight
from figure.moment import Movement
from figure.motion import Attempt, Tempo
from figure.person import Person
from figure.room import Room

LEAST_SIDEWAYS = 0.5


@dataclass(frozen=True, slots=True)
class Viewpoint:
    """Where the camera stands and what it looks at; it always looks at the wall straight."""

    distance_m: float = 3.9
    height_m: float = 1.12
    target_m: float = 0.90
    field_of_view: float = 34.5

    def camera(self, width: int, height: int) -> Camera:
        """The camera for a picture of this size."""
        position, target = vector(0.0, self.height_m, self.distance_m), vector(0.0, self.target_m, 0.0)
        return aim(position, target, self.field_of_view, width, height)


@dataclass(frozen=True, slots=True)
class Performance:
    """One person's part in a clip.

    Attributes:
        person: Who.
        movement: What is done.
        attempts: The repetitions, none for somebody who only stands or walks.
        tempo: Their pace.
        lead_s: Standing still before the first.
        facing: Degrees: 0 to the camera, 90 with the right side to it.
        x_m: Place in the room, sideways.
        z_m: Place in the room, towards the camera.
        walk_m_s: Speed along x, for somebody who walks past.
    """

    person: Person
    movement: Movement
    attempts: tuple[Attempt, ...] = ()
    tempo: Tempo = field(default_factory=Tempo)
    lead_s: float = 1.5
    facing: float = 0.0
    x_m: float = 0.0
    z_m: float = 0.0
    walk_m_s: float = 0.0

    @property
    def near_side(self) -> str:
        """The person's side that is turned to the camera, `both` where neither is."""
        across = math.sin(math.radians(self.facing))
        if abs(across) < LEAST_SIDEWAYS:
            return "both"
        return "right" if across > 0 else "left"


@dataclass(frozen=True, slots=True)
class ClipPlan:
    """All that decides a clip; the same plan gives the same clip.

    Attributes:
        name: File name without ending.
        exercise: Key of the exercise, empty where none is done.
        view: The camera view, as exercises name it.
        about: What is seen, one sentence.
        duration_s: Length.
        performances: The people, the watched one first; empty for an empty room.
        room: Where.
        viewpoint: From where it is seen.
        light: The light.
        fps: Frames a second.
        size: Width and height, pixels.
        seed: Of all variation.
        crf: Quality of the compression, smaller is better.
    """

    name: str
    exercise: str
    view: str
    about: str
    duration_s: float
    performances: tuple[Performance, ...]
    room: Room = field(default_factory=Room)
    viewpoint: Viewpoint = field(default_factory=Viewpoint)
    light: Light = field(default_factory=daylight)
    fps: int = 30
    size: tuple[int, int] = (640, 480)
    seed: int = 1
    crf: int = 23

    @property
    def frames(self) -> int:
        """How many frames the clip has."""
        return round(self.duration_s * self.fps)

    @property
    def camera(self) -> Camera:
        """The camera that sees it."""
        return self.viewpoint.camera(*self.size)

"""Render a planned clip to an H.264 file with its truth beside it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from fractions import Fraction
from pathlib import Path

import av
import cv2
import numpy as np
from numpy.typing import NDArray

from figure.camera import Camera, aim
from figure.field import field_of
from figure.geometry import vector
from figure.light import Light, daylight, developed, linear
from figure.motion import Attempt, Liveliness, Tempo, TimedAttempt, schedule
from figure.movements import Moment, Movement, enlivened
from figure.outfit import Hair
from figure.person import Person, PlacedPerson
from figure.raymarch import SHADOW_HALF_M, floor_shadow, render
from figure.room import Backdrop, Room, backdrop
from figure.shapes import LAYERS, Layer
from figure.truth import describe_attempts, track_of, write_truth


@dataclass(frozen=True, slots=True)
class Viewpoint:
    """Where the camera stands and what it looks at; it always looks at the wall straight."""

    distance_m: float = 3.2
    height_m: float = 1.12
    target_m: float = 0.90
    field_of_view: float = 42.0

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


@dataclass(frozen=True, slots=True)
class _Part:
    """A performance with its times drawn."""

    performance: Performance
    timed: tuple[TimedAttempt, ...]
    life: Liveliness

    def placed(self, at_s: float) -> PlacedPerson:
        """The person at a time."""
        now = next((timed for timed in self.timed if timed.start_s < at_s < timed.end_s), None)
        progress = now.progress(at_s) if now else 0.0
        share = progress / now.amount if now and now.amount > 0 else 0.0
        faults = {name: strength * share for name, strength in now.attempt.faults} if now else {}
        p = self.performance
        posture = enlivened(p.movement(p.person.body, Moment(progress, faults, at_s)), self.life, at_s)
        return PlacedPerson.place(p.person, posture, p.facing, p.x_m + p.walk_m_s * at_s, p.z_m)


class Studio:
    """Renders the frames of one plan."""

    def __init__(self, plan: ClipPlan) -> None:
        random = np.random.default_rng(plan.seed)
        self.plan = plan
        self.camera = plan.viewpoint.camera(*plan.size)
        self.grain = random.normal(0.0, 0.8, (plan.size[1], plan.size[0], 1))
        self.parts = [
            _Part(p, schedule(p.attempts, p.tempo, p.lead_s, random), Liveliness.of(random, plan.duration_s))
            for p in plan.performances
        ]
        self.colours = np.concatenate([_layer_colours(p.person) for p in plan.performances] or [np.zeros((0, 3))])
        self._room: Backdrop = backdrop(plan.room, self.camera)

    def placed(self, at_s: float) -> list[PlacedPerson]:
        """Everybody at a time."""
        return [part.placed(at_s) for part in self.parts]

    def frame(self, at_s: float) -> NDArray[np.uint8]:
        """The picture at a time, `(height, width, 3)` RGB."""
        people = self.placed(at_s)
        picture = self._room.picture
        if people:
            shapes = field_of(people)
            picture = picture * self._shadow_on_floor(floor_shadow(shapes, self.plan.light))[..., None]
            figure = render(shapes, self.colours, self.plan.light, self.camera)
            picture = picture * (1.0 - figure[..., 3:]) + figure[..., :3]
        return developed(picture, self.grain)

    def _shadow_on_floor(self, grid: NDArray[np.float64]) -> NDArray[np.float64]:
        """Share of light on every pixel of the empty room."""
        place = (np.nan_to_num(self._room.floor_m, nan=1e3) / SHADOW_HALF_M + 1.0) / 2.0 * (grid.shape[0] - 1)
        where = place.astype(np.float32)
        share = cv2.remap(
            cv2.GaussianBlur(grid, (0, 0), 0.7), where[..., 0], where[..., 1], cv2.INTER_LINEAR,
            borderMode=cv2.BORDER_CONSTANT, borderValue=(1.0,),
        )  # fmt: skip
        return np.asarray(share, dtype=np.float64)


def _layer_colours(person: Person) -> NDArray[np.float64]:
    outfit = person.outfit
    by_layer = {
        Layer.SHIRT: outfit.shirt,
        Layer.TROUSERS: outfit.trousers,
        Layer.SHOES: outfit.shoes,
        Layer.SOLES: outfit.soles,
        Layer.HAIR: outfit.scarf if outfit.hair_style is Hair.HEADSCARF else outfit.hair,
    }
    return np.array([linear(by_layer.get(layer, outfit.skin)) for layer in Layer]).reshape(LAYERS, 3)


def make_clip(plan: ClipPlan, folder: Path, report: Callable[[int, int], None]) -> Path:
    """Render a plan to `NAME.mp4`, `NAME.truth.json` and `NAME.truth.npz` in a folder; the clip's path.

    Args:
        plan: What to render.
        folder: Where to; made where missing.
        report: Called with the frames done and the frames in all.
    """
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{plan.name}.mp4"
    studio = Studio(plan)
    times = np.arange(plan.frames) / plan.fps

    def pictures() -> Iterator[NDArray[np.uint8]]:
        for number, at_s in enumerate(times):
            yield studio.frame(float(at_s))
            report(number + 1, plan.frames)

    _encode(path, pictures(), plan)
    track = None
    if plan.exercise:
        track = track_of([studio.placed(float(at_s))[0].skeleton for at_s in times], studio.camera)
    write_truth(path, track, times, _facts(studio))
    return path


def _encode(path: Path, pictures: Iterator[NDArray[np.uint8]], plan: ClipPlan) -> None:
    with av.open(str(path), "w", options={"movflags": "+faststart"}) as container:
        stream = container.add_stream("libx264", rate=plan.fps, options={"preset": "slow", "crf": str(plan.crf)})
        stream.width, stream.height = plan.size
        stream.pix_fmt = "yuv420p"
        stream.time_base = Fraction(1, plan.fps)
        for picture in pictures:
            container.mux(stream.encode(av.VideoFrame.from_ndarray(picture, format="rgb24")))
        container.mux(stream.encode(None))


def _facts(studio: Studio) -> dict[str, object]:
    plan = studio.plan
    attempts = describe_attempts(studio.parts[0].timed, plan.duration_s) if studio.parts else []
    return {
        "clip": f"{plan.name}.mp4",
        "about": plan.about,
        "exercise": plan.exercise,
        "view": plan.view,
        "width": plan.size[0],
        "height": plan.size[1],
        "fps": plan.fps,
        "frames": plan.frames,
        "people": [part.performance.person.name for part in studio.parts],
        "complete_repetitions": sum(bool(attempt["complete"]) for attempt in attempts),
        "partial_repetitions": sum(not attempt["complete"] for attempt in attempts),
        "repetitions": attempts,
    }

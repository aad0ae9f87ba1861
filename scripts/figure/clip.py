"""Render a planned clip to an H.264 file with its truth beside it."""

from collections.abc import Callable, Iterator
from fractions import Fraction
from pathlib import Path

import av
import cv2
import numpy as np
from numpy.typing import NDArray

from figure.field import field_of
from figure.light import developed, linear
from figure.outfit import Hair
from figure.person import Person
from figure.plan import ClipPlan
from figure.raymarch import SHADOW_HALF_M, floor_shadow, render
from figure.room import backdrop
from figure.shapes import LAYERS, Layer
from figure.staging import Stage

GRAIN = 0.8
"""Standard deviation of the still grain, steps of 8-bit brightness."""


WOOD = (186, 150, 112)


class Studio:
    """Renders the frames of one plan."""

    def __init__(self, plan: ClipPlan) -> None:
        self.plan = plan
        self.stage = Stage(plan)
        self._camera = plan.camera
        self._room = backdrop(plan.room, self._camera)
        self._grain = np.random.default_rng(plan.seed).normal(0.0, GRAIN, (plan.size[1], plan.size[0], 1))
        self._colours = np.concatenate([_layer_colours(p.person) for p in plan.performances] or [np.zeros((0, 3))])

    def frame(self, at_s: float) -> NDArray[np.uint8]:
        """The picture at a time, `(height, width, 3)` RGB."""
        people = self.stage.placed(at_s)
        picture = self._room.picture
        if people:
            shapes = field_of(people)
            picture = picture * self._shadow_on_floor(floor_shadow(shapes, self.plan.light))[..., None]
            figure = render(shapes, self._colours, self.plan.light, self._camera)
            picture = picture * (1.0 - figure[..., 3:]) + figure[..., :3]
        return developed(picture, self._grain)

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
        Layer.THING: WOOD,
        Layer.HAIR: outfit.scarf if outfit.hair_style is Hair.HEADSCARF else outfit.hair,
    }
    return np.array([linear(by_layer.get(layer, outfit.skin)) for layer in Layer]).reshape(LAYERS, 3)


def make_clip(plan: ClipPlan, folder: Path, report: Callable[[int, int], None], *, truth: bool = True) -> Path:
    """Render a plan to `NAME.mp4`, with `NAME.truth.json` and `NAME.truth.npz` beside it; the clip's path.

    Args:
        plan: What to render.
        folder: Where to; made where missing.
        report: Called with the frames done and the frames in all.
        truth: Whether to write the truth, too.
    """
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{plan.name}.mp4"
    studio = Studio(plan)

    def pictures() -> Iterator[NDArray[np.uint8]]:
        for number, at_s in enumerate(studio.stage.times_s):
            yield studio.frame(float(at_s))
            report(number + 1, plan.frames)

    _encode(path, pictures(), plan)
    if truth:
        studio.stage.write_truth(path)
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

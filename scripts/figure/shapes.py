"""The parts that a person is made of for the renderer, and the table that carries them there."""

from dataclasses import dataclass, field
from enum import IntEnum

import numpy as np
from numpy.typing import NDArray

from figure.geometry import IDENTITY, Matrix, Vector, vector


class Kind(IntEnum):
    """Form of a shape."""

    CONE = 0
    ELLIPSOID = 1
    BOX = 2


class Layer(IntEnum):
    """What a shape belongs to; shapes of one layer melt into each other, layers lie over each other."""

    HEAD = 0
    LEFT_ARM = 1
    RIGHT_ARM = 2
    LEFT_LEG = 3
    RIGHT_LEG = 4
    SHIRT = 5
    TROUSERS = 6
    SHOES = 7
    SOLES = 8
    HAIR = 9
    THING = 10


LAYERS = len(Layer)

# Columns of the shape table; the compiled functions read them by these names.
START, END, RADII, BLEND, FRAME, CENTRE, BOUND, ANCHOR, TRIMMED = 0, 3, 6, 9, 10, 19, 22, 23, 26
COLUMNS = 27

# Columns of the table of heads: place, axes, size, the hair's edge (see `figure.face`), what is painted on the face.
HEAD_PLACE, HEAD_FRAME, HEAD_SCALE, HAIR_FRONT, HAIR_BOTTOM, HAIR_ROUGH, BLINK, BEARD, GLASSES, SCARF, BROWS = (
    0, 3, 12, 13, 14, 15, 16, 17, 18, 19, 20,
)  # fmt: skip
HEAD_COLUMNS = 23


@dataclass(frozen=True, slots=True, eq=False)
class Shape:
    """A rounded cone from `start` to `end`, or an ellipsoid or a box about `start`.

    Attributes:
        kind: Form.
        layer: What it belongs to.
        start: One end, or the middle of the ellipsoid.
        end: The other end.
        radii: At the start and at the end; the three half axes of an ellipsoid or a box, metres.
        blend: Distance over which it melts into its layer, metres.
        frame: Its axes.
        anchor: Where its texture begins; shapes of one piece of cloth share it.
        trimmed: Whether the hairline cuts it.
    """

    kind: Kind
    layer: Layer
    start: Vector
    end: Vector
    radii: tuple[float, float, float]
    blend: float
    frame: Matrix = field(default_factory=IDENTITY.copy)
    anchor: Vector | None = None
    trimmed: bool = False

    def row(self) -> NDArray[np.float64]:
        """The shape as a row of the shape table."""
        row = np.zeros(COLUMNS)
        row[START:END], row[END:RADII], row[RADII:BLEND] = self.start, self.end, self.radii
        row[BLEND] = self.blend
        row[FRAME:CENTRE] = self.frame.ravel()
        row[CENTRE:BOUND] = (self.start + self.end) / 2
        reach = float(np.linalg.norm(self.radii)) if self.kind is Kind.BOX else max(self.radii)
        row[BOUND] = float(np.linalg.norm(self.end - self.start)) / 2 + reach
        row[ANCHOR:TRIMMED] = self.start if self.anchor is None else self.anchor
        row[TRIMMED] = float(self.trimmed)
        return row


@dataclass(slots=True)
class ShapeList:
    """Collects the shapes of one person; sizes are shares of `scale` metres."""

    scale: float
    shapes: list[Shape] = field(default_factory=list)

    def cone(
        self,
        layer: Layer,
        start: Vector,
        end: Vector,
        radii: tuple[float, float],
        blend: float,
        frame: Matrix = IDENTITY,
        anchor: Vector | None = None,
    ) -> None:
        """Add a rounded cone; ends in metres."""
        first, second = radii[0] * self.scale, radii[1] * self.scale
        self.shapes.append(Shape(Kind.CONE, layer, start, end, (first, second, 0.0), blend, frame, anchor))

    def ellipsoid(
        self,
        layer: Layer,
        centre: Vector,
        half_axes: tuple[float, float, float],
        frame: Matrix,
        blend: float,
        anchor: Vector | None = None,
        *,
        trimmed: bool = False,
    ) -> None:
        """Add an ellipsoid; its centre in metres."""
        x, y, z = (vector(*half_axes) * self.scale).tolist()
        self.shapes.append(Shape(Kind.ELLIPSOID, layer, centre, centre, (x, y, z), blend, frame, anchor, trimmed))

"""A person ready to be rendered: a body, an outfit, and where he or she stands."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from figure.body import Body
from figure.face import add_head, hairline
from figure.flesh import add_arm, add_leg, add_trunk
from figure.geometry import Matrix, Vector, vector, yaw
from figure.light import linear
from figure.outfit import Hair, Outfit
from figure.posture import Posture, Thing
from figure.shapes import (
    BLINK,
    BROWS,
    HAIR_FRONT,
    HEAD_COLUMNS,
    HEAD_FRAME,
    HEAD_PLACE,
    HEAD_SCALE,
    Kind,
    Layer,
    Shape,
    ShapeList,
)
from figure.skeleton import SIDES, Skeleton, pose_skeleton


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody in the room.

    Attributes:
        name: What the cast calls him or her.
        body: The build.
        outfit: Skin, hair and clothes.
    """

    name: str
    body: Body
    outfit: Outfit


@dataclass(frozen=True, slots=True, eq=False)
class PlacedPerson:
    """A person in a posture, somewhere in the room."""

    person: Person
    skeleton: Skeleton
    things: tuple[Shape, ...] = ()

    @classmethod
    def place(
        cls, person: Person, posture: Posture, facing: float, x_m: float = 0.0, z_m: float = 0.0
    ) -> "PlacedPerson":
        """Put a person on the floor, turned by `facing` degrees: 0 to the camera, 90 with the right side to it."""
        skeleton = pose_skeleton(person.body, posture)
        turn, shift = yaw(facing), vector(x_m, 0.0, z_m)
        things = tuple(_box(thing, turn, shift) for thing in posture.things)
        return cls(person, skeleton.moved(turn, shift), things)

    def shapes(self) -> list[Shape]:
        """All shapes of the person."""
        body, outfit = self.person.body, self.person.outfit
        parts = ShapeList(body.height_m)
        add_trunk(parts, self.skeleton, body, outfit)
        for side, _ in SIDES:
            add_arm(parts, self.skeleton, body, outfit, side)
            add_leg(parts, self.skeleton, body, outfit, side)
        head = ShapeList(self.skeleton.head_scale)
        add_head(head, self.skeleton, outfit)
        return [*parts.shapes, *head.shapes, *self.things]

    def head_row(self) -> NDArray[np.float64]:
        """`(HEAD_COLUMNS,)` the head as a row of the table of heads, see `figure.shapes`."""
        outfit = self.person.outfit
        row = np.empty(HEAD_COLUMNS)
        row[HEAD_PLACE:HEAD_FRAME] = self.skeleton.points["head"]
        row[HEAD_FRAME:HEAD_SCALE] = self.skeleton.frames["head"].ravel()
        row[HEAD_SCALE] = self.skeleton.head_scale
        row[HAIR_FRONT:BLINK] = hairline(outfit)
        row[BLINK:BROWS] = (self.skeleton.blink, outfit.beard, outfit.glasses, outfit.hair_style is Hair.HEADSCARF)
        row[BROWS:] = linear(outfit.hair)
        return row


def _box(thing: Thing, turn: Matrix, shift: Vector) -> Shape:
    centre = turn @ thing.centre_m + shift
    return Shape(Kind.BOX, Layer.THING, centre, centre, thing.half_m, 0.01, turn)

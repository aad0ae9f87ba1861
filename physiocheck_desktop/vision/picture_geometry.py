"""How a decoded picture becomes the one that people and the pose model see: upright, square pixels, a sane size."""

import struct
from dataclasses import dataclass
from fractions import Fraction
from typing import Final, Self

import numpy as np
from numpy.typing import NDArray

from physiocheck_desktop.vision.opencv import cv2

MAX_SIDE_PX: Final = 1920
"""Longer side of a picture handed on: the pose model sees 256 pixels of it, so more costs time and shows nothing."""

MIN_SIDE_PX: Final = 48
"""Shorter side below which no body can be found."""


@dataclass(frozen=True, slots=True)
class Orientation:
    """How stored rows and columns are turned for display: axes exchanged first, then flipped.

    Attributes:
        transposed: Rows become columns.
        flip_x: Left and right exchanged, after transposing.
        flip_y: Top and bottom exchanged, after transposing.
    """

    transposed: bool = False
    flip_x: bool = False
    flip_y: bool = False

    @classmethod
    def from_display_matrix(cls, content: bytes) -> Self:
        """Read a container's display matrix: nine 32-bit numbers `a b u c d v x y w`, x' = a x + c y, y' = b x + d y.

        Angles between right angles are taken to the nearest one.
        """
        a, b, _, c, d, *_ = struct.unpack("=9i", content)
        if abs(b) > abs(a):
            return cls(transposed=True, flip_x=c < 0, flip_y=b < 0)
        return cls(flip_x=a < 0, flip_y=d < 0)

    def apply(self, picture: NDArray[np.uint8]) -> NDArray[np.uint8]:
        """Return the `(height, width, 3)` picture as it is meant to be seen."""
        turned = cv2.transpose(picture) if self.transposed else picture
        if self.flip_x and self.flip_y:
            turned = cv2.flip(turned, -1)
        elif self.flip_x or self.flip_y:
            turned = cv2.flip(turned, 1 if self.flip_x else 0)
        return np.asarray(turned, dtype=np.uint8)


def display_size(width: int, height: int, pixel_aspect: Fraction | None) -> tuple[int, int]:
    """Return the stored picture's width and height with square pixels, no side longer than `MAX_SIDE_PX`.

    Args:
        width: Stored width, pixels.
        height: Stored height, pixels.
        pixel_aspect: Width of a pixel divided by its height; None or 0 where the container does not say.
    """
    true_width = float(width * pixel_aspect) if pixel_aspect else float(width)
    scale = min(1.0, MAX_SIDE_PX / max(true_width, height))
    return max(1, round(true_width * scale)), max(1, round(height * scale))

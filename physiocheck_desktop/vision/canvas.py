"""Antialiased drawing on a picture: text, panels, lines and sectors, all sized by the picture."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from physiocheck_desktop.vision.opencv import cv2
from physiocheck_desktop.vision.typeface import draw_text, text_width

Colour = tuple[int, int, int]
"""Red, green, blue, 0-255."""

Point = tuple[float, float]
"""x and y in pixels, origin top left."""

REFERENCE_SIDE_PX: Final = 480
"""Shorter side of the picture for which one unit is one pixel."""

_SUBPIXEL_BITS: Final = 4
_SUBPIXELS: Final = 1 << _SUBPIXEL_BITS


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle in pixels."""

    x: float
    y: float
    width: float
    height: float

    def overlaps(self, other: "Box") -> bool:
        """Return whether the two have a common area."""
        return (
            self.x < other.x + other.width
            and other.x < self.x + self.width
            and self.y < other.y + other.height
            and other.y < self.y + self.height
        )


class Canvas:
    """Draws on its own copy of a picture.

    Attributes:
        picture: `(height, width, 3)` uint8 RGB.
        width: Pixels.
        height: Pixels.
        unit: Pixels to one unit: 1 where the shorter side has 480 pixels, 2.25 where it has 1080.
    """

    def __init__(self, picture: NDArray[np.uint8]) -> None:
        self.picture = picture.copy()
        self.height = int(picture.shape[0])
        self.width = int(picture.shape[1])
        self.unit: float = min(self.width, self.height) / REFERENCE_SIDE_PX

    def text_width(self, text: str, size: float, weight: int = 400) -> float:
        """Return how wide a text becomes, pixels; `size` in units."""
        return text_width(text, self._font_size(size), weight)

    def text(self, text: str, at: Point, size: float, colour: Colour, weight: int = 400) -> None:
        """Write a text; `at` is the left end of its baseline, `size` is in units."""
        draw_text(self.picture, text, (round(at[0]), round(at[1])), self._font_size(size), colour, weight)

    def panel(self, box: Box, colour: Colour, opacity: float, radius: float) -> None:
        """Fill a rectangle with round corners through which the picture is seen; `radius` in pixels."""
        left, top = max(0, int(box.x)), max(0, int(box.y))
        right, bottom = min(self.width, round(box.x + box.width)), min(self.height, round(box.y + box.height))
        if right <= left or bottom <= top:
            return
        region = self.picture[top:bottom, left:right]
        filled = region.copy()
        height, width = filled.shape[:2]
        corner = max(0, min(round(radius), (min(width, height) - 1) // 2))
        cv2.rectangle(filled, (corner, 0), (width - 1 - corner, height - 1), colour, cv2.FILLED)
        cv2.rectangle(filled, (0, corner), (width - 1, height - 1 - corner), colour, cv2.FILLED)
        for x in (corner, width - 1 - corner):
            for y in (corner, height - 1 - corner):
                cv2.circle(filled, (x, y), corner, colour, cv2.FILLED, cv2.LINE_AA)
        cv2.addWeighted(filled, opacity, region, 1.0 - opacity, 0.0, dst=region)

    def line(self, start: Point, end: Point, colour: Colour, thickness: float) -> None:
        """Draw a line with round ends; `thickness` in units."""
        cv2.line(self.picture, _fixed(start), _fixed(end), colour, self._stroke(thickness), cv2.LINE_AA, _SUBPIXEL_BITS)

    def disc(self, centre: Point, radius: float, colour: Colour) -> None:
        """Fill a circle; `radius` in units."""
        size = round(radius * self.unit * _SUBPIXELS)
        cv2.circle(self.picture, _fixed(centre), size, colour, cv2.FILLED, cv2.LINE_AA, _SUBPIXEL_BITS)

    def arc(
        self, centre: Point, radius: float, from_deg: float, to_deg: float, colour: Colour, thickness: float
    ) -> None:
        """Draw part of a circle, angles clockwise from the right; `radius` and `thickness` in units."""
        points = self._arc_points(centre, radius, from_deg, to_deg)
        cv2.polylines(self.picture, [points], False, colour, self._stroke(thickness), cv2.LINE_AA, _SUBPIXEL_BITS)

    def sector(
        self, centre: Point, radius: float, from_deg: float, to_deg: float, colour: Colour, opacity: float
    ) -> None:
        """Fill a slice of a circle through which the picture is seen; `radius` in units."""
        points = np.vstack([self._arc_points(centre, radius, from_deg, to_deg), [_fixed(centre)]])
        reach = int(radius * self.unit) + 2
        left, top = max(0, int(centre[0]) - reach), max(0, int(centre[1]) - reach)
        region = self.picture[top : int(centre[1]) + reach + 1, left : int(centre[0]) + reach + 1]
        if region.size == 0:
            return
        filled = region.copy()
        moved = points - np.array([left, top], dtype=np.int32) * _SUBPIXELS
        cv2.fillPoly(filled, [moved], colour, cv2.LINE_AA, _SUBPIXEL_BITS)
        cv2.addWeighted(filled, opacity, region, 1.0 - opacity, 0.0, dst=region)

    def polygon(self, points: Sequence[Point], colour: Colour) -> None:
        """Fill a polygon."""
        cv2.fillPoly(self.picture, [np.array([_fixed(point) for point in points])], colour, cv2.LINE_AA, _SUBPIXEL_BITS)

    def _arc_points(self, centre: Point, radius: float, from_deg: float, to_deg: float) -> NDArray[np.int32]:
        steps = max(2, int(abs(to_deg - from_deg) / 4.0) + 2)
        angles = np.radians(np.linspace(from_deg, to_deg, steps))
        points = np.stack([np.cos(angles), np.sin(angles)], axis=1) * (radius * self.unit) + centre
        return np.asarray(np.round(points * _SUBPIXELS), dtype=np.int32)

    def _font_size(self, size: float) -> int:
        return max(1, round(size * self.unit))

    def _stroke(self, thickness: float) -> int:
        return max(1, round(thickness * self.unit))


def _fixed(point: Point) -> tuple[int, int]:
    """Return a point in the fixed-point numbers that OpenCV draws with."""
    return round(point[0] * _SUBPIXELS), round(point[1] * _SUBPIXELS)

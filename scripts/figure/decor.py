"""What hangs on the wall or stands before it: door, picture, window, wall bars, shelf, plant."""

from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from figure.light import linear
from figure.outfit import Colour
from figure.patterns import soft_noise

Values = NDArray[np.float64]


class Decoration(Protocol):
    """Something that is painted onto the wall."""

    def paint(self, colour: Values, x: Values, y: Values) -> None:
        """Paint into `colour` `(points, 3)`, linear, at the places `x`, `y` on the wall, metres."""


def _within(x: Values, y: Values, centre: tuple[float, float], half: tuple[float, float]) -> NDArray[np.bool_]:
    inside: NDArray[np.bool_] = (np.abs(x - centre[0]) < half[0]) & (np.abs(y - centre[1]) < half[1])
    return inside


def _shadow(colour: Values, x: Values, y: Values, centre: tuple[float, float], half: tuple[float, float]) -> None:
    """Darken the wall softly around something that stands off it, down and to the left of the light."""
    dx = np.maximum(np.abs(x - centre[0] + 0.02) - half[0], 0.0)
    dy = np.maximum(np.abs(y - centre[1] + 0.025) - half[1], 0.0)
    colour *= (1.0 - 0.22 * np.exp(-(dx * dx + dy * dy) / 0.0009))[:, None]


@dataclass(frozen=True, slots=True)
class Picture:
    """A framed picture of soft colours."""

    x_m: float = -1.15
    y_m: float = 1.62
    half_width_m: float = 0.30
    half_height_m: float = 0.22
    frame: Colour = (95, 80, 66)
    warm: bool = False

    def paint(self, colour: Values, x: Values, y: Values) -> None:
        """See `Decoration`."""
        centre, half = (self.x_m, self.y_m), (self.half_width_m, self.half_height_m)
        _shadow(colour, x, y, centre, half)
        colour[_within(x, y, centre, half)] = linear(self.frame)
        margin = _within(x, y, centre, (half[0] - 0.025, half[1] - 0.025))
        colour[margin] = (0.84, 0.83, 0.80)
        view = _within(x, y, centre, (half[0] - 0.065, half[1] - 0.065))
        hill = self.y_m - 0.04 + 0.05 * np.sin((x[view] - self.x_m) * 9.0) + 0.02 * np.sin(x[view] * 23.0)
        haze = soft_noise(x[view] * 7, y[view] * 7)[:, None]
        sky = np.array([0.62, 0.42, 0.28]) if self.warm else np.array([0.42, 0.58, 0.70])
        land = np.array([0.30, 0.24, 0.16]) if self.warm else np.array([0.18, 0.32, 0.24])
        colour[view] = np.where((y[view] < hill)[:, None], land * (0.8 + 0.4 * haze), sky * (0.9 + 0.2 * haze))


@dataclass(frozen=True, slots=True)
class Door:
    """A panelled door in its frame."""

    x_m: float = 1.55
    half_width_m: float = 0.42
    height_m: float = 2.02
    paint_colour: Colour = (214, 208, 196)

    def paint(self, colour: Values, x: Values, y: Values) -> None:
        """See `Decoration`."""
        tone = linear(self.paint_colour)
        middle = (self.x_m, self.height_m / 2)
        _shadow(colour, x, y, middle, (self.half_width_m, self.height_m / 2))
        colour[_within(x, y, middle, (self.half_width_m, self.height_m / 2))] = tone * 1.12
        leaf = _within(x, y, (self.x_m, self.height_m / 2 - 0.03), (self.half_width_m - 0.06, self.height_m / 2 - 0.03))
        colour[leaf] = tone
        for panel_y, half_height in ((1.45, 0.36), (0.55, 0.36)):
            panel = (self.x_m, panel_y)
            colour[_within(x, y, panel, (self.half_width_m - 0.15, half_height))] = tone * 0.86
            colour[_within(x, y, panel, (self.half_width_m - 0.162, half_height - 0.012))] = tone * 0.95
        knob = (x - (self.x_m - self.half_width_m + 0.11)) ** 2 + (y - 1.0) ** 2
        colour[knob < 0.0009] = (0.42, 0.40, 0.36)


@dataclass(frozen=True, slots=True)
class Window:
    """A window with a blurred garden outside."""

    x_m: float = -1.35
    y_m: float = 1.45
    half_width_m: float = 0.55
    half_height_m: float = 0.60

    def paint(self, colour: Values, x: Values, y: Values) -> None:
        """See `Decoration`."""
        centre, half = (self.x_m, self.y_m), (self.half_width_m, self.half_height_m)
        _shadow(colour, x, y, centre, half)
        colour[_within(x, y, centre, half)] = (0.82, 0.82, 0.80)
        for side in (-1.0, 1.0):
            pane_centre = (self.x_m + side * half[0] / 2, self.y_m)
            pane = _within(x, y, pane_centre, (half[0] / 2 - 0.045, half[1] - 0.06))
            leaves = soft_noise(x[pane] * 6, y[pane] * 6)[:, None]
            ground = 1.0 / (1.0 + np.exp((y[pane] - self.y_m + 0.08 + 0.15 * leaves[:, 0]) * 22.0))[:, None]
            sky = np.array([0.78, 0.88, 0.98])
            garden = np.array([0.30, 0.44, 0.24]) * (0.7 + 0.6 * leaves)
            colour[pane] = sky * (1 - ground) + garden * ground
        sill = _within(x, y, (self.x_m, self.y_m - half[1] - 0.02), (half[0] + 0.06, 0.025))
        colour[sill] = (0.72, 0.71, 0.68)


@dataclass(frozen=True, slots=True)
class WallBars:
    """The wooden wall bars of a gymnasium."""

    x_m: float = -1.3
    half_width_m: float = 0.42
    height_m: float = 2.3
    wood: Colour = (196, 150, 98)

    def paint(self, colour: Values, x: Values, y: Values) -> None:
        """See `Decoration`."""
        tone = linear(self.wood)
        bar = np.abs((y - 0.20) / 0.17 - np.round((y - 0.20) / 0.17)) * 0.17
        between = (np.abs(x - self.x_m) < self.half_width_m) & (y > 0.15) & (y < self.height_m - 0.05)
        shaded = between & (bar < 0.035)
        colour[shaded] *= 0.80
        rung = between & (bar < 0.018)
        colour[rung] = tone * (1.05 - 12.0 * bar[rung])[:, None]
        for side in (-1.0, 1.0):
            post = _within(x, y, (self.x_m + side * self.half_width_m, self.height_m / 2), (0.035, self.height_m / 2))
            colour[post] = tone * 0.92


@dataclass(frozen=True, slots=True)
class Plant:
    """A potted plant on the floor."""

    x_m: float = 1.5
    height_m: float = 1.15
    pot: Colour = (188, 120, 88)

    def paint(self, colour: Values, x: Values, y: Values) -> None:
        """See `Decoration`."""
        for number in range(11):
            lean = (number - 5) / 5.0
            reach = self.height_m - 0.30 - 0.22 * abs(lean) + 0.05 * (number % 3)
            up = np.clip((y - 0.26) / reach, 0.0, 1.0)
            spine = self.x_m + lean * 0.34 * up**1.6
            width = 0.050 * np.sin(np.pi * np.clip(up, 0.0, 1.0) ** 0.7) + 0.004
            leaf = (np.abs(x - spine) < width) & (y > 0.26) & (y < 0.26 + reach)
            half = np.where(x[leaf] < spine[leaf], 0.85, 1.15)
            colour[leaf] = (np.array([0.10, 0.22, 0.09]) * (0.8 + 0.12 * (number % 4)))[None, :] * half[:, None]
        taper = 0.12 + 0.05 * np.clip(y / 0.30, 0.0, 1.0)
        pot = (np.abs(x - self.x_m) < taper) & (y < 0.30) & (y > -0.01)
        round_off = 1.0 - 0.45 * ((x[pot] - self.x_m) / 0.17) ** 2
        colour[pot] = linear(self.pot)[None, :] * round_off[:, None]


@dataclass(frozen=True, slots=True)
class Shelf:
    """A board with books and a vase."""

    x_m: float = 1.4
    y_m: float = 1.45
    half_width_m: float = 0.45
    wood: Colour = (150, 112, 78)

    def paint(self, colour: Values, x: Values, y: Values) -> None:
        """See `Decoration`."""
        _shadow(colour, x, y, (self.x_m, self.y_m - 0.02), (self.half_width_m, 0.03))
        colour[_within(x, y, (self.x_m, self.y_m), (self.half_width_m, 0.018))] = linear(self.wood)
        books: tuple[Colour, ...] = ((150, 70, 60), (66, 96, 120), (200, 178, 120), (90, 120, 90), (120, 90, 120))
        left = self.x_m - self.half_width_m + 0.05
        for number, cover in enumerate(books * 2):
            height = 0.11 + 0.03 * ((number * 7) % 3)
            book = _within(x, y, (left + 0.045 * number, self.y_m + 0.018 + height), (0.019, height))
            colour[book] = linear(cover)
        vase = ((x - self.x_m - 0.30) / 0.06) ** 2 + ((y - self.y_m - 0.11) / 0.095) ** 2 < 1.0
        colour[vase] = linear((214, 208, 198))

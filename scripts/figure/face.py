"""Head and hair as shapes around a skeleton; eyes, brows and lips are painted by the shading."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from figure.geometry import Vector, yaw
from figure.outfit import Hair, Outfit
from figure.shapes import Layer, ShapeList
from figure.skeleton import Skeleton


@dataclass(frozen=True, slots=True)
class HairCut:
    """Where hair ends, in the head's own frame, metres at a height of 1.75 m.

    Attributes:
        outline: Half axes of the hair's outer form.
        front: Hair below the hairline is kept only behind this z.
        bottom: Hair is kept only above this y.
        rough: How uneven the hairline is.
    """

    outline: tuple[float, float, float] = (0.082, 0.098, 0.099)
    front: float = -0.03
    bottom: float = -0.085
    rough: float = 0.004


CUTS = {
    Hair.SHORT: HairCut(),
    Hair.CROPPED: HairCut(outline=(0.077, 0.0935, 0.095), front=-0.02, bottom=-0.070, rough=0.002),
    Hair.CURLY: HairCut(outline=(0.098, 0.112, 0.112), front=-0.01, bottom=-0.075, rough=0.008),
    Hair.BOB: HairCut(outline=(0.090, 0.104, 0.106), front=0.030, bottom=-0.125),
    Hair.PONYTAIL: HairCut(outline=(0.080, 0.096, 0.097), front=-0.02, bottom=-0.080, rough=0.002),
    Hair.BUN: HairCut(outline=(0.080, 0.097, 0.097), front=-0.02, bottom=-0.080, rough=0.002),
    Hair.HEADSCARF: HairCut(outline=(0.086, 0.101, 0.103), front=0.038, bottom=-0.180, rough=0.0),
    Hair.BALD: HairCut(),
}


CURLS = 34


def hairline(outfit: Outfit) -> NDArray[np.float64]:
    """`(3,)` front, bottom and roughness of the hair's edge, as the compiled functions read it."""
    cut = CUTS[outfit.hair_style]
    return np.array([cut.front, cut.bottom, cut.rough])


def add_head(shapes: ShapeList, skeleton: Skeleton, outfit: Outfit) -> None:
    """Skull, jaw, nose, ears and hair; `shapes` is scaled to the head."""
    frame = skeleton.frames["head"]

    def at(x: float, y: float, z: float) -> Vector:
        return skeleton.at("head", "head", x * shapes.scale, y * shapes.scale, z * shapes.scale)

    skin = Layer.HEAD
    shapes.ellipsoid(skin, at(0, 0.022, -0.012), (0.073, 0.090, 0.092), frame, 0.02)
    shapes.ellipsoid(skin, at(0, -0.045, 0.022), (0.057, 0.074, 0.060), frame, 0.03)
    shapes.ellipsoid(skin, at(0, -0.100, 0.053), (0.026, 0.018, 0.022), frame, 0.022)
    shapes.cone(skin, at(0, 0.002, 0.080), at(0, -0.038, 0.094), (0.007, 0.0112), 0.012)
    shapes.ellipsoid(skin, at(0, -0.070, 0.077), (0.022, 0.005, 0.008), frame, 0.005)
    shapes.ellipsoid(skin, at(0, -0.079, 0.076), (0.019, 0.006, 0.008), frame, 0.005)
    for sign in (-1.0, 1.0):
        nostril, beside = at(sign * 0.0115, -0.042, 0.084), at(sign * 0.0125, -0.042, 0.084)
        shapes.cone(skin, nostril, beside, (0.0078, 0.0078), 0.008)
        shapes.cone(skin, at(sign * 0.012, 0.020, 0.077), at(sign * 0.045, 0.020, 0.061), (0.0082, 0.0082), 0.015)
        shapes.ellipsoid(skin, at(sign * 0.040, -0.035, 0.057), (0.02, 0.02, 0.016), frame, 0.02)
        shapes.ellipsoid(skin, at(sign * 0.073, -0.012, -0.010), (0.009, 0.031, 0.019), frame @ yaw(sign * 20), 0.005)
    if outfit.hair_style != Hair.BALD:
        _add_hair(shapes, skeleton, outfit.hair_style)


def _add_hair(shapes: ShapeList, skeleton: Skeleton, style: Hair) -> None:
    frame = skeleton.frames["head"]

    def at(x: float, y: float, z: float) -> Vector:
        return skeleton.at("head", "head", x * shapes.scale, y * shapes.scale, z * shapes.scale)

    hair = Layer.HAIR
    shapes.ellipsoid(hair, at(0, 0.030, -0.018), CUTS[style].outline, frame, 0.02, trimmed=True)
    if style is Hair.BOB:
        shapes.ellipsoid(hair, at(0, -0.050, -0.030), (0.088, 0.085, 0.080), frame, 0.03, trimmed=True)
    elif style is Hair.PONYTAIL:
        shapes.cone(hair, at(0, 0.035, -0.10), at(0, -0.02, -0.130), (0.022, 0.028), 0.02)
        shapes.cone(hair, at(0, -0.02, -0.130), at(0, -0.155, -0.115), (0.027, 0.012), 0.02)
    elif style is Hair.BUN:
        shapes.ellipsoid(hair, at(0, 0.055, -0.115), (0.036, 0.034, 0.032), frame, 0.012)
    elif style is Hair.HEADSCARF:
        shapes.ellipsoid(hair, at(0, -0.060, -0.015), (0.083, 0.100, 0.084), frame, 0.03, trimmed=True)
        shapes.cone(hair, at(0, -0.115, -0.020), at(0, -0.185, -0.010), (0.072, 0.088), 0.04)
        shapes.ellipsoid(hair, at(0, -0.205, 0.012), (0.125, 0.050, 0.088), frame, 0.05)
    elif style is Hair.CURLY:
        for direction in _spread(CURLS):
            centre = direction * np.array(CUTS[style].outline) * 0.88 + (0.0, 0.030, -0.018)
            shapes.ellipsoid(hair, at(*centre), (0.030, 0.030, 0.030), frame, 0.012, trimmed=True)


def _spread(count: int) -> NDArray[np.float64]:
    """`(count, 3)` directions spread evenly over a ball (golden angle)."""
    number = np.arange(count) + 0.5
    y = 1.0 - 2.0 * number / count
    around = number * np.pi * (3.0 - np.sqrt(5.0))
    flat = np.sqrt(1.0 - y * y)
    return np.stack([flat * np.cos(around), y, flat * np.sin(around)], axis=1)

"""The lamps of the room and how a linear picture becomes what a screen shows."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from figure.geometry import unit, vector
from figure.outfit import Colour

GAMMA = 2.2


class Light(NamedTuple):
    """The light of a room, linear RGB.

    Attributes:
        direction: `(3,)` unit vector towards the key lamp or window.
        key: `(3,)` strength of the key.
        sky: `(3,)` what comes from above.
        ground: `(3,)` what the floor throws back.
        fill: Strength of the light from beside the camera.
    """

    direction: NDArray[np.float64]
    key: NDArray[np.float64]
    sky: NDArray[np.float64]
    ground: NDArray[np.float64]
    fill: float


def linear(colour: Colour) -> NDArray[np.float64]:
    """A screen colour as linear light, `(3,)` 0-1."""
    return (np.array(colour, dtype=np.float64) / 255.0) ** GAMMA


def daylight(from_x: float = 0.45, strength: float = 1.15, ambient: float = 0.62, warmth: float = 1.0) -> Light:
    """A window high in front of the person, at the camera's right for positive `from_x`."""
    return Light(
        direction=unit(vector(from_x, 0.80, 0.62)),
        key=np.array([1.0, 0.97 - 0.01 * warmth, 0.94 - 0.04 * warmth]) * strength,
        sky=np.array([0.95, 0.98, 1.05]) * ambient,
        ground=np.array([0.62, 0.54, 0.46]) * ambient,
        fill=0.18,
    )


def developed(picture: NDArray[np.float64], grain: NDArray[np.float64]) -> NDArray[np.uint8]:
    """Linear light `(height, width, 3)` as 8-bit RGB, with a soft shoulder and a still grain against banding."""
    soft = picture / (1.0 + 0.12 * picture) * 1.08
    shown = np.clip(soft, 0.0, 1.0) ** (1.0 / GAMMA) * 255.0 + grain
    return np.clip(shown + 0.5, 0.0, 255.0).astype(np.uint8)

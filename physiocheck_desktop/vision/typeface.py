"""The typeface that texts are drawn in: Latin, Greek and Cyrillic letters, Chinese, Japanese and Korean ones."""

import re
from functools import cache
from typing import Final

import numpy as np
from numpy.typing import NDArray

from physiocheck_desktop.vision.opencv import cv2

_FROM_THE_RIGHT: Final = re.compile(
    "[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc](?:[^A-Za-z0-9]*[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc])*"
)
_LINE_HEIGHT: Final = 1.6
_ASCENT: Final = 1.05


@cache
def typeface() -> cv2.FontFace:
    """Return OpenCV's built-in variable typeface."""
    return cv2.FontFace("sans")


def visual_order(text: str) -> str:
    """Return a text in the order in which it is drawn: Hebrew and Arabic words from the right to the left.

    OpenCV draws letter after letter. Arabic letters are therefore in their right places but not joined.
    """
    return _FROM_THE_RIGHT.sub(lambda run: run[0][::-1], text)


def text_width(text: str, size_px: int, weight: int) -> float:
    """Return how wide a text becomes, pixels."""
    return float(cv2.getTextSize((0, 0), visual_order(text), (0, 0), typeface(), size_px, weight)[2])


def draw_text(
    picture: NDArray[np.uint8], text: str, at: tuple[int, int], size_px: int, colour: tuple[int, int, int], weight: int
) -> None:
    """Write a text into a picture; `at` is the left end of its baseline, pixels."""
    cv2.putText(picture, visual_order(text), at, colour, typeface(), size_px, weight)


def text_picture(text: str, size_px: int, colour: tuple[int, int, int], weight: int) -> NDArray[np.uint8]:
    """Return one line of text on white, `(1.6 * size_px, width, 3)` uint8 RGB, as wide as it becomes."""
    width = max(1, round(text_width(text, size_px, weight)) + 2)
    picture = np.full((round(size_px * _LINE_HEIGHT), width, 3), 255, np.uint8)
    draw_text(picture, text, (0, round(size_px * _ASCENT)), size_px, colour, weight)
    return picture

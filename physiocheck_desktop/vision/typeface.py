"""The typeface that texts are drawn in: Latin, Greek and Cyrillic letters, Chinese, Japanese and Korean ones.

Letters that it does not have, such as Thai and Devanagari ones, and emoji, are written in Latin letters instead.
"""

import re
from functools import cache
from typing import Final

import numpy as np
from anyascii import anyascii
from numpy.typing import NDArray

from physiocheck_desktop.vision.opencv import cv2

_FROM_THE_RIGHT: Final = re.compile(
    "[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc](?:[^A-Za-z0-9]*[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc])*"
)
_LINE_HEIGHT: Final = 1.6
_ASCENT: Final = 1.05
_PROBE_PX: Final = 24
_NO_LETTER: Final = "\U0010ffff"


@cache
def typeface() -> cv2.FontFace:
    """Return OpenCV's built-in variable typeface."""
    return cv2.FontFace("sans")


def visual_order(text: str) -> str:
    """Return a text in the order in which it is drawn: Hebrew and Arabic words from the right to the left.

    OpenCV draws letter after letter. Arabic letters are therefore in their right places but not joined.
    """
    return _FROM_THE_RIGHT.sub(lambda run: run[0][::-1], text)


def in_its_letters(text: str) -> str:
    """Return a text with what the typeface cannot draw in Latin letters, such as `skhwoth` for the Thai word."""
    return "".join(letter if letter.isascii() or _has(letter) else anyascii(letter) for letter in text)


def _as_drawn(text: str) -> str:
    return visual_order(in_its_letters(text))


@cache
def _has(letter: str) -> bool:
    """Say whether the typeface has a letter; for all that it has not it draws the same sign."""
    return not np.array_equal(_probe(letter), _probe(_NO_LETTER))


def _probe(letter: str) -> NDArray[np.uint8]:
    picture = np.zeros((2 * _PROBE_PX, 2 * _PROBE_PX), np.uint8)
    cv2.putText(picture, letter, (0, round(1.5 * _PROBE_PX)), (255,), typeface(), _PROBE_PX, 400)
    return picture


def text_width(text: str, size_px: int, weight: int) -> float:
    """Return how wide a text becomes, pixels."""
    return float(cv2.getTextSize((0, 0), _as_drawn(text), (0, 0), typeface(), size_px, weight)[2])


def draw_text(
    picture: NDArray[np.uint8], text: str, at: tuple[int, int], size_px: int, colour: tuple[int, int, int], weight: int
) -> None:
    """Write a text into a picture; `at` is the left end of its baseline, pixels."""
    cv2.putText(picture, _as_drawn(text), at, colour, typeface(), size_px, weight)


def text_picture(text: str, size_px: int, colour: tuple[int, int, int], weight: int) -> NDArray[np.uint8]:
    """Return one line of text on white, `(1.6 * size_px, width, 3)` uint8 RGB, as wide as it becomes."""
    width = max(1, round(text_width(text, size_px, weight)) + 2)
    picture = np.full((round(size_px * _LINE_HEIGHT), width, 3), 255, np.uint8)
    draw_text(picture, text, (0, round(size_px * _ASCENT)), size_px, colour, weight)
    return picture

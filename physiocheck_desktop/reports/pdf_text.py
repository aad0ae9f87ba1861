"""Texts of a printed report, in letters that every PDF reader has, or else as pictures of them."""

from html import escape
from io import BytesIO
from typing import Final, Protocol

import numpy as np
from numpy.typing import NDArray
from PIL import Image as PillowImage
from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Flowable, Image, Paragraph

from physiocheck_desktop.reports.pdf_style import WIDTH

_PIXELS_A_POINT: Final = 4
_REGULAR: Final = 400
_BOLD: Final = 700


class TextPainter(Protocol):
    """Draws texts that the fonts of the report have no letters for."""

    def __call__(self, text: str, size_px: int, colour: tuple[int, int, int], weight: int) -> NDArray[np.uint8]:
        """Return one line of text on white, `(height, width, 3)` RGB, as wide as it becomes."""


def text_line(text: str, style: ParagraphStyle, paint: TextPainter) -> Flowable:
    """Return a text that somebody else wrote: as text where it can be, or else as a picture, at most the page wide.

    The fonts that need not be put into a PDF have the letters of Western Europe alone, and show a box for any other.
    What the picture's own typeface has no letters for, its painter writes in Latin ones.
    """
    shown = " ".join(text.split())
    try:
        shown.encode("cp1252")
    except UnicodeEncodeError:
        return _pictured(shown, style, paint)
    return Paragraph(escape(shown), style)


def _pictured(text: str, style: ParagraphStyle, paint: TextPainter) -> Image:
    colour = (round(style.textColor.red * 255), round(style.textColor.green * 255), round(style.textColor.blue * 255))
    weight = _BOLD if "Bold" in style.fontName else _REGULAR
    picture = paint(text, round(style.fontSize * _PIXELS_A_POINT), colour, weight)
    encoded = BytesIO()
    PillowImage.fromarray(picture).save(encoded, "PNG")
    encoded.seek(0)
    scale = min(1.0 / _PIXELS_A_POINT, WIDTH / picture.shape[1])
    image = Image(encoded, picture.shape[1] * scale, picture.shape[0] * scale, hAlign="LEFT")
    image.spaceBefore, image.spaceAfter = style.spaceBefore, style.spaceAfter
    return image

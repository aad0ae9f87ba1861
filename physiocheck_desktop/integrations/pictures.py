"""Pictures that people bring: decoded, turned upright, made as small as they need to be, and written anew as JPEG."""

import io
import re
import struct
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from PIL import Image, ImageOps

from physiocheck_desktop.domain.errors import InputError

MAX_PIXELS: Final = 50_000_000
"""More than any camera that people bring pictures from has; decoded, that is 150 MB."""

MAX_RATIO: Final = 50
"""Of the longer side to the shorter."""

MAX_SCANS: Final = 100
"""Of a JPEG that gets better as it loads; programs make about ten, and each has the whole picture gone through."""

_MARKER: Final = re.compile(rb"\xff+([^\x00\x01\xd0-\xd8\xff])", re.DOTALL)
"""What begins a part of a JPEG; the others have no length."""

_FORMATS: Final = ("JPEG", "PNG", "WEBP", "GIF")
_QUALITY: Final = 90
_SIXTEEN_BITS: Final = frozenset({"I", "I;16", "I;16B", "I;16L", "I;16N"})
_DAMAGED: Final = (
    ArithmeticError,
    AttributeError,
    EOFError,
    LookupError,
    MemoryError,
    OSError,
    SyntaxError,
    TypeError,
    ValueError,
    struct.error,
)
"""What decoders raise where a picture is damaged; Pillow's own for what it cannot identify is an OSError."""


def clean_picture(content: bytes, longest_side: int) -> bytes:
    """Return a picture as a JPEG of its pixels alone: no metadata, no place, no further pictures, nothing appended.

    What a picture shows where it is transparent is white, and of one that moves the first picture stays. Colours are
    taken for sRGB.

    Args:
        content: The picture as somebody has brought it; its type is found out by decoding it.
        longest_side: Pixels that the longer side has at most afterwards.

    Raises:
        InputError: It is no picture of a type that is taken, is damaged, or is too large to be decoded.
    """
    with _told_as_sentences(), Image.open(io.BytesIO(content), formats=_FORMATS) as picture:
        _check_size(*picture.size)
        if content.startswith(b"\xff\xd8") and _scans(content) > MAX_SCANS:
            raise _too_large()
        picture.thumbnail((longest_side, longest_side), reducing_gap=3.0)
        upright = ImageOps.exif_transpose(picture)
        plain = _in_plain_colours(upright)
        # A picture of its own: of the one that was read nothing but the pixels comes along.
        pixels = Image.new("RGB", plain.size, "white")
        pixels.paste(plain, mask=plain.getchannel("A") if plain.mode == "RGBA" else None)
        written = io.BytesIO()
        pixels.save(written, "JPEG", quality=_QUALITY, optimize=True)
    return written.getvalue()


def _check_size(width: int, height: int) -> None:
    """Refuse by what the header says, before anything is decoded."""
    if width * height > MAX_PIXELS or max(width, height) > MAX_RATIO * min(width, height):
        raise _too_large()


def _scans(jpeg: bytes) -> int:
    """Return how many scans the first picture in a JPEG has, as a decoder would come to them."""
    scans, at = 0, 2
    while (found := _MARKER.search(jpeg, at)) is not None:
        marker, at = found[1], found.end()
        if marker == b"\xd9":
            break
        scans += marker == b"\xda"
        at += int.from_bytes(jpeg[at : at + 2])
    return scans


def _in_plain_colours(picture: Image.Image) -> Image.Image:
    if picture.mode in _SIXTEEN_BITS:
        return picture.convert("I").point(lambda value: value / 257).convert("L").convert("RGB")
    return picture.convert("RGBA" if picture.has_transparency_data else "RGB")


@contextmanager
def _told_as_sentences() -> Iterator[None]:
    try:
        yield
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise _too_large() from error
    except _DAMAGED as error:
        raise InputError(
            "This is not a picture that can be read, or it is damaged.",
            remedy="Choose a JPEG, PNG, GIF or WebP picture; most programs for pictures can save as JPEG.",
        ) from error


def _too_large() -> InputError:
    return InputError(
        f"This picture is larger than {MAX_PIXELS // 1_000_000} megapixels, far too narrow, or would take too long.",
        remedy="Make it smaller in a program for pictures, and choose it again.",
    )

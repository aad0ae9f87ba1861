"""Sizes that must be read from afar: millimetres on the screen turned into pixels."""

from typing import Final

from PySide6.QtGui import QScreen

_MM_PER_INCH: Final = 25.4
_BELIEVABLE_DPI: Final = (50.0, 400.0)
_ASSUMED_DPI: Final = 96.0


def pixels_per_mm(screen: QScreen | None) -> float:
    """Return how many of Qt's pixels make a millimetre on a screen; some screens do not know, and 96 dpi is assumed."""
    dpi = _ASSUMED_DPI if screen is None else screen.physicalDotsPerInch()
    lowest, highest = _BELIEVABLE_DPI
    return (dpi if lowest <= dpi <= highest else _ASSUMED_DPI) / _MM_PER_INCH

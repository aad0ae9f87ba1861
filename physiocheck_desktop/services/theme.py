"""Whether windows are light or dark."""

from enum import StrEnum


class Theme(StrEnum):
    """Whether windows are light or dark; `SYSTEM` follows the desktop."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"

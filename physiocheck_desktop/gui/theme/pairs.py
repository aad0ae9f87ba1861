"""Which colours meet on the screen, and how far they must stand apart: who uses a new pair writes it down here."""

from typing import Final

TEXT_CONTRAST: Final = 4.5
"""Between text and what it stands on; disabled controls keep it too, as their words still say what there is to do."""

CONTROL_CONTRAST: Final = 3.0
"""Between what must be made out besides text (edges of controls, the focus ring, fills of bars) and its ground."""

TEXT_PAIRS: Final[tuple[tuple[str, str], ...]] = (
    *((ink, ground) for ink in ("ink", "muted", "accent") for ground in ("ground", "surface", "sunken")),
    *((ink, ground) for ink in ("good", "warning", "danger") for ground in ("ground", "surface", "sunken")),
    ("ink", "line"),
    ("accent", "line"),
    ("surface", "ink"),
    ("accent_ink", "accent"),
    ("accent_ink", "accent_strong"),
    ("accent_ink", "good"),
    ("danger_ink", "danger"),
)
"""Text and its ground, by their names in `tokens.Colours`."""

CONTROL_PAIRS: Final[tuple[tuple[str, str], ...]] = (
    *((edge, ground) for edge in ("edge", "focus", "accent") for ground in ("ground", "surface")),
    ("focus", "sunken"),
    ("focus", "accent_ink"),
    ("focus", "danger_ink"),
    ("accent", "sunken"),
    ("good", "sunken"),
    ("ink", "surface"),
)
"""Edges, rings and fills, and their ground, by their names in `tokens.Colours`."""

OVERLAY_PAIRS: Final[tuple[tuple[str, str], ...]] = (
    ("text", "ink"),
    ("muted", "ink"),
    ("good", "ink"),
    ("near", "ink"),
    ("out", "ink"),
    ("ghost", "ink"),
)
"""What is drawn on the picture, each with an edge or a ground of its own ink, by their names in `OverlayColours`."""

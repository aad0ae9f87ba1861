"""The design tokens: every colour, type size, distance and radius that the program uses, for light and for dark."""

from dataclasses import dataclass, field
from typing import Final

_FAMILIES: Final = (
    "Inter",
    "Segoe UI Variable Text",
    "Segoe UI",
    "SF Pro Text",
    "Helvetica Neue",
    "Noto Sans",
    "Ubuntu",
    "Cantarell",
    "DejaVu Sans",
)


@dataclass(frozen=True, slots=True)
class Colours:
    """Colours as `#rrggbb`; a name that ends in `_ink` is what is written on the colour before it.

    Attributes:
        ground: Behind everything.
        surface: Cards and panels.
        sunken: Fields, tracks of bars, selected rows.
        line: Edges that only divide.
        edge: Edges of controls, which must be told from their ground.
        ink: Text.
        muted: Text of second rank.
        accent: The primary action and what is chosen.
        accent_ink: Text on it.
        accent_strong: The same under the pointer.
        good: Reached, in range, saved.
        warning: Near, or in need of care.
        danger: Wrong, or what ends something.
        danger_ink: Text on it.
        focus: The ring around what the keyboard acts on.
    """

    ground: str
    surface: str
    sunken: str
    line: str
    edge: str
    ink: str
    muted: str
    accent: str
    accent_ink: str
    accent_strong: str
    good: str
    warning: str
    danger: str
    danger_ink: str
    focus: str


@dataclass(frozen=True, slots=True)
class OverlayColours:
    """Colours on the camera's picture, the same in light and dark because the picture is."""

    ink: str = "#0b131a"
    text: str = "#f5f9fb"
    muted: str = "#b6c4cf"
    good: str = "#3fdcc0"
    near: str = "#ffd166"
    out: str = "#ff8a5c"
    ghost: str = "#9cc7ff"


@dataclass(frozen=True, slots=True)
class TypeScale:
    """Type sizes in pixels at 100 %, and the cap heights that must be read from afar in millimetres.

    22 arc minutes are 19.2 mm at three metres; for 20/70 vision a number needs 67 mm there.
    """

    families: tuple[str, ...] = _FAMILIES
    caption: int = 14
    body: int = 16
    lead: int = 19
    heading: int = 24
    title: int = 32
    display: int = 52
    number_cap_mm: float = 70.0
    cue_cap_mm: float = 19.2
    phase_cap_mm: float = 9.6


@dataclass(frozen=True, slots=True)
class Space:
    """Distances in pixels."""

    hair: int = 1
    tiny: int = 4
    small: int = 8
    medium: int = 12
    large: int = 16
    wide: int = 24
    huge: int = 32
    vast: int = 48


@dataclass(frozen=True, slots=True)
class Shape:
    """Radii and sizes of controls in pixels."""

    radius_small: int = 8
    radius: int = 12
    radius_large: int = 18
    focus_width: int = 3
    focus_inner: int = 2
    control: int = 46
    control_large: int = 64
    control_snug: int = 64
    icon: int = 20
    icon_large: int = 28
    icon_huge: int = 72
    window_width: int = 1280
    window_height: int = 720
    window_least_width: int = 960
    window_least_height: int = 600
    navigation: int = 252
    side_panel: int = 340
    side_panel_widest: int = 740
    ready_picture: int = 200
    rest_picture: int = 240
    scale_button: int = 76
    pane: int = 860
    bar: int = 12
    score_ring: int = 132
    chart: int = 240
    card_least: int = 270
    aside: int = 400
    demonstration: int = 164
    card_height: int = 104
    readout: int = 46
    readout_large: int = 64
    readout_pair: int = 104
    row: int = 60
    tile: int = 150
    dialog: int = 520
    code_picture: int = 220
    overlay_label: int = 16


@dataclass(frozen=True, slots=True)
class Motion:
    """Durations in milliseconds."""

    debounce: int = 250
    chart: int = 100
    toast: int = 8000
    second: int = 1000
    celebrate: int = 1400
    digit: int = 900
    announcement: int = 2500


@dataclass(frozen=True, slots=True)
class DesignTokens:
    """All tokens together."""

    dark: bool
    colours: Colours
    overlay: OverlayColours = field(default_factory=OverlayColours)
    type: TypeScale = field(default_factory=TypeScale)
    space: Space = field(default_factory=Space)
    shape: Shape = field(default_factory=Shape)
    motion: Motion = field(default_factory=Motion)


LIGHT: Final = DesignTokens(
    dark=False,
    colours=Colours(
        ground="#f3f6f8",
        surface="#ffffff",
        sunken="#e8eef2",
        line="#d8e0e6",
        edge="#7b8b98",
        ink="#12202b",
        muted="#4c5c69",
        accent="#0b6e69",
        accent_ink="#ffffff",
        accent_strong="#085752",
        good="#0c7150",
        warning="#8a5200",
        danger="#b3261e",
        danger_ink="#ffffff",
        focus="#1757c2",
    ),
)

DARK: Final = DesignTokens(
    dark=True,
    colours=Colours(
        ground="#0d141a",
        surface="#16202a",
        sunken="#202d38",
        line="#2b3a47",
        edge="#71838f",
        ink="#edf3f6",
        muted="#a9b8c3",
        accent="#45cbbd",
        accent_ink="#04211e",
        accent_strong="#6fdccf",
        good="#5cd6a4",
        warning="#f2b54a",
        danger="#ff8f84",
        danger_ink="#2c0805",
        focus="#8db8ff",
    ),
)

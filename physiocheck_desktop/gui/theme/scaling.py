"""Tokens for larger text: type grows fully, what holds text half as much, distances not at all."""

from dataclasses import fields, replace
from typing import Final

from physiocheck_desktop.gui.theme.tokens import DesignTokens

LEAST_PERCENT: Final = 100
MOST_PERCENT: Final = 200

_TYPE: Final = ("caption", "body", "lead", "heading", "title", "display")
_BREAKS: Final = ("card_least",)
_HOLDS_TEXT: Final = (
    "control",
    "control_large",
    "icon",
    "icon_large",
    "navigation",
    "side_panel",
    "score_ring",
    "card_height",
    "aside",
    "dialog",
    "row",
    "tile",
    "chart",
    "overlay_label",
)
"""At 200 % a control of 46 px is 69 px high, and a line of 32 px stands in it as one of 16 px does in 46 px at 100 %:
what grows with the text in full would leave no room for the text. The buttons of a session (`control_snug`) do not
grow: their words have room in them at 200 % too, and all height besides belongs to what is read from afar."""


def scaled(tokens: DesignTokens, percent: int) -> DesignTokens:
    """Return tokens for text of another size.

    Args:
        tokens: The tokens at 100 %.
        percent: The size of text, per cent; what lies outside 100 and 200 is taken to the nearer of them.
    """
    share = min(MOST_PERCENT, max(LEAST_PERCENT, percent)) / LEAST_PERCENT
    if share == 1.0:
        return tokens
    half = (1.0 + share) / 2.0
    larger_type = {name: round(getattr(tokens.type, name) * share) for name in _TYPE}
    larger_shape = {each.name: _larger(tokens, each.name, half) for each in fields(tokens.shape)}
    return replace(tokens, type=replace(tokens.type, **larger_type), shape=replace(tokens.shape, **larger_shape))


def _larger(tokens: DesignTokens, name: str, half: float) -> int:
    size: int = getattr(tokens.shape, name)
    if name in _BREAKS:  # how wide a column must be before there are two: it grows as the text in it
        return round(size * (2.0 * half - 1.0))
    return round(size * half) if name in _HOLDS_TEXT else size

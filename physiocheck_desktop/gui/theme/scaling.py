"""The tokens for text of another size: type, and what has to grow with it."""

from dataclasses import replace
from typing import Final

from physiocheck_desktop.gui.theme.tokens import DesignTokens

_TYPE: Final = ("caption", "body", "lead", "heading", "title", "display")


def scaled(tokens: DesignTokens, percent: int) -> DesignTokens:
    """Return tokens whose text is larger.

    Args:
        tokens: The tokens at 100 %.
        percent: The size of text, per cent.
    """
    if percent == 100:
        return tokens
    larger = {name: round(getattr(tokens.type, name) * percent / 100.0) for name in _TYPE}
    return replace(tokens, type=replace(tokens.type, **larger))

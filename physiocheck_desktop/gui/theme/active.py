"""Which tokens the program wears now, for widgets that paint themselves."""

from physiocheck_desktop.gui.theme.tokens import LIGHT, DesignTokens


class _Wardrobe:
    tokens: DesignTokens = LIGHT


def design() -> DesignTokens:
    """Return the tokens in use; a widget that keeps anything made from them makes it anew on `PaletteChange`."""
    return _Wardrobe.tokens


def wear(tokens: DesignTokens) -> None:
    """Put other tokens to use; `theme.ThemeKeeper` alone calls this, and tells Qt."""
    _Wardrobe.tokens = tokens

"""An icon as a picture of its own, in a colour of the design that follows the theme."""

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QLabel

from physiocheck_desktop.gui.theme.active import design
from physiocheck_desktop.gui.theme.icons import Icon, icon


class Picture(QLabel):
    """An icon beside text that says the same; so it has no accessible name of its own."""

    def __init__(self, symbol: Icon, size: int, colour: str = "accent") -> None:
        super().__init__()
        self._symbol, self._size, self._colour = symbol, size, colour
        self._drawn: tuple[Icon, str] | None = None
        self.setProperty("decorative", True)
        self._draw()

    def set_content(self, symbol: Icon, colour: str) -> None:
        """Show another icon, in the colour with this name in `tokens.Colours`."""
        if (symbol, colour) != (self._symbol, self._colour):
            self._symbol, self._colour = symbol, colour
            self._draw()

    def changeEvent(self, event: QEvent) -> None:
        """Draw anew where the theme changed."""
        if event.type() is QEvent.Type.PaletteChange:
            self._draw()
        super().changeEvent(event)

    def _draw(self) -> None:
        """Draw it; the palette changes several times while a page is made, and mostly to what it was."""
        colour: str = getattr(design().colours, self._colour)
        if self._drawn != (self._symbol, colour):
            self._drawn = self._symbol, colour
            self.setPixmap(icon(self._symbol, colour).pixmap(self._size, self._size))

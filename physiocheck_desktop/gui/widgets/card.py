"""A card with a heading, in which other widgets stand."""

from PySide6.QtWidgets import QFrame, QVBoxLayout

from physiocheck_desktop.gui.theme.active import design
from physiocheck_desktop.gui.widgets.text import Text


class Card(QFrame):
    """A framed surface; add what it holds to `content`."""

    def __init__(self, heading: str = "") -> None:
        super().__init__()
        space = design().space
        self.setProperty("role", "card")
        self.content = QVBoxLayout(self)
        self.content.setContentsMargins(space.wide, space.large, space.wide, space.large)
        self.content.setSpacing(space.medium)
        self._heading = Text(heading, "strong", wraps=True)
        self.content.addWidget(self._heading)  # first: shown without a parent it is a window, which takes the focus
        self._heading.setVisible(bool(heading))

    def set_heading(self, heading: str) -> None:
        """Write another heading."""
        self._heading.setText(heading)
        self._heading.setVisible(bool(heading))

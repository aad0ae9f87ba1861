"""The inner ring of a button that the keyboard acts on, where the ring of the style sheet alone cannot be made out."""

from typing import Final

from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QPushButton

from physiocheck_desktop.gui.theme.active import design
from physiocheck_desktop.gui.theme.tokens import Colours

_EDGED: Final = frozenset({"option", "choice"})


def inner_ring(kind: str, colours: Colours) -> str:
    """Return the colour of the ring inside the focus ring of a kind of button, empty where it needs none.

    No one colour stands apart from the ground of a page and from a button filled with the accent, so that the ring has
    two. A button with an edge of its own shows the focus by an edge that is thicker, not by its hue alone.
    """
    if kind in _EDGED:
        return colours.focus
    return {"primary": colours.accent_ink, "danger": colours.danger_ink}.get(kind, "")


def paint_inner_ring(button: QPushButton) -> None:
    """Paint it within the button's border, where its kind has one."""
    tokens = design()
    colour = inner_ring(button.property("kind"), tokens.colours)
    if not colour:
        return
    width, edge = tokens.shape.focus_inner, tokens.shape.focus_width
    inset = edge + width / 2.0
    corner = max(0.0, _corner(button) - inset)
    painter = QPainter(button)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(QColor(colour), width))
    painter.drawRoundedRect(QRectF(button.rect()).adjusted(inset, inset, -inset, -inset), corner, corner)
    painter.end()


def _corner(button: QPushButton) -> int:
    shape = design().shape
    return shape.radius_large if button.property("kind") == "choice" else shape.radius

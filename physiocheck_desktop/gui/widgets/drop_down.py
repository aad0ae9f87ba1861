"""A list that drops down, with an arrow in the design's colour."""

from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QComboBox

from physiocheck_desktop.gui.theme.active import design
from physiocheck_desktop.gui.theme.icons import Icon, icon


class DropDown(QComboBox):
    """A combo box; a style sheet takes the arrow of the usual one away and can only give back one from a file."""

    def __init__(self) -> None:
        super().__init__()
        self.setMinimumContentsLength(1)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the box, and the arrow on it."""
        super().paintEvent(event)
        tokens = design()
        size = tokens.shape.icon
        arrow = icon(Icon.DROP_DOWN, tokens.colours.muted).pixmap(QSize(size, size))
        at_start = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        left = tokens.space.medium if at_start else self.width() - tokens.space.medium - size
        QPainter(self).drawPixmap(QPointF(left, (self.height() - size) / 2.0), arrow)

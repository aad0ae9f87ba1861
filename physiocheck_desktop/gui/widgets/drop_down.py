"""A list that drops down, with an arrow in the design's colour."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QComboBox, QStyle, QStyleOptionComboBox, QStylePainter

from physiocheck_desktop.gui.theme.active import design
from physiocheck_desktop.gui.theme.icons import Icon, icon


class DropDown(QComboBox):
    """A combo box; a style sheet takes the arrow of the usual one away and can only give back one from a file."""

    def __init__(self, name: str = "", choices: Mapping[Any, str] | None = None) -> None:
        """Make a list.

        Args:
            name: What a screen reader calls it.
            choices: What can be chosen, with its words.
        """
        super().__init__()
        self.setAccessibleName(name)
        self.setMinimumContentsLength(1)
        self.currentTextChanged.connect(self.setToolTip)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        for each, words in (choices or {}).items():
            self.addItem(words, each)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the box, what is chosen as far as there is room, and the arrow; a tip tells words that are cut off."""
        del event
        tokens = design()
        option, painter = QStyleOptionComboBox(), QStylePainter(self)
        self.initStyleOption(option)
        place = QStyle.SubControl.SC_ComboBoxEditField
        room = self.style().subControlRect(QStyle.ComplexControl.CC_ComboBox, option, place, self).width()
        option.currentText = self.fontMetrics().elidedText(
            option.currentText, Qt.TextElideMode.ElideRight, room - 2 * tokens.space.tiny
        )
        painter.drawComplexControl(QStyle.ComplexControl.CC_ComboBox, option)
        painter.drawControl(QStyle.ControlElement.CE_ComboBoxLabel, option)
        size = tokens.shape.icon
        arrow = icon(Icon.DROP_DOWN, tokens.colours.muted).pixmap(QSize(size, size))
        at_start = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        left = tokens.space.medium if at_start else self.width() - tokens.space.medium - size
        painter.drawPixmap(QPointF(left, (self.height() - size) / 2.0), arrow)

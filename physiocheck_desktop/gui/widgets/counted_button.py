"""A button of the navigation that says how much is new behind it."""

from typing import Final

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPaintEvent

from physiocheck_desktop.gui.models.notification_words import new_words
from physiocheck_desktop.gui.models.wording import whole
from physiocheck_desktop.gui.theme.active import design
from physiocheck_desktop.gui.theme.icons import Icon
from physiocheck_desktop.gui.widgets.buttons import ActionButton

_MOST: Final = 99


class CountedButton(ActionButton):
    """Carries a number at its right end; the number is part of its accessible name."""

    def __init__(self, text: str, symbol: Icon) -> None:
        super().__init__(text, "navigation", symbol)
        self._name = text
        self._count = 0
        self._fold()

    @property
    def count(self) -> int:
        """How much is new."""
        return self._count

    def set_count(self, count: int) -> None:
        """Say how much is new; nothing for 0."""
        self._count = count
        self._fold()
        self.setAccessibleName(", ".join(filter(None, (self._name, new_words(count)))))
        self.setToolTip(new_words(count))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the button, and the number on it."""
        super().paintEvent(event)
        if not self._count:
            return
        tokens = design()
        height, width = self._pill_height(), self._pill_width()
        right = self.width() - tokens.space.small
        pill = QRectF(right - width, (self.height() - height) / 2.0, width, height)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(tokens.colours.accent))
        painter.drawRoundedRect(pill, height / 2.0, height / 2.0)
        painter.setPen(QColor(tokens.colours.accent_ink))
        painter.setFont(self._small_font())
        painter.drawText(pill, Qt.AlignmentFlag.AlignCenter, self._words())
        painter.end()

    def _fold(self) -> None:
        """Leave room for the number beside a long name, which goes on in the next line."""
        tokens = design()
        self.ensurePolished()
        taken = tokens.shape.icon + 2 * (tokens.space.medium + tokens.space.large + tokens.space.small)
        if self._count:
            taken += round(self._pill_width())
        room = tokens.shape.navigation - taken
        self.fold(room)

    def _words(self) -> str:
        return whole(self._count) if self._count <= _MOST else self.tr("{number}+").format(number=whole(_MOST))

    def _small_font(self) -> QFont:
        font = QFont(self.font())
        font.setPixelSize(design().type.caption)
        font.setWeight(QFont.Weight.DemiBold)
        return font

    def _pill_height(self) -> float:
        return QFontMetrics(self._small_font()).height() + design().space.tiny

    def _pill_width(self) -> float:
        wide = QFontMetrics(self._small_font()).horizontalAdvance(self._words()) + 2 * design().space.small
        return max(self._pill_height(), wide)

"""A button of the navigation that says how much is new behind it."""

from typing import Final

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QStyle

from physiocheck_desktop.gui.models.notification_words import new_words
from physiocheck_desktop.gui.models.wording import whole
from physiocheck_desktop.gui.theme.active import design
from physiocheck_desktop.gui.theme.icons import Icon
from physiocheck_desktop.gui.widgets.buttons import ActionButton

_MOST: Final = 99


class CountedButton(ActionButton):
    """Carries a number at its end, or below a name that leaves no room; it is part of the button's accessible name."""

    def __init__(self, text: str, symbol: Icon) -> None:
        super().__init__(text, "navigation", symbol)
        self._name = text
        self._count = 0
        self._is_below = False
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

    def fold(self, room: int) -> None:
        """Let words go on in the next line, and leave one more for a number that a long word leaves no room for."""
        super().fold(room)
        widest = max(self.fontMetrics().horizontalAdvance(line) for line in self.text().split("\n"))
        self._is_below = self._count > 0 and widest > min(room, self._room_beside())
        if self._is_below:
            self.setText(f"{self.text()}\n ")
            # The empty line holds the number, which is a little higher than a line where text is small.
            more = max(0, round(self._pill_height()) - self.fontMetrics().lineSpacing())
            self.setMinimumHeight(self.sizeHint().height() + 2 * (more + design().space.tiny))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Look anew for the place of the number: a scroll bar may take of the room that it had."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._fold()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the button, and the number on it."""
        super().paintEvent(event)
        if not self._count:
            return
        tokens = design()
        height, width = round(self._pill_height()), round(self._pill_width())
        if self._is_below:
            left = tokens.shape.icon + 2 * tokens.space.large
            place = QRect(left, self._words_end(), width, height)
        else:
            right = self.width() - tokens.space.small
            place = QRect(right - width, (self.height() - height) // 2, width, height)
        pill = QRectF(QStyle.visualRect(self.layoutDirection(), self.rect(), place))
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

    def _room_beside(self) -> int:
        """Return how wide words may be that the number has a place beside, in pixels."""
        space, before = design().space, design().shape.icon + 2 * design().space.large
        return self.width() - before - round(self._pill_width()) - space.small - space.tiny

    def _words_end(self) -> int:
        """Return where the words end and the line below them begins, which holds nothing but the number."""
        line, lines = self.fontMetrics().lineSpacing(), self.text().count("\n") + 1
        return (self.height() + lines * line) // 2 - line + design().space.tiny // 2

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

"""Text in one of the type roles of the design, and text that is as large as its place allows."""

import re
from typing import Final

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from physiocheck_desktop.gui.theme.active import design
from physiocheck_desktop.gui.theme.physical import pixels_per_mm

_LEAST_PX: Final = 12
_MEASURED_AT_PX: Final = 100
_WORD: Final = re.compile(r"(\s*)([^\s/]+/?|/)")


def folded(words: str, metrics: QFontMetrics, room: int) -> str:
    """Return words with a new line wherever the next one, or what follows a /, has no room, given in pixels."""
    lines: list[str] = []
    for gap, word in _WORD.findall(words):
        longer = f"{lines[-1]}{' ' if gap else ''}{word}" if lines else word
        if lines and metrics.horizontalAdvance(longer) <= room:
            lines[-1] = longer
        else:
            lines.append(word)
    return "\n".join(lines)


class Text(QLabel):
    """A label in a role of the type scale, such as caption, body, muted, strong, lead, heading, title or display."""

    def __init__(self, text: str = "", role: str = "body", *, wraps: bool = False) -> None:
        super().__init__(text)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(wraps)
        self.set_role(role)

    def heightForWidth(self, width: int) -> int:
        """Return the height at a width, or at the greatest that it may have; Qt's own knows nothing of that one."""
        return super().heightForWidth(min(width, self.maximumWidth()))

    def set_role(self, role: str) -> None:
        """Change to another role."""
        if self.property("role") != role:
            self.setProperty("role", role)
            if self.testAttribute(Qt.WidgetAttribute.WA_WState_Polished):  # else it is dressed when it is first seen
                self.style().unpolish(self)
                self.style().polish(self)


class FittedText(QWidget):
    """Text whose capitals are as high as asked for in millimetres on this screen, or as its place allows if less."""

    def __init__(
        self,
        cap_mm: float,
        *,
        widest: str = "",
        alignment: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignCenter,
        bold: bool = True,
    ) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self._cap_mm = cap_mm
        self._widest = widest
        self._alignment = alignment
        self._bold = bold
        self._text = ""
        self._colour = "ink"
        self._font: QFont | None = None

    @property
    def text(self) -> str:
        """What is written."""
        return self._text

    @property
    def shown_font(self) -> QFont | None:
        """The font it was painted with last, None as long as it has to be chosen."""
        return self._font

    def set_text(self, text: str, colour: str = "ink") -> None:
        """Write something, in the colour with this name in `tokens.Colours`."""
        if (text, colour) != (self._text, self._colour):
            if text != self._text and not self._widest:
                self._font = None
            self._text, self._colour = text, colour
            self.setAccessibleName(text)
            self.update()

    def set_cap(self, cap_mm: float, *, bold: bool) -> None:
        """Ask for capitals of another height, and for another weight."""
        if (cap_mm, bold) != (self._cap_mm, self._bold):
            self._cap_mm, self._bold, self._font = cap_mm, bold, None
            self.update()

    def set_widest(self, widest: str) -> None:
        """Choose the size for this text, so that it does not jump while shorter ones are shown."""
        if widest != self._widest:
            self._widest = widest
            self._font = None
            self.update()

    def minimumSizeHint(self) -> QSize:
        """Return room for the least text that can be read."""
        return QSize(design().shape.readout, _LEAST_PX)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Choose the size anew."""
        self._font = None
        super().resizeEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the text."""
        del event
        if not self._text:
            return
        if self._font is None:
            self._font = self._fitting_font()
        painter = QPainter(self)
        painter.setFont(self._font)
        painter.setPen(QColor(getattr(design().colours, self._colour)))
        painter.drawText(self.rect(), self.flags(), self._text)

    def flags(self) -> int:
        """Return how the text is laid out, for Qt."""
        return int(self._alignment) | int(Qt.TextFlag.TextWordWrap)

    def _fitting_font(self) -> QFont:
        """Return the largest font up to the wanted height in which the text fits, found by halving."""
        font = QFont(self.font())
        font.setBold(self._bold)
        font.setPixelSize(_MEASURED_AT_PX)
        wanted_px = self._cap_mm * pixels_per_mm(self.screen())
        low, high = (
            _LEAST_PX,
            max(_LEAST_PX, round(_MEASURED_AT_PX * wanted_px / max(1, QFontMetrics(font).capHeight()))),
        )
        while low < high:
            middle = (low + high + 1) // 2
            font.setPixelSize(middle)
            if self._fits(QFontMetrics(font)):
                low = middle
            else:
                high = middle - 1
        font.setPixelSize(low)
        return font

    def _fits(self, metrics: QFontMetrics) -> bool:
        text = self._widest or self._text
        if " " not in text:
            # A number has no descenders: its height is that of its capitals.
            return metrics.horizontalAdvance(text) <= self.width() and metrics.capHeight() * 1.15 <= self.height()
        longest = max(metrics.horizontalAdvance(word) for word in text.split())
        bounds = metrics.boundingRect(QRect(0, 0, self.width(), 1 << 20), self.flags(), text)
        return longest <= self.width() and bounds.height() <= self.height()

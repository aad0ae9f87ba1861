"""A box to be ticked whose words go on in the next line where one is too short for them."""

from PySide6.QtCore import QSize
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QCheckBox, QSizePolicy, QStyle, QStyleOptionButton

from physiocheck_desktop.gui.theme.active import design
from physiocheck_desktop.gui.theme.icons import Icon, icon
from physiocheck_desktop.gui.widgets.text import folded


class CheckLine(QCheckBox):
    """Is read out as one sentence, however many lines it has."""

    def __init__(self, words: str) -> None:
        super().__init__(words)
        self._words = words
        self.setAccessibleName(words)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)  # Qt's own never lets it be narrower

    def minimumSizeHint(self) -> QSize:
        """Return room for the longest word."""
        longest = max((self.fontMetrics().horizontalAdvance(word) for word in self._words.split()), default=0)
        return QSize(longest + self._beside, self.sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fold the words anew."""
        super().resizeEvent(event)
        words = folded(self._words, self.fontMetrics(), self.width() - self._beside)
        if words != self.text():
            self.setText(words)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the words, and the box as an icon: the style's own box has an edge that is hardly seen."""
        super().paintEvent(event)
        colours, option = design().colours, QStyleOptionButton()
        self.initStyleOption(option)
        place = self.style().subElementRect(QStyle.SubElement.SE_CheckBoxIndicator, option, self)
        symbol = Icon.TICKED if self.isChecked() else Icon.UNTICKED
        colour = colours.accent if self.isChecked() and self.isEnabled() else colours.muted
        painter = QPainter(self)
        icon(symbol, colour).paint(painter, place)
        painter.end()

    @property
    def _beside(self) -> int:
        """What stands beside the words: the box, and distances."""
        space = design().space
        return design().shape.icon + 2 * (space.small + space.tiny)

"""A field for what is searched, which tells it when typing pauses."""

from PySide6.QtCore import QEvent, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QLineEdit

from physiocheck_desktop.gui.theme.active import design
from physiocheck_desktop.gui.theme.icons import Icon, icon

_LEAVING = (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter)


class SearchField(QLineEdit):
    """A line with a magnifying glass and a button that empties it.

    Signals:
        searched: Other words stand in it, and typing has paused.
        left: The down or the Enter key was pressed: the person wants to go to what was found.
    """

    searched = Signal()
    left = Signal()

    def __init__(self, name: str, hint: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setPlaceholderText(hint)
        self.setClearButtonEnabled(True)
        self._sign = QAction(self)
        self.addAction(self._sign, QLineEdit.ActionPosition.LeadingPosition)
        self._draw_sign()
        self._wait = QTimer(self)
        self._wait.setSingleShot(True)
        self._wait.setInterval(design().motion.debounce)
        self._wait.timeout.connect(self.searched)
        self.textChanged.connect(self._wait.start)

    def minimumSizeHint(self) -> QSize:
        """Return room for the whole hint, which says what can be searched."""
        least, words = super().minimumSizeHint(), self.fontMetrics().horizontalAdvance(self.placeholderText())
        margins = self.textMargins()
        signs = 2 * (design().shape.icon_large + design().space.small)
        return QSize(words + margins.left() + margins.right() + signs + 2 * design().space.large, least.height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Search at once and leave the field by the down and the Enter key."""
        if event.key() not in _LEAVING:
            super().keyPressEvent(event)
            return
        if self._wait.isActive():
            self._wait.stop()
            self.searched.emit()
        self.left.emit()

    def changeEvent(self, event: QEvent) -> None:
        """Draw the sign anew where the theme changed."""
        if event.type() is QEvent.Type.PaletteChange and hasattr(self, "_sign"):
            self._draw_sign()
        super().changeEvent(event)

    def _draw_sign(self) -> None:
        self._sign.setIcon(icon(Icon.SEARCH, design().colours.muted))

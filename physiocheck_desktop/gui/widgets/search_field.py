"""A field for what is searched, which tells it when typing pauses."""

from PySide6.QtCore import QEvent, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit

from physiocheck_desktop.gui.theme.active import design
from physiocheck_desktop.gui.theme.icons import Icon
from physiocheck_desktop.gui.widgets.buttons import ActionButton
from physiocheck_desktop.gui.widgets.picture import Picture

_LEAVING = (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter)


class SearchField(QLineEdit):
    """A line with a magnifying glass and a button that empties it.

    Signals:
        searched: Other words stand in it, and typing has paused.
        left: The down or the Enter key was pressed: the person wants to go to what was found.

    Attributes:
        empty_button: Empties it; there as long as something is written.
    """

    searched = Signal()
    left = Signal()

    def __init__(self, name: str, hint: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setPlaceholderText(hint)
        self.empty_button = ActionButton("", "quiet", Icon.CLOSE)
        self._lay_out_signs()
        self._wait = QTimer(self)
        self._wait.setSingleShot(True)
        self._wait.setInterval(design().motion.debounce)
        self._wait.timeout.connect(self.searched)
        self.textChanged.connect(self._wait.start)
        self.textChanged.connect(lambda words: self.empty_button.setVisible(bool(words)))

    def minimumSizeHint(self) -> QSize:
        """Return room for the whole hint, which says what can be searched."""
        least, words = super().minimumSizeHint(), self.fontMetrics().horizontalAdvance(self.placeholderText())
        margins = self.textMargins()
        return QSize(words + margins.left() + margins.right() + 2 * design().space.large, least.height())

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
        """Leave room for the signs where they stand when one reads the other way."""
        if event.type() is QEvent.Type.LayoutDirectionChange and hasattr(self, "empty_button"):
            self._leave_room()
        super().changeEvent(event)

    def _lay_out_signs(self) -> None:
        """Put sign and button into the field: Qt's own stay as small as they are, however large the text is."""
        space = design().space
        self.empty_button.setProperty("tight", True)
        self.empty_button.setAccessibleName(self.tr("Empty the search"))
        self.empty_button.setToolTip(self.empty_button.accessibleName())
        self.empty_button.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the keyboard empties a field by its own keys
        self.empty_button.setCursor(Qt.CursorShape.ArrowCursor)
        self.empty_button.clicked.connect(self.clear)
        self.empty_button.hide()
        signs = QHBoxLayout(self)
        signs.setContentsMargins(space.medium, 0, space.small, 0)
        signs.addWidget(Picture(Icon.SEARCH, design().shape.icon, "muted"))
        signs.addStretch(1)
        signs.addWidget(self.empty_button)
        self._leave_room()

    def _leave_room(self) -> None:
        beside = design().shape.icon + design().space.small
        self.setTextMargins(beside, 0, beside, 0)

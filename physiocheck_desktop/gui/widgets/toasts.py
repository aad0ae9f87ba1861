"""Says what just happened, at the foot of the window, for a few seconds and without taking the focus."""

from PySide6.QtCore import QRect, Qt, QTimer
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QStyle, QVBoxLayout, QWidget

from physiocheck_desktop.gui.theme.active import design
from physiocheck_desktop.gui.theme.icons import Icon
from physiocheck_desktop.gui.widgets.buttons import ActionButton
from physiocheck_desktop.gui.widgets.picture import Picture
from physiocheck_desktop.gui.widgets.text import Text

_MOST = 3


class Toast(QFrame):
    """One sentence; its button or the Esc key takes it away, and it waits while the focus or the pointer is on it.

    Attributes:
        close_button: Takes it away.
    """

    def __init__(self, words: str) -> None:
        super().__init__()
        tokens = design()
        space = tokens.space
        self.setProperty("role", "toast")
        self._text = Text(words, wraps=True)
        self.close_button = ActionButton("", "quiet", Icon.CLOSE)
        self.close_button.setAccessibleName(self.tr("Close this message"))
        self.close_button.clicked.connect(self.deleteLater)
        row = QHBoxLayout(self)
        row.setContentsMargins(space.large, space.tiny, space.small, space.tiny)
        row.setSpacing(space.medium)
        row.addWidget(Picture(Icon.DONE, tokens.shape.icon))
        row.addWidget(self._text, 1)
        row.addWidget(self.close_button)
        self._wait = QTimer(self)
        self._wait.setInterval(tokens.motion.toast)
        self._wait.timeout.connect(self._go)
        self._wait.start()

    @property
    def words(self) -> str:
        """What it says."""
        return self._text.text()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go away by the Esc key."""
        if event.key() == Qt.Key.Key_Escape:
            self.deleteLater()
        else:
            super().keyPressEvent(event)

    def _go(self) -> None:
        if not (self.underMouse() or self.close_button.hasFocus()):
            self.deleteLater()


class Toasts(QWidget):
    """The newest few, one above the other, over the lower edge of another widget."""

    def __init__(self, over: QWidget) -> None:
        super().__init__(over)
        self._over = over
        self._beside: QWidget | None = None
        self._held: list[str] | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(design().space.small)
        self.hide()

    @property
    def shown(self) -> tuple[str, ...]:
        """What is said now, oldest first."""
        return tuple(toast.words for toast in self._toasts())

    def stand_beside(self, beside: QWidget | None) -> None:
        """Leave uncovered what stands at the beginning of the other widget's lines, such as a navigation."""
        self._beside = beside
        self.settle()

    def say(self, words: str) -> None:
        """Say something, and have it read out; while words are held back, later."""
        if self._held is not None:
            self._held.append(words)
            return
        for toast in self._toasts()[: -(_MOST - 1)]:
            self._remove(toast)
        toast = Toast(words)
        toast.destroyed.connect(self.settle)
        self._column.addWidget(toast)
        self.show()
        self.raise_()
        self.settle()
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, words))

    def hold(self) -> None:
        """Take back all that is said, and hold back what is said from now on: nobody is there to hear it."""
        self.hush()
        self._held = []

    def release(self) -> None:
        """Say the newest of what was held back, and hold back no more."""
        held, self._held = self._held or [], None
        for words in held[-_MOST:]:
            self.say(words)

    def hush(self) -> None:
        """Take back all that is said or held back, and hold back no more."""
        self._held = None
        for toast in self._toasts():
            self._remove(toast)
        self.settle()

    def _toasts(self) -> list[Toast]:
        return self.findChildren(Toast, options=Qt.FindChildOption.FindDirectChildrenOnly)

    def _remove(self, toast: Toast) -> None:
        toast.setParent(None)
        toast.deleteLater()

    def settle(self) -> None:
        """Stay at the foot of what it lies over; to be called when that has another size."""
        over, space = self._over, design().space
        if not self._toasts():
            self.hide()
            return
        taken = 0 if self._beside is None or not self._beside.isVisible() else self._beside.width()
        room = over.width() - taken
        width = min(design().shape.dialog, room - 2 * space.wide)
        self.setFixedWidth(width)
        height = self._column.heightForWidth(width) if self._column.hasHeightForWidth() else self.sizeHint().height()
        place = QRect(taken + (room - width) // 2, over.height() - height - space.wide, width, height)
        self.setGeometry(QStyle.visualRect(self.layoutDirection(), over.rect(), place))

"""Lets a screen reader say what has changed, without being asked and without drowning in it."""

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QWidget

from physiocheck_desktop.gui.theme.active import design

_POLITE = QAccessible.AnnouncementPoliteness.Polite


class Announcer(QObject):
    """Says the newest thing politely, each once, and one no sooner than a moment after the other.

    Signals:
        said: The words, when they are handed to the screen reader.
    """

    said = Signal(str)

    def __init__(self, widget: QWidget) -> None:
        """Speak for a widget."""
        super().__init__(widget)
        self._widget = widget
        self._last = self._next = ""
        self._apart = QTimer(self)
        self._apart.setSingleShot(True)
        self._apart.setInterval(design().motion.announcement)
        self._apart.timeout.connect(self._say_next)

    def say(self, words: str) -> None:
        """Have something said; what waits to be said is forgotten for it, and nothing is said twice in a row."""
        self._next = words
        if not self._apart.isActive():
            self._say_next()

    def forget(self) -> None:
        """Say the same again when it comes next: meanwhile something was done, and it came to the same."""
        self._last = self._next = ""

    def _say_next(self) -> None:
        words = self._next
        if words and words != self._last:
            event = QAccessibleAnnouncementEvent(self._widget, words)
            event.setPoliteness(_POLITE)
            QAccessible.updateAccessibility(event)
            self._apart.start()
            self._last = words
            self.said.emit(words)
        self._next = ""

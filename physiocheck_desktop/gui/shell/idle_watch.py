"""Tells when nobody has touched the program for a while."""

from typing import Final

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtWidgets import QApplication

_TOUCHES: Final = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseMove,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
        QEvent.Type.TabletPress,
    }
)


class IdleWatch(QObject):
    """Watches keys, mouse and touch in all windows of the program, while it is asked to.

    Signals:
        left_alone: Nobody has touched the program for as long as was asked.
    """

    left_alone = Signal()

    def __init__(self, application: QApplication, parent: QObject) -> None:
        super().__init__(parent)
        self._application = application
        self._touched = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.left_alone)

    def begin(self, after_s: float) -> None:
        """Watch, and tell after so many seconds without a touch; 0 never tells."""
        self.end()
        self._application.installEventFilter(self)
        if after_s > 0.0:
            self._timer.start(round(after_s * 1000.0))

    def begin_anew(self) -> None:
        """Wait for the whole time once more, as after a session in which nobody touches anything."""
        if self._timer.interval() > 0:
            self._timer.start()

    def end(self) -> None:
        """Watch no more."""
        self._application.removeEventFilter(self)
        self._timer.stop()
        self._timer.setInterval(0)

    def take_touched(self) -> bool:
        """Return whether somebody has touched the program since this was asked last."""
        touched, self._touched = self._touched, False
        return touched

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Note a touch, and let every event go its way."""
        del watched
        if event.type() in _TOUCHES:
            self._touched = True
            if self._timer.isActive():
                self._timer.start()
        return False

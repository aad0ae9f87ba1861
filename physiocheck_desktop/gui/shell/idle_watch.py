"""Tells when nobody has touched the program for a while."""

from collections.abc import Callable
from time import monotonic
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


_LONGEST_BLINK_S: Final = 5.0
_BLINK_SHARE: Final = 0.05
"""For so much of the time asked for nobody is watched after a touch: all that Qt does passes by whoever watches."""


class IdleWatch(QObject):
    """Watches keys, mouse and touch in all windows of the program, while it is asked to.

    After each touch it looks away for a moment, and in a session, where nobody touches anything, for as long as that
    runs: a page that is made, and a picture that is painted, are thousands of events.

    Signals:
        left_alone: Nobody has touched the program for as long as was asked.
    """

    left_alone = Signal()

    def __init__(
        self, application: QApplication, parent: QObject, is_needless: Callable[[], bool] = lambda: False
    ) -> None:
        """Watch nobody yet.

        Args:
            application: Qt's application.
            parent: Owns it.
            is_needless: Whether nobody counts as idle now, whatever they touch.
        """
        super().__init__(parent)
        self._application = application
        self._is_needless = is_needless
        self._touched = False
        self._touched_at_s = monotonic()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.left_alone)
        self._blink = QTimer(self)
        self._blink.setSingleShot(True)
        self._blink.timeout.connect(self._look)

    @property
    def alone_s(self) -> float:
        """For how many seconds nobody has touched the program; a session counts as a touch."""
        return monotonic() - self._touched_at_s

    def begin(self, after_s: float) -> None:
        """Watch, and tell after so many seconds without a touch; 0 never tells."""
        self.end()
        blink_s = min(_LONGEST_BLINK_S, after_s * _BLINK_SHARE or _LONGEST_BLINK_S)
        self._blink.setInterval(round(blink_s * 1000.0))
        self._touched_at_s = monotonic()
        self._application.installEventFilter(self)
        if after_s > 0.0:
            # A touch in the moment in which nobody looks is not seen: nobody is told off too early for it.
            self._timer.start(round((after_s + blink_s) * 1000.0))

    def begin_anew(self) -> None:
        """Wait for the whole time once more, as after a session in which nobody touches anything."""
        self._touched_at_s = monotonic()
        if self._timer.interval() > 0:
            self._timer.start()

    def end(self) -> None:
        """Watch no more."""
        self._application.removeEventFilter(self)
        for timer in (self._timer, self._blink):
            timer.stop()
        self._timer.setInterval(0)

    def take_touched(self) -> bool:
        """Return whether somebody has touched the program since this was asked last."""
        touched, self._touched = self._touched, False
        return touched

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Note a touch, and let every event go its way."""
        del watched
        if event.type() in _TOUCHES:
            self._touched, self._touched_at_s = True, monotonic()
            if self._timer.isActive():
                self._timer.start()
            self._application.removeEventFilter(self)
            self._blink.start()
        return False

    def _look(self) -> None:
        if self._is_needless():
            self.begin_anew()
            self._blink.start()
        else:
            self._application.installEventFilter(self)

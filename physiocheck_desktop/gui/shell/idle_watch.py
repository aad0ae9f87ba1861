"""Tells when nobody has touched the program for a while."""

from collections.abc import Callable
from time import monotonic, time
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
    runs: a page that is made, and a picture that is painted, are thousands of events. Time in which the computer sleeps
    counts like any other.

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
        self._after_s = 0.0
        self._touched = self._watches = False
        self._touched_at_s = (monotonic(), time())
        self._blink = QTimer(self)
        self._blink.timeout.connect(self._look)

    @property
    def alone_s(self) -> float:
        """For how many seconds nobody has touched the program; a session counts as a touch."""
        steady_s, by_clock_s = self._touched_at_s
        return max(monotonic() - steady_s, time() - by_clock_s)

    def begin(self, after_s: float) -> None:
        """Watch, and tell after so many seconds without a touch; 0 never tells."""
        self._after_s = after_s
        self._blink.start(round(min(_LONGEST_BLINK_S, after_s * _BLINK_SHARE or _LONGEST_BLINK_S) * 1000.0))
        self.begin_anew()
        self._watch(on=True)

    def begin_anew(self) -> None:
        """Wait for the whole time once more, as after a session in which nobody touches anything."""
        self._touched_at_s = (monotonic(), time())

    def end(self) -> None:
        """Watch no more."""
        self._blink.stop()
        self._watch(on=False)

    def take_touched(self) -> bool:
        """Return whether somebody has touched the program since this was asked last."""
        touched, self._touched = self._touched, False
        return touched

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Note a touch, and let every event go its way."""
        del watched
        if event.type() in _TOUCHES:
            self._touched = True
            self.begin_anew()
            self._watch(on=False)
        return False

    def _watch(self, *, on: bool) -> None:
        if on and not self._watches:
            self._application.installEventFilter(self)
        elif self._watches and not on:
            self._application.removeEventFilter(self)
        self._watches = on

    def _look(self) -> None:
        """Look whether somebody is there; a touch between two looks is not seen, so nobody is told off too early."""
        if self._is_needless():
            self.begin_anew()
            self._watch(on=False)
            return
        self._watch(on=True)
        if self._after_s > 0.0 and self.alone_s >= self._after_s + self._blink.interval() / 1000.0:
            self.begin_anew()
            self.left_alone.emit()

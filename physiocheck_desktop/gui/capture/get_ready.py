"""Waits until the person stands right, then counts down, before an exercise is counted."""

from time import monotonic
from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal

from physiocheck_desktop.gui.capture.setup_check import SetupCheck
from physiocheck_desktop.gui.theme.active import design

_STEADY_S: Final = 2.0
_COUNT_FROM: Final = 3


class GetReady(QObject):
    """Watches the camera check and counts 3, 2, 1; starts over when the person leaves the picture.

    Signals:
        counted: The number to show, 3 to 1, and 0 when the countdown was given up.
        ready: Counting may begin.
    """

    counted = Signal(int)
    ready = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._right_since_s: float | None = None
        self._number = 0
        self._over = self._held = False
        self._timer = QTimer(self)
        self._timer.setInterval(design().motion.second)
        self._timer.timeout.connect(self._count)

    def watch(self, check: SetupCheck) -> None:
        """Take what was found in the newest frame."""
        if self._over or self._held:
            return
        now = monotonic()
        if not check.is_right:
            self._right_since_s = None
            self._give_up()
            return
        if self._right_since_s is None:
            self._right_since_s = now
        if now - self._right_since_s >= _STEADY_S and not self._timer.isActive():
            self._number = _COUNT_FROM + 1
            self._count()
            self._timer.start()

    def hold(self, *, held: bool) -> None:
        """Wait while something is asked, and begin the check anew afterwards."""
        self._held = held
        self.begin_anew()

    def begin_anew(self) -> None:
        """Begin the check anew, as after a moment without pictures."""
        self._right_since_s = None
        self._give_up()

    def skip(self) -> None:
        """Begin at once."""
        self._end()

    def stop(self) -> None:
        """Count no further."""
        self._timer.stop()

    def _give_up(self) -> None:
        if self._timer.isActive():
            self._timer.stop()
            self.counted.emit(0)

    def _count(self) -> None:
        self._number -= 1
        if self._number == 0:
            self._end()
        else:
            self.counted.emit(self._number)

    def _end(self) -> None:
        self._over = True
        self._timer.stop()
        self.ready.emit()

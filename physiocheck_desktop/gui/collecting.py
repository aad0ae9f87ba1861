"""Garbage is collected in the thread of the window alone."""

from time import thread_time
from typing import Final

from PySide6.QtCore import QObject, QTimer

from physiocheck_desktop.config.collector import CollectorOnCall

_LOOK_EVERY_MS: Final = 250
_QUIET_LOOKS: Final = 4
_QUIET_S: Final = 0.01
"""So much of the thread's own time between two looks is what a window takes that only stands there."""


class WindowCollector(QObject):
    """Collects what is due, now and then, in the thread that made it.

    Python collects in whatever thread comes to make one object too many. Widgets that refer to one another in a circle
    would be destroyed there, beside the thread that paints them and whose timers they have: Qt ends the program then.

    To look through all there is takes some frames, so that it waits for a second in which the window only stands there:
    else a page that is being opened would have to wait for it.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._collector = CollectorOnCall()
        self._timer = QTimer(self, interval=_LOOK_EVERY_MS)
        self._timer.timeout.connect(self._look)
        self._timer.start()
        self._own_s, self._quiet_looks = thread_time(), 0

    def _look(self) -> None:
        is_quiet = thread_time() - self._own_s < _QUIET_S
        self._quiet_looks = self._quiet_looks + 1 if is_quiet else 0
        self._collector.collect_what_is_due(is_quiet=self._quiet_looks >= _QUIET_LOOKS)
        self._own_s = thread_time()

"""Garbage is collected in the thread of the window alone."""

from typing import Final

from PySide6.QtCore import QObject, QTimer

from physiocheck_desktop.config.collector import CollectorOnCall

_LOOK_EVERY_MS: Final = 250


class WindowCollector(QObject):
    """Collects what is due, now and then, in the thread that made it.

    Python collects in whatever thread comes to make one object too many. Widgets that refer to one another in a circle
    would be destroyed there, beside the thread that paints them and whose timers they have: Qt ends the program then.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._collector = CollectorOnCall()
        self._timer = QTimer(self, interval=_LOOK_EVERY_MS)
        self._timer.timeout.connect(self._collector.collect_what_is_due)
        self._timer.start()

"""Counts the seconds of a rest down."""

from PySide6.QtCore import QObject, QTimer, Signal

from physiocheck_desktop.gui.theme.active import design


class RestClock(QObject):
    """A countdown in whole seconds that can be paused.

    Signals:
        ticked: Seconds left, from all of them on.
        over: The rest is over.
    """

    ticked = Signal(int)
    over = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._left_s = 0
        self._timer = QTimer(self)
        self._timer.setInterval(design().motion.second)
        self._timer.timeout.connect(self._tick)

    @property
    def is_running(self) -> bool:
        """Whether it counts."""
        return self._timer.isActive()

    def start(self, seconds: int) -> None:
        """Begin to count down from so many seconds, at least one."""
        self._left_s = max(1, seconds)
        self._timer.start()
        self.ticked.emit(self._left_s)

    def add(self, seconds: int) -> None:
        """Count so many seconds more."""
        if self._left_s > 0:
            self._left_s += seconds
            self.ticked.emit(self._left_s)

    def pause(self) -> None:
        """Stand still."""
        self._timer.stop()

    def go_on(self) -> None:
        """Count on after `pause`."""
        if self._left_s > 0:
            self._timer.start()

    def stop(self) -> None:
        """Count no further; nothing more is told."""
        self._timer.stop()
        self._left_s = 0

    def _tick(self) -> None:
        self._left_s -= 1
        self.ticked.emit(self._left_s)
        if self._left_s <= 0:
            self._timer.stop()
            self.over.emit()

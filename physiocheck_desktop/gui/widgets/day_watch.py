"""Tells that another day has begun here, such as at midnight or after hours asleep."""

from datetime import date, datetime
from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal

LOOK_MS: Final = 20_000
"""How often it looks: a timer that is set to midnight would be late by as long as the computer sleeps."""


def day_here() -> date:
    """Return which day it is here."""
    return datetime.now().astimezone().date()


class DayWatch(QObject):
    """Looks from time to time.

    Signals:
        turned: It is another day than when it was looked at last.
    """

    turned = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._day = day_here()
        self._timer = QTimer(self)
        self._timer.setInterval(LOOK_MS)
        self._timer.timeout.connect(self.look)
        self._timer.start()

    def look(self) -> bool:
        """Look now, and return whether the day has turned."""
        before, self._day = self._day, day_here()
        has_turned = self._day != before
        if has_turned:
            self.turned.emit()
        return has_turned

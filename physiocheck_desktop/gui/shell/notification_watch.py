"""Looks now and then how much somebody is told that they have not read."""

from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal

from physiocheck_desktop.gui.background import RecordKind
from physiocheck_desktop.gui.context import WindowContext
from physiocheck_desktop.gui.theme.active import design

LOOK_MS: Final = 20_000
"""How often it is looked for what others have done."""

_COMES_WITH: Final = (RecordKind.NOTIFICATION, RecordKind.PLAN, RecordKind.SUBSCRIPTION)
"""What may have changed where there is something new to be told; sessions and suggestions come from this window."""


class NotificationWatch(QObject):
    """Asks off the GUI thread, one question at a time, and soon after any record was changed here.

    Signals:
        counted: How much is not read; told when it is another number than before.
    """

    counted = Signal(int)

    def __init__(self, context: WindowContext, parent: QObject) -> None:
        super().__init__(parent)
        self._context = context
        self._count: int | None = None
        self._asking = self._again = False
        self._turn = QTimer(self)
        self._turn.setInterval(LOOK_MS)
        self._turn.timeout.connect(self.look)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(design().motion.debounce)
        self._soon.timeout.connect(self.look)
        context.records.changed.connect(self._look_soon)  # a method: it is heard no more once its watch is gone
        self._turn.start()
        self._soon.start()

    @property
    def count(self) -> int:
        """How much is not read, as far as it is known."""
        return self._count or 0

    def look(self) -> None:
        """Ask how much is not read; a database that does not answer is not asked again and again."""
        if self._asking:
            self._again = True
            return
        if self._context.delivery.status.trouble is not None:
            self._miss()
            return
        self._asking = True
        service, actor = self._context.application.notifications, self._context.actor
        self._context.records.look_up(
            "count notifications", lambda: service.unread_count(actor), self._take, self._take_error
        )

    def _look_soon(self, _: object) -> None:
        self._soon.start()

    def _take(self, count: int) -> None:
        before, self._count = self._count, count
        self._end()
        if count != (before or 0):
            self.counted.emit(count)
        if before is not None and count > before:
            self._context.records.tell_changed(_COMES_WITH)

    def _take_error(self, _: Exception) -> None:
        self._miss()
        self._end()

    def _miss(self) -> None:
        """Take what a later look finds for news: pages may show what was before it."""
        self._count = self._count or 0

    def _end(self) -> None:
        self._asking = False
        if self._again:
            self._again = False
            self._soon.start()

"""The notification centre: what waits for somebody, and what has happened to what is theirs."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Qt

from physiocheck_desktop.domain.notification import Notification
from physiocheck_desktop.gui.background import RecordKind
from physiocheck_desktop.gui.context import WindowContext
from physiocheck_desktop.gui.models.notification_words import new_words
from physiocheck_desktop.gui.models.trouble import error_sentences
from physiocheck_desktop.gui.places import PageKey
from physiocheck_desktop.gui.theme.icons import Icon
from physiocheck_desktop.gui.widgets.buttons import ActionButton
from physiocheck_desktop.gui.widgets.column_scroll import ColumnScroll
from physiocheck_desktop.gui.widgets.empty_state import EmptyState
from physiocheck_desktop.gui.widgets.loader import Loader
from physiocheck_desktop.gui.widgets.notification_row import NotificationRow, follow
from physiocheck_desktop.gui.widgets.page_frame import PageFrame
from physiocheck_desktop.gui.widgets.text import Text
from physiocheck_desktop.services.paging import MAX_PAGE

PAGE: Final = 30
"""How many notifications are fetched at a time."""


class NotificationsPage(PageFrame):
    """Newest first, a page at a time.

    Attributes:
        rows: What is told, newest first.
        all_read_button: Marks all as read.
        more_button: Fetches those before.
    """

    def __init__(self, context: WindowContext) -> None:
        super().__init__(self.tr("Notifications"))
        self._context = context
        self._loader = Loader(self, context.records, "look up notifications", self._look_up, {RecordKind.NOTIFICATION})
        self.rows: list[NotificationRow] = []
        self._new = Text(role="lead")
        self._list = ColumnScroll(self.tr("Notifications"))
        self._shown = 0
        self.head.insertWidget(1, self._new)
        self.all_read_button = self.add_action(self.tr("Mark all as read"), Icon.DONE)
        self.more_button = ActionButton(self.tr("Show earlier ones"), "secondary", Icon.HISTORY)
        self.body.addWidget(self._list, 1)
        self.body.addWidget(self.more_button, alignment=Qt.AlignmentFlag.AlignHCenter)
        empty = EmptyState(
            Icon.BELL,
            self.tr("Nothing to tell yet"),
            self.tr("What waits for you, and what happens to what is yours, is told here."),
            self.tr("Look again"),
            Icon.AGAIN,
        )
        empty.acted.connect(self._look_up)
        self.set_empty(empty)
        self.all_read_button.clicked.connect(self._mark_all)
        self.more_button.clicked.connect(self._look_up_more)

    @property
    def new_words(self) -> str:
        """How much is new, as it is written."""
        return self._new.text()

    def enter(self, subject: object | None = None) -> None:
        """Show the newest."""
        del subject
        self._shown = 0
        self.all_read_button.setFocus()
        self._look_up()

    def _look_up(self) -> None:
        """Look up as many as are shown already, so that nothing jumps away that somebody has just read."""
        service, actor = self._context.application.notifications, self._context.actor
        limit = min(max(PAGE, self._shown), MAX_PAGE)
        self._loader.load(lambda: (service.own(actor, limit), service.unread_count(actor)), self._show_first)

    def _look_up_more(self) -> None:
        service, actor, offset = self._context.application.notifications, self._context.actor, self._shown
        self._loader.load_more(lambda: service.own(actor, PAGE, offset), self._add)

    def _show_first(self, found: tuple[Sequence[Notification], int]) -> None:
        told, unread = found
        focused = next((place for place, row in enumerate(self.rows) if row.button.hasFocus()), None)
        self._new.setText(new_words(unread))
        self.all_read_button.setVisible(bool(unread))
        self._list.clear()
        self.rows, self._shown = [], 0
        self._add(told)
        if not told:
            self.show_empty()
        self._keep_focus(focused)

    def _add(self, told: Sequence[Notification]) -> None:
        for each in told:
            row = NotificationRow(each, self._context.actor.role, PageKey.NOTIFICATIONS)
            row.opened.connect(lambda one: follow(self._context, self, PageKey.NOTIFICATIONS, one))
            self._list.column.addWidget(row)
            self.rows.append(row)
        self._shown += len(told)
        self.more_button.setVisible(bool(told) and self._shown % PAGE == 0)

    def _keep_focus(self, place: int | None) -> None:
        """Leave the focus at the row where it was, or put it to the first that can be pressed."""
        if place is None and not self.all_read_button.isHidden():
            return
        near = self.rows[(place or 0) :] + self.rows[: (place or 0)]
        button = next((row.button for row in near if not row.button.isHidden()), None)
        if button is not None and self.isVisible():
            button.setFocus()

    def _mark_all(self) -> None:
        service, actor = self._context.application.notifications, self._context.actor
        self._context.records.run(
            "mark all notifications as read",
            lambda: service.mark_all_read(actor),
            lambda _: self.happened.emit(self.tr("All is marked as read.")),
            lambda error: self.happened.emit(" ".join(filter(None, error_sentences(error)))),
            changes={RecordKind.NOTIFICATION},
        )

"""The notification centre: what waits for somebody, and what has happened to what is theirs."""

from collections.abc import Callable, Sequence
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from physiocheck_desktop.domain.notification import Notification, NotificationOrder, NotificationSearch
from physiocheck_desktop.gui.background import RecordKind
from physiocheck_desktop.gui.context import WindowContext
from physiocheck_desktop.gui.models.notification_search import notification_search
from physiocheck_desktop.gui.models.notification_words import new_words
from physiocheck_desktop.gui.models.trouble import error_sentences
from physiocheck_desktop.gui.places import PageKey
from physiocheck_desktop.gui.theme.active import design
from physiocheck_desktop.gui.theme.icons import Icon
from physiocheck_desktop.gui.widgets.buttons import ActionButton
from physiocheck_desktop.gui.widgets.column_scroll import ColumnScroll
from physiocheck_desktop.gui.widgets.drop_down import DropDown
from physiocheck_desktop.gui.widgets.empty_state import EmptyState
from physiocheck_desktop.gui.widgets.folding_row import FoldingRow
from physiocheck_desktop.gui.widgets.loader import Loader
from physiocheck_desktop.gui.widgets.notification_row import NotificationRow, follow
from physiocheck_desktop.gui.widgets.page_frame import PageFrame
from physiocheck_desktop.gui.widgets.search_field import SearchField
from physiocheck_desktop.gui.widgets.text import Text
from physiocheck_desktop.services.paging import again_in_pages

PAGE: Final = 30
"""How many notifications are fetched at a time."""


class NotificationsPage(PageFrame):
    """A page at a time; what is searched, and the order, is asked of the database.

    Attributes:
        rows: What is told.
        search: What is looked for.
        order: Which come first.
        nothing: What stands in place of the rows where nothing that is searched fits.
        all_read_button: Marks all as read.
        more_button: Fetches those that follow.
    """

    def __init__(self, context: WindowContext) -> None:
        super().__init__(self.tr("Notifications"))
        self._context = context
        self._loader = Loader(self, context.records, "look up notifications", self._look_up, {RecordKind.NOTIFICATION})
        self.rows: list[NotificationRow] = []
        self._new = Text(role="lead")
        self._list = ColumnScroll(self.tr("Notifications"))
        self._shown = 0
        self._search: NotificationSearch | None = None
        self.search = SearchField(self.tr("Search notifications"), self.tr("Search by person, subject or day"))
        self.order = self._make_order()
        self.head.insertWidget(1, self._new)
        self.all_read_button = self.add_action(self.tr("Mark all as read"), Icon.DONE)
        self.more_button = ActionButton(self.tr("Show more"), "secondary", Icon.MORE)
        self.nothing = EmptyState(
            Icon.SEARCH,
            self.tr("No notification fits"),
            self.tr("Try another word or fewer letters, or write a day with its year."),
            self.tr("Show all notifications"),
            Icon.BELL,
        )
        self._places = QStackedWidget()
        self._lay_out()
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
        self.nothing.acted.connect(self.search.clear)
        self.search.searched.connect(self._narrow)
        self.search.left.connect(self._go_to_rows)

    @property
    def new_words(self) -> str:
        """How much is new, as it is written."""
        return self._new.text()

    def enter(self, subject: object | None = None) -> None:
        """Show what is told now."""
        del subject
        self._shown = 0
        self.all_read_button.setFocus()
        self._look_up()

    def _lay_out(self) -> None:
        row = FoldingRow()
        row.add(self.search, 2)
        row.add(self.order, 1)
        rows = QWidget()
        column = QVBoxLayout(rows)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(design().space.medium)
        column.addWidget(self._list, 1)
        column.addWidget(self.more_button, alignment=Qt.AlignmentFlag.AlignHCenter)
        self._rows_place = rows
        for place in (rows, self.nothing):
            self._places.addWidget(place)
        self.body.addWidget(row)
        self.body.addWidget(self._places, 1)
        self.slide_head_with(self._list)

    def _make_order(self) -> DropDown:
        words = {
            NotificationOrder.NEWEST: self.tr("Newest first"),
            NotificationOrder.OLDEST: self.tr("Oldest first"),
            NotificationOrder.UNREAD: self.tr("What is new first"),
        }
        order = DropDown(self.tr("Order of notifications"), words)
        order.setMinimumWidth(design().shape.tile)
        order.currentIndexChanged.connect(self._begin_anew)
        return order

    def _narrow(self) -> None:
        search = notification_search(self.search.text(), (each.name for each in self._context.exercises))
        if search != self._search:
            self._search = search
            self._begin_anew()

    def _begin_anew(self) -> None:
        """Show the first page of what is looked for now."""
        self._shown = 0
        self._look_up()

    def _go_to_rows(self) -> None:
        button = next((row.button for row in self.rows if not row.button.isHidden()), None)
        if button is not None:
            button.setFocus(Qt.FocusReason.TabFocusReason)

    def _page(self, limit: int, offset: int = 0) -> Callable[[], tuple[Notification, ...]]:
        """Return what fetches a page of what is looked for now."""
        service, actor, search = self._context.application.notifications, self._context.actor, self._search
        order = NotificationOrder(self.order.currentData())
        return lambda: service.own(actor, limit, offset, search=search, order=order)

    def _look_up(self) -> None:
        """Look up as many as are shown already, so that nothing jumps away that somebody has just read."""
        service, actor = self._context.application.notifications, self._context.actor
        limit = again_in_pages(self._shown, PAGE)
        page = self._page(limit)
        self._loader.load(
            lambda: (page(), service.unread_count(actor)), lambda found: self._show_first(*found, limit=limit)
        )

    def _look_up_more(self) -> None:
        self._loader.load_more(self._page(PAGE, self._shown), lambda told: self._add(told, PAGE))

    def _show_first(self, told: Sequence[Notification], unread: int, *, limit: int) -> None:
        seeks = self.search.hasFocus() or self.order.hasFocus()
        focused = next((place for place, row in enumerate(self.rows) if row.button.hasFocus()), None)
        self._new.setText(new_words(unread))
        self.all_read_button.setVisible(bool(unread))
        self._list.clear()
        self.rows, self._shown = [], 0
        self._add(told, limit)
        if not told and self._search is None:
            self.show_empty()
        self._places.setCurrentWidget(self._rows_place if told else self.nothing)
        if not seeks:
            self._keep_focus(focused)

    def _add(self, told: Sequence[Notification], limit: int) -> None:
        for each in told:
            row = NotificationRow(each, self._context.actor.role, PageKey.NOTIFICATIONS)
            row.opened.connect(lambda one: follow(self._context, self, PageKey.NOTIFICATIONS, one))
            self._list.column.addWidget(row)
            self.rows.append(row)
        self._shown += len(told)
        self.more_button.setVisible(len(told) == limit)

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

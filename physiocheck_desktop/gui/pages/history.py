"""All sessions of a person, in the order that is chosen."""

from collections.abc import Callable, Sequence
from typing import Final
from uuid import UUID

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtWidgets import QStackedWidget

from physiocheck_desktop.domain.past_session import ListedSession, SessionOrder
from physiocheck_desktop.domain.session import SessionSearch
from physiocheck_desktop.gui.background import RecordKind
from physiocheck_desktop.gui.context import WindowContext
from physiocheck_desktop.gui.models.session_search import session_search
from physiocheck_desktop.gui.models.session_table import PAGE, SessionColumn, SessionTable
from physiocheck_desktop.gui.models.wording import waiting_words, whole
from physiocheck_desktop.gui.places import Destination, PageKey
from physiocheck_desktop.gui.theme.active import design
from physiocheck_desktop.gui.theme.icons import Icon
from physiocheck_desktop.gui.widgets.drop_down import DropDown
from physiocheck_desktop.gui.widgets.empty_state import EmptyState
from physiocheck_desktop.gui.widgets.folding_row import FoldingRow
from physiocheck_desktop.gui.widgets.loader import Loader
from physiocheck_desktop.gui.widgets.page_frame import PageFrame
from physiocheck_desktop.gui.widgets.record_table import RecordTable
from physiocheck_desktop.gui.widgets.search_field import SearchField
from physiocheck_desktop.gui.widgets.text import Text
from physiocheck_desktop.services.delivery import DeliveryStatus

LOOK_UP_HISTORY = "look up history"
_LEFT_OUT_FIRST: Final = (SessionColumn.PLAN, SessionColumn.PAIN, SessionColumn.REPETITIONS, SessionColumn.STATE)
"""What there is no room for beside the name of the exercise; the session tells it."""

_BY_COLUMN: Final = {
    SessionColumn.WHEN: (SessionOrder.NEWEST, SessionOrder.OLDEST),
    SessionColumn.SCORE: (SessionOrder.BEST_SCORE, SessionOrder.LOWEST_SCORE),
    SessionColumn.EXERCISE: (SessionOrder.EXERCISE, SessionOrder.EXERCISE),
}


class HistoryPage(PageFrame):
    """A table that fetches more as it is scrolled; what is searched, and the order, is asked of the database.

    Attributes:
        table: The sessions.
        search: What is looked for.
        order: Which come first.
        nothing: What stands in place of the table where nothing that is searched fits.
    """

    def __init__(self, context: WindowContext) -> None:
        super().__init__(self.tr("History"))
        self._context = context
        self.model = SessionTable()
        self._patient_id = context.actor.user_id
        self._search: SessionSearch | None = None
        self._waiting = context.delivery.status.contents.waiting
        self._found = ""
        self._loader = Loader(self, context.records, LOOK_UP_HISTORY, self._look_up, {RecordKind.SESSION})
        narrow = set(SessionColumn) - {SessionColumn.EXERCISE, SessionColumn.PLAN}
        self.table = RecordTable(self.tr("Sessions"), self.model, *narrow, spare=_LEFT_OUT_FIRST)
        self.search = SearchField(self.tr("Search sessions"), self.tr("Search by exercise, day or result"))
        self.order = self._make_order()
        self._note = Text(role="muted")
        self._note.hide()
        self.empty = EmptyState(
            Icon.HISTORY,
            self.tr("No session yet"),
            self.tr("Each session you do is kept here, with every repetition."),
            self.tr("Do your first session"),
            Icon.START,
        )
        self.set_empty(self.empty)
        self.nothing = EmptyState(
            Icon.SEARCH,
            self.tr("No session fits"),
            self.tr("Try another word or fewer letters, or write a day with its year."),
            self.tr("Show all sessions"),
            Icon.HISTORY,
        )
        self.nothing.acted.connect(self.search.clear)
        self._places = QStackedWidget()
        self._set_up_table()
        head = FoldingRow(self._note)
        head.add(self.search, 2)
        head.add(self.order, 1)
        self.head.addWidget(head, 1)
        for place in (self.table, self.nothing):
            self._places.addWidget(place)
        self.body.addWidget(self._places)
        self.slide_head_with(self.table)
        self.model.more_wanted.connect(self._look_up_more)
        self.search.searched.connect(self._narrow)
        self.search.left.connect(self._go_to_table)
        self.empty.acted.connect(lambda: self.go_wanted.emit(Destination(PageKey.EXERCISE)))
        context.delivery.changed.connect(self._note_delivery)

    @property
    def note(self) -> str:
        """What is said of the list."""
        return self._note.text()

    def enter(self, subject: object | None = None) -> None:
        """Show what there is now, of the patient with this identifier, or of whoever looks."""
        patient_id = subject if isinstance(subject, UUID) else self._context.actor.user_id
        if patient_id != self._patient_id:
            self.forget()
            self._patient_id, self._found = patient_id, ""
        self.empty.button.setVisible(patient_id == self._context.actor.user_id)
        self._look_up()

    def open_row(self, row: int) -> None:
        """Open the session in a row of what is shown."""
        self.go_wanted.emit(Destination(PageKey.DETAIL, self.model.session_id(row)))

    def _set_up_table(self) -> None:
        table = self.table
        head = table.horizontalHeader()
        head.setSectionsClickable(True)
        head.sectionClicked.connect(self._order_by)
        table.activated.connect(self._open)
        table.clicked.connect(self._open)

    def _make_order(self) -> DropDown:
        words = {
            SessionOrder.NEWEST: self.tr("Newest first"),
            SessionOrder.OLDEST: self.tr("Oldest first"),
            SessionOrder.BEST_SCORE: self.tr("Best score first"),
            SessionOrder.LOWEST_SCORE: self.tr("Lowest score first"),
            SessionOrder.EXERCISE: self.tr("By exercise"),
        }
        order = DropDown(self.tr("Order of sessions"), words)
        order.setMinimumWidth(design().shape.tile)
        order.currentIndexChanged.connect(self._reorder)
        return order

    def _reorder(self) -> None:
        self._look_up()

    def _order_by(self, column: int) -> None:
        """Order by a column whose title was clicked, the other way round where it is by that one already."""
        orders = _BY_COLUMN.get(SessionColumn(column))
        if orders is None:
            return
        now = SessionOrder(self.order.currentData())
        self.order.setCurrentIndex(self.order.findData(orders[1] if now is orders[0] else orders[0]))

    def _open(self, index: QModelIndex) -> None:
        self.open_row(index.row())

    def _narrow(self) -> None:
        search = session_search(self.search.text(), (each.name for each in self._context.exercises))
        if search != self._search:
            self._search = search
            self._look_up()

    def _go_to_table(self) -> None:
        self.table.setFocus(Qt.FocusReason.TabFocusReason)
        if self.model.rowCount() and not self.table.currentIndex().isValid():
            self.table.setCurrentIndex(self.model.index(0, 0))

    def _look_up(self) -> None:
        self._say_waiting()
        self._loader.load(self._page_from(0), self._show_first)

    def _look_up_more(self, offset: int) -> None:
        self._loader.load_more(self._page_from(offset), self._add_page)

    def _page_from(self, offset: int) -> Callable[[], Sequence[ListedSession]]:
        """Return what asks for the sessions from one on, in the background."""
        reading, actor, patient_id = self._context.application.reading, self._context.actor, self._patient_id
        search, order = self._search, SessionOrder(self.order.currentData())
        return lambda: reading.history_of(actor, patient_id, PAGE, offset, search, order)

    def _show_first(self, records: Sequence[ListedSession]) -> None:
        self.model.restart(records)
        there_are_some = bool(records) or self._search is not None
        if not there_are_some:
            self.show_empty()
        self._places.setCurrentWidget(self.table if records else self.nothing)
        self.search.setVisible(there_are_some)
        self.order.setVisible(there_are_some)
        self._say()

    def _add_page(self, records: Sequence[ListedSession]) -> None:
        self.model.add_page(records)
        self._say()

    def _say(self) -> None:
        number = self.model.rowCount()
        if not number:
            self._found = self.tr("Nothing found.") if self._search is not None else ""
        elif self.model.complete:
            self._found = self.tr("Sessions: {number}").format(number=whole(number))
        else:
            self._found = ""
        self._say_waiting()

    def _say_waiting(self) -> None:
        """Say what waits to be sent, beside what was found last: as long as that list is seen it holds."""
        delivery = self._context.delivery
        waiting = waiting_words(len(delivery.status.contents.sessions), to_server=delivery.to_server)
        self._note.setText(" ".join(filter(None, (self._found, waiting))))
        self._note.setVisible(bool(self._note.text()))

    def _note_delivery(self, status: DeliveryStatus) -> None:
        """Look again when something has come into the database while the list is looked at, or as soon as it is."""
        before, self._waiting = self._waiting, status.contents.waiting
        if before - self._waiting:
            self._loader.look_again()

"""All sessions of a person, newest first."""

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from physiocheck_desktop.domain.session import SessionRecord, SessionSearch
from physiocheck_desktop.gui.background import RecordKind
from physiocheck_desktop.gui.context import WindowContext
from physiocheck_desktop.gui.models.session_search import session_search
from physiocheck_desktop.gui.models.session_table import PAGE, SessionColumn, SessionTable
from physiocheck_desktop.gui.models.wording import waiting_words, whole
from physiocheck_desktop.gui.places import Destination, PageKey
from physiocheck_desktop.gui.theme.active import design
from physiocheck_desktop.gui.theme.icons import Icon
from physiocheck_desktop.gui.widgets.empty_state import EmptyState
from physiocheck_desktop.gui.widgets.loader import Loader
from physiocheck_desktop.gui.widgets.page_frame import PageFrame
from physiocheck_desktop.gui.widgets.search_field import SearchField
from physiocheck_desktop.gui.widgets.text import Text
from physiocheck_desktop.services.delivery import DeliveryStatus

LOOK_UP_HISTORY = "look up history"


class HistoryPage(PageFrame):
    """A table that fetches more as it is scrolled; what is searched is asked of the database."""

    def __init__(self, context: WindowContext) -> None:
        super().__init__(self.tr("History"))
        self._context = context
        self.model = SessionTable()
        self._search: SessionSearch | None = None
        self._waiting = context.delivery.status.contents.waiting
        self._loader = Loader(self, context.records, LOOK_UP_HISTORY, self._look_up, {RecordKind.SESSION})
        self.table = QTableView()
        self.search = SearchField(self.tr("Search sessions"), self.tr("Search by exercise, day or result"))
        self._note = Text(role="muted")
        self.empty = EmptyState(
            Icon.HISTORY,
            self.tr("No session yet"),
            self.tr("Each session you do is kept here, with every repetition."),
            self.tr("Do your first session"),
            Icon.START,
        )
        self.set_empty(self.empty)
        self._set_up_table()
        self.head.addWidget(self._note)
        self.head.addWidget(self.search, 1)
        self.body.addWidget(self.table)
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
        """Show what there is now."""
        del subject
        self._look_up()

    def open_row(self, row: int) -> None:
        """Open the session in a row of what is shown."""
        self.go_wanted.emit(Destination(PageKey.DETAIL, self.model.session_id(row)))

    def _set_up_table(self) -> None:
        table, shape = self.table, design().shape
        table.setModel(self.model)
        table.setAccessibleName(self.tr("Sessions"))
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        table.setShowGrid(False)
        table.setWordWrap(False)
        table.setTabKeyNavigation(False)
        table.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        table.verticalHeader().hide()
        table.verticalHeader().setDefaultSectionSize(shape.row)
        head = table.horizontalHeader()
        head.setHighlightSections(False)
        head.setSectionsClickable(False)
        head.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        head.setSectionResizeMode(SessionColumn.REPETITIONS, QHeaderView.ResizeMode.ResizeToContents)
        head.setSectionResizeMode(SessionColumn.SCORE, QHeaderView.ResizeMode.ResizeToContents)
        table.activated.connect(self._open)
        table.clicked.connect(self._open)

    def _open(self, index: QModelIndex) -> None:
        self.open_row(index.row())

    def _narrow(self) -> None:
        search = session_search(self.search.text())
        if search != self._search:
            self._search = search
            self._look_up()

    def _go_to_table(self) -> None:
        self.table.setFocus(Qt.FocusReason.TabFocusReason)
        if self.model.rowCount() and not self.table.currentIndex().isValid():
            self.table.setCurrentIndex(self.model.index(0, 0))

    def _look_up(self) -> None:
        sessions, actor, search = self._context.application.sessions, self._context.actor, self._search
        self._say_waiting()
        self._loader.load(lambda: sessions.history(actor, PAGE, 0, search), self._show_first)

    def _look_up_more(self, offset: int) -> None:
        sessions, actor, search = self._context.application.sessions, self._context.actor, self._search
        self._loader.load_more(lambda: sessions.history(actor, PAGE, offset, search), self._add_page)

    def _show_first(self, records: Sequence[SessionRecord]) -> None:
        self.model.restart(records)
        there_are_some = bool(records) or self._search is not None
        if not there_are_some:
            self.show_empty()
        self.search.setVisible(there_are_some)
        self._say()

    def _add_page(self, records: Sequence[SessionRecord]) -> None:
        self.model.add_page(records)
        self._say()

    def _say(self) -> None:
        number = self.model.rowCount()
        if not number:
            words = self.tr("Nothing found.") if self._search is not None else ""
        elif self.model.complete:
            words = self.tr("Sessions: {number}").format(number=whole(number))
        else:
            words = ""
        self._say_waiting(words)

    def _say_waiting(self, words: str = "") -> None:
        delivery = self._context.delivery
        waiting = waiting_words(len(delivery.status.contents.sessions), to_server=delivery.to_server)
        self._note.setText(" ".join(filter(None, (words, waiting))))

    def _note_delivery(self, status: DeliveryStatus) -> None:
        """Look again when something has come into the database while the list is looked at."""
        before, self._waiting = self._waiting, status.contents.waiting
        if before - self._waiting and self.isVisible():
            self._look_up()

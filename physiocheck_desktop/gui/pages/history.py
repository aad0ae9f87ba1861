"""All sessions of a person, newest first."""

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QStackedWidget,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from physiocheck_desktop.domain.session import SessionRecord, SessionSearch
from physiocheck_desktop.gui.context import WindowContext
from physiocheck_desktop.gui.models.session_search import session_search
from physiocheck_desktop.gui.models.session_table import PAGE, SessionColumn, SessionTable
from physiocheck_desktop.gui.models.wording import error_words, waiting_words, whole
from physiocheck_desktop.gui.theme.active import design
from physiocheck_desktop.gui.theme.icons import Icon
from physiocheck_desktop.gui.widgets.empty_state import EmptyState
from physiocheck_desktop.gui.widgets.search_field import SearchField
from physiocheck_desktop.gui.widgets.text import Text
from physiocheck_desktop.services.delivery import DeliveryStatus

LOOK_UP_HISTORY = "look up history"


class HistoryPage(QWidget):
    """A table that fetches more as it is scrolled; what is searched is asked of the database.

    Signals:
        detail_wanted: The id of the session that was opened.
        start_wanted: There is no session yet, and the person wants to do one.
    """

    detail_wanted = Signal(object)
    start_wanted = Signal()

    def __init__(self, context: WindowContext) -> None:
        super().__init__()
        self._context = context
        self.model = SessionTable()
        self._search: SessionSearch | None = None
        self._look_up = 0
        self._waiting = context.delivery.status.contents.waiting
        self.table = QTableView()
        self.search = SearchField(self.tr("Search sessions"), self.tr("Search by exercise, day or result"))
        self._note = Text(role="muted")
        self._stack = QStackedWidget()
        self.empty = EmptyState(
            Icon.HISTORY,
            self.tr("No session yet"),
            self.tr("Each session you do is kept here, with every repetition."),
            self.tr("Do your first session"),
            Icon.START,
        )
        self._set_up_table()
        space = design().space
        header = QHBoxLayout()
        header.setSpacing(space.large)
        header.addWidget(Text(self.tr("History"), "title"), 1)
        header.addWidget(self._note)
        header.addWidget(self.search, 1)
        self._stack.addWidget(self.table)
        self._stack.addWidget(self.empty)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(space.huge, space.wide, space.huge, space.wide)
        layout.setSpacing(space.large)
        layout.addLayout(header)
        layout.addWidget(self._stack, 1)
        self.model.more_wanted.connect(self._fetch)
        self.search.searched.connect(self._narrow)
        self.search.left.connect(self._go_to_table)
        self.empty.acted.connect(self.start_wanted)
        context.delivery.changed.connect(self._note_delivery)

    @property
    def note(self) -> str:
        """What is said of the list."""
        return self._note.text()

    def enter(self) -> None:
        """Show what there is now."""
        self._look_up += 1
        self._note.setText(self.tr("Looking…"))
        self.model.reset()

    def open_row(self, row: int) -> None:
        """Open the session in a row of what is shown."""
        self.detail_wanted.emit(self.model.session_id(row))

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
            self.enter()

    def _go_to_table(self) -> None:
        self.table.setFocus(Qt.FocusReason.TabFocusReason)
        if self.model.rowCount() and not self.table.currentIndex().isValid():
            self.table.setCurrentIndex(self.model.index(0, 0))

    def _fetch(self, offset: int) -> None:
        application, search, look_up = self._context.application, self._search, self._look_up
        self._context.records.run(
            LOOK_UP_HISTORY,
            lambda: application.sessions.history(application.actor, PAGE, offset, search),
            lambda records: self._add_page(records, look_up),
            lambda error: self._note_with_waiting(error_words(error)),
        )

    def _add_page(self, records: Sequence[SessionRecord], look_up: int) -> None:
        if look_up != self._look_up:
            return  # the answer to what was asked before
        self.model.add_page(records)
        there_are_some = self.model.rowCount() > 0 or self._search is not None
        self._stack.setCurrentWidget(self.table if there_are_some else self.empty)
        self.search.setVisible(there_are_some)
        self._say()

    def _say(self) -> None:
        number = self.model.rowCount()
        if not number:
            words = self.tr("Nothing found.") if self._search is not None else ""
        elif self.model.complete:
            words = self.tr("Sessions: {number}").format(number=whole(number))
        else:
            words = ""
        self._note_with_waiting(words)

    def _note_with_waiting(self, words: str) -> None:
        delivery = self._context.delivery
        waiting = waiting_words(len(delivery.status.contents.waiting), to_server=delivery.to_server)
        self._note.setText(" ".join(filter(None, (words, waiting))))

    def _note_delivery(self, status: DeliveryStatus) -> None:
        """Look again when something has come into the database while the list is looked at."""
        before, self._waiting = self._waiting, status.contents.waiting
        if before - self._waiting and self.isVisible():
            self.enter()

"""All sessions of a person, newest first."""

from collections.abc import Sequence
from uuid import UUID

from PySide6.QtCore import QModelIndex, QSortFilterProxyModel, Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QLineEdit,
    QStackedWidget,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from physiocheck_desktop.domain.session import SessionRecord
from physiocheck_desktop.gui.context import WindowContext
from physiocheck_desktop.gui.models.session_table import PAGE, SessionColumn, SessionTable
from physiocheck_desktop.gui.models.wording import error_words
from physiocheck_desktop.gui.theme.active import design
from physiocheck_desktop.gui.theme.icons import Icon, icon
from physiocheck_desktop.gui.widgets.empty_state import EmptyState
from physiocheck_desktop.gui.widgets.text import Text

LOOK_UP_HISTORY = "look up history"


class HistoryPage(QWidget):
    """A table that fetches more as it is scrolled, and all of it when it is searched.

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
        self._shown = QSortFilterProxyModel(self)
        self._shown.setSourceModel(self.model)
        self._shown.setFilterKeyColumn(-1)
        self._shown.setFilterCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.table = QTableView()
        self.search = QLineEdit()
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
        self._set_up_search()
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
        self.empty.acted.connect(self.start_wanted)

    @property
    def note(self) -> str:
        """What is said of the list."""
        return self._note.text()

    def enter(self) -> None:
        """Show what there is now."""
        self._note.setText(self.tr("Looking…"))
        self.model.reset()

    def open_row(self, row: int) -> None:
        """Open the session in a row of what is shown."""
        session_id: UUID = self.model.session_id(self._shown.mapToSource(self._shown.index(row, 0)).row())
        self.detail_wanted.emit(session_id)

    def _set_up_table(self) -> None:
        table, shape = self.table, design().shape
        table.setModel(self._shown)
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

    def _set_up_search(self) -> None:
        self.search.setPlaceholderText(self.tr("Search by exercise, day or result"))
        self.search.setAccessibleName(self.tr("Search sessions"))
        self.search.setClearButtonEnabled(True)
        self.search.addAction(icon(Icon.SEARCH, design().colours.muted), QLineEdit.ActionPosition.LeadingPosition)
        wait = QTimer(self)
        wait.setSingleShot(True)
        wait.setInterval(design().motion.debounce)
        wait.timeout.connect(self._search)
        self.search.textChanged.connect(wait.start)

    def _open(self, index: QModelIndex) -> None:
        self.open_row(index.row())

    def _search(self) -> None:
        self._shown.setFilterFixedString(self.search.text().strip())
        self._fetch_all_if_searched()
        self._say()

    def _fetch_all_if_searched(self) -> None:
        """Look through all sessions, not only through those that were scrolled to."""
        if self.search.text().strip():
            self.model.fetchMore(QModelIndex())

    def _fetch(self, offset: int) -> None:
        application = self._context.application
        self._context.records.run(
            LOOK_UP_HISTORY,
            lambda: application.sessions.history(application.actor, PAGE, offset),
            self._add_page,
            lambda error: self._note.setText(error_words(error)),
        )

    def _add_page(self, records: Sequence[SessionRecord]) -> None:
        self.model.add_page(records)
        self._stack.setCurrentWidget(self.table if self.model.rowCount() else self.empty)
        self.search.setVisible(self.model.rowCount() > 0)
        self._fetch_all_if_searched()
        self._say()

    def _say(self) -> None:
        if self.model.rowCount() and not self._shown.rowCount() and self.model.complete:
            self._note.setText(self.tr("Nothing found."))
        elif self.model.complete and self.model.rowCount():
            self._note.setText(self.tr("Sessions: {number}").format(number=self._shown.rowCount()))
        else:
            self._note.clear()

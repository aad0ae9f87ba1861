"""The table of a person's sessions, newest first, which fetches more as it is scrolled."""

from collections.abc import Callable, Mapping, Sequence
from enum import IntEnum
from typing import Any, Final
from uuid import UUID

from PySide6.QtCore import QAbstractTableModel, QCoreApplication, QModelIndex, QPersistentModelIndex, Qt, Signal

from physiocheck_desktop.domain.past_session import ListedSession
from physiocheck_desktop.domain.session import SessionRecord
from physiocheck_desktop.gui.models.durations import short_time
from physiocheck_desktop.gui.models.own_words import own_words
from physiocheck_desktop.gui.models.visit_words import visit_cell, visit_parts
from physiocheck_desktop.gui.models.wording import session_state_words, when_words, whole

PAGE: Final = 50

Index = QModelIndex | QPersistentModelIndex


class SessionColumn(IntEnum):
    """The table's columns."""

    WHEN = 0
    EXERCISE = 1
    REPETITIONS = 2
    SCORE = 3
    PAIN = 4
    STATE = 5
    PLAN = 6


class SessionTable(QAbstractTableModel):
    """Sessions as rows.

    Signals:
        more_wanted: From which session on the next page is wanted; answer with `add_page`.
    """

    more_wanted = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self._listed: list[ListedSession] = []
        self._complete = False
        self._asked = False

    @property
    def complete(self) -> bool:
        """Whether all sessions are here."""
        return self._complete

    def restart(self, records: Sequence[ListedSession]) -> None:
        """Show the first page in place of all rows; one that is not full is the last."""
        self.beginResetModel()
        self._listed = list(records)
        self._asked, self._complete = False, len(records) < PAGE
        self.endResetModel()

    def add_page(self, records: Sequence[ListedSession]) -> None:
        """Take the page that was asked for; one that is not full is the last."""
        self._asked = False
        self._complete = len(records) < PAGE
        if records:
            first = len(self._listed)
            self.beginInsertRows(QModelIndex(), first, first + len(records) - 1)
            self._listed.extend(records)
            self.endInsertRows()

    def session_id(self, row: int) -> UUID:
        """Return which session a row shows."""
        return self._listed[row].record.id

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        """Return how many sessions are here."""
        return 0 if parent.isValid() else len(self._listed)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        """Return how many columns there are."""
        return 0 if parent.isValid() else len(SessionColumn)

    def canFetchMore(self, parent: Index) -> bool:
        """Say whether there may be more sessions; the first page is the page's own to ask for, or it came twice."""
        return not parent.isValid() and bool(self._listed) and not self._complete and not self._asked

    def fetchMore(self, parent: Index) -> None:
        """Ask for the next page."""
        if self.canFetchMore(parent):
            self._asked = True
            self.more_wanted.emit(len(self._listed))

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return a column's title."""
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _alignment(section)
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        return {
            SessionColumn.WHEN: self.tr("When"),
            SessionColumn.EXERCISE: self.tr("Exercise"),
            SessionColumn.REPETITIONS: self.tr("Repetitions"),
            SessionColumn.SCORE: self.tr("Score"),
            SessionColumn.PAIN: self.tr("Pain · effort"),
            SessionColumn.STATE: self.tr("Result"),
            SessionColumn.PLAN: self.tr("Plan"),
        }[SessionColumn(section)]

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return what a cell shows."""
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _alignment(index.column())
        listed = self._listed[index.row()]
        record = listed.record
        if role == Qt.ItemDataRole.ToolTipRole:
            return self._hint(SessionColumn(index.column()), listed)
        if role == Qt.ItemDataRole.AccessibleTextRole and index.column() == SessionColumn.WHEN:
            told = (SessionColumn.EXERCISE, SessionColumn.REPETITIONS, SessionColumn.SCORE, SessionColumn.STATE)
            cells = [str(self.data(self.index(index.row(), column))) for column in told]
            plan = [self.tr("plan {title}").format(title=listed.plan_title)] if listed.plan_title else []
            return ", ".join([when_words(record), *cells, *visit_parts(listed.visit), *plan])
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return None
        return _CELLS[SessionColumn(index.column())](listed)

    def _hint(self, column: SessionColumn, listed: ListedSession) -> str:
        """Return what is said of a cell that is too short to say it: empty for most."""
        if column is SessionColumn.PAIN:
            return ", ".join(visit_parts(listed.visit))
        if column is SessionColumn.EXERCISE:
            return own_words(listed.record.exercise_name)
        return listed.plan_title if column is SessionColumn.PLAN else ""


def _result_words(record: SessionRecord) -> str:
    """Return how a session ended, or that the person counted it, which is always done to the end."""
    if record.entered_by_hand:
        return QCoreApplication.translate("SessionTable", "By hand")
    return session_state_words(record.state)


def _done_words(record: SessionRecord) -> str:
    """Return how many repetitions were done, or for how long was held."""
    if record.held_s is None:
        return whole(record.repetition_count)
    return QCoreApplication.translate("SessionTable", "held {time}").format(time=short_time(record.held_s))


def _alignment(column: int) -> Qt.AlignmentFlag:
    numbers = (SessionColumn.REPETITIONS, SessionColumn.SCORE)
    side = Qt.AlignmentFlag.AlignRight if column in numbers else Qt.AlignmentFlag.AlignLeft
    return side | Qt.AlignmentFlag.AlignVCenter


_CELLS: Final[Mapping[SessionColumn, Callable[[ListedSession], str]]] = {
    SessionColumn.WHEN: lambda listed: when_words(listed.record),
    SessionColumn.EXERCISE: lambda listed: own_words(listed.record.exercise_name),
    SessionColumn.REPETITIONS: lambda listed: _done_words(listed.record),
    SessionColumn.SCORE: lambda listed: "–" if listed.record.score is None else whole(listed.record.score.total),
    SessionColumn.PAIN: lambda listed: visit_cell(listed.visit),
    SessionColumn.STATE: lambda listed: _result_words(listed.record),
    SessionColumn.PLAN: lambda listed: listed.plan_title or "–",
}
"""How each cell is written; a table asks for hundreds of them when it is laid out."""

"""A long history: fetched in pages, searched in full."""

from collections.abc import Callable
from threading import Event

import pytest
from kept_months import PLAN, KeptMonths
from PySide6.QtCore import QModelIndex, QPoint, Qt
from PySide6.QtGui import QFontMetrics
from pytestqt.qtbot import QtBot

from physiocheck_desktop.domain.past_session import SessionOrder
from physiocheck_desktop.domain.repetition import Repetition
from physiocheck_desktop.gui.app import WindowOptions
from physiocheck_desktop.gui.models.session_table import PAGE, SessionColumn, SessionTable
from physiocheck_desktop.gui.places import PageKey
from physiocheck_desktop.gui.theme.tokens import LIGHT
from physiocheck_desktop.services.application import Application

SESSIONS = PAGE + 20


def fill(application: Application, make_repetition: Callable[[int], Repetition]) -> None:
    for number in range(SESSIONS):
        name = "Lunge" if number == 3 else "Squat"
        record = application.sessions.start(application.actor, name.casefold(), name)
        application.sessions.record_repetition(application.actor, record.id, make_repetition(1))
        application.sessions.abandon(application.actor, record.id)


def test_a_long_history_comes_in_pages_and_is_searched_in_full(
    qtbot: QtBot, open_desktop, application: Application, make_repetition
) -> None:
    fill(application, make_repetition)
    desktop = open_desktop()
    window, page = desktop.window, desktop.window.history
    shown = page.table.model()
    qtbot.mouseClick(window.navigation.buttons[PageKey.HISTORY], Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: shown.rowCount() == PAGE, timeout=10_000)

    qtbot.keyClicks(page.search, "lunge")
    qtbot.waitUntil(lambda: shown.rowCount() == 1, timeout=10_000)
    assert shown.index(0, SessionColumn.EXERCISE).data() == "Lunge", "it is on the page that was not there yet"
    page.table.clicked.emit(shown.index(0, 0))
    qtbot.waitUntil(lambda: window.detail.title == "Lunge", timeout=10_000)
    assert window.detail.report.repetition_count == "1"

    qtbot.mouseClick(window.detail.back_button, Qt.MouseButton.LeftButton)
    page.search.clear()
    qtbot.keyClicks(page.search, "handstand")
    qtbot.waitUntil(lambda: page.note == "Nothing found.", timeout=10_000)
    page.search.clear()
    qtbot.waitUntil(lambda: shown.rowCount() >= PAGE, timeout=10_000)


def test_what_is_said_of_the_list_stands_until_the_next_answer_is_there(
    qtbot: QtBot, open_desktop, months: KeptMonths, monkeypatch: pytest.MonkeyPatch
) -> None:
    desktop = open_desktop()
    page = desktop.window.history
    qtbot.mouseClick(desktop.window.navigation.buttons[PageKey.HISTORY], Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: page.note == f"Sessions: {months.sessions}", timeout=30_000)
    reading, answer = type(desktop.window.workspace.context.application.reading), Event()
    ask = reading.history_of
    monkeypatch.setattr(reading, "history_of", lambda *asked: (answer.wait(30.0), ask(*asked))[1])
    page.order.setFocus()
    qtbot.keyClick(page.order, Qt.Key.Key_Down)
    assert page.order.currentData() == SessionOrder.OLDEST
    assert page.note == f"Sessions: {months.sessions}", "the list that it is said of is still seen"
    newest = page.table.model().index(0, SessionColumn.WHEN).data()
    answer.set()
    qtbot.waitUntil(lambda: page.table.model().index(0, SessionColumn.WHEN).data() != newest, timeout=10_000)


def test_a_list_that_waits_for_its_first_page_does_not_ask_for_it_again(qtbot: QtBot) -> None:
    waiting = SessionTable()
    with qtbot.assertNotEmitted(waiting.more_wanted):
        waiting.fetchMore(QModelIndex())


def test_scrolling_to_the_end_fetches_what_is_older(
    qtbot: QtBot, open_desktop, application: Application, make_repetition
) -> None:
    fill(application, make_repetition)
    desktop = open_desktop()
    page = desktop.window.history
    qtbot.mouseClick(desktop.window.navigation.buttons[PageKey.HISTORY], Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: page.table.model().rowCount() == PAGE, timeout=10_000)
    qtbot.keyClick(page.table, Qt.Key.Key_End, Qt.KeyboardModifier.ControlModifier)
    page.table.scrollToBottom()
    qtbot.waitUntil(lambda: page.table.model().rowCount() == SESSIONS, timeout=10_000)
    assert page.note == f"Sessions: {SESSIONS}"


def test_sessions_are_put_in_order_by_keys_and_by_the_heads_of_columns(
    qtbot: QtBot, open_desktop, months: KeptMonths
) -> None:
    window = open_desktop().window
    page, shown = window.history, window.history.table.model()
    qtbot.mouseClick(window.navigation.buttons[PageKey.HISTORY], Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: shown.rowCount() == months.sessions, timeout=30_000)
    newest = shown.index(0, SessionColumn.WHEN).data()

    def scores() -> list[int]:
        cells = [shown.index(row, SessionColumn.SCORE).data() for row in range(shown.rowCount())]
        return [int(cell) for cell in cells if cell != "–"]

    qtbot.keyClick(page.order, Qt.Key.Key_Down)
    assert page.order.currentData() == SessionOrder.OLDEST
    qtbot.waitUntil(lambda: shown.index(shown.rowCount() - 1, 0).data() == newest, timeout=30_000)

    head = page.table.horizontalHeader()
    middle = head.sectionViewportPosition(SessionColumn.SCORE) + head.sectionSize(SessionColumn.SCORE) // 2
    for ordered in (lambda: sorted(scores(), reverse=True), lambda: sorted(scores())):
        qtbot.mouseClick(head.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(middle, head.viewport().height() // 2))
        qtbot.waitUntil(lambda ordered=ordered: scores() == ordered(), timeout=30_000)
    assert page.order.currentData() == SessionOrder.LOWEST_SCORE, "the order is told in words"


def test_each_session_tells_pain_effort_plan_and_whether_it_was_entered_by_hand(
    qtbot: QtBot, open_desktop, months: KeptMonths
) -> None:
    window = open_desktop().window
    shown = window.history.table.model()
    qtbot.mouseClick(window.navigation.buttons[PageKey.HISTORY], Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: shown.rowCount() == months.sessions, timeout=30_000)
    assert shown.index(0, SessionColumn.STATE).data() == "By hand"
    assert shown.index(0, SessionColumn.PAIN).data() == "–"
    assert " → " in shown.index(1, SessionColumn.PAIN).data()
    assert shown.index(1, SessionColumn.PLAN).data() == PLAN
    read_out = shown.index(1, SessionColumn.WHEN).data(Qt.ItemDataRole.AccessibleTextRole)
    assert "pain before " in read_out
    assert read_out.endswith(f"plan {PLAN}")


def test_names_of_exercises_have_room_in_the_smallest_window(qtbot: QtBot, open_desktop, months: KeptMonths) -> None:
    window = open_desktop().window
    page, shown = window.history, window.history.table.model()
    window.resize(window.minimumSize())
    qtbot.mouseClick(window.navigation.buttons[PageKey.HISTORY], Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: shown.rowCount() == months.sessions, timeout=30_000)
    needed = QFontMetrics(page.table.font()).horizontalAdvance("Sit to stand")
    qtbot.waitUntil(lambda: page.table.columnWidth(SessionColumn.EXERCISE) > needed + 2 * LIGHT.space.large)
    assert page.table.horizontalHeader().length() <= page.table.viewport().width()


def test_exercises_are_found_by_what_they_are_called_in_the_window_s_language(
    qtbot: QtBot, open_desktop, application: Application
) -> None:
    for key in ("squat", "wall-sit"):
        application.sessions.start(application.actor, key, application.exercises.find(key).name)
    desktop = open_desktop(WindowOptions(language="de"))
    page = desktop.window.history
    qtbot.mouseClick(desktop.window.navigation.buttons[PageKey.HISTORY], Qt.MouseButton.LeftButton)
    shown = page.table.model()
    qtbot.waitUntil(lambda: shown.rowCount() == 2, timeout=10_000)
    qtbot.keyClicks(page.search, "kniebeu")
    qtbot.waitUntil(lambda: shown.rowCount() == 1, timeout=10_000)
    assert shown.index(0, SessionColumn.EXERCISE).data() == "Kniebeuge"
    page.search.clear()
    qtbot.waitUntil(lambda: shown.rowCount() == 2, timeout=10_000)
    qtbot.keyClicks(page.search, "squat")
    qtbot.waitUntil(lambda: shown.rowCount() == 1, timeout=10_000)

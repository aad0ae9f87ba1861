"""Progress: weeks of exercising in charts that answer to the mouse and to the keyboard, in words and as tables."""

from collections.abc import Callable
from datetime import date
from functools import partial
from uuid import uuid4

import pytest
from kept_months import KeptMonths
from PySide6.QtCore import QEvent, QLocale, QPoint, Qt
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QAbstractButton, QAbstractItemView, QApplication, QComboBox, QWidget
from pytestqt.qtbot import QtBot

from physiocheck_desktop.domain.errors import StorageError
from physiocheck_desktop.domain.people import Actor, Role
from physiocheck_desktop.gui.app import DesktopWindow
from physiocheck_desktop.gui.models.progress_reading import Span
from physiocheck_desktop.gui.pages.progress import ProgressPage
from physiocheck_desktop.gui.shell.page_table import PageKey, pages_of
from physiocheck_desktop.gui.theme.tokens import LIGHT
from physiocheck_desktop.gui.widgets.page_frame import FrameState
from physiocheck_desktop.gui.widgets.text import Text
from physiocheck_desktop.services.application import Application

OpenDesktop = Callable[..., DesktopWindow]
Open = Callable[[], ProgressPage]


@pytest.fixture
def open_page(qtbot: QtBot, open_desktop: OpenDesktop) -> Open:
    def opened() -> ProgressPage:
        window = open_desktop().window
        qtbot.mouseClick(window.navigation.buttons[PageKey.PROGRESS], Qt.MouseButton.LeftButton)
        page = window.workspace.page(PageKey.PROGRESS, ProgressPage)
        qtbot.waitUntil(lambda: page.state is not FrameState.LOADING, timeout=30_000)
        return page

    return opened


def words_on(widget: QWidget) -> str:
    return "\n".join(text.text() for text in widget.findChildren(Text) if text.isVisible())


def test_weeks_of_exercising_are_told_in_numbers_and_sentences(
    qtbot: QtBot, open_page: Open, months: KeptMonths
) -> None:
    page = open_page()
    assert page.state is FrameState.SHOWN
    streak, sessions, repetitions, kept = page.tiles.numbers
    assert int(sessions) == months.sessions
    assert int(repetitions) == (months.sessions - 1) * 12 + 14
    assert kept.endswith("%")
    assert streak.isdigit()
    assert page.pain.told.startswith("Pain before exercising: ")
    assert page.pain.told.endswith("It hurts less.")
    qtbot.waitUntil(lambda: "Lift your chest" in words_on(page.errors))
    assert "What helps: " in words_on(page.errors)
    assert "Best score: " in words_on(page.bests)
    assert "10 sessions" in words_on(page.bests)


def test_each_angle_says_whether_its_change_is_real(qtbot: QtBot, open_page: Open, months: KeptMonths) -> None:
    page = open_page()
    page.exercise.setFocus()
    while page.exercise.currentText() != "Squat":
        qtbot.keyClick(page.exercise, Qt.Key.Key_Down)
    page.exercise.activated.emit(page.exercise.currentIndex())
    rows = page.ranges.list
    cells = rows.model()
    angles = {cells.index(row, 0).data(): cells.index(row, 3).data() for row in range(cells.rowCount())}
    assert angles.keys() == {"Left knee", "Right knee", "Left hip", "Right hip"}
    assert all(words.endswith("more: real") for words in angles.values())
    assert all(cells.index(row, 1).data().endswith("° ±7°") for row in range(cells.rowCount()))

    rows.setFocus()
    first = page.ranges.card.told
    qtbot.keyClick(rows, Qt.Key.Key_Down)
    assert page.ranges.card.told != first
    assert cells.index(1, 0).data() in page.ranges.card.told
    assert "a real change" in page.ranges.card.told


def test_the_arrow_keys_go_from_point_to_point_and_each_is_read_in_words(
    qtbot: QtBot, open_page: Open, months: KeptMonths
) -> None:
    page = open_page()
    plot, summary = page.scores.plot, page.scores.told
    assert summary.startswith("Days with a score: ")
    assert "arrow keys" in plot.accessibleDescription()
    page.scores.table_button.setFocus()
    qtbot.keyClick(page.scores.table_button, Qt.Key.Key_Tab)
    assert page.window().focusWidget() is plot
    QApplication.sendEvent(plot, QFocusEvent(QEvent.Type.FocusIn, Qt.FocusReason.TabFocusReason))
    assert page.scores.told == plot.readings[-1].words, "who comes by keyboard hears the newest"
    qtbot.keyClick(plot, Qt.Key.Key_Left)
    assert page.scores.told == plot.readings[-2].words == plot.accessibleDescription()
    qtbot.keyClick(plot, Qt.Key.Key_Home)
    qtbot.keyClick(plot, Qt.Key.Key_Left)
    assert page.scores.told == plot.readings[0].words
    qtbot.keyClick(plot, Qt.Key.Key_End)
    qtbot.keyClick(plot, Qt.Key.Key_Right)
    assert page.scores.told == plot.readings[-1].words
    qtbot.keyClick(plot, Qt.Key.Key_Escape)
    assert page.scores.told == summary


def test_the_pointer_reads_the_point_that_is_nearest(qtbot: QtBot, open_page: Open, months: KeptMonths) -> None:
    page = open_page()
    plot = page.scores.plot

    def reads(index: int) -> bool:
        qtbot.mouseMove(plot.area.viewport(), plot.position_of(index) + QPoint(1, 20))  # it may just find its place
        return page.scores.told == plot.readings[index].words

    for index in (3, 0, 7):
        qtbot.waitUntil(partial(reads, index), timeout=10_000)
    assert plot.readings[7].cells[1] in page.scores.told


@pytest.mark.parametrize("name", ["scores", "weeks", "pain"])
def test_every_chart_is_a_table_as_well(qtbot: QtBot, open_page: Open, months: KeptMonths, name: str) -> None:
    page = open_page()
    card = getattr(page, name)
    qtbot.keyClick(card.table_button, Qt.Key.Key_Space)
    assert card.table.isVisible()
    assert page.window().focusWidget() is card.table
    assert card.table.rowCount() == len(card.plot.readings) > 5
    newest = card.plot.readings[-1].cells
    assert tuple(card.table.item(0, column).text() for column in range(len(newest))) == newest
    qtbot.mouseClick(card.table_button, Qt.MouseButton.LeftButton)
    assert card.plot.isVisible()


def test_another_span_is_asked_for_and_shown(qtbot: QtBot, open_page: Open, months: KeptMonths) -> None:
    page = open_page()
    before = len(page.scores.plot.readings)
    qtbot.keyClick(page.span.buttons[Span.MONTH], Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: 0 < len(page.scores.plot.readings) < before, timeout=30_000)
    assert len(page.weeks.plot.readings) in (5, 6)
    qtbot.mouseClick(page.span.buttons[Span.ALL], Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: len(page.scores.plot.readings) == before, timeout=30_000)
    assert len(page.weeks.plot.readings) in (8, 9)


def test_who_never_exercised_is_told_how_to_begin(qtbot: QtBot, open_desktop: OpenDesktop) -> None:
    window = open_desktop().window
    qtbot.mouseClick(window.navigation.buttons[PageKey.PROGRESS], Qt.MouseButton.LeftButton)
    page = window.workspace.page(PageKey.PROGRESS, ProgressPage)
    qtbot.waitUntil(lambda: page.state is FrameState.EMPTY, timeout=30_000)
    assert not page.span.isVisible()
    qtbot.keyClick(page.empty.button, Qt.Key.Key_Space)
    assert window.page is PageKey.EXERCISE


def test_what_was_shown_stays_when_the_database_is_gone(
    qtbot: QtBot, open_desktop: OpenDesktop, application: Application, months: KeptMonths
) -> None:
    class Broken:
        away = False

        def __getattr__(self, name: str) -> object:
            if self.away:
                raise StorageError("The database cannot be reached.", kept="All is kept.", remedy="Try again.")
            return getattr(application.progress, name)

    service = Broken()
    window = open_desktop(progress=service).window
    service.away = True
    qtbot.mouseClick(window.navigation.buttons[PageKey.PROGRESS], Qt.MouseButton.LeftButton)
    page = window.workspace.page(PageKey.PROGRESS, ProgressPage)
    qtbot.waitUntil(lambda: page.state is FrameState.FAILED, timeout=30_000)
    service.away = False
    qtbot.keyClick(page.failure.again_button, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: page.state is FrameState.SHOWN, timeout=30_000)
    service.away = True
    qtbot.mouseClick(page.span.buttons[Span.YEAR], Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: page.state is FrameState.STALE, timeout=30_000)
    assert page.scores.plot.readings


def test_somebody_elses_progress_is_refused_and_shows_nothing_of_before(
    qtbot: QtBot, open_page: Open, months: KeptMonths
) -> None:
    page = open_page()
    page.enter(uuid4())
    qtbot.waitUntil(lambda: page.state is FrameState.FAILED, timeout=30_000)


def test_the_navigation_offers_ones_own_progress_and_not_a_physician_theirs() -> None:
    def offered(role: Role) -> set[PageKey]:
        return {entry.key for entry in pages_of(Actor(uuid4(), role)) if entry.symbol is not None}

    own = {PageKey.PROGRESS, PageKey.HISTORY}
    assert own <= offered(Role.PATIENT)
    assert not own & offered(Role.PHYSICIAN)
    assert own <= {entry.key for entry in pages_of(Actor(uuid4(), Role.PHYSICIAN))}


def test_nothing_is_cut_off_in_the_smallest_window_and_everything_has_a_name(
    qtbot: QtBot, open_page: Open, months: KeptMonths
) -> None:
    page = open_page()
    page.window().resize(LIGHT.shape.window_least_width, LIGHT.shape.window_least_height)
    qtbot.waitUntil(lambda: page.window().width() == LIGHT.shape.window_least_width)
    right = page.width()
    for control in (page.exercise, *page.span.buttons.values(), page.scores.table_button):
        assert control.mapTo(page, control.rect().topRight()).x() <= right
        qtbot.waitUntil(lambda control=control: control.width() >= control.minimumSizeHint().width())
    for part in (page.tiles, page.scores, page.weeks, page.ranges, page.pain, page.errors, page.bests):
        qtbot.waitUntil(lambda part=part: part.mapTo(page, part.rect().topRight()).x() < right)
    kinds = (QAbstractButton, QAbstractItemView, QComboBox)
    controls = [each for each in page.findChildren(QWidget) if isinstance(each, kinds) and each.isVisible()]
    parts = [each for each in controls if isinstance(each.parentWidget(), QAbstractItemView)]  # heads of tables
    assert [each for each in controls if not each.accessibleName() and each not in parts] == []


def test_days_and_numbers_follow_the_place(qtbot: QtBot, open_page: Open, months: KeptMonths) -> None:
    page, before = open_page(), QLocale()
    QLocale.setDefault(QLocale(QLocale.Language.German, QLocale.Country.Germany))
    try:
        page.enter()
        newest = date.fromordinal(int(page.scores.plot.readings[-1].x))
        qtbot.waitUntil(lambda: page.scores.plot.readings[-1].cells[0] == f"{newest:%d.%m.%y}", timeout=30_000)
        reading, day = page.scores.plot.readings[-1], newest
        assert f"{day.day}. " in reading.words
    finally:
        QLocale.setDefault(before)

"""Text at 200 %: what matters most stays the largest, nothing is hidden, and one thing does not lie on another."""

from collections.abc import Callable

import pytest
from at_rest import come_to_rest
from cut_text import cut_texts, scrolled_sideways
from kept_months import KeptMonths
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QHelpEvent
from PySide6.QtWidgets import QToolTip
from pytestqt.qtbot import QtBot

from physiocheck_desktop.domain.repetition import Repetition
from physiocheck_desktop.domain.session import SessionState
from physiocheck_desktop.gui.app import DesktopWindow, WindowOptions
from physiocheck_desktop.gui.charts.progress_curve import ProgressCurve
from physiocheck_desktop.gui.models.report import SessionReport
from physiocheck_desktop.gui.models.session_table import SessionColumn
from physiocheck_desktop.gui.pages.progress import ProgressPage
from physiocheck_desktop.gui.places import PageKey
from physiocheck_desktop.gui.theme.active import design
from physiocheck_desktop.gui.theme.icons import Icon
from physiocheck_desktop.gui.widgets.counted_button import CountedButton
from physiocheck_desktop.gui.widgets.drop_down import DropDown
from physiocheck_desktop.gui.widgets.live_panel import LivePanel
from physiocheck_desktop.gui.widgets.repetition_browser import RepetitionBrowser
from physiocheck_desktop.gui.widgets.scale_view import ScaleView
from physiocheck_desktop.gui.widgets.search_field import SearchField
from physiocheck_desktop.services.analysis import CurvePoint

AT_FIRST, CHANGE = 1, 3
"""Columns of the list of ranges."""

LOW = (554, 304)
"""What is left for the panel of a session in a window of 1280 × 720."""


@pytest.fixture(autouse=True)
def desktop(open_desktop) -> DesktopWindow:
    """A window in large text, whose looks all widgets wear."""
    return open_desktop(WindowOptions(text_percent=200))


def test_in_a_low_window_the_repetition_number_is_still_larger_than_all_other_words(qtbot: QtBot) -> None:
    panel = LivePanel()
    qtbot.addWidget(panel)
    panel.setFixedSize(*LOW)
    panel.set_set(1, 2)
    panel.number.set_target(10)
    panel.phase.set_text("Far enough")
    panel.show()

    def sizes() -> tuple[int, int]:
        panel.grab()
        fonts = (panel.number.number.shown_font, panel.number.of_how_many.shown_font)
        number, small = (0 if font is None else font.pixelSize() for font in fonts)
        return number, small

    others = max(panel.set_words.font().pixelSize(), design().type.lead)
    qtbot.waitUntil(lambda: sizes()[0] > 2 * max(sizes()[1], others), timeout=10_000)


def test_a_panel_that_has_become_low_gives_the_number_its_room_before_it_is_painted(qtbot: QtBot) -> None:
    panel = LivePanel()
    qtbot.addWidget(panel)
    panel.set_set(1, 2)
    panel.resize(LOW[0], 2 * LOW[0])
    panel.show()
    qtbot.waitExposed(panel)
    panel.resize(*LOW)
    at_once = panel.ring.geometry()
    qtbot.wait(50)
    assert panel.ring.geometry() == at_once


def test_a_chart_leaves_room_for_its_numbers_before_it_is_painted_for_the_first_time(qtbot: QtBot) -> None:
    curve = ProgressCurve()
    qtbot.addWidget(curve)
    curve.set_curve([CurvePoint(float(second), second % 5 / 4, {}) for second in range(20)], ())
    curve.draw()
    axes = [curve.plot.getAxis(name) for name in ("left", "bottom")]
    before = axes[0].minimumWidth(), axes[1].minimumHeight()
    curve.grab()
    assert (axes[0].minimumWidth(), axes[1].minimumHeight()) == pytest.approx(before, abs=1.0)


def test_a_count_stands_beside_a_name_that_leaves_room_and_below_one_that_does_not(qtbot: QtBot) -> None:
    button = CountedButton("Notifications", Icon.BELL)
    qtbot.addWidget(button)
    button.setFixedWidth(design().shape.navigation)
    button.show()
    button.set_count(4)
    without = button.minimumHeight()
    button.set_count(81)
    assert button.minimumHeight() > without
    button.set_count(0)
    assert button.minimumHeight() == without


def test_a_count_below_a_name_does_not_lie_on_it(qtbot: QtBot) -> None:
    button = CountedButton("Notifications", Icon.BELL)
    qtbot.addWidget(button)
    button.set_count(81)
    button.resize(design().shape.navigation, button.minimumHeight())
    button.show()
    image = button.grab().toImage()
    accent = design().colours.accent
    rows = [y for y in range(image.height()) if any(image.pixelColor(x, y).name() == accent for x in range(150))]
    line = button.fontMetrics().lineSpacing()
    words_end = (button.height() - 2 * line) // 2 + line
    assert words_end <= min(rows) < max(rows) < button.height()


def test_what_just_happened_stands_over_the_page_and_leaves_the_navigation_uncovered(
    qtbot: QtBot, desktop: DesktopWindow
) -> None:
    window = desktop.window
    window.resize(1280, 720)
    window.toasts.say("Your new password is set, and you are signed out everywhere else.")
    qtbot.waitUntil(window.toasts.isVisible)
    account = window.navigation.account_button
    edge = account.mapTo(window, account.rect().topRight()).x()
    assert window.toasts.mapTo(window, window.toasts.rect().topLeft()).x() > edge
    assert window.toasts.mapTo(window, window.toasts.rect().topRight()).x() < window.width()


def test_the_head_of_a_page_gives_its_room_to_the_list_that_is_scrolled_and_comes_back(
    qtbot: QtBot, months: KeptMonths, desktop: DesktopWindow
) -> None:
    del months
    window = desktop.window
    window.resize(1280, 720)
    desktop.flow.go(PageKey.HISTORY)
    page = window.history
    qtbot.waitUntil(lambda: page.table.model().rowCount() > 10, timeout=30_000)
    page.table.setFocus()
    bar = page.table.verticalScrollBar()
    before = page.table.visibleRegion().boundingRect().height()
    bar.setValue(bar.maximum())
    assert page.table.visibleRegion().boundingRect().height() > before + page.search.height()
    last = page.table.visualRect(page.model.index(page.model.rowCount() - 1, 0))
    foot = page.table.viewport().mapTo(page, last.bottomLeft()).y()
    assert page.search.height() < foot < page.height(), "what is scrolled to is seen"
    page.search.setFocus()
    qtbot.waitUntil(lambda: page.search.mapTo(page, page.search.rect().topLeft()).y() >= 0)
    bar.setValue(0)
    assert page.table.visibleRegion().boundingRect().height() == before


def test_what_a_table_has_no_room_for_is_told_under_the_pointer(
    qtbot: QtBot, months: KeptMonths, desktop: DesktopWindow
) -> None:
    del months
    desktop.window.resize(1280, 720)
    desktop.flow.go(PageKey.HISTORY)
    table = desktop.window.history.table
    qtbot.waitUntil(lambda: table.model().rowCount() > 0, timeout=30_000)
    qtbot.waitUntil(lambda: table.isColumnHidden(SessionColumn.REPETITIONS), timeout=10_000)
    at = table.visualRect(table.model().index(0, SessionColumn.WHEN)).center()
    QCoreApplication.sendEvent(table.viewport(), QHelpEvent(QEvent.Type.ToolTip, at, table.viewport().mapToGlobal(at)))
    qtbot.waitUntil(lambda: "Repetitions: " in QToolTip.text())
    QToolTip.hideText()


def test_where_there_is_no_room_for_all_columns_the_change_of_each_range_is_told_whole(
    qtbot: QtBot, months: KeptMonths, desktop: DesktopWindow
) -> None:
    del months
    desktop.window.resize(1280, 720)
    desktop.flow.go(PageKey.PROGRESS)
    table = desktop.window.workspace.page(PageKey.PROGRESS, ProgressPage).ranges.list
    qtbot.waitUntil(lambda: table.model().rowCount() > 0 and table.isColumnHidden(AT_FIRST), timeout=30_000)
    qtbot.waitUntil(lambda: table.columnWidth(CHANGE) >= table.sizeHintForColumn(CHANGE) > 0, timeout=10_000)
    shown = [column for column in range(CHANGE + 1) if not table.isColumnHidden(column)]
    assert CHANGE in shown
    assert sum(table.columnWidth(column) for column in shown) <= table.viewport().width()


def test_the_buttons_of_a_scale_are_alike_however_long_the_words_above_them_are(qtbot: QtBot) -> None:
    view = ScaleView()
    qtbot.addWidget(view)
    view.resize(1280, 720)
    meanings = "none at all", "very easy", "easy", "somewhat hard", "hard", "hardest"
    view.ask("How hard was it?", "", meanings, can_go_back=True)
    view.show()
    widths = [button.width() for button in view.buttons]
    assert max(widths) - min(widths) <= 2, widths


def test_a_search_is_emptied_by_its_button_which_is_as_large_as_other_icons(qtbot: QtBot) -> None:
    field = SearchField("Search", "Name")
    qtbot.addWidget(field)
    field.show()
    assert not field.empty_button.isVisible()
    qtbot.keyClicks(field, "anna")
    assert field.empty_button.iconSize().height() == design().shape.icon
    assert field.empty_button.accessibleName() == "Empty the search"
    with qtbot.waitSignal(field.searched, timeout=10_000):
        qtbot.mouseClick(field.empty_button, Qt.MouseButton.LeftButton)
    assert field.text() == ""
    assert not field.empty_button.isVisible()


def test_a_choice_that_is_too_long_for_its_box_is_told_whole_by_a_tip(qtbot: QtBot) -> None:
    choice = DropDown()
    qtbot.addWidget(choice)
    choice.addItem("A camera with a name that nobody has room for")
    choice.setFixedWidth(design().shape.tile)
    choice.show()
    assert choice.toolTip() == choice.currentText()


@pytest.mark.parametrize("width", [580, 640, 720, 1400])
def test_no_heading_of_the_repetitions_is_cut_and_what_has_no_room_is_left_out(
    qtbot: QtBot, make_repetition: Callable[[int], Repetition], width: int
) -> None:
    browser = RepetitionBrowser()
    qtbot.addWidget(browser)
    browser.setFixedWidth(width)
    browser.show_repetitions([make_repetition(number) for number in range(1, 13)])
    browser.show()
    table, head = browser.list, browser.list.horizontalHeader()

    def shown() -> list[int]:
        return [column for column in range(head.count()) if not table.isColumnHidden(column)]

    def is_whole() -> bool:
        whole = all(table.columnWidth(each) >= head.sectionSizeHint(each) for each in shown())
        return whole and table.horizontalScrollBar().maximum() == 0

    qtbot.waitUntil(is_whole)
    assert {0, 2, 4} <= set(shown()), "which one, how well, and what there is to mend"


@pytest.mark.parametrize("direction", [Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft])
def test_the_exercises_of_a_long_workout_have_room_in_its_summary(
    qtbot: QtBot,
    desktop: DesktopWindow,
    make_repetition: Callable[[int], Repetition],
    direction: Qt.LayoutDirection,
) -> None:
    window, one = desktop.window, make_repetition(1)
    window.resize(1280, 720)
    summary = window.summary
    summary.setLayoutDirection(direction)
    window.workspace.show_page(PageKey.SUMMARY)
    names = [f"{each.name} · by hand" for each in list(window.workspace.context.exercises)[:8]]
    summary.show_reports([SessionReport(name, SessionState.FINISHED, (one,), (), one.score, 60.0) for name in names])
    come_to_rest(qtbot, desktop)
    assert cut_texts(summary) == []
    assert scrolled_sideways(summary) == []
    first, second = summary.exercise_buttons[:2]
    begins_left = first.x() < second.x() or first.y() < second.y()
    assert begins_left or direction is Qt.LayoutDirection.RightToLeft
    qtbot.mouseClick(summary.exercise_buttons[-1], Qt.MouseButton.LeftButton)
    assert summary.title.startswith(names[-1])

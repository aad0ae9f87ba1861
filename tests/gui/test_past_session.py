"""A session of the past: repetition by repetition, its course against the template, and what of it is damaged."""

from collections.abc import Callable

import pytest
from kept_months import PLAN, KeptMonths
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QTableView, QWidget
from pytestqt.qtbot import QtBot

from physiocheck_desktop.bootstrap.records import open_database
from physiocheck_desktop.config.settings import load_settings
from physiocheck_desktop.gui.app import DesktopWindow
from physiocheck_desktop.gui.pages.detail import DetailPage
from physiocheck_desktop.gui.shell.page_table import PageKey
from physiocheck_desktop.gui.widgets.page_frame import FrameState
from physiocheck_desktop.gui.widgets.text import Text
from physiocheck_desktop.services.application import Application

OpenDesktop = Callable[..., DesktopWindow]


@pytest.fixture
def open_session(qtbot: QtBot, open_desktop: OpenDesktop, months: KeptMonths) -> Callable[[int], DetailPage]:
    """Return what opens the session in a row of the history by keys: 0 is the one by hand, 1 the newest other."""

    def opened(row: int) -> DetailPage:
        window = open_desktop().window
        qtbot.mouseClick(window.navigation.buttons[PageKey.HISTORY], Qt.MouseButton.LeftButton)
        table = window.history.table
        qtbot.waitUntil(lambda: table.model().rowCount() == months.sessions, timeout=30_000)
        qtbot.keyClick(window.history.search, Qt.Key.Key_Down)
        for _ in range(row):
            qtbot.keyClick(table, Qt.Key.Key_Down)
        qtbot.keyClick(table, Qt.Key.Key_Return)
        qtbot.waitUntil(lambda: window.page is PageKey.DETAIL)
        qtbot.waitUntil(lambda: window.detail.state is FrameState.SHOWN, timeout=30_000)
        return window.detail

    return opened


def words_on(widget: QWidget) -> str:
    return "\n".join(text.text() for text in widget.findChildren(Text) if text.isVisible())


def test_a_session_is_read_repetition_by_repetition(qtbot: QtBot, open_session: Callable[[int], DetailPage]) -> None:
    page = open_session(1)
    rows = page.repetitions.list
    assert rows.model().rowCount() == 12
    assert page.course.curve.chosen == 0
    rows.setFocus()
    qtbot.keyClick(rows, Qt.Key.Key_End, Qt.KeyboardModifier.ControlModifier)
    assert page.course.curve.chosen == 11, "what is chosen in the list is marked on the curve"
    qtbot.waitUntil(lambda: "Repetition 12: score " in words_on(page.repetitions))
    told = words_on(page.repetitions)
    assert "set 2 · 3.3 seconds" in told
    qtbot.waitUntil(lambda: "Left knee: from " in words_on(page.repetitions))
    told = words_on(page.repetitions)
    assert "° ±7°, target " in told
    faults = {rows.model().index(row, 4).data() for row in range(12)}
    assert faults <= {"Good", "Lift your chest"}


def test_a_fault_is_told_in_words_with_where_and_for_how_long(
    qtbot: QtBot, open_session: Callable[[int], DetailPage], application: Application
) -> None:
    page, rows, row = _with_fault(open_session, application, "Lift your chest")
    place = rows.visualRect(rows.model().index(row, 0)).center()
    qtbot.mouseClick(rows.viewport(), Qt.MouseButton.LeftButton, pos=place)
    qtbot.waitUntil(lambda: "at the furthest point, for 0.6 s" in words_on(page.repetitions))


def _with_fault(
    open_session: Callable[[int], DetailPage], application: Application, cue: str
) -> tuple[DetailPage, QTableView, int]:
    """Return the newest session with a fault, its list, and the row of it; which one that is depends on the day."""
    records, actor = application.sessions, application.actor
    for index, session in enumerate(records.history(actor)):
        repetitions = records.detail(actor, session.id).repetitions
        if any(fault.cue == cue for repetition in repetitions for fault in repetition.faults):
            page = open_session(index)
            rows = page.repetitions.list
            forms = [rows.model().index(row, 4).data() for row in range(rows.model().rowCount())]
            return page, rows, forms.index(cue)
    raise AssertionError(f"no session has the fault {cue}")


def test_the_course_is_read_by_keys_and_by_the_pointer_against_the_template(
    qtbot: QtBot, open_session: Callable[[int], DetailPage]
) -> None:
    page = open_session(1)
    card, curve = page.course, page.course.curve
    assert "the template goes from " in card.told
    assert [card.angle.itemText(index) for index in range(card.angle.count())][-1] == "Way from start to target"
    qtbot.keyClick(curve, Qt.Key.Key_Home)
    assert card.told == curve.readings[0].words
    qtbot.keyClick(curve, Qt.Key.Key_PageDown)
    assert card.told == curve.readings[10].words
    in_a_repetition = next(index for index, each in enumerate(curve.readings) if "repetition 1" in each.words)

    def reads_it() -> bool:
        qtbot.mouseMove(curve.area.viewport(), curve.position_of(in_a_repetition))  # it may just find its place
        return card.told == curve.readings[in_a_repetition].words

    qtbot.waitUntil(reads_it, timeout=10_000)
    assert "° ±7°" in card.told

    card.angle.setCurrentIndex(card.angle.count() - 1)
    card.angle.activated.emit(card.angle.currentIndex())
    assert card.told == "0 % is the start pose, 100 % the target."
    qtbot.keyClick(card.table_button, Qt.Key.Key_Space)
    assert card.table.isVisible()
    assert card.table.rowCount() == len(curve.readings)


def test_plan_sets_pain_and_effort_are_told(open_session: Callable[[int], DetailPage], qtbot: QtBot) -> None:
    page = open_session(1)
    qtbot.waitUntil(lambda: PLAN in words_on(page.facts))
    told = words_on(page.facts)
    assert "Sets: 2 (set 1: 6, set 2: 6)" in told
    assert "Pain before " in told
    assert "effort " in told


def test_what_was_entered_by_hand_is_counted_and_has_no_score(
    open_session: Callable[[int], DetailPage], qtbot: QtBot
) -> None:
    page = open_session(0)
    assert page.report.repetition_count == "14"
    assert page.report.facts == "Completed"
    qtbot.waitUntil(lambda: "Entered by hand" in words_on(page.facts))
    assert not page.course.isVisible()
    assert not page.repetitions.isVisible()


@pytest.mark.parametrize(("sets", "said"), [((2, 1), "holds"), ((1,), "hold")])
def test_holds_that_were_entered_by_hand_are_called_so(
    qtbot: QtBot, open_desktop: OpenDesktop, application: Application, sets: tuple[int, ...], said: str
) -> None:
    kept = application.recording.record_by_hand(application.actor, "wall-sit", "Wall sit", sets=sets)
    desktop = open_desktop()
    qtbot.waitUntil(lambda: not desktop.window.workspace.context.delivery.status.contents.waiting, timeout=30_000)
    desktop.flow.go(PageKey.DETAIL, kept.id)
    page = desktop.window.detail
    qtbot.waitUntil(lambda: page.report.repetition_count == str(sum(sets)), timeout=30_000)
    told = words_on(page.report).split("\n")
    assert said in told
    assert not any("repetition" in each.casefold() for each in told)


def test_a_damaged_course_is_told_in_a_sentence_beside_all_the_rest(
    open_session: Callable[[int], DetailPage], months: KeptMonths
) -> None:
    database = open_database(load_settings())
    with database.unit_of_work() as uow:
        uow._session.connection().exec_driver_sql("UPDATE angle_series SET content = X'DA3A6E'")
        uow.commit()
    database.close()
    page = open_session(1)
    assert page.course.is_empty
    assert "it is damaged" in page.course.empty_words
    assert page.repetitions.list.model().rowCount() == 12
    assert page.report.repetition_count == "12"


def test_nothing_of_it_is_cut_off_in_the_smallest_window(
    qtbot: QtBot, open_session: Callable[[int], DetailPage]
) -> None:
    page = open_session(1)
    page.window().resize(page.window().minimumSize())
    qtbot.waitUntil(lambda: page.window().size() == page.window().minimumSize())
    for part in (page.report, page.facts, page.course, page.repetitions):
        qtbot.waitUntil(lambda part=part: part.mapTo(page, part.rect().topRight()).x() < page.width())

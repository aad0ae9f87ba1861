"""What folds, scrolls or shares out its width comes to rest: no layout asks for itself again for ever."""

import pytest
from at_rest import LayoutCounter, come_to_rest
from PySide6.QtCore import QStringListModel
from PySide6.QtWidgets import QApplication, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from physiocheck_desktop.gui.app import WindowOptions
from physiocheck_desktop.gui.places import PageKey
from physiocheck_desktop.gui.widgets.folding_row import FoldingRow
from physiocheck_desktop.gui.widgets.record_table import RecordTable
from physiocheck_desktop.gui.widgets.scroll import Scroll


def test_a_row_that_folds_beside_a_scroll_bar_comes_to_rest_at_every_width(qtbot: QtBot) -> None:
    inside = QWidget()
    column = QVBoxLayout(inside)
    row = FoldingRow(*(QPushButton(f"Something to press {number}") for number in range(4)))
    folded: list[bool] = []
    row.folded.connect(folded.append)
    column.addWidget(row)
    scroll = Scroll(inside, "Buttons")
    qtbot.addWidget(scroll)
    scroll.resize(row.row_width - 40, row.sizeHint().height() + 40)
    scroll.show()
    for _ in range(120):
        scroll.resize(scroll.width() + 1, scroll.height())
        QApplication.processEvents()
    for _ in range(120):
        scroll.resize(scroll.width() - 1, scroll.height())
        QApplication.processEvents()
    assert folded == [True, False, True]


@pytest.mark.parametrize("size", [(1280, 720), (960, 600)])
def test_a_page_that_nobody_touches_comes_to_rest(qtbot: QtBot, open_desktop, size: tuple[int, int]) -> None:
    desktop = open_desktop(WindowOptions())
    desktop.window.resize(*size)
    counter = LayoutCounter()
    busy: dict[str, dict[str, int]] = {}
    for entry in desktop.window.workspace.entries:
        if entry.key in (PageKey.SESSION, PageKey.SUMMARY, PageKey.DETAIL):  # they show something done
            continue
        desktop.flow.go(entry.key)
        come_to_rest(qtbot, desktop)
        counter.asked.clear()
        QApplication.instance().installEventFilter(counter)
        qtbot.wait(300)
        QApplication.instance().removeEventFilter(counter)
        if counter.asked:
            busy[entry.key] = dict(counter.asked)
    assert busy == {}


@pytest.mark.parametrize("width", [100, 300, 1200])
def test_a_table_that_nobody_touches_comes_to_rest_whether_its_words_fit_or_not(qtbot: QtBot, width: int) -> None:
    words = "A session with a name that is longer than the table is wide, the {}th of many"
    model = QStringListModel([words.format(number) for number in range(40)])
    table = RecordTable("Sessions", model)
    qtbot.addWidget(table)
    table.resize(width, 400)
    table.show()
    qtbot.wait(200)
    counter = LayoutCounter()
    table.installEventFilter(counter)
    qtbot.wait(100)
    assert counter.asked == {}
    assert table.horizontalScrollBar().isVisible() == (width == 100)  # before, the end of the words is cut

"""A layout direction that changes while a session runs, as by a system that changes its language."""

from collections.abc import Iterator

import pytest
from doing_workout import Doing, begin_two
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from physiocheck_desktop.gui.capture.states import RunState
from physiocheck_desktop.pipeline.source_choice import SourceChoice
from physiocheck_desktop.services.application import Application

pytestmark = pytest.mark.usefixtures("quick_clips")


@pytest.fixture
def direction(qapp: QApplication) -> Iterator[None]:
    yield
    qapp.setLayoutDirection(Qt.LayoutDirection.LeftToRight)


@pytest.mark.slow
@pytest.mark.usefixtures("direction")
def test_a_session_goes_on_and_ends_whole_when_the_layout_turns_round_under_it(
    qtbot: QtBot, qapp: QApplication, open_desktop, application: Application, clip: SourceChoice
) -> None:
    doing = Doing(qtbot, open_desktop(), application)
    begin_two(doing, clip)
    doing.until_counted(1)
    qapp.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    view, side = doing.page.stage.view, doing.page.stage.panel
    doing.until(lambda: view.mapToGlobal(view.rect().center()).x() > side.mapToGlobal(side.rect().center()).x())
    doing.until_rest()
    qapp.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
    doing.press(Qt.Key.Key_Right)
    doing.until_counted(3)
    qapp.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    doing.until_rest()
    doing.press(Qt.Key.Key_Right)
    doing.until_summary()
    assert doing.kept == {"squat": 4, "shoulder-abduction": 1}


@pytest.mark.slow
@pytest.mark.usefixtures("direction")
@pytest.mark.parametrize("counted", [0, 1], ids=["while it begins", "while it counts"])
def test_a_window_that_closes_after_the_layout_turned_round_leaves_no_thread_and_keeps_what_was_done(
    qtbot: QtBot, qapp: QApplication, open_desktop, application: Application, clip: SourceChoice, counted: int
) -> None:
    desktop = open_desktop()
    doing = Doing(qtbot, desktop, application)
    begin_two(doing, clip)
    doing.until_counted(counted)
    for turned in (Qt.LayoutDirection.RightToLeft, Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft):
        qapp.setLayoutDirection(turned)
        qtbot.wait(50)
    session = doing.page.session
    desktop.close()
    assert session.state is RunState.IDLE
    assert sum(doing.kept.values()) == len(doing.counted) >= counted

"""A session in text at 200 %: what is read from three metres is no smaller than in text at 100 %."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QSize
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from physiocheck_desktop.assessment.frame_assessment import Watch
from physiocheck_desktop.domain.exercise import ExerciseDefinition
from physiocheck_desktop.gui.capture.plan import SessionPlan
from physiocheck_desktop.gui.capture.setup_check import CheckItem, SetupCheck
from physiocheck_desktop.gui.capture.states import RunState
from physiocheck_desktop.gui.theme.active import design, wear
from physiocheck_desktop.gui.theme.scaling import scaled
from physiocheck_desktop.gui.theme.stylesheet import make_stylesheet
from physiocheck_desktop.gui.theme.tokens import LIGHT
from physiocheck_desktop.gui.widgets.hand_entry import HandEntry
from physiocheck_desktop.gui.widgets.live_screen import LiveScreen
from physiocheck_desktop.gui.widgets.scroll import Scroll
from physiocheck_desktop.gui.widgets.session_controls import Act
from physiocheck_desktop.gui.widgets.text import Text
from physiocheck_desktop.pipeline.source_choice import SourceChoice
from physiocheck_desktop.services.application import Application

SMALL = QSize(1280, 720)
"""The smallest screen that is asked for."""
SETTLE_MS = 60


@pytest.fixture
def squat(application: Application) -> ExerciseDefinition:
    return application.exercises.find("squat")


@pytest.fixture(autouse=True)
def worn(qapp: QApplication) -> Iterator[None]:
    """Put the usual looks back on."""
    yield
    wear_text(qapp, 100)


def wear_text(qapp: QApplication, percent: int) -> None:
    tokens = scaled(LIGHT, percent)
    wear(tokens)
    qapp.setStyleSheet(make_stylesheet(tokens))


def screen_in(qtbot: QtBot, qapp: QApplication, squat: ExerciseDefinition, percent: int, *, sets: int) -> LiveScreen:
    """Return the screen of a session in a small window with text of a size."""
    wear_text(qapp, percent)
    screen = LiveScreen()
    qtbot.addWidget(screen)
    screen.name("Squat", "")
    screen.tell(lost="", unsaved="")
    screen.stage.prepare(SessionPlan(squat, 10, SourceChoice(camera=0), get_ready=False, sets=sets))
    screen.offer(RunState.COUNTING, ghost=True, clip=True)
    screen.resize(SMALL)
    screen.show()
    qtbot.waitExposed(screen)
    return screen


def number_size(qtbot: QtBot, screen: LiveScreen) -> int:
    qtbot.wait(SETTLE_MS)
    screen.grab()
    font = screen.stage.panel.number.number.shown_font
    assert font is not None
    return font.pixelSize()


def text_in(place: QWidget, words: str) -> Text:
    return next(each for each in place.findChildren(Text) if each.text() == words)


def is_whole(text: Text) -> bool:
    """Whether all of it is seen without scrolling."""
    return text.isVisible() and text.visibleRegion().boundingRect() == text.rect()


@pytest.mark.parametrize("sets", [1, 3])
def test_the_repetition_number_and_the_countdown_are_no_smaller_than_in_usual_text(
    qtbot: QtBot, qapp: QApplication, squat: ExerciseDefinition, sets: int
) -> None:
    sizes = {}
    for percent in (100, 150, 200):
        screen = screen_in(qtbot, qapp, squat, percent, sets=sets)
        screen.stage.panel.set_sides("left 3 of 5\nright 2 of 5" if sets > 1 else "")
        screen.stage.show_countdown(3)
        counting_down = number_size(qtbot, screen)
        screen.stage.begin_counting()
        sizes[percent] = counting_down, number_size(qtbot, screen)
        screen.close()
    for percent in (150, 200):
        assert all(larger >= usual for larger, usual in zip(sizes[percent], sizes[100], strict=True)), sizes


def test_the_number_stands_in_the_ring_again_once_the_panel_is_high(qtbot: QtBot, qapp, squat) -> None:
    screen = screen_in(qtbot, qapp, squat, 200, sets=1)
    panel = screen.stage.panel
    assert panel.number.parentWidget() is not panel.ring
    screen.resize(1920, 1600)
    qtbot.waitUntil(lambda: panel.ring.geometry().contains(panel.number.mapTo(panel, panel.number.rect().center())))
    assert panel.number.isVisible()


def test_a_panel_with_room_for_it_tells_the_score_beside_the_number(qtbot: QtBot, qapp, squat) -> None:
    screen = screen_in(qtbot, qapp, squat, 200, sets=1)
    screen.stage.panel.set_score("98")
    qtbot.waitUntil(lambda: is_whole(text_in(screen.stage.panel, "98")))


def test_what_is_not_right_yet_is_read_without_scrolling(qtbot: QtBot, qapp, squat) -> None:
    screen = screen_in(qtbot, qapp, squat, 200, sets=1)
    screen.stage.show_countdown(0)
    ready = screen.stage.ready
    first = ready.first_check
    ready.show_check(SetupCheck((CheckItem.LIGHT,), Watch.COUNTING))
    qtbot.waitUntil(lambda: ready.first_check != first)
    assert ready.first_check == "Light enough"
    qtbot.waitUntil(lambda: is_whole(text_in(ready, "Light enough")))
    assert is_whole(text_in(ready, ready.how_to_stand))
    ready.show_check(SetupCheck((), Watch.COUNTING))
    assert ready.first_check == first


def test_no_button_of_a_session_has_a_row_for_itself_where_another_could_stand_beside_it(
    qtbot: QtBot, qapp, squat
) -> None:
    screen = screen_in(qtbot, qapp, squat, 200, sets=1)
    buttons = screen.controls.buttons
    assert buttons[Act.STOP].y() == buttons[Act.PAUSE].y() > buttons[Act.HURTS].y()
    assert buttons[Act.STOP].width() < screen.controls.width() - design().space.large


def test_three_sets_are_entered_by_hand_without_scrolling(qtbot: QtBot, qapp: QApplication, squat) -> None:
    wear_text(qapp, 200)
    hand = HandEntry()
    qtbot.addWidget(hand)
    hand.ask(SessionPlan(squat, 5, SourceChoice(camera=0), get_ready=False, sets=3), {1: 5, 2: 5, 3: 5})
    hand.resize(SMALL)
    hand.show()
    qtbot.waitExposed(hand)
    qtbot.wait(SETTLE_MS)
    assert [scroll.verticalScrollBar().maximum() for scroll in hand.findChildren(Scroll)] == [0]

"""The choice of an exercise: by keys, by words, by body region and position; what is said where nothing fits."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from pytestqt.qtbot import QtBot

from physiocheck_desktop.config.exercise_files import demonstration_files, ready_made_exercises
from physiocheck_desktop.domain.exercise import ExerciseDefinition
from physiocheck_desktop.gui.models.exercise_list import ExerciseFilter
from physiocheck_desktop.gui.pages.exercise import ExercisePage
from physiocheck_desktop.gui.widgets.exercise_chooser import ExerciseChooser

LIBRARY = list(ready_made_exercises())
Key = Qt.Key


@pytest.fixture
def chooser(qtbot: QtBot) -> ExerciseChooser:
    widget = ExerciseChooser(LIBRARY, demonstration_files)
    qtbot.addWidget(widget)
    widget.resize(900, 600)
    widget.show()
    qtbot.waitExposed(widget)
    widget.choose_first()
    return widget


@pytest.fixture
def page(open_desktop) -> ExercisePage:
    return open_desktop().window.exercise


def pick(box, text: str) -> None:
    box.setCurrentIndex(box.findText(text))


def test_arrow_keys_home_and_end_walk_through_the_cards(qtbot: QtBot, chooser: ExerciseChooser) -> None:
    cards = chooser.cards
    cards.setFocus()
    qtbot.keyClick(cards, Key.Key_Right)
    assert chooser.current == LIBRARY[1]
    qtbot.keyClick(cards, Key.Key_Down)
    columns = LIBRARY.index(chooser.current) - 1
    assert columns == 3
    qtbot.keyClick(cards, Key.Key_End)
    assert chooser.current == LIBRARY[-1]
    qtbot.keyClick(cards, Key.Key_Home)
    assert chooser.current == LIBRARY[0]


def test_typing_a_name_goes_to_the_exercise(qtbot: QtBot, chooser: ExerciseChooser) -> None:
    chooser.cards.setFocus()
    qtbot.keyClicks(chooser.cards, "wall")
    assert chooser.current.key == "wall-sit"


def test_enter_on_a_card_leads_to_the_start_button(qtbot: QtBot, page: ExercisePage) -> None:
    page.chooser.cards.setFocus()
    qtbot.keyClick(page.chooser.cards, Key.Key_Return)
    assert page.start_button.hasFocus()


def test_words_are_looked_for_in_name_region_and_position_and_lead_into_the_list(
    qtbot: QtBot, chooser: ExerciseChooser
) -> None:
    before = chooser.current
    qtbot.keyClicks(chooser.search, "HIP sitting")
    qtbot.waitUntil(lambda: chooser.shown < len(LIBRARY), timeout=10_000)
    assert chooser.shown == sum("hip" in each.body_parts and each.position == "sitting" for each in LIBRARY)
    assert chooser.current == before, "it stays chosen though it is not shown"
    qtbot.keyClick(chooser.search, Key.Key_Down)
    assert chooser.cards.hasFocus()
    assert chooser.current.position == "sitting"


def test_an_exercise_whose_name_begins_with_the_words_comes_first(qtbot: QtBot, chooser: ExerciseChooser) -> None:
    qtbot.keyClicks(chooser.search, "squat")
    qtbot.keyClick(chooser.search, Key.Key_Return)
    chooser.choose_first()
    assert chooser.shown > 1
    assert chooser.current.key == "squat"


@pytest.mark.parametrize("definition", LIBRARY, ids=lambda each: each.key)
def test_every_exercise_is_found_by_its_name_region_and_position(definition: ExerciseDefinition) -> None:
    assert ExerciseFilter(words=definition.name.upper()).takes(definition)
    assert ExerciseFilter(region=definition.body_parts[-1], position=definition.position).takes(definition)


def test_filters_by_region_and_position_are_taken_together(qtbot: QtBot, chooser: ExerciseChooser) -> None:
    pick(chooser.region, "Hip")
    pick(chooser.position, "Lying on the back")
    assert 0 < chooser.shown == sum("hip" in each.body_parts and each.position == "lying" for each in LIBRARY)


def test_where_nothing_fits_it_is_said_and_one_button_shows_all_again(qtbot: QtBot, chooser: ExerciseChooser) -> None:
    pick(chooser.region, "Neck")
    qtbot.keyClicks(chooser.search, "plank")
    qtbot.keyClick(chooser.search, Key.Key_Return)
    assert chooser.shown == 0
    assert chooser.nothing.isVisible()
    qtbot.mouseClick(chooser.nothing.button, Qt.MouseButton.LeftButton)
    assert chooser.shown == len(LIBRARY)
    assert chooser.cards.isVisible()
    assert chooser.search.text() == ""


def test_a_screen_reader_is_told_name_and_description_of_each_card(chooser: ExerciseChooser) -> None:
    cards = QAccessible.queryAccessibleInterface(chooser.cards)
    assert cards.text(QAccessible.Text.Name) == "Exercises"
    squat = next(
        child for child in map(cards.child, range(cards.childCount())) if child.text(QAccessible.Text.Name) == "Squat"
    )
    assert squat.text(QAccessible.Text.Description) == "Hip, Knee, Ankle · Standing, Difficulty 2 of 5: easy"


def test_cards_stand_beside_one_another_in_the_smallest_window_that_is_meant_for_two(chooser: ExerciseChooser) -> None:
    chooser.resize(576, 600)
    tops = [chooser.cards.visualRect(chooser.cards.model().index(row, 0)).top() for row in range(3)]
    assert tops[0] == tops[1] < tops[2]


def test_no_card_is_lower_than_its_words_need(chooser: ExerciseChooser) -> None:
    chooser.resize(300, 500)
    heights = {chooser.cards.visualRect(chooser.cards.model().index(row, 0)).height() for row in range(len(LIBRARY))}
    assert len(heights) == 1
    assert heights.pop() > 100


def test_the_page_tells_what_to_know_before_an_exercise_and_leads_to_easier_ones(page: ExercisePage) -> None:
    page.chooser.choose_key("hip-extension")
    words = page.details.words
    chosen = page.chosen
    assert f"Difficulty {chosen.difficulty} of 5" in words
    assert chosen.contraindications[0] in words
    assert "Hip extension: 30° (AAOS, Joint Motion, 1965)" in words
    page.details.harder.click()
    assert page.chosen.key == chosen.harder
    page.details.easier.click()
    assert page.chosen.key == "hip-extension"


def test_a_hold_asks_for_holds_and_sides_in_turn_are_said(page: ExercisePage) -> None:
    page.chooser.choose_key("wall-sit")
    assert (page.repetitions.name, page.repetitions.note) == ("Holds", "30 seconds each")
    assert page.repetitions.field.accessibleName() == "Holds"
    page.chooser.choose_key("standing-march")
    assert (page.repetitions.name, page.repetitions.note) == ("Repetitions", "left and right together")
    page.chooser.choose_key("squat")
    assert page.repetitions.note == ""

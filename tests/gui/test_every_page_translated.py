"""Every page in a language that nobody speaks, and read from right to left: translated, whole, in its place."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from pseudo_locale import speak_pseudo
from PySide6.QtCore import QCoreApplication, QLocale, QObject, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from shown_texts import cut_off, overlapping, plain_words, settle
from window_tour import tour

from physiocheck_desktop.gui.app import DesktopWindow, WindowOptions
from physiocheck_desktop.gui.capture.camera_view import CameraView
from physiocheck_desktop.gui.capture.plan import SessionPlan
from physiocheck_desktop.gui.theme.icons import Icon
from physiocheck_desktop.gui.widgets.buttons import ActionButton
from physiocheck_desktop.pipeline.source_choice import SourceChoice
from physiocheck_desktop.services.application import Application

pytestmark = pytest.mark.usefixtures("quick_clips")

SIZE = (1280, 720)
NAMES = frozenset(
    {
        "PhysioCheck", "Desktop",  # what the program is called
        "Bo",  "example", "org",   # somebody's name and address
        "squat",                   # a file that somebody chose
        "AAOS", "Joint", "Motion",  # where a figure was published
        "PDF",
        "English", "Deutsch", "Espa", "ol",  # what languages are called by those who speak them; ñ is no plain letter
    }
)  # fmt: skip


def names_of_days() -> frozenset[str]:
    """How Qt, which has its own translations of them, calls days and months in the place of this test."""
    place, forms = QLocale(), (QLocale.FormatType.LongFormat, QLocale.FormatType.ShortFormat)
    months = {place.monthName(month, form) for form in forms for month in range(1, 13)}
    return frozenset(months | {place.dayName(day, form) for form in forms for day in range(1, 8)})


def seen_alike_in_both_directions(qtbot: QtBot, view: CameraView) -> bool:
    """Whether the picture of the person stays as it is: its left and right are the person's own."""
    pictures = []
    for direction in Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft:
        other = CameraView()
        qtbot.addWidget(other)
        other.setLayoutDirection(direction)
        other.resize(view.size())
        other.show_frame(view.live)
        pictures.append(other.grab().toImage())
    return bool(pictures[0] == pictures[1])


@pytest.fixture
def desktop(request: pytest.FixtureRequest, qtbot: QtBot, open_desktop, application: Application, clip: SourceChoice):
    opened: DesktopWindow = open_desktop(
        WindowOptions(exercise=application.exercises.find("squat"), source=clip, repetitions=1)
    )
    opened.window.resize(*SIZE)
    return opened


@pytest.fixture
def plan(application: Application, clip: SourceChoice) -> SessionPlan:
    return SessionPlan(application.exercises.find("squat"), 5, replace(clip, loop=True), get_ready=True)


@pytest.fixture
def pseudo_language(qapp: QApplication) -> Iterator[None]:
    owner = QObject()
    translator = speak_pseudo(owner)
    yield
    QCoreApplication.removeTranslator(translator)


@pytest.fixture
def right_to_left(qapp: QApplication) -> Iterator[None]:
    yield
    qapp.setLayoutDirection(Qt.LayoutDirection.LeftToRight)


@pytest.mark.slow
def test_every_text_on_every_page_is_translated_and_has_its_room(
    qtbot: QtBot, pseudo_language: None, desktop: DesktopWindow, plan: SessionPlan
) -> None:
    wrong: dict[str, list[str]] = {}
    for stop, shown in tour(qtbot, desktop, plan):
        settle(shown)
        if found := plain_words(shown, NAMES | names_of_days()) + cut_off(shown):
            wrong[stop] = found
    assert not wrong, "\n".join(f"{stop}: {each}" for stop, found in wrong.items() for each in found)


@pytest.mark.slow
def test_read_from_right_to_left_nothing_lies_on_anything_else(
    qtbot: QtBot, right_to_left: None, desktop: DesktopWindow, plan: SessionPlan, qapp: QApplication
) -> None:
    qapp.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    wrong: dict[str, list[str]] = {}
    for stop, shown in tour(qtbot, desktop, plan):
        settle(shown)
        if found := overlapping(shown) + cut_off(shown):
            wrong[stop] = found
        if stop == "counting":
            assert seen_alike_in_both_directions(qtbot, desktop.window.session.stage.view)
    assert not wrong, "\n".join(f"{stop}: {each}" for stop, found in wrong.items() for each in found)


def test_read_from_right_to_left_what_points_turns_and_what_does_not_stays(qtbot: QtBot) -> None:
    drawn = {}
    for symbol in Icon.SKIP, Icon.BACK, Icon.PAUSE:
        for direction in Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft:
            button = ActionButton("", "secondary", symbol)
            qtbot.addWidget(button)
            button.setLayoutDirection(direction)
            drawn[symbol, direction] = button.icon().pixmap(button.iconSize()).toImage()
    turns = {
        symbol: drawn[symbol, Qt.LayoutDirection.LeftToRight] != drawn[symbol, Qt.LayoutDirection.RightToLeft]
        for symbol, _ in drawn
    }
    assert turns == {Icon.SKIP: True, Icon.BACK: True, Icon.PAUSE: False}

"""Every place of the window: whole at large text, told to a screen reader, and done by keyboard alone."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from at_rest import come_to_rest
from cut_text import cut_texts, scrolled_sideways
from front_door_desk import ANNA, WORDS, sign_up_patient
from kept_months import KeptMonths
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QMenu, QPushButton, QWidget
from pytestqt.qtbot import QtBot
from read_aloud import unspoken
from session_keys import look_first

from physiocheck_desktop.gui.app import DesktopWindow, PersonAtStart, WindowOptions
from physiocheck_desktop.gui.capture.plan import SessionPlan
from physiocheck_desktop.gui.capture.states import RunState
from physiocheck_desktop.gui.models.cue_kind import CueKind
from physiocheck_desktop.gui.places import PageKey
from physiocheck_desktop.gui.widgets.cue_banner import CueBanner
from physiocheck_desktop.gui.widgets.page_frame import FrameState
from physiocheck_desktop.gui.widgets.repetition_number import RepetitionNumber
from physiocheck_desktop.gui.widgets.session_controls import Act
from physiocheck_desktop.pipeline.source_choice import SourceChoice
from physiocheck_desktop.services.application import Application

pytestmark = pytest.mark.usefixtures("quick_clips")

NEEDS_A_SUBJECT = (PageKey.SESSION, PageKey.SUMMARY, PageKey.DETAIL)
"""Pages to which the walk comes by doing what they show."""

MOST_KEYS = 60


def places(qtbot: QtBot, desktop: DesktopWindow, plan: SessionPlan) -> Iterator[tuple[str, QWidget]]:
    """Go through every page of who is there, and through a session from its first question to its summary."""
    window, session = desktop.window, desktop.window.session
    for entry in window.workspace.entries:
        if entry.key not in NEEDS_A_SUBJECT:
            desktop.flow.go(entry.key)
            come_to_rest(qtbot, desktop)
            yield entry.key, window
    desktop.flow.start(plan)
    yield "pain before", window
    qtbot.keyClick(window.focusWidget(), Qt.Key.Key_3)
    qtbot.waitUntil(lambda: session.session is not None and session.session.state is RunState.GETTING_READY)
    qtbot.wait(200)
    yield "camera check", window
    session.button(Act.BY_HAND).click()
    yield "by hand", window
    session.hand.back_button.click()
    session.button(Act.BEGIN).click()
    qtbot.waitUntil(lambda: session.stage.panel.number.number.text == "1", timeout=30_000)
    yield "set", window
    session.button(Act.PAUSE).click()
    yield "paused", window
    session.button(Act.HURTS).click()
    yield "where it hurts", window
    qtbot.keyClick(window.focusWidget(), Qt.Key.Key_Return)
    yield "how much it hurts", window
    qtbot.keyClick(window.focusWidget(), Qt.Key.Key_2)
    yield "told", window
    session.questions.hurt_question.buttons[1].click()
    qtbot.waitUntil(lambda: session.questions.scale.question.endswith("after the exercises?"))
    qtbot.keyClick(window.focusWidget(), Qt.Key.Key_2)
    qtbot.keyClick(window.focusWidget(), Qt.Key.Key_4)
    qtbot.waitUntil(lambda: window.page is PageKey.SUMMARY and window.summary.saved_words.startswith("Saved"))
    yield "summary", window
    desktop.flow.go(PageKey.HISTORY)
    qtbot.waitUntil(lambda: window.history.table.model().rowCount() == 1)
    yield "history", window
    window.history.open_row(0)
    qtbot.waitUntil(lambda: window.detail.title == "Squat")
    yield "session of the past", window


def forms_at_the_front(qtbot: QtBot, desktop: DesktopWindow) -> Iterator[tuple[str, QWidget]]:
    front = desktop.reception.front
    qtbot.waitUntil(lambda: front.form is front.sign_in)
    yield "sign in", desktop.window
    front.sign_in.sign_up_button.click()
    front.sign_up.physician_button.click()
    front.sign_up.send_button.click()
    qtbot.wait(200)
    yield "sign up", desktop.window
    front.begin()
    front.sign_in.forgotten_button.click()
    qtbot.wait(50)
    yield "forgotten", desktop.window


@pytest.fixture
def squats(application: Application, clip: SourceChoice) -> SessionPlan:
    return SessionPlan(application.exercises.find("squat"), 50, replace(clip, loop=True), get_ready=True)


def settled_cuts(qtbot: QtBot, place: QWidget) -> list[str]:
    """Look for cut text once the layout has come to rest; a second is more than it ever needs."""
    for _ in range(20):
        qtbot.wait(50)
        if not (cut := [*cut_texts(place), *scrolled_sideways(place)]):
            return []
    return cut


@pytest.mark.slow
@pytest.mark.parametrize("percent", [100, 150, 200])
def test_no_text_is_cut_in_any_place_however_large_it_is(
    qtbot: QtBot, open_desktop, squats: SessionPlan, percent: int
) -> None:
    desktop = open_desktop(WindowOptions(text_percent=percent))
    desktop.window.resize(1280, 720)
    found: dict[str, list[str]] = {}
    for name, place in places(qtbot, desktop, squats):
        if cut := settled_cuts(qtbot, place):
            found[name] = cut
    assert found == {}
    assert (desktop.window.width(), desktop.window.height()) == (1280, 720)


@pytest.mark.parametrize("language", ["de", "es"])
def test_every_page_with_months_in_it_is_whole_in_longer_words_at_twice_the_size(
    qtbot: QtBot, open_desktop, months: KeptMonths, language: str
) -> None:
    del months
    desktop = open_desktop(WindowOptions(text_percent=200, language=language))
    window = desktop.window
    window.resize(1280, 720)
    found: dict[str, list[str]] = {}
    for key in window.navigation.buttons:
        desktop.flow.go(key)
        come_to_rest(qtbot, desktop)
        if key is PageKey.HISTORY:
            qtbot.waitUntil(lambda: window.history.table.model().rowCount() > 1, timeout=30_000)
        if cut := settled_cuts(qtbot, window):
            found[key] = cut
    desktop.flow.go(PageKey.HISTORY)
    window.history.open_row(1)
    qtbot.waitUntil(lambda: window.page is PageKey.DETAIL and window.detail.state is FrameState.SHOWN, timeout=30_000)
    if cut := settled_cuts(qtbot, window):
        found[PageKey.DETAIL] = cut
    assert found == {}


@pytest.mark.parametrize("percent", [100, 200])
def test_no_text_is_cut_before_anybody_is_known(qtbot: QtBot, open_desktop, percent: int) -> None:
    desktop = open_desktop(WindowOptions(text_percent=percent, person=PersonAtStart.ASK))
    desktop.window.resize(1280, 720)
    found = {}
    for name, place in forms_at_the_front(qtbot, desktop):
        if cut := settled_cuts(qtbot, place):
            found[name] = cut
        assert unspoken(place) == [], name
    assert found == {}


@pytest.mark.slow
def test_a_screen_reader_can_say_of_everything_in_every_place_what_it_is(
    qtbot: QtBot, open_desktop, squats: SessionPlan
) -> None:
    desktop = open_desktop(WindowOptions())
    found = {name: missing for name, place in places(qtbot, desktop, squats) if (missing := unspoken(place))}
    assert found == {}


def test_the_searches_find_text_that_is_cut_and_what_has_no_name(qtbot: QtBot) -> None:
    place = QWidget()
    qtbot.addWidget(place)
    place.resize(300, 100)
    label, button = QLabel("Longer than its place", place), QPushButton("+", place)
    label.setGeometry(0, 0, 30, 30)
    button.setGeometry(280, 0, 60, 30)
    place.show()
    cut = cut_texts(place)
    assert any("Longer than its place" in each and "in width" in each for each in cut)
    assert any("is cut by its QWidget" in each for each in cut)
    assert len(unspoken(place)) == 1


def test_what_is_said_in_a_session_is_announced_once_and_not_too_often(qtbot: QtBot) -> None:
    banner, number = CueBanner(), RepetitionNumber()
    qtbot.addWidget(banner)
    qtbot.addWidget(number)
    said: list[str] = []
    banner.announcer.said.connect(said.append)
    number.announcer.said.connect(said.append)
    for _ in range(30):
        banner.say("Lift your chest", CueKind.CORRECTION)
    banner.say("Knees out", CueKind.CORRECTION)
    banner.say("Slower", CueKind.CORRECTION)
    banner.say("3 to go", CueKind.NOTHING)
    number.set_target(5)
    number.set_done(1)
    assert said == ["Lift your chest", "Repetition 1 of 5"]
    qtbot.waitUntil(lambda: said[2:] == ["Slower"], timeout=10_000)


def press(qtbot: QtBot, desktop: DesktopWindow, key: Qt.Key, times: int = 1) -> None:
    for _ in range(times):
        popup = QApplication.activePopupWidget()
        qtbot.keyClick(popup or desktop.window.focusWidget() or desktop.window, key)


def tab_to(qtbot: QtBot, desktop: DesktopWindow, wanted: QWidget) -> None:
    passed: list[str] = []
    for _ in range(MOST_KEYS):
        focused = desktop.window.focusWidget()
        if focused is wanted:
            return
        passed.append(f"{type(focused).__name__} {focused.accessibleName()!r}")
        press(qtbot, desktop, Qt.Key.Key_Tab)
    raise AssertionError(f"{wanted.accessibleName()} is not reached by the Tab key, which passes {passed}.")


def shows_its_focus(desktop: DesktopWindow) -> bool:
    """Whether the picture of what has the focus is another than without it."""
    widget = desktop.window.focusWidget()
    with_focus = widget.grab().toImage()
    widget.clearFocus()
    without = widget.grab().toImage()
    widget.setFocus(Qt.FocusReason.TabFocusReason)
    return with_focus != without


def go_to_page(qtbot: QtBot, desktop: DesktopWindow, here: PageKey, there: PageKey) -> None:
    """Reach the page that is marked by the Tab key, and another one by the arrows: the pages are one stop."""
    buttons = desktop.window.navigation.buttons
    tab_to(qtbot, desktop, buttons[here])
    assert shows_its_focus(desktop)
    passed = []
    while desktop.window.page is not there and len(passed) <= len(buttons):
        press(qtbot, desktop, Qt.Key.Key_Down)
        passed.append(f"{desktop.window.page}: {desktop.window.focusWidget().accessibleName()}")
        tab_to(qtbot, desktop, buttons[desktop.window.page])
    assert desktop.window.page is there, passed


def choose_squats(qtbot: QtBot, desktop: DesktopWindow) -> None:
    window = desktop.window
    go_to_page(qtbot, desktop, PageKey.TODAY, PageKey.EXERCISE)
    page = window.exercise
    tab_to(qtbot, desktop, page.chooser.search)
    qtbot.keyClicks(window.focusWidget(), "squat")
    press(qtbot, desktop, Qt.Key.Key_Down)
    assert window.focusWidget() is page.chooser.cards, "the exercises are one stop of the Tab key"
    assert shows_its_focus(desktop)
    while page.chosen.key != "squat":
        press(qtbot, desktop, Qt.Key.Key_Down)
    press(qtbot, desktop, Qt.Key.Key_Return)
    assert window.focusWidget() is page.start_button
    assert shows_its_focus(desktop)
    press(qtbot, desktop, Qt.Key.Key_Return)


def do_and_stop(qtbot: QtBot, desktop: DesktopWindow) -> None:
    window = desktop.window
    session = window.session
    qtbot.waitUntil(lambda: session.stage.panel.number.number.text == "1", timeout=30_000)
    assert shows_its_focus(desktop)
    press(qtbot, desktop, Qt.Key.Key_Space)
    assert session.session.state is RunState.PAUSED
    look_first(qtbot)
    press(qtbot, desktop, Qt.Key.Key_Space)
    assert session.session.state is RunState.COUNTING
    press(qtbot, desktop, Qt.Key.Key_P)
    press(qtbot, desktop, Qt.Key.Key_Tab)
    assert shows_its_focus(desktop)
    press(qtbot, desktop, Qt.Key.Key_Return)
    press(qtbot, desktop, Qt.Key.Key_2)
    press(qtbot, desktop, Qt.Key.Key_Return)
    press(qtbot, desktop, Qt.Key.Key_Escape)
    press(qtbot, desktop, Qt.Key.Key_Tab)
    press(qtbot, desktop, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: window.page is PageKey.SUMMARY, timeout=10_000)
    assert window.focusWidget() is window.summary.done_button
    qtbot.waitUntil(lambda: window.summary.saved_words.startswith("Saved"), timeout=10_000)
    press(qtbot, desktop, Qt.Key.Key_Return)


@pytest.mark.slow
def test_a_session_from_signing_in_to_signing_out_is_done_by_keyboard_alone(
    qtbot: QtBot, open_front, application: Application, clip: SourceChoice
) -> None:
    sign_up_patient(application)
    desktop = open_front(default_source=replace(clip, loop=True))
    window, form = desktop.window, desktop.reception.front.sign_in
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    qtbot.waitUntil(lambda: desktop.reception.front.form is form)
    for field, words in ((form.email, ANNA), (form.password, WORDS)):
        tab_to(qtbot, desktop, field.line)
        assert shows_its_focus(desktop)
        qtbot.keyClicks(window.focusWidget(), words)
    press(qtbot, desktop, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: window.somebody_is_there and window.page is not None, timeout=30_000)

    choose_squats(qtbot, desktop)
    do_and_stop(qtbot, desktop)
    go_to_page(qtbot, desktop, PageKey.EXERCISE, PageKey.HISTORY)
    qtbot.waitUntil(lambda: window.history.table.model().rowCount() == 1, timeout=10_000)
    tab_to(qtbot, desktop, window.history.search)
    press(qtbot, desktop, Qt.Key.Key_Down)
    press(qtbot, desktop, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: window.page is PageKey.DETAIL and window.detail.title == "Squat", timeout=10_000)
    tab_to(qtbot, desktop, window.navigation.account_button)
    press(qtbot, desktop, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: isinstance(QApplication.activePopupWidget(), QMenu))
    press(qtbot, desktop, Qt.Key.Key_Down, 2)
    press(qtbot, desktop, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not window.somebody_is_there, timeout=10_000)

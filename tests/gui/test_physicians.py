"""Finding a physician: searching, asking, the answer with its day, and the end of the care."""

from dataclasses import replace
from pathlib import Path

import pytest
from care_desk import VERA, CareDesk
from front_door_desk import click
from hostile_files import encoded, picture
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot

from physiocheck_desktop.domain.subscription import SubscriptionState
from physiocheck_desktop.gui.app import DesktopWindow
from physiocheck_desktop.gui.dialogs.form_dialog import FormDialog
from physiocheck_desktop.gui.pages.physicians import PAGE, PhysiciansPage
from physiocheck_desktop.gui.places import PageKey
from physiocheck_desktop.gui.widgets.page_frame import FrameState
from physiocheck_desktop.services.application import Application

BORIS = replace(VERA, name="Dr. Boris Klein", specialty="Neurology", city="Basel", about="")


@pytest.fixture
def desk(application: Application) -> CareDesk:
    return CareDesk(application)


def open_page(qtbot: QtBot, desktop: DesktopWindow) -> PhysiciansPage:
    click(qtbot, desktop.window.navigation.buttons[PageKey.PHYSICIANS])
    page = desktop.window.workspace.page(PageKey.PHYSICIANS, PhysiciansPage)
    qtbot.waitUntil(lambda: page.state is FrameState.SHOWN and page.note + str(page.cards) != "[]", timeout=10_000)
    return page


def names(page: PhysiciansPage) -> list[str]:
    return [card.physician.details.name for card in page.cards]


def dialog_of(page: PhysiciansPage) -> FormDialog:
    return next(each for each in page.findChildren(QDialog) if each.isVisible())


def test_physicians_are_put_in_another_order_by_keyboard_and_the_search_keeps_it(
    qtbot: QtBot, open_desktop, desk: CareDesk
) -> None:
    for each in (VERA, BORIS, replace(VERA, name="Dr. Carla Zumstein", specialty="Cardiology", city="")):
        desk.add_physician(each)
    page = open_page(qtbot, open_desktop())
    by_name = ["Dr. Boris Klein", "Dr. Carla Zumstein", "Dr. Vera Wagner"]
    assert names(page) == by_name
    page.order.setFocus()
    qtbot.keyClick(page.order, Qt.Key.Key_End)
    qtbot.waitUntil(lambda: names(page)[0] == "Dr. Boris Klein" and names(page)[-1] == "Dr. Carla Zumstein")
    page.search.setFocus()
    qtbot.keyClicks(page.search, "dr")
    qtbot.keyClick(page.search, Qt.Key.Key_Return)
    assert page.order.currentText() == "By city"
    page.order.setFocus()
    qtbot.keyClick(page.order, Qt.Key.Key_Home)
    qtbot.waitUntil(lambda: names(page) == by_name)


def test_physicians_are_found_by_name_and_specialisation_and_shown_with_all_they_tell(
    qtbot: QtBot, open_desktop, desk: CareDesk, application: Application, tmp_path: Path
) -> None:
    vera = desk.add_physician()
    desk.add_physician(BORIS)
    desk.add_physician(replace(VERA, name="Dr. Un Verified"), verified=False)
    portrait = tmp_path / "portrait.png"
    portrait.write_bytes(encoded(picture((64, 64))))
    application.files.set_profile_picture(vera, portrait)
    page = open_page(qtbot, open_desktop())
    assert page.search.hasFocus()
    assert names(page) == ["Dr. Boris Klein", "Dr. Vera Wagner"], "only who is verified"
    card = page.cards[1]
    qtbot.waitUntil(lambda: card.has_picture, timeout=10_000)
    assert not page.cards[0].has_picture
    assert card.words == (
        "Dr. Vera Wagner. Orthopaedics. Clinic at the Lake, Konstanz. Speaks German, English. "
        "Knees and hips after operations."
    )
    qtbot.keyClicks(page.search, "neurol")
    qtbot.waitUntil(lambda: names(page) == ["Dr. Boris Klein"], timeout=10_000)
    page.search.clear()
    qtbot.keyClicks(page.search, "wagner konstanz")
    qtbot.waitUntil(lambda: names(page) == ["Dr. Vera Wagner"], timeout=10_000)
    qtbot.keyClicks(page.search, "x")
    qtbot.waitUntil(lambda: page.note.startswith("Nobody found."), timeout=10_000)
    assert page.nobody.isVisible()
    click(qtbot, page.nobody.button)
    qtbot.waitUntil(lambda: names(page) == ["Dr. Boris Klein", "Dr. Vera Wagner"], timeout=10_000)
    assert page.search.text() == ""
    assert not page.nobody.isVisible()


def test_without_any_physician_it_is_said_whom_to_ask(qtbot: QtBot, open_desktop) -> None:
    page = open_page(qtbot, open_desktop())
    assert page.note == "No physician is verified here yet. Ask your clinic to sign one up."
    assert page.nobody.isVisible()
    assert page.nobody.words == page.note


def test_asking_the_answer_and_the_end_of_the_care_are_seen_with_their_days(
    qtbot: QtBot, open_desktop, desk: CareDesk, application: Application
) -> None:
    vera = desk.add_physician()
    desktop = open_desktop()
    page = open_page(qtbot, desktop)
    qtbot.keyClick(page.search, Qt.Key.Key_Down)
    assert page.cards[0].ask_button.hasFocus()
    qtbot.keyClick(page.cards[0].ask_button, Qt.Key.Key_Return)
    form = dialog_of(page).form
    qtbot.keyClicks(form.word.line, "My left knee, please.")
    qtbot.keyClick(form.word.line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: len(page.own) == 1, timeout=10_000)
    assert page.own[0].words.startswith("Dr. Vera Wagner. Asked on ")
    assert page.own[0].words.endswith("No answer yet. You: “My left knee, please.”")
    assert not page.cards[0].ask_button.isVisible(), "nobody is asked twice"

    desk.approve_all(vera, "Come in on Monday.")
    click(qtbot, desktop.window.navigation.buttons[PageKey.PHYSICIANS])
    qtbot.waitUntil(lambda: "Takes care of you since " in page.own[0].words, timeout=10_000)
    assert page.own[0].words.endswith("“Come in on Monday.”")

    qtbot.keyClick(page.own[0].end_button, Qt.Key.Key_Space)
    dialog = dialog_of(page)
    qtbot.keyClick(dialog.form.word.line, Qt.Key.Key_Escape)
    assert not dialog.isVisible()
    (kept,) = application.subscriptions.own(application.actor)
    assert kept.state is SubscriptionState.APPROVED, "who leaves the question ends nothing"
    click(qtbot, page.own[0].end_button)
    click(qtbot, dialog_of(page).form.send_button)
    qtbot.waitUntil(lambda: "You ended the care on " in page.own[0].words, timeout=10_000)
    assert "Come in on Monday." not in page.own[0].words, "what welcomed the patient says nothing of the end"
    assert not page.own[0].end_button.isVisible()
    again = page.cards[0].ask_button
    qtbot.waitUntil(again.isVisible, timeout=10_000)


def test_a_request_is_taken_back(qtbot: QtBot, open_desktop, desk: CareDesk, application: Application) -> None:
    application.subscriptions.ask(application.actor, desk.add_physician().user_id)
    page = open_page(qtbot, open_desktop())
    assert page.own[0].end_button.text() == "Take back"
    click(qtbot, page.own[0].end_button)
    click(qtbot, dialog_of(page).form.send_button)
    qtbot.waitUntil(lambda: "You took the request back on " in page.own[0].words, timeout=10_000)


def test_a_long_list_comes_page_by_page(qtbot: QtBot, open_desktop, desk: CareDesk) -> None:
    for number in range(PAGE + 2):
        desk.add_physician(replace(VERA, name=f"Dr. {number:02} Somebody"))
    page = open_page(qtbot, open_desktop())
    assert len(page.cards) == PAGE
    for _ in range(2):
        click(qtbot, page.more_button)  # as a double click does
    qtbot.waitUntil(lambda: len(page.cards) == PAGE + 2, timeout=10_000)
    qtbot.wait(200)
    assert len(set(names(page))) == len(names(page)) == PAGE + 2
    assert not page.more_button.isVisible()


def test_who_asks_far_down_a_long_list_by_keyboard_stays_there(
    qtbot: QtBot, open_desktop, desk: CareDesk, application: Application
) -> None:
    for number in range(PAGE + 2):
        desk.add_physician(replace(VERA, name=f"Dr. {number:02} Somebody"))
    page = open_page(qtbot, open_desktop())
    click(qtbot, page.more_button)
    qtbot.waitUntil(lambda: len(page.cards) == PAGE + 2, timeout=10_000)
    page.cards[-1].ask_button.setFocus()
    qtbot.keyClick(page.cards[-1].ask_button, Qt.Key.Key_Return)
    qtbot.keyClick(dialog_of(page).form.word.line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: len(page.own) == 1, timeout=10_000)
    assert names(page)[-1] == "Dr. 21 Somebody"
    assert page.cards[-1].ask_button.isHidden()
    assert not page.more_button.isVisible(), "all are there"
    qtbot.waitUntil(lambda: page.window().focusWidget() is page.own[0].end_button)

    qtbot.keyClick(page.own[0].end_button, Qt.Key.Key_Return)
    click(qtbot, dialog_of(page).form.send_button)
    qtbot.waitUntil(lambda: all(each.end_button.isHidden() for each in page.own), timeout=10_000)
    qtbot.waitUntil(lambda: page.window().focusWidget() is page.cards[-1].ask_button)


def test_another_search_begins_at_the_first_page(qtbot: QtBot, open_desktop, desk: CareDesk) -> None:
    for number in range(PAGE + 2):
        desk.add_physician(replace(VERA, name=f"Dr. {number:02} Somebody"))
    page = open_page(qtbot, open_desktop())
    click(qtbot, page.more_button)
    qtbot.waitUntil(lambda: len(page.cards) == PAGE + 2, timeout=10_000)
    page.search.setFocus()
    qtbot.keyClicks(page.search, "somebody")
    qtbot.waitUntil(lambda: len(page.cards) == PAGE, timeout=10_000)
    assert page.search.hasFocus()

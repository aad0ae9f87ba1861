"""What is written in the profile while it is being saved: it stays, and is not saved until the person says so."""

from collections.abc import Callable

import pytest
from front_door_desk import click, is_in, sign_in, sign_up_patient, write
from held_calls import HeldCall
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from physiocheck_desktop.domain.profile import ContactDetails
from physiocheck_desktop.gui.app import DesktopWindow, WindowOptions
from physiocheck_desktop.gui.dialogs.question import Question
from physiocheck_desktop.gui.pages.profile.page import ProfilePage
from physiocheck_desktop.gui.places import PageKey
from physiocheck_desktop.services.application import Application
from physiocheck_desktop.services.local_patient import LOCAL_PATIENT_NAME

PHONE, ADDRESS = "+49 30 123456", "Lake Street 1"
TOLD = ("Your profile is saved.",)


@pytest.fixture
def page(qtbot: QtBot, open_front: Callable[..., DesktopWindow], application: Application) -> ProfilePage:
    sign_up_patient(application)
    desktop = open_front()
    sign_in(qtbot, desktop)
    qtbot.waitUntil(lambda: is_in(desktop), timeout=30_000)
    click(qtbot, desktop.window.navigation.buttons[PageKey.PROFILE])
    page = desktop.window.workspace.page(PageKey.PROFILE, ProfilePage)
    qtbot.waitUntil(lambda: bool(page.details.values["name"]), timeout=10_000)
    return page


@pytest.fixture
def saving(qtbot: QtBot, page: ProfilePage, application: Application, monkeypatch: pytest.MonkeyPatch) -> HeldCall:
    """A telephone number that is on its way, and an address that was written meanwhile."""
    held = HeldCall(monkeypatch, application.profiles, "save_contact")
    write(qtbot, page.details.fields["phone"], f" {PHONE} ")
    click(qtbot, page.details.save_button)
    qtbot.waitUntil(held.asked.is_set, timeout=10_000)
    write(qtbot, page.details.fields["address"], ADDRESS)
    return held


def kept(page: ProfilePage, application: Application) -> ContactDetails:
    actor = page.window().workspace.context.actor
    return application.profiles.patient(actor, actor.user_id).contact


def is_told(page: ProfilePage) -> bool:
    return page.window().toasts.shown == TOLD


def test_what_is_written_while_the_profile_is_saved_stays_and_is_not_saved_yet(
    qtbot: QtBot, page: ProfilePage, application: Application, saving: HeldCall
) -> None:
    details = page.details
    goals = details.fields["goals"].area
    qtbot.keyClicks(goals, "Walk to the lake")
    saving.let_go()
    qtbot.waitUntil(lambda: is_told(page), timeout=10_000)
    assert details.values["phone"] == PHONE, "as it is kept"
    assert details.values["address"] == ADDRESS
    assert details.values["goals"] == "Walk to the lake"
    assert kept(page, application).address == ""
    assert page.is_unsaved
    assert details.save_button.isEnabled()
    click(qtbot, details.save_button)
    qtbot.waitUntil(lambda: not page.is_unsaved, timeout=10_000)
    assert (kept(page, application).phone, kept(page, application).address) == (PHONE, ADDRESS)
    assert details.words == ""


def test_who_writes_on_in_the_field_that_is_saved_finds_all_of_it_there(
    qtbot: QtBot, page: ProfilePage, application: Application, saving: HeldCall
) -> None:
    phone = page.details.fields["phone"]
    write(qtbot, phone, "+49 30 654321")
    qtbot.keyClick(phone.line, Qt.Key.Key_Return)
    saving.let_go()
    qtbot.waitUntil(lambda: not page.is_unsaved and is_told(page), timeout=10_000)
    assert page.details.values["phone"] == kept(page, application).phone == "+49 30 654321"
    assert kept(page, application).address == ADDRESS


@pytest.mark.parametrize(("answer", "address"), [(0, ADDRESS), (1, "")], ids=["save", "discard"])
def test_who_leaves_while_the_profile_is_saved_keeps_or_discards_what_was_written_meanwhile(
    qtbot: QtBot, page: ProfilePage, application: Application, saving: HeldCall, answer: int, address: str
) -> None:
    window = page.window()
    click(qtbot, window.navigation.buttons[PageKey.HISTORY])
    question = next(each for each in page.findChildren(Question) if each.isVisible())
    click(qtbot, question.buttons[answer])
    saving.let_go()
    qtbot.waitUntil(lambda: window.page is PageKey.HISTORY and is_told(page), timeout=10_000)
    assert (kept(page, application).phone, kept(page, application).address) == (PHONE, address)
    click(qtbot, window.navigation.buttons[PageKey.PROFILE])
    qtbot.waitUntil(lambda: page.details.values["phone"] == PHONE, timeout=10_000)
    assert page.details.values["address"] == address
    assert not page.is_unsaved


def test_the_patient_of_this_computer_is_called_so_in_the_language_and_stays_unnamed_until_somebody_says_a_name(
    qtbot: QtBot, open_desktop: Callable[..., DesktopWindow], application: Application
) -> None:
    desktop = open_desktop(WindowOptions(language="de"))
    click(qtbot, desktop.window.navigation.buttons[PageKey.PROFILE])
    page = desktop.window.workspace.page(PageKey.PROFILE, ProfilePage)
    qtbot.waitUntil(lambda: page.details.values["name"] == "Patient/in dieses Computers", timeout=10_000)
    write(qtbot, page.details.fields["phone"], PHONE)
    click(qtbot, page.details.save_button)
    qtbot.waitUntil(lambda: kept(page, application).phone == PHONE, timeout=10_000)
    assert kept(page, application).name == LOCAL_PATIENT_NAME, "as in every other language"
    write(qtbot, page.details.fields["name"], "Anna Muster")
    click(qtbot, page.details.save_button)
    qtbot.waitUntil(lambda: kept(page, application).name == "Anna Muster", timeout=10_000)

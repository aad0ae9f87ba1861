"""What is written and not saved: asked about before the window closes or is signed out of, and kept behind the lock."""

from collections.abc import Callable

import pytest
from front_door_desk import WORDS, click, is_in, sign_in, sign_up_patient, write
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from physiocheck_desktop.gui.app import DesktopWindow
from physiocheck_desktop.gui.dialogs.question import Question
from physiocheck_desktop.gui.pages.profile.page import ProfilePage
from physiocheck_desktop.gui.places import PageKey
from physiocheck_desktop.services.application import Application

OpenFront = Callable[..., DesktopWindow]
PHONE = "+49 30 123456"


@pytest.fixture
def open_changed(qtbot: QtBot, open_front: OpenFront, application: Application) -> OpenFront:
    """Return an opener of a window whose person has written a telephone number into the profile and not saved it."""

    def open_one(**changes: object) -> DesktopWindow:
        sign_up_patient(application)
        desktop = open_front(**changes)
        sign_in(qtbot, desktop)
        qtbot.waitUntil(lambda: is_in(desktop), timeout=30_000)
        click(qtbot, desktop.window.navigation.buttons[PageKey.PROFILE])
        page = profile_of(desktop)
        qtbot.waitUntil(lambda: bool(page.details.values["name"]), timeout=10_000)
        write(qtbot, page.details.fields["phone"], PHONE)
        return desktop

    return open_one


def profile_of(desktop: DesktopWindow) -> ProfilePage:
    return desktop.window.workspace.page(PageKey.PROFILE, ProfilePage)


def questions_of(desktop: DesktopWindow) -> list[Question]:
    return [each for each in desktop.window.findChildren(Question) if each.isVisible()]


def kept_phone(application: Application, desktop: DesktopWindow) -> str:
    actor = desktop.window.workspace.context.actor
    return application.profiles.patient(actor, actor.user_id).contact.phone


@pytest.mark.parametrize(("answer", "kept"), [(0, PHONE), (1, "")], ids=["save", "discard"])
def test_a_window_with_changes_closes_once_it_is_said_what_is_to_become_of_them(
    qtbot: QtBot, open_changed: OpenFront, application: Application, answer: int, kept: str
) -> None:
    desktop = open_changed()
    desktop.window.close()
    assert desktop.window.isVisible()
    desktop.window.close()
    (question,) = questions_of(desktop)
    click(qtbot, question.buttons[answer])
    qtbot.waitUntil(lambda: not desktop.window.isVisible(), timeout=10_000)
    assert kept_phone(application, desktop) == kept


def test_who_stays_has_the_window_with_all_that_was_written(qtbot: QtBot, open_changed: OpenFront) -> None:
    desktop = open_changed()
    desktop.window.close()
    qtbot.keyClick(questions_of(desktop)[0], Qt.Key.Key_Escape)
    assert desktop.window.isVisible()
    assert profile_of(desktop).details.values["phone"] == PHONE
    desktop.window.close()
    assert questions_of(desktop), "asked again"


def test_a_window_without_changes_closes_at_once(
    qtbot: QtBot, open_changed: OpenFront, application: Application
) -> None:
    desktop = open_changed()
    click(qtbot, profile_of(desktop).details.save_button)
    qtbot.waitUntil(lambda: kept_phone(application, desktop) == PHONE, timeout=10_000)
    qtbot.waitUntil(lambda: not profile_of(desktop).is_unsaved, timeout=10_000)
    desktop.window.close()
    assert not desktop.window.isVisible()


def test_who_mends_what_could_not_be_saved_and_saves_it_stays(qtbot: QtBot, open_changed: OpenFront) -> None:
    desktop = open_changed()
    details = profile_of(desktop).details
    write(qtbot, details.fields["date_of_birth"], "yesterday")
    desktop.window.close()
    click(qtbot, questions_of(desktop)[0].buttons[0])
    qtbot.waitUntil(lambda: details.words.startswith("The date of birth is not a date."), timeout=10_000)
    write(qtbot, details.fields["date_of_birth"], "1980-12-31")
    click(qtbot, details.save_button)
    qtbot.waitUntil(lambda: not details.is_changed, timeout=10_000)
    assert desktop.window.isVisible(), "the wish to close was given up with the first try"


def test_signing_out_asks_and_leaves_nothing_once_it_is_answered(
    qtbot: QtBot, open_changed: OpenFront, application: Application
) -> None:
    desktop = open_changed()
    desktop.reception.menu.choices["sign_out"].trigger()
    assert is_in(desktop)
    click(qtbot, questions_of(desktop)[0].buttons[1])
    qtbot.waitUntil(lambda: not is_in(desktop), timeout=10_000)
    assert desktop.reception.front.sign_in.message == "You are signed out."


def test_the_lock_keeps_what_was_written_and_says_so_before_it_is_lost(qtbot: QtBot, open_changed: OpenFront) -> None:
    desktop = open_changed()
    lock = desktop.reception.lock_screen
    desktop.reception.menu.choices["lock"].trigger()
    assert desktop.reception.is_locked
    desktop.window.close()
    assert desktop.window.isVisible()
    assert lock.form.message.startswith("Something that was written here is not saved.")
    assert questions_of(desktop) == [], "a locked window lets nobody save or discard"

    write(qtbot, lock.password, WORDS)
    qtbot.keyClick(lock.password.line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not desktop.reception.is_locked, timeout=30_000)
    assert profile_of(desktop).details.values["phone"] == PHONE
    desktop.reception.menu.choices["lock"].trigger()
    click(qtbot, lock.sign_out_button)
    assert is_in(desktop), "said anew after every lock"
    click(qtbot, lock.sign_out_button)
    qtbot.waitUntil(lambda: not is_in(desktop), timeout=10_000)

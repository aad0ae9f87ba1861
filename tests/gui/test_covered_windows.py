"""The lock over dialogs that end while they are hidden, and over answers that come while nobody is there."""

from collections.abc import Callable
from pathlib import Path
from threading import Event

import pytest
from care_desk import CareDesk, planned
from front_door_desk import OTHER_WORDS, WORDS, click, is_in, let_patient_in, sign_in, write
from held_calls import HeldCall
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog
from pytestqt.qtbot import QtBot

from physiocheck_desktop.domain.errors import CancelledError
from physiocheck_desktop.domain.people import Actor
from physiocheck_desktop.domain.profile import ClinicalDetails
from physiocheck_desktop.gui.app import DesktopWindow
from physiocheck_desktop.gui.background import RecordKind
from physiocheck_desktop.gui.dialogs.form_dialog import FormDialog
from physiocheck_desktop.gui.dialogs.password_forms import ChangePasswordForm
from physiocheck_desktop.gui.pages.account import AccountPage
from physiocheck_desktop.gui.pages.profile.page import ProfilePage
from physiocheck_desktop.gui.places import PageKey
from physiocheck_desktop.gui.widgets.buttons import ActionButton
from physiocheck_desktop.services.application import Application

FILE_BUTTONS = {
    "picture": lambda page: page.picture.choose_button,
    "export": lambda page: page.own_data.export_button,
}


@pytest.fixture
def desktop(qtbot: QtBot, open_front: Callable[..., DesktopWindow], application: Application) -> DesktopWindow:
    """The window of a patient."""
    return let_patient_in(qtbot, application, open_front)


def profile_of(qtbot: QtBot, desktop: DesktopWindow) -> ProfilePage:
    click(qtbot, desktop.window.navigation.buttons[PageKey.PROFILE])
    page = desktop.window.workspace.page(PageKey.PROFILE, ProfilePage)
    qtbot.waitUntil(lambda: bool(page.details.values["name"]), timeout=10_000)
    return page


def seen_windows() -> list[object]:
    return [each for each in QApplication.topLevelWidgets() if each.isVisible()]


def unlock(qtbot: QtBot, desktop: DesktopWindow, password: str = WORDS) -> None:
    lock = desktop.reception.lock_screen
    write(qtbot, lock.password, password)
    qtbot.keyClick(lock.password.line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not desktop.reception.is_locked, timeout=30_000)


def lock_over_choice_of_file(qtbot: QtBot, desktop: DesktopWindow, button: ActionButton) -> None:
    """Ask for a file, which waits for its answer, and leave the window alone until it is locked."""
    asked: list[bool] = []
    alone = QTimer(desktop.window)

    def lock_if_asked() -> None:
        if any(isinstance(each, QFileDialog) for each in seen_windows()):
            asked.append(True)
            alone.stop()
            desktop.reception.lock()

    alone.timeout.connect(lock_if_asked)
    alone.start(10)
    click(qtbot, button)
    assert asked == [True]
    assert desktop.reception.is_locked
    assert seen_windows() == [desktop.window]


def change_password(qtbot: QtBot, desktop: DesktopWindow, old: str = WORDS) -> ChangePasswordForm:
    """Send the form for another password."""
    desktop.reception.menu.choices["account"].trigger()
    page = desktop.window.workspace.page(PageKey.ACCOUNT, AccountPage)
    qtbot.waitUntil(lambda: page.who == "Anna Muster", timeout=10_000)
    click(qtbot, page.password_button)
    form = page.findChild(QDialog).form
    write(qtbot, form.old, old)
    write(qtbot, form.new, OTHER_WORDS)
    qtbot.keyClick(form.new.line, Qt.Key.Key_Return)
    return form


@pytest.mark.parametrize("asks", FILE_BUTTONS)
def test_the_choice_of_a_file_ends_with_the_lock_and_the_window_goes_on_as_ever(
    qtbot: QtBot, desktop: DesktopWindow, asks: str
) -> None:
    page = profile_of(qtbot, desktop)
    lock_over_choice_of_file(qtbot, desktop, FILE_BUTTONS[asks](page))
    for _ in range(2):
        unlock(qtbot, desktop)
        assert page.isVisible()
        assert seen_windows() == [desktop.window]
        desktop.reception.menu.choices["lock"].trigger()
        assert desktop.reception.is_locked
    unlock(qtbot, desktop)
    desktop.reception.menu.choices["sign_out"].trigger()
    assert not is_in(desktop)
    assert desktop.reception.front.sign_in.message == "You are signed out."


@pytest.mark.parametrize("asks", FILE_BUTTONS)
def test_whoever_finds_the_window_locked_over_the_choice_of_a_file_can_sign_out(
    qtbot: QtBot, desktop: DesktopWindow, asks: str
) -> None:
    lock_over_choice_of_file(qtbot, desktop, FILE_BUTTONS[asks](profile_of(qtbot, desktop)))
    click(qtbot, desktop.reception.lock_screen.sign_out_button)
    assert not is_in(desktop)
    assert desktop.reception.front.sign_in.isVisible()
    sign_in(qtbot, desktop)
    qtbot.waitUntil(lambda: is_in(desktop), timeout=30_000)
    assert seen_windows() == [desktop.window]


def change_password_under_lock(qtbot: QtBot, desktop: DesktopWindow, sending: HeldCall) -> AccountPage:
    """Send another password, lock the window before the answer is there, and let it come then."""
    change_password(qtbot, desktop)
    qtbot.waitUntil(sending.asked.is_set, timeout=30_000)
    desktop.reception.lock()
    page = desktop.window.workspace.page(PageKey.ACCOUNT, AccountPage)
    sending.let_go()
    qtbot.waitUntil(lambda: not page.findChildren(FormDialog), timeout=30_000)
    return page


def test_a_form_that_is_answered_under_the_lock_is_told_after_it_and_does_not_come_back(
    qtbot: QtBot, desktop: DesktopWindow, application: Application, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = change_password_under_lock(
        qtbot, desktop, HeldCall(monkeypatch, application.people.accounts, "change_password")
    )
    assert desktop.reception.is_locked
    assert seen_windows() == [desktop.window]
    assert desktop.window.toasts.shown == (), "whoever stands there may be somebody else"
    unlock(qtbot, desktop, OTHER_WORDS)
    assert desktop.window.toasts.shown == ("Your new password is set.",)
    assert page.isVisible()
    assert seen_windows() == [desktop.window]
    desktop.reception.menu.choices["sign_out"].trigger()
    assert not is_in(desktop)
    assert desktop.window.toasts.shown == ()


def test_a_form_that_is_refused_under_the_lock_is_there_again_with_the_reason(
    qtbot: QtBot, desktop: DesktopWindow, application: Application, monkeypatch: pytest.MonkeyPatch
) -> None:
    sending = HeldCall(monkeypatch, application.people.accounts, "change_password")
    form = change_password(qtbot, desktop, "something else entirely")
    qtbot.waitUntil(sending.asked.is_set, timeout=30_000)
    desktop.reception.lock()
    sending.let_go()
    qtbot.waitUntil(lambda: form.old.trouble.startswith("The password is not right."), timeout=30_000)
    assert seen_windows() == [desktop.window]
    unlock(qtbot, desktop)
    assert form.isVisible()
    assert form.window().windowModality() is Qt.WindowModality.WindowModal
    assert form.new.text == OTHER_WORDS
    write(qtbot, form.old, WORDS)
    qtbot.keyClick(form.old.line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: desktop.window.toasts.shown == ("Your new password is set.",), timeout=30_000)
    assert seen_windows() == [desktop.window]


def test_what_was_said_under_the_lock_is_gone_with_whoever_signs_out_there(
    qtbot: QtBot, desktop: DesktopWindow, application: Application, monkeypatch: pytest.MonkeyPatch
) -> None:
    change_password_under_lock(qtbot, desktop, HeldCall(monkeypatch, application.people.accounts, "change_password"))
    click(qtbot, desktop.reception.lock_screen.sign_out_button)
    assert not is_in(desktop)
    sign_in(qtbot, desktop, password=OTHER_WORDS)
    qtbot.waitUntil(lambda: is_in(desktop), timeout=30_000)
    assert desktop.window.toasts.shown == ()
    desktop.window.toasts.say("The clinic has your document.")
    assert desktop.window.toasts.shown == ("The clinic has your document.",)


def test_who_signs_out_of_the_lock_gives_up_what_a_hidden_dialog_was_still_writing(
    qtbot: QtBot, desktop: DesktopWindow, application: Application, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    page, given_up = profile_of(qtbot, desktop), []

    def write_for_ever(_: Actor, __: Path, ___: str, tell: Callable[[float], None], *, language: str) -> None:
        del language
        try:
            while not Event().wait(0.01):
                tell(0.5)
        except CancelledError:
            given_up.append(True)
            raise

    monkeypatch.setattr(application.people.exports, "export_own", write_for_ever)
    page.own_data.export_to(tmp_path / "mine.zip")
    dialog = next(each for each in page.findChildren(FormDialog) if each.isVisible())
    write(qtbot, dialog.form.password, WORDS)
    qtbot.keyClick(dialog.form.password.line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: dialog.form.message.endswith("% done"), timeout=30_000)
    desktop.reception.lock()
    assert seen_windows() == [desktop.window]
    click(qtbot, desktop.reception.lock_screen.sign_out_button)
    assert not is_in(desktop)
    qtbot.waitUntil(lambda: given_up == [True], timeout=30_000)


def test_a_plan_that_is_published_while_the_window_is_locked_is_seen_when_it_is_unlocked(
    qtbot: QtBot, desktop: DesktopWindow, application: Application
) -> None:
    desk, workspace = CareDesk(application), desktop.window.workspace
    vera, anna = desk.add_physician(), workspace.context.actor
    desk.care_for(vera, anna)
    desk.publish(vera, anna.user_id, planned("squat", 1, 1))
    click(qtbot, desktop.window.navigation.buttons[PageKey.TODAY])
    page = desktop.window.today
    qtbot.waitUntil(lambda: len(page.cards) == 1, timeout=10_000)
    workspace.watch.look()
    qtbot.waitUntil(lambda: workspace.watch.count > 0, timeout=10_000)
    told = workspace.watch.count
    desktop.reception.lock()
    desk.publish(vera, anna.user_id, planned("shoulder-abduction", 2, 8), title="Shoulder")
    workspace.watch.look()
    qtbot.waitUntil(lambda: workspace.watch.count > told, timeout=10_000)
    unlock(qtbot, desktop)
    qtbot.waitUntil(lambda: len(page.cards) == 2, timeout=10_000)


def test_what_is_written_and_not_saved_stays_where_the_record_changes_under_the_lock(
    qtbot: QtBot, desktop: DesktopWindow, application: Application
) -> None:
    page, anna = profile_of(qtbot, desktop), desktop.window.workspace.context.actor
    write(qtbot, page.details.fields["phone"], "+49 30 123456")
    desktop.reception.lock()
    application.profiles.save_clinical(anna, anna.user_id, 0, ClinicalDetails(goals="Climb stairs"))
    desktop.window.workspace.context.records.tell_changed({RecordKind.PROFILE})
    unlock(qtbot, desktop)
    seen: list[bool] = []
    records = desktop.window.workspace.context.records
    QTimer.singleShot(0, lambda: records.run("wait", lambda: True, seen.append, lambda _: None))
    qtbot.waitUntil(lambda: seen == [True], timeout=10_000)
    assert page.details.values["phone"] == "+49 30 123456"
    assert page.details.is_changed
    assert page.details.save_button.isEnabled()

"""Who has the window: locking it, signing out, and that nothing of a person is left for the next."""

import gc
import threading
import time
import weakref
from collections.abc import Callable
from dataclasses import replace

import pytest
from fake_cameras import FakeCamera
from front_door_desk import ANNA, WORDS, click, is_in, sign_in, sign_up_patient, write
from held_calls import HeldCall
from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QDialog
from pytestqt.qtbot import QtBot

from physiocheck_desktop.domain.errors import AccessError
from physiocheck_desktop.domain.people import Role
from physiocheck_desktop.gui.app import DesktopWindow
from physiocheck_desktop.gui.capture.plan import SessionPlan
from physiocheck_desktop.gui.capture.states import RunState
from physiocheck_desktop.gui.pages.account import AccountPage
from physiocheck_desktop.gui.pages.notifications import NotificationsPage
from physiocheck_desktop.gui.places import PageKey
from physiocheck_desktop.gui.shell import idle_watch
from physiocheck_desktop.gui.shell.idle_watch import IdleWatch
from physiocheck_desktop.gui.shell.page_table import pages_of
from physiocheck_desktop.gui.widgets.page_frame import FrameState
from physiocheck_desktop.pipeline.source_choice import SourceChoice
from physiocheck_desktop.services.application import Application
from physiocheck_desktop.services.lock_times import LockTimes

OpenFront = Callable[..., DesktopWindow]
SOON_MIN = 0.02
SOON_ON_BUSY_MIN = 0.1
"""Until then a session has begun, however much else the computer does."""


def signed_in(qtbot: QtBot, open_front: OpenFront, **changes: object) -> DesktopWindow:
    desktop = open_front(**changes)
    sign_in(qtbot, desktop)
    qtbot.waitUntil(lambda: is_in(desktop), timeout=30_000)
    return desktop


@pytest.fixture
def anna(application: Application) -> Application:
    sign_up_patient(application)
    return application


def locking_soon(application: Application) -> Application:
    return replace(application.people, lock_after=LockTimes(staff_min=15.0, patient_min=SOON_MIN))


def test_the_lock_covers_page_and_dialogs_and_the_password_brings_both_back(
    qtbot: QtBot, open_front: OpenFront, anna: Application
) -> None:
    desktop = signed_in(qtbot, open_front)
    desktop.reception.menu.choices["account"].trigger()
    page = desktop.window.workspace.page(PageKey.ACCOUNT, AccountPage)
    qtbot.waitUntil(lambda: page.who == "Anna Muster")
    click(qtbot, page.password_button)
    dialog = page.findChild(QDialog)
    assert dialog.isVisible()
    desktop.reception.lock()
    lock = desktop.reception.lock_screen
    assert lock.isVisible()
    assert not dialog.isVisible()
    assert not page.isVisible()
    assert [each for each in QApplication.topLevelWidgets() if each.isVisible()] == [desktop.window]
    qtbot.waitUntil(lock.password.line.hasFocus)

    write(qtbot, lock.password, "something else entirely")
    qtbot.keyClick(lock.password.line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: lock.form.message.startswith("The password is not right."), timeout=30_000)
    write(qtbot, lock.password, WORDS)
    qtbot.keyClick(lock.password.line, Qt.Key.Key_Return)
    qtbot.waitUntil(page.isVisible, timeout=30_000)
    assert desktop.window.page is PageKey.ACCOUNT
    assert dialog.isVisible()
    assert lock.password.text == ""


def test_who_unlocks_a_page_that_was_still_looking_up_when_it_was_locked_has_the_keyboard_on_what_is_seen(
    qtbot: QtBot, open_front: OpenFront, anna: Application
) -> None:
    desktop = signed_in(qtbot, open_front)
    records, answered = desktop.window.workspace.context.records, threading.Event()
    records.run("hold back", lambda: answered.wait(30.0), lambda _: None, lambda _: None)
    button = desktop.window.navigation.buttons[PageKey.NOTIFICATIONS]
    button.setFocus()
    qtbot.keyClick(button, Qt.Key.Key_Space)
    page = desktop.window.workspace.page(PageKey.NOTIFICATIONS, NotificationsPage)
    desktop.reception.lock()
    answered.set()
    qtbot.waitUntil(lambda: page.state is FrameState.EMPTY, timeout=10_000)
    lock = desktop.reception.lock_screen
    write(qtbot, lock.password, WORDS)
    qtbot.keyClick(lock.password.line, Qt.Key.Key_Return)
    qtbot.waitUntil(page.isVisible, timeout=30_000)
    focused = QApplication.focusWidget()
    assert focused is not None
    assert focused.isVisible()
    qtbot.keyClicks(focused, "abc")
    assert lock.password.text == ""


def test_a_window_that_nobody_touches_locks(qtbot: QtBot, open_front: OpenFront, anna: Application) -> None:
    desktop = signed_in(qtbot, open_front, people=locking_soon(anna))
    for _ in range(4):
        qtbot.wait(400)
        qtbot.keyClick(desktop.window, Qt.Key.Key_Shift)
        assert not desktop.reception.is_locked, "somebody is there"
    qtbot.waitUntil(lambda: desktop.reception.is_locked, timeout=10_000)


def test_no_window_locks_in_the_middle_of_a_session(
    qtbot: QtBot, open_front: OpenFront, anna: Application, clip: SourceChoice
) -> None:
    desktop = signed_in(qtbot, open_front, people=replace(anna.people, lock_after=LockTimes(15.0, SOON_ON_BUSY_MIN)))
    looped = replace(clip, loop=True)
    qtbot.keyClick(desktop.window, Qt.Key.Key_Shift)
    desktop.flow.start(SessionPlan(anna.exercises.find("squat"), 50, looped, get_ready=False))
    session = desktop.window.session
    qtbot.waitUntil(lambda: session.session.state is RunState.COUNTING, timeout=30_000)
    qtbot.wait(7_000)
    desktop.reception.lock()
    assert not desktop.reception.is_locked
    assert session.is_running
    session.run.stop()
    qtbot.waitUntil(lambda: not session.is_running, timeout=10_000)
    qtbot.waitUntil(lambda: desktop.reception.is_locked, timeout=10_000)


def test_a_session_that_waits_for_somebody_who_has_gone_away_is_covered_and_goes_on_where_it_was(
    qtbot: QtBot, open_front: OpenFront, anna: Application, clip: SourceChoice
) -> None:
    desktop = signed_in(qtbot, open_front, people=replace(anna.people, lock_after=LockTimes(15.0, SOON_ON_BUSY_MIN)))
    qtbot.keyClick(desktop.window, Qt.Key.Key_Shift)
    looped = replace(clip, loop=True)
    desktop.flow.start(SessionPlan(anna.exercises.find("squat"), 50, looped, get_ready=False))
    session = desktop.window.session
    qtbot.waitUntil(lambda: session.session.state is RunState.COUNTING, timeout=30_000)
    qtbot.keyClick(desktop.window, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: session.session.state is RunState.PAUSED, timeout=10_000)
    qtbot.waitUntil(lambda: desktop.reception.is_locked, timeout=30_000)
    lock = desktop.reception.lock_screen
    write(qtbot, lock.password, WORDS)
    qtbot.keyClick(lock.password.line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not desktop.reception.is_locked, timeout=30_000)
    assert session.isVisible()
    assert session.session.state is RunState.PAUSED
    qtbot.keyClick(desktop.window.focusWidget() or desktop.window, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: session.session.state is RunState.COUNTING, timeout=30_000)
    session.run.stop()
    qtbot.waitUntil(lambda: not session.is_running, timeout=30_000)


def test_a_session_that_sees_nobody_any_more_is_covered_too_and_counts_nothing_behind_it(
    qtbot: QtBot, open_front: OpenFront, anna: Application, camera_shop: list[FakeCamera], create_source
) -> None:
    camera_shop.append(FakeCamera())
    times = LockTimes(15.0, SOON_ON_BUSY_MIN)
    desktop = signed_in(qtbot, open_front, people=replace(anna.people, lock_after=times), create_source=create_source)
    qtbot.keyClick(desktop.window, Qt.Key.Key_Shift)
    desktop.flow.start(SessionPlan(anna.exercises.find("squat"), 50, SourceChoice(camera=0), get_ready=False))
    session = desktop.window.session
    qtbot.waitUntil(lambda: desktop.reception.is_locked, timeout=60_000)
    qtbot.waitUntil(lambda: session.session.state is RunState.PAUSED, timeout=10_000)
    lock = desktop.reception.lock_screen
    write(qtbot, lock.password, WORDS)
    qtbot.keyClick(lock.password.line, Qt.Key.Key_Return)
    qtbot.waitUntil(session.isVisible, timeout=30_000)
    assert session.session.state is RunState.PAUSED
    session.run.stop()
    qtbot.waitUntil(lambda: not session.is_running, timeout=30_000)


def test_the_time_in_which_the_computer_sleeps_counts_as_time_in_which_nobody_was_there(
    qtbot: QtBot, qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    owner = QObject()
    watch = IdleWatch(qapp, owner)
    watch.begin(20.0)
    qtbot.wait(1_200)
    woken_at = time.time() + 3_600.0
    monkeypatch.setattr(idle_watch, "time", lambda: woken_at)
    with qtbot.waitSignal(watch.left_alone, timeout=10_000):
        pass
    watch.end()


def test_a_patient_on_an_own_computer_is_not_locked_out_and_staff_are(application: Application) -> None:
    times = application.people.lock_after
    assert times.for_role(Role.PATIENT) == 0.0
    assert times.for_role(Role.PHYSICIAN) == times.for_role(Role.ADMINISTRATOR) == 15.0 * 60.0


def test_who_signs_out_leaves_nothing_on_screen_or_in_memory_and_no_sign_in(
    qtbot: QtBot, open_front: OpenFront, anna: Application
) -> None:
    desktop = signed_in(qtbot, open_front)
    desktop.flow.go(PageKey.HISTORY)
    desktop.window.toasts.say("Anna's session is saved.")
    desktop.reception.menu.choices["account"].trigger()
    qtbot.waitUntil(
        lambda: desktop.window.workspace.page(PageKey.ACCOUNT, AccountPage).who == "Anna Muster", timeout=10_000
    )
    workspace = desktop.window.workspace
    token = workspace.context.person.sign_in.token
    pages = (workspace.page(PageKey.ACCOUNT, AccountPage), desktop.window.history, workspace)
    left = [weakref.ref(each) for each in pages]
    gone: list[bool] = []
    workspace.destroyed.connect(lambda: gone.append(True))
    del pages, workspace
    desktop.reception.menu.choices["sign_out"].trigger()
    qtbot.waitUntil(lambda: gone == [True])
    assert desktop.window.toasts.shown == ()

    def all_gone() -> bool:
        gc.collect()
        return all(ref() is None for ref in left)

    qtbot.waitUntil(all_gone, timeout=10_000)
    with pytest.raises(AccessError, match="You are signed out"):
        anna.people.front_door.resume(token)


def test_who_comes_next_waits_for_no_server_that_is_still_to_hear_of_the_signing_out(
    qtbot: QtBot, open_front: OpenFront, anna: Application, monkeypatch: pytest.MonkeyPatch
) -> None:
    desktop = signed_in(qtbot, open_front)
    token = desktop.window.workspace.context.person.sign_in.token
    ending = HeldCall(monkeypatch, anna.people.accounts, "sign_out")
    desktop.reception.menu.choices["sign_out"].trigger()
    assert desktop.reception.front.sign_in.message == "You are signed out."
    qtbot.waitUntil(ending.asked.is_set, timeout=10_000)
    sign_in(qtbot, desktop)
    qtbot.waitUntil(lambda: is_in(desktop), timeout=30_000)
    ending.let_go()

    def is_ended() -> bool:
        try:
            anna.people.front_door.resume(token)
        except AccessError:
            return True
        return False

    qtbot.waitUntil(is_ended, timeout=10_000)


def test_whose_sign_in_was_ended_elsewhere_is_signed_out_with_a_word(
    qtbot: QtBot, open_front: OpenFront, anna: Application
) -> None:
    desktop = signed_in(qtbot, open_front)
    held = desktop.window.workspace.context.person.sign_in
    anna.people.accounts.sign_out(held.account.actor, held.token)
    qtbot.keyClick(desktop.window, Qt.Key.Key_Shift)
    desktop.reception.look_whether_it_holds()
    qtbot.waitUntil(lambda: not is_in(desktop), timeout=10_000)
    assert desktop.reception.front.sign_in.message == "You are signed out. Your work is kept. Sign in again."


def test_a_locked_window_can_be_given_to_somebody_else(qtbot: QtBot, open_front: OpenFront, anna: Application) -> None:
    desktop = signed_in(qtbot, open_front)
    desktop.reception.lock()
    click(qtbot, desktop.reception.lock_screen.sign_out_button)
    assert not is_in(desktop)
    assert desktop.reception.front.sign_in.isVisible()


def test_each_role_sees_the_pages_that_it_may_and_the_administrator_no_session(application: Application) -> None:
    def keys(role: Role) -> set[PageKey]:
        return {entry.key for entry in pages_of(replace(application.actor, role=role))}

    assert {PageKey.EXERCISE, PageKey.SESSION, PageKey.HISTORY} <= keys(Role.PATIENT)
    for role in (Role.PHYSICIAN, Role.ADMINISTRATOR):
        assert PageKey.ACCOUNT in keys(role)
        assert not {PageKey.EXERCISE, PageKey.SESSION} & keys(role)
    assert PageKey.HISTORY not in keys(Role.ADMINISTRATOR), "a physician reads that of a patient, an administrator none"


def test_a_toast_is_read_out_goes_by_key_and_takes_no_focus(qtbot: QtBot, open_desktop) -> None:
    window = open_desktop().window
    focused = window.focusWidget()
    window.toasts.say("Your new password is set.")
    window.toasts.say("The clinic has your document.")
    assert window.toasts.shown == ("Your new password is set.", "The clinic has your document.")
    assert window.focusWidget() is focused
    for _ in range(2):
        qtbot.keyClick(window.toasts.children()[-1].close_button, Qt.Key.Key_Space)
        qtbot.wait(10)
    assert window.toasts.shown == ()
    assert not window.toasts.isVisible()


def test_a_password_is_changed_from_the_account_page(qtbot: QtBot, open_front: OpenFront, anna: Application) -> None:
    desktop = signed_in(qtbot, open_front)
    desktop.reception.menu.choices["account"].trigger()
    page = desktop.window.workspace.page(PageKey.ACCOUNT, AccountPage)
    qtbot.waitUntil(lambda: page.who == "Anna Muster")
    click(qtbot, page.password_button)
    form = page.findChild(QDialog).form
    write(qtbot, form.old, "something else entirely")
    write(qtbot, form.new, "seven quiet marble rivers")
    qtbot.keyClick(form.new.line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: form.old.trouble.startswith("The password is not right."), timeout=30_000)
    write(qtbot, form.old, WORDS)
    qtbot.keyClick(form.old.line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: desktop.window.toasts.shown == ("Your new password is set.",), timeout=30_000)
    assert anna.people.front_door.sign_in(ANNA, "seven quiet marble rivers", anna.people.origin)
    assert QGuiApplication.modalWindow() is None

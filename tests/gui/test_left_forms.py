"""Forms of the front page that are left while they are being sent: what was done is told."""

from collections.abc import Callable

import pytest
from front_door_desk import ANNA, OTHER_WORDS, WORDS, click, is_in, sign_in, sign_up_patient, write
from held_calls import HeldCall
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from physiocheck_desktop.domain.errors import AccessError
from physiocheck_desktop.gui.app import DesktopWindow
from physiocheck_desktop.gui.pages.front.front_page import FrontPage
from physiocheck_desktop.services.application import Application

MADE = "Your account is made. Sign in with it."
OpenFront = Callable[..., DesktopWindow]


def send_sign_up(qtbot: QtBot, front: FrontPage) -> None:
    qtbot.waitUntil(lambda: front.form is front.sign_in)
    click(qtbot, front.sign_in.sign_up_button)
    form = front.sign_up
    write(qtbot, form.name, "Anna Muster")
    write(qtbot, form.email, ANNA)
    write(qtbot, form.password, WORDS)
    qtbot.keyClick(form.password.line, Qt.Key.Key_Return)


def test_who_leaves_signing_up_while_it_is_sent_reads_that_the_account_was_made(
    qtbot: QtBot, open_front: OpenFront, application: Application, monkeypatch: pytest.MonkeyPatch
) -> None:
    sending = HeldCall(monkeypatch, application.people.front_door, "sign_up")
    ended: list[str] = []
    accounts = application.people.accounts
    monkeypatch.setattr(accounts, "sign_out", lambda _, token: ended.append(token))
    desktop = open_front()
    front = desktop.reception.front
    send_sign_up(qtbot, front)
    qtbot.waitUntil(sending.asked.is_set, timeout=30_000)
    qtbot.keyClick(front.sign_up.password.line, Qt.Key.Key_Escape)
    assert front.form is front.sign_in
    assert front.sign_in.message == ""
    write(qtbot, front.sign_in.email, ANNA)
    sending.let_go()
    qtbot.waitUntil(lambda: front.sign_in.message == MADE, timeout=30_000)
    assert not is_in(desktop)
    assert front.sign_in.email.text == ANNA, "what is being written stays"
    qtbot.waitUntil(lambda: len(ended) == 1, timeout=30_000)
    sign_in(qtbot, desktop)
    qtbot.waitUntil(lambda: is_in(desktop), timeout=30_000)
    assert desktop.window.workspace.context.person.sign_in.token not in ended


def test_the_sign_in_that_came_with_an_account_nobody_waited_for_holds_no_more(
    qtbot: QtBot, open_front: OpenFront, application: Application, monkeypatch: pytest.MonkeyPatch
) -> None:
    people, tokens = application.people, []
    let_in = people.front_door.sign_in

    def note(*arguments: object) -> object:
        signed_in = let_in(*arguments)
        tokens.append(signed_in.token)
        return signed_in

    monkeypatch.setattr(people.front_door, "sign_in", note)
    sending = HeldCall(monkeypatch, people.front_door, "sign_up")
    front = open_front().reception.front
    send_sign_up(qtbot, front)
    qtbot.waitUntil(sending.asked.is_set, timeout=30_000)
    click(qtbot, front.sign_up.back_button)
    click(qtbot, front.sign_in.forgotten_button)
    sending.let_go()
    qtbot.waitUntil(lambda: front.ask_for_code.message == MADE, timeout=30_000)

    def is_ended() -> bool:
        try:
            people.front_door.resume(tokens[0])
        except AccessError:
            return True
        return False

    qtbot.waitUntil(is_ended, timeout=30_000)


def test_who_leaves_a_sign_up_that_is_refused_reads_nothing_as_nothing_was_done(
    qtbot: QtBot, open_front: OpenFront, application: Application, monkeypatch: pytest.MonkeyPatch
) -> None:
    sign_up_patient(application)
    sending = HeldCall(monkeypatch, application.people.front_door, "sign_up")
    desktop = open_front()
    front = desktop.reception.front
    send_sign_up(qtbot, front)
    qtbot.waitUntil(sending.asked.is_set, timeout=30_000)
    qtbot.keyClick(front.sign_up.password.line, Qt.Key.Key_Escape)
    sending.let_go()
    sign_in(qtbot, desktop, password=OTHER_WORDS)
    qtbot.waitUntil(lambda: front.sign_in.message.startswith("The address or the password"), timeout=30_000)
    assert not is_in(desktop)


def test_who_leaves_a_new_password_while_it_is_sent_reads_that_it_is_set(
    qtbot: QtBot, open_front: OpenFront, application: Application, monkeypatch: pytest.MonkeyPatch
) -> None:
    sign_up_patient(application)
    people = application.people
    administrator = people.front_door.first_administrator("Ada Min", "ada@example.org", OTHER_WORDS)
    anna = people.front_door.sign_in(ANNA, WORDS, people.origin).account
    code = people.accounts.reset_code(administrator.actor, anna.user_id)
    sending = HeldCall(monkeypatch, people.front_door, "new_password")
    desktop = open_front()
    front = desktop.reception.front
    qtbot.waitUntil(lambda: front.form is front.sign_in)
    click(qtbot, front.sign_in.forgotten_button)
    click(qtbot, front.ask_for_code.have_button)
    form = front.new_password
    write(qtbot, form.email, ANNA)
    write(qtbot, form.code, code)
    write(qtbot, form.password, OTHER_WORDS)
    qtbot.keyClick(form.password.line, Qt.Key.Key_Return)
    qtbot.waitUntil(sending.asked.is_set, timeout=30_000)
    qtbot.keyClick(form.password.line, Qt.Key.Key_Escape)
    assert front.form is front.sign_in
    sending.let_go()
    told = "Your new password is set. Sign in with it."
    qtbot.waitUntil(lambda: front.sign_in.message == told, timeout=30_000)
    sign_in(qtbot, desktop, password=OTHER_WORDS)
    qtbot.waitUntil(lambda: is_in(desktop), timeout=30_000)

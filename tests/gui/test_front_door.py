"""The front page as people use it: signing up and in, a second factor, a new password, coming back."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import keyring
import pyotp
import pytest
from databases import MARIADB, SQLITE
from front_door_desk import ANNA, OTHER_WORDS, WORDS, click, is_in, sign_in, sign_up_patient, write
from hostile_files import document
from memory_keyring import MemoryKeyring
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from physiocheck_desktop.bootstrap import build_application
from physiocheck_desktop.config.settings import load_settings
from physiocheck_desktop.domain.people import Role, Verification
from physiocheck_desktop.gui.dialogs.second_factor import SecondFactorDialog
from physiocheck_desktop.gui.pages.account import AccountPage
from physiocheck_desktop.gui.places import PageKey
from physiocheck_desktop.gui.widgets.recovery_codes import RecoveryCodes
from physiocheck_desktop.gui.widgets.text import Text
from physiocheck_desktop.services.application import Application


@pytest.fixture(params=[SQLITE])
def database_kind(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def application(data_folder: Path, database_url: str | None, monkeypatch: pytest.MonkeyPatch) -> Iterator[Application]:
    del data_folder
    if database_url is not None:
        monkeypatch.setenv("PHYSIOCHECK_DATABASE__URL", database_url)
    with build_application(load_settings()) as built:
        yield replace(built, list_cameras=lambda: ())


@pytest.fixture
def keyring_in_memory(application: Application) -> Iterator[dict[str, str]]:
    """A keyring for sign-ins; the keys of the database are in their file already."""
    del application
    before = keyring.get_keyring()
    memory = MemoryKeyring()
    keyring.set_keyring(memory)
    yield memory.kept
    keyring.set_keyring(before)


@pytest.mark.parametrize("database_kind", [SQLITE, MARIADB], indirect=True)
def test_a_patient_signs_up_signs_out_and_signs_in_again(qtbot: QtBot, open_front, application: Application) -> None:
    desktop = open_front()
    front = desktop.reception.front
    qtbot.waitUntil(lambda: front.form is front.sign_in)
    click(qtbot, front.sign_in.sign_up_button)
    form = front.sign_up
    assert front.form is form
    assert not form.licence.isVisible()
    write(qtbot, form.name, "Anna Muster")
    write(qtbot, form.email, ANNA)
    write(qtbot, form.password, WORDS)
    qtbot.waitUntil(lambda: form.password.hint == "This password will do.", timeout=10_000)
    qtbot.keyClick(form.password.line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: desktop.window.page is PageKey.TODAY, timeout=30_000)
    assert desktop.window.navigation.account_button.accessibleName() == "Account: Anna Muster"
    assert desktop.window.workspace.context.actor.role is Role.PATIENT
    assert desktop.window.workspace.context.actor != application.actor

    click(qtbot, desktop.window.navigation.account_button)
    assert desktop.reception.menu.isVisible()
    desktop.reception.menu.choices["sign_out"].trigger()
    assert not is_in(desktop)
    assert front.sign_in.message == "You are signed out."
    assert form.name.text == form.email.text == form.password.text == "", "nothing that was written is left"
    sign_in(qtbot, desktop)
    qtbot.waitUntil(lambda: desktop.window.page is PageKey.TODAY, timeout=30_000)


@pytest.mark.parametrize("database_kind", [SQLITE, MARIADB], indirect=True)
def test_a_physician_signs_up_with_licence_specialisation_and_document(
    qtbot: QtBot, open_front, application: Application, tmp_path: Path
) -> None:
    licence = tmp_path / "licence.pdf"
    licence.write_bytes(document())
    desktop = open_front()
    front, form = desktop.reception.front, desktop.reception.front.sign_up
    qtbot.waitUntil(lambda: front.form is front.sign_in)
    click(qtbot, front.sign_in.sign_up_button)
    click(qtbot, form.physician_button)
    for field, text in (
        (form.name, "Dr. Berta Beispiel"),
        (form.email, "berta@example.org"),
        (form.password, WORDS),
        (form.licence, "LIC-123"),
        (form.specialty, "Orthopaedics"),
    ):
        write(qtbot, field, text)
    form.choose_document(licence)
    click(qtbot, form.send_button)
    qtbot.waitUntil(lambda: desktop.window.page is PageKey.ACCOUNT, timeout=30_000)
    page = desktop.window.workspace.page(PageKey.ACCOUNT, AccountPage)
    qtbot.waitUntil(lambda: "LIC-123" in page.verification_words)
    actor = desktop.window.workspace.context.actor
    assert application.people.verification.own(actor).state is Verification.PENDING
    assert application.profiles.physician(actor).public.specialty == "Orthopaedics"
    assert application.files.credential(actor) is not None


def test_what_is_wrong_is_told_beside_its_field_and_the_focus_goes_there(qtbot: QtBot, open_front) -> None:
    desktop = open_front()
    front, form = desktop.reception.front, desktop.reception.front.sign_up
    qtbot.waitUntil(lambda: front.form is front.sign_in)
    click(qtbot, front.sign_in.sign_up_button)
    write(qtbot, form.name, "Anna")
    write(qtbot, form.email, "anna at example")
    write(qtbot, form.password, "short")
    click(qtbot, form.send_button)
    qtbot.waitUntil(lambda: form.email.trouble != "", timeout=10_000)
    assert form.email.trouble.startswith("This is not an e-mail address.")
    assert form.password.trouble.startswith("The password has 5 characters.")
    assert form.name.trouble == ""
    assert form.email.line.hasFocus()
    assert "not an e-mail address" in form.email.line.accessibleDescription()
    qtbot.keyClicks(form.email.line, "x")
    assert form.email.trouble == "", "it is being mended"


def test_the_window_never_says_who_has_an_account(qtbot: QtBot, open_front, application: Application) -> None:
    sign_up_patient(application)
    desktop = open_front()
    form = desktop.reception.front.sign_in
    told = []
    for email in (ANNA, "nobody@example.org"):
        sign_in(qtbot, desktop, email, "a wrong password here")
        qtbot.waitUntil(lambda: form.message != "", timeout=10_000)
        told.append(form.message)
        assert form.password.line.hasFocus()
        assert form.password.line.selectedText() != ""
    assert told[0] == told[1] == "The address or the password is not right. Try again, or ask for a new password."
    assert not is_in(desktop)


def test_a_forgotten_password_is_replaced_by_a_code(qtbot: QtBot, open_front, application: Application) -> None:
    sign_up_patient(application)
    people = application.people
    administrator = people.front_door.first_administrator("Ada Min", "ada@example.org", OTHER_WORDS)
    anna = people.front_door.sign_in(ANNA, WORDS, people.origin).account
    code = people.accounts.reset_code(administrator.actor, anna.user_id)
    desktop = open_front()
    front = desktop.reception.front
    qtbot.waitUntil(lambda: front.form is front.sign_in)
    click(qtbot, front.sign_in.forgotten_button)
    write(qtbot, front.ask_for_code.email, ANNA)
    click(qtbot, front.ask_for_code.send_button)
    qtbot.waitUntil(lambda: front.ask_for_code.message != "")
    assert front.ask_for_code.message == "This clinic sends no mail. Ask your administrator for a code."
    click(qtbot, front.ask_for_code.have_button)
    form = front.new_password
    assert form.email.text == ANNA
    assert form.code.line.hasFocus()
    write(qtbot, form.code, code.lower())
    write(qtbot, form.password, OTHER_WORDS)
    qtbot.keyClick(form.password.line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: front.form is front.sign_in, timeout=30_000)
    assert front.sign_in.message == "Your new password is set. Sign in with it."
    assert front.sign_in.email.text == ANNA
    sign_in(qtbot, desktop, ANNA, OTHER_WORDS)
    qtbot.waitUntil(lambda: is_in(desktop), timeout=30_000)


def test_a_second_factor_is_set_up_and_asked_for_and_a_recovery_code_stands_in(
    qtbot: QtBot, open_front, application: Application
) -> None:
    sign_up_patient(application)
    desktop = open_front()
    sign_in(qtbot, desktop)
    qtbot.waitUntil(lambda: is_in(desktop), timeout=30_000)
    desktop.reception.menu.choices["account"].trigger()
    page = desktop.window.workspace.page(PageKey.ACCOUNT, AccountPage)
    qtbot.waitUntil(lambda: page.factor_words == "Signing in asks for your password alone.")
    click(qtbot, page.factor_button)
    dialog = page.findChild(SecondFactorDialog)
    write(qtbot, dialog.confirm.password, WORDS)
    qtbot.keyClick(dialog.confirm.password.line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: dialog.enrol.secret.text != "", timeout=30_000)
    app = pyotp.TOTP(dialog.enrol.secret.text.replace(" ", ""))
    write(qtbot, dialog.enrol.code, app.now())
    qtbot.keyClick(dialog.enrol.code.line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: len(dialog.codes.codes) == 10, timeout=30_000)
    recovery = dialog.codes.codes[0]
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    note = "They are not shown again. Copy or print them, or write them down, before you go."
    assert any(text.text() == note and text.isVisible() for text in dialog.findChildren(Text))
    click(qtbot, dialog.codes.copy_button)
    assert recovery in QGuiApplication.clipboard().text()
    click(qtbot, dialog.codes.done_button)
    qtbot.waitUntil(lambda: "Recovery codes left: 10" in page.factor_words)

    desktop.reception.menu.choices["sign_out"].trigger()
    sign_in(qtbot, desktop)
    code = desktop.reception.front.code
    qtbot.waitUntil(lambda: desktop.reception.front.form is code, timeout=30_000)
    write(qtbot, code.code, "000000")
    qtbot.keyClick(code.code.line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: code.message.startswith("The code is not right."), timeout=30_000)
    write(qtbot, code.code, recovery)
    qtbot.keyClick(code.code.line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: is_in(desktop), timeout=30_000)


@pytest.mark.parametrize("copied", [True, False])
def test_codes_that_were_copied_or_that_one_was_warned_of_are_left_by_the_escape_key(
    qtbot: QtBot, *, copied: bool
) -> None:
    codes = RecoveryCodes()
    qtbot.addWidget(codes)
    codes.show_codes(("ABCD-EFGH", "JKLM-NPQR"))
    if copied:
        click(qtbot, codes.copy_button)
    else:
        assert codes.hold_back()
    assert not codes.hold_back()


def test_on_an_own_computer_one_practises_without_an_account_and_signs_in_later(
    qtbot: QtBot, open_front, application: Application
) -> None:
    sign_up_patient(application)
    desktop = open_front()
    front = desktop.reception.front
    qtbot.waitUntil(lambda: front.form is front.sign_in)
    click(qtbot, front.sign_in.practise_button)
    assert desktop.window.page is PageKey.TODAY
    assert desktop.window.workspace.context.actor == application.actor
    assert set(desktop.reception.menu.choices) == {"sign_in"}
    desktop.reception.menu.choices["sign_in"].trigger()
    assert not is_in(desktop)
    sign_in(qtbot, desktop)
    qtbot.waitUntil(lambda: is_in(desktop), timeout=30_000)
    assert desktop.window.workspace.context.actor != application.actor


@pytest.mark.parametrize("database_kind", [MARIADB], indirect=True)
def test_in_a_clinic_nobody_practises_without_an_account(qtbot: QtBot, open_front, application: Application) -> None:
    assert application.people.are_asked
    front = open_front().reception.front
    qtbot.waitUntil(lambda: front.form is front.sign_in)
    assert not front.sign_in.practise_button.isVisible()


def test_whoever_starts_is_asked_only_where_somebody_has_an_account(application: Application) -> None:
    assert not application.people.are_asked
    sign_up_patient(application)
    with build_application(load_settings()) as again:
        assert again.people.are_asked


def test_everything_is_reached_by_keys_alone(qtbot: QtBot, open_front, application: Application) -> None:
    sign_up_patient(application)
    desktop = open_front()
    front, form = desktop.reception.front, desktop.reception.front.sign_in
    qtbot.waitUntil(form.email.line.hasFocus)
    order = []
    for _ in range(8):
        order.append(desktop.window.focusWidget())
        qtbot.keyClick(desktop.window.focusWidget(), Qt.Key.Key_Tab)
    assert order[:7] == [
        form.email.line,
        form.password.line,
        form.password.show_button,
        form.send_button,
        form.forgotten_button,
        form.sign_up_button,
        form.practise_button,
    ]
    qtbot.keyClick(form.sign_up_button, Qt.Key.Key_Space)
    assert front.form is front.sign_up
    qtbot.keyClick(desktop.window.focusWidget(), Qt.Key.Key_Escape)
    assert front.form is form


def test_letters_of_a_password_are_shown_while_that_is_asked_for(qtbot: QtBot, open_front) -> None:
    form = open_front().reception.front.sign_in
    qtbot.waitUntil(form.isVisible)
    write(qtbot, form.password, "secret")
    assert form.password.line.displayText() != "secret"
    click(qtbot, form.password.show_button)
    assert form.password.line.displayText() == "secret"
    assert form.password.show_button.accessibleName() == "Hide Password"


def test_who_chose_to_stay_signed_in_is_let_in_at_the_next_start_and_not_after_signing_out(
    qtbot: QtBot, open_front, application: Application, keyring_in_memory: dict[str, str]
) -> None:
    sign_up_patient(application)
    desktop = open_front()
    qtbot.waitUntil(lambda: desktop.reception.front.form is not None, timeout=10_000)
    click(qtbot, desktop.reception.front.sign_in.stay)
    sign_in(qtbot, desktop)
    qtbot.waitUntil(lambda: is_in(desktop), timeout=30_000)
    (token,) = keyring_in_memory.values()
    desktop.close()

    again = open_front()
    qtbot.waitUntil(lambda: is_in(again), timeout=30_000)
    assert again.window.workspace.context.person.sign_in.token == token
    again.reception.menu.choices["sign_out"].trigger()
    qtbot.waitUntil(lambda: keyring_in_memory == {}, timeout=10_000)
    again.close()

    third = open_front()
    qtbot.waitUntil(lambda: third.reception.front.form is third.reception.front.sign_in, timeout=10_000)


def test_without_a_keyring_nobody_is_offered_to_stay_signed_in(qtbot: QtBot, open_front) -> None:
    form = open_front().reception.front.sign_in
    qtbot.waitUntil(form.isVisible)
    assert not form.stay.isVisible()

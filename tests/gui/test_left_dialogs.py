"""Dialogs of an account that are left while they are being sent: what became of it is told all the same."""

from collections.abc import Callable

import pyotp
import pytest
from front_door_desk import OTHER_WORDS, WORDS, account_page, click, let_patient_in, write
from held_calls import HeldCall
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot

from physiocheck_desktop.gui.app import DesktopWindow
from physiocheck_desktop.gui.dialogs.form_dialog import FormDialog
from physiocheck_desktop.gui.dialogs.recovery_dialog import RecoveryDialog
from physiocheck_desktop.gui.dialogs.second_factor import SecondFactorDialog
from physiocheck_desktop.gui.pages.profile.page import ProfilePage
from physiocheck_desktop.gui.places import PageKey
from physiocheck_desktop.gui.widgets.field import Field
from physiocheck_desktop.services.application import Application


@pytest.fixture
def desktop(qtbot: QtBot, open_front: Callable[..., DesktopWindow], application: Application) -> DesktopWindow:
    """The window of a patient."""
    return let_patient_in(qtbot, application, open_front)


def leave_while_sent(qtbot: QtBot, field: Field, sending: HeldCall) -> None:
    """Send a form from its last field, leave its dialog by Esc before the answer is there, and let it come then."""
    dialog = field.window()
    qtbot.keyClick(field.line, Qt.Key.Key_Return)
    qtbot.waitUntil(sending.asked.is_set, timeout=30_000)
    qtbot.keyClick(field.line, Qt.Key.Key_Escape)
    assert isinstance(dialog, QDialog)
    assert not dialog.isVisible()
    sending.let_go()


@pytest.mark.parametrize(
    ("old", "told"),
    [
        (WORDS, "Your new password is set."),
        ("something else", "Not done: “Change your password”. The password is not right."),
    ],
)
def test_who_leaves_another_password_while_it_is_sent_reads_what_became_of_it(
    qtbot: QtBot,
    desktop: DesktopWindow,
    application: Application,
    monkeypatch: pytest.MonkeyPatch,
    old: str,
    told: str,
) -> None:
    page = account_page(qtbot, desktop)
    sending = HeldCall(monkeypatch, application.people.accounts, "change_password")
    click(qtbot, page.password_button)
    form = page.findChild(FormDialog).form
    write(qtbot, form.old, old)
    write(qtbot, form.new, OTHER_WORDS)
    leave_while_sent(qtbot, form.new, sending)
    toasts = desktop.window.toasts
    qtbot.waitUntil(lambda: len(toasts.shown) == 1 and toasts.shown[0].startswith(told), timeout=30_000)


def test_who_leaves_deleting_the_account_while_it_is_sent_reads_until_when_it_can_be_taken_back(
    qtbot: QtBot, desktop: DesktopWindow, application: Application, monkeypatch: pytest.MonkeyPatch
) -> None:
    click(qtbot, desktop.window.navigation.buttons[PageKey.PROFILE])
    page = desktop.window.workspace.page(PageKey.PROFILE, ProfilePage)
    qtbot.waitUntil(lambda: bool(page.details.values["name"]), timeout=10_000)
    sending = HeldCall(monkeypatch, application.people.erasures, "ask")
    click(qtbot, page.own_data.erase_button)
    form = page.findChild(FormDialog).form
    write(qtbot, form.password, WORDS)
    leave_while_sent(qtbot, form.password, sending)
    qtbot.waitUntil(lambda: len(desktop.window.toasts.shown) == 1, timeout=30_000)
    assert desktop.window.toasts.shown[0].startswith("Your account is to be deleted. Until ")
    assert page.own_data.keep_button.isVisible(), "what was asked for can be taken back where it is seen"


def test_who_leaves_the_second_factor_while_its_code_is_sent_reads_that_it_is_asked_for_and_how_to_get_codes(
    qtbot: QtBot, desktop: DesktopWindow, application: Application, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = account_page(qtbot, desktop)
    confirming = HeldCall(monkeypatch, application.people.second_factor, "confirm")
    click(qtbot, page.factor_button)
    dialog = page.findChild(SecondFactorDialog)
    write(qtbot, dialog.confirm.password, WORDS)
    qtbot.keyClick(dialog.confirm.password.line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: dialog.enrol.secret.text != "", timeout=30_000)
    write(qtbot, dialog.enrol.code, pyotp.TOTP(dialog.enrol.secret.text.replace(" ", "")).now())
    leave_while_sent(qtbot, dialog.enrol.code, confirming)
    told = "The second factor is set up: signing in asks for a code from now on."
    toasts = desktop.window.toasts
    qtbot.waitUntil(lambda: len(toasts.shown) == 1 and toasts.shown[0].startswith(told), timeout=30_000)
    qtbot.waitUntil(page.codes_button.isVisible, timeout=30_000)

    renewing = HeldCall(monkeypatch, application.people.second_factor, "renew_recovery_codes")
    click(qtbot, page.codes_button)
    again = page.findChild(RecoveryDialog)
    write(qtbot, again.confirm.password, WORDS)
    leave_while_sent(qtbot, again.confirm.password, renewing)
    lost = (
        "You have new recovery codes and have not seen them; the old ones are worth nothing. Make new ones once more."
    )
    qtbot.waitUntil(lambda: lost in toasts.shown, timeout=30_000)

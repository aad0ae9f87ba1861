"""Enter and Esc in forms: a key that is held down is one press, and what came of it can be heard."""

from collections.abc import Callable

import pytest
from care_desk import CareDesk
from front_door_desk import ANNA, WORDS, account_page, click, is_in, let_patient_in, sign_in, sign_up_patient, write
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from physiocheck_desktop.domain.subscription import SubscriptionState
from physiocheck_desktop.gui.app import DesktopWindow
from physiocheck_desktop.gui.dialogs.form_dialog import FormDialog
from physiocheck_desktop.gui.pages.physicians import PhysiciansPage
from physiocheck_desktop.gui.places import PageKey
from physiocheck_desktop.services.application import Application

OpenFront = Callable[..., DesktopWindow]


def hold(qtbot: QtBot, widget: QWidget, key: Qt.Key = Qt.Key.Key_Return) -> None:
    """Hold a key down for half a second, from a widget on; it goes to what has the focus then."""
    widget.setFocus()
    for repeated in (False, *[True] * 15):
        focused = (QApplication.activeModalWidget() or widget.window()).focusWidget() or widget
        pressed = QKeyEvent(QEvent.Type.KeyPress, key, Qt.KeyboardModifier.NoModifier, "\r", repeated)
        QApplication.sendEvent(focused, pressed)
        qtbot.wait(33)


def test_enter_in_a_dialog_sends_the_password_and_does_not_show_it(
    qtbot: QtBot, open_front: OpenFront, application: Application
) -> None:
    page = account_page(qtbot, let_patient_in(qtbot, application, open_front))
    click(qtbot, page.password_button)
    form = page.findChild(FormDialog).form
    write(qtbot, form.old, "something else")
    qtbot.keyClick(form.old.line, Qt.Key.Key_Return)
    assert form.old.line.echoMode() is QLineEdit.EchoMode.Password


@pytest.mark.parametrize("asks", [True, False])
def test_enter_held_down_neither_asks_a_physician_nor_ends_the_care(
    qtbot: QtBot, open_desktop, application: Application, *, asks: bool
) -> None:
    desk = CareDesk(application)
    vera = desk.add_physician()
    if not asks:
        desk.care_for(vera, application.actor)
    desktop = open_desktop()
    click(qtbot, desktop.window.navigation.buttons[PageKey.PHYSICIANS])
    page = desktop.window.workspace.page(PageKey.PHYSICIANS, PhysiciansPage)
    qtbot.waitUntil(lambda: bool(page.cards if asks else page.own), timeout=10_000)
    hold(qtbot, page.cards[0].ask_button if asks else page.own[0].end_button)
    assert page.findChild(FormDialog).isVisible(), "it was pressed once"
    states = [each.state for each in application.subscriptions.own(application.actor)]
    assert states == ([] if asks else [SubscriptionState.APPROVED])


def test_enter_held_down_tries_a_wrong_password_once_and_each_refusal_is_read_out(
    qtbot: QtBot, open_front: OpenFront, application: Application
) -> None:
    sign_up_patient(application)
    desktop = open_front()
    form = desktop.reception.front.sign_in
    qtbot.waitUntil(lambda: desktop.reception.front.form is form)
    refused: list[Exception] = []
    said: list[str] = []
    form.refused.connect(refused.append)
    form.announcer.said.connect(said.append)
    write(qtbot, form.email, ANNA)
    write(qtbot, form.password, "wrong wrong wrong")
    hold(qtbot, form.password.line)
    qtbot.waitUntil(lambda: len(refused) == 1, timeout=10_000)
    assert said == [form.message]
    qtbot.wait(500)
    assert len(refused) == 1
    qtbot.keyClick(form.password.line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: len(said) == 2, timeout=10_000)
    assert said[1] == form.message
    sign_in(qtbot, desktop, password=WORDS)
    qtbot.waitUntil(lambda: is_in(desktop), timeout=30_000)


def test_escape_held_down_leaves_one_form(qtbot: QtBot, open_front: OpenFront, application: Application) -> None:
    sign_up_patient(application)
    front = open_front().reception.front
    qtbot.waitUntil(lambda: front.form is front.sign_in)
    click(qtbot, front.sign_in.forgotten_button)
    form, left = front.form, []
    form.left.connect(lambda: left.append(front.form))
    front.sign_in.left.connect(lambda: left.append(front.form))
    hold(qtbot, front.form.fields["email"].line, Qt.Key.Key_Escape)
    assert front.form is front.sign_in
    assert len(left) == 1

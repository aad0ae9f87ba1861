"""Recovery codes in their dialog: who would leave them unseen for ever is told so, and can see and hear it."""

from collections.abc import Callable

import pytest
from front_door_desk import account_page, let_patient_in
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from physiocheck_desktop.gui.app import DesktopWindow
from physiocheck_desktop.gui.dialogs.recovery_dialog import RecoveryDialog
from physiocheck_desktop.services.application import Application

CODES = tuple(f"ABCD-EFG{number}" for number in range(10))
WARNING = "They are not shown again. Copy or print them, or write them down, before you go."


@pytest.fixture
def desktop(qtbot: QtBot, open_front: Callable[..., DesktopWindow], application: Application) -> DesktopWindow:
    """The window of a patient."""
    return let_patient_in(qtbot, application, open_front)


def codes_before(qtbot: QtBot, desktop: DesktopWindow) -> RecoveryDialog:
    """Return the dialog over the account page, at its last step."""
    page = account_page(qtbot, desktop)
    dialog = RecoveryDialog(desktop.window.workspace.context, page, page.happened.emit)
    dialog.begin()
    dialog.show_codes(CODES)
    qtbot.waitUntil(dialog.codes.copy_button.hasFocus)
    return dialog


@pytest.mark.parametrize("percent", [100, 200])
def test_who_goes_without_them_sees_and_hears_that_they_are_not_shown_again_and_goes_the_second_time(
    qtbot: QtBot, desktop: DesktopWindow, percent: int
) -> None:
    desktop.theme.scale_text(percent)
    dialog = codes_before(qtbot, desktop)
    said: list[str] = []
    dialog.codes.announcer.said.connect(said.append)
    qtbot.keyClick(dialog.codes.copy_button, Qt.Key.Key_Escape)
    note = dialog.codes.note
    qtbot.waitUntil(lambda: note.isVisible() and note.visibleRegion().boundingRect() == note.rect())
    assert said == [note.text()] == [WARNING]
    qtbot.keyClick(dialog.codes.copy_button, Qt.Key.Key_Escape)
    assert not dialog.isVisible()


def test_an_escape_key_that_is_held_down_is_one_press(qtbot: QtBot, desktop: DesktopWindow) -> None:
    dialog = codes_before(qtbot, desktop)
    for repeated in (False, True, True):
        pressed = QKeyEvent(
            QEvent.Type.KeyPress, Qt.Key.Key_Escape, Qt.KeyboardModifier.NoModifier, "", autorep=repeated
        )
        QApplication.sendEvent(dialog.codes.copy_button, pressed)
    assert dialog.isVisible()
    assert dialog.codes.codes == CODES


def test_a_window_that_is_closed_at_once_leaves_no_codes_on_the_screen(qtbot: QtBot, desktop: DesktopWindow) -> None:
    dialog = codes_before(qtbot, desktop)
    desktop.window.close_at_once()
    assert dialog.codes.codes == ()
    assert [each for each in QApplication.topLevelWidgets() if each.isVisible()] == []

"""What people do at the front page, as tests do it: click, type, sign up and in."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from physiocheck_desktop.domain.people import Role
from physiocheck_desktop.gui.app import DesktopWindow
from physiocheck_desktop.gui.pages.account import AccountPage
from physiocheck_desktop.gui.places import PageKey
from physiocheck_desktop.gui.widgets.field import Field
from physiocheck_desktop.services.application import Application

WORDS = "violet anchor prairie lamp"
OTHER_WORDS = "seven quiet marble rivers"
ANNA = "anna.muster@example.org"


def click(qtbot: QtBot, button: QWidget) -> None:
    """Press a button as a person does: once it can be pressed, as while something is still being saved it cannot."""
    qtbot.waitUntil(button.isEnabled, timeout=10_000)
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def write(qtbot: QtBot, field: Field, text: str) -> None:
    field.line.clear()
    qtbot.keyClicks(field.line, text)


def sign_up_patient(application: Application, email: str = ANNA) -> None:
    people = application.people
    people.front_door.sign_up(Role.PATIENT, "Anna Muster", email, WORDS, people.origin)


def sign_in(qtbot: QtBot, desktop: DesktopWindow, email: str = ANNA, password: str = WORDS) -> None:
    form = desktop.reception.front.sign_in
    qtbot.waitUntil(lambda: desktop.reception.front.form is form)
    write(qtbot, form.email, email)
    write(qtbot, form.password, password)
    qtbot.keyClick(form.password.line, Qt.Key.Key_Return)


def is_in(desktop: DesktopWindow) -> bool:
    return desktop.window.somebody_is_there


def let_patient_in(qtbot: QtBot, application: Application, open_front: Callable[..., DesktopWindow]) -> DesktopWindow:
    """Return the window of a patient who has just signed up and signed in."""
    sign_up_patient(application)
    opened = open_front()
    sign_in(qtbot, opened)
    qtbot.waitUntil(lambda: is_in(opened), timeout=30_000)
    return opened


def account_page(qtbot: QtBot, desktop: DesktopWindow) -> AccountPage:
    """Go to the account, as by the menu, and return the page once it says whose it is."""
    desktop.reception.menu.choices["account"].trigger()
    page = desktop.window.workspace.page(PageKey.ACCOUNT, AccountPage)
    qtbot.waitUntil(lambda: page.who == "Anna Muster", timeout=10_000)
    return page

"""Leads a window through every page and form that there is, as a person would come by them."""

from collections.abc import Callable, Iterator

from at_rest import come_to_rest
from front_door_desk import WORDS, is_in
from PySide6.QtWidgets import QDialog, QWidget
from pytestqt.qtbot import QtBot

from physiocheck_desktop.domain.errors import StorageError
from physiocheck_desktop.gui.app import DesktopWindow
from physiocheck_desktop.gui.capture.plan import SessionPlan
from physiocheck_desktop.gui.dialogs.problem_dialog import ProblemDialog
from physiocheck_desktop.gui.pages.account import AccountPage
from physiocheck_desktop.gui.places import PageKey
from physiocheck_desktop.gui.widgets.session_controls import Act

Stop = tuple[str, QWidget]
PHYSICIAN = ("Dr. Bo Ek", "bo@example.org", WORDS, "L 123", "Ek")
WAIT_MS = 20_000


def tour(qtbot: QtBot, desktop: DesktopWindow, plan: SessionPlan) -> Iterator[Stop]:
    """Yield what is shown at each stop, by a name; what a stop shows is gone at the next one."""
    yield from pages(qtbot, desktop)
    yield from session(qtbot, desktop, plan)
    yield from pages(qtbot, desktop)
    yield from people(qtbot, desktop)


def pages(qtbot: QtBot, desktop: DesktopWindow) -> Iterator[Stop]:
    """Every page of the navigation, as it is now."""
    window = desktop.window
    for key in window.navigation.buttons:
        desktop.flow.go(key)
        come_to_rest(qtbot, desktop)
        yield f"page {key.value}", window
    if window.workspace.may_see(PageKey.HISTORY) and window.history.table.model().rowCount():
        window.history.open_row(0)
        come_to_rest(qtbot, desktop)
        yield "page of one session", window


def session(qtbot: QtBot, desktop: DesktopWindow, plan: SessionPlan) -> Iterator[Stop]:
    """A session with all that it asks, and its summary."""
    window, page = desktop.window, desktop.window.session
    desktop.flow.start(plan)
    yield "pain before", window
    page.questions.scale.skip_button.click()
    until(qtbot, lambda: page.stage.view.live is not None and page.button(Act.BY_HAND).isEnabled())
    qtbot.wait(100)
    yield "camera check", window
    page.button(Act.BY_HAND).click()
    until(qtbot, page.hand.isVisible)
    yield "entered by hand", window
    page.hand.back_button.click()
    until(qtbot, lambda: page.session.kept > 0)
    yield "counting", window
    page.button(Act.HURTS).click()
    yield "where it hurts", window
    next(iter(page.questions.regions.buttons.values())).click()
    yield "how much it hurts", window
    page.questions.scale.buttons[4].click()
    yield "told that it hurts", window
    page.questions.hurt_question.buttons[0].click()
    page.button(Act.STOP).click()
    until(qtbot, page.questions.stop_question.isVisible)
    yield "stop here", window
    page.questions.stop_question.buttons[1].click()
    until(qtbot, page.questions.scale.isVisible)
    yield "pain after", window
    page.questions.scale.skip_button.click()
    qtbot.wait(100)
    yield "effort", window
    page.questions.scale.skip_button.click()
    until(qtbot, lambda: window.page is PageKey.SUMMARY)
    until(qtbot, lambda: bool(window.summary.saved_words))
    yield "summary", window


def people(qtbot: QtBot, desktop: DesktopWindow) -> Iterator[Stop]:
    """What is seen before somebody is known, of an account, and of what covers or tells."""
    window, reception = desktop.window, desktop.reception
    front = reception.front
    reception.sign_out()
    until(qtbot, lambda: front.form is not None)
    yield "sign in", window
    front.sign_in.forgotten_button.click()
    yield "ask for a code", window
    front.ask_for_code.have_button.click()
    yield "new password", window
    reception.sign_out()
    front.sign_in.sign_up_button.click()
    front.sign_up.physician_button.click()
    yield "sign up", window
    front.sign_up.send_button.click()
    come_to_rest(qtbot, desktop)
    yield "sign up refused", window
    for field, text in zip(front.sign_up.fields.values(), PHYSICIAN, strict=True):
        field.line.setText(text)
    front.sign_up.send_button.click()
    until(qtbot, lambda: is_in(desktop))
    come_to_rest(qtbot, desktop)
    yield from pages(qtbot, desktop)
    desktop.flow.go(PageKey.ACCOUNT)
    come_to_rest(qtbot, desktop)
    yield "account", window
    yield from dialogs(qtbot, desktop)
    reception.lock()
    yield "locked", window


def dialogs(qtbot: QtBot, desktop: DesktopWindow) -> Iterator[Stop]:
    """What asks something over a page."""
    page = desktop.window.workspace.page(PageKey.ACCOUNT, AccountPage)
    for button in (page.password_button, page.factor_button):
        button.click()
        (dialog,) = [each for each in page.findChildren(QDialog) if each.isVisible()]
        qtbot.wait(100)
        yield f"dialog {type(dialog).__name__}", dialog
        dialog.reject()
        qtbot.waitUntil(lambda dialog=dialog: not dialog.isVisible())
    full = StorageError("Two presets have the same name.", kept="All records are kept.", remedy="Try it again.")
    problem = ProblemDialog(full, desktop.window)
    problem.open()
    yield "problem", problem
    problem.close()


def until(qtbot: QtBot, condition: Callable[[], bool]) -> None:
    """Wait for it."""
    qtbot.waitUntil(condition, timeout=WAIT_MS)

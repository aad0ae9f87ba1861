"""What comes by e-mail, ticked while something else is on its way: what is shown is what is kept."""

from collections.abc import Callable
from threading import Event

import pytest
from front_door_desk import click, is_in, sign_in, sign_up_patient
from held_calls import HeldCall
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from physiocheck_desktop.domain.errors import StorageError
from physiocheck_desktop.domain.notification import NotificationKind
from physiocheck_desktop.domain.people import Actor
from physiocheck_desktop.gui.app import DesktopWindow
from physiocheck_desktop.gui.pages.settings.mail import MailSection
from physiocheck_desktop.gui.pages.settings.page import SettingsPage
from physiocheck_desktop.gui.places import PageKey
from physiocheck_desktop.services.application import Application

PLAN, SUMMARY = NotificationKind.PLAN_CHANGED, NotificationKind.SESSION_SUMMARY
FULL = "The disk is full. Make room."


@pytest.fixture
def mail(qtbot: QtBot, open_front: Callable[..., DesktopWindow], application: Application) -> MailSection:
    """A patient's, with nothing ticked."""
    sign_up_patient(application)
    desktop = open_front()
    sign_in(qtbot, desktop)
    qtbot.waitUntil(lambda: is_in(desktop), timeout=30_000)
    click(qtbot, desktop.window.navigation.buttons[PageKey.SETTINGS])
    section = desktop.window.workspace.page(PageKey.SETTINGS, SettingsPage).mail
    qtbot.waitUntil(section.boxes[PLAN].isEnabled, timeout=10_000)
    return section


def tick(qtbot: QtBot, mail: MailSection, kind: NotificationKind) -> None:
    qtbot.keyClick(mail.boxes[kind], Qt.Key.Key_Space)


def shown(mail: MailSection) -> frozenset[NotificationKind]:
    return frozenset(kind for kind, box in mail.boxes.items() if box.isChecked())


def kept(mail: MailSection, application: Application) -> frozenset[NotificationKind]:
    return application.notifications.preferences(mail.window().workspace.context.actor).by_email


def wait_for_answers(qtbot: QtBot, mail: MailSection) -> None:
    """Wait until all that was asked for before is answered; answers come in the order of the questions."""
    answered: list[bool] = []
    mail.window().workspace.context.records.run("wait", lambda: True, answered.append, lambda _: None)
    qtbot.waitUntil(lambda: answered == [True], timeout=10_000)


def fail_at(monkeypatch: pytest.MonkeyPatch, application: Application, *turns: int) -> Event:
    """Let these turns of keeping fail, the first of which is 0, and all of them wait for what is returned."""
    do, turn, go_on = application.notifications.set_preferences, iter(range(100)), Event()

    def keep(actor: Actor, preferences: object) -> None:
        assert go_on.wait(60.0), "nobody let it go"
        if next(turn) in turns:
            raise StorageError("The disk is full.", remedy="Make room.")
        do(actor, preferences)

    monkeypatch.setattr(application.notifications, "set_preferences", keep)
    return go_on


def test_a_tick_holds_where_what_was_kept_before_is_still_being_looked_up(
    qtbot: QtBot, mail: MailSection, application: Application, monkeypatch: pytest.MonkeyPatch
) -> None:
    buttons = mail.window().navigation.buttons
    with monkeypatch.context() as held:
        looking = HeldCall(held, application.notifications, "preferences")
        click(qtbot, buttons[PageKey.HISTORY])
        click(qtbot, buttons[PageKey.SETTINGS])
        qtbot.waitUntil(looking.asked.is_set, timeout=10_000)
        tick(qtbot, mail, PLAN)
        assert shown(mail) == {PLAN}
        looking.let_go()
        wait_for_answers(qtbot, mail)
    assert shown(mail) == kept(mail, application) == {PLAN}
    tick(qtbot, mail, SUMMARY)
    wait_for_answers(qtbot, mail)
    assert shown(mail) == kept(mail, application) == {PLAN, SUMMARY}


@pytest.mark.parametrize(
    ("fails", "holds", "trouble"),
    [((0,), {PLAN, SUMMARY}, ""), ((1,), {PLAN}, FULL), ((0, 1), set(), FULL)],
    ids=["first", "second", "both"],
)
def test_of_two_ticks_in_a_row_those_are_shown_that_are_kept(
    qtbot: QtBot,
    mail: MailSection,
    application: Application,
    monkeypatch: pytest.MonkeyPatch,
    fails: tuple[int, ...],
    holds: set[NotificationKind],
    trouble: str,
) -> None:
    go_on = fail_at(monkeypatch, application, *fails)
    tick(qtbot, mail, PLAN)
    tick(qtbot, mail, SUMMARY)
    assert shown(mail) == {PLAN, SUMMARY}
    go_on.set()
    wait_for_answers(qtbot, mail)
    assert shown(mail) == kept(mail, application) == holds
    assert mail.trouble == trouble


def test_a_box_that_is_ticked_to_and_fro_never_shows_what_is_past(
    qtbot: QtBot, mail: MailSection, application: Application, monkeypatch: pytest.MonkeyPatch
) -> None:
    states: list[bool] = []
    mail.boxes[PLAN].toggled.connect(states.append)
    go_on = fail_at(monkeypatch, application)
    for _ in range(3):
        tick(qtbot, mail, PLAN)
    go_on.set()
    wait_for_answers(qtbot, mail)
    assert states == [True, False, True]
    assert kept(mail, application) == {PLAN}

"""The notification centre: the bell with its number, the list, and where each leads."""

from collections.abc import Callable

import pytest
from care_desk import CareDesk, planned
from front_door_desk import click
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from pytestqt.qtbot import QtBot

from physiocheck_desktop.domain.notification import KINDS_OF_ROLE, Notification, NotificationOrder
from physiocheck_desktop.domain.people import Actor
from physiocheck_desktop.domain.repetition import SessionAssessment
from physiocheck_desktop.gui.app import DesktopWindow
from physiocheck_desktop.gui.models.notification_words import destination_of, notification_words, place_words
from physiocheck_desktop.gui.pages.notifications import PAGE, NotificationsPage
from physiocheck_desktop.gui.places import PageKey
from physiocheck_desktop.gui.shell import workspace
from physiocheck_desktop.gui.shell.page_table import pages_of
from physiocheck_desktop.gui.widgets.page_frame import FrameState
from physiocheck_desktop.services.application import Application
from physiocheck_desktop.services.sessions import utc_now


@pytest.fixture
def desk(application: Application) -> CareDesk:
    return CareDesk(application)


@pytest.fixture
def vera(desk: CareDesk, application: Application) -> Actor:
    physician = desk.add_physician()
    desk.care_for(physician, application.actor)
    return physician


def open_page(qtbot: QtBot, desktop: DesktopWindow, state: FrameState = FrameState.SHOWN) -> NotificationsPage:
    click(qtbot, desktop.window.navigation.buttons[PageKey.NOTIFICATIONS])
    page = desktop.window.workspace.page(PageKey.NOTIFICATIONS, NotificationsPage)
    qtbot.waitUntil(lambda: page.state is state and bool(page.rows) is (state is FrameState.SHOWN), timeout=10_000)
    return page


def tell_two_more(desk: CareDesk, vera: Actor, application: Application, assessment: SessionAssessment) -> None:
    """Let a patient whom she has taken on get a plan, and do a session."""
    actor = application.actor
    desk.publish(vera, actor.user_id, planned("squat", 1, 1), title="Knee")
    record = application.sessions.start(actor, "squat", "Squat")
    application.sessions.finish(actor, record.id, assessment)


def test_the_bell_counts_what_is_new_and_tells_who_cannot_see_it(
    qtbot: QtBot, open_desktop, vera: Actor, desk: CareDesk, application: Application, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[str] = []
    monkeypatch.setattr(workspace, "QAccessibleAnnouncementEvent", lambda _, words: said.append(words))
    monkeypatch.setattr(QAccessible, "updateAccessibility", lambda _: None)
    window = open_desktop().window
    bell = window.navigation.buttons[PageKey.NOTIFICATIONS]
    plain = bell.grab().toImage()
    qtbot.waitUntil(lambda: bell.count == 1, timeout=10_000)
    assert bell.grab().toImage() != plain
    assert said == ["Notifications, New: 1"]
    desk.publish(vera, application.actor.user_id, planned("squat", 1, 1))
    window.workspace.watch.look()
    qtbot.waitUntil(lambda: bell.count == 2, timeout=10_000)
    assert said[1:] == ["Notifications, New: 2"]
    application.notifications.mark_all_read(application.actor)
    window.workspace.watch.look()
    qtbot.waitUntil(lambda: bell.count == 0, timeout=10_000)
    assert len(said) == 2, "fewer are nothing to be told"
    assert bell.accessibleName() == "Notifications"


def test_each_leads_to_where_it_belongs_and_is_read_then(
    qtbot: QtBot,
    open_desktop,
    vera: Actor,
    desk: CareDesk,
    application: Application,
    make_assessment: Callable[..., SessionAssessment],
) -> None:
    actor = application.actor
    tell_two_more(desk, vera, application, make_assessment(1))
    desktop = open_desktop()
    window = desktop.window
    for sentence, place in (
        ("Your session is kept: Squat. Repetitions: 1. Score: ", PageKey.DETAIL),
        ("Dr. Vera Wagner has published your plan “Knee”.", PageKey.TODAY),
        ("Dr. Vera Wagner has taken you on and sees your records from now on.", PageKey.PHYSICIANS),
    ):
        page = open_page(qtbot, desktop)
        row = next(each for each in page.rows if each.sentence.startswith(sentence))
        assert row.accessibleName().startswith("New, ")
        qtbot.keyClick(row.button, Qt.Key.Key_Space)
        assert window.page is place
    qtbot.waitUntil(lambda: application.notifications.unread_count(actor) == 0, timeout=10_000)
    page = open_page(qtbot, desktop)
    qtbot.waitUntil(lambda: page.new_words == "", timeout=10_000)
    assert not page.all_read_button.isVisible()
    assert not any(each.accessibleName().startswith("New") for each in page.rows)


def test_all_are_marked_as_read_at_once(qtbot: QtBot, open_desktop, vera: Actor, application: Application) -> None:
    desktop = open_desktop()
    page = open_page(qtbot, desktop)
    assert page.new_words == "New: 1"
    assert page.all_read_button.hasFocus()
    qtbot.keyClick(page.all_read_button, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: page.new_words == "", timeout=10_000)
    assert application.notifications.unread_count(application.actor) == 0
    assert page.rows[0].button.hasFocus(), "the keyboard goes on where there is something"
    assert desktop.window.toasts.shown == ("All is marked as read.",)


def test_where_nothing_was_told_yet_it_is_said_what_will_be(qtbot: QtBot, open_desktop) -> None:
    page = open_page(qtbot, open_desktop(), FrameState.EMPTY)
    assert not page.all_read_button.isVisible()


def test_earlier_ones_come_page_by_page(qtbot: QtBot, open_desktop, desk: CareDesk, application: Application) -> None:
    vera, actor = desk.add_physician(), application.actor
    for _ in range(PAGE // 2 + 1):
        desk.care_for(vera, actor)
        subscription = application.subscriptions.own(actor, limit=1)[0]
        application.subscriptions.end(vera, subscription.id)
    page = open_page(qtbot, open_desktop())
    assert len(page.rows) == PAGE
    qtbot.keyClick(page.more_button, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: len(page.rows) == PAGE + 2, timeout=10_000)
    assert not page.more_button.isVisible()


def test_earlier_ones_stay_within_reach_where_new_ones_come(
    qtbot: QtBot, open_desktop, desk: CareDesk, application: Application
) -> None:
    vera, actor = desk.add_physician(), application.actor
    for _ in range(PAGE):
        desk.care_for(vera, actor)
        application.subscriptions.end(vera, application.subscriptions.own(actor, limit=1)[0].id)
    desktop = open_desktop()
    page = open_page(qtbot, desktop)
    qtbot.keyClick(page.more_button, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: len(page.rows) == 2 * PAGE, timeout=10_000)
    qtbot.waitUntil(lambda: desktop.window.workspace.watch.count == 2 * PAGE, timeout=30_000)
    desk.care_for(vera, actor)

    def is_told() -> bool:
        desktop.window.workspace.watch.look()  # as it does by itself every few seconds
        return page.new_words.endswith(str(2 * PAGE + 1))

    qtbot.waitUntil(is_told, timeout=30_000)
    assert page.more_button.isVisible()
    qtbot.keyClick(page.more_button, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: len(page.rows) == 2 * PAGE + 1, timeout=30_000)


def test_each_kind_has_a_sentence_and_leads_only_where_its_reader_may_go(application: Application) -> None:
    actor = application.actor
    for role, kinds in KINDS_OF_ROLE.items():
        seen = {entry.key for entry in pages_of(Actor(user_id=actor.user_id, role=role))}
        for kind in kinds:
            told = Notification(
                id=actor.user_id, user_id=actor.user_id, kind=kind, subject_id=actor.user_id, created_at=utc_now()
            )
            words = notification_words(told)
            assert words.endswith((".", ": "))
            assert "{" not in words
            place = destination_of(told, role)
            if place is not None:
                assert place.key in seen
                assert place_words(place.key)


def sentences(page: NotificationsPage) -> list[str]:
    return [row.sentence for row in page.rows]


@pytest.fixture
def told_page(
    qtbot: QtBot,
    open_desktop,
    vera: Actor,
    desk: CareDesk,
    application: Application,
    make_assessment: Callable[..., SessionAssessment],
) -> NotificationsPage:
    """Return the page of a patient who was taken on, got a plan, and did a session."""
    tell_two_more(desk, vera, application, make_assessment(1))
    page = open_page(qtbot, open_desktop())
    qtbot.waitUntil(lambda: len(page.rows) == 3, timeout=10_000)
    return page


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("vera", ["Dr. Vera Wagner has published", "Dr. Vera Wagner has taken you on"]),
        ("squ", ["Your session is kept: Squat."]),
        ("PLAN", ["Dr. Vera Wagner has published"]),
        ("Answer", ["Dr. Vera Wagner has taken you on"]),
    ],
)
def test_what_was_told_is_found_by_person_exercise_or_subject(
    qtbot: QtBot, told_page: NotificationsPage, typed: str, found: list[str]
) -> None:
    qtbot.keyClicks(told_page.search, typed)
    qtbot.waitUntil(lambda: len(told_page.rows) == len(found), timeout=10_000)
    assert all(each.startswith(words) for each, words in zip(sentences(told_page), found, strict=True))
    qtbot.keyClick(told_page.search, Qt.Key.Key_Down)
    assert told_page.rows[0].button.hasFocus()


def test_where_nothing_fits_it_is_said_and_all_are_one_key_away(qtbot: QtBot, told_page: NotificationsPage) -> None:
    click(qtbot, told_page.search)
    qtbot.keyClicks(told_page.search, "nobody at all")
    qtbot.waitUntil(told_page.nothing.isVisible, timeout=10_000)
    assert told_page.search.hasFocus()
    qtbot.keyClick(told_page.nothing.button, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: len(told_page.rows) == 3, timeout=10_000)
    assert not told_page.nothing.isVisible()


def test_notifications_are_ordered_as_chosen(
    qtbot: QtBot, told_page: NotificationsPage, application: Application
) -> None:
    newest_first = sentences(told_page)
    newest = application.notifications.own(application.actor, 1)[0]
    application.notifications.mark_read(application.actor, newest.id)
    told_page.order.setCurrentIndex(told_page.order.findData(NotificationOrder.OLDEST))
    qtbot.waitUntil(lambda: sentences(told_page) == newest_first[::-1], timeout=10_000)
    told_page.order.setCurrentIndex(told_page.order.findData(NotificationOrder.UNREAD))
    qtbot.waitUntil(lambda: sentences(told_page) == [*newest_first[1:], newest_first[0]], timeout=10_000)

"""Today: what the plan asks for, what is done of it, the next message, and Start."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest
from care_desk import CareDesk, planned
from cut_text import cut_texts, scrolled_sideways
from front_door_desk import click
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from physiocheck_desktop.domain.errors import StorageError
from physiocheck_desktop.domain.exercise import Prescription, Side
from physiocheck_desktop.domain.people import Actor
from physiocheck_desktop.domain.rehab_plan import Frequency, Weekday
from physiocheck_desktop.domain.repetition import Repetition
from physiocheck_desktop.gui.app import DesktopWindow, WindowOptions
from physiocheck_desktop.gui.places import PageKey
from physiocheck_desktop.gui.shell.notification_watch import NotificationWatch
from physiocheck_desktop.gui.widgets import day_watch
from physiocheck_desktop.gui.widgets.page_frame import FrameState
from physiocheck_desktop.pipeline.source_choice import SourceChoice
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


@pytest.fixture
def open_today(qtbot: QtBot, open_desktop, clip: SourceChoice) -> Callable[..., DesktopWindow]:
    def opened(**changes: object) -> DesktopWindow:
        desktop = open_desktop(WindowOptions(source=clip), **changes)
        assert desktop.window.page is PageKey.TODAY
        qtbot.waitUntil(lambda: desktop.window.today.state is FrameState.SHOWN, timeout=10_000)
        return desktop

    return opened


def test_without_a_plan_today_says_what_to_do_next(qtbot: QtBot, open_today) -> None:
    window = open_today().window
    page = window.today
    assert page.nothing.isVisible()
    assert page.nothing.title == "No plan yet"
    assert not page.start_button.isVisible()
    assert page.nothing.button.hasFocus()
    qtbot.keyClick(page.nothing.button, Qt.Key.Key_Return)
    assert window.page is PageKey.PHYSICIANS
    click(qtbot, window.navigation.buttons[PageKey.TODAY])
    qtbot.keyClick(window.focusWidget(), Qt.Key.Key_Tab)
    click(qtbot, page.nothing.choose_button)
    assert window.page is PageKey.EXERCISE


def test_who_waits_for_an_answer_or_a_plan_is_told_for_whom(
    qtbot: QtBot, open_today, desk: CareDesk, application: Application
) -> None:
    vera = desk.add_physician()
    application.subscriptions.ask(application.actor, vera.user_id)
    window = open_today().window
    page = window.today
    assert page.nothing.words.startswith("Dr. Vera Wagner was asked and has not answered yet.")
    assert not page.nothing.button.isVisible()
    desk.approve_all(vera)
    click(qtbot, window.navigation.buttons[PageKey.TODAY])
    qtbot.waitUntil(
        lambda: page.nothing.words.startswith("Dr. Vera Wagner takes care of you and has not published a plan yet."),
        timeout=10_000,
    )
    assert page.message.sentence == "Dr. Vera Wagner has taken you on and sees your records from now on."


def test_today_shows_exercises_with_pictures_amounts_sides_minutes_and_ticks_what_is_done(
    qtbot: QtBot,
    open_today,
    desk: CareDesk,
    vera: Actor,
    application: Application,
    make_repetition: Callable[[int], Repetition],
) -> None:
    actor = application.actor
    desk.publish(
        vera,
        actor.user_id,
        planned("squat", 1, 2, notes="Slowly."),
        planned("hip-abduction", 3, 10, side=Side.LEFT),
        planned("wall-sit", 2, 1),
        planned("plank", 1, 1, prescription=Prescription(sets=1, repetitions=1, hold_s=20.0)),
    )
    record = application.sessions.start(actor, "squat", "Squat")
    for index in (1, 2):
        repetition = replace(make_repetition(index), side=Side.BOTH)
        application.sessions.record_repetition(actor, record.id, repetition)
    page = open_today().window.today
    squat, hip, wall, plank = page.cards
    assert squat.words == "Squat, 1 × 2 repetitions, Slowly., Done"
    assert hip.words.startswith("Standing hip abduction, 3 × 10 repetitions · left side, about ")
    assert wall.words.startswith("Wall sit, 2 × a hold, about "), "it asks for no seconds"
    assert "1 × a hold of 20 s" in plank.words
    assert all(card.accessibleName() == card.words for card in page.cards)
    assert page.left_words.startswith("Exercises left: 3 · about ")
    assert page.start_button.isVisible()
    assert page.start_button.hasFocus()
    assert page.streak == "Today can be the first day of a streak", "an exercise alone does not keep a day"


@pytest.mark.slow
def test_start_does_what_is_left_and_comes_back_to_today_where_it_is_ticked(
    qtbot: QtBot, open_today, desk: CareDesk, vera: Actor, application: Application, clip: SourceChoice
) -> None:
    desk.publish(vera, application.actor.user_id, planned("squat", 1, 1))
    window = open_today().window
    qtbot.keyClick(window.focusWidget(), Qt.Key.Key_Return)
    assert window.page is PageKey.SESSION
    qtbot.waitUntil(lambda: window.page is PageKey.SUMMARY, timeout=30_000)
    assert window.navigation.buttons[PageKey.TODAY].isChecked()
    qtbot.waitUntil(lambda: window.summary.saved_words.startswith("Saved"), timeout=10_000)
    click(qtbot, window.summary.done_button)
    assert window.page is PageKey.TODAY
    qtbot.waitUntil(lambda: window.today.left_words == "All is done for today. Well done.", timeout=10_000)
    assert window.today.cards[0].words.endswith("Done")
    assert not window.today.start_button.isVisible()
    (kept,) = application.sessions.history(application.actor)
    assert kept.assignment is not None


def test_a_plan_that_is_published_meanwhile_appears_by_itself_with_the_bell(
    qtbot: QtBot, open_today, desk: CareDesk, vera: Actor, application: Application
) -> None:
    window = open_today().window
    watch: NotificationWatch = window.workspace.watch
    qtbot.waitUntil(lambda: watch.count == 1, timeout=10_000)
    desk.publish(vera, application.actor.user_id, planned("squat", 2, 5), title="After the operation")
    watch.look()
    qtbot.waitUntil(lambda: len(window.today.cards) == 1, timeout=10_000)
    bell = window.navigation.buttons[PageKey.NOTIFICATIONS]
    assert bell.accessibleName() == "Notifications, New: 2"
    assert window.today.message.sentence == "Dr. Vera Wagner has published your plan “After the operation”."
    click(qtbot, window.today.message.button)
    qtbot.waitUntil(lambda: bell.count == 1, timeout=10_000)
    qtbot.waitUntil(
        lambda: window.today.message.sentence.startswith("Dr. Vera Wagner has taken you on"), timeout=10_000
    )
    assert window.page is PageKey.TODAY


class HandDay:
    """A day that a test turns."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, application: Application) -> None:
        self.day = day_watch.day_here()
        monkeypatch.setattr(day_watch, "day_here", lambda: self.day)
        work = application.todays_work
        monkeypatch.setattr(work, "_now", lambda: utc_now() + (self.day - date.today()))  # noqa: DTZ011 - a local day

    def turn(self) -> None:
        self.day += timedelta(days=1)


@pytest.fixture
def hand_day(monkeypatch: pytest.MonkeyPatch, application: Application) -> HandDay:
    monkeypatch.setattr(day_watch, "LOOK_MS", 50)
    return HandDay(monkeypatch, application)


def test_at_midnight_today_becomes_the_new_day(
    qtbot: QtBot, open_today, desk: CareDesk, vera: Actor, application: Application, hand_day: HandDay
) -> None:
    tomorrow = Weekday((hand_day.day + timedelta(days=1)).isoweekday())
    frequency = Frequency(weekdays=frozenset({tomorrow}))
    desk.publish(vera, application.actor.user_id, planned("squat", 1, 1), planned("plank", 1, 1, frequency=frequency))
    page = open_today().window.today
    assert len(page.cards) == 1
    hand_day.turn()
    qtbot.waitUntil(lambda: len(page.cards) == 2, timeout=10_000)


def test_who_starts_just_after_midnight_is_shown_the_new_day_first(
    qtbot: QtBot,
    open_today,
    desk: CareDesk,
    vera: Actor,
    application: Application,
    hand_day: HandDay,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(day_watch, "LOOK_MS", 3_600_000)
    desk.publish(vera, application.actor.user_id, planned("squat", 1, 1))
    window = open_today().window
    hand_day.turn()
    click(qtbot, window.today.start_button)
    assert window.page is PageKey.TODAY
    assert window.toasts.shown == ("A new day has begun. This is what it asks for.",)
    qtbot.waitUntil(lambda: window.today.state is FrameState.SHOWN, timeout=10_000)
    click(qtbot, window.today.start_button)
    assert window.page is PageKey.SESSION


@pytest.mark.parametrize("language", ["en", "de", "es"])
def test_where_today_cannot_be_had_all_of_what_can_be_done_is_whole_at_twice_the_size(
    qtbot: QtBot, open_desktop, application: Application, language: str
) -> None:
    desktop = open_desktop(WindowOptions(text_percent=200, language=language), todays_work=Away())
    window, failure = desktop.window, desktop.window.today.failure
    window.resize(1280, 720)
    qtbot.waitUntil(lambda: window.today.state is FrameState.FAILED, timeout=10_000)
    assert failure.other_way
    qtbot.waitUntil(lambda: [*cut_texts(failure), *scrolled_sideways(failure)] == [], timeout=10_000)


@pytest.mark.parametrize("language", ["en", "de", "es"])
def test_the_button_that_begins_the_day_is_seen_without_scrolling_at_twice_the_size(
    qtbot: QtBot, open_desktop, desk: CareDesk, vera: Actor, application: Application, clip: SourceChoice, language: str
) -> None:
    desk.publish(vera, application.actor.user_id, planned("squat", 1, 2), planned("wall-sit", 2, 1))
    desktop = open_desktop(WindowOptions(text_percent=200, language=language, source=clip))
    window, page = desktop.window, desktop.window.today
    window.resize(1280, 720)
    qtbot.waitUntil(page.start_button.isVisible, timeout=10_000)
    qtbot.waitUntil(lambda: page.start_button.visibleRegion().boundingRect() == page.start_button.rect())
    qtbot.waitUntil(lambda: [*cut_texts(page), *scrolled_sideways(page)] == [], timeout=10_000)


class Away:
    """Stands in for a use case whose database is away."""

    def today(self, *_: object) -> None:
        raise StorageError(
            "The database cannot be reached.",
            kept="What was saved before is safe.",
            remedy="Check that the server runs and that the address in the settings is right.",
        )

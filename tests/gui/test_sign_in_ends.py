"""A sign-in whose twelve hours are over: nobody is thrown out of a session, and everybody else signs in anew."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest
from doing_workout import Doing, plan
from front_door_desk import WORDS, click, is_in, let_patient_in, sign_in, sign_up_patient, write
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from physiocheck_desktop.gui.app import DesktopWindow
from physiocheck_desktop.gui.capture.states import RunState
from physiocheck_desktop.gui.dialogs.question import Question
from physiocheck_desktop.gui.pages.profile.page import ProfilePage
from physiocheck_desktop.gui.places import PageKey
from physiocheck_desktop.gui.widgets.session_controls import Act
from physiocheck_desktop.pipeline.source_choice import SourceChoice
from physiocheck_desktop.services.application import Application
from physiocheck_desktop.services.lock_times import LockTimes
from physiocheck_desktop.services.sessions import utc_now

OVER = "A sign-in holds for 12 hours, and yours has ended. What you have done is kept."


@pytest.fixture
def desktop(qtbot: QtBot, open_front: Callable[..., DesktopWindow], application: Application) -> DesktopWindow:
    return let_patient_in(qtbot, application, open_front)


def let_the_time_be_over(desktop: DesktopWindow) -> None:
    """Give the window to who is there anew, with a sign-in that ended a second ago."""
    person = desktop.window.workspace.context.person
    assert person.sign_in is not None
    ended = replace(person.sign_in, expires_at=utc_now() - timedelta(seconds=1))
    desktop.reception.let_in(replace(person, sign_in=ended))


def test_who_looks_at_a_page_is_led_to_the_sign_in_with_a_sentence(qtbot: QtBot, desktop: DesktopWindow) -> None:
    qtbot.wait(6_000)
    assert is_in(desktop), "as long as it holds"
    let_the_time_be_over(desktop)
    qtbot.waitUntil(lambda: not is_in(desktop), timeout=30_000)
    assert desktop.reception.front.sign_in.isVisible()
    assert desktop.reception.front.sign_in.message == OVER


def test_who_has_written_something_is_asked_about_it_first(qtbot: QtBot, desktop: DesktopWindow) -> None:
    let_the_time_be_over(desktop)
    click(qtbot, desktop.window.navigation.buttons[PageKey.PROFILE])
    page = desktop.window.workspace.page(PageKey.PROFILE, ProfilePage)
    qtbot.waitUntil(lambda: bool(page.details.values["name"]), timeout=10_000)
    write(qtbot, page.details.fields["phone"], "+49 30 123456")
    for _ in range(2):
        desktop.reception.sign_in_watch.look_at_clock()
    (question,) = [each for each in desktop.window.findChildren(Question) if each.isVisible()]
    assert is_in(desktop)
    question.buttons[0].click()
    qtbot.waitUntil(lambda: not is_in(desktop), timeout=30_000)
    assert desktop.reception.front.sign_in.message == OVER


@pytest.mark.slow
def test_a_summary_that_is_left_open_is_covered_once_the_sign_in_is_over_and_what_was_done_is_kept(
    qtbot: QtBot, open_front: Callable[..., DesktopWindow], application: Application, clip: SourceChoice
) -> None:
    sign_up_patient(application)
    times = LockTimes(staff_min=0.05, patient_min=0.0)
    desktop = open_front(people=replace(application.people, lock_after=times))
    sign_in(qtbot, desktop)
    qtbot.waitUntil(lambda: is_in(desktop), timeout=30_000)
    let_the_time_be_over(desktop)
    window, actor = desktop.window, desktop.window.workspace.context.actor
    desktop.flow.start_workout((plan(application, "squat", clip, repetitions=1),))
    doing = Doing(qtbot, desktop, replace(application, actor=actor))
    doing.until_summary()
    qtbot.waitUntil(lambda: desktop.reception.is_locked, timeout=30_000)
    assert not window.summary.isVisible()
    lock = desktop.reception.lock_screen
    write(qtbot, lock.password, WORDS)
    qtbot.keyClick(lock.password.line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not desktop.reception.is_locked, timeout=30_000)
    (kept,) = application.sessions.history(actor)
    assert (kept.state.value, kept.repetition_count) == ("finished", 1)


@pytest.mark.slow
def test_a_session_goes_on_to_its_summary_and_all_of_it_is_kept(
    qtbot: QtBot, desktop: DesktopWindow, application: Application, clip: SourceChoice
) -> None:
    let_the_time_be_over(desktop)
    window, watch = desktop.window, desktop.reception.sign_in_watch
    actor = window.workspace.context.actor
    page = window.session
    desktop.flow.start_workout((plan(application, "squat", clip, repetitions=2, get_ready=True),))
    doing = Doing(qtbot, desktop, replace(application, actor=actor))
    doing.press(Qt.Key.Key_2)
    doing.until(lambda: page.button(Act.BEGIN).isVisible())
    page.button(Act.BEGIN).click()
    doing.until(lambda: page.session.counted == 1)
    watch.look_at_clock()
    assert page.session.state is RunState.COUNTING
    doing.until(page.questions.scale.isVisible)
    watch.look_at_clock()
    doing.press(Qt.Key.Key_3)
    doing.press(Qt.Key.Key_5)
    doing.until_summary()
    watch.look_at_clock()
    assert window.page is PageKey.SUMMARY, "who has just finished sees what it came to"

    click(qtbot, window.summary.done_button)
    qtbot.waitUntil(lambda: not is_in(desktop), timeout=30_000)
    assert desktop.reception.front.sign_in.message == OVER
    (kept,) = application.sessions.history(actor)
    (visit,) = application.visits.visits(actor, actor.user_id)
    assert (kept.state.value, kept.repetition_count) == ("finished", 2)
    assert (visit.pain_before, visit.pain_after, visit.effort) == (2, 3, 5)

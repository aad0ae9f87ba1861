"""Pain and effort before and after, "That hurts" at any time, and what the camera cannot see, by keyboard alone."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from care_desk import VERA, CareDesk
from fake_cameras import FakeCamera
from front_door_desk import click
from PySide6.QtCore import QEvent, QLocale, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from physiocheck_desktop.domain.notification import NotificationKind
from physiocheck_desktop.domain.pain import BodyRegion
from physiocheck_desktop.gui.app import DesktopWindow
from physiocheck_desktop.gui.capture.plan import SessionPlan
from physiocheck_desktop.gui.capture.states import RunState
from physiocheck_desktop.gui.models.treating import Treating, hurt_words
from physiocheck_desktop.gui.places import PageKey
from physiocheck_desktop.pipeline.source_choice import SourceChoice
from physiocheck_desktop.services.application import Application

pytestmark = pytest.mark.usefixtures("quick_clips")


@pytest.fixture
def english() -> Iterator[None]:
    """Whatever this computer speaks, several names are put together as in English."""
    before = QLocale()
    QLocale.setDefault(QLocale(QLocale.Language.English, QLocale.Country.UnitedKingdom))
    yield
    QLocale.setDefault(before)


def press(qtbot: QtBot, desktop: DesktopWindow, key: Qt.Key) -> None:
    qtbot.keyClick(desktop.window.focusWidget() or desktop.window, key)


def start(desktop: DesktopWindow, *plans: SessionPlan) -> None:
    desktop.window.workspace.show_page(PageKey.SESSION)
    desktop.window.session.start_workout(plans)


@pytest.mark.slow
def test_a_whole_session_with_pain_before_during_and_after_is_done_by_keyboard_alone(
    qtbot: QtBot, open_desktop, application: Application, clip: SourceChoice
) -> None:
    desktop = open_desktop()
    window, page = desktop.window, desktop.window.session
    looping = replace(clip, loop=True)
    start(desktop, SessionPlan(application.exercises.find("squat"), 50, looping, get_ready=True))
    assert page.questions.scale.question == "How much does it hurt now?"
    press(qtbot, desktop, Qt.Key.Key_3)
    qtbot.waitUntil(lambda: page.session is not None and page.session.state is RunState.GETTING_READY, timeout=30_000)
    press(qtbot, desktop, Qt.Key.Key_H)
    qtbot.wait(6_000)
    assert page.session.state is RunState.GETTING_READY, "nobody is counted down while something is asked"
    press(qtbot, desktop, Qt.Key.Key_Escape)
    press(qtbot, desktop, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: page.stage.panel.number.number.text == "1", timeout=30_000)

    press(qtbot, desktop, Qt.Key.Key_P)
    assert page.session.state is RunState.PAUSED, "who is hurt is not counted"
    assert page.questions.regions.isVisible()
    while window.focusWidget() is not page.questions.regions.buttons[BodyRegion.LEFT_KNEE]:
        press(qtbot, desktop, Qt.Key.Key_Tab)
    press(qtbot, desktop, Qt.Key.Key_Return)
    assert page.questions.scale.question == "Left knee: how much does it hurt?"
    press(qtbot, desktop, Qt.Key.Key_1)
    press(qtbot, desktop, Qt.Key.Key_0)
    told, advice = page.questions.hurt_question.words
    assert told == "This is kept, and nobody is told."
    assert advice.startswith("No physician takes care of you here.")
    assert "seek medical help" in advice
    assert page.questions.hurt_question.buttons[1].hasFocus(), "who hurts goes on only where they say so"
    press(qtbot, desktop, Qt.Key.Key_Backtab)
    press(qtbot, desktop, Qt.Key.Key_Return)
    assert page.session.state is RunState.COUNTING, "the person has gone on"
    qtbot.waitUntil(
        lambda: len(application.pain_reports.pain_reports(application.actor, application.actor.user_id)) == 1
    )

    press(qtbot, desktop, Qt.Key.Key_Escape)
    press(qtbot, desktop, Qt.Key.Key_Tab)
    press(qtbot, desktop, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: page.questions.scale.question.endswith("after the exercises?"), timeout=10_000)
    press(qtbot, desktop, Qt.Key.Key_4)
    assert page.questions.scale.question == "How hard was it?"
    press(qtbot, desktop, Qt.Key.Key_7)
    qtbot.waitUntil(lambda: window.page is PageKey.SUMMARY, timeout=10_000)

    qtbot.waitUntil(lambda: window.summary.saved_words.startswith("Saved"), timeout=10_000)
    (record,) = application.sessions.history(application.actor)
    (report,) = application.pain_reports.pain_reports(application.actor, application.actor.user_id)
    assert (report.region, report.level, report.session_id) == (BodyRegion.LEFT_KNEE, 10, record.id)
    qtbot.waitUntil(lambda: visits(application)[0].ended_at is not None, timeout=10_000)
    (visit,) = visits(application)
    assert (visit.pain_before, visit.pain_after, visit.effort) == (3, 4, 7)
    assert record.visit_id == visit.id


def visits(application: Application) -> tuple[object, ...]:
    return application.visits.visits(application.actor, application.actor.user_id)


@pytest.mark.slow
def test_who_ends_after_it_hurt_keeps_what_was_done(
    qtbot: QtBot, open_desktop, application: Application, clip: SourceChoice
) -> None:
    desktop = open_desktop()
    page = desktop.window.session
    start(desktop, SessionPlan(application.exercises.find("squat"), 50, replace(clip, loop=True), get_ready=False))
    qtbot.waitUntil(lambda: page.stage.panel.number.number.text == "1", timeout=30_000)
    press(qtbot, desktop, Qt.Key.Key_P)
    page.questions.regions.buttons[BodyRegion.NECK].click()
    press(qtbot, desktop, Qt.Key.Key_5)
    qtbot.mouseClick(page.questions.hurt_question.buttons[1], Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: desktop.window.page is PageKey.SUMMARY, timeout=10_000)
    assert int(desktop.window.summary.report.repetition_count) >= 1


def test_who_is_treated_reads_who_is_told_and_that_physician_is(
    qtbot: QtBot, open_desktop, application: Application, camera_shop, create_source
) -> None:
    desk = CareDesk(application)
    vera, former = desk.add_physician(), desk.add_physician(replace(VERA, name="Dr. Fritz Alt"))
    for physician in (vera, former):
        desk.care_for(physician, application.actor)
    application.people.verification.decide(desk.administrator, former.user_id, "L-2", verified=False, reason="Left.")
    camera_shop.append(FakeCamera())
    desktop = open_desktop(create_source=create_source)
    page = desktop.window.session
    start(desktop, SessionPlan(application.exercises.find("squat"), 5, SourceChoice(camera=0), get_ready=True))
    qtbot.waitUntil(lambda: page.questions.scale.note == "Your physician sees it.", timeout=10_000)
    press(qtbot, desktop, Qt.Key.Key_2)
    qtbot.waitUntil(lambda: page.session is not None and page.session.state is RunState.GETTING_READY, timeout=30_000)
    press(qtbot, desktop, Qt.Key.Key_P)
    page.questions.regions.buttons[BodyRegion.NECK].click()
    press(qtbot, desktop, Qt.Key.Key_6)
    assert page.questions.hurt_question.words[0] == "This is kept, and told to: Dr. Vera Wagner."
    qtbot.waitUntil(
        lambda: [each.kind for each in application.notifications.own(vera, 5)].count(NotificationKind.PAIN_ALERT) == 1,
        timeout=10_000,
    )
    told = application.notifications.own(former, 5)
    assert NotificationKind.PAIN_ALERT not in [each.kind for each in told], "who is not verified any more"


def test_who_does_not_say_how_much_it_hurts_is_told_that_nothing_is_kept(
    qtbot: QtBot, open_desktop, application: Application, camera_shop, create_source
) -> None:
    camera_shop.append(FakeCamera())
    desktop = open_desktop(create_source=create_source)
    page = desktop.window.session
    start(desktop, SessionPlan(application.exercises.find("squat"), 5, SourceChoice(camera=0), get_ready=False))
    qtbot.waitUntil(lambda: page.session.state is RunState.COUNTING, timeout=30_000)
    press(qtbot, desktop, Qt.Key.Key_P)
    page.questions.regions.buttons[BodyRegion.NECK].click()
    qtbot.mouseClick(page.questions.scale.skip_button, Qt.MouseButton.LeftButton)
    assert page.questions.hurt_question.words[0].startswith("Nothing is kept")
    qtbot.mouseClick(page.questions.hurt_question.buttons[1], Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not page.is_running, timeout=10_000)
    assert application.pain_reports.pain_reports(application.actor, application.actor.user_id) == ()


@pytest.mark.parametrize(
    ("treating", "told", "advice"),
    [
        (Treating(None), "This is kept on this computer.", "A physician who takes care of you is told as soon as"),
        (Treating(("Vera", "Max")), "This is kept, and told to: Vera and Max.", "Go on only if"),
        (
            Treating(("Vera",), is_reached=False),
            "This is kept on this computer.",
            "It is told once the clinic’s",
        ),
    ],
    ids=["nobody could look", "two", "server gone"],
)
@pytest.mark.usefixtures("english")
def test_what_is_said_of_pain_is_true_wherever_it_gets_to(treating: Treating, told: str, advice: str) -> None:
    before = QLocale()
    QLocale.setDefault(QLocale("en_GB"))
    try:
        words = hurt_words(treating)
    finally:
        QLocale.setDefault(before)
    assert words[0] == told
    assert words[1].startswith(advice)


def hold(desktop: DesktopWindow, key: Qt.Key, text: str = "") -> None:
    """Go on holding a key that was pressed."""
    event = QKeyEvent(QEvent.Type.KeyPress, key, Qt.KeyboardModifier.NoModifier, text, True)
    QApplication.sendEvent(desktop.window.focusWidget(), event)


def test_a_key_that_is_held_answers_one_question_and_not_the_next(
    qtbot: QtBot, open_desktop, application: Application, camera_shop, create_source
) -> None:
    camera_shop.append(FakeCamera(refuses=True))
    desktop = open_desktop(create_source=create_source)
    page = desktop.window.session
    start(desktop, SessionPlan(application.exercises.find("squat"), 8, SourceChoice(camera=0), get_ready=True))
    hold(desktop, Qt.Key.Key_Return, "\r")
    assert page.questions.scale.question == "How much does it hurt now?", "Enter was held on Start"
    press(qtbot, desktop, Qt.Key.Key_2)
    qtbot.waitUntil(page.problem.isVisible, timeout=10_000)
    click(qtbot, page.problem.hand_button)
    click(qtbot, page.hand.save_button)
    qtbot.waitUntil(lambda: page.questions.scale.question.endswith("after the exercises?"), timeout=10_000)
    press(qtbot, desktop, Qt.Key.Key_3)
    hold(desktop, Qt.Key.Key_3, "3")
    assert page.questions.scale.question == "How hard was it?"
    assert page.questions.scale.isVisible()
    press(qtbot, desktop, Qt.Key.Key_5)
    qtbot.waitUntil(lambda: desktop.window.page is PageKey.SUMMARY, timeout=10_000)
    qtbot.waitUntil(lambda: bool(visits(application)) and visits(application)[0].effort == 5, timeout=10_000)


def test_who_would_rather_not_say_begins_all_the_same_and_nothing_is_written_down_of_a_visit_without_anything_done(
    qtbot: QtBot, open_desktop, application: Application, camera_shop, create_source
) -> None:
    camera_shop.append(FakeCamera())
    desktop = open_desktop(create_source=create_source)
    page = desktop.window.session
    start(desktop, SessionPlan(application.exercises.find("squat"), 5, SourceChoice(camera=0), get_ready=True))
    qtbot.mouseClick(page.questions.scale.skip_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: page.session.state is RunState.GETTING_READY, timeout=30_000)
    press(qtbot, desktop, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: desktop.window.page is PageKey.EXERCISE, timeout=10_000)
    assert visits(application) == ()


def test_where_the_camera_fails_repetitions_are_entered_by_hand_and_marked_as_such(
    qtbot: QtBot, open_desktop, application: Application, camera_shop, create_source
) -> None:
    camera_shop.append(FakeCamera(refuses=True))
    desktop = open_desktop(create_source=create_source)
    page = desktop.window.session
    squat = application.exercises.find("squat")
    start(desktop, SessionPlan(squat, 8, SourceChoice(camera=0), get_ready=True, sets=2, rest_s=30))
    press(qtbot, desktop, Qt.Key.Key_2)
    qtbot.waitUntil(page.problem.isVisible, timeout=10_000)
    qtbot.mouseClick(page.problem.hand_button, Qt.MouseButton.LeftButton)
    assert [stepper.value for stepper in page.hand.steppers] == [8, 8], "what was asked for stands there already"
    qtbot.keyClicks(desktop.window.focusWidget(), "6")
    press(qtbot, desktop, Qt.Key.Key_Tab)
    qtbot.mouseClick(page.hand.save_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: page.questions.scale.question.endswith("after the exercises?"), timeout=10_000)
    press(qtbot, desktop, Qt.Key.Key_2)
    press(qtbot, desktop, Qt.Key.Key_3)
    summary = desktop.window.summary
    qtbot.waitUntil(lambda: desktop.window.page is PageKey.SUMMARY, timeout=10_000)
    assert summary.title == "Squat · by hand: done"
    assert summary.report.repetition_count == "14"
    qtbot.waitUntil(lambda: summary.saved_words.startswith("Saved on this computer."), timeout=10_000)
    click(qtbot, summary.done_button)
    qtbot.waitUntil(lambda: desktop.window.page is PageKey.EXERCISE, timeout=10_000)
    (record,) = application.sessions.history(application.actor)
    assert (record.entered_by_hand, record.repetition_count, record.score) == (True, 14, None)
    assert record.visit_id == visits(application)[0].id

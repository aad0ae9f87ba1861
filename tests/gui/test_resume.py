"""A session that the end of the program interrupted is gone on with, in the set in which it was left."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from at_rest import come_to_rest
from care_desk import CareDesk, planned
from front_door_desk import ANNA, WORDS, click, is_in, sign_in, sign_up_patient
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from physiocheck_desktop.bootstrap import build_application
from physiocheck_desktop.config.settings import load_settings
from physiocheck_desktop.domain.exercise import Prescription, Side
from physiocheck_desktop.domain.rehab_plan import PlannedExercise
from physiocheck_desktop.domain.repetition import Repetition
from physiocheck_desktop.domain.session import SessionState
from physiocheck_desktop.domain.todays_work import DueExercise, TodaysWork
from physiocheck_desktop.gui.app import DesktopWindow, PersonAtStart, WindowOptions
from physiocheck_desktop.gui.background import Background
from physiocheck_desktop.gui.capture.means import SessionMeans
from physiocheck_desktop.gui.capture.recorder import SessionRecorder
from physiocheck_desktop.gui.capture.states import Patience, RunState
from physiocheck_desktop.gui.capture.visit_recorder import VisitRecorder
from physiocheck_desktop.gui.delivery_watch import DeliveryWatch
from physiocheck_desktop.gui.models.todays_plans import plan_of_interrupted, plans_of_today
from physiocheck_desktop.gui.pages.settings.page import SettingsPage
from physiocheck_desktop.gui.places import PageKey
from physiocheck_desktop.gui.voice.voice import Silence
from physiocheck_desktop.gui.widgets.page_frame import FrameState
from physiocheck_desktop.pipeline.source_choice import SourceChoice
from physiocheck_desktop.services.application import Application

pytestmark = pytest.mark.usefixtures("quick_clips")


@pytest.mark.slow
def test_what_a_crash_interrupted_is_offered_at_the_next_start_and_numbered_on(
    qtbot: QtBot, clip: SourceChoice, make_repetition: Callable[[int], Repetition]
) -> None:
    settings = load_settings()
    with build_application(settings) as before:
        visit = before.recording.begin_visit(before.actor, pain_before=2)
        record = before.recording.begin(before.actor, "squat", "Squat", visit_id=visit.id)
        for index in range(1, 13):
            before.recording.record_repetition(before.actor, record.id, make_repetition(index), set_number=1)
    with build_application(settings) as application:
        options = WindowOptions(source=replace(clip, loop=True))
        desktop = DesktopWindow(replace(application, list_cameras=lambda: ()), options, voice=Silence())
        desktop.show()
        window, page = desktop.window, desktop.window.session
        qtbot.waitUntil(window.today.resume.isVisible, timeout=10_000)
        assert window.today.resume.words == "Squat was interrupted. Repetitions done, and kept: 12."
        qtbot.mouseClick(window.today.resume.button, Qt.MouseButton.LeftButton)
        qtbot.waitUntil(lambda: page.session is not None and page.session.state is RunState.COUNTING, timeout=30_000)
        assert page.stage.panel.set_words.text() == "Set 2 of 3"
        assert (page.stage.panel.number.number.text, page.run.workout.done) == ("2", 2)
        qtbot.waitUntil(lambda: page.stage.panel.number.number.text == "3", timeout=30_000)
        page.run.stop()
        qtbot.waitUntil(lambda: window.page is PageKey.SUMMARY, timeout=10_000)
        qtbot.waitUntil(lambda: window.summary.saved_words.startswith("Saved"), timeout=10_000)
        (kept,) = application.sessions.history(application.actor)
        assert (kept.id, kept.state, kept.visit_id) == (record.id, SessionState.ABANDONED, visit.id)
        assert kept.repetition_count >= 13
        indices = [each.index for each in application.sessions.detail(application.actor, kept.id).repetitions]
        assert indices == list(range(1, kept.repetition_count + 1))
        desktop.close()
        desktop.window.deleteLater()


def test_what_was_ended_elsewhere_since_it_was_offered_is_followed_by_a_session_of_its_own(
    qtbot: QtBot, application: Application, clip: SourceChoice, make_repetition: Callable[[int], Repetition]
) -> None:
    actor, sessions, squat = application.actor, application.sessions, application.exercises.find("squat")
    record = sessions.start(actor, "squat", "Squat")
    sessions.record_repetition(actor, record.id, make_repetition(1))
    sessions.close_interrupted(actor)
    (found,) = application.recording.resumable(actor)
    before = sessions.abandon(actor, record.id)

    background = Background("test")
    watch = DeliveryWatch(application.delivery)
    means = SessionMeans(
        application=application, actor=actor, recording=background, delivery=watch, patience=Patience()
    )
    visit = VisitRecorder(means)
    recorder = SessionRecorder(application, actor, plan_of_interrupted(found, squat, clip), background, visit)
    failures: list[object] = []
    recorder.failed.connect(failures.append)
    with qtbot.waitSignal(recorder.recorded, timeout=10_000):
        recorder.keep(make_repetition(1), 1)
    watch.close()
    assert background.stop(10.0)

    assert failures == []
    newest, oldest = sessions.history(actor)
    assert oldest == before
    assert len(sessions.detail(actor, newest.id).repetitions) == 1


def test_what_a_crash_interrupted_is_offered_to_who_signs_in_again(
    qtbot: QtBot, clip: SourceChoice, make_repetition: Callable[[int], Repetition]
) -> None:
    with build_application(load_settings()) as before:
        sign_up_patient(before)
        anna = before.people.front_door.sign_in(ANNA, WORDS, before.people.origin).account.actor
        visit = before.recording.begin_visit(anna, pain_before=2)
        record = before.recording.begin(anna, "squat", "Squat", visit_id=visit.id)
        for index in (1, 2):
            before.recording.record_repetition(anna, record.id, make_repetition(index))
    with build_application(load_settings()) as application:
        options = WindowOptions(source=replace(clip, loop=True), person=PersonAtStart.ASK)
        desktop = DesktopWindow(replace(application, list_cameras=lambda: ()), options, voice=Silence())
        desktop.show()
        sign_in(qtbot, desktop)
        qtbot.waitUntil(lambda: is_in(desktop), timeout=30_000)
        qtbot.waitUntil(desktop.window.today.resume.isVisible, timeout=10_000)
        assert desktop.window.today.resume.words == "Squat was interrupted. Repetitions done, and kept: 2."
        desktop.close()
        desktop.window.deleteLater()


@pytest.fixture
def interrupt(make_repetition: Callable[[int], Repetition]) -> Callable[[Application], None]:
    """Return what begins the first exercise of Anna's plan, does two repetitions of it, and breaks off."""

    def begin(application: Application) -> None:
        anna = application.people.front_door.sign_in(ANNA, WORDS, application.people.origin).account.actor
        due = application.todays_work.today(anna, anna.user_id).exercises[0]
        visit = application.recording.begin_visit(anna, pain_before=None)
        key = due.planned.exercise_key
        record = application.recording.begin(anna, key, "Knee bend", visit_id=visit.id, assignment=due.assignment)
        for index in (1, 2):
            application.recording.record_repetition(anna, record.id, make_repetition(index), set_number=1)

    return begin


def anna_again(qtbot: QtBot, application: Application, clip: SourceChoice) -> DesktopWindow:
    """Let Anna sign in at the next start."""
    options = WindowOptions(person=PersonAtStart.ASK)
    watched = replace(application, list_cameras=lambda: (), default_source=replace(clip, loop=True))
    desktop = DesktopWindow(watched, options, voice=Silence())
    desktop.show()
    sign_in(qtbot, desktop)
    qtbot.waitUntil(lambda: is_in(desktop), timeout=30_000)
    return desktop


def test_what_was_interrupted_is_gone_on_with_as_its_plan_asked_though_that_has_ended_since(
    qtbot: QtBot, clip: SourceChoice, interrupt: Callable[[Application], None]
) -> None:
    with build_application(load_settings()) as before:
        sign_up_patient(before)
        anna = before.people.front_door.sign_in(ANNA, WORDS, before.people.origin).account.actor
        desk = CareDesk(before)
        vera = desk.add_physician()
        desk.care_for(vera, anna)
        # One that the physician wrote: the patient's own list of exercises has it not.
        own = before.library.add(vera, replace(before.exercises.find("squat"), name="Knee bend"), note="")
        desk.publish(vera, anna.user_id, planned(own.definition.key, 2, 4, exercise_version=own.number))
        interrupt(before)
        (plan,) = before.plans.plans(vera, anna.user_id)
        before.plans.end(vera, plan.id, plan.revision)
    with build_application(load_settings()) as application:
        desktop = anna_again(qtbot, application, clip)
        page, resume = desktop.window.session, desktop.window.today.resume
        qtbot.waitUntil(resume.isVisible, timeout=10_000)
        click(qtbot, resume.button)
        qtbot.waitUntil(lambda: page.session is not None and page.session.state is RunState.COUNTING, timeout=30_000)
        assert (page.run.plan.sets, page.run.plan.repetitions) == (2, 4)
        assert page.live.exercise_name == "Knee bend"
        assert page.run.workout.done == 2
        desktop.close()
        desktop.window.deleteLater()


def test_who_goes_on_and_enters_by_hand_is_asked_for_what_is_left(
    qtbot: QtBot, clip: SourceChoice, interrupt: Callable[[Application], None]
) -> None:
    with build_application(load_settings()) as before:
        sign_up_patient(before)
        anna = before.people.front_door.sign_in(ANNA, WORDS, before.people.origin).account.actor
        desk = CareDesk(before)
        vera = desk.add_physician()
        desk.care_for(vera, anna)
        desk.publish(vera, anna.user_id, planned("squat", 2, 4))
        interrupt(before)
    with build_application(load_settings()) as application:
        watched = replace(application, create_source=lambda _: application.create_source(replace(clip, loop=True)))
        desktop = anna_again(qtbot, watched, SourceChoice(camera=0))
        page, resume = desktop.window.session, desktop.window.today.resume
        qtbot.waitUntil(resume.isVisible, timeout=10_000)
        click(qtbot, resume.button)
        qtbot.waitUntil(
            lambda: page.session is not None and page.session.state is RunState.GETTING_READY, timeout=30_000
        )
        come_to_rest(qtbot, desktop)
        qtbot.keyClick(desktop.window, Qt.Key.Key_H)
        qtbot.waitUntil(page.hand.isVisible)
        assert [each.value for each in page.hand.steppers] == [2, 4], "two of the first set are done"
        assert page.hand.kept_words == "What was counted already is kept. Enter what is not."
        desktop.close()
        desktop.window.deleteLater()


def test_who_does_not_want_to_go_on_now_is_asked_no_more_and_keeps_what_was_done(
    qtbot: QtBot, clip: SourceChoice, make_repetition: Callable[[int], Repetition]
) -> None:
    with build_application(load_settings()) as before:
        sign_up_patient(before)
        anna = before.people.front_door.sign_in(ANNA, WORDS, before.people.origin).account.actor
        visit = before.recording.begin_visit(anna, pain_before=None)
        record = before.recording.begin(anna, "squat", "Squat", visit_id=visit.id)
        before.recording.record_repetition(anna, record.id, make_repetition(1))
    with build_application(load_settings()) as application:
        desktop = anna_again(qtbot, application, clip)
        window, resume = desktop.window, desktop.window.today.resume
        qtbot.waitUntil(resume.isVisible, timeout=10_000)
        qtbot.keyClick(resume.later_button, Qt.Key.Key_Space)
        assert not resume.isVisible()
        for place in (PageKey.HISTORY, PageKey.TODAY):
            click(qtbot, window.navigation.buttons[place])
        qtbot.waitUntil(lambda: window.today.state is FrameState.SHOWN, timeout=10_000)
        come_to_rest(qtbot, desktop)
        assert not resume.isVisible()
        click(qtbot, window.navigation.buttons[PageKey.SETTINGS])
        settings = window.workspace.page(PageKey.SETTINGS, SettingsPage)
        click(qtbot, settings.look.text.options.buttons[150])
        qtbot.waitUntil(lambda: window.workspace.made(PageKey.SETTINGS) is not settings)
        click(qtbot, window.navigation.buttons[PageKey.TODAY])
        qtbot.waitUntil(lambda: window.today.state is FrameState.SHOWN, timeout=10_000)
        come_to_rest(qtbot, desktop)
        assert not window.today.resume.isVisible(), "nor where all is made anew"
        assert [each.repetition_count for each in application.sessions.history(anna)] == [1]
        desktop.close()
        desktop.window.deleteLater()


def test_what_is_left_of_today_becomes_exercises_with_their_sets_and_rests(
    application: Application, clip: SourceChoice
) -> None:
    def due(key: str, side: Side, done: int, position: int) -> DueExercise:
        prescription = Prescription(sets=3, repetitions=5, rest_s=40.0)
        planned = PlannedExercise(exercise_key=key, side=side, prescription=prescription)
        return DueExercise(
            plan_id=application.actor.user_id,
            plan_version=2,
            position=position,
            planned=planned,
            repetitions_done=done,
            days_done=0,
        )

    work = TodaysWork(
        day=None,
        exercises=(
            due("squat", Side.BOTH, 6, 1),
            due("hip-abduction", Side.LEFT, 0, 2),
            due("standing-march", Side.BOTH, 0, 3),
            due("lunge", Side.BOTH, 15, 4),
            due("unknown", Side.BOTH, 0, 5),
        ),
    )
    known = {each.key: each for each in application.exercises}
    plans = plans_of_today(work, lambda planned: known.get(planned.exercise_key), clip)
    assert [(each.definition.key, each.sets, each.repetitions, each.rest_s, each.each_side) for each in plans] == [
        ("squat", 2, 5, 40.0, False),
        ("hip-abduction", 3, 5, 40.0, False),
        ("standing-march", 3, 5, 40.0, True),
    ], "what is done is left out, and where each side takes its turn so many are asked for of each"
    assert [each.portion.total for each in plans] == [10, 15, 30], "both sides are counted"
    assert [each.assignment.position for each in plans] == [1, 2, 3]
    assert [each.definition.asked_side for each in plans] == [None, Side.LEFT, None]

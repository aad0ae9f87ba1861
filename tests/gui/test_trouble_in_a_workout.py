"""A workout of several sets and exercises in which the camera makes trouble at every moment: nothing done is lost."""

from collections.abc import Callable, Iterator
from time import monotonic

import pytest
from clip_camera import ClipCamera
from doing_workout import Doing, begin_two, plan
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from physiocheck_desktop.domain.workout import WorkoutStep
from physiocheck_desktop.gui.capture import camera_worker, source_reader
from physiocheck_desktop.gui.capture.states import Patience, RunState
from physiocheck_desktop.pipeline.source_choice import SourceChoice
from physiocheck_desktop.services.application import Application

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("quick_clips")]


@pytest.fixture
def camera() -> Iterator[ClipCamera]:
    made = ClipCamera()
    yield made
    made.let_go()


@pytest.fixture
def some_patience() -> Patience:
    return Patience(open_s=10.0, silence_s=10.0, stalled_s=0.3, leave_s=0.2, tries=5, retry_after_s=0.2)


@pytest.fixture
def doing(qtbot: QtBot, open_desktop, application: Application, camera: ClipCamera, some_patience: Patience) -> Doing:
    desktop = open_desktop(create_source=camera.source, patience=some_patience)
    return Doing(qtbot, desktop, application)


def test_a_camera_pulled_out_and_put_back_at_every_moment_costs_nothing_that_was_done(
    doing: Doing, camera: ClipCamera, clip: SourceChoice
) -> None:
    page = doing.page
    begin_two(doing, clip)
    doing.until_counted(1)
    camera.pull_out()
    doing.until(lambda: page.notice.startswith("The camera was lost."))
    camera.put_back()
    doing.until(lambda: page.notice == "")
    assert page.session.state is RunState.COUNTING, "put back soon, it goes on by itself"
    doing.until_rest()
    assert len(doing.counted) == 2, "the set goes on where it was"

    camera.pull_out()
    doing.until(page.problem.isVisible)
    assert page.problem.sentences[0] == "Camera 0 is not there."
    assert page.problem.sentences[1] == "Repetitions done until then, and kept: 2."
    camera.put_back()
    doing.press(Qt.Key.Key_Return)
    doing.until(lambda: page.session.state is RunState.COUNTING)
    assert (page.run.workout.set_number, doing.shown) == (2, "0")

    doing.until_counted(3)
    doing.press(Qt.Key.Key_P)
    camera.pull_out()
    doing.until(lambda: page.session.state is RunState.IDLE)
    assert page.questions.regions.isVisible(), "who is asked where it hurts can answer"
    next(iter(page.questions.regions.buttons.values())).click()
    doing.press(Qt.Key.Key_4)
    page.questions.hurt_question.buttons[0].click()
    assert page.problem.isVisible(), "and is told of the camera after that"
    camera.put_back()
    doing.press(Qt.Key.Key_Return)
    doing.until(lambda: page.session.state is RunState.COUNTING)
    assert doing.shown == "1", "the set goes on where it was"
    doing.until_rest()
    assert len(doing.counted) == 4

    camera.pull_out()
    doing.until(lambda: page.session.state is RunState.IDLE)
    assert not page.problem.isVisible(), "nobody needs a camera between two exercises"
    doing.press(Qt.Key.Key_Right)
    doing.until(page.problem.isVisible)
    camera.put_back()
    doing.press(Qt.Key.Key_Return)
    doing.until_summary()
    assert doing.kept == {"squat": 4, "shoulder-abduction": 1}
    assert len(doing.counted) == 5
    assert len(doing.visits) == 1, "it is one visit all the same"
    assert (
        len(doing.application.pain_reports.pain_reports(doing.application.actor, doing.application.actor.user_id)) == 1
    )


def test_a_camera_that_is_lost_twice_in_one_exercise_keeps_what_was_done_before_each_time(
    doing: Doing, camera: ClipCamera, clip: SourceChoice
) -> None:
    doing.begin(plan(doing.application, "squat", clip, repetitions=50))
    for _ in range(2):
        camera.put_back()
        if doing.page.problem.isVisible():
            doing.press(Qt.Key.Key_Return)
        doing.until(lambda: doing.page.session.state is RunState.COUNTING)
        doing.until_counted(len(doing.counted) + 1)
        camera.pull_out()
        doing.until(doing.page.problem.isVisible)
        kept = f"Repetitions done until then, and kept: {len(doing.counted)}."
        assert doing.page.problem.sentences[1] == kept
    doing.until(lambda: sum(doing.kept.values()) == len(doing.counted))


def test_who_loses_the_camera_to_another_program_enters_by_hand_and_the_next_exercise_waits_for_it(
    doing: Doing, camera: ClipCamera, clip: SourceChoice
) -> None:
    page = doing.page
    begin_two(doing, clip)
    doing.until_counted(1)
    camera.be_taken()
    doing.until(page.problem.isVisible)
    assert page.problem.sentences == (
        "Camera 0 gives no pictures.",
        "Repetitions done until then, and kept: 1.",
        "Close other programs that show the camera.",
    )
    page.problem.hand_button.click()
    assert [each.value for each in page.hand.steppers] == [1, 2], "what is left of two sets of two"
    assert page.hand.kept_words == "What was counted already is kept. Enter what is not."
    page.hand.save_button.click()
    doing.until(page.problem.isVisible)
    assert page.run.plan.definition.key == "shoulder-abduction", "the next exercise"
    doing.press(Qt.Key.Key_Return)
    doing.until(lambda: page.problem.isVisible() and page.session.state is RunState.IDLE)
    camera.be_free()
    doing.press(Qt.Key.Key_Return)
    doing.until_summary()
    assert doing.kept["shoulder-abduction"] == 1
    by_hand, seen = sorted(
        (each for each in doing.application.sessions.history(doing.application.actor) if each.exercise_key == "squat"),
        key=lambda each: not each.entered_by_hand,
    )
    assert (by_hand.repetition_count, seen.repetition_count) == (3, 1)
    assert len(doing.visits) == 1


def test_a_camera_that_is_lost_in_the_moment_after_the_last_repetition_does_not_ask_for_more(
    doing: Doing, camera: ClipCamera, clip: SourceChoice
) -> None:
    doing.begin(plan(doing.application, "squat", clip, repetitions=1))
    doing.page.session.controller.repetition_completed.connect(lambda _: camera.pull_out())
    doing.until_summary()
    (kept,) = doing.application.sessions.history(doing.application.actor)
    assert (kept.state.value, kept.repetition_count) == ("finished", 1)


class Clock:
    """The monotonic clock of a computer that may sleep."""

    def __init__(self) -> None:
        self.slept_s = 0.0

    def __call__(self) -> float:
        return monotonic() + self.slept_s


def lock_the_screen(doing: Doing, camera: ClipCamera, clock: Clock) -> None:
    """No pictures come for as long as the screen is locked."""
    del clock
    camera.fall_silent()
    if doing.page.stage.isVisible():
        doing.until(lambda: doing.page.stage.view.accessibleDescription() == "Waiting for the camera…")
    else:
        doing.qtbot.wait(600)
    camera.answer()


def sleep(doing: Doing, camera: ClipCamera, clock: Clock) -> None:
    """The clock goes on for hours while nothing runs, and the camera takes a moment to wake up."""
    camera.fall_silent()
    doing.qtbot.wait(200)
    clock.slept_s += 3 * 3600.0
    doing.qtbot.wait(600)
    camera.answer()


def change_resolution(doing: Doing, camera: ClipCamera, clock: Clock) -> None:
    del doing, clock
    camera.change_resolution()


@pytest.mark.parametrize("disturb", [lock_the_screen, sleep, change_resolution])
def test_a_workout_goes_on_after_what_lasts_a_moment_in_a_set_in_a_rest_and_in_a_question(
    doing: Doing,
    camera: ClipCamera,
    clip: SourceChoice,
    disturb: Callable[[Doing, ClipCamera, Clock], None],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    clock = Clock()
    for module in (camera_worker, source_reader):
        monkeypatch.setattr(module, "monotonic", clock)
    page = doing.page
    begin_two(doing, clip)
    doing.until_counted(1)
    disturb(doing, camera, clock)
    doing.until_rest()
    disturb(doing, camera, clock)
    doing.press(Qt.Key.Key_Right)
    doing.until_counted(3)
    doing.press(Qt.Key.Key_P)
    disturb(doing, camera, clock)
    assert page.questions.regions.isVisible()
    doing.press(Qt.Key.Key_Escape)
    doing.until_rest()
    assert page.run.workout.step is WorkoutStep.REST
    doing.press(Qt.Key.Key_Right)
    doing.until_counted(5)
    doing.until_summary()
    assert doing.kept == {"squat": 4, "shoulder-abduction": 1}
    assert camera.opened == 2, "the camera was opened once an exercise"
    assert len(doing.visits) == 1


def test_who_hurts_while_the_camera_is_gone_says_so_and_comes_back_there_or_ends(
    doing: Doing, camera: ClipCamera, clip: SourceChoice
) -> None:
    page, application = doing.page, doing.application
    begin_two(doing, clip)
    doing.until_counted(1)
    camera.be_taken()
    doing.until(page.problem.isVisible)
    doing.press(Qt.Key.Key_P)
    assert page.questions.regions.isVisible()
    doing.press(Qt.Key.Key_Escape)
    assert page.problem.isVisible(), "who would rather not say is where they were"
    assert page.problem.again_button.hasFocus()

    page.problem.hurts_button.click()
    next(iter(page.questions.regions.buttons.values())).click()
    doing.press(Qt.Key.Key_6)
    assert page.questions.hurt_question.isVisible()
    doing.press(Qt.Key.Key_Return)
    doing.until_summary()
    (told,) = application.pain_reports.pain_reports(application.actor, application.actor.user_id)
    (record,) = application.sessions.history(application.actor)
    assert (told.level, told.session_id) == (6, record.id)
    assert doing.kept == {"squat": 1}

"""A side that a plan asks for: said before, watched meanwhile, and alone counted; on real clips of one side."""

from dataclasses import replace

import pytest
from care_desk import CareDesk, planned
from front_door_desk import click
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from physiocheck_desktop.config.resources import resource_folder
from physiocheck_desktop.domain.exercise import Side
from physiocheck_desktop.domain.people import Actor
from physiocheck_desktop.gui.app import WindowOptions
from physiocheck_desktop.gui.capture.plan import SessionPlan
from physiocheck_desktop.gui.capture.setup_check import CheckItem
from physiocheck_desktop.gui.capture.states import RunState
from physiocheck_desktop.gui.models.cue_kind import CueKind
from physiocheck_desktop.gui.places import PageKey
from physiocheck_desktop.pipeline.source_choice import SourceChoice
from physiocheck_desktop.services.application import Application


@pytest.fixture
def right_leg(clip: SourceChoice) -> SourceChoice:
    """Somebody who lifts the right leg sideways, again and again."""
    return replace(clip, video=str(resource_folder() / "demonstrations" / "hip-abduction.mp4"), loop=True)


def ask_for(application: Application, *sides: Side) -> Actor:
    """Have a physician ask this computer's patient for one repetition of each of these sides."""
    desk, actor = CareDesk(application), application.actor
    vera = desk.add_physician()
    desk.care_for(vera, actor)
    desk.publish(vera, actor.user_id, *(planned("hip-abduction", 1, 1, side=side) for side in sides))
    return actor


@pytest.mark.slow
def test_the_other_side_is_told_and_counts_nothing_and_the_asked_one_counts(
    qtbot: QtBot, open_desktop, application: Application, right_leg: SourceChoice
) -> None:
    actor = ask_for(application, Side.LEFT, Side.RIGHT)
    desktop = open_desktop(WindowOptions(source=right_leg))
    window, page = desktop.window, desktop.window.session
    qtbot.waitUntil(window.today.start_button.isVisible, timeout=10_000)
    click(qtbot, window.today.start_button)
    banner = page.stage.banner
    qtbot.waitUntil(lambda: banner.words == "The other side, please: your left one counts", timeout=60_000)
    assert banner.kind is CueKind.CORRECTION
    assert page.live.exercise_name == "Standing hip abduction · left side"
    assert page.stage.panel.sides.text() == "left side"
    qtbot.waitUntil(lambda: page.stage.view.live.assessed.assessment.partial_count >= 1, timeout=60_000)
    assert page.stage.panel.number.number.text == "0"

    qtbot.keyClick(window.focusWidget() or window, Qt.Key.Key_Right)
    qtbot.waitUntil(lambda: page.live.is_resting or page.live.exercise_name.endswith("right side"), timeout=10_000)
    if page.live.is_resting:
        assert page.live.rest.next_words == "Next: Standing hip abduction · right side"
        qtbot.keyClick(window.focusWidget() or window, Qt.Key.Key_Right)
    qtbot.waitUntil(lambda: window.page is PageKey.SUMMARY, timeout=60_000)

    def kept() -> dict[Side | None, int]:
        records = application.sessions.history(actor)
        repetitions = [each for one in records for each in application.sessions.detail(actor, one.id).repetitions]
        return {side: sum(each.side is side for each in repetitions) for side in (Side.LEFT, Side.RIGHT)}

    qtbot.waitUntil(lambda: kept() == {Side.LEFT: 0, Side.RIGHT: 1}, timeout=10_000)
    click(qtbot, window.summary.done_button)
    qtbot.waitUntil(lambda: window.today.left_words.startswith("Exercises left: 1"), timeout=10_000)


@pytest.mark.slow
def test_what_is_asked_of_each_side_is_not_done_by_one_alone(
    qtbot: QtBot, open_desktop, application: Application, right_leg: SourceChoice
) -> None:
    ask_for(application, Side.BOTH)
    desktop = open_desktop(WindowOptions(source=right_leg))
    window, page = desktop.window, desktop.window.session
    qtbot.waitUntil(window.today.start_button.isVisible, timeout=10_000)
    assert "1 × 1 repetitions · each side" in window.today.cards[0].words
    click(qtbot, window.today.start_button)
    panel = page.stage.panel
    qtbot.waitUntil(lambda: panel.sides.text() == "left 0 of 1\nright 2 of 1", timeout=60_000)
    assert (panel.number.number.text, panel.number.of_how_many.text.removeprefix("✓ ")) == ("1", "of 2")
    assert page.is_running
    qtbot.waitUntil(lambda: page.stage.banner.words == "Now your left side", timeout=30_000)
    qtbot.keyClick(window.focusWidget() or window, Qt.Key.Key_Right)
    qtbot.waitUntil(lambda: window.page is PageKey.SUMMARY, timeout=60_000)
    qtbot.waitUntil(lambda: window.summary.saved_words.startswith("Saved"), timeout=10_000)
    click(qtbot, window.summary.done_button)
    qtbot.waitUntil(lambda: window.today.left_words.startswith("Exercises left: 1"), timeout=10_000)


@pytest.mark.slow
def test_the_asked_side_is_said_while_getting_ready_and_is_to_be_turned_to_the_camera(
    qtbot: QtBot, open_desktop, application: Application, clip: SourceChoice
) -> None:
    desktop = open_desktop()
    page = desktop.window.session
    left_to_the_camera = replace(clip, video=str(resource_folder() / "samples" / "elbow_flexion.mp4"), loop=True)
    curl = application.exercises.find("elbow-flexion").of_side(Side.RIGHT)
    desktop.window.workspace.show_page(PageKey.SESSION)
    page.start_workout((SessionPlan(curl, 5, left_to_the_camera, get_ready=True),))
    qtbot.keyClick(desktop.window.focusWidget(), Qt.Key.Key_1)
    qtbot.waitUntil(lambda: page.session is not None and page.session.state is RunState.GETTING_READY, timeout=30_000)
    assert page.stage.ready.how_to_stand.startswith("Do it with your right side. ")
    qtbot.waitUntil(lambda: page.stage.banner.words == "Turn your right side to the camera", timeout=30_000)
    assert CheckItem.VIEW in page.stage.view.live.check.wrong

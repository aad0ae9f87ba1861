"""Holds and alternating sides in the window: seconds held, sides apart, and both in a session's report."""

from collections.abc import Callable
from dataclasses import replace

import numpy as np
from pytestqt.qtbot import QtBot

from physiocheck_desktop.assessment.frame_assessment import FrameAssessment, Watch
from physiocheck_desktop.config.exercise_files import ready_made_exercises
from physiocheck_desktop.domain.exercise import Phase, Side
from physiocheck_desktop.domain.repetition import Repetition
from physiocheck_desktop.domain.session import SessionState
from physiocheck_desktop.gui.capture.guidance import Guidance
from physiocheck_desktop.gui.capture.live_frame import LiveFrame
from physiocheck_desktop.gui.capture.plan import SessionPlan
from physiocheck_desktop.gui.models.report import SessionReport
from physiocheck_desktop.gui.widgets.live_stage import LiveStage
from physiocheck_desktop.gui.widgets.session_report_view import SessionReportView
from physiocheck_desktop.kinematics.landmarks import PoseObservation
from physiocheck_desktop.pipeline.frames import AssessedFrame, Frame
from physiocheck_desktop.pipeline.source_choice import SourceChoice

SEEN = FrameAssessment(1.0, Watch.COUNTING, {}, {}, Phase.PEAK, 1.0, 0, 0)


def stage_for(key: str, qtbot: QtBot) -> LiveStage:
    stage = LiveStage()
    qtbot.addWidget(stage)
    definition = next(each for each in ready_made_exercises() if each.key == key)
    stage.prepare(SessionPlan(definition, 4, SourceChoice(camera=0, video=None), get_ready=False))
    return stage


def live(seen: FrameAssessment) -> LiveFrame:
    frame = Frame(np.zeros((90, 160, 3), np.uint8), seen.captured_at_s, 0)
    assessed = AssessedFrame(frame, PoseObservation(seen.captured_at_s, None, 0), seen, 0.0, 0.0)
    return LiveFrame(assessed, 0.0, counting=True, guidance=Guidance(), joints=())


def test_a_hold_shows_the_seconds_held_of_those_asked_for(qtbot: QtBot) -> None:
    stage = stage_for("wall-sit", qtbot)
    stage.show_frame(live(replace(SEEN, held_s=12.9)))
    assert (stage.panel.number.number.text, stage.panel.number.of_how_many.text) == ("12", "of 30 seconds")
    assert stage.panel.phase.text == "Hold"
    assert stage.banner.words == "Hold still and breathe on"
    stage.show_frame(live(replace(SEEN, held_s=30.2)))
    assert stage.panel.number.of_how_many.text == "✓ of 30 seconds"
    assert stage.banner.words == "Long enough. You may come out of it."


def test_a_hold_that_pauses_says_so(qtbot: QtBot) -> None:
    stage = stage_for("wall-sit", qtbot)
    stage.show_frame(live(replace(SEEN, held_s=12.9, phase=Phase.TOWARD_END)))
    assert stage.panel.phase.text == "Paused: back into position"


def test_sides_that_take_turns_are_counted_apart_beside_the_number(qtbot: QtBot) -> None:
    stage = stage_for("standing-march", qtbot)
    assert stage.panel.sides.isHidden()
    stage.show_frame(live(replace(SEEN, repetition_count=9, side_counts={Side.LEFT: 4, Side.RIGHT: 5})))
    assert stage.panel.number.number.text == "9"
    assert stage.panel.sides.text() == "left 4 · right 5"
    assert not stage.panel.sides.isHidden()


def test_the_report_of_a_session_tells_holds_seconds_and_sides(
    qtbot: QtBot, make_repetition: Callable[[int], Repetition]
) -> None:
    view = SessionReportView()
    qtbot.addWidget(view)
    holds = tuple(replace(make_repetition(index), held_s=10.25) for index in (1, 2))
    view.show_report(SessionReport("Wall sit", SessionState.FINISHED, holds, (), holds[0].score, 60.0))
    assert "held for 20 seconds in all" in view.facts
    assert "left 2" in view.facts

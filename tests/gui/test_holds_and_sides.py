"""Holds and alternating sides in the window: seconds held, sides apart, and both in a session's report."""

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest
from cut_text import cut_texts
from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QLabel, QProxyStyle, QStyle, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from physiocheck_desktop.assessment.frame_assessment import FrameAssessment, Watch
from physiocheck_desktop.config.exercise_files import ready_made_exercises
from physiocheck_desktop.domain.exercise import Phase, Prescription, Side
from physiocheck_desktop.domain.repetition import Repetition, Score, ScorePart
from physiocheck_desktop.domain.session import SessionState
from physiocheck_desktop.gui.app import WindowOptions
from physiocheck_desktop.gui.capture.guidance import Guidance
from physiocheck_desktop.gui.capture.live_frame import LiveFrame
from physiocheck_desktop.gui.capture.plan import SessionPlan
from physiocheck_desktop.gui.capture.set_tally import SetStart
from physiocheck_desktop.gui.models.advice import improvements
from physiocheck_desktop.gui.models.cue_kind import CueKind
from physiocheck_desktop.gui.models.durations import short_time, time_words
from physiocheck_desktop.gui.models.report import SessionReport
from physiocheck_desktop.gui.places import PageKey
from physiocheck_desktop.gui.widgets.exercise_details import ExerciseDetails
from physiocheck_desktop.gui.widgets.hand_entry import HandEntry
from physiocheck_desktop.gui.widgets.live_stage import LiveStage
from physiocheck_desktop.gui.widgets.session_controls import Act, SessionControls
from physiocheck_desktop.gui.widgets.session_report_view import SessionReportView
from physiocheck_desktop.kinematics.landmarks import PoseObservation
from physiocheck_desktop.pipeline.frames import AssessedFrame, Frame
from physiocheck_desktop.pipeline.source_choice import SourceChoice
from physiocheck_desktop.services.application import Application

SEEN = FrameAssessment(1.0, Watch.COUNTING, {}, {}, Phase.PEAK, 1.0, 0, 0)


def stage_for(key: str, qtbot: QtBot, asked: int = 4) -> LiveStage:
    stage = LiveStage()
    qtbot.addWidget(stage)
    definition = next(each for each in ready_made_exercises() if each.key == key)
    stage.prepare(SessionPlan(definition, asked, SourceChoice(camera=0, video=None), get_ready=False))
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


class StillStyle(QProxyStyle):
    """A desktop on which animations are switched off."""

    def styleHint(self, hint, option=None, widget=None, data=None) -> int:  # noqa: N802 - Qt's name
        if hint is QStyle.StyleHint.SH_Widget_Animation_Duration:
            return 0
        return super().styleHint(hint, option, widget, data)


def test_the_pace_glides_and_where_less_movement_is_wanted_says_where_to_be_next(qtbot: QtBot) -> None:
    stage = stage_for("squat", qtbot)
    frame = replace(live(replace(SEEN, phase=Phase.TOWARD_PEAK)), pace=0.4)
    stage.show_frame(frame)
    assert stage.panel.ring.pace == 0.4
    still = StillStyle("Fusion")  # a widget does not own its style
    stage.setStyle(still)
    stage.show_frame(frame)
    assert stage.panel.ring.pace == 1.0
    stage.setStyle(None)


def test_a_hold_that_pauses_says_so(qtbot: QtBot) -> None:
    stage = stage_for("wall-sit", qtbot)
    stage.show_frame(live(replace(SEEN, held_s=12.9, phase=Phase.TOWARD_END)))
    assert stage.panel.phase.text == "Paused: back into position"
    assert stage.banner.words == "Back into the position: the seconds go on there"


def test_a_hold_that_asks_for_no_seconds_says_none(qtbot: QtBot) -> None:
    details = ExerciseDetails()
    qtbot.addWidget(details)
    wall = next(each for each in ready_made_exercises() if each.key == "wall-sit")
    details.show_exercise(wall, "", "")
    assert " holds of " in details.words
    details.show_exercise(replace(wall, prescription=Prescription(sets=3, repetitions=2)), "", "")
    assert "Usual: 3 × 2 holds, " in details.words


def test_a_hold_shows_its_seconds_and_a_bar_for_them_from_the_start(qtbot: QtBot) -> None:
    stage = stage_for("wall-sit", qtbot)
    stage.begin_counting()
    number = stage.panel.number
    assert (number.number.text, number.of_how_many.text) == ("0", "of 30 seconds")
    assert not number.held.isHidden()
    stage.show_frame(live(replace(SEEN, held_s=0.0, phase=Phase.START)))
    assert stage.banner.words == "Go into the position when you are ready"
    repeated = stage_for("squat", qtbot)
    repeated.begin_counting()
    assert repeated.panel.number.held.isHidden()
    assert repeated.panel.number.of_how_many.text == "of 4"


def test_of_several_holds_it_is_said_which_one_it_is_and_how_many_are_left(qtbot: QtBot) -> None:
    stage = stage_for("wall-sit", qtbot, asked=2)
    stage.show_frame(live(replace(SEEN, held_s=0.0, repetition_count=1, phase=Phase.START)))
    assert stage.panel.sides.text() == "hold 2 of 2"
    assert stage.banner.words == "One hold to go. Rest first."
    alone = stage_for("wall-sit", qtbot, asked=1)
    alone.show_frame(live(replace(SEEN, held_s=3.0)))
    assert alone.panel.sides.isHidden()


def test_sides_that_take_turns_are_counted_apart_beside_the_number(qtbot: QtBot) -> None:
    stage = stage_for("standing-march", qtbot)
    assert stage.panel.sides.isHidden()
    stage.show_frame(live(replace(SEEN, repetition_count=9, side_counts={Side.LEFT: 4, Side.RIGHT: 5})))
    assert stage.panel.number.number.text == "9"
    assert stage.panel.sides.text() == "left 4 · right 5"
    assert not stage.panel.sides.isHidden()


def test_where_each_side_is_asked_for_both_are_told_against_it_and_the_side_that_is_left_is_called(
    qtbot: QtBot,
) -> None:
    stage = stage_for("standing-march", qtbot)
    definition = next(each for each in ready_made_exercises() if each.key == "standing-march")
    source = SourceChoice(camera=0, video=None)
    stage.prepare(SessionPlan(definition, 4, source, get_ready=False, sets=2, each_side=True))
    panel = stage.panel
    assert panel.number.of_how_many.text == "of 8"
    stage.show_frame(live(replace(SEEN, repetition_count=5, side_counts={Side.LEFT: 2, Side.RIGHT: 3})))
    assert (panel.number.number.text, panel.sides.text()) == ("5", "left 2 of 4\nright 3 of 4")
    assert stage.banner.words == "3 to go"
    stage.show_frame(live(replace(SEEN, repetition_count=8, side_counts={Side.LEFT: 2, Side.RIGHT: 6})))
    assert (panel.number.number.text, panel.sides.text()) == ("6", "left 2 of 4\nright 6 of 4")
    assert stage.banner.words == "Now your left side"
    assert stage.banner.kind is CueKind.HINT, "so that it is heard as well"
    stage.begin_set(2, SetStart(10, 4, 6))
    stage.show_frame(live(replace(SEEN, repetition_count=11, side_counts={Side.LEFT: 5, Side.RIGHT: 6})))
    assert (panel.number.number.text, panel.sides.text()) == ("1", "left 1 of 4\nright 0 of 4")


def test_nothing_is_said_of_a_score_before_there_is_one_and_the_first_moves_nothing(qtbot: QtBot) -> None:
    stage = stage_for("squat", qtbot)
    stage.resize(1200, 600)
    stage.show()
    panel = stage.panel

    def seen_words() -> list[str]:
        return [each.text() for each in panel.findChildren(QLabel) if each.isVisible() and each.text()]

    stage.begin_counting()
    stage.show_frame(live(SEEN))
    assert panel.score == ""
    assert not {"Score", "–"} & set(seen_words())
    QCoreApplication.processEvents()
    at = panel.ring.geometry()
    stage.show_frame(live(replace(SEEN, repetition_count=1, score=Score(87.4, {}))))
    assert panel.score == "87"
    assert {"Score", "87"} <= set(seen_words())
    QCoreApplication.processEvents()
    assert panel.ring.geometry() == at


def test_the_narrower_the_row_the_fewer_keys_are_written_and_the_one_for_pain_is_the_last(qtbot: QtBot) -> None:
    page = QWidget()
    qtbot.addWidget(page)
    controls = SessionControls(page)
    QVBoxLayout(page).addWidget(controls)
    controls.offer(frozenset(Act) - {Act.BEGIN, Act.BY_HAND})
    page.show()
    written: list[frozenset[Act]] = []
    for width in range(1600, 600, -10):
        page.resize(width, 100)
        QCoreApplication.processEvents()
        shown = {act: button for act, button in controls.buttons.items() if button.isVisible()}
        keyed = frozenset(act for act, button in shown.items() if button.text().endswith(")"))
        if keyed not in written:
            written.append(keyed)
    assert [Act.HURTS in keyed for keyed in written] == [True] * (len(written) - 1) + [False]
    assert written[1:] == [
        frozenset({Act.HURTS, Act.PAUSE, Act.STOP}),
        frozenset({Act.HURTS, Act.PAUSE}),
        frozenset({Act.HURTS}),
        frozenset(),
    ]


@pytest.mark.parametrize("language", ["en", "de", "es"])
def test_what_each_side_did_is_whole_at_twice_the_size(
    qtbot: QtBot, open_desktop, application: Application, clip: SourceChoice, language: str
) -> None:
    desktop = open_desktop(WindowOptions(text_percent=200, language=language))
    window, stage = desktop.window, desktop.window.session.stage
    window.resize(1280, 720)
    window.workspace.show_page(PageKey.SESSION)
    march = application.exercises.find("standing-march")
    stage.prepare(SessionPlan(march, 10, clip, get_ready=False, sets=3, each_side=True))
    stage.begin_counting()
    stage.show_frame(live(replace(SEEN, repetition_count=20, side_counts={Side.LEFT: 10, Side.RIGHT: 8})))
    qtbot.waitUntil(stage.panel.sides.isVisible, timeout=10_000)
    qtbot.waitUntil(lambda: [*cut_texts(stage.panel), *cut_texts(stage.banner)] == [], timeout=10_000)


@pytest.mark.parametrize(
    ("key", "sets", "each_side", "names"),
    [
        ("squat", 1, False, ["Repetitions"]),
        ("wall-sit", 1, False, ["Holds"]),
        ("single-leg-stand", 1, True, ["Holds of each side"]),
        ("standing-march", 2, True, ["Set 1, each side", "Set 2, each side"]),
    ],
)
def test_by_hand_it_is_said_what_is_counted_and_whether_of_each_side(
    qtbot: QtBot, key: str, sets: int, each_side: bool, names: list[str]
) -> None:
    definition = next(each for each in ready_made_exercises() if each.key == key)
    source = SourceChoice(camera=0, video=None)
    plan = SessionPlan(definition, 3, source, get_ready=False, sets=sets, each_side=each_side)
    entry = HandEntry()
    qtbot.addWidget(entry)
    entry.ask(plan, dict.fromkeys(range(1, sets + 1), 3))
    assert [stepper.name for stepper in entry.steppers] == names
    assert entry.kept_words == ""


@pytest.fixture
def view(qtbot: QtBot) -> SessionReportView:
    shown = SessionReportView()
    qtbot.addWidget(shown)
    return shown


def words_in(view: QWidget) -> list[str]:
    return [label.text() for label in view.findChildren(QLabel) if label.text()]


def test_the_report_of_a_session_tells_holds_seconds_and_sides(
    view: SessionReportView, make_repetition: Callable[[int], Repetition]
) -> None:
    holds = tuple(replace(make_repetition(index), held_s=10.25) for index in (1, 2))
    report = SessionReport("Wall sit", SessionState.FINISHED, holds, (), holds[0].score, 60.0)
    view.show_report(replace(report, holds=True, asked_s=30.0))
    assert "held for 20 seconds in all" in view.facts
    assert "left 2" in view.facts
    words = words_in(view)
    assert {"holds", "Every hold", "Position reached", "Held", "How well each hold was done"} <= set(words)
    assert words.count("10.3 of 30 s") == 2
    assert not any("repetition" in each.casefold() for each in words), words


def test_one_is_told_in_the_singular(view: SessionReportView, make_repetition: Callable[[int], Repetition]) -> None:
    one = make_repetition(1)
    view.show_report(SessionReport("Squat", SessionState.FINISHED, (one,), (), one.score, 60.0))
    assert "repetition" in words_in(view)
    view.show_report(
        SessionReport("Wall sit", SessionState.FINISHED, (replace(one, held_s=3.0),), (), one.score, 60.0, holds=True)
    )
    assert "hold" in words_in(view)


@pytest.mark.parametrize(
    ("seconds", "words", "short"),
    [
        (1.2, "1 second", "1 s"),
        (90.4, "90 seconds", "90 s"),
        (90.6, "1 min 31 s", "1 min 31 s"),
        (264.9, "4 min 25 s", "4 min 25 s"),
        (300.0, "5 min", "5 min"),
    ],
)
def test_more_than_a_minute_and_a_half_is_told_in_minutes(seconds: float, words: str, short: str) -> None:
    assert (time_words(seconds), short_time(seconds)) == (words, short)


def test_the_report_of_a_long_session_tells_minutes(
    view: SessionReportView, make_repetition: Callable[[int], Repetition]
) -> None:
    one = replace(make_repetition(1), held_s=100.0)
    view.show_report(SessionReport("Wall sit", SessionState.FINISHED, (one,), (), one.score, 265.0, holds=True))
    assert "Completed · 4 min 25 s · held for 1 min 40 s in all" in view.facts


def test_where_nothing_was_done_no_empty_chart_is_shown(view: SessionReportView) -> None:
    view.show_report(SessionReport("Squat", SessionState.ABANDONED, (), (), None, 1.2))
    assert "Ended early · 1 second" in view.facts
    seen = [label.text() for label in view.findChildren(QLabel) if label.isVisibleTo(view)]
    assert "How well each repetition was done" not in seen
    assert "Every repetition" not in seen, "a table of nothing says nothing"


def test_seconds_that_are_missing_are_what_to_improve(make_repetition: Callable[[int], Repetition]) -> None:
    held = replace(make_repetition(1), held_s=23.0, faults=(), reached=1.0)
    short = replace(held, score=Score(90.0, {ScorePart.DURATION: 77.0}))
    assert improvements([short]) == ("Hold it for as long as you are asked to.",)
    enough = replace(held, score=Score(100.0, {ScorePart.DURATION: 100.0}))
    assert improvements([enough]) == ()

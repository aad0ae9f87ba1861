"""What is told and kept of a session that goes on while saving fails, and of one whose last repetition is done."""

import gc
import sqlite3
import weakref
from dataclasses import replace
from pathlib import Path
from threading import Event

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from pytestqt.qtbot import QtBot

from physiocheck_desktop.domain.pain import BodyRegion
from physiocheck_desktop.gui.app import WindowOptions
from physiocheck_desktop.gui.background import Background
from physiocheck_desktop.gui.capture.means import SessionMeans
from physiocheck_desktop.gui.capture.plan import SessionPlan
from physiocheck_desktop.gui.capture.states import Patience
from physiocheck_desktop.gui.capture.workout_run import WorkoutRun
from physiocheck_desktop.gui.delivery_watch import DeliveryWatch
from physiocheck_desktop.gui.places import PageKey
from physiocheck_desktop.pipeline.source_choice import SourceChoice
from physiocheck_desktop.services.application import Application


@pytest.fixture(autouse=True)
def little_patience(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PHYSIOCHECK_DATABASE__BUSY_TIMEOUT_S", "0.2")


@pytest.mark.slow
@pytest.mark.usefixtures("quick_clips")
def test_what_the_database_does_not_take_is_kept_beside_it_joins_it_later_and_is_then_no_longer_told(
    qtbot: QtBot, open_desktop, application: Application, clip: SourceChoice, database_file: Path
) -> None:
    squat = application.exercises.find("squat")
    source = replace(clip, loop=True)
    desktop = open_desktop(WindowOptions(exercise=squat, source=source, repetitions=50, start_at_once=True))
    session = desktop.window.session
    qtbot.waitUntil(lambda: session.session.kept == 1, timeout=30_000)
    other_program = sqlite3.connect(database_file, isolation_level=None)
    other_program.execute("BEGIN IMMEDIATE")
    qtbot.waitUntil(lambda: session.notice.startswith("Kept on this computer."), timeout=30_000)
    qtbot.waitUntil(lambda: session.session.kept >= 2, timeout=30_000)
    (kept,) = application.sessions.history(application.actor)
    assert kept.repetition_count == 1
    other_program.rollback()
    other_program.close()
    qtbot.waitUntil(lambda: session.notice == "", timeout=30_000)
    (kept,) = application.sessions.history(application.actor)
    assert kept.repetition_count >= 2


@pytest.mark.slow
def test_movement_after_the_last_repetition_is_not_held_against_the_person(
    qtbot: QtBot, open_desktop, application: Application, clip: SourceChoice
) -> None:
    squat = application.exercises.find("squat")
    desktop = open_desktop(WindowOptions(exercise=squat, source=clip, repetitions=2, start_at_once=True))
    window = desktop.window
    qtbot.waitUntil(lambda: window.page is PageKey.SUMMARY, timeout=30_000)
    assert window.summary.report.repetition_count == "2"
    assert "not completed" not in window.summary.report.facts
    qtbot.waitUntil(lambda: window.summary.saved_words.startswith("Saved"), timeout=10_000)
    (kept,) = application.sessions.history(application.actor)
    assert (kept.repetition_count, kept.partial_count) == (2, 0)


def test_what_was_told_in_a_workout_is_recorded_although_another_has_taken_its_place(
    qtbot: QtBot, application: Application, clip: SourceChoice
) -> None:
    background, watch, gate = Background("test"), DeliveryWatch(application.delivery), Event()
    means = SessionMeans(
        application=application, actor=application.actor, recording=background, delivery=watch, patience=Patience()
    )
    run = WorkoutRun(means, [SessionPlan(application.exercises.find("squat"), 1, clip, get_ready=False)])
    background.run("wait for a slow database", gate.wait, lambda _: None, lambda _: None)
    run.visit.report_pain(next(iter(BodyRegion)), 3)
    run.visit.end(pain_after=3, effort=4)
    run.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    with qtbot.captureExceptions() as uncaught:
        gate.set()
        assert background.stop(10.0)
        QCoreApplication.processEvents()
    watch.close()
    assert uncaught == []
    (report,) = application.pain_reports.pain_reports(application.actor, application.actor.user_id)
    assert report.level == 3


@pytest.mark.slow
@pytest.mark.usefixtures("quick_clips")
def test_nothing_is_left_of_a_workout_once_the_next_one_has_its_summary(
    qtbot: QtBot, open_desktop, application: Application, clip: SourceChoice
) -> None:
    desktop = open_desktop()
    window = desktop.window
    plan = SessionPlan(application.exercises.find("squat"), 1, replace(clip, loop=True), get_ready=False)
    parts = []
    for _ in range(2):
        desktop.flow.start_workout((plan,))
        qtbot.waitUntil(lambda: window.page is PageKey.SUMMARY, timeout=30_000)
        run = window.session.run
        parts.append([weakref.ref(each) for each in (run, run.visit, run.session, run.session.controller)])
        window.summary.done_button.click()
    del run

    def are_gone() -> bool:
        gc.collect()
        return not any(each() for each in parts[0])

    qtbot.waitUntil(are_gone, timeout=10_000)
    assert all(each() for each in parts[1]), "of the last one it is still told how safe it is"

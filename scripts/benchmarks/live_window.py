"""The real window, offscreen, on a workout before clips that play as a camera: latency, holds, and what grows.

The person does two exercises with sets and rests, is asked before and after, sees the summary and begins anew, with
the target pose, rings and voice. The sets are short: in ten minutes as much begins and ends as else in an hour.
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication

from benchmarks import frame_path
from benchmarks.wide_clips import wide_clip
from benchmarks.window_meters import HoldMeter, WatchedApplication, Weight, growth, weigh
from physiocheck_desktop.bootstrap import build_application
from physiocheck_desktop.config.collector import pass_by_what_is_there
from physiocheck_desktop.config.settings import load_settings
from physiocheck_desktop.gui.app import DesktopWindow
from physiocheck_desktop.gui.capture.live_frame import LiveFrame
from physiocheck_desktop.gui.capture.live_session import LiveSession
from physiocheck_desktop.gui.capture.meter import Histogram
from physiocheck_desktop.gui.capture.plan import SessionPlan
from physiocheck_desktop.gui.capture.states import RunState
from physiocheck_desktop.gui.places import PageKey
from physiocheck_desktop.gui.widgets.session_controls import Act
from physiocheck_desktop.pipeline.source_choice import SourceChoice
from physiocheck_desktop.services.application import Application

WARM_UP_S: Final = 240.0
"""Until the pools of memory that threads and libraries take have been filled once."""
SAMPLE_MS: Final = 1000
"""Between two exercises the pose model is gone for some seconds only: the least of a minute is to be among them."""
LOOK_MS: Final = 250
STANDS_S: Final = 1.5
"""For how long the person stands before the camera until the countdown is skipped."""
EXERCISES: Final = (("squat", 2), ("shoulder-abduction", 1))
"""Which are done, and in how many sets."""
REPETITIONS: Final = 2
REST_S: Final = 3.0
STEPS: Final = {
    RunState.IDLE: "between",
    RunState.STARTING: "begin",
    RunState.GETTING_READY: "get ready",
    RunState.COUNTING: "set",
    RunState.PAUSED: "set",
    RunState.RESTING: "rest",
    RunState.STOPPING: "end",
}


@dataclass(slots=True)
class Seen:
    """What was seen of all frames.

    Attributes:
        captured: Frames that came from the camera.
        assessed: Frames that went through the one path.
        painted: Frames that were seen.
        late: Frames that were painted when two or more newer ones had come.
        sessions: Sessions that were begun.
        repetitions: Repetitions that were counted.
    """

    captured: int = 0
    assessed: int = 0
    painted: int = 0
    late: int = 0
    sessions: int = 0
    repetitions: int = 0
    to_paint: Histogram = field(default_factory=Histogram)
    painting: Histogram = field(default_factory=Histogram)
    inference: Histogram = field(default_factory=Histogram)
    engine: Histogram = field(default_factory=Histogram)


def run(clip: str, minutes: float, *, explain: bool = False) -> dict[str, Any]:
    """Do workouts in the window for so many minutes and return what it cost.

    Args:
        clip: Clip of squats; the one of raised arms lies beside it.
        minutes: For how long, warm-up included: four minutes, or half of the time where that is less.
        explain: Say which events took the window's thread for longest; the other figures are a little worse then.
    """
    pass_by_what_is_there()  # as the program does once it has loaded what it needs
    with tempfile.TemporaryDirectory() as folder:
        data = Path(folder) / "data"
        settings = load_settings().model_copy(update={"data_folder": data})
        clips = {key: _clip(Path(clip), key, Path(folder)) for key, _ in EXERCISES}
        bare_ms = _bare_ms(clips[EXERCISES[0][0]])
        watched = WatchedApplication(sys.argv[:1]) if explain else None
        with build_application(settings) as application:
            patient = _Patient(application, clips, data)
            figures = patient.exercise(minutes * 60.0, watched)
        figures["bare_processor_ms_a_frame"] = bare_ms
        if watched is not None:
            figures["dearest_events"] = watched.dearest()
        return figures


def _clip(squats: Path, key: str, folder: Path) -> str:
    named = squats if key == EXERCISES[0][0] else squats.with_name(f"{key.replace('-', '_')}.mp4")
    return str(wide_clip(named, folder))


def _bare_ms(clip: str) -> float:
    """Return what a frame takes of the processor where it is decoded and looked at by MediaPipe and nothing else."""
    frame_path.bare_pass(clip, "")
    begun_s = time.process_time()
    frames = frame_path.bare_pass(clip, "")
    return (time.process_time() - begun_s) * 1000.0 / frames


class _Patient(QObject):
    """Does one workout after the other, by the buttons."""

    def __init__(self, application: Application, clips: dict[str, str], data: Path) -> None:
        super().__init__()
        self._data = data
        self._plans = tuple(
            SessionPlan(
                application.exercises.find(key),
                REPETITIONS,
                SourceChoice(camera=None, video=clips[key], live=True, loop=True),
                get_ready=True,
                sets=sets,
                rest_s=REST_S,
            )
            for key, sets in EXERCISES
        )
        self._desktop = DesktopWindow(application)
        self._page = self._desktop.window.session
        self._seen = Seen()
        self._meter: HoldMeter | None = None
        self._weights: list[Weight] = []
        self._ready_since_s: float | None = None
        self._is_counted = False

    def exercise(self, seconds: float, watched: WatchedApplication | None) -> dict[str, Any]:
        """Exercise for so many seconds and return the figures, which begin after the warm-up."""
        desktop, view = self._desktop, self._page.stage.view
        warm_up_s = min(WARM_UP_S, seconds / 2.0)
        view.painted.connect(self._note_painted)
        self._page.live.began.connect(self._listen)
        look, sample = QTimer(self), QTimer(self)
        look.timeout.connect(self._go_on)
        sample.timeout.connect(lambda: self._weights.append(weigh(self._data)))
        began: list[tuple[float, float]] = []

        def count() -> None:
            self._is_counted = True
            self._meter = HoldMeter(self._what)
            self._meter.start()
            sample.start(SAMPLE_MS)
            began.append((time.perf_counter(), time.process_time()))
            if watched is not None:
                watched.forget()

        QTimer.singleShot(round(warm_up_s * 1000.0), self, count)
        QTimer.singleShot(round(seconds * 1000.0), self, QApplication.quit)
        desktop.window.resize(1280, 720)
        desktop.show()
        desktop.flow.start_workout(self._plans)
        look.start(LOOK_MS)
        QApplication.exec()
        wall_s, processor_s = time.perf_counter() - began[0][0], time.process_time() - began[0][1]
        look.stop()
        sample.stop()
        if self._meter is not None:
            self._meter.stop()
        figures = self._figures(wall_s, processor_s)
        desktop.close()
        return figures

    def _what(self) -> str:
        if self._desktop.window.page is not PageKey.SESSION:
            return "summary"
        session = self._page.session
        return "questions" if session is None or not self._page.is_running else STEPS[session.state]

    def _go_on(self) -> None:
        """Do what a person would do now."""
        window, page = self._desktop.window, self._page
        if window.page is PageKey.SUMMARY:
            window.summary.done_button.click()
        elif window.page is not PageKey.SESSION:
            self._desktop.flow.start_workout(self._plans)
        elif page.questions.scale.isVisible():
            page.questions.scale.skip_button.click()
        elif page.session is not None and page.session.state is RunState.GETTING_READY:
            self._ready_since_s = self._ready_since_s or time.monotonic()
            if time.monotonic() - self._ready_since_s > STANDS_S:
                page.button(Act.BEGIN).click()
        else:
            self._ready_since_s = None

    def _listen(self, session: LiveSession) -> None:
        if not self._is_counted:
            return
        self._seen.sessions += 1
        session.frame_arrived.connect(self._note_frame)
        session.repetition_completed.connect(self._note_repetition)
        session.ended.connect(lambda _: self._note_ended(session))

    def _note_repetition(self, _: object) -> None:
        self._seen.repetitions += 1

    def _note_frame(self, live: LiveFrame) -> None:
        self._seen.inference.add(live.assessed.inference_ms)
        self._seen.engine.add(live.assessed.engine_ms)

    def _note_painted(self, received_at_s: float, painting_s: float) -> None:
        if self._is_counted:
            self._seen.painted += 1
            self._seen.to_paint.add((time.perf_counter() - received_at_s) * 1000.0)
            self._seen.painting.add(painting_s * 1000.0)

    def _note_ended(self, session: LiveSession) -> None:
        figures = session.controller.statistics()
        self._seen.captured += figures.frames_captured
        self._seen.assessed += figures.frames_assessed
        self._seen.late += figures.frames_late

    def _figures(self, wall_s: float, processor_s: float) -> dict[str, Any]:
        seen = self._seen
        found: dict[str, Any] = {
            "minutes_measured": wall_s / 60.0,
            "sessions": seen.sessions,
            "repetitions": seen.repetitions,
            "frames_captured": seen.captured,
            "frames_assessed": seen.assessed,
            "frames_painted": seen.painted,
            "frames_late_by_more_than_one": seen.late,
            "frame_to_paint_median_ms": seen.to_paint.percentile_ms(0.5),
            "frame_to_paint_p95_ms": seen.to_paint.percentile_ms(0.95),
            "inference_median_ms": seen.inference.percentile_ms(0.5),
            "engine_median_ms": seen.engine.percentile_ms(0.5),
            "paint_median_ms": seen.painting.percentile_ms(0.5),
            "paint_p95_ms": seen.painting.percentile_ms(0.95),
            "processor_ms_a_frame": processor_s * 1000.0 / max(1, seen.painted),
            "processor_share": processor_s / wall_s,
        }
        if self._weights:
            found.update(growth(self._weights))
        if self._meter is not None:
            found["held"] = {name: holds.figures() for name, holds in sorted(self._meter.holds.items())}
        return found

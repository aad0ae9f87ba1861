"""The pose thread's worker: takes the newest frame along the one path and puts what is known of it into a slot."""

import threading
from collections.abc import Callable
from time import perf_counter
from typing import Final

from PySide6.QtCore import QObject, Signal, Slot

from physiocheck_desktop.domain.exercise import ExerciseDefinition
from physiocheck_desktop.domain.repetition import SessionAssessment
from physiocheck_desktop.gui.capture.frame_maker import FrameMaker, ShownExercise
from physiocheck_desktop.gui.capture.guidance import GuidanceKeeper
from physiocheck_desktop.gui.capture.live_frame import CapturedFrame, LiveFrame
from physiocheck_desktop.gui.capture.states import WorkerState
from physiocheck_desktop.pipeline.exercise_run import Assessor, ExerciseRun
from physiocheck_desktop.pipeline.freshness import Freshness
from physiocheck_desktop.pipeline.ports import PoseEstimator
from physiocheck_desktop.pipeline.slot import NewestSlot
from physiocheck_desktop.pipeline.thinning import FrameRate, FrameThinning
from physiocheck_desktop.pipeline.turn_order import stand_back
from physiocheck_desktop.services.analysis import CurvePoint, CurveRecorder

_LOOK_EVERY_S: Final = 0.1


class PoseWorker(QObject):
    """Assesses frames until the camera ends or a stop is asked for.

    Until `begin_counting` the person is getting ready: frames are assessed by an engine that is thrown away, so that
    the same words can say what is wrong with how they stand. Then an engine of its own counts.

    Signals:
        state_changed: The new `WorkerState`.
        frame_waits: A frame lies in the slot; it carries none, and is not sent again before the last one was heard.
        repetition_completed: A finished `Repetition`; never dropped.
        faulted: The error that ended it.
        ended: The worker is done; always the last signal.

    Attributes:
        assessment: All that the engine saw, once the worker has ended; None where counting never began.
        curve: Progress and angles over time, once the worker has ended.
        frames: How many frames were assessed.
    """

    state_changed = Signal(object)
    frame_waits = Signal()
    repetition_completed = Signal(object)
    faulted = Signal(object)
    ended = Signal()

    def __init__(
        self,
        create_estimator: Callable[[], PoseEstimator],
        create_assessor: Callable[[ExerciseDefinition], Assessor],
        shown: ShownExercise,
        source: NewestSlot[CapturedFrame],
        no_more: threading.Event,
        sink: NewestSlot[LiveFrame],
        rate: FrameRate = FrameRate.EVERY,
    ) -> None:
        """Prepare.

        Args:
            create_estimator: Loads the pose model; called in the worker's own thread.
            create_assessor: Makes the motion engine.
            shown: The exercise, and its target pose.
            source: Gives the frames.
            no_more: Set once no further frame will come into `source`.
            sink: Takes what is known of each frame.
            rate: How many of the frames the pose model looks at.
        """
        super().__init__()
        self.assessment: SessionAssessment | None = None
        self.curve: tuple[CurvePoint, ...] = ()
        self.frames = 0
        self._create_estimator = create_estimator
        self._create_assessor = create_assessor
        self._shown = shown
        self._definition = shown.definition
        self._source = source
        self._no_more = no_more
        self._sink = sink
        self._thinning = FrameThinning(rate)
        self._freshness = Freshness()
        self._stop = threading.Event()
        self._counting = threading.Event()
        self._paused = threading.Event()
        self._heard = threading.Event()
        self._heard.set()

    @property
    def left_out(self) -> int:
        """How many frames had waited too long to be worth looking at."""
        return self._freshness.left_out

    def request_stop(self) -> None:
        """Ask the worker to end; may be called from any thread."""
        self._stop.set()
        self._source.close()

    def begin_counting(self) -> None:
        """Count from the next frame on; may be called from any thread."""
        self._counting.set()

    def set_paused(self, *, paused: bool) -> None:
        """Look at no frame until told to go on; may be called from any thread."""
        if paused:
            self._paused.set()
        else:
            self._paused.clear()

    def note_heard(self) -> None:
        """Say that `frame_waits` was heard, so that it may be sent again."""
        self._heard.set()

    @Slot()
    def run(self) -> None:
        """Load the model, assess frames, and leave what was seen in `assessment`."""
        self.state_changed.emit(WorkerState.STARTING)
        stand_back()
        try:
            estimator = self._create_estimator()
            try:
                self._warm_up(estimator)
                self.state_changed.emit(WorkerState.RUNNING)
                self._assess_all(estimator)
            finally:
                estimator.close()
        except Exception as error:  # noqa: BLE001 - the worker's one handler; the controller tells it
            self.state_changed.emit(WorkerState.FAULTED)
            self.faulted.emit(error)
        self.state_changed.emit(WorkerState.IDLE)
        self.ended.emit()

    def _warm_up(self, estimator: PoseEstimator) -> None:
        """Let the model find the body, which takes it twice as long as to follow it, in a frame that nobody sees."""
        captured = self._next_frame()
        if captured is not None:
            estimator.estimate(captured.frame)

    def _assess_all(self, estimator: PoseEstimator) -> None:
        # Both made before the first frame: none that is on its way may wait for an engine to be made.
        run, counts = (ExerciseRun(estimator, self._create_assessor(self._definition)) for _ in range(2))
        guidance, maker, curve = GuidanceKeeper(), FrameMaker(self._shown), CurveRecorder()
        counting = False
        try:
            while (captured := self._next_frame()) is not None:
                if not counting and self._counting.is_set():
                    run, guidance, counting = counts, GuidanceKeeper(), True
                assessed = run.step(captured.frame)
                self.frames += 1
                seen = assessed.assessment
                if counting:
                    curve.write(assessed)
                    if seen.completed is not None:
                        self.repetition_completed.emit(seen.completed)
                said = guidance.step(seen, assessed.observation.pose, captured.frame)
                self._sink.put(maker.make(assessed, captured.received_at_s, said, counting=counting))
                if self._heard.is_set():
                    self._heard.clear()
                    self.frame_waits.emit()
        finally:
            if counting:
                self.assessment = run.finish()
                self.curve = curve.points

    def _next_frame(self) -> CapturedFrame | None:
        """Return the newest frame, waiting for one; None when none will come any more."""
        while not self._stop.is_set():
            no_more = self._no_more.is_set()
            captured = self._source.take(_LOOK_EVERY_S)
            if captured is not None and not self._paused.is_set() and self._takes(captured):
                return captured
            if captured is None and no_more:
                return None
        return None

    def _takes(self, captured: CapturedFrame) -> bool:
        waited_s = perf_counter() - captured.received_at_s
        return self._freshness.takes(captured.frame, waited_s) and self._thinning.takes(captured.frame)

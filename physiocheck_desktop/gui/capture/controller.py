"""Runs one exercise live: starts and ends the camera and pose threads, and hands the newest frame to the window."""

import threading
from dataclasses import replace

from PySide6.QtCore import QObject, QTimer, Signal

from physiocheck_desktop.domain.exercise import ExerciseDefinition
from physiocheck_desktop.domain.repetition import Repetition
from physiocheck_desktop.gui.capture.camera_worker import CameraWorker
from physiocheck_desktop.gui.capture.frame_maker import ShownExercise
from physiocheck_desktop.gui.capture.live_frame import CapturedFrame, LiveFrame
from physiocheck_desktop.gui.capture.meter import CaptureMeter, CaptureStatistics
from physiocheck_desktop.gui.capture.pose_worker import PoseWorker
from physiocheck_desktop.gui.capture.states import EndReason, Patience, RunEnd, RunState, WorkerState
from physiocheck_desktop.gui.capture.threads import WorkerThread
from physiocheck_desktop.pipeline.slot import NewestSlot
from physiocheck_desktop.pipeline.source_choice import SourceChoice
from physiocheck_desktop.services.application import MotionTools


class CaptureController(QObject):
    """One run of one exercise; make a new controller for the next.

    Lives in the GUI thread and never waits in it: `stop` asks, and `ended` tells when both threads are gone. A camera
    that hangs is left behind in its reader's thread, so that this takes well under a second.

    Signals:
        state_changed: The new `RunState`.
        frame_arrived: The newest `LiveFrame`; emitted and received within the GUI thread, so nothing queues up.
        repetition_completed: A finished `Repetition`.
        stalled: True when pictures have been missing for a moment, False when they are back.
        retrying: Which try to open a lost camera again begins.
        ended: The `RunEnd`; the last signal.
    """

    state_changed = Signal(object)
    frame_arrived = Signal(object)
    repetition_completed = Signal(object)
    stalled = Signal(bool)
    retrying = Signal(int)
    ended = Signal(object)

    def __init__(
        self,
        tools: MotionTools,
        definition: ExerciseDefinition,
        choice: SourceChoice,
        patience: Patience | None = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        live = replace(choice, live=True, exercise=definition.key, side=definition.asked_side)
        self._state = RunState.IDLE
        self._worker_states = dict.fromkeys(("camera", "pose"), WorkerState.IDLE)
        self._reason: EndReason | None = None
        self._error: Exception | None = None
        self._running = 0
        self._is_held = False
        self._captured: NewestSlot[CapturedFrame] = NewestSlot()
        self._assessed: NewestSlot[LiveFrame] = NewestSlot()
        no_more = threading.Event()
        shown = ShownExercise(definition, tools.exercises.target_of(definition))
        self._camera = CameraWorker(lambda: tools.create_source(live), self._captured, no_more, patience or Patience())
        self._pose = PoseWorker(
            tools.create_live_estimator,
            tools.create_assessor,
            shown,
            self._captured,
            no_more,
            self._assessed,
            live.rate,
        )
        self._threads = (
            WorkerThread("camera", self._camera, self),
            WorkerThread("pose", self._pose, self),
        )
        self._meter = CaptureMeter()
        self._shown_index = 0
        # A phase that begins is shown, and painted, before its first frame is: both at once hold the window too long.
        self._first_of_phase: LiveFrame | None = None
        self._next_turn = QTimer(self, singleShot=True, interval=0)
        self._next_turn.timeout.connect(self._hand_on_first)
        self._start_soon = QTimer(self, singleShot=True, interval=0)
        self._start_soon.timeout.connect(self._start_threads)
        self._connect()

    @property
    def state(self) -> RunState:
        """How far the run is."""
        return self._state

    @property
    def camera_state(self) -> WorkerState:
        """How far the camera's worker is."""
        return self._worker_states["camera"]

    @property
    def pose_state(self) -> WorkerState:
        """How far the pose model's worker is."""
        return self._worker_states["pose"]

    def start(self, *, get_ready: bool) -> None:
        """Start both threads once the window has shown that they start: with them it shares the processor.

        Args:
            get_ready: Count only from `begin_counting` on; else from the first frame.
        """
        self._enter(RunState.STARTING)
        if not get_ready:
            self._pose.begin_counting()
        self._running = len(self._threads)
        self._start_soon.start()

    def begin_counting(self) -> None:
        """Count from the next frame on."""
        self._pose.begin_counting()

    def pause(self) -> None:
        """Look at no more frames until `resume`; what is under way does not count."""
        if self._state is RunState.COUNTING:
            self._pose.set_paused(paused=True)
            self._enter(RunState.PAUSED)

    def resume(self) -> None:
        """Go on after `pause`."""
        if self._state is RunState.PAUSED:
            self._pose.set_paused(paused=self._is_held)
            self._enter(RunState.COUNTING)

    def hold(self) -> None:
        """Leave the last picture standing until `end_rest` or `stop`: what is done from now on belongs to no set."""
        self._is_held = True
        self._pose.set_paused(paused=True)

    def note_target_reached(self) -> None:
        """Say that all is done that was asked for: whatever ends the run from now on, it is complete."""
        self._reason = self._reason or EndReason.TARGET_REACHED

    def rest(self) -> None:
        """Look at no more frames until `end_rest`; the camera stays open."""
        if self._state in (RunState.COUNTING, RunState.PAUSED):
            self._pose.set_paused(paused=True)
            self._enter(RunState.RESTING)

    def end_rest(self) -> None:
        """Count on after `rest`."""
        if self._state is RunState.RESTING:
            self._is_held = False
            self._pose.set_paused(paused=False)
            self._enter(RunState.COUNTING)

    def stop(self, reason: EndReason = EndReason.STOPPED) -> None:
        """Ask both threads to end; `ended` follows."""
        self._reason = self._reason or reason
        if self._state is not RunState.IDLE:
            self._enter(RunState.STOPPING)
        if self._start_soon.isActive():
            self._start_threads()  # a thread says that it has ended only where it has begun
        for thread in self._threads:
            thread.request_stop()

    def wait(self) -> None:
        """Wait after `stop` until both threads are gone, for a window that closes; `ended` comes before it returns."""
        for thread in self._threads:
            thread.wait()
        self._end()

    def note_painted(self, received_at_s: float, painting_s: float) -> None:
        """Note for the statistics that a frame was painted; see `CaptureMeter.note_painted`.

        What is painted after the end is another run's.
        """
        if self._state is not RunState.IDLE:
            self._meter.note_painted(received_at_s, painting_s, self._camera.frames - 1 - self._shown_index)

    def statistics(self) -> CaptureStatistics:
        """Return what the run has cost so far."""
        meter = self._meter
        return CaptureStatistics(
            seconds=meter.seconds,
            frames_captured=self._camera.frames,
            frames_assessed=self._pose.frames,
            frames_painted=meter.to_paint.count,
            frames_late=meter.late,
            skipped_before_pose=self._captured.replaced + self._pose.left_out,
            skipped_before_paint=self._assessed.replaced,
            frame_to_paint_median_ms=meter.to_paint.percentile_ms(0.5),
            frame_to_paint_p95_ms=meter.to_paint.percentile_ms(0.95),
            inference_median_ms=meter.inference.percentile_ms(0.5),
            engine_median_ms=meter.engine.percentile_ms(0.5),
            paint_median_ms=meter.painting.percentile_ms(0.5),
        )

    def _connect(self) -> None:
        self._camera.state_changed.connect(self._camera_entered)
        self._pose.state_changed.connect(self._pose_entered)
        self._camera.stalled.connect(self.stalled)
        self._camera.retrying.connect(self.retrying)
        self._camera.faulted.connect(self._fault)
        self._camera.ended.connect(self._camera_ended)
        self._pose.frame_waits.connect(self._take_frame)
        self._pose.repetition_completed.connect(self._complete)
        self._pose.faulted.connect(self._fault)
        self._pose.ended.connect(self._pose_ended)

    def _start_threads(self) -> None:
        self._start_soon.stop()
        for thread in self._threads:
            thread.start()

    def _enter(self, state: RunState) -> None:
        if state is not self._state:
            self._state = state
            self.state_changed.emit(state)

    def _camera_entered(self, state: WorkerState) -> None:
        self._worker_states["camera"] = state

    def _pose_entered(self, state: WorkerState) -> None:
        self._worker_states["pose"] = state

    def _take_frame(self) -> None:
        self._pose.note_heard()
        live = self._assessed.take()
        if live is None or self._state in (RunState.IDLE, RunState.STOPPING):
            return
        self._meter.inference.add(live.assessed.inference_ms)
        self._meter.engine.add(live.assessed.engine_ms)
        self._shown_index = live.assessed.frame.index
        before = self._state
        if before is RunState.STARTING:
            self._enter(RunState.COUNTING if live.counting else RunState.GETTING_READY)
        elif before is RunState.GETTING_READY and live.counting:
            self._enter(RunState.COUNTING)
        if self._state is before and not self._next_turn.isActive():
            self.frame_arrived.emit(live)
        else:  # the newest takes the place of one that still waits for its turn
            self._first_of_phase = live
            self._next_turn.start()

    def _hand_on_first(self) -> None:
        live, self._first_of_phase = self._first_of_phase, None
        if live is not None and self._state not in (RunState.IDLE, RunState.STOPPING):
            self.frame_arrived.emit(live)

    def _complete(self, repetition: Repetition) -> None:
        self.repetition_completed.emit(repetition)

    def _fault(self, error: Exception) -> None:
        self._error = self._error or error
        self.stop(EndReason.FAULT)

    def _camera_ended(self) -> None:
        """Let the pose thread finish what lies there; the end of a video is the end of the run."""
        self._reason = self._reason or EndReason.SOURCE_ENDED
        self._threads[0].request_stop()
        self._one_ended()

    def _pose_ended(self) -> None:
        """End the camera too, should the pose thread have ended by itself."""
        self._reason = self._reason or EndReason.SOURCE_ENDED
        for thread in self._threads:
            thread.request_stop()
        self._one_ended()

    def _one_ended(self) -> None:
        self._running -= 1
        if self._running == 0:
            for thread in self._threads:
                thread.wait()
            self._end()

    def _end(self) -> None:
        if self._state is RunState.IDLE:
            return
        self._enter(RunState.IDLE)
        self.ended.emit(RunEnd(self._reason or EndReason.STOPPED, self._pose.assessment, self._pose.curve, self._error))

"""One exercise from start to saved: the run, getting ready, and keeping what is done."""

from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal

from physiocheck_desktop.config.collector import leave_old_alone
from physiocheck_desktop.domain.exercise import Side
from physiocheck_desktop.domain.pain import BodyRegion
from physiocheck_desktop.domain.repetition import Repetition
from physiocheck_desktop.domain.session import SessionRecord
from physiocheck_desktop.gui.capture.controller import CaptureController
from physiocheck_desktop.gui.capture.get_ready import GetReady
from physiocheck_desktop.gui.capture.last_time import LastTime
from physiocheck_desktop.gui.capture.live_frame import LiveFrame
from physiocheck_desktop.gui.capture.means import SessionMeans
from physiocheck_desktop.gui.capture.plan import SessionPlan
from physiocheck_desktop.gui.capture.recorder import SessionRecorder
from physiocheck_desktop.gui.capture.saving import Saver, Saving, saving_of
from physiocheck_desktop.gui.capture.states import EndReason, RunEnd, RunState
from physiocheck_desktop.gui.capture.visit_recorder import VisitRecorder
from physiocheck_desktop.services.delivery import DeliveryStatus, Safety

_STILL: Final = frozenset({RunState.IDLE, RunState.STARTING})
"""No picture moves in these, nor is one about to give way to what follows."""
_moving: Final[set[int]] = set()
"""Sessions, by identity, that are in another one."""


def _look_through_old() -> None:
    if not _moving:
        leave_old_alone(alone=False)


class LiveSession(Saver):
    """Everything about a running session but how it looks.

    Attributes:
        plan: What is to be done.
        controller: The run.
        last: What the session before it came to, None where there was none or nobody has looked yet.

    Signals:
        state_changed: The new `RunState`.
        frame_arrived: The newest `LiveFrame`.
        counted_down: The number to show before it begins, 0 when the countdown was given up.
        repetition_completed: A finished `Repetition`.
        stalled: True when pictures have been missing for a moment, False when they are back.
        retrying: Which try to open a lost camera again begins.
        ended: The `RunEnd`.
    """

    state_changed = Signal(object)
    frame_arrived = Signal(object)
    counted_down = Signal(int)
    repetition_completed = Signal(object)
    stalled = Signal(bool)
    retrying = Signal(int)
    ended = Signal(object)

    def __init__(
        self,
        means: SessionMeans,
        plan: SessionPlan,
        visit: VisitRecorder,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.plan = plan
        self.controller = CaptureController(means.application, plan.definition, plan.source, means.patience, self)
        self._delivery = means.delivery
        # Without a parent: what it still has to record may outlive this session's page.
        self._recorder = SessionRecorder(means.application, means.actor, plan, means.recording, visit)
        self._get_ready = GetReady(self)
        self._recording = False
        self._end: RunEnd | None = None
        self._record: SessionRecord | None = None
        self._recorded = self._kept = 0
        self._sides: list[Side] = []
        self.last: LastTime | None = None
        self._set_number = 1
        self._visit = visit
        self._connect()

    @property
    def state(self) -> RunState:
        """How far the run is."""
        return self.controller.state

    @property
    def counted(self) -> int:
        """How many repetitions were counted so far, over all sets."""
        return len(self._sides)

    @property
    def sides(self) -> tuple[Side, ...]:
        """Which side did each of them."""
        return tuple(self._sides)

    @property
    def kept(self) -> int:
        """How many repetitions would survive the end of this process."""
        return self._kept

    def start(self) -> None:
        """Open the camera and go."""
        self.controller.start(get_ready=self.plan.get_ready)

    def toggle_pause(self) -> None:
        """Pause, or go on."""
        if self.state is RunState.PAUSED:
            self.controller.resume()
        else:
            self.controller.pause()

    def hold_getting_ready(self, *, held: bool) -> None:
        """Do not begin to count while something is asked."""
        self._get_ready.hold(held=held)

    def begin_now(self) -> None:
        """Count at once, without waiting until the person stands right."""
        if self.state is RunState.GETTING_READY:
            self._get_ready.skip()

    def begin_set(self, number: int) -> None:
        """Record what is done from now on as another set."""
        self._set_number = number

    def report_pain(self, region: BodyRegion, level: int) -> None:
        """Record that it hurts, in this session where anything was counted in it."""
        self._visit.report_pain(region, level, self._recorder.session_id)

    def hold(self, *, is_last: bool) -> None:
        """Leave the last picture standing: who has done a set moves on, and none of that is an attempt at another.

        Args:
            is_last: Whether all that was asked for is done, however the session ends from now on.
        """
        self.controller.hold()
        if is_last:
            self.controller.note_target_reached()

    def rest(self) -> None:
        """Count nothing until `end_rest`."""
        self.controller.rest()

    def end_rest(self) -> None:
        """Count on."""
        self.controller.end_rest()

    def stop(self, reason: EndReason = EndReason.STOPPED) -> None:
        """End the session; everything finished in it is kept."""
        self._get_ready.stop()
        self.controller.stop(reason)

    def shut_down(self) -> None:
        """End the session and wait for its threads, for a window that closes."""
        self.stop()
        self.controller.wait()

    def save_again(self) -> None:
        """Try once more to save what could not be saved."""
        if self._end is not None and (self._record is None or self._record.ended_at is None):
            self._recorder.end(self._end)
        self._delivery.try_now()

    def _connect(self) -> None:
        controller, recorder = self.controller, self._recorder
        controller.state_changed.connect(self._enter)
        controller.frame_arrived.connect(self._take)
        controller.repetition_completed.connect(self._complete)
        controller.stalled.connect(self._note_stalled)
        controller.retrying.connect(self.retrying)
        controller.ended.connect(self._finish)
        recorder.recorded.connect(self._note_recorded)
        recorder.failed.connect(self._note_failed)
        self._delivery.changed.connect(self._note_status)
        self._get_ready.counted.connect(self.counted_down)
        self._get_ready.ready.connect(controller.begin_counting)

    def _enter(self, state: RunState) -> None:
        if state is RunState.COUNTING and not self._recording:
            self._recording = True
            self._recorder.begin()
        if state in _STILL:
            _moving.discard(id(self))
            QTimer.singleShot(1, _look_through_old)  # once what follows is shown; this session may be gone by then
        else:
            _moving.add(id(self))
            leave_old_alone(alone=True)
        self.state_changed.emit(state)

    def _take(self, live: LiveFrame) -> None:
        if self.state is RunState.GETTING_READY and live.check is not None:
            self._get_ready.watch(live.check)
        self.frame_arrived.emit(live)

    def _note_stalled(self, stalled: bool) -> None:
        """Say it, and count nobody down who is not seen."""
        if stalled:
            self._get_ready.begin_anew()
        self.stalled.emit(stalled)

    def _complete(self, repetition: Repetition) -> None:
        self._sides.append(repetition.side)
        self._recorder.keep(repetition, self._set_number)
        self.repetition_completed.emit(repetition)

    def _finish(self, end: RunEnd) -> None:
        self._get_ready.stop()
        self._end = end
        if self._recording:
            self._recorder.end(end)
        self.ended.emit(end)

    def _note_recorded(self, record: SessionRecord, repetitions: int) -> None:
        self._record = record
        self._recorded = repetitions
        self._note_status(self._delivery.status)

    def _note_failed(self, error: Exception) -> None:
        ended = self._record is not None and self._record.ended_at is not None
        self._note_saving(Saving(Safety.IN_MEMORY, ended, self._delivery.to_server, error))

    def _note_status(self, status: DeliveryStatus) -> None:
        if self._record is None:
            return
        safety = status.safety(self._record.id)
        if safety is not Safety.IN_MEMORY:
            self._kept = self._recorded
        ended = self._record.ended_at is not None
        self._note_saving(saving_of(status, safety, ended=ended, to_server=self._delivery.to_server))

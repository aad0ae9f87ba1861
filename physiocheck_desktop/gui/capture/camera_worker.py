"""The camera thread's worker: keeps frames coming from a source, and says when they do not."""

import logging
import threading
from collections.abc import Callable
from dataclasses import replace
from time import monotonic, perf_counter
from typing import Final

from PySide6.QtCore import QObject, Signal, Slot

from physiocheck_desktop.domain.errors import CameraError
from physiocheck_desktop.gui.capture.live_frame import CapturedFrame
from physiocheck_desktop.gui.capture.source_reader import SilentCameraError, SourceReader
from physiocheck_desktop.gui.capture.states import Patience, WorkerState
from physiocheck_desktop.pipeline.frames import Frame
from physiocheck_desktop.pipeline.ports import FrameSource
from physiocheck_desktop.pipeline.slot import NewestSlot

logger = logging.getLogger(__name__)

_LOOK_EVERY_S: Final = 0.04
_LONGEST_LOOK_S: Final = 0.5
"""Whoever looks less often than so was asleep in between, or this computer was busy with other programs."""


class CameraWorker(QObject):
    """Watches a source being read, opens a lost camera again a few times, and gives up with a sentence.

    Signals:
        state_changed: The new `WorkerState`.
        stalled: True when pictures have been missing for a moment, False when they are back.
        retrying: Which try to open a lost camera again begins, from 1.
        faulted: The error that ended it.
        ended: The worker is done; always the last signal.
    """

    state_changed = Signal(object)
    stalled = Signal(bool)
    retrying = Signal(int)
    faulted = Signal(object)
    ended = Signal()

    def __init__(
        self,
        create_source: Callable[[], FrameSource],
        slot: NewestSlot[CapturedFrame],
        no_more: threading.Event,
        patience: Patience,
    ) -> None:
        """Prepare.

        Args:
            create_source: Makes an unopened source; called for each try.
            slot: Takes the frames; closed at the end.
            no_more: Set at the end, before the slot is closed.
            patience: How long the camera is waited for.
        """
        super().__init__()
        self._create_source = create_source
        self._slot = slot
        self._no_more = no_more
        self._patience = patience
        self._stop = threading.Event()
        self._clock = _RunClock()
        self._silence = _Silence()
        self._is_stalled = False

    @property
    def frames(self) -> int:
        """How many frames came so far."""
        return self._clock.frames

    def request_stop(self) -> None:
        """Ask the worker to end; may be called from any thread."""
        self._stop.set()

    @Slot()
    def run(self) -> None:
        """Read until the source ends, a stop is asked for, or the camera is given up."""
        self.state_changed.emit(WorkerState.STARTING)
        try:
            self._read_with_retries()
        except Exception as error:  # noqa: BLE001 - the worker's one handler; the controller tells it
            self.state_changed.emit(WorkerState.FAULTED)
            self.faulted.emit(error)
        self._no_more.set()
        self._slot.close()
        self.state_changed.emit(WorkerState.IDLE)
        self.ended.emit()

    def _read_with_retries(self) -> None:
        tries = 0
        while True:
            before = self.frames
            try:
                self._read_once()
            except CameraError as error:
                tries = 0 if self.frames > before else tries
                if self.frames == 0 or tries >= self._patience.tries or isinstance(error, SilentCameraError):
                    raise
                tries += 1
                self._tell_stalled(stalled=True)
                logger.info("The camera was lost (%s); try %d to open it again.", type(error).__name__, tries)
                self.retrying.emit(tries)
                if self._stop.wait(self._patience.retry_after_s):
                    return
                self._clock.begin_anew()
            else:
                return

    def _read_once(self) -> None:
        """Read one source until it ends; raises what ended it."""
        reader = SourceReader(self._create_source, self._deliver)
        self._silence = _Silence()
        while not reader.done.wait(_LOOK_EVERY_S):
            if self._stop.is_set():
                self.state_changed.emit(WorkerState.STOPPING)
                reader.leave(self._patience.leave_s)
                return
            self._watch(reader)
        if reader.error is not None:
            raise reader.error

    def _watch(self, reader: SourceReader) -> None:
        """Say when pictures are missing, and give up when they have been for too long."""
        silent_s = self._silence.since(reader.last_sign_s)
        still_none = self._is_stalled and reader.frames == 0
        self._tell_stalled(stalled=still_none or silent_s > self._patience.stalled_s)
        patience_s = self._patience.silence_s if reader.frames else self._patience.open_s
        if silent_s > patience_s:
            reader.leave(0.0)
            raise SilentCameraError(reader.frames)

    def _tell_stalled(self, *, stalled: bool) -> None:
        if stalled != self._is_stalled:
            self._is_stalled = stalled
            self.stalled.emit(stalled)

    def _deliver(self, frame: Frame) -> None:
        """Put a frame into the slot; called in the reader's thread."""
        received_at_s = perf_counter()
        if self._clock.frames == 0:
            self.state_changed.emit(WorkerState.RUNNING)
        self._slot.put(CapturedFrame(self._clock.stamp(frame), received_at_s))


class _Silence:
    """How long a source has been silent, by the time for which somebody was there to listen.

    A computer that wakes up has not heard its camera for hours by the clock; the camera has to wake up as well.
    """

    def __init__(self) -> None:
        self._silent_s = self._sign_s = 0.0
        self._looked_s = monotonic()

    def since(self, sign_s: float) -> float:
        """Return for how long nothing was heard; to be asked every moment.

        Args:
            sign_s: When something was heard last, on the monotonic clock.
        """
        now_s = monotonic()
        listened_s, self._looked_s = min(now_s - self._looked_s, _LONGEST_LOOK_S), now_s
        self._silent_s = 0.0 if sign_s != self._sign_s else self._silent_s + listened_s
        self._sign_s = sign_s
        return self._silent_s


class _RunClock:
    """Makes the frames of a camera that was opened again go on in time, because its own clock starts at 0 each time."""

    def __init__(self) -> None:
        self.frames = 0
        self._offset_s: float | None = 0.0
        self._last_s = 0.0
        self._last_at_s = 0.0

    def begin_anew(self) -> None:
        """Take the next frame as the first of a source that starts its clock anew."""
        self._offset_s = None

    def stamp(self, frame: Frame) -> Frame:
        """Return the frame with its time and number in the whole run."""
        now_s = monotonic()
        if self._offset_s is None:
            self._offset_s = self._last_s + (now_s - self._last_at_s) - frame.captured_at_s
        stamped = frame
        if self._offset_s != 0.0 or frame.index != self.frames:
            stamped = replace(frame, captured_at_s=frame.captured_at_s + self._offset_s, index=self.frames)
        self.frames += 1
        self._last_s, self._last_at_s = stamped.captured_at_s, now_s
        return stamped

"""Shows what a camera gives, before any session, and says what is wrong with it; no pose is looked for."""

from collections.abc import Callable
from time import monotonic
from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal

from physiocheck_desktop.gui.capture.camera_check import CameraCheck
from physiocheck_desktop.gui.capture.source_reader import SilentCameraError, SourceReader
from physiocheck_desktop.gui.capture.states import Patience
from physiocheck_desktop.pipeline.frames import Frame
from physiocheck_desktop.pipeline.ports import FrameSource
from physiocheck_desktop.pipeline.slot import NewestSlot

_LOOK_EVERY_MS: Final = 33


class CameraPreview(QObject):
    """One camera at a time, read in a `SourceReader`'s thread; nothing here waits for it.

    A camera that was switched off is let go by its reader in its own time, and the next one is opened only then, since
    it may be the same.

    Signals:
        shown: A `Frame`, the newest.
        checked: The `CameraFinding`, once after each start.
        failed: Why there is no picture any more.
    """

    shown = Signal(object)
    checked = Signal(object)
    failed = Signal(object)

    def __init__(self, patience: Patience, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._patience = patience
        self._reader: SourceReader | None = None
        self._leaving: SourceReader | None = None
        self._wanted: Callable[[], FrameSource] | None = None
        self._slot: NewestSlot[Frame] = NewestSlot()
        self._check: CameraCheck | None = None
        self._left_at_s = 0.0
        self._pulse = QTimer(self)
        self._pulse.setInterval(_LOOK_EVERY_MS)
        self._pulse.timeout.connect(self._look)

    @property
    def is_on(self) -> bool:
        """Whether a camera is read, or is about to be."""
        return self._reader is not None or self._wanted is not None

    @property
    def is_let_go(self) -> bool:
        """Whether no camera is held any more."""
        return not self.is_on and (self._leaving is None or self._leaving.done.is_set())

    def start(self, create_source: Callable[[], FrameSource]) -> None:
        """Open a camera in place of the one that is on, and check it.

        Args:
            create_source: Makes the unopened camera.
        """
        self._leave()
        self._wanted = create_source
        self._pulse.start()
        self._look()

    def stop(self) -> None:
        """Switch the camera off; returns at once."""
        self._leave()
        self._pulse.stop()

    def _leave(self) -> None:
        self._wanted = self._check = None
        if self._reader is not None:
            self._reader.request_stop()
            self._leaving, self._reader = self._reader, None
            self._left_at_s = monotonic()

    def _look(self) -> None:
        if self._wanted is not None:
            self._open_wanted()
        reader = self._reader
        if reader is None:
            return
        frame = self._slot.take()
        if frame is not None:
            self._take(frame)
        elif reader.done.is_set():
            self._fail(reader.error or SilentCameraError(reader.frames))
        elif monotonic() - reader.last_sign_s > (self._patience.silence_s if reader.frames else self._patience.open_s):
            self._fail(SilentCameraError(reader.frames))

    def _open_wanted(self) -> None:
        hangs = monotonic() - self._left_at_s > self._patience.silence_s
        if self._wanted is None or not (self._leaving is None or self._leaving.done.is_set() or hangs):
            return
        create_source, self._wanted, self._leaving = self._wanted, None, None
        self._slot, self._check = NewestSlot(), CameraCheck()
        self._reader = SourceReader(create_source, self._slot.put)

    def _take(self, frame: Frame) -> None:
        self.shown.emit(frame)
        if self._check is not None:
            self._check.add(frame)
            if self._check.is_done:
                finding, self._check = self._check.finding(), None
                self.checked.emit(finding)

    def _fail(self, error: Exception) -> None:
        self.stop()
        self.failed.emit(error)

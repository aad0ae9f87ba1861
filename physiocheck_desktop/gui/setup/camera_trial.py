"""Shows what a camera gives before anything is set up, and says why where it gives nothing."""

from collections.abc import Callable
from time import monotonic
from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal

from physiocheck_desktop.domain.errors import CameraError
from physiocheck_desktop.gui.capture.source_reader import SourceReader
from physiocheck_desktop.gui.capture.states import Patience
from physiocheck_desktop.pipeline.frames import Frame
from physiocheck_desktop.pipeline.ports import FrameSource
from physiocheck_desktop.pipeline.slot import NewestSlot

_LOOK_EVERY_MS: Final = 33


class CameraTrial(QObject):
    """One camera at a time, read in a thread of its own.

    Signals:
        shown: The newest `Frame`.
        failed: Why there is no picture.
    """

    shown = Signal(object)
    failed = Signal(object)

    def __init__(self, patience: Patience, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._patience = patience
        self._reader: SourceReader | None = None
        self._slot: NewestSlot[Frame] = NewestSlot()
        self._pulse = QTimer(self)
        self._pulse.setInterval(_LOOK_EVERY_MS)
        self._pulse.timeout.connect(self._look)

    @property
    def is_on(self) -> bool:
        """Whether a camera is read."""
        return self._reader is not None

    def start(self, create_source: Callable[[], FrameSource]) -> None:
        """Open a camera in place of the one that is on.

        Args:
            create_source: Makes the unopened camera.
        """
        self.stop()
        self._slot = NewestSlot()
        self._reader = SourceReader(create_source(), self._slot.put)
        self._pulse.start()

    def stop(self) -> None:
        """Switch the camera off, waiting for it a moment at most."""
        self._pulse.stop()
        if self._reader is not None:
            self._reader.leave(self._patience.leave_s)
            self._reader = None

    def _look(self) -> None:
        reader = self._reader
        if reader is None:
            return
        frame = self._slot.take()
        if frame is not None:
            self.shown.emit(frame)
        elif reader.done.is_set():
            self._fail(reader.error or CameraError("The camera gives no more pictures.", remedy="Look again."))
        elif monotonic() - reader.last_sign_s > self._patience.open_s:
            self._fail(
                CameraError(
                    "The camera does not answer.",
                    remedy="Unplug it and plug it in again, close other programs that use it, then try again.",
                )
            )

    def _fail(self, error: Exception) -> None:
        self.stop()
        self.failed.emit(error)

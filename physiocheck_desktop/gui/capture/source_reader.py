"""Reads a source of frames in a thread that can be left behind when a driver hangs in it."""

import logging
import threading
from collections.abc import Callable
from time import monotonic

from physiocheck_desktop.domain.errors import CameraError
from physiocheck_desktop.pipeline.frames import Frame
from physiocheck_desktop.pipeline.ports import FrameSource

logger = logging.getLogger(__name__)


class SilentCameraError(CameraError):
    """A driver hangs; opening the camera again would hang as well."""

    def __init__(self, frames: int) -> None:
        """Tell it.

        Args:
            frames: How many frames came before.
        """
        super().__init__(
            "The camera does not answer any more." if frames else "The camera does not answer.",
            remedy="Unplug it and plug it in again, close other programs that use it, then try again.",
        )


class SourceReader:
    """Opens, reads and closes one source in one daemon thread.

    A driver or a network stream may block for ever in any of these calls, and a thread cannot be stopped from outside.
    So nobody waits for this one: whoever has had enough leaves it, it delivers nothing more, and it closes the source
    should the driver ever answer. Being a daemon it does not hold up the end of the program either.

    Attributes:
        done: Set once the thread has ended, for whatever reason.
        error: What ended it, None where the source came to its end or was left.
        last_sign_s: When it last opened the source or read a frame, on the monotonic clock.
        frames: How many frames were delivered.
    """

    def __init__(self, create_source: Callable[[], FrameSource], deliver: Callable[[Frame], None]) -> None:
        """Begin.

        Args:
            create_source: Makes the unopened source; called in the reader's own thread.
            deliver: Takes each frame; called there too.
        """
        self.done = threading.Event()
        self.error: Exception | None = None
        self.last_sign_s = monotonic()
        self.frames = 0
        self._create_source = create_source
        self._deliver = deliver
        self._left = threading.Event()
        self._thread = threading.Thread(target=self._run, name="frame-source", daemon=True)
        self._thread.start()

    def request_stop(self) -> None:
        """Ask the thread to end; returns at once."""
        self._left.set()

    def leave(self, patience_s: float) -> bool:
        """Ask the thread to end, give it a moment, and say whether it did."""
        self._left.set()
        ended = self.done.wait(patience_s)
        if not ended:
            logger.warning("The source of frames does not answer and is left behind in its thread.")
        return ended

    def _run(self) -> None:
        try:
            with self._create_source() as source:
                self.last_sign_s = monotonic()
                while not self._left.is_set():
                    frame = source.read()
                    if frame is None or self._left.is_set():
                        break
                    self.last_sign_s = monotonic()
                    self.frames += 1
                    self._deliver(frame)
        except Exception as error:  # noqa: BLE001 - handed to the worker that watches, which tells it
            self.error = error
        finally:
            self.done.set()

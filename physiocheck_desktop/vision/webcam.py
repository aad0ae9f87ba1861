"""A webcam as a source of frames, which never blocks for longer than its promised waits."""

import logging
import threading
import time
from collections.abc import Callable
from typing import Final

from physiocheck_desktop.domain.errors import BugError, CameraError
from physiocheck_desktop.pipeline.frames import Frame
from physiocheck_desktop.pipeline.ports import SourceInfo
from physiocheck_desktop.pipeline.slot import NewestSlot
from physiocheck_desktop.pipeline.source_choice import camera_number
from physiocheck_desktop.vision.base_source import BaseFrameSource
from physiocheck_desktop.vision.camera_capture import Capture, open_capture
from physiocheck_desktop.vision.camera_discovery import camera_index

logger = logging.getLogger(__name__)

OPEN_TIMEOUT_S: Final = 20.0
SILENCE_TIMEOUT_S: Final = 5.0
_WAIT_S: Final = 0.1
_FAILED_READS: Final = 10
_RETRY_AFTER_S: Final = 0.05
_LEAVE_AFTER_S: Final = 0.5

CaptureOpener = Callable[[int, int, int], Capture]
"""Opens the camera at an index with a wanted width and height."""


class WebcamSource(BaseFrameSource):
    """Gives the newest picture of a camera, with the time at which it was taken.

    Drivers may hang in any call, so a thread of its own opens, reads and releases the camera, and this object only ever
    waits for it with a limit. `close` may be called from any thread and ends a waiting `open` or `read`; a driver that
    hangs is left to its thread, which holds nothing up, and releases the camera when the driver answers.
    """

    def __init__(
        self, camera: int | str = 0, width: int = 1280, height: int = 720, *, opener: CaptureOpener = open_capture
    ) -> None:
        super().__init__()
        self._camera = camera
        self._size = (width, height)
        self._opener = opener
        self._grabber: _Grabber | None = None
        self._held: Frame | None = None

    def open(self) -> None:
        """Open the camera and wait for its first picture.

        Raises:
            CameraError: It is missing, busy, refused, or does not answer.
        """
        self.close()
        index = camera_index(self._camera)
        grabber = _Grabber(self._opener, index, *self._size)
        self._grabber = grabber
        try:
            first = grabber.wait_for_frame(OPEN_TIMEOUT_S)
        except BaseException:
            self.close()
            raise
        if first is None:
            raise CameraError("The camera was closed while it was being opened.")
        height, width = first.picture.shape[:2]
        name = self._camera if isinstance(self._camera, str) else f"Camera {camera_number(index)}"
        self._info = SourceInfo(name, width, height, grabber.rate, None, live=True)
        self._held = first

    def read(self) -> Frame | None:
        """Return the newest picture, waiting for one if need be; None once the source is closed.

        Raises:
            CameraError: The camera is gone or has been silent for too long.
        """
        if self._info is None:
            raise BugError("A camera was read before it was opened.")
        held, self._held = self._held, None
        grabber = self._grabber
        if held is not None or grabber is None:
            return held
        return grabber.wait_for_frame(SILENCE_TIMEOUT_S)

    def close(self) -> None:
        """Let the camera go; may be called more than once, and from another thread than the one that reads."""
        grabber, self._grabber = self._grabber, None
        self._held = None
        if grabber is not None:
            grabber.stop()


class _Grabber:
    """The thread that talks to the driver."""

    def __init__(self, opener: CaptureOpener, index: int, width: int, height: int) -> None:
        self.rate = 0.0
        self._index = index
        self._slot: NewestSlot[Frame] = NewestSlot()
        self._stopped = threading.Event()
        self._error: Exception | None = None
        self._thread = threading.Thread(
            target=self._run, args=(opener, width, height), name=f"camera-{index}", daemon=True
        )
        self._thread.start()

    def wait_for_frame(self, timeout_s: float) -> Frame | None:
        """Return the newest frame not yet taken, or None once stopped.

        Raises:
            CameraError: The camera gave up, or nothing came within the time.
        """
        give_up_at_s = time.monotonic() + timeout_s
        while not self._stopped.is_set():
            frame = self._slot.take(_WAIT_S)
            if frame is not None:
                return frame
            if self._error is not None:
                raise self._error
            if time.monotonic() > give_up_at_s:
                raise CameraError(
                    f"Camera {camera_number(self._index)} does not answer.",
                    remedy="Unplug it and plug it in again, or restart the program that holds it.",
                )
        return None

    def stop(self) -> None:
        """Ask the thread to end and give it a moment; a hanging driver is not waited for."""
        self._stopped.set()
        self._slot.close()
        if threading.current_thread() is not self._thread:
            self._thread.join(_LEAVE_AFTER_S)
            if self._thread.is_alive():
                logger.warning("Camera %d does not answer while it is being closed.", camera_number(self._index))

    def _run(self, opener: CaptureOpener, width: int, height: int) -> None:
        try:
            capture = opener(self._index, width, height)
        except Exception as error:  # noqa: BLE001 - handed to the thread that waits, which raises it
            self._error = error
            return
        try:
            self.rate = capture.rate
            self._grab(capture)
        except Exception as error:  # noqa: BLE001 - handed to the thread that waits, which raises it
            self._error = error
        finally:
            capture.release()

    def _grab(self, capture: Capture) -> None:
        """Put each picture into the slot until stopped; give up after some failures in a row."""
        begun_at_s = last_s = time.monotonic()
        index = failures = 0
        while not self._stopped.is_set():
            taken = capture.grab()
            taken_at_s = time.monotonic()
            picture = capture.retrieve() if taken else None
            if picture is None:
                failures += 1
                if failures >= _FAILED_READS:
                    raise CameraError(
                        f"Camera {camera_number(self._index)} stopped giving pictures.",
                        remedy="Check its cable, and whether another program has taken it, then start again.",
                    )
                self._stopped.wait(_RETRY_AFTER_S)
                continue
            failures = 0
            if index == 0:
                begun_at_s = taken_at_s
            elif taken_at_s <= last_s:  # the clock of some systems stands still for milliseconds
                taken_at_s = last_s + 0.001
            last_s = taken_at_s
            self._slot.put(Frame(picture, taken_at_s - begun_at_s, index))
            index += 1

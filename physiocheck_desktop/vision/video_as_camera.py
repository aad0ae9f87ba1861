"""A video that plays like a camera: at real speed, live, and in a loop where that is wanted."""

import logging
import threading
import time
from dataclasses import replace
from typing import Final

import numpy as np

from physiocheck_desktop.domain.errors import BugError
from physiocheck_desktop.pipeline.frames import Frame
from physiocheck_desktop.vision.base_source import BaseFrameSource
from physiocheck_desktop.vision.video_file import VideoFileSource

logger = logging.getLogger(__name__)

_LATE_S: Final = 0.1
_HOPELESS_S: Final = 0.5
_ASSUMED_RATE: Final = 30.0


class VideoAsCamera(BaseFrameSource):
    """Gives each frame of a video when its time has come, and leaves out those whose time is past.

    Frame times are the video's own, so that what is measured does not depend on how fast this computer is; in a loop
    they go on, with one frame's time between the last picture and the first. `close` may be called from any thread and
    ends a `read` that waits.
    """

    def __init__(self, location: str, *, loop: bool = False, flipped: bool = False) -> None:
        """Prepare.

        Args:
            location: Path or address of the video.
            loop: Start again at its end.
            flipped: Swap left and right in its pictures.
        """
        super().__init__()
        self._flipped = flipped
        self._video = VideoFileSource(location)
        self._loop = loop
        self._lock = threading.Lock()
        self._closed = threading.Event()
        self._begun_at_s: float | None = None
        self._round_begins_s = 0.0
        self._last_s = 0.0
        self._index = 0
        self._left_out = 0

    @property
    def left_out(self) -> int:
        """How many frames came too late to be given."""
        return self._left_out

    def open(self) -> None:
        """Open the video. Raises `InputError` as `VideoFileSource.open` does."""
        self.close()
        with self._lock:
            self._video.open()
            self._info = replace(self._video.info, live=True, frame_count=None)
            self._closed.clear()
            self._begun_at_s = None
            self._round_begins_s = self._last_s = 0.0
            self._index = self._left_out = 0

    def read(self) -> Frame | None:
        """Wait for the next frame's time and return it; None at the end and once the source is closed."""
        if self._info is None:
            raise BugError("A video was read before it was opened.")
        while not self._closed.is_set():
            frame = self._next_frame()
            if frame is None:
                return None
            if self._begun_at_s is None:
                self._begun_at_s = time.monotonic() - frame.captured_at_s
            wait_s = self._begun_at_s + frame.captured_at_s - time.monotonic()
            if wait_s > 0.0 and self._closed.wait(wait_s):
                return None
            if wait_s < -_HOPELESS_S:  # the computer slept or decodes too slowly: the video's time goes on from here
                logger.info("A video runs %.1f s behind; its clock is set anew.", -wait_s)
                self._begun_at_s -= wait_s
            elif wait_s < -_LATE_S:
                self._left_out += 1
                continue
            frame = replace(frame, index=self._index)
            self._index += 1
            return frame
        return None

    def close(self) -> None:
        """Let the video go; may be called more than once, and from another thread than the one that reads."""
        self._closed.set()
        with self._lock:
            self._video.close()

    def _next_frame(self) -> Frame | None:
        """Return the video's next frame with a time that goes on through the rounds of a loop."""
        with self._lock:
            if self._closed.is_set():
                return None
            frame = self._video.read()
            if frame is None and self._loop:
                self._video.open()
                self._round_begins_s = self._last_s + 1.0 / (self.info.frames_per_second or _ASSUMED_RATE)
                frame = self._video.read()
        if frame is None:
            return None
        self._last_s = self._round_begins_s + frame.captured_at_s
        picture = np.ascontiguousarray(frame.picture[:, ::-1]) if self._flipped else frame.picture
        return replace(frame, picture=picture, captured_at_s=self._last_s)

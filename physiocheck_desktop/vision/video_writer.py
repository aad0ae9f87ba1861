"""Write assessed frames, with their overlay, as an MP4 that plays everywhere and keeps the real times."""

import logging
import os
from collections.abc import Iterator
from contextlib import contextmanager
from fractions import Fraction
from pathlib import Path
from types import TracebackType
from typing import Final, Self
from uuid import uuid4

import av
import av.error
import numpy as np
from av.container import OutputContainer
from av.video.frame import VideoFrame
from av.video.reformatter import ColorRange, Colorspace
from av.video.stream import VideoStream
from numpy.typing import NDArray

from physiocheck_desktop.config.words import ENGLISH, Words
from physiocheck_desktop.domain.errors import BugError, StorageError
from physiocheck_desktop.domain.exercise import ExerciseDefinition
from physiocheck_desktop.pipeline.frames import AssessedFrame
from physiocheck_desktop.vision.opencv import cv2
from physiocheck_desktop.vision.overlay import OverlayPainter

logger = logging.getLogger(__name__)

_TIME_BASE: Final = Fraction(1, 60_000)
"""Fine enough for all usual frame rates, and as fine as MPEG-4 allows."""

_ASSUMED_RATE: Final = 30
_BT709: Final = 1
_ENCODERS: Final[tuple[tuple[str, dict[str, str]], ...]] = (
    ("libx264", {"preset": "veryfast", "crf": "20"}),
    ("mpeg4", {"qscale": "3"}),
)


class AnnotatedVideoWriter:
    """Draws each assessed frame and encodes it; use as a context manager, and write at least one frame.

    The video is written under another name beside its place and takes its name when it is complete: nothing
    half-written is left there, whether a frame, the disk or the caller fails.
    """

    def __init__(self, path: Path, definition: ExerciseDefinition, words: Words = ENGLISH) -> None:
        self._path = path
        self._finished = Path(os.path.realpath(path))
        self._unfinished = self._finished.with_name(f".physiocheck-{uuid4().hex[:8]}.mp4")
        self._painter = OverlayPainter(definition, words)
        self._container: OutputContainer | None = None
        self._stream: VideoStream | None = None
        self._first_s = 0.0
        self._last_pts = -1

    def __enter__(self) -> Self:
        try:
            with self._told_as_storage_error():
                self._unfinished.touch()
                self._container = av.open(str(self._unfinished), "w", format="mp4", options={"movflags": "+faststart"})
        except BaseException:  # a request to end, too, for which no exit would be called
            self._abandon()
            raise
        return self

    def write(self, assessed: AssessedFrame) -> None:
        """Draw and encode one frame; times must not decrease.

        Raises:
            StorageError: The disk is full or the place cannot be written to.
        """
        if self._container is None:
            raise BugError("A frame was written to a video that is not open.")
        picture = self._painter.paint(assessed)
        if self._stream is None:
            self._first_s = assessed.frame.captured_at_s
            self._stream = self._add_stream(self._container, picture)
        frame = _encodable(picture, self._stream)
        pts = round((assessed.frame.captured_at_s - self._first_s) / _TIME_BASE)
        self._last_pts = max(pts, self._last_pts + 1)
        frame.pts = self._last_pts
        frame.time_base = _TIME_BASE
        with self._told_as_storage_error():
            self._container.mux(self._stream.encode(frame))

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        try:
            if error is None:
                self._finish()
        finally:
            self._abandon()

    def _finish(self) -> None:
        """Encode what is still under way, close the file and give it its name."""
        with self._told_as_storage_error():
            if self._container is None or self._stream is None:
                return
            self._container.mux(self._stream.encode())
            container, self._container = self._container, None
            container.close()
            self._unfinished.replace(self._finished)

    def _abandon(self) -> None:
        """Close what is still open and remove what was not finished; after `_finish` nothing is left to do."""
        container, self._container = self._container, None
        if container is not None:
            try:
                container.close()
            except (OSError, av.error.FFmpegError) as error:
                logger.info("The unfinished video could not be closed: %s", error.strerror)
        try:
            self._unfinished.unlink(missing_ok=True)
        except OSError as error:
            logger.warning("The unfinished video could not be removed: %s", error.strerror)

    def _add_stream(self, container: OutputContainer, picture: NDArray[np.uint8]) -> VideoStream:
        """Add the video stream, H.264 where this build of FFmpeg has it."""
        for name, options in _ENCODERS:
            if name not in av.codecs_available:
                continue
            stream = container.add_stream(name, rate=_ASSUMED_RATE, options=options)
            if not isinstance(stream, VideoStream):
                raise BugError(f"{name} does not encode pictures.")
            stream.width = picture.shape[1] // 2 * 2
            stream.height = picture.shape[0] // 2 * 2
            stream.pix_fmt = "yuv420p"
            context = stream.codec_context
            context.time_base = stream.time_base = _TIME_BASE
            context.colorspace = context.color_primaries = context.color_trc = _BT709
            context.color_range = ColorRange.MPEG
            return stream
        raise StorageError(
            "This computer has no encoder for videos.", remedy="Leave the video out, or install the program again."
        )

    @contextmanager
    def _told_as_storage_error(self) -> Iterator[None]:
        try:
            yield
        except (OSError, av.error.FFmpegError) as error:
            reason = error.strerror or os.strerror(error.errno or 0)
            raise StorageError(
                f"The video {self._path} cannot be written: {reason}.",
                kept="Nothing half-written was left there.",
                remedy="Choose another folder, or make room on the disk, and export again.",
            ) from error


def _encodable(picture: NDArray[np.uint8], stream: VideoStream) -> VideoFrame:
    """Return the picture in the encoder's colours and size, which is the first picture's, rounded to even numbers."""
    if picture.shape[:2] != (stream.height, stream.width):
        if abs(picture.shape[0] - stream.height) <= 1 and abs(picture.shape[1] - stream.width) <= 1:
            picture = np.ascontiguousarray(picture[: stream.height, : stream.width])
        else:
            picture = np.asarray(cv2.resize(picture, (stream.width, stream.height)), dtype=np.uint8)
    frame = VideoFrame.from_ndarray(picture, format="rgb24")
    return frame.reformat(format="yuv420p", dst_colorspace=Colorspace.ITU709, dst_color_range=ColorRange.MPEG)

"""A video file or URL as a source of frames, every frame with the time that the file itself gives it."""

import logging
from collections.abc import Iterator
from fractions import Fraction
from typing import Final, cast

import av
import av.error
import numpy as np
from av.container import InputContainer
from av.sidedata.sidedata import SideDataContainer
from av.video.frame import VideoFrame
from av.video.stream import VideoStream
from numpy.typing import NDArray

from physiocheck_desktop.domain.errors import InputError
from physiocheck_desktop.pipeline.frames import Frame
from physiocheck_desktop.pipeline.ports import SourceInfo
from physiocheck_desktop.vision.base_source import BaseFrameSource
from physiocheck_desktop.vision.picture_geometry import MIN_SIDE_PX, Orientation, display_size
from physiocheck_desktop.vision.video_opening import display_name, open_video, unreadable

logger = logging.getLogger(__name__)

_ASSUMED_PERIOD_S: Final = 1.0 / 30.0
_SMALLEST_STEP_S: Final = 0.001
_RESTART_S: Final = 0.5
_MAX_DAMAGED_IN_A_ROW: Final = 60
_WHOLE_SHARE: Final = 0.95


class VideoFileSource(BaseFrameSource):
    """Gives every frame of a video, upright, with square pixels, RGB, at most 1920 pixels on its longer side.

    Times are the container's presentation times, counted from the first picture. Times that stand still are moved on
    by a millisecond; where a file's clock jumps back, all that follows is moved on behind what went before. Damaged
    frames are left out. A file that ends too early gives what it has, and the log says so (`cut_short`).
    """

    def __init__(self, location: str) -> None:
        super().__init__()
        self._location = location
        self._name = display_name(location)
        self._container: InputContainer | None = None
        self._pictures: Iterator[VideoFrame] = iter(())
        self._first: VideoFrame | None = None
        self._orientation = Orientation()
        self._clock = _PresentationClock(_ASSUMED_PERIOD_S)
        self._pixel_aspect: Fraction | None = None
        self._index = 0
        self._damaged = 0
        self._cut_short = False

    @property
    def cut_short(self) -> bool:
        """True once the end was reached and clearly less came than the container promised."""
        return self._cut_short

    def open(self) -> None:
        """Open the file and decode its first picture.

        Raises:
            InputError: It cannot be read, has no picture, no frames, or frames too small to see a body in.
        """
        self.close()
        container, stream = open_video(self._location)
        self._container = container
        self._index = 0
        self._damaged = 0
        self._cut_short = False
        try:
            self._pictures = self._decode(container, stream)
            first = next(self._pictures, None)
            self._prepare(first, container, stream)
        except BaseException:
            self.close()
            raise

    def read(self) -> Frame | None:
        """Return the next frame, or None at the end of the video."""
        picture, self._first = self._first, None
        if picture is None:
            picture = next(self._pictures, None)
        if picture is None:
            return None
        frame = Frame(self._to_rgb(picture), self._clock.time_of(picture.time), self._index)
        self._index += 1
        return frame

    def close(self) -> None:
        """Let the file go; may be called more than once."""
        self._first = None
        self._pictures = iter(())
        container, self._container = self._container, None
        if container is not None:
            container.close()

    def _prepare(self, first: VideoFrame | None, container: InputContainer, stream: VideoStream) -> None:
        """Take from the first picture what holds for all; an `InputError` where there is none to watch."""
        if first is None:
            if self._damaged:
                raise unreadable(self._name)
            raise InputError(f"There are no pictures in {self._name}.", remedy="Choose another video.")
        side_data = cast("SideDataContainer", first.side_data)
        matrix = next((item for item in side_data if item.type.name == "DISPLAYMATRIX"), None)
        self._orientation = Orientation() if matrix is None else Orientation.from_display_matrix(bytes(matrix))
        self._pixel_aspect = stream.sample_aspect_ratio
        rate = float(stream.average_rate) if stream.average_rate else None
        self._clock = _PresentationClock(1.0 / rate if rate else _ASSUMED_PERIOD_S)
        width, height = display_size(first.width, first.height, stream.sample_aspect_ratio)
        if min(width, height) < MIN_SIDE_PX:
            raise InputError(
                f"The pictures in {self._name} are too small to see a person in ({first.width} × {first.height}).",
                remedy=f"Choose a video of at least {MIN_SIDE_PX} pixels on each side.",
            )
        if self._orientation.transposed:
            width, height = height, width
        count = stream.frames or round(_duration_s(container, stream) * (rate or 0.0)) or None
        self._info = SourceInfo(self._name, width, height, rate, count, live=False)
        self._first = first

    def _decode(self, container: InputContainer, stream: VideoStream) -> Iterator[VideoFrame]:
        """Yield decoded pictures, leaving damaged ones out, until the container ends or is damaged throughout."""
        decoded = damaged_in_a_row = 0
        try:
            for packet in container.demux(stream):
                try:
                    pictures = packet.decode()
                except av.error.FFmpegError as error:
                    self._damaged += 1
                    damaged_in_a_row += 1
                    logger.debug("A video is damaged after %d pictures: %s", decoded, error.strerror)
                    if damaged_in_a_row > _MAX_DAMAGED_IN_A_ROW:
                        break
                    continue
                for picture in pictures:
                    damaged_in_a_row = 0
                    decoded += 1
                    yield picture
        except av.error.FFmpegError as error:
            self._damaged += 1
            logger.warning("A video breaks off after %d pictures: %s", decoded, error.strerror)
        promised = self._info.frame_count if decoded and self._info else None
        if promised and decoded < _WHOLE_SHARE * promised:
            self._cut_short = True
            logger.warning("A video is cut short: %d of %d pictures could be read.", decoded, promised)

    def _to_rgb(self, picture: VideoFrame) -> NDArray[np.uint8]:
        width, height = display_size(picture.width, picture.height, self._pixel_aspect)
        if (width, height) == (picture.width, picture.height):
            stored = picture.to_ndarray(format="rgb24")
        else:
            stored = picture.to_ndarray(format="rgb24", width=width, height=height, interpolation="AREA")
        return self._orientation.apply(cast("NDArray[np.uint8]", stored))


def _duration_s(container: InputContainer, stream: VideoStream) -> float:
    """Return the length that the container states, seconds; 0 where it states none."""
    if stream.duration and stream.time_base:
        return float(stream.duration * stream.time_base)
    return (container.duration or 0) / av.time_base


class _PresentationClock:
    """Turns a container's presentation times into times that begin at 0 and increase strictly."""

    def __init__(self, period_s: float) -> None:
        self._period_s = period_s
        self._shift_s: float | None = None
        self._last_s = 0.0

    def time_of(self, presented_s: float | None) -> float:
        """Return the time of the next picture, seconds.

        Args:
            presented_s: What the container says; None where it says nothing.
        """
        if self._shift_s is None:
            self._shift_s = -(presented_s or 0.0)
            return 0.0
        if presented_s is None:
            self._last_s += self._period_s
            return self._last_s
        time_s = presented_s + self._shift_s
        if time_s <= self._last_s:
            if self._last_s - time_s > _RESTART_S:
                self._shift_s += self._last_s + self._period_s - time_s
                time_s = self._last_s + self._period_s
            else:
                time_s = self._last_s + _SMALLEST_STEP_S
        self._last_s = time_s
        return time_s

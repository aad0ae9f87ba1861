"""What is wrong with a camera's picture, found from a few seconds of it; who is in it is never asked."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

import numpy as np
from numpy.typing import NDArray

from physiocheck_desktop.pipeline.frames import Frame

CHECK_S: Final = 2.5
_BLACK_BELOW: Final = 10.0
_DARK_BELOW: Final = 45.0
_BRIGHT_ABOVE: Final = 235.0
_SLOW_BELOW: Final = 12.0
_LEAST_HEIGHT: Final = 360
_LOOK_AT_EVERY: Final = 8
_STILL_AFTER: Final = 5


class CameraFault(StrEnum):
    """What is wrong, the worst first."""

    BLACK = "black"
    STILL = "still"
    DARK = "dark"
    BRIGHT = "bright"
    SLOW = "slow"
    SMALL = "small"


@dataclass(frozen=True, slots=True)
class CameraFinding:
    """What a camera gives.

    Attributes:
        width: Of its picture, pixels.
        height: Of its picture, pixels.
        pictures_per_second: As they came.
        fault: The worst that is wrong; None where nothing is.
    """

    width: int
    height: int
    pictures_per_second: float
    fault: CameraFault | None


class CameraCheck:
    """Watches pictures for `CHECK_S` seconds of the camera's own clock.

    Brightness is the mean of the three colours, 0-255, of every eighth pixel. A picture that stays the same to the last
    bit is a picture of a covered sensor or of a driver that repeats itself: a camera's own noise changes each.
    """

    def __init__(self) -> None:
        self._first: Frame | None = None
        self._last: Frame | None = None
        self._brightness: list[float] = []
        self._before: NDArray[np.uint8] | None = None
        self._alike = 0
        self._seen = 0

    @property
    def is_done(self) -> bool:
        """Whether enough was seen."""
        if self._first is None or self._last is None:
            return False
        return self._last.captured_at_s - self._first.captured_at_s >= CHECK_S

    def add(self, frame: Frame) -> None:
        """Look at the next picture."""
        self._first = self._first or frame
        self._last = frame
        sample = frame.picture[::_LOOK_AT_EVERY, ::_LOOK_AT_EVERY].copy()
        self._brightness.append(float(sample.mean()))
        if self._before is not None and np.array_equal(sample, self._before):
            self._alike += 1
        self._before = sample
        self._seen += 1

    def finding(self) -> CameraFinding | None:
        """Return what was found so far; None where no picture came."""
        if self._first is None or self._last is None:
            return None
        height, width = self._last.picture.shape[:2]
        seconds = self._last.captured_at_s - self._first.captured_at_s
        rate = (self._last.index - self._first.index) / seconds if seconds > 0.0 else 0.0
        return CameraFinding(width, height, rate, self._fault(height, rate))

    def _fault(self, height: int, rate: float) -> CameraFault | None:
        # The first pictures of many cameras are dark until they have adjusted themselves.
        settled = self._brightness[len(self._brightness) // 2 :]
        brightness = float(np.median(settled))
        faults = {
            CameraFault.BLACK: brightness < _BLACK_BELOW,
            CameraFault.STILL: self._seen > _STILL_AFTER and self._alike == self._seen - 1,
            CameraFault.DARK: brightness < _DARK_BELOW,
            CameraFault.BRIGHT: brightness > _BRIGHT_ABOVE,
            CameraFault.SLOW: rate < _SLOW_BELOW,
            CameraFault.SMALL: height < _LEAST_HEIGHT,
        }
        return next((fault for fault, found in faults.items() if found), None)

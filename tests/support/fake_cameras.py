"""Cameras that do what real ones do when they go wrong, on command: the one thing that tests of the window fake."""

import threading
import time
from types import TracebackType
from typing import Self

import numpy as np

from physiocheck_desktop.domain.errors import CameraError
from physiocheck_desktop.pipeline.frames import Frame
from physiocheck_desktop.pipeline.ports import SourceInfo

FOREVER_S = 600.0


class FakeCamera:
    """Gives grey pictures at a rate, until it is told to hang or die.

    Attributes:
        release: Ends a hang, as a driver does that answers at last.
        closed: Set once it was closed.
        given: How many pictures it gave.
    """

    def __init__(
        self,
        *,
        rate: float = 30.0,
        size: tuple[int, int] = (320, 240),
        hangs_in_open: bool = False,
        refuses: bool = False,
    ) -> None:
        self.release = threading.Event()
        self.closed = threading.Event()
        self.given = 0
        self._interval_s = 1.0 / rate
        self._size = size
        self._hangs_in_open = hangs_in_open
        self._hangs = threading.Event()
        self._dies = threading.Event()
        self._refuses = refuses
        self._picture = np.full((size[1], size[0], 3), 128, np.uint8)
        self._is_dark = threading.Event()

    @property
    def info(self) -> SourceInfo:
        return SourceInfo("Fake camera", *self._size, 1.0 / self._interval_s, None, live=True)

    def open(self) -> None:
        if self._hangs_in_open:
            self.release.wait(FOREVER_S)
        if self._refuses:
            raise CameraError("Camera 0 gives no pictures.", remedy="Close other programs that show the camera.")

    def read(self) -> Frame | None:
        if self._hangs.is_set():
            self.release.wait(FOREVER_S)
        if self._dies.is_set():
            raise CameraError("Camera 0 stopped giving pictures.", remedy="Check its cable.")
        time.sleep(self._interval_s)
        picture = self._picture // 16 if self._is_dark.is_set() else self._picture
        frame = Frame(picture, self.given * self._interval_s, self.given)
        self.given += 1
        return frame

    def hang(self) -> None:
        """Answer no more from now on."""
        self._hangs.set()

    def darken(self) -> None:
        """Stand in a dark room from now on."""
        self._is_dark.set()

    def die(self) -> None:
        """Fail from now on."""
        self._dies.set()

    def close(self) -> None:
        self.closed.set()

    def __enter__(self) -> Self:
        self.open()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

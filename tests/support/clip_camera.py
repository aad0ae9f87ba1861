"""A camera before a real person who moves, to which happens what happens to cameras: the one thing that is faked."""

import threading
from dataclasses import replace
from typing import Final

import numpy as np
from numpy.typing import NDArray

from physiocheck_desktop.domain.errors import CameraError
from physiocheck_desktop.pipeline.frames import Frame
from physiocheck_desktop.pipeline.ports import FrameSource
from physiocheck_desktop.pipeline.source_choice import SourceChoice
from physiocheck_desktop.vision.video_as_camera import VideoAsCamera

FOREVER_S: Final = 600.0


class ClipCamera:
    """The one camera of a computer; whoever opens it sees the clip that the choice names, again and again.

    Attributes:
        opened: How often it was opened.
    """

    def __init__(self) -> None:
        self.opened = 0
        self.is_there = threading.Event()
        self.is_free = threading.Event()
        self.answers = threading.Event()
        self.is_wide = threading.Event()
        for event in (self.is_there, self.is_free, self.answers):
            event.set()

    def source(self, choice: SourceChoice) -> FrameSource:
        """Return a source that shows it; stands in for `Application.create_source`."""
        return _Opened(self, str(choice.video))

    def pull_out(self) -> None:
        """Pull its plug."""
        self.is_there.clear()

    def put_back(self) -> None:
        """Put its plug back."""
        self.is_there.set()

    def be_taken(self) -> None:
        """Let another program take it."""
        self.is_free.clear()

    def be_free(self) -> None:
        """Let the other program give it back."""
        self.is_free.set()

    def fall_silent(self) -> None:
        """Give no more pictures, as behind a locked screen, until `answer`."""
        self.answers.clear()

    def answer(self) -> None:
        """Give pictures again."""
        self.answers.set()

    def change_resolution(self) -> None:
        """Change to wide pictures of another size, or back."""
        if self.is_wide.is_set():
            self.is_wide.clear()
        else:
            self.is_wide.set()

    def let_go(self) -> None:
        """Let go of whoever waits for it."""
        self.answers.set()


class _Opened(VideoAsCamera):
    """The camera as one who has opened it sees it."""

    def __init__(self, camera: ClipCamera, clip: str) -> None:
        super().__init__(clip, loop=True)
        self._camera = camera

    def open(self) -> None:
        if not self._camera.is_there.is_set():
            raise CameraError("Camera 0 is not there.", remedy="Check its cable.")
        if not self._camera.is_free.is_set():
            raise CameraError("Camera 0 gives no pictures.", remedy="Close other programs that show the camera.")
        self._camera.opened += 1
        super().open()

    def read(self) -> Frame | None:
        self._camera.answers.wait(FOREVER_S)
        if not (self._camera.is_there.is_set() and self._camera.is_free.is_set()):
            raise CameraError("Camera 0 stopped giving pictures.", remedy="Check its cable.")
        frame = super().read()
        if frame is None or not self._camera.is_wide.is_set():
            return frame
        return replace(frame, picture=_wide(frame.picture))


def _wide(picture: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """Return the picture at half its size, with more of the room at both sides."""
    half = picture[::2, ::2]
    more = (half.shape[0] * 16 // 9 - half.shape[1]) // 2
    return np.ascontiguousarray(np.pad(half, ((0, 0), (more, more), (0, 0)), mode="edge"))

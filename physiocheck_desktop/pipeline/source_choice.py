"""Which source of frames a person chose, before it is opened."""

from dataclasses import dataclass

from physiocheck_desktop.domain.exercise import Side
from physiocheck_desktop.pipeline.thinning import FrameRate


@dataclass(frozen=True, slots=True)
class CameraDevice:
    """A camera that the computer offers."""

    index: int
    name: str


def camera_number(index: int) -> int:
    """Return the number of a camera in all that people read, which counts from 1.

    Settings and `--camera` take the index, as the system does, which counts from 0; or the name, “Camera 1” too.
    """
    return index + 1


@dataclass(frozen=True, slots=True)
class SourceChoice:
    """A webcam, or a video file or URL.

    Attributes:
        camera: Index or name of a webcam; None where `video` is given.
        video: Path or URL of a video; None where `camera` is given.
        live: For a video: play at real speed like a camera and drop what comes too late, instead of giving every frame.
        loop: For a live video: start again at its end, with times that go on.
        mirror: Show the picture mirrored; the engine always sees it unmirrored.
        width: Wanted width of a webcam's picture, pixels.
        height: Wanted height of a webcam's picture, pixels.
        rate: How many of its frames the pose model looks at, where it is live.
        flipped: For a live video: swap left and right in its pictures, so that the person's other side is seen to move.
        exercise: Key of the exercise that is to be done before it; a rendered person does it, a camera takes no heed.
        side: The side that is asked for in it, None for any; likewise.
    """

    camera: int | str | None = 0
    video: str | None = None
    live: bool = True
    loop: bool = False
    mirror: bool = True
    width: int = 1280
    height: int = 720
    rate: FrameRate = FrameRate.EVERY
    flipped: bool = False
    exercise: str = ""
    side: Side | None = None

"""What the pipeline asks of a source of frames and of a pose model."""

from collections.abc import Iterator
from dataclasses import dataclass
from types import TracebackType
from typing import Protocol, Self, runtime_checkable

from physiocheck_desktop.kinematics.landmarks import PoseObservation
from physiocheck_desktop.pipeline.frames import Frame


@dataclass(frozen=True, slots=True)
class SourceInfo:
    """What an open source says of itself.

    Attributes:
        name: What people read: a camera's name or a file's name without its folder.
        width: Pixels, after rotation.
        height: Pixels, after rotation.
        frames_per_second: Nominal rate, None where unknown.
        frame_count: Frames in all as the container states or estimates, None for a camera or where unknown.
        live: True where frames must be taken as they come (a camera, or a file that plays as one).
    """

    name: str
    width: int
    height: int
    frames_per_second: float | None
    frame_count: int | None
    live: bool


@runtime_checkable
class FrameSource(Protocol):
    """A camera or a video, used as a context manager and read frame by frame.

    Opening, reading and closing happen in one thread. All failures are `KnownError`s.
    """

    @property
    def info(self) -> SourceInfo:
        """What the open source says of itself; a `BugError` before it is open."""

    def open(self) -> None:
        """Open the device or file. Raises `CameraError` or `InputError`."""

    def read(self) -> Frame | None:
        """Return the next frame, or None at the end of the video. Raises `CameraError` when a camera is gone."""

    def close(self) -> None:
        """Let the device or file go; may be called more than once."""

    def __enter__(self) -> Self:
        """Open."""

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close."""

    def __iter__(self) -> Iterator[Frame]:
        """Read until the end."""


@runtime_checkable
class PoseEstimator(Protocol):
    """Finds one person's landmarks in frames that follow one another; made, used and closed in one thread."""

    def estimate(self, frame: Frame) -> PoseObservation:
        """Return the landmarks in this frame. Frame times must increase strictly."""

    def close(self) -> None:
        """Let the model go; may be called more than once."""

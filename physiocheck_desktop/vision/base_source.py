"""What all sources of frames share: use as a context manager, and reading until the end."""

from abc import ABC, abstractmethod
from collections.abc import Iterator
from types import TracebackType
from typing import Self

from physiocheck_desktop.domain.errors import BugError
from physiocheck_desktop.pipeline.frames import Frame
from physiocheck_desktop.pipeline.ports import SourceInfo


class BaseFrameSource(ABC):
    """The part of `pipeline.ports.FrameSource` that does not depend on where frames come from."""

    def __init__(self) -> None:
        self._info: SourceInfo | None = None

    @property
    def info(self) -> SourceInfo:
        """What the open source says of itself; a `BugError` before it is open."""
        if self._info is None:
            raise BugError("A source of frames was asked for its properties before it was opened.")
        return self._info

    @abstractmethod
    def open(self) -> None:
        """Open the device or file. Raises `CameraError` or `InputError`."""

    @abstractmethod
    def read(self) -> Frame | None:
        """Return the next frame, or None at the end. Raises `CameraError` when a camera is gone."""

    @abstractmethod
    def close(self) -> None:
        """Let the device or file go; may be called more than once."""

    def __enter__(self) -> Self:
        self.open()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def __iter__(self) -> Iterator[Frame]:
        while (frame := self.read()) is not None:
            yield frame

"""Which frames of a camera the pose model looks at: every one, or every other where the processor has other work."""

from enum import StrEnum

from physiocheck_desktop.pipeline.frames import Frame


class FrameRate(StrEnum):
    """How many of a camera's frames the pose model looks at."""

    EVERY = "every"
    EVERY_OTHER = "every-other"


class FrameThinning:
    """Leaves out the frame that follows one that was taken.

    Frames that a busy computer has dropped already count as left out, so that a slow one is not thinned twice. Those
    that are taken keep their own times, and the engine goes by these.
    """

    def __init__(self, rate: FrameRate) -> None:
        self._rate = rate
        self._taken: int | None = None

    def takes(self, frame: Frame) -> bool:
        """Whether the pose model is to look at this frame; to be asked once of each, in order."""
        follows = self._taken is not None and frame.index == self._taken + 1
        if self._rate is FrameRate.EVERY_OTHER and follows:
            return False
        self._taken = frame.index
        return True

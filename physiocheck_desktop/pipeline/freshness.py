"""Which frame of a camera is worth looking at when it had to wait for the pose model."""

from typing import Final

from physiocheck_desktop.pipeline.frames import Frame

_STALE_SHARE: Final = 0.5
"""Of the time between two frames: one that has waited for longer would be shown older than the next one will be."""


class Freshness:
    """Leaves out a frame that has waited for long while the next one is about to come.

    A pose model that takes about as long as the camera takes for a frame would else look at each one as late as at the
    one before, for as long as it lasts. So one frame is given up and all that follow are seen in time; never two in a
    row, so that a slow computer goes on seeing.
    """

    def __init__(self) -> None:
        self._newest: tuple[int, float] | None = None  # and no frame, which has a picture in it
        self._has_left_out = False
        self._left_out = 0

    @property
    def left_out(self) -> int:
        """How many frames were left out."""
        return self._left_out

    def takes(self, frame: Frame, waited_s: float) -> bool:
        """Whether to look at this frame; to be asked once of each, in order.

        Args:
            frame: The newest frame.
            waited_s: For how long it has waited.
        """
        before, self._newest = self._newest, (frame.index, frame.captured_at_s)
        if before is None or frame.index <= before[0]:
            return True
        interval_s = (frame.captured_at_s - before[1]) / (frame.index - before[0])
        self._has_left_out = not self._has_left_out and waited_s > _STALE_SHARE * interval_s
        self._left_out += self._has_left_out
        return not self._has_left_out

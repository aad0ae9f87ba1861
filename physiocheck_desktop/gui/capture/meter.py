"""Measures what a live run costs: from frame to paint, and frames that were left out or came late."""

from dataclasses import dataclass
from time import perf_counter
from typing import Final

import numpy as np

_BIN_MS: Final = 0.25
_BINS: Final = 8000
_LATE: Final = 2


class Histogram:
    """Counts durations in bins of a quarter of a millisecond up to two seconds, in constant memory."""

    def __init__(self) -> None:
        self._counts = np.zeros(_BINS, dtype=np.int64)
        self._longest_ms = 0.0

    @property
    def count(self) -> int:
        """How many durations were counted."""
        return int(self._counts.sum())

    @property
    def longest_ms(self) -> float:
        """The longest duration, exactly."""
        return self._longest_ms

    def add(self, duration_ms: float) -> None:
        """Count a duration; what is longer than the last bin is counted in it."""
        self._longest_ms = max(self._longest_ms, duration_ms)
        self._counts[min(_BINS - 1, max(0, int(duration_ms / _BIN_MS)))] += 1

    def percentile_ms(self, share: float) -> float | None:
        """Return the duration that this share (0-1) of all stay below, None where there is none."""
        total = self.count
        if total == 0:
            return None
        place = int(np.searchsorted(np.cumsum(self._counts), share * total))
        return min(self._longest_ms, (min(place, _BINS - 1) + 1) * _BIN_MS)


@dataclass(frozen=True, slots=True)
class CaptureStatistics:
    """What a live run cost.

    Attributes:
        seconds: From the first painted frame to the last.
        frames_captured: Frames that came from the source.
        frames_assessed: Frames that went through the one path.
        frames_painted: Frames that were seen.
        frames_late: Frames that were painted when two or more newer ones had come from the source.
        skipped_before_pose: Frames that a newer one replaced before the pose model was free, or was waited for instead.
        skipped_before_paint: Assessed frames that a newer one replaced before the window was free.
        frame_to_paint_median_ms: From when a frame came out of its source to when it was painted.
        frame_to_paint_p95_ms: The 95th percentile of the same.
        inference_median_ms: What the pose model took.
        engine_median_ms: What the engine took.
        paint_median_ms: What painting the picture with its skeleton took.
    """

    seconds: float
    frames_captured: int
    frames_assessed: int
    frames_painted: int
    frames_late: int
    skipped_before_pose: int
    skipped_before_paint: int
    frame_to_paint_median_ms: float | None
    frame_to_paint_p95_ms: float | None
    inference_median_ms: float | None
    engine_median_ms: float | None
    paint_median_ms: float | None

    @property
    def frames_per_second(self) -> float | None:
        """Painted frames a second, None for fewer than two."""
        return (self.frames_painted - 1) / self.seconds if self.seconds > 0.0 else None


class CaptureMeter:
    """Gathers the durations of one run; used in the GUI thread."""

    def __init__(self) -> None:
        self.to_paint = Histogram()
        self.inference = Histogram()
        self.engine = Histogram()
        self.painting = Histogram()
        self.late = 0
        self._first_s: float | None = None
        self._last_s = 0.0

    @property
    def seconds(self) -> float:
        """From the first painted frame to the last."""
        return 0.0 if self._first_s is None else self._last_s - self._first_s

    def note_painted(self, received_at_s: float, painting_s: float, newer: int) -> None:
        """Note a painted frame.

        Args:
            received_at_s: When it came out of its source.
            painting_s: What painting took.
            newer: How many newer ones had come by then.
        """
        self.late += newer >= _LATE
        now_s = perf_counter()
        self.to_paint.add((now_s - received_at_s) * 1000.0)
        self.painting.add(painting_s * 1000.0)
        if self._first_s is None:
            self._first_s = now_s
        self._last_s = now_s

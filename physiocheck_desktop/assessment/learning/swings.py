"""Swings of a progress signal: from a trough to a peak and back, ripples ignored."""

from dataclasses import dataclass

from physiocheck_desktop.kinematics.motion_vector import Array


@dataclass(frozen=True, slots=True, eq=False)
class Instant:
    """One seen frame: its time, its progress, and every measure's own progress where there are several."""

    at_s: float
    progress: float
    own: Array | None


@dataclass(frozen=True, slots=True, eq=False)
class Swing:
    """From a trough to a peak and back.

    Attributes:
        start: The trough that it rises from.
        peak: Where it was furthest.
        sure: When it had come back far enough to be sure of it.
        from_first_sight: Whether watching began with it, so that it may have begun before.
    """

    start: Instant
    peak: Instant
    sure: Instant
    from_first_sight: bool = False

    @property
    def amplitude(self) -> float:
        """Progress gained from start to peak."""
        return self.peak.progress - self.start.progress


class SwingFinder:
    """Finds swings of at least a given height: the turning points of a signal, ripples ignored."""

    def __init__(self, height: float) -> None:
        self.height = height
        self._first: Instant | None = None
        self._low: Instant | None = None
        self._high: Instant | None = None
        self._start: Instant | None = None

    def unfinished(self, now: Instant) -> Swing | None:
        """Return the swing that is under way now, if one has risen far enough."""
        if self._high is None or self._start is None:
            return None
        return Swing(self._start, self._high, now, self._start is self._first)

    def __call__(self, now: Instant) -> Swing | None:
        """Take one instant and return the swing that it made sure of, if any."""
        if self._first is None:
            self._first = now
        if self._high is None or self._start is None:
            if self._low is None or now.progress < self._low.progress:
                self._low = now
            if now.progress - self._low.progress >= self.height:
                self._start, self._high = self._low, now
            return None
        if now.progress > self._high.progress:
            self._high = now
        if self._high.progress - now.progress < self.height:
            return None
        swing = Swing(self._start, self._high, now, self._start is self._first)
        self._high, self._low = None, now
        return swing

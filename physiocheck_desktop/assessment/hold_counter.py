"""Counts the seconds for which a posture is held: entered, held, lost for a moment, left."""

from dataclasses import dataclass, field, replace
from math import sqrt
from typing import Final

from physiocheck_desktop.assessment.phase_machine import Movement
from physiocheck_desktop.assessment.posture import in_position
from physiocheck_desktop.assessment.progress import Progress, ProgressSignal
from physiocheck_desktop.assessment.repetition_counter import HeldPosture, Outcome, Reason
from physiocheck_desktop.domain.exercise import Phase
from physiocheck_desktop.kinematics.reader import Reading

LEAVE_BELOW: Final = 0.15
"""How far, as a share of the way into the posture, one must fall below its bound to have left it: camera error."""
SURE_AFTER_S: Final = 0.3
"""What is shorter is a misreading: it neither interrupts a hold nor begins one."""
LONGEST_UNSEEN_STEP_S: Final = 0.5
"""What lies between two frames further apart was not seen, and is not counted."""
SETTLED_AFTER_S: Final = 0.8
"""On the way in nobody is still yet, so that the sway is not measured there."""
HOME_LEVEL: Final = 0.3
HOME_FOR_S: Final = 1.5
"""Back at the start pose for so long, the hold has ended."""
LONGEST_LAPSE_S: Final = 3.0
"""Out of the posture for longer, the hold has ended, wherever the person is."""
LONGEST_UNSEEN_S: Final = 10.0
"""Who cannot be seen for longer begins anew."""
SHORTEST_HOLD_S: Final = 1.0
"""What is shorter was on the way to something else, and nothing is said of it."""


class HoldSignal:
    """The progress signal of a posture, which is nowhere near it while the body is in another position."""

    def __init__(self, signal: ProgressSignal, position: str) -> None:
        self._signal = signal
        self._position = position

    def step(self, reading: Reading) -> Progress | None:
        """Return how far the body is in the posture, None where too little of it can be seen."""
        progress = self._signal.step(reading)
        if progress is None or in_position(self._position, reading.trunk_tilt_deg):
            return progress
        return replace(progress, value=min(0.0, progress.value))


@dataclass(slots=True)
class _Course:
    """Mean and spread of the level while the posture is held, in constant memory (Welford 1962)."""

    samples: int = 0
    mean: float = 0.0
    squares: float = 0.0

    def add(self, value: float) -> None:
        self.samples += 1
        before = value - self.mean
        self.mean += before / self.samples
        self.squares += before * (value - self.mean)

    @property
    def spread(self) -> float:
        return sqrt(self.squares / self.samples) if self.samples else 0.0


@dataclass(slots=True)
class _Hold:
    """A hold under way; `held_s` are the seconds before `counted_to_s`, which is None while it pauses."""

    entered_s: float
    counted_to_s: float | None
    left_s: float
    held_s: float = 0.0
    peak: float = 0.0
    peak_s: float = 0.0
    course: _Course = field(default_factory=_Course)


class HoldCounter:
    """Counts holds in one progress signal; streaming, with constant memory.

    The posture begins at `count_share` of the way from the start pose and is left a camera's error below that. A
    moment outside it, or out of sight, pauses the seconds and resets nothing; back in it they go on. A hold ends at
    the start pose, after three seconds outside, or after ten out of sight. It counts from `count_share` of the seconds
    asked for on.
    """

    def __init__(self, count_share: float, asked_s: float) -> None:
        self._enter = count_share
        self._leave = count_share - LEAVE_BELOW
        self._home = min(HOME_LEVEL, self._leave)
        self._least_s = max(SHORTEST_HOLD_S, count_share * asked_s)
        self._hold: _Hold | None = None
        self._inside = False
        self._changed_s: float | None = None
        self._home_since_s: float | None = None
        self._seen_at_s: float | None = None
        self._level = 0.0

    @property
    def phase(self) -> Phase:
        """At the peak while the seconds count, on the way back while they pause."""
        if self._hold is None:
            return Phase.START
        return Phase.TOWARD_END if self._hold.counted_to_s is None else Phase.PEAK

    @property
    def under_way(self) -> bool:
        """Whether a hold has begun and not ended."""
        return self._hold is not None

    @property
    def resting(self) -> bool:
        """Whether the person is in the start pose."""
        return self._hold is None and self._level <= self._home

    @property
    def rise(self) -> float:
        """How far in the posture the hold under way has been, 0 where none is."""
        return 0.0 if self._hold is None else self._hold.peak

    @property
    def begun_s(self) -> float | None:
        """When the hold under way was entered."""
        return None if self._hold is None else self._hold.entered_s

    @property
    def left_s(self) -> float:
        """When the person left the start pose: the moment of entering the posture, or the last one outside it."""
        if self._hold is not None:
            return self._hold.entered_s
        if self._inside and self._changed_s is not None:
            return self._changed_s
        return self._seen_at_s or 0.0

    @property
    def held_s(self) -> float:
        """Seconds for which the hold under way has been held."""
        return 0.0 if self._hold is None else self._hold.held_s

    def step(self, value: float | None, at_s: float) -> Outcome | None:
        """Take the next sample and return the hold that it ended, if it did.

        Args:
            value: How far the body is in the posture, or None where that could not be seen.
            at_s: Its time, seconds.
        """
        ended: Outcome | None = None
        seen_at_s = self._seen_at_s
        if seen_at_s is not None and at_s - seen_at_s > LONGEST_UNSEEN_STEP_S:
            self._lose_sight(seen_at_s)
            if at_s - seen_at_s > LONGEST_UNSEEN_S:
                ended, self._seen_at_s = self._finish(Reason.LOST), None
        return ended if value is None else self._take(value, at_s) or ended

    def interrupt(self, reason: Reason) -> Outcome | None:
        """End what is under way for a reason from outside, and start anew with whatever is seen next."""
        ended = self._finish(reason)
        self._seen_at_s = self._changed_s = None
        self._inside = False
        return ended

    def _take(self, value: float, at_s: float) -> Outcome | None:
        self._seen_at_s, self._level = at_s, value
        inside = value >= (self._leave if self._inside else self._enter)
        if inside != self._inside or self._changed_s is None:
            self._inside, self._changed_s = inside, at_s
        sure = at_s - self._changed_s >= SURE_AFTER_S
        if inside:
            self._home_since_s = None
            self._hold_on(value, at_s, sure=sure)
            return None
        return self._out(value, at_s, sure=sure)

    def _hold_on(self, value: float, at_s: float, *, sure: bool) -> None:
        hold, since_s = self._hold, self._changed_s
        if since_s is None:
            return
        if hold is None:
            if not sure:
                return
            hold = self._hold = _Hold(since_s, since_s, since_s, peak_s=since_s)
        if hold.counted_to_s is None:
            if not sure:
                return
            hold.counted_to_s = since_s
        hold.held_s += at_s - hold.counted_to_s
        hold.counted_to_s = hold.left_s = at_s
        if value >= self._enter and at_s - hold.entered_s >= SETTLED_AFTER_S:
            hold.course.add(value)
        if value > hold.peak:
            hold.peak, hold.peak_s = value, at_s

    def _out(self, value: float, at_s: float, *, sure: bool) -> Outcome | None:
        hold = self._hold
        if hold is None or not sure:
            return None
        hold.counted_to_s = None
        if value > self._home:
            self._home_since_s = None
        elif self._home_since_s is None:
            self._home_since_s = at_s
        at_home = self._home_since_s is not None and at_s - self._home_since_s >= HOME_FOR_S
        if at_home or at_s - hold.left_s > LONGEST_LAPSE_S:
            return self._finish(Reason.NOT_HELD)
        return None

    def _lose_sight(self, seen_at_s: float) -> None:
        """Pause at the last moment that was seen; whoever comes back must be seen in the posture anew."""
        self._inside, self._changed_s, self._home_since_s = False, None, None
        if self._hold is not None:
            self._hold.counted_to_s = None
            self._hold.left_s = max(self._hold.left_s, seen_at_s)

    def _finish(self, reason: Reason) -> Outcome | None:
        hold, self._hold = self._hold, None
        self._home_since_s = None
        if hold is None or hold.held_s < SHORTEST_HOLD_S:
            return None
        held = HeldPosture(hold.held_s, hold.course.mean, hold.course.spread)
        movement = Movement(hold.entered_s, hold.peak_s, hold.left_s, 0.0, hold.peak, 0.0, returned=True)
        return Outcome(movement, None if hold.held_s >= self._least_s else reason, held)

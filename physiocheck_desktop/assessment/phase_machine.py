"""Follows a progress signal through the phases of a movement, relative to the person's own rest level."""

from dataclasses import dataclass
from typing import Final

from physiocheck_desktop.domain.exercise import Phase


@dataclass(frozen=True, slots=True)
class PhaseThresholds:
    """When one phase passes into the next; shares of the target range unless said otherwise.

    Attributes:
        leave: Rise above the rest level from which on a movement has begun.
        at_rest: Distance from the rest level within which the person still rests.
        reach: Rise from which on the peak phase may begin.
        turn: Share of the movement's own rise that it must fall from its peak to be on the way back.
        least_turn: The smallest fall that is a turn, whatever the rise.
        back: Share of the movement's own rise that it must fall to be complete.
        still: Change within which the person holds still.
        settle_s: Seconds of stillness after which a new rest level is believed.
        give_up_s: Seconds of stillness after which a movement that neither goes on nor back has ended.
        linger_s: Seconds without getting any lower after which a complete movement has ended.
    """

    leave: float = 0.15
    at_rest: float = 0.07
    reach: float = 0.6
    turn: float = 0.2
    least_turn: float = 0.1
    back: float = 0.65
    still: float = 0.06
    settle_s: float = 1.0
    give_up_s: float = 4.0
    linger_s: float = 0.35


@dataclass(frozen=True, slots=True)
class Movement:
    """One excursion of the progress signal, completed or not.

    Attributes:
        start_s: When it left the rest level.
        peak_s: When it was furthest.
        end_s: When it was back, or when it was given up.
        rest: The rest level that it left.
        peak: The level that it reached.
        low: The lowest level after the peak.
        returned: Whether it came back far enough.
    """

    start_s: float
    peak_s: float
    end_s: float
    rest: float
    peak: float
    low: float
    returned: bool

    @property
    def rise(self) -> float:
        """How far it went, as a share of the target range."""
        return self.peak - self.rest

    @property
    def fall(self) -> float:
        """How far it came back, as a share of the target range."""
        return self.peak - self.low


SLOW_PER_S: Final = 0.6
"""Below this speed, in target ranges a second, a movement that reached its peak is at the peak, or at rest again."""


class PhaseMachine:
    """Takes a progress signal sample by sample and returns each movement when it has ended."""

    def __init__(self, thresholds: PhaseThresholds) -> None:
        self._limits = thresholds
        self.phase = Phase.START
        self._begun = False
        self._rest = 0.0
        self._left_s = 0.0
        self._peak = 0.0
        self._peak_s = 0.0
        self._low = 0.0
        self._low_s = 0.0
        self._still_level = 0.0
        self._still_since_s = 0.0
        self._last = 0.0
        self._last_s = 0.0

    @property
    def rest(self) -> float:
        """The person's rest level."""
        return self._rest

    @property
    def left_s(self) -> float:
        """When the movement under way left the rest level; while resting, when the person was last close to it."""
        return self._left_s

    @property
    def resting(self) -> bool:
        """Whether the last sample lay close to the rest level."""
        return self.phase is Phase.START and self._last <= self._rest + self._limits.at_rest / 2.0

    @property
    def under_way(self) -> bool:
        """Whether a movement has begun and not ended."""
        return self.phase is not Phase.START

    @property
    def begun_s(self) -> float | None:
        """When the movement under way left the rest level, None at rest."""
        return self._left_s if self.under_way else None

    @property
    def rise(self) -> float:
        """How far the movement under way has gone so far, 0 at rest."""
        return self._peak - self._rest if self.under_way else 0.0

    def step(self, value: float, at_s: float) -> Movement | None:
        """Take the next sample and return the movement that it ended, if it did.

        Args:
            value: Progress, 0 in the start pose and 1 at the target peak.
            at_s: Its time, seconds, later than the one before.
        """
        if not self._begun:
            self._begin(value, at_s)
            return None
        self._watch_stillness(value, at_s)
        ended = self._rest_step(value, at_s) if self.phase is Phase.START else self._movement_step(value, at_s)
        self._last, self._last_s = value, at_s
        return ended

    def interrupt(self) -> Movement | None:
        """End whatever is under way, because no more of it can be seen, and forget the rest level."""
        ended = None
        if self.under_way:
            ended = self._movement(self._last_s, returned=self.phase is Phase.END)
        self._begun = False
        self.phase = Phase.START
        return ended

    def _begin(self, value: float, at_s: float) -> None:
        self._begun = True
        self._still_level, self._still_since_s = value, at_s
        self._last, self._last_s = value, at_s
        self._settle(value, at_s)

    def _settle(self, level: float, at_s: float) -> None:
        self.phase = Phase.START
        self._rest = level
        self._left_s = at_s

    def _watch_stillness(self, value: float, at_s: float) -> None:
        if abs(value - self._still_level) > self._limits.still:
            self._still_level, self._still_since_s = value, at_s

    def _still_for_s(self, at_s: float) -> float:
        return at_s - self._still_since_s

    def _rest_step(self, value: float, at_s: float) -> Movement | None:
        if self._still_for_s(at_s) >= self._limits.settle_s and self._still_level > self._rest:
            self._rest = self._still_level
        self._rest = min(self._rest, value)
        if value <= self._rest + self._limits.at_rest:
            self._left_s = at_s
        if value >= self._rest + self._limits.leave:
            self._climb(value, at_s)
        return None

    def _climb(self, value: float, at_s: float) -> None:
        self._peak, self._peak_s = value, at_s
        self._low, self._low_s = value, at_s
        self.phase = self._rising_phase(value, at_s)

    def _rising_phase(self, value: float, at_s: float) -> Phase:
        speed = (value - self._last) / max(at_s - self._last_s, 1e-6)
        slow = speed < SLOW_PER_S
        return Phase.PEAK if self._peak - self._rest >= self._limits.reach and slow else Phase.TOWARD_PEAK

    def _movement_step(self, value: float, at_s: float) -> Movement | None:
        if value > self._peak and self.phase is not Phase.END:
            self._climb(value, at_s)
            return None
        rise = self._peak - self._rest
        if value <= self._low:
            self._low, self._low_s = value, at_s
        fallen = self._peak - self._low
        if self.phase is Phase.END:
            return self._end_step(value, at_s, rise)
        if fallen >= self._limits.back * rise:
            self.phase = Phase.END
            return self._end_step(value, at_s, rise)
        if self._still_for_s(at_s) >= self._limits.give_up_s and rise < self._limits.reach:
            return self._finish(at_s, returned=False)
        turn = max(self._limits.least_turn, self._limits.turn * rise)
        if value - self._low >= turn:
            self._low, self._low_s = value, at_s
            self.phase = self._rising_phase(value, at_s)
        elif fallen >= turn:
            self.phase = Phase.TOWARD_END
        elif self.phase is Phase.TOWARD_PEAK:
            self.phase = self._rising_phase(value, at_s)
        return None

    def _end_step(self, value: float, at_s: float, rise: float) -> Movement | None:
        slow = value - self._last > -SLOW_PER_S * (at_s - self._last_s)
        home = slow and value <= self._rest + self._limits.at_rest
        turned = value - self._low >= max(self._limits.least_turn, 0.1 * rise)
        lingers = at_s - self._low_s >= self._limits.linger_s
        if not (home or turned or lingers):
            return None
        return self._finish(self._low_s, returned=True)

    def _finish(self, end_s: float, *, returned: bool) -> Movement:
        ended = self._movement(end_s, returned=returned)
        self._settle(self._low if returned else self._last, end_s)
        return ended

    def _movement(self, end_s: float, *, returned: bool) -> Movement:
        return Movement(
            start_s=self._left_s,
            peak_s=self._peak_s,
            end_s=end_s,
            rest=self._rest,
            peak=self._peak,
            low=self._low,
            returned=returned,
        )

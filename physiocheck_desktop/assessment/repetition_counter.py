"""Decides which movements of a progress signal are repetitions, which are partial, and which are nothing."""

from dataclasses import dataclass
from enum import Enum
from typing import Final, Protocol

from physiocheck_desktop.assessment.phase_machine import Movement, PhaseMachine, PhaseThresholds
from physiocheck_desktop.domain.exercise import Phase

SHORTEST_REPETITION_S: Final = 0.3
LONGEST_GAP_S: Final = 1.0
PARTIAL_SHARE: Final = 0.4
"""Share of what would count from which on a movement is worth reporting as partial."""


class Reason(Enum):
    """Why a movement was not counted, as it is told."""

    TOO_SMALL = "It did not go far enough to count."
    NOT_BACK = "It did not come back to the start pose."
    UNDER_WAY_AT_START = "It was already under way when it could first be seen."
    CUT_OFF = "The recording ended before it was completed."
    WALKED = "The person walked on meanwhile."
    OTHER_POSITION = "The body was not in the position that the exercise begins from."
    SOMEBODY_ELSE = "Somebody else came into view before it was completed."
    UNLIKE = "It was not the movement that was shown."
    LOST = "The person could not be seen until its end."
    NOT_HELD = "It was not held long enough to count."
    OTHER_SIDE = "It was done with the other side than the plan asks for."


@dataclass(frozen=True, slots=True)
class HeldPosture:
    """What was seen of a posture while it was held.

    Attributes:
        seconds: For how long, without the pauses.
        level: Mean share of the way from the start pose to the target pose; 1 is the target.
        sway: Standard deviation of that share.
    """

    seconds: float
    level: float
    sway: float


@dataclass(frozen=True, slots=True)
class Outcome:
    """A movement and what became of it: counted where there is no reason against it.

    Attributes:
        movement: The movement; for a hold from entering the posture to leaving it.
        reason: Why it does not count, None where it does.
        held: What was held, None for a repetition.
    """

    movement: Movement
    reason: Reason | None
    held: HeldPosture | None = None

    @property
    def counted(self) -> bool:
        """Whether it is a repetition."""
        return self.reason is None


class Counter(Protocol):
    """Counts the repetitions, or the holds, of one progress signal."""

    @property
    def phase(self) -> Phase:
        """The phase of the movement."""

    @property
    def under_way(self) -> bool:
        """Whether a movement has begun and not ended."""

    @property
    def resting(self) -> bool:
        """Whether the person rests in the start pose."""

    @property
    def rise(self) -> float:
        """How far the movement under way has gone, 0 at rest."""

    @property
    def begun_s(self) -> float | None:
        """When the movement under way began, None at rest."""

    @property
    def left_s(self) -> float:
        """When the movement under way left the start pose; at rest, when the person was last close to it."""

    @property
    def held_s(self) -> float | None:
        """Seconds held of the hold under way; None where repetitions are counted."""

    def step(self, value: float | None, at_s: float) -> Outcome | None:
        """Take the next sample and return the movement that it ended."""

    def interrupt(self, reason: Reason) -> Outcome | None:
        """End what is under way for a reason from outside."""


class RepetitionCounter:
    """Counts repetitions in one progress signal; streaming, with constant memory.

    A repetition rises from the person's own rest level by at least `count_share` of the target range, comes back most
    of the way, and takes at least 0.3 s. Nothing in it is absolute, so a person who rests with bent knees is counted
    like any other.
    """

    def __init__(self, count_share: float, thresholds: PhaseThresholds | None = None) -> None:
        self._count_share = count_share
        self._machine = PhaseMachine(thresholds or PhaseThresholds(reach=count_share))
        self._seen_at_s: float | None = None
        self._first_level: float | None = None
        self._first_at_s = 0.0

    @property
    def phase(self) -> Phase:
        """The phase of the movement."""
        return self._machine.phase

    @property
    def under_way(self) -> bool:
        """Whether a movement has begun and not ended."""
        return self._machine.under_way

    @property
    def resting(self) -> bool:
        """Whether the last sample lay close to the rest level."""
        return self._machine.resting

    @property
    def rise(self) -> float:
        """How far the movement under way has gone so far, 0 at rest."""
        return self._machine.rise

    @property
    def begun_s(self) -> float | None:
        """When the movement under way left the rest level, None at rest."""
        return self._machine.begun_s

    @property
    def left_s(self) -> float:
        """When the movement under way left the rest level; at rest, when the person was last close to it."""
        return self._machine.left_s

    @property
    def held_s(self) -> None:
        """Nothing: a repetition is not held."""
        return None

    def step(self, value: float | None, at_s: float) -> Outcome | None:
        """Take the next sample and return the movement that it ended, if one did that is worth telling.

        Args:
            value: Progress, or None where it could not be seen.
            at_s: Its time, seconds.
        """
        if self._seen_at_s is not None and at_s - self._seen_at_s > LONGEST_GAP_S:
            lost = self.interrupt(Reason.LOST)
            if value is not None:
                self._take(value, at_s)
            return lost
        if value is None:
            return None
        return self._take(value, at_s)

    def interrupt(self, reason: Reason) -> Outcome | None:
        """End what is under way for a reason from outside, and start anew with whatever is seen next."""
        movement = self._machine.interrupt()
        first, self._first_level = self._first_level, None
        self._seen_at_s = None
        if movement is None:
            return None
        return self._judge(movement, first, reason)

    def _take(self, value: float, at_s: float) -> Outcome | None:
        if self._seen_at_s is None:
            self._first_level = value
            self._first_at_s = at_s
        self._seen_at_s = at_s
        movement = self._machine.step(value, at_s)
        if movement is not None:
            first, self._first_level = self._first_level, None
            return self._judge(movement, first, Reason.NOT_BACK)
        return self._unseen_beginning(value, at_s)

    def _unseen_beginning(self, value: float, at_s: float) -> Outcome | None:
        """Report the rest of a movement whose beginning nobody saw: the signal begins high and falls to rest."""
        first = self._first_level
        if first is None:
            return None
        if self._machine.under_way:
            return None
        rest = self._machine.rest
        settled = value > rest + 0.03 or value <= 0.1
        if first - rest < PARTIAL_SHARE * self._count_share or not settled:
            return None
        self._first_level = None
        movement = Movement(self._first_at_s, self._first_at_s, at_s, rest, first, rest, returned=True)
        return Outcome(movement, Reason.UNDER_WAY_AT_START)

    def _judge(self, movement: Movement, first: float | None, otherwise: Reason) -> Outcome | None:
        if movement.end_s - movement.start_s < SHORTEST_REPETITION_S:
            return None
        if movement.returned and movement.rise >= self._count_share:
            return Outcome(movement, None)
        if first is not None and movement.returned and movement.fall >= self._count_share:
            return Outcome(movement, Reason.UNDER_WAY_AT_START)
        if movement.rise < PARTIAL_SHARE * self._count_share:
            return None
        if movement.returned:
            return Outcome(movement, Reason.TOO_SMALL)
        return Outcome(movement, otherwise)

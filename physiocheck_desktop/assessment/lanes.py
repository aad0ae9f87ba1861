"""Counts an exercise that is done with both sides, with one, or with either, each side in a lane of its own.

Where a plan asks for one side, both are watched all the same, so that it can be said that the other one moves; the
asked one leads, and alone counts. What both do together counts for either.
"""

from dataclasses import replace
from typing import Final

from physiocheck_desktop.assessment.lane import Lane, LaneOutcome, lanes_of
from physiocheck_desktop.assessment.learning.swing_counter import CounterSettings
from physiocheck_desktop.assessment.phase_machine import Movement
from physiocheck_desktop.assessment.progress import Progress
from physiocheck_desktop.assessment.repetition_counter import Reason
from physiocheck_desktop.assessment.trace import Trace
from physiocheck_desktop.domain.exercise import ExerciseDefinition, Phase, Side
from physiocheck_desktop.kinematics.reader import Reading

TOGETHER_SHARE: Final = 0.5
"""Overlap, as a share of the shorter movement, from which on two sides have moved together."""

OTHER_SIDE_SHARE: Final = 0.5
"""Share of what would count from which on the side that was not asked for is told to do the movement."""

LEADING_TRUST: Final = 0.5
"""A side that is seen less than half as well as the other counts nothing by itself."""


class Lanes:
    """All lanes of an exercise, told as one: sides that move together are one repetition, sides in turn are two."""

    def __init__(self, definition: ExerciseDefinition, counting: CounterSettings | None = None) -> None:
        self._lanes = lanes_of(definition, counting)
        self._asked = next((lane for lane in self._lanes if lane.side is definition.asked_side), None)
        self._tells_from = OTHER_SIDE_SHARE * definition.count_share
        self._counted: dict[Side, Movement] = {}
        self._partial: dict[Side, Movement] = {}

    @property
    def leading(self) -> Lane:
        """The lane that tells the phase: the asked one; else that under way, furthest first; else that seen best."""
        if self._asked is not None:
            return self._asked
        return max(self._lanes, key=lambda lane: (lane.counter.rise if self._sees(lane) else 0.0, lane.trust))

    @property
    def phase(self) -> Phase:
        """The phase of the leading lane; the asked side rests where only the other one moves."""
        return Phase.START if self.other_side_moves else self.leading.counter.phase

    @property
    def progress(self) -> Progress | None:
        """The progress of the leading lane."""
        return self.leading.progress

    @property
    def held_s(self) -> float | None:
        """Seconds held of the hold under way; None where repetitions are counted."""
        held_s = self.leading.counter.held_s
        return 0.0 if held_s is not None and self.other_side_moves else held_s

    @property
    def resting_side(self) -> Side | None:
        """The side that rests while the other moves, where each has a lane of its own."""
        if len(self._lanes) == 1 or not self.under_way:
            return None
        resting, moving = sorted(
            self._lanes, key=lambda lane: lane.own_rise(lane.trace) if lane.counter.under_way else 0.0
        )
        return resting.side if self._echoes(resting, resting.trace, moving, moving.trace) else None

    @property
    def other_side_moves(self) -> bool:
        """Whether the side that was not asked for does the movement now, while the asked one rests."""
        asked = self._asked
        if asked is None or self.resting_side is not asked.side:
            return False
        return any(lane.counter.rise >= self._tells_from for lane in self._lanes if lane is not asked)

    @property
    def under_way(self) -> bool:
        """Whether a movement is under way in any lane."""
        return any(lane.counter.under_way for lane in self._lanes)

    def step(self, reading: Reading | None, at_s: float) -> list[LaneOutcome]:
        """Take the next reading and return the movements that it ended, each told once."""
        ended = [outcome for lane in self._lanes for outcome in lane.step(reading, at_s)]
        return self._of_asked_side(self._once(ended))

    def interrupt(self, reason: Reason) -> list[LaneOutcome]:
        """End what is under way for a reason from outside."""
        ended = [outcome for lane in self._lanes for outcome in lane.interrupt(reason)]
        return self._of_asked_side(self._once(ended))

    def _of_asked_side(self, ended: list[LaneOutcome]) -> list[LaneOutcome]:
        """Let nothing count that the other side did alone."""
        if self._asked is None:
            return ended
        other = self._asked.side.opposite
        return [
            replace(each, outcome=replace(each.outcome, reason=Reason.OTHER_SIDE))
            if each.side is other and each.outcome.counted
            else each
            for each in ended
        ]

    def _sees(self, lane: Lane) -> bool:
        return lane.trust >= LEADING_TRUST * max(other.trust for other in self._lanes)

    def _once(self, ended: list[LaneOutcome]) -> list[LaneOutcome]:
        """Leave out what a badly seen side did, and what the other side did at the same time."""
        if len(self._lanes) == 1:
            return ended
        told: list[LaneOutcome] = []
        for each in sorted(ended, key=lambda each: (each.outcome.counted, each.outcome.movement.rise), reverse=True):
            other = next(lane for lane in self._lanes if lane.side is not each.side)
            partner = next((one for one in ended if one.side is other.side), None)
            movement = each.outcome.movement
            if each.trace.trust < LEADING_TRUST * max(other.trace.trust, other.trust):
                continue
            if any(_together(movement, one.outcome.movement) for one in told):
                continue
            before = [self._counted.get(other.side), None if each.outcome.counted else self._partial.get(other.side)]
            if any(one is not None and _together(movement, one) for one in before):
                continue
            if self._led_by(other, each):
                continue
            (self._counted if each.outcome.counted else self._partial)[each.side] = movement
            told.append(self._with_side(each, other, partner))
        return told

    def _led_by(self, other: Lane, ended: LaneOutcome) -> bool:
        """Return whether the other side is doing the movement, and this one only shows its echo in what both share."""
        movement, begun_s = ended.outcome.movement, other.counter.begun_s
        if begun_s is None or begun_s > (movement.start_s + movement.end_s) / 2.0:
            return False
        if not ended.outcome.counted:
            return movement.rise < other.counter.rise
        return self._echoes(self._lane(ended.side), ended.trace, other, other.trace)

    @staticmethod
    def _echoes(lane: Lane, trace: Trace, other: Lane, others: Trace) -> bool:
        return lane.own_rise(trace) < TOGETHER_SHARE * other.own_rise(others)

    def _lane(self, side: Side) -> Lane:
        return next(lane for lane in self._lanes if lane.side is side)

    def _with_side(self, ended: LaneOutcome, other: Lane, partner: LaneOutcome | None) -> LaneOutcome:
        """Return the movement as done by both sides where the other side did the same, under way or just ended too."""
        together = partner is not None and _together(ended.outcome.movement, partner.outcome.movement)
        trace = partner.trace if partner is not None and together else other.trace
        moved = together or other.counter.under_way
        if not moved or not self._sees(other) or self._echoes(other, trace, self._lane(ended.side), ended.trace):
            return ended
        both = replace(
            ended.trace,
            rest_values={**trace.rest_values, **ended.trace.rest_values},
            peak_values={**trace.peak_values, **ended.trace.peak_values},
        )
        return LaneOutcome(Side.BOTH, ended.outcome, both)


def _together(first: Movement, second: Movement) -> bool:
    common = min(first.end_s, second.end_s) - max(first.start_s, second.start_s)
    shorter = min(first.end_s - first.start_s, second.end_s - second.start_s)
    return common >= TOGETHER_SHARE * max(1e-6, shorter)

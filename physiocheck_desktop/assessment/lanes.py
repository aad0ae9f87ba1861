"""Counts an exercise that is done with both sides, with one, or with either, each side in a lane of its own."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from math import exp
from typing import Final, Protocol

from physiocheck_desktop.assessment.hold_counter import HoldCounter, HoldSignal
from physiocheck_desktop.assessment.learning.movement import LearnedMovement
from physiocheck_desktop.assessment.learning.movement_signal import MovementSignal
from physiocheck_desktop.assessment.learning.movement_tally import MovementTally
from physiocheck_desktop.assessment.learning.swing_counter import CounterSettings
from physiocheck_desktop.assessment.phase_machine import Movement, PhaseThresholds
from physiocheck_desktop.assessment.posture import in_position
from physiocheck_desktop.assessment.progress import Progress, ProgressSignal
from physiocheck_desktop.assessment.repetition_counter import Counter, Outcome, Reason, RepetitionCounter
from physiocheck_desktop.assessment.trace import Trace
from physiocheck_desktop.domain.exercise import ExerciseDefinition, ExerciseKind, Phase, ProgressMeasure, Side
from physiocheck_desktop.kinematics.measures import MEASURES
from physiocheck_desktop.kinematics.reader import Reading

TOGETHER_SHARE: Final = 0.5
"""Overlap, as a share of the shorter movement, from which on two sides have moved together."""

REST_SETTLING_S: Final = 0.25

LEADING_TRUST: Final = 0.5
"""A side that is seen less than half as well as the other counts nothing by itself."""


@dataclass(frozen=True, slots=True)
class LaneOutcome:
    """A movement that ended in a lane.

    Attributes:
        side: The side that did it.
        outcome: The movement and whether it counts.
        trace: What was kept of it.
    """

    side: Side
    outcome: Outcome
    trace: Trace


class ProgressSource(Protocol):
    """Makes the progress signal of a lane: from an exercise's named measures, or from its learned movement."""

    def step(self, reading: Reading) -> Progress | None:
        """Return the progress in this reading, None where too little of the movement can be seen."""


class Lane:
    """One progress signal with its counter, and for a learned movement the tally that has the last word on it."""

    def __init__(
        self,
        side: Side,
        signal: ProgressSource,
        counter: Counter,
        position: str,
        measures: Iterable[ProgressMeasure],
        tally: MovementTally[Trace] | None = None,
    ) -> None:
        self.side = side
        self._own = [each.measure for each in measures if MEASURES[each.measure].side is side]
        self._position = position
        self.signal = signal
        self.counter = counter
        self._tally = tally
        self.progress: Progress | None = None
        self.trace = Trace()
        self._last = 0.0
        self._last_s = 0.0

    @property
    def trust(self) -> float:
        """How well the lane can be seen now, 0-1."""
        return 0.0 if self.progress is None else self.progress.trust

    def own_rise(self, trace: Trace) -> float:
        """Return how far the side's own measures went, without those that both sides share and move alike."""
        rises = [trace.peak_values.get(name, 0.0) - trace.rest_values.get(name, 0.0) for name in self._own]
        return sum(rises) / len(rises) if rises else 0.0

    def step(self, reading: Reading | None, at_s: float) -> list[LaneOutcome]:
        """Take the next reading and return the movements on which it decided."""
        self.progress = None if reading is None else self.signal.step(reading)
        value = None if self.progress is None else self.progress.value
        outcome = self.counter.step(value, at_s)
        if self._tally is None:
            ended = self._ended(outcome)
        else:
            begun_s = self.counter.begun_s
            ended = [self._told(*each) for each in self._tally.step(self.progress, outcome, self.trace, at_s, begun_s)]
        if reading is not None and self.progress is not None:
            self._keep(self.progress, reading, at_s)
        return ended

    def interrupt(self, reason: Reason) -> list[LaneOutcome]:
        """End what is under way for a reason from outside."""
        outcome = self.counter.interrupt(reason)
        if self._tally is None:
            return self._ended(outcome)
        return [self._told(*each) for each in self._tally.interrupt(reason, outcome, self.trace, self._last_s)]

    def _ended(self, outcome: Outcome | None) -> list[LaneOutcome]:
        return [] if outcome is None else [self._told(outcome, self.trace)]

    def _told(self, outcome: Outcome, trace: Trace) -> LaneOutcome:
        if outcome.counted and not in_position(self._position, trace.tilt_deg):
            outcome = replace(outcome, reason=Reason.OTHER_POSITION)
        elif outcome.counted and trace.walked and self._tally is None:  # a movement that was shown may go somewhere
            outcome = replace(outcome, reason=Reason.WALKED)
        return LaneOutcome(self.side, outcome, trace)

    def _keep(self, progress: Progress, reading: Reading, at_s: float) -> None:
        if not self.counter.under_way:
            self.trace = Trace(
                rest_values=self._rest_values(progress.fractions, at_s - self._last_s),
                course=self.trace.course.cut(self.counter.left_s),
            )
        self.trace.add(progress, abs(progress.value - self._last), reading)
        self._last, self._last_s = progress.value, at_s

    def _rest_values(self, now: Mapping[str, float], elapsed_s: float) -> dict[str, float]:
        before = self.trace.rest_values
        if not self.counter.resting:
            return {**now, **before}
        share = 1.0 - exp(-elapsed_s / REST_SETTLING_S)
        return {
            name: before.get(name, value) + share * (value - before.get(name, value)) for name, value in now.items()
        }


class Lanes:
    """All lanes of an exercise, told as one: sides that move together are one repetition, sides in turn are two."""

    def __init__(self, definition: ExerciseDefinition, counting: CounterSettings | None = None) -> None:
        self._lanes = _lanes_of(definition, counting)
        self._counted: dict[Side, Movement] = {}
        self._partial: dict[Side, Movement] = {}

    @property
    def leading(self) -> Lane:
        """The lane that tells the phase: the one under way, furthest first, else the one seen best."""
        return max(self._lanes, key=lambda lane: (lane.counter.rise if self._sees(lane) else 0.0, lane.trust))

    @property
    def phase(self) -> Phase:
        """The phase of the leading lane."""
        return self.leading.counter.phase

    @property
    def progress(self) -> Progress | None:
        """The progress of the leading lane."""
        return self.leading.progress

    @property
    def held_s(self) -> float | None:
        """Seconds held of the hold under way; None where repetitions are counted."""
        return self.leading.counter.held_s

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
    def under_way(self) -> bool:
        """Whether a movement is under way in any lane."""
        return any(lane.counter.under_way for lane in self._lanes)

    def step(self, reading: Reading | None, at_s: float) -> list[LaneOutcome]:
        """Take the next reading and return the movements that it ended, each told once."""
        ended = [outcome for lane in self._lanes for outcome in lane.step(reading, at_s)]
        return self._once(ended)

    def interrupt(self, reason: Reason) -> list[LaneOutcome]:
        """End what is under way for a reason from outside."""
        ended = [outcome for lane in self._lanes for outcome in lane.interrupt(reason)]
        return self._once(ended)

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


def _lanes_of(definition: ExerciseDefinition, counting: CounterSettings | None) -> tuple[Lane, ...]:
    share, position = definition.count_share, definition.position
    sides = _measures_by_side(definition)
    if definition.kind is ExerciseKind.HOLD:
        asked_s = definition.prescription.hold_s
        signals = {side: HoldSignal(ProgressSignal(measures), position) for side, measures in sides.items()}
        return tuple(Lane(side, signals[side], HoldCounter(share, asked_s), position, sides[side]) for side in sides)
    if definition.movement is None:
        return tuple(
            Lane(side, ProgressSignal(measures), RepetitionCounter(share), position, measures)
            for side, measures in sides.items()
        )
    settings = counting or CounterSettings(least_range=share)
    movements = _movements_by_side(LearnedMovement.of(definition.movement), tuple(sides))
    return tuple(
        Lane(
            side,
            MovementSignal(movement, sides[side]),
            RepetitionCounter(share, PhaseThresholds(reach=share, back=settings.share)),
            position,
            sides[side],
            MovementTally(movement, settings),
        )
        for side, movement in movements.items()
    )


def _movements_by_side(movement: LearnedMovement, sides: tuple[Side, ...]) -> Mapping[Side, LearnedMovement]:
    """Return the movement as learned for the side that showed it, and mirrored for the other."""
    if len(sides) == 1:
        return {sides[0]: movement}
    return {side: movement if side is movement.side else movement.mirrored() for side in sides}


def _measures_by_side(definition: ExerciseDefinition) -> Mapping[Side, tuple[ProgressMeasure, ...]]:
    if not definition.takes_sides:
        return {definition.side: definition.progress}
    lanes = {
        side: tuple(each for each in definition.progress if MEASURES[each.measure].side in (side, Side.BOTH))
        for side in (Side.LEFT, Side.RIGHT)
    }
    sided = [each for each in definition.progress if MEASURES[each.measure].side is not Side.BOTH]
    return lanes if sided else {Side.BOTH: definition.progress}


def _together(first: Movement, second: Movement) -> bool:
    common = min(first.end_s, second.end_s) - max(first.start_s, second.start_s)
    shorter = min(first.end_s - first.start_s, second.end_s - second.start_s)
    return common >= TOGETHER_SHARE * max(1e-6, shorter)

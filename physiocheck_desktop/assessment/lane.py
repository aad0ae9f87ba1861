"""One side of an exercise: its progress signal with its counter, and what was kept of the movement under way."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from math import exp
from typing import Final, Protocol

from physiocheck_desktop.assessment.hold_counter import HoldCounter, HoldSignal
from physiocheck_desktop.assessment.learning.movement import LearnedMovement
from physiocheck_desktop.assessment.learning.movement_signal import MovementSignal
from physiocheck_desktop.assessment.learning.movement_tally import MovementTally
from physiocheck_desktop.assessment.learning.swing_counter import CounterSettings
from physiocheck_desktop.assessment.phase_machine import PhaseThresholds
from physiocheck_desktop.assessment.posture import in_position
from physiocheck_desktop.assessment.progress import Progress, ProgressSignal
from physiocheck_desktop.assessment.repetition_counter import Counter, Outcome, Reason, RepetitionCounter
from physiocheck_desktop.assessment.trace import Trace
from physiocheck_desktop.domain.exercise import ExerciseDefinition, ExerciseKind, ProgressMeasure, Side
from physiocheck_desktop.kinematics.measures import MEASURES
from physiocheck_desktop.kinematics.reader import Reading

REST_SETTLING_S: Final = 0.25


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


def lanes_of(definition: ExerciseDefinition, counting: CounterSettings | None) -> tuple[Lane, ...]:
    """Return a lane for each side that does the exercise for itself, or one for all of it.

    Args:
        definition: The exercise.
        counting: How a learned movement is counted; by the exercise's own count share where None.
    """
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

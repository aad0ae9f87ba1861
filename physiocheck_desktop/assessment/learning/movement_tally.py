"""Decides which of the movements that the phase machine found are repetitions of a learned movement."""

from collections import deque
from dataclasses import replace
from typing import Final, Generic, TypeVar

from physiocheck_desktop.assessment.learning.movement import LearnedMovement
from physiocheck_desktop.assessment.learning.swing_counter import CounterSettings, SwingCounter
from physiocheck_desktop.assessment.learning.swings import Instant, Swing
from physiocheck_desktop.assessment.phase_machine import Movement
from physiocheck_desktop.assessment.progress import Progress
from physiocheck_desktop.assessment.repetition_counter import Outcome, Reason

T = TypeVar("T")

LONGEST_DOUBT: Final = 3
"""So many movements may wait for the next one to tell whether they are this person's way of doing it."""


class MovementTally(Generic[T]):
    """Holds the phase machine's movements against the swings of the learned movement, which are what counts.

    The phase machine knows when a movement begins and ends; the swing counter knows whether it is the movement that
    was shown, and how far this person usually goes. What only the phase machine saw is partial. Constant memory.
    """

    def __init__(self, movement: LearnedMovement, settings: CounterSettings) -> None:
        self._swings = SwingCounter(movement.duration_s, movement.weight, settings)
        self._least_range = settings.least_range
        self._swings_each = movement.swings
        self._counted: deque[Swing] = deque()
        self._doubtful: deque[tuple[Outcome, T]] = deque()
        self._together: list[tuple[Outcome, T]] = []
        self._trough: Instant | None = None
        self._peak: Instant | None = None

    def step(
        self, progress: Progress | None, ended: Outcome | None, trace: T, at_s: float, begun_s: float | None
    ) -> list[tuple[Outcome, T]]:
        """Take the next sample and return the movements on which it decided.

        Args:
            progress: The learned movement's progress, None where it could not be seen.
            ended: The movement that the phase machine says has ended with this sample.
            trace: What is kept with the movement that has just ended, or is under way.
            at_s: The sample's time, seconds.
            begun_s: When the movement under way began, None at rest.
        """
        if progress is not None:
            self._counted += self._swings(at_s, progress.value, progress.own)
        if ended is not None:
            self._end(ended, trace, at_s)
        if progress is not None:
            self._follow(Instant(at_s, progress.value, progress.own), at_rest=begun_s is None)
        return self._decide(trace, begun_s)

    def interrupt(self, reason: Reason, ended: Outcome | None, trace: T, at_s: float) -> list[tuple[Outcome, T]]:
        """Decide on all that is left, because nothing more will be seen of it."""
        if reason is Reason.CUT_OFF:
            self._counted += self._swings.finish()
        else:
            self._swings.restart()
        if ended is not None:
            self._end(ended, trace, at_s)
        self._trough = self._peak = None
        decided = self._decide(trace, None, doubt=0)
        unpaired = [(replace(each, reason=reason), its) for each, its in self._together]
        self._together = []
        return decided + unpaired

    def _end(self, ended: Outcome, trace: T, at_s: float) -> None:
        """Have a movement counted that came back to rest, however far this person usually goes."""
        if ended.counted and self._trough is not None and self._peak is not None:
            back = Instant(at_s, ended.movement.low, None)
            self._counted += self._swings.offer(Swing(self._trough, self._peak, back))
        self._doubtful.append((ended, trace))
        self._trough = self._peak = None

    def _follow(self, now: Instant, *, at_rest: bool) -> None:
        if at_rest or self._trough is None:
            self._peak = None
            if self._trough is None or now.progress <= self._trough.progress:
                self._trough = now
        elif self._peak is None or now.progress > self._peak.progress:
            self._peak = now

    def _decide(self, trace: T, begun_s: float | None, doubt: int = LONGEST_DOUBT) -> list[tuple[Outcome, T]]:
        decided: list[tuple[Outcome, T]] = []
        undecided: deque[tuple[Outcome, T]] = deque()
        while self._doubtful:
            outcome, its = self._doubtful.popleft()
            movement = outcome.movement
            swings = [each for each in self._counted if movement.start_s <= each.peak.at_s <= movement.end_s]
            if swings:
                self._counted = deque(each for each in self._counted if each not in swings)
                decided += self._complete([(part, its) for part in _parts(movement, swings)])
            elif movement.rise >= self._least_range and len(self._doubtful) < doubt:
                undecided.append((outcome, its))
            else:
                decided.append((replace(outcome, reason=outcome.reason or Reason.UNLIKE), its))
        self._doubtful = undecided
        while self._counted and (begun_s is None or self._counted[0].peak.at_s < begun_s):
            decided += self._complete([(_movement(self._counted.popleft()), trace)])
        return decided

    def _complete(self, swings: list[tuple[Movement, T]]) -> list[tuple[Outcome, T]]:
        """Return the repetitions that these swings complete; of several swings in each the furthest is the peak."""
        complete = []
        for movement, trace in swings:
            self._together.append((Outcome(movement, None), trace))
            if len(self._together) == self._swings_each:
                complete.append(_joined(self._together))
                self._together = []
        return complete


def _parts(movement: Movement, swings: list[Swing]) -> list[Movement]:
    """Return a movement as the swings that were counted in it, each ending where the next one begins."""
    if len(swings) == 1:
        return [movement]
    cuts = [movement.start_s, *(each.start.at_s for each in swings[1:]), movement.end_s]
    return [
        replace(_movement(each), start_s=start_s, end_s=end_s)
        for each, start_s, end_s in zip(swings, cuts, cuts[1:], strict=False)
    ]


def _movement(swing: Swing) -> Movement:
    return Movement(
        start_s=swing.start.at_s,
        peak_s=swing.peak.at_s,
        end_s=swing.sure.at_s,
        rest=swing.start.progress,
        peak=swing.peak.progress,
        low=swing.sure.progress,
        returned=True,
    )


def _joined(parts: list[tuple[Outcome, T]]) -> tuple[Outcome, T]:
    furthest, trace = max(parts, key=lambda part: part[0].movement.rise)
    first, last = parts[0][0].movement, parts[-1][0].movement
    return replace(furthest, movement=replace(furthest.movement, start_s=first.start_s, end_s=last.end_s)), trace

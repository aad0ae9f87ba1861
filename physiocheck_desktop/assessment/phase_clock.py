"""How long the phases of a repetition take, told from the times of frames alone."""

from dataclasses import dataclass
from typing import Final

from physiocheck_desktop.domain.exercise import Phase

LONGEST_GAP_S: Final = 0.5
"""What lies between two frames further apart was not seen, and a phase with such a hole has no length."""

_GOING: Final = (Phase.TOWARD_PEAK, Phase.PEAK)


@dataclass(frozen=True, slots=True)
class PhaseSpan:
    """A phase that has ended.

    Attributes:
        phase: Which; the way back includes its end, and the start pose is the rest before a repetition.
        seconds: How long it took.
        unsure_s: By how much that may be wrong, because a phase changes between two frames.
    """

    phase: Phase
    seconds: float
    unsure_s: float


class PhaseClock:
    """Takes the phase of each frame and returns the phases that are over.

    The way there and the peak are over when the way back begins: who stops for a moment on the way has not arrived. A
    movement that goes back to the start pose without a way back was no repetition, and nothing is said of it.
    """

    def __init__(self) -> None:
        self._phase: Phase | None = None
        self._at_s = 0.0
        self._spent_s: dict[Phase, float] = {}
        self._unsure_s = 0.0
        self._broken = False
        self._came_back = False

    def step(self, phase: Phase, at_s: float) -> tuple[PhaseSpan, ...]:
        """Take the next frame's phase and return what it ended."""
        came_back = self._came_back
        self._came_back = phase is Phase.END
        if phase is Phase.END:
            phase = Phase.TOWARD_END
        before, self._phase = self._phase, phase
        elapsed, self._at_s = at_s - self._at_s, at_s
        if before is None:
            self._broken = True  # nobody saw where this phase began
            return ()
        self._spent_s[before] = self._spent_s.get(before, 0.0) + elapsed
        self._broken = self._broken or elapsed > LONGEST_GAP_S
        self._unsure_s = max(self._unsure_s, elapsed) if phase is not before else self._unsure_s
        if not self._ends(before, phase):
            return ()
        ended = self._spans(before, came_back=came_back)
        self._spent_s.clear()
        self._unsure_s, self._broken = elapsed, False
        return ended

    def restart(self) -> None:
        """Give the phase under way no length, because not all of it can be seen."""
        self._phase = None

    def _ends(self, before: Phase, phase: Phase) -> bool:
        """Return whether a part of the repetition is over; on the way there and at the peak one may go to and fro."""
        return (before in _GOING) != (phase in _GOING) or (before is Phase.START) != (phase is Phase.START)

    def _spans(self, before: Phase, *, came_back: bool) -> tuple[PhaseSpan, ...]:
        given_up = before in _GOING and self._phase is Phase.START
        turned = before is Phase.TOWARD_END and self._phase in _GOING and not came_back
        if self._broken or given_up or turned:
            return ()
        return tuple(PhaseSpan(phase, seconds, self._unsure_s) for phase, seconds in self._spent_s.items())

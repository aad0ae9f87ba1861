"""Where in a repetition the asked-for pace would be now, from the phase and the exercise's tempo."""

from physiocheck_desktop.domain.exercise import Phase, Tempo


class PaceGuide:
    """Runs from the start to the target and back at the asked-for pace, set anew by each phase that the person enters.

    It takes time from the frames, so that it stands still in a pause, and never runs ahead of a person who has not
    begun.
    """

    def __init__(self, tempo: Tempo) -> None:
        self._there_s, self._back_s = tempo.toward_peak_s, tempo.toward_end_s
        self._phase = Phase.START
        self._since_s = 0.0

    @property
    def is_asked_for(self) -> bool:
        """Whether the exercise asks for a pace at all."""
        return self._there_s is not None or self._back_s is not None

    def step(self, phase: Phase, at_s: float) -> float | None:
        """Return where the pace is now, 0 in the start pose and 1 at the target; None where any pace is right.

        Args:
            phase: Where the person is.
            at_s: The frame's own time.
        """
        if phase is not self._phase:
            self._phase, self._since_s = phase, at_s
        passed_s = at_s - self._since_s
        if phase is Phase.PEAK:
            return 1.0 if self.is_asked_for else None
        if phase is Phase.TOWARD_PEAK and self._there_s:
            return min(1.0, passed_s / self._there_s)
        if phase is Phase.TOWARD_END and self._back_s:
            return max(0.0, 1.0 - passed_s / self._back_s)
        return None

"""Chooses the one thing to say now."""

from collections.abc import Iterable
from typing import Final

from physiocheck_desktop.assessment.frame_assessment import Cue
from physiocheck_desktop.assessment.rules import Violation

SECONDS_A_WORD: Final = 0.4
LEAST_HEARING_S: Final = 1.5
REPEAT_AFTER_S: Final = 6.0
MENDED_AFTER_S: Final = 0.8
PRAISE: Final = "Good, that is better."


def hearing_s(text: str) -> float:
    """Return how long a spoken cue takes to be heard, seconds, at 150 words a minute."""
    return max(LEAST_HEARING_S, SECONDS_A_WORD * len(text.split()))


class CueChooser:
    """Says the gravest, longest standing error, lets it be heard out, and praises once it is mended.

    The same readings always give the same cues.
    """

    def __init__(self) -> None:
        self._heard_until_s: float | None = None
        self._said_at_s: dict[str, float] = {}
        self._to_mend: str | None = None
        self._broken_at_s = 0.0

    def step(self, violations: Iterable[Violation], at_s: float, *, moving: bool) -> Cue | None:
        """Return what to say in this frame, None for nothing new.

        Args:
            violations: What is broken now, gravest and longest standing first.
            at_s: The frame's own time, seconds.
            moving: Whether a movement is under way; a fault of the movement is mended only in a movement.
        """
        standing = [each for each in violations if each.standing and each.cue]
        if self._to_mend is not None and any(each.rule.name == self._to_mend for each in standing):
            self._broken_at_s = at_s
        if self._heard_until_s is not None and at_s < self._heard_until_s:
            return None
        for violation in standing:
            said_at_s = self._said_at_s.get(violation.rule.name)
            if said_at_s is None or at_s - said_at_s >= REPEAT_AFTER_S:
                self._to_mend, self._broken_at_s = violation.rule.name, at_s
                self._said_at_s[violation.rule.name] = at_s
                return self._say(Cue(violation.cue, rule=violation.rule.name), at_s)
        if self._to_mend is not None and moving and at_s - self._broken_at_s >= MENDED_AFTER_S:
            rule, self._to_mend = self._to_mend, None
            return self._say(Cue(PRAISE, rule=rule, praise=True), at_s)
        return None

    def _say(self, cue: Cue, at_s: float) -> Cue:
        self._heard_until_s = at_s + hearing_s(cue.text)
        return cue

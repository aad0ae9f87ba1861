"""Chooses the one thing to say now."""

from collections.abc import Collection, Iterable
from typing import Final

from physiocheck_desktop.assessment.frame_assessment import Cue
from physiocheck_desktop.assessment.rule_states import Violation

SECONDS_A_WORD: Final = 0.4
LEAST_HEARING_S: Final = 1.5
REPEAT_AFTER_S: Final = 6.0
PRAISE: Final = "Good, that is better."


def hearing_s(text: str) -> float:
    """Return how long a spoken cue takes to be heard, seconds, at 150 words a minute."""
    return max(LEAST_HEARING_S, SECONDS_A_WORD * len(text.split()))


class CueChooser:
    """Says the gravest, longest standing error, lets it be heard out, and praises the first repetition without it.

    The same readings always give the same cues.
    """

    def __init__(self) -> None:
        self._heard_until_s: float | None = None
        self._said_at_s: dict[str, float] = {}
        self._to_mend: str | None = None
        self._mended = False

    def step(
        self, violations: Iterable[Violation], at_s: float, finished_with: Collection[str] | None = None
    ) -> Cue | None:
        """Return what to say in this frame, None for nothing new.

        Args:
            violations: What is broken now, gravest and longest standing first.
            at_s: The frame's own time, seconds.
            finished_with: The rules that were broken in a repetition that this frame finished, None where none did.
        """
        if finished_with is not None and self._to_mend is not None:
            self._mended = self._to_mend not in finished_with
        if self._heard_until_s is not None and at_s < self._heard_until_s:
            return None
        for violation in violations:
            said_at_s = self._said_at_s.get(violation.rule.name)
            if not violation.standing or not violation.cue:
                continue
            if said_at_s is None or at_s - said_at_s >= REPEAT_AFTER_S:
                self._to_mend, self._mended = violation.rule.name, False
                self._said_at_s[violation.rule.name] = at_s
                return self._say(Cue(violation.cue, rule=violation.rule.name), at_s)
        if self._to_mend is not None and self._mended:
            rule, self._to_mend, self._mended = self._to_mend, None, False
            return self._say(Cue(PRAISE, rule=rule, praise=True), at_s)
        return None

    def _say(self, cue: Cue, at_s: float) -> Cue:
        self._heard_until_s = at_s + hearing_s(cue.text)
        return cue

"""Chooses the one thing to say now."""

from collections.abc import Collection, Iterable
from typing import Final

from physiocheck_desktop.assessment.frame_assessment import Cue
from physiocheck_desktop.assessment.rule_states import Violation
from physiocheck_desktop.domain.exercise import Severity
from physiocheck_desktop.domain.repetition import RuleFault

SECONDS_A_WORD: Final = 0.4
LEAST_HEARING_S: Final = 1.5
REPEAT_AFTER_S: Final = 6.0
PRAISE: Final = "Good, that is better."


def hearing_s(text: str) -> float:
    """Return how long a spoken cue takes to be heard, seconds, at 150 words a minute."""
    return max(LEAST_HEARING_S, SECONDS_A_WORD * len(text.split()))


class CueChooser:
    """Says the gravest, longest standing error, lets it be heard out, and praises the first repetition without it.

    A danger alone interrupts what is being said. The same words are not said again within `REPEAT_AFTER_S`, whichever
    side they are about. The same readings always give the same cues.
    """

    def __init__(self) -> None:
        self._heard_until_s: float | None = None
        self._warning = False
        self._said_at_s: dict[str, float] = {}
        self._to_mend: Cue | None = None
        self._mended = False

    def step(
        self, violations: Iterable[Violation], at_s: float, finished_with: Collection[RuleFault] | None = None
    ) -> Cue | None:
        """Return what to say in this frame, None for nothing new.

        Args:
            violations: What is broken now, gravest and longest standing first.
            at_s: The frame's own time, seconds.
            finished_with: What was broken in a repetition that this frame finished, None where none did.
        """
        if finished_with is not None and self._to_mend is not None:
            rule, text = self._to_mend.rule, self._to_mend.text
            self._mended = not any(fault.rule == rule or fault.cue == text for fault in finished_with)
        speaking = self._heard_until_s is not None and at_s < self._heard_until_s
        for violation in violations:
            danger = violation.rule.severity is Severity.DANGER
            if speaking and (self._warning or not danger):
                break
            if violation.standing and violation.cue and self._may_be_said(violation.cue, at_s):
                self._warning = danger
                self._to_mend, self._mended = Cue(violation.cue, rule=violation.rule.name), False
                self._said_at_s[violation.cue] = at_s
                return self._say(self._to_mend, at_s)
        if self._to_mend is not None and self._mended and not speaking:
            rule, self._to_mend, self._mended = self._to_mend.rule, None, False
            self._warning = False
            return self._say(Cue(PRAISE, rule=rule, praise=True), at_s)
        return None

    def _may_be_said(self, words: str, at_s: float) -> bool:
        said_at_s = self._said_at_s.get(words)
        return said_at_s is None or at_s - said_at_s >= REPEAT_AFTER_S

    def _say(self, cue: Cue, at_s: float) -> Cue:
        self._heard_until_s = at_s + hearing_s(cue.text)
        return cue

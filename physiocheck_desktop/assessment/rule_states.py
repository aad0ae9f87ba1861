"""What is kept of each rule while a movement goes on: since when it is broken, how long in all, and how badly."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final, Protocol

from physiocheck_desktop.assessment.phase_clock import PhaseSpan
from physiocheck_desktop.assessment.steadiness import Unsteadiness
from physiocheck_desktop.domain.exercise import ExerciseRule, Phase, RuleKind
from physiocheck_desktop.domain.repetition import RuleFault
from physiocheck_desktop.kinematics.reader import Reading

LEAST_TRUST: Final = 0.5
LEAST_VIEW_FIT: Final = 0.25
"""Rules are made for the exercise's view; below this fit margins are wider than tolerances, and nothing is said."""
STANDS_S: Final = 0.4
"""An error counts once it has stood so long; what is shorter is a misreading or of no matter."""
FORGIVEN_AFTER_S: Final = 0.25
LONGEST_STEP_S: Final = 0.5
TIMING_TOLD_S: Final = 2.0
"""A phase that was too long or too short is told of for so long after it, because by then it is over."""


@dataclass(frozen=True, slots=True)
class Violation:
    """A rule that is broken now.

    Attributes:
        rule: The rule.
        cue: What to say about it.
        since_s: Since when it has been broken, the source's own seconds.
        value: The measure now; for timing the seconds of the phase, for stability the unsteadiness.
        excess: How far beyond the bound, in the same unit.
        standing: Whether it has stood long enough to count.
    """

    rule: ExerciseRule
    cue: str
    since_s: float
    value: float
    excess: float
    standing: bool


class FollowedRule(Protocol):
    """A rule and what is kept of it."""

    @property
    def rule(self) -> ExerciseRule:
        """The rule."""

    def step(self, reading: Reading, phase: Phase | None, spans: Iterable[PhaseSpan]) -> Violation | None:
        """Judge the next reading and return the violation that stands now.

        Args:
            reading: What was measured.
            phase: The phase of the movement; None where nothing is asked of this rule's side.
            spans: The phases that ended with this reading.
        """

    def fault(self) -> RuleFault | None:
        """Return what was broken since it was last forgiven, None where that was too little to count."""

    def forgive(self) -> None:
        """Forget what was broken."""


def followed(rule: ExerciseRule) -> FollowedRule:
    """Return the rule with an empty record."""
    if rule.kind is RuleKind.TIMING:
        return TimedRule(rule)
    if rule.kind is RuleKind.ANGLE and rule.phases in ARRIVALS:
        return ArrivalRule(rule)
    return MeasuredRule(rule)


@dataclass(slots=True)
class _Record:
    seconds: float = 0.0
    excess: float = 0.0
    area: float = 0.0
    value: float = 0.0
    cue: str = ""
    phase: Phase | None = None

    def add(self, violation: Violation, phase: Phase, seconds: float) -> None:
        """Take another moment in which the rule is broken."""
        self.seconds += seconds
        self.area += seconds * violation.excess
        if violation.excess > self.excess:
            self.excess, self.value = violation.excess, violation.value
            self.cue, self.phase = violation.cue, phase

    def merge(self, other: "_Record") -> None:
        """Take what another record holds."""
        self.seconds += other.seconds
        self.area += other.area
        if other.excess > self.excess:
            self.excess, self.value, self.cue, self.phase = other.excess, other.value, other.cue, other.phase

    def fault(self, rule: ExerciseRule) -> RuleFault:
        """Return the record as a fault."""
        mean_excess = self.area / self.seconds if self.seconds > 0.0 else self.excess
        return RuleFault(
            rule=rule.name,
            cue=self.cue,
            seconds=self.seconds,
            worst_value=self.value,
            severity=rule.severity.value,
            phase=self.phase,
            mean_excess=mean_excess,
            worst_excess=self.excess,
        )


class MeasuredRule:
    """A rule that every frame in its phases can be held against: angles, alignment, stability."""

    def __init__(self, rule: ExerciseRule) -> None:
        self.rule = rule
        self._unsteadiness = None if rule.window_s is None else Unsteadiness(rule.window_s)
        self._record = _Record()
        self._since_s: float | None = None
        self._broken_at_s = 0.0
        self._seen_at_s: float | None = None

    def step(self, reading: Reading, phase: Phase | None, spans: Iterable[PhaseSpan]) -> Violation | None:
        """Judge the next reading and return the violation that stands now."""
        del spans
        now = reading.captured_at_s
        elapsed = 0.0 if self._seen_at_s is None else min(LONGEST_STEP_S, now - self._seen_at_s)
        self._seen_at_s = now
        value = None if phase not in self.rule.phases else self._value(reading)
        excess, cue = (0.0, "") if value is None else _excess(self.rule, value)
        if phase is None or value is None or excess <= 0.0:
            if self._since_s is not None and now - self._broken_at_s > FORGIVEN_AFTER_S:
                self._since_s = None
            return None
        new = self._since_s is None
        since_s = now if self._since_s is None else self._since_s
        self._since_s, self._broken_at_s = since_s, now
        violation = Violation(self.rule, cue, since_s, value, excess, standing=now - since_s >= STANDS_S)
        self._record.add(violation, phase, 0.0 if new else elapsed)
        return violation

    def fault(self) -> RuleFault | None:
        """Return what was broken since it was last forgiven, None where that was too little to count."""
        return self._record.fault(self.rule) if self._record.seconds >= STANDS_S else None

    def forgive(self) -> None:
        """Forget what was broken."""
        self._record = _Record()

    def _value(self, reading: Reading) -> float | None:
        value = _seen(self.rule.measure, reading)
        if value is None or self._unsteadiness is None:
            return value
        return self._unsteadiness.step(value, reading.captured_at_s)


ARRIVALS: Final = {
    frozenset({Phase.PEAK}): frozenset({Phase.PEAK, Phase.TOWARD_PEAK}),
    frozenset({Phase.END}): frozenset({Phase.END}),
}
"""Where a joint arrives, by the phases of the rule: the phases through which it may still be on its way there."""


class ArrivalRule:
    """An angle that a joint should arrive at, at the peak or at the end.

    On the way there it is not there yet, and on the way back no more. So what is broken on the side from which it
    comes is held against nobody who arrives before the phase is over.
    """

    def __init__(self, rule: ExerciseRule) -> None:
        self.rule = rule
        self._measured = MeasuredRule(rule)
        self._on_its_way = ARRIVALS[rule.phases]
        self._record = _Record()
        self._short_of = ""
        self._stay = _Record()
        self._arrived = False
        self._at_s: float | None = None

    def step(self, reading: Reading, phase: Phase | None, spans: Iterable[PhaseSpan]) -> Violation | None:
        """Judge the next reading and return the violation that stands now."""
        now = reading.captured_at_s
        elapsed = 0.0 if self._at_s is None else min(LONGEST_STEP_S, now - self._at_s)
        self._at_s = now
        if phase not in self._on_its_way:
            self._leave()
        violation = self._measured.step(reading, phase, spans)
        if phase not in self.rule.phases or phase is None:
            return None
        if violation is None:
            self._arrived = self._arrived or _seen(self.rule.measure, reading) is not None
            if self._arrived:
                self._stay = _Record()
            return None
        side = "below" if self.rule.low is not None and violation.value < self.rule.low else "above"
        self._short_of = self._short_of or side
        if side != self._short_of:
            self._record.add(violation, phase, elapsed)
            return violation
        if self._arrived:
            return None
        self._stay.add(violation, phase, elapsed)
        return violation

    def fault(self) -> RuleFault | None:
        """Return what was broken since it was last forgiven, None where that was too little to count."""
        self._leave()
        return self._record.fault(self.rule) if self._record.seconds >= STANDS_S else None

    def forgive(self) -> None:
        """Forget what was broken."""
        self._record = _Record()
        self._stay = _Record()

    def _leave(self) -> None:
        self._record.merge(self._stay)
        self._stay = _Record()
        self._arrived, self._short_of = False, ""


@dataclass(slots=True)
class TimedRule:
    """A rule on how long a phase takes, judged when the phase is over.

    What lies within the time between two frames is held against nobody, because no frame saw the phase change.
    """

    rule: ExerciseRule
    _record: _Record = field(default_factory=_Record, init=False)
    _last: Violation | None = field(default=None, init=False)

    def step(self, reading: Reading, phase: Phase | None, spans: Iterable[PhaseSpan]) -> Violation | None:
        """Judge the phases that have just ended and return the violation that is still told of."""
        del phase
        now = reading.captured_at_s
        for span in spans:
            if span.phase in self.rule.phases:
                self._judge(span, now)
        if self._last is not None and now - self._last.since_s > TIMING_TOLD_S:
            self._last = None
        return self._last

    def fault(self) -> RuleFault | None:
        """Return what was broken since it was last forgiven."""
        return self._record.fault(self.rule) if self._record.excess > 0.0 else None

    def forgive(self) -> None:
        """Forget what was broken."""
        self._record = _Record()

    def _judge(self, span: PhaseSpan, now_s: float) -> None:
        excess, cue = _excess(self.rule, span.seconds)
        self._last = None
        if excess > span.unsure_s:
            self._last = Violation(self.rule, cue, now_s, span.seconds, excess, standing=True)
            self._record.add(self._last, span.phase, excess)


def _seen(measure: str, reading: Reading) -> float | None:
    """Return the measure's value, None where it was seen too badly to judge by."""
    trusted = reading.trust.get(measure, 0.0) >= LEAST_TRUST
    return reading.values.get(measure) if trusted and reading.view_fit >= LEAST_VIEW_FIT else None


def _excess(rule: ExerciseRule, value: float) -> tuple[float, str]:
    if rule.low is not None and value < rule.low:
        return rule.low - value, rule.cue_below
    if rule.high is not None and value > rule.high:
        return value - rule.high, rule.cue_above
    return 0.0, ""

"""Holds measures against an exercise's rules, and keeps for each how long and how badly it is broken."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from physiocheck_desktop.domain.exercise import ExerciseRule, Phase, Severity, Side
from physiocheck_desktop.domain.repetition import RuleFault
from physiocheck_desktop.kinematics.measures import MEASURES
from physiocheck_desktop.kinematics.reader import Reading

LEAST_TRUST: Final = 0.5
LEAST_VIEW_FIT: Final = 0.25
"""Rules are made for the exercise's view; below this fit margins are wider than tolerances, and nothing is said."""
STANDS_S: Final = 0.4
"""An error counts once it has stood so long; what is shorter is a misreading or of no matter."""
FORGIVEN_AFTER_S: Final = 0.25
LONGEST_STEP_S: Final = 0.5
SEVERITY_ORDER: Final = {Severity.HINT: 0, Severity.FAULT: 1, Severity.DANGER: 2}


@dataclass(frozen=True, slots=True)
class Violation:
    """A rule that is broken now.

    Attributes:
        rule: The rule.
        cue: What to say about it.
        since_s: Since when it has been broken, the source's own seconds.
        value: The measure now.
        excess: How far beyond the bound, in the measure's unit.
        standing: Whether it has stood long enough to count.
    """

    rule: ExerciseRule
    cue: str
    since_s: float
    value: float
    excess: float
    standing: bool


@dataclass(slots=True)
class _State:
    since_s: float | None = None
    last_s: float = 0.0
    seconds: float = 0.0
    worst_excess: float = 0.0
    worst_value: float = 0.0
    worst_cue: str = ""
    worst_phase: Phase | None = None


class RuleBook:
    """Follows all rules of an exercise through time."""

    def __init__(self, rules: Iterable[ExerciseRule]) -> None:
        self._rules = tuple(rule for rule in rules if rule.bounds_value)
        self._states = [_State() for _ in self._rules]
        self._seen_at_s: float | None = None

    def step(self, reading: Reading, phase: Phase, resting: Side | None = None) -> tuple[Violation, ...]:
        """Judge the next reading and return what is broken now, the gravest and longest standing first.

        Args:
            reading: What was measured.
            phase: The phase of the movement.
            resting: The side that rests while the other exercises; nothing is asked of it.
        """
        now = reading.captured_at_s
        elapsed = 0.0 if self._seen_at_s is None else min(LONGEST_STEP_S, now - self._seen_at_s)
        self._seen_at_s = now
        violations = []
        for rule, state in zip(self._rules, self._states, strict=True):
            asked = phase in rule.phases and MEASURES[rule.measure].side is not resting
            violation = _judge(rule, state, reading, elapsed, phase if asked else None)
            if violation is not None:
                violations.append(violation)
        violations.sort(key=lambda each: (-SEVERITY_ORDER[each.rule.severity], each.since_s, each.rule.name))
        return tuple(violations)

    def forgive(self) -> None:
        """Forget what was broken outside any movement that counts."""
        for state in self._states:
            state.seconds = state.worst_excess = 0.0

    def take_faults(self) -> tuple[RuleFault, ...]:
        """Return what was broken since the last time for long enough to count, worst first, and begin anew."""
        faults = [
            (SEVERITY_ORDER[rule.severity], state.seconds, _fault(rule, state))
            for rule, state in zip(self._rules, self._states, strict=True)
            if state.seconds >= STANDS_S
        ]
        self.forgive()
        faults.sort(key=lambda each: (-each[0], -each[1], each[2].rule))
        return tuple(fault for _, _, fault in faults)


def _judge(
    rule: ExerciseRule, state: _State, reading: Reading, elapsed: float, phase: Phase | None
) -> Violation | None:
    now = reading.captured_at_s
    value = reading.values.get(rule.measure)
    judged = (
        phase is not None and reading.view_fit >= LEAST_VIEW_FIT and reading.trust.get(rule.measure, 0.0) >= LEAST_TRUST
    )
    excess, cue = (0.0, "") if value is None or not judged else _excess(rule, value)
    if value is None or excess <= 0.0:
        if state.since_s is not None and now - state.last_s > FORGIVEN_AFTER_S:
            state.since_s = None
        return None
    if state.since_s is None:
        state.since_s = now
    else:
        state.seconds += elapsed
    state.last_s = now
    if excess > state.worst_excess:
        state.worst_excess, state.worst_value, state.worst_cue, state.worst_phase = excess, value, cue, phase
    return Violation(rule, cue, state.since_s, value, excess, standing=now - state.since_s >= STANDS_S)


def _excess(rule: ExerciseRule, value: float) -> tuple[float, str]:
    if rule.low is not None and value < rule.low:
        return rule.low - value, rule.cue_below
    if rule.high is not None and value > rule.high:
        return value - rule.high, rule.cue_above
    return 0.0, ""


def _fault(rule: ExerciseRule, state: _State) -> RuleFault:
    return RuleFault(
        rule=rule.name,
        cue=state.worst_cue,
        seconds=state.seconds,
        worst_value=state.worst_value,
        severity=rule.severity.value,
        phase=state.worst_phase,
    )

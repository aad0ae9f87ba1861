"""Holds an exercise's rules against what is measured, and keeps for each how long and how badly it is broken."""

from collections.abc import Iterable
from typing import Final

from physiocheck_desktop.assessment.phase_clock import PhaseClock
from physiocheck_desktop.assessment.rule_states import FollowedRule, Violation, followed
from physiocheck_desktop.domain.exercise import ExerciseRule, Phase, Severity, Side
from physiocheck_desktop.domain.repetition import RuleFault
from physiocheck_desktop.kinematics.measures import MEASURES
from physiocheck_desktop.kinematics.reader import Reading

SEVERITY_ORDER: Final = {Severity.HINT: 0, Severity.FAULT: 1, Severity.DANGER: 2}


class RuleBook:
    """Follows all rules of an exercise through time, in constant memory."""

    def __init__(self, rules: Iterable[ExerciseRule]) -> None:
        self._followed: tuple[FollowedRule, ...] = tuple(followed(rule) for rule in rules)
        self._clock = PhaseClock()

    def step(self, reading: Reading, phase: Phase, resting: Side | None = None) -> tuple[Violation, ...]:
        """Judge the next reading and return what is broken now, the gravest and longest standing first.

        Args:
            reading: What was measured.
            phase: The phase of the movement.
            resting: The side that rests while the other exercises; nothing is asked of it.
        """
        spans = self._clock.step(phase, reading.captured_at_s)
        violations = []
        for each in self._followed:
            measure = each.rule.measure
            asked = not (measure and resting is not None and MEASURES[measure].side is resting)
            violation = each.step(reading, phase if asked else None, spans)
            if violation is not None:
                violations.append(violation)
        violations.sort(key=lambda each: (-SEVERITY_ORDER[each.rule.severity], each.since_s, each.rule.name))
        return tuple(violations)

    def forgive(self) -> None:
        """Forget what was broken outside any movement that counts."""
        for each in self._followed:
            each.forgive()

    def take_faults(self) -> tuple[RuleFault, ...]:
        """Return what was broken since the last time for long enough to count, worst first, and begin anew."""
        faults = [
            (SEVERITY_ORDER[each.rule.severity], fault)
            for each in self._followed
            if (fault := each.fault()) is not None
        ]
        self.forgive()
        faults.sort(key=lambda each: (-each[0], -each[1].seconds, each[1].rule))
        return tuple(fault for _, fault in faults)

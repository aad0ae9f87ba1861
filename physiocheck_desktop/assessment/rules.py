"""Holds an exercise's rules against what is measured, and keeps for each how long and how badly it is broken."""

from collections.abc import Collection
from typing import Final

from physiocheck_desktop.assessment.phase_clock import PhaseClock
from physiocheck_desktop.assessment.rule_states import FollowedRule, Violation, followed
from physiocheck_desktop.domain.exercise import ExerciseRule, Phase, Severity, Side
from physiocheck_desktop.domain.repetition import RuleFault
from physiocheck_desktop.kinematics.measures import MEASURES, other_side
from physiocheck_desktop.kinematics.reader import Reading

SEVERITY_ORDER: Final = {Severity.HINT: 0, Severity.FAULT: 1, Severity.DANGER: 2}


class RuleBook:
    """Follows all rules of an exercise through time, in constant memory."""

    def __init__(self, rules: Collection[ExerciseRule]) -> None:
        self._followed: tuple[FollowedRule, ...] = tuple(followed(rule) for rule in rules)
        asked = {(rule.measure, rule.kind, rule.phases) for rule in rules}
        self._paired = {
            rule.name for rule in rules if rule.measure and (other_side(rule.measure), rule.kind, rule.phases) in asked
        }
        self._clock = PhaseClock()

    def step(self, reading: Reading, phase: Phase, resting: Side | None = None) -> tuple[Violation, ...]:
        """Judge the next reading and return what is broken now, the gravest and longest standing first.

        Where both sides have the same rule and the camera sees one side, the near one speaks for both: the far limb is
        half hidden, and guessed.

        Args:
            reading: What was measured.
            phase: The phase of the movement.
            resting: The side that rests while the other exercises; nothing is asked of it.
        """
        spans = self._clock.step(phase, reading.captured_at_s)
        near = Side.BOTH if reading.view is None else reading.view.near_side
        far = near.opposite
        violations = []
        for each in self._followed:
            side = _side_of(each.rule)
            spared = side is resting or (side is far and each.rule.name in self._paired and resting is not near)
            violation = each.step(reading, None if spared else phase, spans)
            if violation is not None:
                violations.append(violation)
        violations.sort(key=lambda each: (-SEVERITY_ORDER[each.rule.severity], each.since_s, each.rule.name))
        return tuple(violations)

    def forgive(self) -> None:
        """Forget what was broken outside any movement that counts."""
        for each in self._followed:
            each.forgive()

    def take_faults(self, rested: Side | None = None) -> tuple[RuleFault, ...]:
        """Return what was broken since the last time for long enough to count, worst first, and begin anew.

        Args:
            rested: The side that rested while the other did the movement; nothing was asked of it.
        """
        faults = [
            (SEVERITY_ORDER[each.rule.severity], fault)
            for each in self._followed
            if (fault := each.fault()) is not None and (rested is None or _side_of(each.rule) is not rested)
        ]
        self.forgive()
        faults.sort(key=lambda each: (-each[0], -each[1].seconds, each[1].rule))
        return tuple(fault for _, fault in faults)


def _side_of(rule: ExerciseRule) -> Side:
    return MEASURES[rule.measure].side if rule.measure else Side.BOTH

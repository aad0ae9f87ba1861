"""Each rule of each ready-made exercise does its work: broken alone, it is told of and held against the repetition."""

import tomllib
from pathlib import Path

import pytest

from physiocheck_desktop.assessment.definition_toml import parse_definition
from physiocheck_desktop.assessment.rule_states import Violation
from physiocheck_desktop.assessment.rules import RuleBook
from physiocheck_desktop.domain.exercise import ExerciseDefinition, ExerciseRule, Phase, RuleKind
from physiocheck_desktop.kinematics.reader import Reading

FRAMES_A_SECOND = 30
REPETITION = (Phase.START, Phase.TOWARD_PEAK, Phase.PEAK, Phase.TOWARD_END, Phase.END)
LASTING_S = dict.fromkeys(Phase, 1.0)
WATCHED = tomllib.loads(Path(__file__).with_name("rules_of_every_exercise.toml").read_text(encoding="utf-8"))
"""The names of the rules of each exercise, so that none is lost from a file unnoticed."""

DEFINITIONS = [
    parse_definition(path.read_text(encoding="utf-8"), path.name)
    for path in sorted((Path(__file__).parents[2] / "resources" / "exercises").glob("*.toml"))
]


BOUNDS = [
    (definition, rule, below)
    for definition in DEFINITIONS
    for rule in definition.rules
    for below in (True, False)
    if (rule.low if below else rule.high) is not None
]
NAMES = [f"{definition.key}-{rule.name}-{'low' if below else 'high'}" for definition, rule, below in BOUNDS]


def within(rules: tuple[ExerciseRule, ...], measure: str, phase: Phase) -> float:
    """Return a value of the measure with which each of the rules that ask for it in this phase is content."""
    asked = [rule for rule in rules if rule.measure == measure and phase in rule.phases and rule.bounds_value]
    low = max((rule.low for rule in asked if rule.low is not None), default=None)
    high = min((rule.high for rule in asked if rule.high is not None), default=None)
    if low is not None and high is not None:
        assert low <= high, f"{measure}: no value satisfies all rules"
        return (low + high) / 2.0
    return low if low is not None else high if high is not None else 0.0


def amiss(rule: ExerciseRule, below: bool) -> float:
    """Return a value beyond the bound, a time by half of it."""
    bound = rule.low if below else rule.high
    assert bound is not None
    step = abs(bound) / 2.0 if rule.kind is RuleKind.TIMING else max(abs(bound) / 20.0, 0.05)
    return bound - step if below else bound + step


def perform(
    definition: ExerciseDefinition, broken: ExerciseRule | None = None, below: bool = False
) -> tuple[RuleBook, list[Violation]]:
    """Go through one repetition, in which at most one rule is broken, and return its book and what was told of."""
    book, told, at_s, number = RuleBook(definition.rules), [], 0.0, 0
    lasting = dict(LASTING_S)
    for rule in definition.rules:
        if rule.kind is RuleKind.TIMING:
            (phase,) = rule.phases
            ends = [bound for bound in (rule.low, rule.high) if bound is not None]
            lasting[phase] = amiss(rule, below) if rule is broken else sum(ends) / len(ends)
    # The way back includes its end, so that its time is shared between the two.
    lasting[Phase.TOWARD_END] = lasting[Phase.END] = lasting[Phase.TOWARD_END] / 2.0
    for phase in (*REPETITION, *REPETITION, Phase.START):
        until_s = at_s + lasting[phase]
        while at_s < until_s:
            values = {rule.measure: within(definition.rules, rule.measure, phase) for rule in definition.rules}
            if broken is not None and broken.kind is RuleKind.STABILITY:
                assert broken.high is not None
                values[broken.measure] += 3.0 * broken.high * (-1) ** number
            elif broken is not None and broken.bounds_value and phase in broken.phases:
                values[broken.measure] = amiss(broken, below)
            values.pop("", None)
            told += book.step(
                Reading(at_s, values, dict.fromkeys(values, 1.0), {}, None, 1.0, 0.2, (0.5, 0.5), None, False), phase
            )
            number += 1
            at_s += 1.0 / FRAMES_A_SECOND
    return book, told


@pytest.mark.parametrize(("definition", "rule", "below"), BOUNDS, ids=NAMES)
def test_a_rule_broken_alone_is_told_of_and_becomes_a_fault(
    definition: ExerciseDefinition, rule: ExerciseRule, below: bool
) -> None:
    book, told = perform(definition, rule, below)
    cue = rule.cue_below if below else rule.cue_above
    faults = [(fault.rule, fault.cue, fault.severity) for fault in book.take_faults()]
    assert cue, "nobody can mend what is not said"
    assert any(each.rule is rule and each.standing and each.cue == cue for each in told)
    assert (rule.name, cue, rule.severity.value) in faults
    same = {each.name for each in definition.rules if (each.measure, each.kind) == (rule.measure, rule.kind)}
    assert {each.rule.name for each in told} | {name for name, _, _ in faults} <= same, "others are not broken"


@pytest.mark.parametrize("definition", DEFINITIONS, ids=lambda definition: definition.key)
def test_nothing_is_held_against_who_keeps_to_every_rule(definition: ExerciseDefinition) -> None:
    book, told = perform(definition)
    assert told == []
    assert book.take_faults() == ()


def test_no_exercise_has_lost_a_rule() -> None:
    rules = {definition.key: sorted(rule.name for rule in definition.rules) for definition in DEFINITIONS}
    assert rules == WATCHED

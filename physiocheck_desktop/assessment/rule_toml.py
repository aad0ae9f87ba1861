"""Exercise rules as tables of an exercise file, read with complaints about what cannot be and written without loss."""

from typing import Final

from physiocheck_desktop.assessment.toml_reading import Table, known, shown
from physiocheck_desktop.domain.exercise import ExerciseRule, Phase, RuleKind, RuleOrigin, Severity
from physiocheck_desktop.kinematics.measures import JOINT_ANGLES, MEASURES, Unit, landmarks_of

LEAST_WINDOW_S: Final = 0.2
LONGEST_WINDOW_S: Final = 10.0
_TRUNK: Final = "trunk_lean"


def measure_named(table: Table) -> str:
    """Return a table's `measure`, which must be one that there is."""
    name = table.text("measure")
    if name not in MEASURES:
        table.complain("measure", f"is {shown(name)}, which is no measure; there are: {', '.join(MEASURES)}")
    return name


def read_rules(root: Table) -> tuple[ExerciseRule, ...]:
    """Return the rules of an exercise file, no two of one name."""
    rules: list[ExerciseRule] = []
    for table in root.tables("rules"):
        rule = _rule(table)
        if any(rule.name == other.name for other in rules):
            table.complain("name", f"is {shown(rule.name)} for a second time")
        rules.append(rule)
    return tuple(rules)


def rule_content(rule: ExerciseRule) -> dict[str, object]:
    """Return a rule as the plain values of a table; its landmarks follow its measure, and are written for people."""
    return known(
        name=rule.name,
        kind=rule.kind.value,
        check=rule.check or None,
        measure=rule.measure or None,
        landmarks=_landmark_names(rule.measure) or None,
        phases=[phase.value for phase in Phase if phase in rule.phases],
        low=rule.low,
        high=rule.high,
        window_s=rule.window_s,
        severity=rule.severity.value,
        cue_below=rule.cue_below or None,
        cue_above=rule.cue_above or None,
        origin=rule.origin.value,
    )


def _rule(table: Table) -> ExerciseRule:
    kind = _kind(table)
    rule = ExerciseRule(
        name=table.text("name"),
        measure="" if kind is RuleKind.TIMING else measure_named(table),
        phases=frozenset(table.choices("phases", Phase)),
        low=table.optional_number("low"),
        high=table.optional_number("high"),
        severity=table.choice("severity", Severity, Severity.FAULT),
        cue_below=table.text("cue_below", ""),
        cue_above=table.text("cue_above", ""),
        kind=kind,
        origin=_origin(table),
        check=table.text("check", ""),
        window_s=table.number("window_s", least=LEAST_WINDOW_S) if kind is RuleKind.STABILITY else None,
    )
    if not rule.phases:
        table.complain("phases", "must name at least one phase")
    if rule.low is None and rule.high is None:
        table.complain("low", "is missing, and so is high: a rule needs a bound")
    if rule.low is not None and rule.high is not None and rule.low >= rule.high:
        table.complain("high", f"must be greater than low, not {rule.high!r}")
    _check_kind(rule, table)
    _check_landmarks(rule, table)
    table.finish()
    return rule


def _kind(table: Table) -> RuleKind:
    """Return the kind; where a file of the first schema leaves it out, joint angles are known from all others."""
    if table.has("kind"):
        return table.choice("kind", RuleKind)
    name = measure_named(table)
    return RuleKind.ANGLE if name in JOINT_ANGLES and name != _TRUNK else RuleKind.ALIGNMENT


def _origin(table: Table) -> RuleOrigin:
    """Return who wrote the rule; files of the first schema say it as `generated`."""
    if not table.has("generated"):
        return table.choice("origin", RuleOrigin, RuleOrigin.EDITED)
    if table.has("origin"):
        table.complain("generated", "says the same as origin, which is enough")
    return RuleOrigin.GENERATED if table.flag("generated", default=False) else RuleOrigin.EDITED


def _check_kind(rule: ExerciseRule, table: Table) -> None:
    if rule.kind is RuleKind.TIMING and (len(rule.phases) != 1 or Phase.END in rule.phases):
        table.complain("phases", "must be one of start, toward_peak, peak, toward_end where the kind is timing")
    if rule.kind in (RuleKind.TIMING, RuleKind.STABILITY):
        for key, bound in (("low", rule.low), ("high", rule.high)):
            if bound is not None and bound < 0.0:
                table.complain(key, f"must be at least 0 where the kind is {rule.kind}, not {bound!r}")
    if rule.kind is RuleKind.ANGLE and MEASURES[rule.measure].unit is not Unit.DEGREES:
        table.complain("measure", f"is {rule.measure!r}, which is a length, where the kind is angle")
    if rule.window_s is not None and rule.window_s > LONGEST_WINDOW_S:
        table.complain("window_s", f"must be at most {LONGEST_WINDOW_S:g}, not {rule.window_s!r}")


def _check_landmarks(rule: ExerciseRule, table: Table) -> None:
    if not table.has("landmarks"):
        return
    if set(table.texts("landmarks")) != set(_landmark_names(rule.measure)):
        needed = ", ".join(_landmark_names(rule.measure)) or "none"
        table.complain(
            "landmarks", f"must be those of its measure ({needed}); leave the line out to have them filled in"
        )


def _landmark_names(measure: str) -> list[str]:
    return [landmark.name.lower() for landmark in landmarks_of(measure)] if measure in MEASURES else []

"""Makes the changed exercise that a suggestion proposes."""

from collections.abc import Iterable
from dataclasses import replace

from physiocheck_desktop.domain.errors import BugError, InputError
from physiocheck_desktop.domain.exercise import ExerciseDefinition, ExerciseRule, ProgressMeasure, RuleOrigin, Severity
from physiocheck_desktop.domain.suggestion import Change, ChangedPart


def apply_changes(definition: ExerciseDefinition, changes: Iterable[Change]) -> ExerciseDefinition:
    """Return the exercise with changes made; rules that they change are marked as edited.

    A measure that is taken out carries the movement no longer, and what bounds its values becomes a hint. No rule that
    keeps the person from harm is ever touched.

    Raises:
        InputError: The exercise is not the one any more that the changes were proposed for.
    """
    for change in changes:
        definition = _changed(definition, change)
    return definition


def fits(definition: ExerciseDefinition, changes: Iterable[Change]) -> bool:
    """Whether the exercise still is the one that changes were proposed for."""
    try:
        apply_changes(definition, changes)
    except InputError:
        return False
    return True


def _changed(definition: ExerciseDefinition, change: Change) -> ExerciseDefinition:
    match change.part:
        case ChangedPart.TARGET_PEAK:
            return replace(definition, progress=_with_target(definition.progress, change))
        case ChangedPart.RULE_LOW | ChangedPart.RULE_HIGH:
            return replace(definition, rules=_with_bound(definition.rules, change))
        case ChangedPart.TEMPO:
            _demand_same(change, getattr(definition.tempo, change.name))
            return replace(definition, tempo=replace(definition.tempo, **{change.name: change.after}))
        case ChangedPart.PROGRESS_MEASURE:
            return _without_measure(definition, change)
        case ChangedPart.EXERCISE:
            raise BugError("Another exercise is chosen, not made from this one.")


def _with_target(progress: tuple[ProgressMeasure, ...], change: Change) -> tuple[ProgressMeasure, ...]:
    found = {each.measure: each for each in progress}.get(change.name)
    _demand_same(change, None if found is None else found.peak)
    if change.after is None:
        raise BugError("A target was to be taken out.")
    after = change.after
    return tuple(replace(each, peak=after) if each is found else each for each in progress)


def _with_bound(rules: tuple[ExerciseRule, ...], change: Change) -> tuple[ExerciseRule, ...]:
    is_low = change.part is ChangedPart.RULE_LOW
    found = {each.name: each for each in rules}.get(change.name)
    if found is None:
        raise _changed_since()
    _demand_same(change, found.low if is_low else found.high)
    if found.severity is Severity.DANGER:
        raise BugError("A rule that keeps from harm was to be changed.")
    low, high = (change.after, found.high) if is_low else (found.low, change.after)
    changed = replace(found, origin=RuleOrigin.EDITED, low=low, high=high)
    return tuple(changed if each is found else each for each in rules)


def _without_measure(definition: ExerciseDefinition, change: Change) -> ExerciseDefinition:
    progress = tuple(each for each in definition.progress if each.measure != change.name)
    if not progress or len(progress) == len(definition.progress):
        raise _changed_since()
    rules = tuple(
        replace(rule, severity=Severity.HINT, origin=RuleOrigin.EDITED)
        if rule.measure == change.name and rule.bounds_value and rule.severity is Severity.FAULT
        else rule
        for rule in definition.rules
    )
    return replace(definition, progress=progress, rules=rules)


def _demand_same(change: Change, now: float | None) -> None:
    if now is None or now != change.before:
        raise _changed_since()


def _changed_since() -> InputError:
    return InputError(
        "The exercise has been changed since this was suggested.",
        kept="The exercise stays as it is.",
        remedy="Ask for new suggestions.",
    )

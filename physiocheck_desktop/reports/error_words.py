"""How far a common error went, in the unit of its rule."""

from physiocheck_desktop.domain.exercise import ExerciseDefinition, RuleKind
from physiocheck_desktop.domain.repetition import CommonError
from physiocheck_desktop.kinematics.measures import MEASURES, Unit

_UNITS = {Unit.BODY_UNITS: "trunk lengths", Unit.LEG_LENGTHS: "leg lengths"}


def worst_words(error: CommonError, definition: ExerciseDefinition) -> str:
    """Return the worst value with its unit, no finer than one camera knows it."""
    rule = next(rule for rule in definition.rules if rule.name == error.rule)
    if rule.kind is RuleKind.TIMING:
        return f"{error.worst_value:.1f} s"
    unit = MEASURES[rule.measure].unit
    if unit is Unit.DEGREES:
        return f"{error.worst_value:.0f}°"
    return f"{error.worst_value:.2f} {_UNITS[unit]}"

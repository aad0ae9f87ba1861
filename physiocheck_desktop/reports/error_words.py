"""A common error in words: what to do about it, and how far it went, in the unit of its rule."""

from physiocheck_desktop.config.words import ENGLISH, Words
from physiocheck_desktop.domain.exercise import ExerciseDefinition, Phase, RuleKind
from physiocheck_desktop.domain.repetition import CommonError
from physiocheck_desktop.kinematics.measures import MEASURES, Unit


def worst_words(error: CommonError, definition: ExerciseDefinition, words: Words = ENGLISH) -> str:
    """Return the worst value with its unit, no finer than one camera knows it."""
    rule = next(rule for rule in definition.rules if rule.name == error.rule)
    if rule.kind is RuleKind.TIMING:
        return f"{words.number(error.worst_value, 1)} s"
    unit = MEASURES[rule.measure].unit
    if unit is Unit.DEGREES:
        return f"{words.number(error.worst_value)}°"
    lengths = {
        Unit.BODY_UNITS: words.translate("Report", "{number} trunk lengths"),
        Unit.LEG_LENGTHS: words.translate("Report", "{number} leg lengths"),
    }
    return lengths[unit].format(number=words.number(error.worst_value, 2))


def suggestion_words(error: CommonError, words: Words) -> str:
    """Return what to do about an error, see `CommonError.suggestion`."""
    mind = words.translate("Report", "Mind the rule {rule}").format(rule=error.rule)
    what = words.own(error.cue).rstrip(".!") or mind
    where = "" if error.phase is None else f" ({_where_words(error.phase, words)})"
    slower = words.translate("Report", "Go slower and less far until that works.")
    return f"{what}{where}. {slower}" if error.asks_for_less else f"{what}{where}."


def _where_words(phase: Phase, words: Words) -> str:
    return {
        Phase.START: words.translate("Wording", "in the start pose"),
        Phase.TOWARD_PEAK: words.translate("Wording", "on the way there"),
        Phase.PEAK: words.translate("Wording", "at the furthest point"),
        Phase.TOWARD_END: words.translate("Wording", "on the way back"),
        Phase.END: words.translate("Wording", "at the end"),
    }[phase]

"""Proposes another target of the range of motion: further where it is passed steadily, nearer where it is not reached.

The measures of a joint on both sides are changed together and by the same degrees, as much as the weaker side allows.
Only repetitions made towards today's target speak of it, so that no suggestion is repeated on what it was drawn from.

- Raised: in every session the median is at least 5° beyond the target, over all sessions at least 10°, and four
  of five repetitions pass it. The new target is the median, at most 15° further. Not where any repetition broke a
  rule that keeps from harm, nor beyond what any rule allows at the peak.
- Eased: in every session the median is at least 5° short, over all sessions at least 10°, and at most one in five
  repetitions comes within one camera's error of it. The new target is the median, and half of the old range at least.
  Rules for the same angles at the peak move along, except those that keep from harm.
"""

from collections.abc import Iterator, Sequence
from math import floor
from typing import Final

from physiocheck_desktop.assessment.suggestions.history import (
    ERROR_DEG,
    History,
    Sample,
    sample_of,
)
from physiocheck_desktop.domain.exercise import (
    ExerciseDefinition,
    ExerciseKind,
    ExerciseRule,
    Phase,
    ProgressMeasure,
    RuleKind,
    Severity,
)
from physiocheck_desktop.domain.metrics import POSSIBLE_CHANGE_DEG, REAL_CHANGE_DEG
from physiocheck_desktop.domain.repetition import Repetition
from physiocheck_desktop.domain.suggestion import Change, ChangedPart, Evidence, SuggestionKind
from physiocheck_desktop.kinematics.measures import MEASURES, Unit

STEP_DEG: Final = 5.0
"""Targets are proposed in steps that somebody can aim at."""
MOST_RAISED_DEG: Final = 15.0
PASSED_SHARE: Final = 0.8
REACHED_SHARE: Final = 0.2
LEAST_RANGE_SHARE: Final = 0.5

Draft = tuple[SuggestionKind, tuple[Change, ...], Evidence]


def target_drafts(definition: ExerciseDefinition, history: History) -> Iterator[Draft]:
    """Yield a raised or an eased target for each joint whose angle carries the movement and asks for it."""
    if definition.kind is ExerciseKind.HOLD:
        return
    for measures in _joints(definition):
        samples = [_beyond_target(history, each) for each in measures]
        seen = [each for each in samples if each.by_session]
        if not seen or not all(each.enough for each in seen):
            continue
        draft = _raised(definition, history, measures, seen) or _eased(definition, measures, seen)
        if draft is not None:
            yield draft


def _joints(definition: ExerciseDefinition) -> list[list[ProgressMeasure]]:
    """Return the angles that carry the movement, those of both sides with the same target together."""
    groups: dict[tuple[str, float, float], list[ProgressMeasure]] = {}
    for each in definition.progress:
        if MEASURES[each.measure].unit is Unit.DEGREES:
            joint = each.measure.removeprefix("left_").removeprefix("right_")
            groups.setdefault((joint, each.start, each.peak), []).append(each)
    return list(groups.values())


def _beyond_target(history: History, measure: ProgressMeasure) -> Sample:
    """Return by how many degrees each peak went beyond the target; negative where it fell short."""
    direction = _direction(measure)

    def beyond(repetitions: Sequence[Repetition]) -> Iterator[float]:
        for repetition in repetitions:
            for gone in repetition.ranges:
                if gone.measure == measure.measure and gone.target_peak == measure.peak:
                    yield direction * (gone.peak - measure.peak)

    return sample_of(history, beyond)


def _raised(
    definition: ExerciseDefinition, history: History, measures: list[ProgressMeasure], seen: list[Sample]
) -> Draft | None:
    weakest = min(seen, key=lambda each: each.median)
    passed = min(each.share(lambda degrees: degrees >= 0.0) for each in seen)
    if (
        history.had_danger
        or passed < PASSED_SHARE
        or weakest.median < REAL_CHANGE_DEG
        or min(min(each.medians) for each in seen) < POSSIBLE_CHANGE_DEG
    ):
        return None
    room = min(_room(definition, each) for each in measures)
    more = STEP_DEG * floor(min(weakest.median, MOST_RAISED_DEG, room) / STEP_DEG)
    if more < STEP_DEG:
        return None
    name = _title(measures[0])
    sentence = (
        f"In {weakest.amount_words()} the {name} went beyond its target by {weakest.spread_words('°')}, and "
        f"{passed:.0%} passed it. Pain is not recorded here: ask before accepting."
    )
    changes = tuple(_moved_target(each, _direction(each) * more) for each in measures)
    return SuggestionKind.RAISE_TARGET, changes, weakest.evidence(sentence, passed)


def _eased(definition: ExerciseDefinition, measures: list[ProgressMeasure], seen: list[Sample]) -> Draft | None:
    weakest = min(seen, key=lambda each: each.median)
    reached = weakest.share(lambda degrees: degrees >= -ERROR_DEG)
    if reached > REACHED_SHARE or weakest.median > -REAL_CHANGE_DEG or max(weakest.medians) > -POSSIBLE_CHANGE_DEG:
        return None
    span = min(abs(each.peak - each.start) for each in measures)
    less = STEP_DEG * floor(min(-weakest.median, (1.0 - LEAST_RANGE_SHARE) * span) / STEP_DEG)
    if less < STEP_DEG:
        return None
    sentence = (
        f"In {weakest.amount_words()} the {_title(measures[0])} stayed short of its target by "
        f"{_short(weakest).spread_words('°')}, and {reached:.0%} came within one camera’s error of it."
    )
    changes = [_moved_target(each, -_direction(each) * less) for each in measures]
    for each in measures:
        changes.extend(_rules_along(definition, each, -_direction(each) * less))
    return SuggestionKind.EASE_TARGET, tuple(changes), weakest.evidence(sentence, reached)


def _short(beyond: Sample) -> Sample:
    return Sample(tuple(tuple(-value for value in session) for session in beyond.by_session))


def _room(definition: ExerciseDefinition, measure: ProgressMeasure) -> float:
    """Return by how many degrees a target may go on before an angle's end or a rule at the peak forbids it."""
    direction = _direction(measure)
    away = direction * measure.peak  # an angle goes on to 180°, away from 0° on either side, or back to 0°
    room = 180.0 - away if away > 0.0 else -away
    for rule in _peak_rules(definition, measure):
        bound = rule.high if direction > 0.0 else rule.low
        if bound is not None:
            room = min(room, direction * (bound - measure.peak))
    return room


def _rules_along(definition: ExerciseDefinition, measure: ProgressMeasure, degrees: float) -> Iterator[Change]:
    """Yield the bounds towards the start pose, moved with the target that they belong to."""
    for rule in _peak_rules(definition, measure):
        bound = rule.high if degrees > 0.0 else rule.low
        if rule.kind is RuleKind.ANGLE and rule.severity is not Severity.DANGER and bound is not None:
            part = ChangedPart.RULE_HIGH if degrees > 0.0 else ChangedPart.RULE_LOW
            yield Change(part, rule.name, before=bound, after=bound + degrees)


def _peak_rules(definition: ExerciseDefinition, measure: ProgressMeasure) -> list[ExerciseRule]:
    return [
        rule
        for rule in definition.rules
        if rule.bounds_value and rule.measure == measure.measure and Phase.PEAK in rule.phases
    ]


def _moved_target(measure: ProgressMeasure, degrees: float) -> Change:
    return Change(ChangedPart.TARGET_PEAK, measure.measure, before=measure.peak, after=measure.peak + degrees)


def _direction(measure: ProgressMeasure) -> float:
    return 1.0 if measure.peak > measure.start else -1.0


def _title(measure: ProgressMeasure) -> str:
    return measure.measure.removeprefix("left_").removeprefix("right_").replace("_", " ")

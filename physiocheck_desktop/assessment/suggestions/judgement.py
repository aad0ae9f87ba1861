"""Proposes a wider rule, a slower tempo, and to leave out what the camera cannot tell.

- A rule for degrees is widened where most repetitions of every session break it on the same side, but by no more
  than 10° in the median, which is no more than one camera is sure of. It is given just so much that the median is
  right. A rule that keeps from harm is never widened.
- A tempo is slowed to the patient's own where that is slower by more than the score tolerates in the median of all
  sessions, and slower than asked in every one.
- A measure is left out where it was not seen in most repetitions of every session, or where its margin of error is
  more than 10°, so that not even a real change would show; at least half of what carries the movement must remain. From
  the side, the far limb is not expected to be seen while the near one is.
"""

from collections.abc import Iterator, Sequence
from math import ceil
from statistics import median
from typing import Final

from physiocheck_desktop.assessment.scoring import TEMPO_TOLERANCE
from physiocheck_desktop.assessment.suggestions.history import (
    LEAST_IN_SESSION,
    History,
    Sample,
    sample_of,
)
from physiocheck_desktop.assessment.suggestions.rescoring import excess_of, stored_pace
from physiocheck_desktop.assessment.suggestions.targets import Draft
from physiocheck_desktop.domain.exercise import (
    CameraView,
    ExerciseDefinition,
    ExerciseKind,
    ExerciseRule,
    ProgressMeasure,
    Severity,
    Side,
)
from physiocheck_desktop.domain.metrics import REAL_CHANGE_DEG
from physiocheck_desktop.domain.repetition import Repetition
from physiocheck_desktop.domain.suggestion import Change, ChangedPart, SuggestionKind
from physiocheck_desktop.kinematics.measures import MEASURES, Unit

MOST_SHARE: Final = 0.6
LEAST_REMAINING_WEIGHT: Final = 0.5
TEMPO_STEP_S: Final = 0.25
LEAST_SLOWER_S: Final = 0.5
_SIDE_VIEWS: Final = frozenset({CameraView.SIDE, CameraView.LEFT_SIDE, CameraView.RIGHT_SIDE, CameraView.OBLIQUE})


def judgement_drafts(definition: ExerciseDefinition, history: History) -> Iterator[Draft]:
    """Yield what should be judged otherwise: rules, tempo, and measures that the camera cannot tell."""
    for rule in definition.rules:
        if rule.bounds_value and rule.severity is not Severity.DANGER and MEASURES[rule.measure].unit is Unit.DEGREES:
            for part in (ChangedPart.RULE_LOW, ChangedPart.RULE_HIGH):
                yield from _widened(rule, part, history)
    if definition.kind is not ExerciseKind.HOLD:
        for field in ("toward_peak_s", "toward_end_s"):
            yield from _slowed(definition, field, history)
    for measure in definition.progress:
        yield from _left_out(definition, measure, history)


def _widened(rule: ExerciseRule, part: ChangedPart, history: History) -> Iterator[Draft]:
    bound = rule.low if part is ChangedPart.RULE_LOW else rule.high
    if bound is None:
        return
    outward = -1.0 if part is ChangedPart.RULE_LOW else 1.0

    def excesses(repetitions: Sequence[Repetition]) -> Iterator[float]:
        """Yield by how much each repetition broke the bound; 0 where it kept to it."""
        for repetition in repetitions:
            broken = [fault for fault in repetition.faults if fault.rule == rule.name]
            beyond = [excess_of(fault, rule) for fault in broken if outward * (fault.worst_value - bound) > 0.0]
            yield max(beyond, default=0.0)

    every = sample_of(history, excesses)
    if not every.enough or any(_share(session) < MOST_SHARE for session in every.by_session):
        return
    broken = Sample(tuple(tuple(value for value in session if value > 0.0) for session in every.by_session))
    more = float(ceil(broken.median))
    if more > REAL_CHANGE_DEG:
        return
    share = every.share(lambda degrees: degrees > 0.0)
    sentence = (
        f"In {every.amount_words()} {share:.0%} broke the rule “{rule.name}”, by {broken.spread_words('°')}, which is "
        "no more than one camera can be sure of."
    )
    change = Change(part, rule.name, before=bound, after=bound + outward * more)
    yield SuggestionKind.WIDEN_RULE, (change,), broken.evidence(sentence, share)


def _slowed(definition: ExerciseDefinition, field: str, history: History) -> Iterator[Draft]:
    intended: float | None = getattr(definition.tempo, field)
    if intended is None:
        return

    def taken(repetitions: Sequence[Repetition]) -> Iterator[float]:
        for repetition in repetitions:
            yield getattr(stored_pace(repetition, definition.tempo), field)

    sample = sample_of(history, taken)
    slower = max(LEAST_SLOWER_S, TEMPO_TOLERANCE * intended)
    if not sample.enough or sample.median <= intended + slower or min(sample.medians) <= intended:
        return
    share = sample.share(lambda seconds: seconds > intended)
    way = "to the peak" if field == "toward_peak_s" else "back"
    sentence = (
        f"In {sample.amount_words()} the way {way} took {sample.spread_words(' s', decimals=1)} where {intended:g} s "
        "are asked for."
    )
    change = Change(ChangedPart.TEMPO, field, before=intended, after=TEMPO_STEP_S * round(sample.median / TEMPO_STEP_S))
    yield SuggestionKind.SLOW_TEMPO, (change,), sample.evidence(sentence, share)


def _left_out(definition: ExerciseDefinition, measure: ProgressMeasure, history: History) -> Iterator[Draft]:
    remaining = [each for each in definition.progress if each is not measure and _told(each, history)]
    whole = sum(each.weight for each in definition.progress)
    if sum(each.weight for each in remaining) < LEAST_REMAINING_WEIGHT * whole:
        return
    unseen = sample_of(history, lambda repetitions: _unseen(definition, measure, repetitions))
    margins = sample_of(history, lambda repetitions: _margins(measure, repetitions))
    name = measure.measure.replace("_", " ")
    remedy = "Placing the camera as the exercise asks may mend it."
    change = Change(ChangedPart.PROGRESS_MEASURE, measure.measure)
    if unseen.enough and all(_share(session) >= MOST_SHARE for session in unseen.by_session):
        share = unseen.share(bool)
        sentence = f"In {unseen.amount_words()} the {name} could not be seen in {share:.0%}. {remedy}"
        yield SuggestionKind.UNRELIABLE_MEASURE, (change,), unseen.evidence(sentence, share)
    elif margins.enough and min(margins.medians) > REAL_CHANGE_DEG:
        share = margins.share(lambda degrees: degrees > REAL_CHANGE_DEG)
        sentence = (
            f"In {margins.amount_words()} the {name} could be told only to within {margins.spread_words('°')} either "
            f"way, so that a real change would not show. {remedy}"
        )
        yield SuggestionKind.UNRELIABLE_MEASURE, (change,), margins.evidence(sentence, share)


def _unseen(
    definition: ExerciseDefinition, measure: ProgressMeasure, repetitions: Sequence[Repetition]
) -> Iterator[float]:
    """Yield 1 for each repetition that should have shown the measure and did not, 0 for each that did."""
    own = MEASURES[measure.measure].side
    partner = _other_side(measure.measure)
    for repetition in repetitions:
        seen = {each.measure for each in repetition.ranges}
        if repetition.side in (Side.LEFT, Side.RIGHT) and own not in (repetition.side, Side.BOTH):
            continue
        if definition.view in _SIDE_VIEWS and partner in seen:
            continue
        yield float(measure.measure not in seen)


def _margins(measure: ProgressMeasure, repetitions: Sequence[Repetition]) -> Iterator[float]:
    return (gone.margin for each in repetitions for gone in each.ranges if gone.measure == measure.measure)


def _told(measure: ProgressMeasure, history: History) -> bool:
    """Whether some sessions show a measure at all, and none of them worse than a real change."""
    margins = sample_of(history, lambda repetitions: _margins(measure, repetitions))
    return margins.enough and median(margins.medians) <= REAL_CHANGE_DEG


def _share(session: Sequence[float]) -> float:
    return sum(value > 0.0 for value in session) / max(LEAST_IN_SESSION, len(session))


def _other_side(name: str) -> str:
    if name.startswith("left_"):
        return name.replace("left_", "right_", 1)
    return name.replace("right_", "left_", 1) if name.startswith("right_") else ""

"""Scores stored movements again as if the exercise had been another, to forecast what a change would do.

Kept of a repetition are its times, what each progress measure went through, and its faults with their worst values; not
the frames. So each part of a score is worked out anew only where the change bears on it, and stays as stored elsewhere:

- Range of motion from the stored start and peak of every angle against the new targets.
- Form from the stored faults: one whose worst value lies within the new bound is gone, and one that is still outside
  is smaller by as much as the bound moved, for the same seconds.
- Tempo from the stored times of start, peak and end; the pause at the peak is taken to be the one asked for.
- Whether it counts: a repetition that counted still does where its progress is no smaller than before or at least
  the share that counts. A movement that was too small has its share of the range scaled by how much shorter the range
  became, which is exact for an exercise of one measure. What a learned movement counts, its targets do not change.
"""

from collections.abc import Mapping
from dataclasses import replace

from physiocheck_desktop.assessment.pace import Pace
from physiocheck_desktop.assessment.scoring import combine, score_form, score_range_of_motion, score_tempo
from physiocheck_desktop.assessment.suggestions.history import History
from physiocheck_desktop.domain.exercise import ExerciseDefinition, ExerciseRule, Tempo
from physiocheck_desktop.domain.repetition import RangeOfMotion, Repetition, RuleFault, Score, ScorePart
from physiocheck_desktop.domain.session import mean_score
from physiocheck_desktop.domain.suggestion import Forecast, Tally
from physiocheck_desktop.kinematics.measures import MEASURES, Unit


def forecast(history: History, definition: ExerciseDefinition, changed: ExerciseDefinition) -> Forecast:
    """Return what the stored movements come to as the exercise is, and as it would be.

    What the change bears on is worked out in the same way for both, so that they differ by the change alone.
    """
    touched = _touched_parts(definition, changed)
    return Forecast(_tally(history, definition, definition, touched), _tally(history, definition, changed, touched))


def rescored(
    repetition: Repetition, definition: ExerciseDefinition, changed: ExerciseDefinition, touched: frozenset[ScorePart]
) -> Score:
    """Return the score that a stored repetition would have, with the touched parts among those that it has anew.

    Args:
        repetition: What was stored.
        definition: The exercise that its faults were found with.
        changed: The exercise to score it by.
        touched: The parts to work out; all others are kept.
    """
    parts: dict[ScorePart, float | None] = dict(repetition.score.parts)
    if ScorePart.RANGE_OF_MOTION in touched & parts.keys():
        reached = _share_of_range(repetition, changed, angles_alone=True)
        if reached is not None:
            parts[ScorePart.RANGE_OF_MOTION] = score_range_of_motion(reached)
    if ScorePart.FORM in touched & parts.keys():
        seconds = max(1e-6, repetition.end_s - repetition.start_s)
        faults = _remaining_faults(repetition, definition, changed)
        parts[ScorePart.FORM] = score_form(faults, changed.rules, seconds)
    if ScorePart.TEMPO in touched & parts.keys():
        parts[ScorePart.TEMPO] = score_tempo(changed.tempo, stored_pace(repetition, changed.tempo))
    return combine(parts)


def stored_pace(repetition: Repetition, tempo: Tempo) -> Pace:
    """Return the seconds of the ways there and back; half the pause that was asked for belongs to either."""
    pause = tempo.at_peak_s or 0.0
    return Pace(
        toward_peak_s=max(0.0, repetition.peak_s - repetition.start_s - pause / 2.0),
        at_peak_s=tempo.at_peak_s,
        toward_end_s=max(0.0, repetition.end_s - repetition.peak_s - pause / 2.0),
    )


def _touched_parts(definition: ExerciseDefinition, changed: ExerciseDefinition) -> frozenset[ScorePart]:
    bearing = {
        ScorePart.RANGE_OF_MOTION: definition.progress != changed.progress,
        ScorePart.FORM: definition.rules != changed.rules,
        ScorePart.TEMPO: definition.tempo != changed.tempo,
    }
    return frozenset(part for part, differs in bearing.items() if differs)


def _tally(
    history: History, definition: ExerciseDefinition, changed: ExerciseDefinition, touched: frozenset[ScorePart]
) -> Tally:
    counted = [each for each in history.repetitions if _still_counts(each, definition, changed)]
    further = _reach_ratio(definition, changed)
    reached = [each.reached * further for session in history.sessions for each in session.too_small]
    more = sum(share >= changed.count_share for share in reached) if further > 1.0 else 0
    return Tally(
        attempts=len(history.repetitions) + len(reached),
        counted=len(counted) + more,
        score=mean_score([rescored(each, definition, changed, touched) for each in counted]),
    )


def _still_counts(repetition: Repetition, definition: ExerciseDefinition, changed: ExerciseDefinition) -> bool:
    if changed.movement is not None:
        return True
    before = _share_of_range(repetition, definition, angles_alone=False)
    after = _share_of_range(repetition, changed, angles_alone=False)
    return before is None or after is None or after >= min(before, changed.count_share)


def _share_of_range(repetition: Repetition, definition: ExerciseDefinition, *, angles_alone: bool) -> float | None:
    """Return the weighted mean share of the targets gone through, as `repetition_builder.share_reached` reckons it."""
    gone = {each.measure: each for each in repetition.ranges}
    used = [each for each in definition.progress if each.measure in gone]
    angles = [each for each in used if MEASURES[each.measure].unit is Unit.DEGREES]
    used = angles if angles_alone and angles else used
    weight = sum(each.weight for each in used)
    if weight <= 0.0:
        return None
    return max(0.0, sum(each.weight * _way(gone[each.measure], each.start, each.peak) for each in used)) / weight


def _way(gone: RangeOfMotion, start: float, peak: float) -> float:
    def share(value: float) -> float:
        return (value - start) / (peak - start)

    return share(gone.peak) - max(0.0, share(gone.start))


def _reach_ratio(definition: ExerciseDefinition, changed: ExerciseDefinition) -> float:
    """Return what the share of the range that a movement reached is to be multiplied by."""
    if changed.movement is not None:
        return 1.0
    before = {each.measure: each.peak - each.start for each in definition.progress}
    used = [each for each in changed.progress if each.measure in before]
    return sum(each.weight * before[each.measure] / (each.peak - each.start) for each in used) / sum(
        each.weight for each in used
    )


def _remaining_faults(
    repetition: Repetition, definition: ExerciseDefinition, changed: ExerciseDefinition
) -> list[RuleFault]:
    before = {rule.name: rule for rule in definition.rules}
    after = {rule.name: rule for rule in changed.rules}
    remaining = (_as_judged_now(fault, before, after) for fault in repetition.faults if fault.rule in after)
    return [fault for fault in remaining if fault is not None]


def _as_judged_now(
    fault: RuleFault, before: Mapping[str, ExerciseRule], after: Mapping[str, ExerciseRule]
) -> RuleFault | None:
    rule, earlier = after[fault.rule], before[fault.rule]
    moved = 0.0
    if (rule.low, rule.high) != (earlier.low, earlier.high):
        excess = excess_of(fault, rule)
        if excess <= 0.0:
            return None
        moved = max(0.0, excess_of(fault, earlier) - excess)
    mean_excess = None if fault.mean_excess is None else max(0.0, fault.mean_excess - moved)
    return replace(fault, severity=rule.severity.value, mean_excess=mean_excess)


def excess_of(fault: RuleFault, rule: ExerciseRule) -> float:
    """Return by how much the worst value of a stored fault is beyond a rule's bounds; 0 where it is within them."""
    below = 0.0 if rule.low is None else rule.low - fault.worst_value
    above = 0.0 if rule.high is None else fault.worst_value - rule.high
    return max(0.0, below, above)

"""Turns a counted movement into the repetition that is shown and kept."""

from collections.abc import Mapping

from physiocheck_desktop.assessment.lanes import LaneOutcome, Trace
from physiocheck_desktop.assessment.scoring import (
    combine,
    score_form,
    score_range_of_motion,
    score_stability,
    score_symmetry,
    score_tempo,
)
from physiocheck_desktop.domain.exercise import ExerciseDefinition, ProgressMeasure, Side
from physiocheck_desktop.domain.repetition import PartialRepetition, RangeOfMotion, Repetition, RuleFault, ScorePart
from physiocheck_desktop.kinematics.measures import MEASURES, Unit
from physiocheck_desktop.kinematics.reader import Reading


def build_repetition(
    definition: ExerciseDefinition,
    ended: LaneOutcome,
    index: int,
    faults: tuple[RuleFault, ...],
    reading: Reading | None,
) -> Repetition:
    """Return the repetition that a counted movement was, with its score.

    Args:
        definition: The exercise.
        ended: The movement, its side and its trace.
        index: 1 for the first of the session.
        faults: Rules broken during it, worst first.
        reading: The reading that ended it, for view and margins; None where the session ended with it.
    """
    movement, trace = ended.outcome.movement, ended.trace
    reached = share_reached(definition, ended)
    seconds = max(1e-6, movement.end_s - movement.start_s)
    faces_camera = reading is not None and (reading.view is None or reading.view.near_side is Side.BOTH)
    score = combine(
        {
            ScorePart.RANGE_OF_MOTION: score_range_of_motion(reached),
            ScorePart.FORM: score_form(faults, seconds),
            ScorePart.TEMPO: score_tempo(definition.tempo, movement),
            ScorePart.STABILITY: score_stability(trace.path, movement),
            ScorePart.SYMMETRY: _symmetry(definition, trace) if faces_camera and ended.side is Side.BOTH else None,
        }
    )
    return Repetition(
        index=index,
        start_s=movement.start_s,
        peak_s=movement.peak_s,
        end_s=movement.end_s,
        score=score,
        ranges=_ranges(definition, trace, {} if reading is None else reading.margins_deg),
        side=ended.side,
        faults=faults,
        reached=reached,
    )


def build_partial(ended: LaneOutcome) -> PartialRepetition:
    """Return the partial repetition that a movement which was not counted was."""
    movement, reason = ended.outcome.movement, ended.outcome.reason
    return PartialRepetition(
        start_s=movement.start_s,
        peak_s=movement.peak_s,
        end_s=movement.end_s,
        reached=max(0.0, movement.rise),
        reason="" if reason is None else reason.value,
    )


def share_reached(definition: ExerciseDefinition, ended: LaneOutcome) -> float:
    """Return which share of the target range of motion a movement went through.

    Joint angles say so where the exercise has them, because a range of motion is an angle; lengths help to count alone.
    """
    rest, peak = ended.trace.rest_values, ended.trace.peak_values
    angles = [
        each for each in definition.progress if each.measure in peak and MEASURES[each.measure].unit is Unit.DEGREES
    ]
    if not angles:
        return ended.outcome.movement.rise
    gone = sum(each.weight * (peak[each.measure] - rest.get(each.measure, 0.0)) for each in angles)
    return gone / sum(each.weight for each in angles)


def _ranges(
    definition: ExerciseDefinition, trace: Trace, margins_deg: Mapping[str, float]
) -> tuple[RangeOfMotion, ...]:
    return tuple(
        RangeOfMotion(
            measure=each.measure,
            start=_value(each, trace.rest_values.get(each.measure, 0.0)),
            peak=_value(each, trace.peak_values[each.measure]),
            target_start=each.start,
            target_peak=each.peak,
            margin=margins_deg.get(each.measure, 0.0),
        )
        for each in definition.progress
        if each.measure in trace.peak_values
    )


def _value(measure: ProgressMeasure, fraction: float) -> float:
    return measure.start + fraction * (measure.peak - measure.start)


def _symmetry(definition: ExerciseDefinition, trace: Trace) -> float | None:
    gone = {name: peak - trace.rest_values.get(name, 0.0) for name, peak in trace.peak_values.items()}
    marks = []
    for each in definition.progress:
        partner = each.measure.replace("left_", "right_", 1)
        if MEASURES[each.measure].side is Side.LEFT and each.measure in gone and partner in gone:
            mark = score_symmetry(gone[each.measure], gone[partner])
            if mark is not None:
                marks.append(mark)
    return sum(marks) / len(marks) if marks else None

"""Turns a counted movement into the repetition that is shown and kept."""

from collections.abc import Mapping, Sequence
from statistics import fmean

from physiocheck_desktop.assessment.course import Array, Course
from physiocheck_desktop.assessment.hold_scoring import score_hold
from physiocheck_desktop.assessment.lane import LaneOutcome
from physiocheck_desktop.assessment.likeness import score_likeness
from physiocheck_desktop.assessment.pace import pace_of
from physiocheck_desktop.assessment.scoring import (
    combine,
    score_form,
    score_range_of_motion,
    score_stability,
    score_symmetry,
    score_tempo,
)
from physiocheck_desktop.assessment.trace import Trace
from physiocheck_desktop.domain.exercise import ExerciseDefinition, ProgressMeasure, Side
from physiocheck_desktop.domain.repetition import (
    PartialRepetition,
    RangeOfMotion,
    Repetition,
    RuleFault,
    ScorePart,
    Smoothness,
)
from physiocheck_desktop.kinematics.measures import MEASURES, Unit
from physiocheck_desktop.kinematics.reader import Reading
from physiocheck_desktop.kinematics.smoothness import smoothness_of


def build_repetition(
    definition: ExerciseDefinition,
    ended: LaneOutcome,
    earlier: Sequence[Repetition],
    faults: tuple[RuleFault, ...],
    reading: Reading | None,
) -> Repetition:
    """Return the repetition that a counted movement was, with its score.

    Args:
        definition: The exercise.
        ended: The movement, its side, its trace and its course.
        earlier: The session's repetitions before it.
        faults: Rules broken during it, worst first.
        reading: The reading that ended it, for view and margins; None where the session ended with it.
    """
    movement, trace = ended.outcome.movement, ended.trace
    held = ended.outcome.held
    reached = share_reached(definition, ended) if held is None else held.level
    seconds = max(1e-6, movement.end_s - movement.start_s)
    course = trace.course.cut(movement.start_s, movement.end_s)
    times_s, progress = course.progress()
    score = (
        score_hold(definition, held, faults)
        if held is not None
        else combine(
            {
                ScorePart.RANGE_OF_MOTION: score_range_of_motion(reached),
                ScorePart.FORM: score_form(faults, definition.rules, seconds),
                ScorePart.TEMPO: score_tempo(definition.tempo, pace_of(times_s, progress), _rested_s(ended, earlier)),
                ScorePart.STABILITY: score_stability(trace.path, movement),
                ScorePart.SYMMETRY: _symmetry(definition, ended, reached, earlier, reading),
                ScorePart.LIKENESS: _likeness(definition, course),
            }
        )
    )
    return Repetition(
        index=len(earlier) + 1,
        start_s=movement.start_s,
        peak_s=movement.peak_s,
        end_s=movement.end_s,
        score=score,
        ranges=_ranges(definition, trace, {} if reading is None else reading.margins_deg),
        side=ended.side,
        faults=faults,
        reached=reached,
        smoothness=_smoothness(times_s, progress) if held is None else None,
        held_s=None if held is None else held.seconds,
    )


def build_partial(definition: ExerciseDefinition, ended: LaneOutcome) -> PartialRepetition:
    """Return the partial repetition that a movement which was not counted was."""
    movement, reason = ended.outcome.movement, ended.outcome.reason
    return PartialRepetition(
        start_s=movement.start_s,
        peak_s=movement.peak_s,
        end_s=movement.end_s,
        reached=share_reached(definition, ended),
        reason="" if reason is None else reason.value,
    )


def share_reached(definition: ExerciseDefinition, ended: LaneOutcome) -> float:
    """Return which share of the target range of motion a movement went through.

    Joint angles say so where the exercise has them, because a range of motion is an angle; lengths help to count alone.
    Who starts from before the start pose has gone through no more of the range for it; who starts from within the range
    has gone through less. It is not the progress at the peak, which counts lengths too and says where the body is.
    """
    rest, peak = ended.trace.rest_values, ended.trace.peak_values
    angles = [
        each for each in definition.progress if each.measure in peak and MEASURES[each.measure].unit is Unit.DEGREES
    ]
    if not angles:
        movement = ended.outcome.movement
        return max(0.0, movement.peak - max(0.0, movement.rest))
    gone = sum(each.weight * (peak[each.measure] - max(0.0, rest.get(each.measure, 0.0))) for each in angles)
    return max(0.0, gone) / sum(each.weight for each in angles)


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


def _rested_s(ended: LaneOutcome, earlier: Sequence[Repetition]) -> float | None:
    same = [each for each in earlier if each.side is ended.side]
    return max(0.0, ended.outcome.movement.start_s - same[-1].end_s) if same else None


def _symmetry(
    definition: ExerciseDefinition,
    ended: LaneOutcome,
    reached: float,
    earlier: Sequence[Repetition],
    reading: Reading | None,
) -> float | None:
    """Return the symmetry of both sides seen from the front, and of a side that takes turns with the other."""
    if ended.side is not Side.BOTH:
        others = [each for each in earlier if each.side is ended.side.opposite]
        return score_symmetry(reached, others[-1].reached) if others else None
    if reading is None or not (reading.view is None or reading.view.near_side is Side.BOTH):
        return None
    trace = ended.trace
    gone = {name: peak - trace.rest_values.get(name, 0.0) for name, peak in trace.peak_values.items()}
    marks = []
    for each in definition.progress:
        partner = each.measure.replace("left_", "right_", 1)
        if MEASURES[each.measure].side is Side.LEFT and each.measure in gone and partner in gone:
            mark = score_symmetry(gone[each.measure], gone[partner])
            if mark is not None:
                marks.append(mark)
    return sum(marks) / len(marks) if marks else None


def _likeness(definition: ExerciseDefinition, course: Course) -> float | None:
    demonstration = definition.demonstration
    if demonstration is None or demonstration.course is None:
        return None
    return score_likeness(course, demonstration.course.values)


def _smoothness(times_s: Array, progress: Array) -> Smoothness | None:
    """Return the mean smoothness of the ways there and back, each a movement of its own; None where neither tells."""
    if len(times_s) == 0:
        return None
    top = int(progress.argmax())
    ways = [
        way
        for part in (slice(None, top + 1), slice(top, None))
        if (way := smoothness_of(times_s[part], progress[part])) is not None
    ]
    if not ways:
        return None
    return Smoothness(
        sparc=fmean(way.sparc for way in ways),
        ldlj=fmean(way.ldlj for way in ways),
        jitter=fmean(way.jitter for way in ways),
    )

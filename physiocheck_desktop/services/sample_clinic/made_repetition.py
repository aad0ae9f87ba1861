"""A repetition as a person might have done it, whose range, faults and smoothness go with how well it was done."""

import random

from physiocheck_desktop.domain.exercise import ExerciseDefinition, ExerciseKind, ExerciseRule, Phase, Side
from physiocheck_desktop.domain.repetition import RangeOfMotion, Repetition, RuleFault, Score, ScorePart, Smoothness


def made_repetition(definition: ExerciseDefinition, quality: float, chances: random.Random) -> Repetition:
    """Return a repetition that begins at 0 s.

    Args:
        definition: Of which exercise.
        quality: How well it is done, 0 to 1.
        chances: What is drawn from; the same gives the same.
    """
    reached = round(min(1.15, 0.62 + 0.42 * quality + chances.gauss(0.0, 0.03)), 3)
    faults = tuple(
        _fault(rule, quality, chances) for rule in definition.rules if chances.random() < 0.4 * (1.0 - quality)
    )
    parts = {
        ScorePart.RANGE_OF_MOTION: _points(100.0 * min(1.0, reached)),
        ScorePart.FORM: _points(100.0 - 14.0 * len(faults) - chances.uniform(0.0, 6.0)),
        ScorePart.STABILITY: _points(60.0 + 38.0 * quality + chances.gauss(0.0, 3.0)),
        ScorePart.TEMPO: _points(65.0 + 30.0 * quality + chances.gauss(0.0, 5.0)),
    }
    is_hold = definition.kind is ExerciseKind.HOLD
    if is_hold:
        parts[ScorePart.DURATION] = _points(50.0 + 50.0 * quality)
    there = round(chances.uniform(1.0, 1.8), 3)
    held_s = round(8.0 + 22.0 * quality + chances.uniform(0.0, 4.0), 2) if is_hold else None
    return Repetition(
        index=1,
        start_s=0.0,
        peak_s=there,
        end_s=round(there + (held_s or 0.0) + chances.uniform(0.9, 1.7), 3),
        score=Score(_points(sum(parts.values()) / len(parts)), parts),
        ranges=tuple(_range(definition, place, reached, chances) for place in range(len(definition.progress))),
        side=chances.choice((Side.LEFT, Side.RIGHT)) if definition.takes_sides else Side.BOTH,
        faults=faults,
        reached=reached,
        smoothness=Smoothness(
            sparc=round(-2.2 + 0.7 * quality + chances.gauss(0.0, 0.05), 3),
            ldlj=round(-9.0 + 2.5 * quality + chances.gauss(0.0, 0.2), 3),
            jitter=round(0.03 - 0.02 * quality, 4),
        ),
        held_s=held_s,
    )


def _points(value: float) -> float:
    return round(min(max(value, 0.0), 100.0), 1)


def _range(definition: ExerciseDefinition, place: int, reached: float, chances: random.Random) -> RangeOfMotion:
    measure = definition.progress[place]
    way = measure.peak - measure.start
    return RangeOfMotion(
        measure=measure.measure,
        start=round(measure.start + 0.02 * way * chances.gauss(0.0, 1.0), 2),
        peak=round(measure.start + way * reached, 2),
        target_start=measure.start,
        target_peak=measure.peak,
        margin=round(chances.uniform(3.0, 8.0), 1),
    )


def _fault(rule: ExerciseRule, quality: float, chances: random.Random) -> RuleFault:
    bound = rule.low if rule.low is not None else rule.high or 0.0
    beyond = round(chances.uniform(0.5, 3.0 + 10.0 * (1.0 - quality)), 2)
    phases = [phase for phase in Phase if phase in rule.phases]
    return RuleFault(
        rule=rule.name,
        cue=(rule.cue_below if rule.low is not None else rule.cue_above) or rule.name,
        seconds=round(chances.uniform(0.2, 1.4), 2),
        worst_value=round(bound - beyond if rule.low is not None else bound + beyond, 2),
        severity=rule.severity.value,
        phase=chances.choice(phases) if phases else None,
        mean_excess=round(beyond * 0.6, 2),
        worst_excess=beyond,
    )

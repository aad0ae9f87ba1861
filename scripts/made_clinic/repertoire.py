"""Repetitions of every exercise from poor to good, made once and written down many times."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Final
from uuid import UUID

from physiocheck_desktop.database.json_values import to_json
from physiocheck_desktop.database.repositories.progress import repetition_to_row
from physiocheck_desktop.domain.exercise import ExerciseDefinition, ExerciseKind, ExerciseRule, Phase, Side
from physiocheck_desktop.domain.repetition import RangeOfMotion, Repetition, RuleFault, Score, ScorePart, Smoothness

LEVELS: Final = 20
VARIANTS: Final = 6
PARTIAL_REASONS: Final = (
    "The movement was too small.",
    "The movement was broken off.",
    "Somebody else came into the picture.",
)
_JSON_COLUMNS: Final = ("score_parts", "ranges", "faults", "smoothness")
_ANY_SESSION: Final = UUID(int=0)
_ANY_TIME: Final = datetime(2026, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Prepared:
    """A repetition that any session can have, at a time of its own.

    Attributes:
        repetition: What it is; begins at 0 s.
        columns: What of its row is the same in every session, JSON as text.
    """

    repetition: Repetition
    columns: dict[str, Any]


class Repertoire:
    """The repetitions of one exercise, by how well they are done."""

    def __init__(self, definition: ExerciseDefinition, chances: random.Random) -> None:
        self.definition = definition
        self.is_hold = definition.kind is ExerciseKind.HOLD
        self._levels: Sequence[Sequence[Prepared]] = [
            [_prepared(_repetition(definition, level / (LEVELS - 1), chances)) for _ in range(VARIANTS)]
            for level in range(LEVELS)
        ]

    def choose(self, quality: float, chances: random.Random) -> Prepared:
        """Return a repetition done about that well, 0 to 1."""
        place = int((quality + chances.uniform(-0.12, 0.12)) * LEVELS)
        return self._levels[min(max(place, 0), LEVELS - 1)][int(chances.random() * VARIANTS)]


def _prepared(repetition: Repetition) -> Prepared:
    row = repetition_to_row(_ANY_SESSION, repetition, _ANY_TIME)
    columns = {
        "kind": row.kind.value,
        "set_number": row.set_number,
        "side": repetition.side.value,
        "reached": row.reached,
        "score": row.score,
        "held_s": row.held_s,
        "reason": None,
    }
    for name in _JSON_COLUMNS:
        columns[name] = to_json(getattr(row, name))
    return Prepared(repetition, columns)


def _repetition(definition: ExerciseDefinition, quality: float, chances: random.Random) -> Repetition:
    """Return a repetition whose range, faults and smoothness go with how well it is done."""
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

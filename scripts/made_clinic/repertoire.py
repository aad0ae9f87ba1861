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
from physiocheck_desktop.domain.exercise import ExerciseDefinition, ExerciseKind
from physiocheck_desktop.domain.repetition import Repetition
from physiocheck_desktop.services.sample_clinic.made_repetition import made_repetition

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
            [_prepared(made_repetition(definition, level / (LEVELS - 1), chances)) for _ in range(VARIANTS)]
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

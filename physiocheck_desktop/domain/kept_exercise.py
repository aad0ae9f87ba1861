"""An exercise as it is kept: whose it is, who may use it, and each version that it has had."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from physiocheck_desktop.domain.exercise import ExerciseDefinition, ExerciseKind, Prescription

READY_MADE: Final = 0
"""The version of an exercise that comes with the program: as its file stands."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ExercisePreset:
    """A named way to prescribe an exercise, such as for the first weeks.

    Attributes:
        name: What people read, unique within its exercise.
        prescription: Sets, repetitions, hold and rest.
        count_share: Share of the target range from which on a repetition counts, 0-1.
    """

    name: str
    prescription: Prescription
    count_share: float


@dataclass(frozen=True, slots=True, kw_only=True)
class ExerciseEntry:
    """An exercise in a list.

    Attributes:
        key: What it is found by; unique.
        name: What people read.
        category: Kind of training.
        body_parts: What it is for.
        kind: How it is counted.
        difficulty: 1-5.
        version: Its newest version; `READY_MADE` where it comes with the program.
        owner_id: Whose it is, None where it comes with the program.
        owner_name: What that person is called.
        shared: Whether all physicians of the clinic may use it.
        removed: Whether it is kept only for what refers to it.
    """

    key: str
    name: str
    category: str
    body_parts: tuple[str, ...]
    kind: ExerciseKind
    difficulty: int
    version: int = READY_MADE
    owner_id: UUID | None = None
    owner_name: str = ""
    shared: bool = True
    removed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ExerciseVersion:
    """One version of an exercise, complete.

    Attributes:
        number: From 1; `READY_MADE` where it comes with the program.
        definition: All that the engine needs.
        presets: Ways to prescribe it beside the definition's own.
        written_by: Who wrote it, None where it comes with the program.
        written_at: When.
        note: What was changed, in that person's words.
    """

    number: int
    definition: ExerciseDefinition
    presets: tuple[ExercisePreset, ...] = ()
    written_by: UUID | None = None
    written_at: datetime | None = None
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ExerciseChange:
    """When and why a version was written, for a list of versions.

    Attributes:
        number: Which version.
        written_by: Who wrote it.
        written_at: When.
        note: What was changed, in that person's words.
    """

    number: int
    written_by: UUID
    written_at: datetime
    note: str

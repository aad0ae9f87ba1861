"""Tables of exercises: those that anything refers to, and of a physician's own each version with all its parts."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, CheckConstraint, Double, ForeignKey, ForeignKeyConstraint, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from physiocheck_desktop.database.tables.base import TABLE_OPTIONS, Base, ExactText, JsonText, one_of, short_text
from physiocheck_desktop.domain.exercise import CameraView, ExerciseKind, RuleKind, RuleOrigin, Severity, Side


class ExerciseRow(Base):
    """An exercise that sessions, plans or versions refer to, under its newest name; one that is a file's has no owner.

    `version` is the number of the newest version, NULL where the definition is in a file.
    """

    __tablename__ = "exercises"
    __table_args__ = (
        CheckConstraint("(owner_id IS NULL) = (version IS NULL)", name="owned_with_version"),
        TABLE_OPTIONS,
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(ExactText(64), unique=True)
    name: Mapped[str] = mapped_column(String(120))
    created_at: Mapped[datetime]
    owner_id: Mapped[UUID | None] = mapped_column(ForeignKey("physicians.user_id", ondelete="RESTRICT"))
    version: Mapped[int | None]
    shared_at: Mapped[datetime | None]
    removed_at: Mapped[datetime | None]


class LogicRow(Base):
    """One version of an exercise: how it is watched and counted. Rules, poses and presets have tables of their own.

    `content` is the rest of the exercise file that `assessment.definition_toml` writes, without what has a column.
    """

    __tablename__ = "exercise_logic"
    __table_args__ = (
        one_of("kind", ExerciseKind),
        CheckConstraint("version >= 1", name="version_from_one"),
        TABLE_OPTIONS,
    )

    exercise_id: Mapped[UUID] = mapped_column(ForeignKey("exercises.id", ondelete="CASCADE"), primary_key=True)
    version: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    name: Mapped[str] = mapped_column(String(120))
    category: Mapped[str] = mapped_column(String(64))
    body_parts: Mapped[list[Any]] = mapped_column(JSON)
    position: Mapped[str] = mapped_column(String(16))
    view: Mapped[CameraView] = mapped_column(short_text(CameraView))
    kind: Mapped[ExerciseKind] = mapped_column(short_text(ExerciseKind))
    side: Mapped[Side] = mapped_column(short_text(Side))
    difficulty: Mapped[int]
    content: Mapped[dict[str, Any]] = mapped_column(JsonText)
    written_by: Mapped[UUID] = mapped_column(ForeignKey("users.id", ondelete="RESTRICT"))
    written_at: Mapped[datetime]
    note: Mapped[str] = mapped_column(String(500))


def _of_a_version() -> ForeignKeyConstraint:
    return ForeignKeyConstraint(
        ["exercise_id", "version"], ["exercise_logic.exercise_id", "exercise_logic.version"], ondelete="CASCADE"
    )


class RuleRow(Base):
    """One rule of a version, numbered from 1 in their order; `check_name` is the standard check that it comes from."""

    __tablename__ = "exercise_rules"
    __table_args__ = (
        _of_a_version(),
        one_of("kind", RuleKind),
        one_of("severity", Severity),
        CheckConstraint("low IS NOT NULL OR high IS NOT NULL", name="bounded"),
        TABLE_OPTIONS,
    )

    exercise_id: Mapped[UUID] = mapped_column(primary_key=True)
    version: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    name: Mapped[str] = mapped_column(Text)
    measure: Mapped[str] = mapped_column(String(64))
    kind: Mapped[RuleKind] = mapped_column(short_text(RuleKind))
    phases: Mapped[list[Any]] = mapped_column(JSON)
    low: Mapped[float | None] = mapped_column(Double)
    high: Mapped[float | None] = mapped_column(Double)
    severity: Mapped[Severity] = mapped_column(short_text(Severity))
    cue_below: Mapped[str] = mapped_column(Text)
    cue_above: Mapped[str] = mapped_column(Text)
    origin: Mapped[RuleOrigin] = mapped_column(short_text(RuleOrigin))
    check_name: Mapped[str] = mapped_column(Text)
    window_s: Mapped[float | None] = mapped_column(Double)


class TemplateRow(Base):
    """One pose of a version: `start`, `peak`, `end` or `reference`; value by measure, and 33 points where known."""

    __tablename__ = "pose_templates"
    __table_args__ = (
        _of_a_version(),
        CheckConstraint("pose IN ('start', 'peak', 'end', 'reference')", name="pose_known"),
        TABLE_OPTIONS,
    )

    exercise_id: Mapped[UUID] = mapped_column(primary_key=True)
    version: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    pose: Mapped[str] = mapped_column(String(16), primary_key=True)
    measures: Mapped[dict[str, Any]] = mapped_column(JSON)
    skeleton: Mapped[list[Any]] = mapped_column(JSON)


class PresetRow(Base):
    """One way to prescribe a version, numbered in their order; number 0 is the definition's own and has no name."""

    __tablename__ = "exercise_presets"
    __table_args__ = (
        _of_a_version(),
        CheckConstraint("sets >= 1 AND repetitions >= 1 AND hold_s >= 0 AND rest_s >= 0", name="possible"),
        CheckConstraint("count_share > 0 AND count_share <= 1", name="count_share_a_share"),
        TABLE_OPTIONS,
    )

    exercise_id: Mapped[UUID] = mapped_column(primary_key=True)
    version: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    name: Mapped[str] = mapped_column(String(120))
    sets: Mapped[int]
    repetitions: Mapped[int]
    hold_s: Mapped[float] = mapped_column(Double)
    rest_s: Mapped[float] = mapped_column(Double)
    count_share: Mapped[float] = mapped_column(Double)

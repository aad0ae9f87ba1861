"""Tables of sessions: the session, each repetition of it the moment it is finished, its course, what it came to."""

from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import (
    JSON,
    CheckConstraint,
    Double,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    String,
    Text,
)
from sqlalchemy.orm import Mapped, mapped_column, relationship

from physiocheck_desktop.database.angle_series_bytes import AngleSeriesBytes
from physiocheck_desktop.database.tables.base import TABLE_OPTIONS, Base, one_of, short_text
from physiocheck_desktop.database.tables.exercises import ExerciseRow
from physiocheck_desktop.domain.angle_series import AngleSeries
from physiocheck_desktop.domain.exercise import Side
from physiocheck_desktop.domain.session import SessionState


class ProgressKind(StrEnum):
    """What a row of `session_progress` is about."""

    REPETITION = "repetition"
    PARTIAL = "partial"


class SessionRow(Base):
    """One exercise done once by one patient.

    `plan_id`, `plan_version` and `plan_position` say together which exercise of which published version of a plan it
    did; versions never change, so that it stays known what was asked for then.
    """

    __tablename__ = "sessions"
    __table_args__ = (
        one_of("state", SessionState),
        CheckConstraint("(state = 'running') = (ended_at IS NULL)", name="ended_unless_running"),
        ForeignKeyConstraint(
            ["plan_id", "plan_version", "plan_position"],
            ["rehab_plan_exercises.plan_id", "rehab_plan_exercises.number", "rehab_plan_exercises.position"],
            name="fk_sessions_assignment_rehab_plan_exercises",
            ondelete="SET NULL",
        ),
        Index(None, "patient_id", "started_at", "state"),
        Index(None, "visit_id"),
        Index(None, "plan_id", "plan_version", "plan_position"),
        Index(None, "started_at", "patient_id"),
        TABLE_OPTIONS,
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    patient_id: Mapped[UUID] = mapped_column(ForeignKey("patients.user_id", ondelete="RESTRICT"))
    exercise_id: Mapped[UUID] = mapped_column(ForeignKey("exercises.id", ondelete="RESTRICT"))
    exercise_name: Mapped[str] = mapped_column(String(120))
    state: Mapped[SessionState] = mapped_column(short_text(SessionState))
    started_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]
    visit_id: Mapped[UUID | None] = mapped_column(ForeignKey("visits.id", ondelete="SET NULL"))
    plan_id: Mapped[UUID | None]
    plan_version: Mapped[int | None]
    plan_position: Mapped[int | None]
    entered_by_hand: Mapped[bool]

    exercise: Mapped[ExerciseRow] = relationship(lazy="raise")
    result: Mapped["ResultRow | None"] = relationship(lazy="raise", passive_deletes=True)
    progress: Mapped[list["ProgressRow"]] = relationship(lazy="raise", passive_deletes=True)


class ProgressRow(Base):
    """One repetition, or one partial repetition, numbered from 1 within its session and kind.

    Times are seconds of the source's own clock. `score_parts`, `ranges`, `faults` and `smoothness` are JSON as
    `repetition_json` writes them.
    """

    __tablename__ = "session_progress"
    __table_args__ = (
        one_of("kind", ProgressKind),
        CheckConstraint("number >= 1", name="number_from_one"),
        CheckConstraint("set_number >= 1", name="set_number_from_one"),
        CheckConstraint("kind <> 'repetition' OR score IS NOT NULL", name="repetition_scored"),
        TABLE_OPTIONS,
    )

    session_id: Mapped[UUID] = mapped_column(ForeignKey("sessions.id", ondelete="CASCADE"), primary_key=True)
    kind: Mapped[ProgressKind] = mapped_column(short_text(ProgressKind), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    set_number: Mapped[int]
    side: Mapped[Side | None] = mapped_column(short_text(Side))
    start_s: Mapped[float] = mapped_column(Double)
    peak_s: Mapped[float] = mapped_column(Double)
    end_s: Mapped[float] = mapped_column(Double)
    reached: Mapped[float] = mapped_column(Double)
    score: Mapped[float | None] = mapped_column(Double)
    score_parts: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    ranges: Mapped[list[Any] | None] = mapped_column(JSON(none_as_null=True))
    faults: Mapped[list[Any] | None] = mapped_column(JSON(none_as_null=True))
    smoothness: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    held_s: Mapped[float | None] = mapped_column(Double)
    reason: Mapped[str | None] = mapped_column(Text)
    recorded_at: Mapped[datetime]


class ResultRow(Base):
    """What a session came to; exists exactly while the session has an end.

    `patient_id`, `exercise_id` and `started_at` are the session's own, where they never change. With them months of a
    physician's patients, or of the clinic, are answered from an index alone: neither the session nor the rest of the
    row is read.
    """

    __tablename__ = "session_results"
    __table_args__ = (
        Index(
            "ix_session_results_of_a_patient",
            *("patient_id", "started_at", "session_id", "exercise_id"),
            *("repetition_count", "left_count", "right_count", "score"),
        ),
        Index("ix_session_results_of_a_day", "started_at", "patient_id", "score"),
        TABLE_OPTIONS,
    )

    session_id: Mapped[UUID] = mapped_column(ForeignKey("sessions.id", ondelete="CASCADE"), primary_key=True)
    patient_id: Mapped[UUID]
    exercise_id: Mapped[UUID]
    started_at: Mapped[datetime]
    repetition_count: Mapped[int]
    partial_count: Mapped[int]
    score: Mapped[float | None] = mapped_column(Double)
    score_parts: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    watched_s: Mapped[float | None] = mapped_column(Double)
    frames: Mapped[int | None]
    frames_with_person: Mapped[int | None]
    left_count: Mapped[int]
    right_count: Mapped[int]


class HandCountedSetRow(Base):
    """How many repetitions somebody counted in one set of a session, because no camera did; sets from 1."""

    __tablename__ = "hand_counted_sets"
    __table_args__ = (
        CheckConstraint("number >= 1", name="number_from_one"),
        CheckConstraint("repetitions >= 0", name="repetitions_not_negative"),
        TABLE_OPTIONS,
    )

    session_id: Mapped[UUID] = mapped_column(ForeignKey("sessions.id", ondelete="CASCADE"), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    repetitions: Mapped[int]


class AngleSeriesRow(Base):
    """The course of a session over time, one compressed row; `content` is as `angle_series_bytes` writes it."""

    __tablename__ = "angle_series"
    __table_args__ = TABLE_OPTIONS

    session_id: Mapped[UUID] = mapped_column(ForeignKey("sessions.id", ondelete="CASCADE"), primary_key=True)
    content: Mapped[AngleSeries] = mapped_column(AngleSeriesBytes())

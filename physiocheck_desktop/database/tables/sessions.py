"""Tables of sessions: the session, each repetition of it the moment it is finished, and what it came to."""

from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, CheckConstraint, Double, ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from physiocheck_desktop.database.tables.base import TABLE_OPTIONS, Base, one_of, short_text
from physiocheck_desktop.database.tables.exercises import ExerciseRow
from physiocheck_desktop.domain.exercise import Side
from physiocheck_desktop.domain.session import SessionState


class ProgressKind(StrEnum):
    """What a row of `session_progress` is about."""

    REPETITION = "repetition"
    PARTIAL = "partial"


class SessionRow(Base):
    """One exercise done once by one patient."""

    __tablename__ = "sessions"
    __table_args__ = (
        one_of("state", SessionState),
        CheckConstraint("(state = 'running') = (ended_at IS NULL)", name="ended_unless_running"),
        Index(None, "patient_id", "started_at"),
        TABLE_OPTIONS,
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    patient_id: Mapped[UUID] = mapped_column(ForeignKey("patients.user_id", ondelete="RESTRICT"))
    exercise_id: Mapped[UUID] = mapped_column(ForeignKey("exercises.id", ondelete="RESTRICT"))
    exercise_name: Mapped[str] = mapped_column(String(120))
    state: Mapped[SessionState] = mapped_column(short_text(SessionState))
    started_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]

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
        CheckConstraint("kind <> 'repetition' OR score IS NOT NULL", name="repetition_scored"),
        TABLE_OPTIONS,
    )

    session_id: Mapped[UUID] = mapped_column(ForeignKey("sessions.id", ondelete="CASCADE"), primary_key=True)
    kind: Mapped[ProgressKind] = mapped_column(short_text(ProgressKind), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
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
    """What a session came to; exists exactly while the session has an end."""

    __tablename__ = "session_results"
    __table_args__ = TABLE_OPTIONS

    session_id: Mapped[UUID] = mapped_column(ForeignKey("sessions.id", ondelete="CASCADE"), primary_key=True)
    repetition_count: Mapped[int]
    partial_count: Mapped[int]
    score: Mapped[float | None] = mapped_column(Double)
    score_parts: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    watched_s: Mapped[float | None] = mapped_column(Double)
    frames: Mapped[int | None]
    frames_with_person: Mapped[int | None]

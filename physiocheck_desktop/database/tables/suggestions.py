"""Table of suggestions: what was proposed to change of an exercise for a patient, why, and what became of it."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from physiocheck_desktop.database.tables.base import TABLE_OPTIONS, Base, one_of, short_text
from physiocheck_desktop.domain.suggestion import SuggestionKind, SuggestionState


class SuggestionRow(Base):
    """One proposed change; `changes`, `evidence` and `forecast` are JSON as `suggestion_json` writes them."""

    __tablename__ = "ai_rule_suggestions"
    __table_args__ = (
        one_of("kind", SuggestionKind),
        one_of("state", SuggestionState),
        CheckConstraint("(state = 'proposed') = (decided_at IS NULL)", name="decided_at_its_decision"),
        CheckConstraint("(decided_at IS NULL) = (decided_by IS NULL)", name="decided_by_somebody"),
        Index(None, "patient_id", "proposed_at"),
        TABLE_OPTIONS,
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    patient_id: Mapped[UUID] = mapped_column(ForeignKey("patients.user_id", ondelete="RESTRICT"))
    exercise_id: Mapped[UUID] = mapped_column(ForeignKey("exercises.id", ondelete="RESTRICT"))
    kind: Mapped[SuggestionKind] = mapped_column(short_text(SuggestionKind, 24))
    changes: Mapped[list[Any]] = mapped_column(JSON)
    evidence: Mapped[dict[str, Any]] = mapped_column(JSON)
    forecast: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    state: Mapped[SuggestionState] = mapped_column(short_text(SuggestionState))
    proposed_at: Mapped[datetime]
    decided_by: Mapped[UUID | None] = mapped_column(ForeignKey("users.id", ondelete="RESTRICT"))
    decided_at: Mapped[datetime | None]

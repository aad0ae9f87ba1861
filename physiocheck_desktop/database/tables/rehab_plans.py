"""Tables of rehab plans: the plan, each version of it, and the exercises of each version."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, Date, Double, ForeignKey, ForeignKeyConstraint, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from physiocheck_desktop.database.encrypted import EncryptedText
from physiocheck_desktop.database.tables.base import TABLE_OPTIONS, Base, one_of, short_text
from physiocheck_desktop.domain.exercise import Side


class PlanRow(Base):
    """A patient's plan. `revision` counts every change of it or its draft."""

    __tablename__ = "rehab_plans"
    __table_args__ = (
        CheckConstraint("(ended_at IS NULL) = (ended_by IS NULL)", name="ended_by_somebody"),
        Index(None, "patient_id", "created_at"),
        TABLE_OPTIONS,
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    patient_id: Mapped[UUID] = mapped_column(ForeignKey("patients.user_id", ondelete="RESTRICT"))
    revision: Mapped[int]
    created_by: Mapped[UUID] = mapped_column(ForeignKey("physicians.user_id", ondelete="RESTRICT"))
    created_at: Mapped[datetime]
    ended_by: Mapped[UUID | None] = mapped_column(ForeignKey("users.id", ondelete="RESTRICT"))
    ended_at: Mapped[datetime | None]
    end_reason: Mapped[str] = mapped_column(EncryptedText("rehab_plans.end_reason"))


class PlanVersionRow(Base):
    """One version of a plan: the draft while it is not published, which is one at most and the newest."""

    __tablename__ = "rehab_plan_versions"
    __table_args__ = (
        CheckConstraint("number >= 1", name="number_from_one"),
        CheckConstraint("ends_on IS NULL OR starts_on <= ends_on", name="ends_after_its_start"),
        CheckConstraint("(published_at IS NULL) = (published_by IS NULL)", name="published_by_somebody"),
        TABLE_OPTIONS,
    )

    plan_id: Mapped[UUID] = mapped_column(ForeignKey("rehab_plans.id", ondelete="CASCADE"), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    title: Mapped[str] = mapped_column(EncryptedText("rehab_plan_versions.title"))
    goal: Mapped[str] = mapped_column(EncryptedText("rehab_plan_versions.goal"))
    starts_on: Mapped[date] = mapped_column(Date)
    ends_on: Mapped[date | None] = mapped_column(Date)
    written_by: Mapped[UUID] = mapped_column(ForeignKey("users.id", ondelete="RESTRICT"))
    written_at: Mapped[datetime]
    published_by: Mapped[UUID | None] = mapped_column(ForeignKey("users.id", ondelete="RESTRICT"))
    published_at: Mapped[datetime | None]


class PlanExerciseRow(Base):
    """One exercise of a version, at its place in the order from 1.

    `weekdays` has one bit a day, Monday the lowest; 0 where the patient chooses the days, `days_per_week` of them.
    """

    __tablename__ = "rehab_plan_exercises"
    __table_args__ = (
        ForeignKeyConstraint(
            ["plan_id", "number"], ["rehab_plan_versions.plan_id", "rehab_plan_versions.number"], ondelete="CASCADE"
        ),
        one_of("side", Side),
        CheckConstraint("sets >= 1 AND repetitions >= 1 AND hold_s >= 0 AND rest_s >= 0", name="possible"),
        CheckConstraint("count_share IS NULL OR (count_share > 0 AND count_share <= 1)", name="count_share_a_share"),
        CheckConstraint("weekdays >= 0 AND weekdays <= 127", name="weekdays_of_a_week"),
        CheckConstraint("(weekdays = 0) = (days_per_week IS NOT NULL)", name="days_named_or_counted"),
        CheckConstraint("days_per_week IS NULL OR (days_per_week >= 1 AND days_per_week <= 7)", name="days_of_a_week"),
        CheckConstraint("times_per_day >= 1", name="times_per_day_from_one"),
        TABLE_OPTIONS,
    )

    plan_id: Mapped[UUID] = mapped_column(primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    position: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    exercise_id: Mapped[UUID] = mapped_column(ForeignKey("exercises.id", ondelete="RESTRICT"))
    exercise_version: Mapped[int]
    exercise_name: Mapped[str] = mapped_column(String(120))
    side: Mapped[Side] = mapped_column(short_text(Side))
    sets: Mapped[int]
    repetitions: Mapped[int]
    hold_s: Mapped[float] = mapped_column(Double)
    rest_s: Mapped[float] = mapped_column(Double)
    count_share: Mapped[float | None] = mapped_column(Double)
    weekdays: Mapped[int]
    days_per_week: Mapped[int | None]
    times_per_day: Mapped[int]
    starts_on: Mapped[date | None] = mapped_column(Date)
    ends_on: Mapped[date | None] = mapped_column(Date)
    notes: Mapped[str] = mapped_column(EncryptedText("rehab_plan_exercises.notes"))

"""Tables of what sessions that have an end came to, measure by measure, and of their common errors."""

from uuid import UUID

from sqlalchemy import CheckConstraint, Double, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from physiocheck_desktop.database.tables.base import TABLE_OPTIONS, Base, LongText, one_of, short_text
from physiocheck_desktop.domain.exercise import Phase, Severity, Side


class MetricRow(Base):
    """One measure of a session that has an end, of the repetitions of one side; see `domain.metrics`."""

    __tablename__ = "performance_metrics"
    __table_args__ = (one_of("side", Side), CheckConstraint("repetitions >= 1", name="of_repetitions"), TABLE_OPTIONS)

    session_id: Mapped[UUID] = mapped_column(ForeignKey("sessions.id", ondelete="CASCADE"), primary_key=True)
    measure: Mapped[str] = mapped_column(String(64), primary_key=True)
    side: Mapped[Side] = mapped_column(short_text(Side), primary_key=True)
    repetitions: Mapped[int]
    start: Mapped[float] = mapped_column(Double)
    peak: Mapped[float] = mapped_column(Double)
    range_of_motion: Mapped[float] = mapped_column(Double)
    target_start: Mapped[float] = mapped_column(Double)
    target_peak: Mapped[float] = mapped_column(Double)
    margin: Mapped[float] = mapped_column(Double)
    toward_s: Mapped[float] = mapped_column(Double)
    back_s: Mapped[float] = mapped_column(Double)
    stability: Mapped[float | None] = mapped_column(Double)
    symmetry: Mapped[float | None] = mapped_column(Double)
    sparc: Mapped[float | None] = mapped_column(Double)
    ldlj: Mapped[float | None] = mapped_column(Double)
    jitter: Mapped[float | None] = mapped_column(Double)
    held_s: Mapped[float | None] = mapped_column(Double)


class ErrorRow(Base):
    """One common error of a session that has an end, numbered from 1, the gravest; see `domain.repetition`.

    `rule` and `cue` are what the exercise says, however long that is.
    """

    __tablename__ = "common_errors"
    __table_args__ = (
        one_of("severity", Severity),
        one_of("phase", Phase),
        CheckConstraint("number >= 1", name="number_from_one"),
        CheckConstraint("repetitions >= 1 AND repetitions <= of_repetitions", name="of_its_repetitions"),
        TABLE_OPTIONS,
    )

    session_id: Mapped[UUID] = mapped_column(ForeignKey("sessions.id", ondelete="CASCADE"), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    rule: Mapped[str] = mapped_column(LongText)
    cue: Mapped[str] = mapped_column(LongText)
    severity: Mapped[Severity] = mapped_column(short_text(Severity))
    repetitions: Mapped[int]
    of_repetitions: Mapped[int]
    phase: Mapped[Phase | None] = mapped_column(short_text(Phase))
    worst_value: Mapped[float] = mapped_column(Double)

"""What sessions came to measure by measure, their common errors, and repetitions by side; sessions of a day found."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import mysql

from physiocheck_desktop.database.metric_rows import error_values, metric_values
from physiocheck_desktop.database.migrations.kinds import ID, OPTIONS
from physiocheck_desktop.database.repetition_json import faults_from_json, ranges_from_json, smoothness_from_json
from physiocheck_desktop.domain.exercise import Side
from physiocheck_desktop.domain.metrics import metrics_of
from physiocheck_desktop.domain.repetition import Repetition, Score, ScorePart, common_errors, count_by_side
from physiocheck_desktop.kinematics.measures import MEASURES

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None

_AT_ONCE = 200
"""Sessions that are in memory at the same time."""
_LONG = sa.Text().with_variant(mysql.LONGTEXT(), "mysql", "mariadb")
_OF_METRIC = {
    "always": "start peak range_of_motion target_start target_peak margin toward_s back_s",
    "sometimes": "stability symmetry sparc ldlj jitter held_s",
}
_METRICS = sa.table(
    "performance_metrics",
    sa.column("session_id", ID),
    *map(sa.column, ("measure", "side", "repetitions", *" ".join(_OF_METRIC.values()).split())),
)
_ERRORS = sa.table(
    "common_errors",
    sa.column("session_id", ID),
    *map(sa.column, ["number", "rule", "cue", "severity", "repetitions", "of_repetitions", "phase", "worst_value"]),
)
_RESULTS = sa.table("session_results", sa.column("session_id", ID), *map(sa.column, ("left_count", "right_count")))
_PROGRESS = sa.table(
    "session_progress",
    sa.column("session_id", ID),
    *map(sa.column, ["kind", "number", "side", "start_s", "peak_s", "end_s", "reached", "score", "held_s"]),
    *(sa.column(name, sa.JSON()) for name in ("score_parts", "ranges", "faults", "smoothness")),
)


def upgrade() -> None:
    """Make both tables and the columns, and fill them from the repetitions that are there."""
    _create_metrics()
    _create_errors()
    op.create_index(op.f("ix_sessions_started_at_patient_id"), "sessions", ["started_at", "patient_id"])
    with op.batch_alter_table("session_results") as table:
        table.add_column(sa.Column("left_count", sa.Integer(), nullable=True))
        table.add_column(sa.Column("right_count", sa.Integer(), nullable=True))
    _fill()
    with op.batch_alter_table("session_results") as table:
        table.alter_column("left_count", existing_type=sa.Integer(), nullable=False)
        table.alter_column("right_count", existing_type=sa.Integer(), nullable=False)


def downgrade() -> None:
    """Drop them; all that is in them can be told from the repetitions again."""
    with op.batch_alter_table("session_results") as table:
        table.drop_column("right_count")
        table.drop_column("left_count")
    op.drop_index(op.f("ix_sessions_started_at_patient_id"), "sessions")
    op.drop_table("common_errors")
    op.drop_table("performance_metrics")


def _create_metrics() -> None:
    numbers = [(name, often == "sometimes") for often, names in _OF_METRIC.items() for name in names.split()]
    op.create_table(
        "performance_metrics",
        sa.Column("session_id", ID, nullable=False),
        sa.Column("measure", sa.String(64), nullable=False),
        sa.Column("side", sa.String(16), nullable=False),
        sa.Column("repetitions", sa.Integer(), nullable=False),
        *(sa.Column(name, sa.Double(), nullable=nullable) for name, nullable in numbers),
        sa.PrimaryKeyConstraint("session_id", "measure", "side", name=op.f("pk_performance_metrics")),
        sa.ForeignKeyConstraint(
            ["session_id"],
            ["sessions.id"],
            name=op.f("fk_performance_metrics_session_id_sessions"),
            ondelete="CASCADE",
        ),
        sa.CheckConstraint(
            "side IN ('left', 'right', 'both', 'either')", name=op.f("ck_performance_metrics_side_known")
        ),
        sa.CheckConstraint("repetitions >= 1", name=op.f("ck_performance_metrics_of_repetitions")),
        **OPTIONS,
    )


def _create_errors() -> None:
    op.create_table(
        "common_errors",
        sa.Column("session_id", ID, nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("rule", _LONG, nullable=False),
        sa.Column("cue", _LONG, nullable=False),
        sa.Column("severity", sa.String(16), nullable=False),
        sa.Column("repetitions", sa.Integer(), nullable=False),
        sa.Column("of_repetitions", sa.Integer(), nullable=False),
        sa.Column("phase", sa.String(16), nullable=True),
        sa.Column("worst_value", sa.Double(), nullable=False),
        sa.PrimaryKeyConstraint("session_id", "number", name=op.f("pk_common_errors")),
        sa.ForeignKeyConstraint(
            ["session_id"], ["sessions.id"], name=op.f("fk_common_errors_session_id_sessions"), ondelete="CASCADE"
        ),
        sa.CheckConstraint("severity IN ('hint', 'fault', 'danger')", name=op.f("ck_common_errors_severity_known")),
        sa.CheckConstraint(
            "phase IN ('start', 'toward_peak', 'peak', 'toward_end', 'end')", name=op.f("ck_common_errors_phase_known")
        ),
        sa.CheckConstraint("number >= 1", name=op.f("ck_common_errors_number_from_one")),
        sa.CheckConstraint(
            "repetitions >= 1 AND repetitions <= of_repetitions", name=op.f("ck_common_errors_of_its_repetitions")
        ),
        **OPTIONS,
    )


def _fill() -> None:
    """Sum up every session that has an end, some at a time; those of an interrupted run are summed up again."""
    bind = op.get_bind()
    last: UUID | None = None
    while True:
        query = sa.select(_RESULTS.c.session_id).order_by(_RESULTS.c.session_id).limit(_AT_ONCE)
        ids = bind.scalars(query if last is None else query.where(_RESULTS.c.session_id > last)).all()
        if not ids:
            return
        _fill_some(bind, ids)
        last = ids[-1]


def _fill_some(bind: sa.Connection, ids: Sequence[UUID]) -> None:
    for table in (_METRICS, _ERRORS):
        bind.execute(sa.delete(table).where(table.c.session_id.in_(ids)))
    kept: dict[UUID, list[Repetition]] = {each: [] for each in ids}
    query = sa.select(_PROGRESS).where(_PROGRESS.c.session_id.in_(ids), _PROGRESS.c.kind == "repetition")
    for row in bind.execute(query.order_by(_PROGRESS.c.session_id, _PROGRESS.c.number)).mappings():
        kept[row["session_id"]].append(_repetition(row))
    metrics: list[dict[str, Any]] = []
    errors: list[dict[str, Any]] = []
    counts: list[dict[str, Any]] = []
    for each, repetitions in kept.items():
        metrics += ({"session_id": each, **metric_values(metric)} for metric in metrics_of(repetitions, MEASURES))
        errors += (
            {"session_id": each, "number": number, **error_values(error)}
            for number, error in enumerate(common_errors(repetitions), start=1)
        )
        by_side = count_by_side(repetitions)
        counts.append({"id": each, "left_count": by_side.get(Side.LEFT, 0), "right_count": by_side.get(Side.RIGHT, 0)})
    if metrics:
        bind.execute(sa.insert(_METRICS), metrics)
    if errors:
        bind.execute(sa.insert(_ERRORS), errors)
    bind.execute(sa.update(_RESULTS).where(_RESULTS.c.session_id == sa.bindparam("id", type_=ID)), counts)


def _repetition(row: sa.RowMapping) -> Repetition:
    parts = row["score_parts"] or {}
    return Repetition(
        index=row["number"],
        start_s=row["start_s"],
        peak_s=row["peak_s"],
        end_s=row["end_s"],
        score=Score(row["score"], {part: parts[part.value] for part in ScorePart if part.value in parts}),
        ranges=ranges_from_json(row["ranges"]),
        side=Side(row["side"] or Side.BOTH),
        faults=faults_from_json(row["faults"]),
        reached=row["reached"],
        smoothness=smoothness_from_json(row["smoothness"]),
        held_s=row["held_s"],
    )

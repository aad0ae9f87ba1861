"""Visits, pain reports, the plan that a session was done under, its sets, and its course over time."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import mysql

from physiocheck_desktop.database.migrations.kinds import ID, MOMENT, OPTIONS

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None

_BYTES = sa.LargeBinary().with_variant(mysql.MEDIUMBLOB(), "mysql", "mariadb")
_NOT_NULL = {"sessions": ("entered_by_hand", sa.Boolean(), "0"), "session_progress": ("set_number", sa.Integer(), "1")}
"""Columns that what is there gets a value in, by table."""


def upgrade() -> None:
    """Make the tables and columns; what is there was seen by the camera, in no visit, under no plan, in one set."""
    _create_tables()
    with op.batch_alter_table("sessions") as table:
        table.add_column(sa.Column("visit_id", ID, nullable=True))
        table.add_column(sa.Column("plan_id", ID, nullable=True))
        table.add_column(sa.Column("plan_version", sa.Integer(), nullable=True))
        table.add_column(sa.Column("plan_position", sa.Integer(), nullable=True))
        table.add_column(sa.Column("entered_by_hand", sa.Boolean(), nullable=True))
    with op.batch_alter_table("session_progress") as table:
        table.add_column(sa.Column("set_number", sa.Integer(), nullable=True))
    for name, (column, _, value) in _NOT_NULL.items():
        op.execute(f"UPDATE {name} SET {column} = {value} WHERE {column} IS NULL")  # noqa: S608  # our own names
    with op.batch_alter_table("sessions") as table:
        table.alter_column("entered_by_hand", existing_type=sa.Boolean(), nullable=False)
        table.create_index(op.f("ix_sessions_visit_id"), ["visit_id"])
        table.create_index(
            op.f("ix_sessions_plan_id_plan_version_plan_position"), ["plan_id", "plan_version", "plan_position"]
        )
        table.create_foreign_key(
            op.f("fk_sessions_visit_id_visits"), "visits", ["visit_id"], ["id"], ondelete="SET NULL"
        )
        table.create_foreign_key(
            op.f("fk_sessions_assignment_rehab_plan_exercises"),
            "rehab_plan_exercises",
            ["plan_id", "plan_version", "plan_position"],
            ["plan_id", "number", "position"],
            ondelete="SET NULL",
        )
    with op.batch_alter_table("session_progress") as table:
        table.alter_column("set_number", existing_type=sa.Integer(), nullable=False)
        table.create_check_constraint(op.f("ck_session_progress_set_number_from_one"), "set_number >= 1")


def downgrade() -> None:
    """Drop all of it, with what is in it."""
    with op.batch_alter_table("session_progress") as table:
        table.drop_constraint(op.f("ck_session_progress_set_number_from_one"), type_="check")
        table.drop_column("set_number")
    with op.batch_alter_table("sessions") as table:
        table.drop_constraint(op.f("fk_sessions_assignment_rehab_plan_exercises"), type_="foreignkey")
        table.drop_constraint(op.f("fk_sessions_visit_id_visits"), type_="foreignkey")
        table.drop_index(op.f("ix_sessions_plan_id_plan_version_plan_position"))
        table.drop_index(op.f("ix_sessions_visit_id"))
        for name in ("entered_by_hand", "plan_position", "plan_version", "plan_id", "visit_id"):
            table.drop_column(name)
    for name in ("angle_series", "hand_counted_sets", "pain_reports", "visits"):
        op.drop_table(name)


def _create_tables() -> None:
    op.create_table(
        "visits",
        sa.Column("id", ID, nullable=False),
        sa.Column("patient_id", ID, nullable=False),
        sa.Column("started_at", MOMENT, nullable=False),
        sa.Column("ended_at", MOMENT, nullable=True),
        sa.Column("pain_before", sa.Text(), nullable=True),
        sa.Column("pain_after", sa.Text(), nullable=True),
        sa.Column("effort", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_visits")),
        sa.ForeignKeyConstraint(
            ["patient_id"], ["patients.user_id"], name=op.f("fk_visits_patient_id_patients"), ondelete="RESTRICT"
        ),
        **OPTIONS,
    )
    op.create_index(op.f("ix_visits_patient_id_started_at"), "visits", ["patient_id", "started_at"])
    op.create_table(
        "pain_reports",
        sa.Column("id", ID, nullable=False),
        sa.Column("patient_id", ID, nullable=False),
        sa.Column("session_id", ID, nullable=True),
        sa.Column("reported_at", MOMENT, nullable=False),
        sa.Column("region", sa.Text(), nullable=False),
        sa.Column("level", sa.Text(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pain_reports")),
        sa.ForeignKeyConstraint(
            ["patient_id"], ["patients.user_id"], name=op.f("fk_pain_reports_patient_id_patients"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["session_id"], ["sessions.id"], name=op.f("fk_pain_reports_session_id_sessions"), ondelete="SET NULL"
        ),
        **OPTIONS,
    )
    op.create_index(op.f("ix_pain_reports_patient_id_reported_at"), "pain_reports", ["patient_id", "reported_at"])
    op.create_table(
        "hand_counted_sets",
        sa.Column("session_id", ID, nullable=False),
        sa.Column("number", sa.Integer(), nullable=False, autoincrement=False),
        sa.Column("repetitions", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("session_id", "number", name=op.f("pk_hand_counted_sets")),
        sa.CheckConstraint("number >= 1", name=op.f("ck_hand_counted_sets_number_from_one")),
        sa.CheckConstraint("repetitions >= 0", name=op.f("ck_hand_counted_sets_repetitions_not_negative")),
        sa.ForeignKeyConstraint(
            ["session_id"], ["sessions.id"], name=op.f("fk_hand_counted_sets_session_id_sessions"), ondelete="CASCADE"
        ),
        **OPTIONS,
    )
    op.create_table(
        "angle_series",
        sa.Column("session_id", ID, nullable=False),
        sa.Column("content", _BYTES, nullable=False),
        sa.PrimaryKeyConstraint("session_id", name=op.f("pk_angle_series")),
        sa.ForeignKeyConstraint(
            ["session_id"], ["sessions.id"], name=op.f("fk_angle_series_session_id_sessions"), ondelete="CASCADE"
        ),
        **OPTIONS,
    )

"""Rehab plans with their versions and exercises."""

import sqlalchemy as sa
from alembic import op

from physiocheck_desktop.database.migrations.kinds import ID, MOMENT, OPTIONS

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create the tables, empty."""
    op.create_table(
        "rehab_plans",
        sa.Column("id", ID, nullable=False),
        sa.Column("patient_id", ID, nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("created_by", ID, nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("ended_by", ID, nullable=True),
        sa.Column("ended_at", MOMENT, nullable=True),
        sa.Column("end_reason", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rehab_plans")),
        sa.ForeignKeyConstraint(
            ["patient_id"], ["patients.user_id"], name=op.f("fk_rehab_plans_patient_id_patients"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["created_by"],
            ["physicians.user_id"],
            name=op.f("fk_rehab_plans_created_by_physicians"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["ended_by"], ["users.id"], name=op.f("fk_rehab_plans_ended_by_users"), ondelete="RESTRICT"
        ),
        sa.CheckConstraint("(ended_at IS NULL) = (ended_by IS NULL)", name=op.f("ck_rehab_plans_ended_by_somebody")),
        **OPTIONS,
    )
    op.create_index(op.f("ix_rehab_plans_patient_id_created_at"), "rehab_plans", ["patient_id", "created_at"])
    _create_versions()
    _create_exercises()


def downgrade() -> None:
    """Drop the tables, with what is in them."""
    for name in ("rehab_plan_exercises", "rehab_plan_versions", "rehab_plans"):
        op.drop_table(name)


def _create_versions() -> None:
    op.create_table(
        "rehab_plan_versions",
        sa.Column("plan_id", ID, nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("goal", sa.Text(), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.Column("written_by", ID, nullable=False),
        sa.Column("written_at", MOMENT, nullable=False),
        sa.Column("published_by", ID, nullable=True),
        sa.Column("published_at", MOMENT, nullable=True),
        sa.PrimaryKeyConstraint("plan_id", "number", name=op.f("pk_rehab_plan_versions")),
        sa.ForeignKeyConstraint(
            ["plan_id"], ["rehab_plans.id"], name=op.f("fk_rehab_plan_versions_plan_id_rehab_plans"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["written_by"], ["users.id"], name=op.f("fk_rehab_plan_versions_written_by_users"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["published_by"], ["users.id"], name=op.f("fk_rehab_plan_versions_published_by_users"), ondelete="RESTRICT"
        ),
        sa.CheckConstraint("number >= 1", name=op.f("ck_rehab_plan_versions_number_from_one")),
        sa.CheckConstraint(
            "ends_on IS NULL OR starts_on <= ends_on", name=op.f("ck_rehab_plan_versions_ends_after_its_start")
        ),
        sa.CheckConstraint(
            "(published_at IS NULL) = (published_by IS NULL)",
            name=op.f("ck_rehab_plan_versions_published_by_somebody"),
        ),
        **OPTIONS,
    )


def _create_exercises() -> None:
    op.create_table(
        "rehab_plan_exercises",
        sa.Column("plan_id", ID, nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("exercise_id", ID, nullable=False),
        sa.Column("exercise_version", sa.Integer(), nullable=False),
        sa.Column("exercise_name", sa.String(120), nullable=False),
        sa.Column("side", sa.String(16), nullable=False),
        sa.Column("sets", sa.Integer(), nullable=False),
        sa.Column("repetitions", sa.Integer(), nullable=False),
        sa.Column("hold_s", sa.Double(), nullable=False),
        sa.Column("rest_s", sa.Double(), nullable=False),
        sa.Column("count_share", sa.Double(), nullable=True),
        sa.Column("weekdays", sa.Integer(), nullable=False),
        sa.Column("days_per_week", sa.Integer(), nullable=True),
        sa.Column("times_per_day", sa.Integer(), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=True),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.Column("notes", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("plan_id", "number", "position", name=op.f("pk_rehab_plan_exercises")),
        sa.ForeignKeyConstraint(
            ["plan_id", "number"],
            ["rehab_plan_versions.plan_id", "rehab_plan_versions.number"],
            name=op.f("fk_rehab_plan_exercises_plan_id_number_rehab_plan_versions"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["exercise_id"],
            ["exercises.id"],
            name=op.f("fk_rehab_plan_exercises_exercise_id_exercises"),
            ondelete="RESTRICT",
        ),
        *_exercise_checks(),
        **OPTIONS,
    )


def _exercise_checks() -> list[sa.CheckConstraint]:
    checks = {
        "side_known": "side IN ('left', 'right', 'both', 'either')",
        "possible": "sets >= 1 AND repetitions >= 1 AND hold_s >= 0 AND rest_s >= 0",
        "count_share_a_share": "count_share IS NULL OR (count_share > 0 AND count_share <= 1)",
        "weekdays_of_a_week": "weekdays >= 0 AND weekdays <= 127",
        "days_named_or_counted": "(weekdays = 0) = (days_per_week IS NOT NULL)",
        "days_of_a_week": "days_per_week IS NULL OR (days_per_week >= 1 AND days_per_week <= 7)",
        "times_per_day_from_one": "times_per_day >= 1",
    }
    return [sa.CheckConstraint(rule, name=op.f(f"ck_rehab_plan_exercises_{name}")) for name, rule in checks.items()]

"""Users, patients, exercises, and sessions with their repetitions and results."""

import sqlalchemy as sa
from alembic import op

from physiocheck_desktop.database.migrations.kinds import ID, MOMENT, OPTIONS

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create the first tables."""
    _create_people()
    op.create_table(
        "exercises",
        sa.Column("id", ID, nullable=False),
        sa.Column("key", sa.String(64), nullable=False),
        sa.Column("name", sa.String(120), nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_exercises")),
        sa.UniqueConstraint("key", name=op.f("uq_exercises_key")),
        **OPTIONS,
    )
    _create_sessions()
    _create_progress()
    op.create_table(
        "session_results",
        sa.Column("session_id", ID, nullable=False),
        sa.Column("repetition_count", sa.Integer(), nullable=False),
        sa.Column("partial_count", sa.Integer(), nullable=False),
        sa.Column("score", sa.Double(), nullable=True),
        sa.Column("score_parts", sa.JSON(), nullable=True),
        sa.Column("watched_s", sa.Double(), nullable=True),
        sa.Column("frames", sa.Integer(), nullable=True),
        sa.Column("frames_with_person", sa.Integer(), nullable=True),
        sa.PrimaryKeyConstraint("session_id", name=op.f("pk_session_results")),
        sa.ForeignKeyConstraint(
            ["session_id"],
            ["sessions.id"],
            name=op.f("fk_session_results_session_id_sessions"),
            ondelete="CASCADE",
        ),
        **OPTIONS,
    )


def downgrade() -> None:
    """Drop all tables, with what is in them."""
    for table in ("session_results", "session_progress", "sessions", "exercises", "patients", "users"):
        op.drop_table(table)


def _create_people() -> None:
    op.create_table(
        "users",
        sa.Column("id", ID, nullable=False),
        sa.Column("role", sa.String(16), nullable=False),
        sa.Column("display_name", sa.String(120), nullable=False),
        sa.Column("computer", sa.String(64), nullable=True),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_users")),
        sa.UniqueConstraint("computer", name=op.f("uq_users_computer")),
        sa.CheckConstraint("role IN ('patient', 'physician', 'administrator')", name=op.f("ck_users_role_known")),
        **OPTIONS,
    )
    op.create_table(
        "patients",
        sa.Column("user_id", ID, nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("user_id", name=op.f("pk_patients")),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name=op.f("fk_patients_user_id_users"), ondelete="RESTRICT"),
        **OPTIONS,
    )


def _create_sessions() -> None:
    op.create_table(
        "sessions",
        sa.Column("id", ID, nullable=False),
        sa.Column("patient_id", ID, nullable=False),
        sa.Column("exercise_id", ID, nullable=False),
        sa.Column("exercise_name", sa.String(120), nullable=False),
        sa.Column("state", sa.String(16), nullable=False),
        sa.Column("started_at", MOMENT, nullable=False),
        sa.Column("ended_at", MOMENT, nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sessions")),
        sa.ForeignKeyConstraint(
            ["patient_id"],
            ["patients.user_id"],
            name=op.f("fk_sessions_patient_id_patients"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["exercise_id"],
            ["exercises.id"],
            name=op.f("fk_sessions_exercise_id_exercises"),
            ondelete="RESTRICT",
        ),
        sa.CheckConstraint(
            "state IN ('running', 'finished', 'abandoned', 'interrupted')", name=op.f("ck_sessions_state_known")
        ),
        sa.CheckConstraint("(state = 'running') = (ended_at IS NULL)", name=op.f("ck_sessions_ended_unless_running")),
        **OPTIONS,
    )
    op.create_index(op.f("ix_sessions_patient_id_started_at"), "sessions", ["patient_id", "started_at"])


def _create_progress() -> None:
    op.create_table(
        "session_progress",
        sa.Column("session_id", ID, nullable=False),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("side", sa.String(16), nullable=True),
        sa.Column("start_s", sa.Double(), nullable=False),
        sa.Column("peak_s", sa.Double(), nullable=False),
        sa.Column("end_s", sa.Double(), nullable=False),
        sa.Column("reached", sa.Double(), nullable=False),
        sa.Column("score", sa.Double(), nullable=True),
        sa.Column("score_parts", sa.JSON(), nullable=True),
        sa.Column("ranges", sa.JSON(), nullable=True),
        sa.Column("faults", sa.JSON(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("recorded_at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("session_id", "kind", "number", name=op.f("pk_session_progress")),
        sa.ForeignKeyConstraint(
            ["session_id"],
            ["sessions.id"],
            name=op.f("fk_session_progress_session_id_sessions"),
            ondelete="CASCADE",
        ),
        sa.CheckConstraint("kind IN ('repetition', 'partial')", name=op.f("ck_session_progress_kind_known")),
        sa.CheckConstraint("number >= 1", name=op.f("ck_session_progress_number_from_one")),
        sa.CheckConstraint(
            "kind <> 'repetition' OR score IS NOT NULL", name=op.f("ck_session_progress_repetition_scored")
        ),
        **OPTIONS,
    )

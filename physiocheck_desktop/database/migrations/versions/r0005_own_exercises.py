"""Physicians' own exercises: whose they are, and each version with its rules, poses and presets."""

from typing import Any

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import mysql

from physiocheck_desktop.database.migrations.kinds import ID, MOMENT, OPTIONS

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

_LONG_TEXT = sa.Text().with_variant(mysql.LONGTEXT(), "mysql", "mariadb")
_NEW_COLUMNS = ("owner_id", "version", "shared_at", "removed_at")


def upgrade() -> None:
    """Give exercises an owner, who is nobody for those there are, and create the tables of their parts."""
    with op.batch_alter_table("exercises") as table:
        table.add_column(sa.Column("owner_id", ID, nullable=True))
        table.add_column(sa.Column("version", sa.Integer(), nullable=True))
        table.add_column(sa.Column("shared_at", MOMENT, nullable=True))
        table.add_column(sa.Column("removed_at", MOMENT, nullable=True))
        table.create_foreign_key(
            op.f("fk_exercises_owner_id_physicians"), "physicians", ["owner_id"], ["user_id"], ondelete="RESTRICT"
        )
        table.create_check_constraint(op.f("ck_exercises_owned_with_version"), "(owner_id IS NULL) = (version IS NULL)")
    _create_logic()
    _create_rules()
    _create_templates_and_presets()


def downgrade() -> None:
    """Drop the tables and what exercises had more; own exercises stay as a name and a key."""
    for name in ("exercise_presets", "pose_templates", "exercise_rules", "exercise_logic"):
        op.drop_table(name)
    with op.batch_alter_table("exercises") as table:
        table.drop_constraint(op.f("ck_exercises_owned_with_version"), type_="check")
        table.drop_constraint(op.f("fk_exercises_owner_id_physicians"), type_="foreignkey")
        for column in _NEW_COLUMNS:
            table.drop_column(column)


def _create_logic() -> None:
    op.create_table(
        "exercise_logic",
        sa.Column("exercise_id", ID, nullable=False),
        sa.Column("version", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("name", sa.String(120), nullable=False),
        sa.Column("category", sa.String(64), nullable=False),
        sa.Column("body_parts", sa.JSON(), nullable=False),
        sa.Column("position", sa.String(16), nullable=False),
        sa.Column("view", sa.String(16), nullable=False),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("side", sa.String(16), nullable=False),
        sa.Column("difficulty", sa.Integer(), nullable=False),
        sa.Column("content", _LONG_TEXT, nullable=False),
        sa.Column("written_by", ID, nullable=False),
        sa.Column("written_at", MOMENT, nullable=False),
        sa.Column("note", sa.String(500), nullable=False),
        sa.PrimaryKeyConstraint("exercise_id", "version", name=op.f("pk_exercise_logic")),
        sa.ForeignKeyConstraint(
            ["exercise_id"], ["exercises.id"], name=op.f("fk_exercise_logic_exercise_id_exercises"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["written_by"], ["users.id"], name=op.f("fk_exercise_logic_written_by_users"), ondelete="RESTRICT"
        ),
        sa.CheckConstraint("kind IN ('repetitions', 'hold', 'alternating')", name=op.f("ck_exercise_logic_kind_known")),
        sa.CheckConstraint("version >= 1", name=op.f("ck_exercise_logic_version_from_one")),
        **OPTIONS,
    )


def _part_keys(table: str) -> list[Any]:
    return [
        sa.Column("exercise_id", ID, nullable=False),
        sa.Column("version", sa.Integer(), autoincrement=False, nullable=False),
        sa.ForeignKeyConstraint(
            ["exercise_id", "version"],
            ["exercise_logic.exercise_id", "exercise_logic.version"],
            name=op.f(f"fk_{table}_exercise_id_version_exercise_logic"),
            ondelete="CASCADE",
        ),
    ]


def _create_rules() -> None:
    op.create_table(
        "exercise_rules",
        *_part_keys("exercise_rules"),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("measure", sa.String(64), nullable=False),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("phases", sa.JSON(), nullable=False),
        sa.Column("low", sa.Double(), nullable=True),
        sa.Column("high", sa.Double(), nullable=True),
        sa.Column("severity", sa.String(16), nullable=False),
        sa.Column("cue_below", sa.Text(), nullable=False),
        sa.Column("cue_above", sa.Text(), nullable=False),
        sa.Column("origin", sa.String(16), nullable=False),
        sa.Column("check_name", sa.Text(), nullable=False),
        sa.Column("window_s", sa.Double(), nullable=True),
        sa.PrimaryKeyConstraint("exercise_id", "version", "number", name=op.f("pk_exercise_rules")),
        sa.CheckConstraint(
            "kind IN ('angle', 'timing', 'stability', 'alignment')", name=op.f("ck_exercise_rules_kind_known")
        ),
        sa.CheckConstraint("severity IN ('hint', 'fault', 'danger')", name=op.f("ck_exercise_rules_severity_known")),
        sa.CheckConstraint("low IS NOT NULL OR high IS NOT NULL", name=op.f("ck_exercise_rules_bounded")),
        **OPTIONS,
    )


def _create_templates_and_presets() -> None:
    op.create_table(
        "pose_templates",
        *_part_keys("pose_templates"),
        sa.Column("pose", sa.String(16), nullable=False),
        sa.Column("measures", sa.JSON(), nullable=False),
        sa.Column("skeleton", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("exercise_id", "version", "pose", name=op.f("pk_pose_templates")),
        sa.CheckConstraint("pose IN ('start', 'peak', 'end', 'reference')", name=op.f("ck_pose_templates_pose_known")),
        **OPTIONS,
    )
    op.create_table(
        "exercise_presets",
        *_part_keys("exercise_presets"),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("name", sa.String(120), nullable=False),
        sa.Column("sets", sa.Integer(), nullable=False),
        sa.Column("repetitions", sa.Integer(), nullable=False),
        sa.Column("hold_s", sa.Double(), nullable=False),
        sa.Column("rest_s", sa.Double(), nullable=False),
        sa.Column("count_share", sa.Double(), nullable=False),
        sa.PrimaryKeyConstraint("exercise_id", "version", "number", name=op.f("pk_exercise_presets")),
        sa.CheckConstraint(
            "sets >= 1 AND repetitions >= 1 AND hold_s >= 0 AND rest_s >= 0", name=op.f("ck_exercise_presets_possible")
        ),
        sa.CheckConstraint(
            "count_share > 0 AND count_share <= 1", name=op.f("ck_exercise_presets_count_share_a_share")
        ),
        **OPTIONS,
    )

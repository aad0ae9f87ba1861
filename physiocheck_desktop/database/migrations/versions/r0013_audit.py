"""The audit trail, and where it ends."""

import sqlalchemy as sa
from alembic import op

from physiocheck_desktop.database.migrations.kinds import ID, MOMENT, OPTIONS

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None

_BEGINNING = "0" * 64


def upgrade() -> None:
    """Create the trail, empty, with its end at the beginning."""
    op.create_table(
        "audit_log",
        sa.Column("position", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("action", sa.String(64), nullable=False),
        sa.Column("actor_id", ID, nullable=True),
        sa.Column("role", sa.String(16), nullable=True),
        sa.Column("record_id", ID, nullable=True),
        sa.Column("outcome", sa.String(16), nullable=False),
        sa.Column("machine", sa.String(64), nullable=False),
        sa.Column("act_id", ID, nullable=False),
        sa.Column("digest", sa.String(64), nullable=False),
        sa.PrimaryKeyConstraint("position", name=op.f("pk_audit_log")),
        sa.UniqueConstraint("act_id", name=op.f("uq_audit_log_act_id")),
        sa.CheckConstraint("outcome IN ('done', 'refused')", name=op.f("ck_audit_log_outcome_known")),
        **OPTIONS,
    )
    for column in ("actor_id", "record_id"):
        op.create_index(op.f(f"ix_audit_log_{column}_position"), "audit_log", [column, "position"])
    op.create_index(op.f("ix_audit_log_at"), "audit_log", ["at"])
    op.create_table(
        "audit_end",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("position", sa.BigInteger(), nullable=False),
        sa.Column("digest", sa.String(64), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_audit_end")),
        sa.CheckConstraint("id = 1", name=op.f("ck_audit_end_one_row")),
        **OPTIONS,
    )
    op.execute(
        f"INSERT INTO audit_end (id, position, digest) SELECT 1, 0, '{_BEGINNING}' "  # noqa: S608  # our own text
        "WHERE NOT EXISTS (SELECT 1 FROM audit_end)"
    )


def downgrade() -> None:
    """Drop the trail, with what is in it."""
    op.drop_table("audit_end")
    op.drop_table("audit_log")

"""Erasures that people ask for, and to whom their data was given."""

import sqlalchemy as sa
from alembic import op

from physiocheck_desktop.database.migrations.kinds import ID, MOMENT, OPTIONS

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create both tables, empty."""
    op.create_table(
        "erasures",
        sa.Column("user_id", ID, nullable=False),
        sa.Column("role", sa.String(16), nullable=False),
        sa.Column("asked_by", ID, nullable=False),
        sa.Column("asked_at", MOMENT, nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("due_at", MOMENT, nullable=False),
        sa.Column("carried_out_at", MOMENT, nullable=True),
        sa.Column("record_until", MOMENT, nullable=True),
        sa.Column("kept_until", MOMENT, nullable=True),
        sa.Column("name", sa.Text(), nullable=True),
        sa.Column("date_of_birth", sa.Text(), nullable=True),
        sa.Column("finished_at", MOMENT, nullable=True),
        sa.PrimaryKeyConstraint("user_id", name=op.f("pk_erasures")),
        sa.CheckConstraint("role IN ('patient', 'physician', 'administrator')", name=op.f("ck_erasures_role_known")),
        sa.CheckConstraint(
            "finished_at IS NULL OR carried_out_at IS NOT NULL", name=op.f("ck_erasures_finished_after_carried_out")
        ),
        sa.CheckConstraint(
            "kept_until IS NULL OR record_until IS NOT NULL", name=op.f("ck_erasures_kept_with_a_record")
        ),
        **OPTIONS,
    )
    op.create_table(
        "disclosures",
        sa.Column("id", ID, nullable=False),
        sa.Column("user_id", ID, nullable=False),
        sa.Column("given_to", ID, nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_disclosures")),
        **OPTIONS,
    )
    op.create_index(op.f("ix_disclosures_user_id_at"), "disclosures", ["user_id", "at"])


def downgrade() -> None:
    """Drop both, with what is in them."""
    op.drop_table("disclosures")
    op.drop_table("erasures")

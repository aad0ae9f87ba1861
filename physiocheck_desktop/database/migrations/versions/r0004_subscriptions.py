"""Physicians, and the subscriptions by which they see patients."""

import sqlalchemy as sa
from alembic import op

from physiocheck_desktop.database.migrations.kinds import ID, MOMENT, OPTIONS

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create both tables, empty."""
    op.create_table(
        "physicians",
        sa.Column("user_id", ID, nullable=False),
        sa.Column("verification", sa.String(16), nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("user_id", name=op.f("pk_physicians")),
        sa.ForeignKeyConstraint(
            ["user_id"], ["users.id"], name=op.f("fk_physicians_user_id_users"), ondelete="RESTRICT"
        ),
        sa.CheckConstraint(
            "verification IN ('pending', 'verified', 'refused')", name=op.f("ck_physicians_verification_known")
        ),
        **OPTIONS,
    )
    _create_subscriptions()


def downgrade() -> None:
    """Drop both, with what is in them."""
    op.drop_table("subscriptions")
    op.drop_table("physicians")


def _create_subscriptions() -> None:
    op.create_table(
        "subscriptions",
        sa.Column("id", ID, nullable=False),
        sa.Column("patient_id", ID, nullable=False),
        sa.Column("physician_id", ID, nullable=False),
        sa.Column("state", sa.String(16), nullable=False),
        sa.Column("open_mark", sa.Boolean(), nullable=True),
        sa.Column("asked_at", MOMENT, nullable=False),
        sa.Column("request", sa.Text(), nullable=False),
        sa.Column("answered_at", MOMENT, nullable=True),
        sa.Column("answer", sa.Text(), nullable=False),
        sa.Column("ended_at", MOMENT, nullable=True),
        sa.Column("ended_by", ID, nullable=True),
        sa.Column("farewell", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_subscriptions")),
        sa.ForeignKeyConstraint(
            ["patient_id"],
            ["patients.user_id"],
            name=op.f("fk_subscriptions_patient_id_patients"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["physician_id"],
            ["physicians.user_id"],
            name=op.f("fk_subscriptions_physician_id_physicians"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["ended_by"], ["users.id"], name=op.f("fk_subscriptions_ended_by_users"), ondelete="RESTRICT"
        ),
        sa.UniqueConstraint(
            "patient_id", "physician_id", "open_mark", name=op.f("uq_subscriptions_patient_id_physician_id_open_mark")
        ),
        sa.CheckConstraint(
            "state IN ('asked', 'approved', 'declined', 'ended')", name=op.f("ck_subscriptions_state_known")
        ),
        sa.CheckConstraint(
            "(state IN ('asked', 'approved')) = (open_mark IS NOT NULL)", name=op.f("ck_subscriptions_open_marked")
        ),
        sa.CheckConstraint(
            "(state = 'ended') = (ended_at IS NOT NULL)", name=op.f("ck_subscriptions_ended_at_its_end")
        ),
        sa.CheckConstraint("state <> 'asked' OR answered_at IS NULL", name=op.f("ck_subscriptions_asked_unanswered")),
        sa.CheckConstraint(
            "state IN ('asked', 'ended') OR answered_at IS NOT NULL",
            name=op.f("ck_subscriptions_answered_at_its_answer"),
        ),
        **OPTIONS,
    )
    op.create_index(op.f("ix_subscriptions_physician_id_state"), "subscriptions", ["physician_id", "state"])

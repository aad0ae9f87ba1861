"""What is known of files that people brought."""

import sqlalchemy as sa
from alembic import op

from physiocheck_desktop.database.migrations.kinds import ID, MOMENT, OPTIONS

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

_TABLE = "stored_files"


def upgrade() -> None:
    """Create the table, empty."""
    op.create_table(
        _TABLE,
        sa.Column("id", ID, nullable=False),
        sa.Column("owner_id", ID, nullable=False),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("exercise_id", ID, nullable=True),
        sa.Column("media_type", sa.String(32), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(64), nullable=False),
        sa.Column("place", sa.String(120), nullable=False),
        sa.Column("slot", sa.String(64), nullable=True),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("kept_at", MOMENT, nullable=True),
        sa.Column("removed_at", MOMENT, nullable=True),
        sa.Column("erased_at", MOMENT, nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{_TABLE}")),
        sa.UniqueConstraint("slot", name=op.f(f"uq_{_TABLE}_slot")),
        sa.ForeignKeyConstraint(
            ["owner_id"], ["users.id"], name=op.f(f"fk_{_TABLE}_owner_id_users"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["exercise_id"], ["exercises.id"], name=op.f(f"fk_{_TABLE}_exercise_id_exercises"), ondelete="RESTRICT"
        ),
        sa.CheckConstraint(
            "kind IN ('profile_picture', 'credential', 'exercise_picture', 'reference_clip')",
            name=op.f(f"ck_{_TABLE}_kind_known"),
        ),
        sa.CheckConstraint(
            "media_type IN ('image/jpeg', 'application/pdf', 'video/mp4')", name=op.f(f"ck_{_TABLE}_media_type_known")
        ),
        sa.CheckConstraint(
            "(kind IN ('exercise_picture', 'reference_clip')) = (exercise_id IS NOT NULL)",
            name=op.f(f"ck_{_TABLE}_exercise_named"),
        ),
        sa.CheckConstraint(
            "(slot IS NOT NULL) = (kept_at IS NOT NULL AND removed_at IS NULL)",
            name=op.f(f"ck_{_TABLE}_slot_while_current"),
        ),
        sa.CheckConstraint(
            "erased_at IS NULL OR removed_at IS NOT NULL", name=op.f(f"ck_{_TABLE}_erased_after_removed")
        ),
        **OPTIONS,
    )
    op.create_index(op.f(f"ix_{_TABLE}_owner_id"), _TABLE, ["owner_id"])


def downgrade() -> None:
    """Drop it, with what is in it; the files themselves stay in their store."""
    op.drop_table(_TABLE)

"""For how long a repetition that is a hold was held."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the column; repetitions kept before have none."""
    op.add_column("session_progress", sa.Column("held_s", sa.Double(), nullable=True))


def downgrade() -> None:
    """Drop the column, with what is in it."""
    with op.batch_alter_table("session_progress") as table:
        table.drop_column("held_s")

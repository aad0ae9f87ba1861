"""How smoothly each repetition was made."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the column; older repetitions have none."""
    op.add_column("session_progress", sa.Column("smoothness", sa.JSON(), nullable=True))


def downgrade() -> None:
    """Drop the column, with what is in it."""
    with op.batch_alter_table("session_progress") as table:
        table.drop_column("smoothness")

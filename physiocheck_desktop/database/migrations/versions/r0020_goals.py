"""What patients want to be able to do again, in their own words."""

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make room for goals, encrypted as what else is told in confidence."""
    with op.batch_alter_table("patients") as table:
        table.add_column(sa.Column("goals", sa.Text(), nullable=True))


def downgrade() -> None:
    """Forget them."""
    with op.batch_alter_table("patients") as table:
        table.drop_column("goals")

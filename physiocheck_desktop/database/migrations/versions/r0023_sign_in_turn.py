"""Whose turn it is to count tries to sign in."""

import sqlalchemy as sa
from alembic import op

from physiocheck_desktop.database.migrations.kinds import OPTIONS

revision = "0023"
down_revision = "0022"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create the row that is locked while tries are counted."""
    op.create_table(
        "sign_in_turn",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sign_in_turn")),
        sa.CheckConstraint("id = 1", name=op.f("ck_sign_in_turn_one_row")),
        **OPTIONS,
    )
    op.execute("INSERT INTO sign_in_turn (id) SELECT 1 WHERE NOT EXISTS (SELECT 1 FROM sign_in_turn)")


def downgrade() -> None:
    """Drop it; the tries are kept."""
    op.drop_table("sign_in_turn")

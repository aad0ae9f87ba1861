"""Since when a sign-in is locked, which its last use stood for before."""

import sqlalchemy as sa
from alembic import op

from physiocheck_desktop.database.migrations.kinds import MOMENT

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None

_LOCKED = "'1970-01-01 00:00:00.000000'"
"""What stood for it, as both databases write a moment."""


def upgrade() -> None:
    """Make the column; what was locked stays so, from when its person signed in: nothing better is known of its use."""
    with op.batch_alter_table("sign_in_tokens") as table:
        table.add_column(sa.Column("locked_at", MOMENT, nullable=True))
    op.execute(
        "UPDATE sign_in_tokens SET locked_at = created_at, last_used_at = created_at "  # noqa: S608  # our own words
        f"WHERE last_used_at = {_LOCKED}"
    )


def downgrade() -> None:
    """Drop it; what is locked stays so."""
    columns = {each["name"] for each in sa.inspect(op.get_bind()).get_columns("sign_in_tokens")}
    if "locked_at" in columns:  # not where an interrupted change had dropped it already
        op.execute(
            f"UPDATE sign_in_tokens SET last_used_at = {_LOCKED} WHERE locked_at IS NOT NULL"  # noqa: S608  # our own
        )
    with op.batch_alter_table("sign_in_tokens") as table:
        table.drop_column("locked_at")

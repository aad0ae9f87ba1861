"""Indexes by which the audit trail is searched, by outcome and by time, however long it has become."""

from alembic import op

revision = "0019"
down_revision = "0017"
branch_labels = None
depends_on = None

_TABLE = "audit_log"


def upgrade() -> None:
    """Index outcome and moment with the position, in whose order entries are shown."""
    op.create_index(op.f("ix_audit_log_outcome_position"), _TABLE, ["outcome", "position"])
    op.create_index(op.f("ix_audit_log_at_position"), _TABLE, ["at", "position"])
    op.drop_index(op.f("ix_audit_log_at"), table_name=_TABLE)


def downgrade() -> None:
    """Index the moment alone."""
    op.create_index(op.f("ix_audit_log_at"), _TABLE, ["at"])
    op.drop_index(op.f("ix_audit_log_at_position"), table_name=_TABLE)
    op.drop_index(op.f("ix_audit_log_outcome_position"), table_name=_TABLE)

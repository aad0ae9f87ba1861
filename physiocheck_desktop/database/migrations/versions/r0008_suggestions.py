"""Suggestions drawn from a patient's sessions, and what became of them."""

import sqlalchemy as sa
from alembic import op

from physiocheck_desktop.database.migrations.kinds import ID, MOMENT, OPTIONS

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

_TABLE = "ai_rule_suggestions"
_KINDS = (
    "raise_target",
    "ease_target",
    "widen_rule",
    "slow_tempo",
    "unreliable_measure",
    "easier_exercise",
    "harder_exercise",
)


def upgrade() -> None:
    """Create the table, empty."""
    kinds = ", ".join(f"'{kind}'" for kind in _KINDS)
    op.create_table(
        _TABLE,
        sa.Column("id", ID, nullable=False),
        sa.Column("patient_id", ID, nullable=False),
        sa.Column("exercise_id", ID, nullable=False),
        sa.Column("kind", sa.String(24), nullable=False),
        sa.Column("changes", sa.JSON(), nullable=False),
        sa.Column("evidence", sa.JSON(), nullable=False),
        sa.Column("forecast", sa.JSON(), nullable=True),
        sa.Column("state", sa.String(16), nullable=False),
        sa.Column("proposed_at", MOMENT, nullable=False),
        sa.Column("decided_by", ID, nullable=True),
        sa.Column("decided_at", MOMENT, nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{_TABLE}")),
        sa.ForeignKeyConstraint(
            ["patient_id"], ["patients.user_id"], name=op.f(f"fk_{_TABLE}_patient_id_patients"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["exercise_id"], ["exercises.id"], name=op.f(f"fk_{_TABLE}_exercise_id_exercises"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["decided_by"], ["users.id"], name=op.f(f"fk_{_TABLE}_decided_by_users"), ondelete="RESTRICT"
        ),
        sa.CheckConstraint(f"kind IN ({kinds})", name=op.f(f"ck_{_TABLE}_kind_known")),
        sa.CheckConstraint("state IN ('proposed', 'accepted', 'rejected')", name=op.f(f"ck_{_TABLE}_state_known")),
        sa.CheckConstraint(
            "(state = 'proposed') = (decided_at IS NULL)", name=op.f(f"ck_{_TABLE}_decided_at_its_decision")
        ),
        sa.CheckConstraint(
            "(decided_at IS NULL) = (decided_by IS NULL)", name=op.f(f"ck_{_TABLE}_decided_by_somebody")
        ),
        **OPTIONS,
    )
    op.create_index(op.f(f"ix_{_TABLE}_patient_id_proposed_at"), _TABLE, ["patient_id", "proposed_at"])


def downgrade() -> None:
    """Drop it, with what is in it."""
    op.drop_table(_TABLE)

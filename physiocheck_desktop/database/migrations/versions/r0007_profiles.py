"""What is known of patients and physicians beside that they are."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

_OF_PATIENTS = ("date_of_birth", "phone", "address", "emergency_contact", "conditions", "notes")
_OF_PHYSICIANS_SHORT = ("specialty", "clinic", "city", "languages")
_OF_PHYSICIANS = ("about", "phone", "address")


def upgrade() -> None:
    """Add the columns; of people there are nothing is known yet, in version 0."""
    with op.batch_alter_table("patients") as table:
        table.add_column(sa.Column("version", sa.Integer(), nullable=True))
        for name in _OF_PATIENTS:
            table.add_column(sa.Column(name, sa.Text(), nullable=True))
    with op.batch_alter_table("physicians") as table:
        table.add_column(sa.Column("version", sa.Integer(), nullable=True))
        for name in _OF_PHYSICIANS_SHORT:
            table.add_column(sa.Column(name, sa.String(120), nullable=True))
        for name in _OF_PHYSICIANS:
            table.add_column(sa.Column(name, sa.Text(), nullable=True))
    for name in ("patients", "physicians"):
        op.execute(f"UPDATE {name} SET version = 0 WHERE version IS NULL")  # noqa: S608  # our own names
        with op.batch_alter_table(name) as table:
            table.alter_column("version", existing_type=sa.Integer(), nullable=False)


def downgrade() -> None:
    """Drop the columns, with what is in them."""
    with op.batch_alter_table("physicians") as table:
        for name in ("version", *_OF_PHYSICIANS_SHORT, *_OF_PHYSICIANS):
            table.drop_column(name)
    with op.batch_alter_table("patients") as table:
        for name in ("version", *_OF_PATIENTS):
            table.drop_column(name)

"""Accounts: addresses and passwords, sign-ins, reset codes and failed tries."""

import sqlalchemy as sa
from alembic import op

from physiocheck_desktop.database.migrations.kinds import ID, MOMENT, OPTIONS

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

_DIGEST = sa.String(64)


def upgrade() -> None:
    """Create the tables, empty: nobody has an account yet."""
    op.create_table(
        "credentials",
        sa.Column("user_id", ID, nullable=False),
        sa.Column("email", sa.String(254), nullable=False),
        sa.Column("password_hash", sa.String(60), nullable=False),
        sa.Column("changed_at", MOMENT, nullable=False),
        sa.Column("disabled_at", MOMENT, nullable=True),
        sa.PrimaryKeyConstraint("user_id", name=op.f("pk_credentials")),
        sa.ForeignKeyConstraint(
            ["user_id"], ["users.id"], name=op.f("fk_credentials_user_id_users"), ondelete="RESTRICT"
        ),
        sa.UniqueConstraint("email", name=op.f("uq_credentials_email")),
        **OPTIONS,
    )
    op.create_table(
        "sign_in_tokens",
        sa.Column("digest", _DIGEST, nullable=False),
        sa.Column("user_id", ID, nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("last_used_at", MOMENT, nullable=False),
        sa.Column("expires_at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("digest", name=op.f("pk_sign_in_tokens")),
        sa.ForeignKeyConstraint(
            ["user_id"], ["users.id"], name=op.f("fk_sign_in_tokens_user_id_users"), ondelete="CASCADE"
        ),
        **OPTIONS,
    )
    op.create_index(op.f("ix_sign_in_tokens_user_id"), "sign_in_tokens", ["user_id"])
    op.create_table(
        "password_resets",
        sa.Column("user_id", ID, nullable=False),
        sa.Column("digest", _DIGEST, nullable=False),
        sa.Column("expires_at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("user_id", name=op.f("pk_password_resets")),
        sa.ForeignKeyConstraint(
            ["user_id"], ["users.id"], name=op.f("fk_password_resets_user_id_users"), ondelete="CASCADE"
        ),
        **OPTIONS,
    )
    op.create_table(
        "sign_in_tries",
        sa.Column("id", ID, nullable=False),
        sa.Column("address_digest", _DIGEST, nullable=False),
        sa.Column("origin_digest", _DIGEST, nullable=False),
        sa.Column("tried_at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sign_in_tries")),
        **OPTIONS,
    )
    for column in ("address_digest", "origin_digest"):
        op.create_index(op.f(f"ix_sign_in_tries_{column}_tried_at"), "sign_in_tries", [column, "tried_at"])


def downgrade() -> None:
    """Drop them, with what is in them."""
    for table in ("sign_in_tries", "password_resets", "sign_in_tokens", "credentials"):
        op.drop_table(table)

"""Second factors, recovery codes and known computers; licences of physicians and what was decided of them."""

from typing import Any

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import mysql

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

_OPTIONS: dict[str, Any] = {
    "mysql_engine": "InnoDB",
    "mysql_charset": "utf8mb4",
    "mysql_collate": "utf8mb4_bin",
    "mariadb_engine": "InnoDB",
    "mariadb_charset": "utf8mb4",
    "mariadb_collate": "utf8mb4_bin",
}
_ID = sa.Uuid(native_uuid=False)
_MOMENT = sa.DateTime().with_variant(mysql.DATETIME(fsp=6), "mysql", "mariadb")
_DIGEST = sa.String(64)


def upgrade() -> None:
    """Create the tables, empty, and add the columns; of physicians there are no licence is known."""
    op.create_table(
        "known_origins",
        sa.Column("address_digest", _DIGEST, nullable=False),
        sa.Column("origin_digest", _DIGEST, nullable=False),
        sa.Column("last_at", _MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("address_digest", "origin_digest", name=op.f("pk_known_origins")),
        **_OPTIONS,
    )
    op.create_table(
        "second_factors",
        sa.Column("user_id", _ID, nullable=False),
        sa.Column("secret", sa.String(64), nullable=False),
        sa.Column("confirmed_at", _MOMENT, nullable=True),
        sa.Column("last_step", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("user_id", name=op.f("pk_second_factors")),
        sa.ForeignKeyConstraint(
            ["user_id"], ["users.id"], name=op.f("fk_second_factors_user_id_users"), ondelete="CASCADE"
        ),
        **_OPTIONS,
    )
    op.create_table(
        "recovery_codes",
        sa.Column("user_id", _ID, nullable=False),
        sa.Column("digest", _DIGEST, nullable=False),
        sa.PrimaryKeyConstraint("user_id", "digest", name=op.f("pk_recovery_codes")),
        sa.ForeignKeyConstraint(
            ["user_id"], ["users.id"], name=op.f("fk_recovery_codes_user_id_users"), ondelete="CASCADE"
        ),
        **_OPTIONS,
    )
    with op.batch_alter_table("credentials") as table:
        table.add_column(sa.Column("first_mark", sa.Boolean(), nullable=True))
        table.create_unique_constraint(op.f("uq_credentials_first_mark"), ["first_mark"])
    with op.batch_alter_table("physicians") as table:
        table.add_column(sa.Column("licence", sa.String(64), nullable=True))
        table.add_column(sa.Column("decided_at", _MOMENT, nullable=True))
        table.add_column(sa.Column("decision_reason", sa.String(500), nullable=True))


def downgrade() -> None:
    """Drop them, with what is in them."""
    with op.batch_alter_table("physicians") as table:
        for name in ("licence", "decided_at", "decision_reason"):
            table.drop_column(name)
    with op.batch_alter_table("credentials") as table:
        table.drop_constraint(op.f("uq_credentials_first_mark"), type_="unique")
        table.drop_column("first_mark")
    for name in ("recovery_codes", "second_factors", "known_origins"):
        op.drop_table(name)

"""What is told in confidence, and how people are reached, encrypted field by field; the keys that are in use."""

from collections.abc import Callable
from datetime import UTC, datetime

import sqlalchemy as sa
from alembic import op

from physiocheck_desktop.database.encrypted import decrypt, encrypt, key_id_of, keys_of
from physiocheck_desktop.database.migrations.kinds import MOMENT, OPTIONS
from physiocheck_desktop.domain.errors import StorageError
from physiocheck_desktop.services.keys import KeyRing

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None

_ENCRYPTED = {
    "patients": ("date_of_birth", "phone", "address", "emergency_contact", "conditions", "notes"),
    "physicians": ("phone", "address"),
    "subscriptions": ("request", "answer", "farewell"),
    "rehab_plans": ("end_reason",),
    "rehab_plan_versions": ("title", "goal"),
    "rehab_plan_exercises": ("notes",),
    "credentials": ("email",),
    "second_factors": ("secret",),
    "erasures": ("reason", "name", "date_of_birth"),
    "disclosures": ("reason",),
}
_KEYS = {
    "rehab_plans": ("id",),
    "subscriptions": ("id",),
    "disclosures": ("id",),
    "rehab_plan_versions": ("plan_id", "number"),
    "rehab_plan_exercises": ("plan_id", "number", "position"),
}
_EMAIL = "credentials.email"


def upgrade() -> None:
    """Make room, encrypt what is there with this computer's key, and let addresses be looked up by a fingerprint."""
    op.create_table(
        "encryption_keys",
        sa.Column("id", sa.String(16), nullable=False),
        sa.Column("since", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_encryption_keys")),
        **OPTIONS,
    )
    with op.batch_alter_table("credentials") as table:
        table.add_column(sa.Column("email_print", sa.String(64), nullable=True))
        table.drop_constraint(op.f("uq_credentials_email"), type_="unique")
        table.alter_column("email", existing_type=sa.String(254), type_=sa.Text(), existing_nullable=False)
    with op.batch_alter_table("second_factors") as table:
        table.alter_column("secret", existing_type=sa.String(64), type_=sa.Text(), existing_nullable=False)
    if _has_values():
        _fill_prints(_claimed())
        _change_all(encrypt, sealed=False)
    with op.batch_alter_table("credentials") as table:
        table.alter_column("email_print", existing_type=sa.String(64), nullable=False)
        table.create_unique_constraint(op.f("uq_credentials_email_print"), ["email_print"])


def downgrade() -> None:
    """Decrypt everything again."""
    if _has_values():
        _change_all(decrypt, sealed=True)
    with op.batch_alter_table("second_factors") as table:
        table.alter_column("secret", existing_type=sa.Text(), type_=sa.String(64), existing_nullable=False)
    with op.batch_alter_table("credentials") as table:
        table.drop_constraint(op.f("uq_credentials_email_print"), type_="unique")
        table.drop_column("email_print")
        table.alter_column("email", existing_type=sa.Text(), type_=sa.String(254), existing_nullable=False)
        table.create_unique_constraint(op.f("uq_credentials_email"), ["email"])
    op.drop_table("encryption_keys")


def _has_values() -> bool:
    bind = op.get_bind()
    return any(
        bind.scalar(sa.select(sa.literal(1)).select_from(sa.table(name)).where(sa.column(each).is_not(None)).limit(1))
        for name, columns in _ENCRYPTED.items()
        for each in columns
    )


def _claimed() -> KeyRing:
    """Return this computer's ring, or a new one, whose key is registered from then on."""
    bind = op.get_bind()
    keys = keys_of(bind.dialect)
    ring = keys.load() or keys.save(KeyRing.new())
    registered = sa.table("encryption_keys", sa.column("id"), sa.column("since", MOMENT))
    if bind.scalar(sa.select(registered.c.id).where(registered.c.id == ring.current.id)) is None:
        bind.execute(sa.insert(registered).values(id=ring.current.id, since=datetime.now(UTC).replace(tzinfo=None)))
    return ring


def _fill_prints(ring: KeyRing) -> None:
    bind = op.get_bind()
    credentials = sa.table("credentials", *map(sa.column, ("user_id", "email", "email_print")))
    rows = bind.execute(sa.select(credentials.c.user_id, credentials.c.email)).all()
    for user_id, kept in rows:
        email = decrypt(ring, _EMAIL, kept) if _is_sealed(ring, _EMAIL, kept) else kept
        bind.execute(
            sa.update(credentials)
            .where(credentials.c.user_id == user_id)
            .values(email_print=ring.fingerprint(_EMAIL, email.encode()))
        )


def _change_all(change: Callable[[KeyRing, str, str], str], *, sealed: bool) -> None:
    """Change every value that is still as it was before; what an interrupted run has changed already stays."""
    bind = op.get_bind()
    ring = keys_of(bind.dialect).demand(())
    for name, columns in _ENCRYPTED.items():
        keys = _KEYS.get(name, ("user_id",))
        rows = sa.table(name, *map(sa.column, (*keys, *columns)))
        for found in bind.execute(sa.select(rows)).mappings().all():
            changed = {
                each: change(ring, f"{name}.{each}", found[each])
                for each in columns
                if found[each] is not None and _is_sealed(ring, f"{name}.{each}", found[each]) is sealed
            }
            if changed:
                bind.execute(sa.update(rows).where(*(rows.c[key] == found[key] for key in keys)).values(changed))


def _is_sealed(ring: KeyRing, column: str, value: str) -> bool:
    """Whether a value is encrypted; a text that only looks like it, because somebody wrote it so, is not."""
    if ring.find(key_id_of(value)) is None:
        return False
    try:
        decrypt(ring, column, value)
    except StorageError:
        return False
    return True

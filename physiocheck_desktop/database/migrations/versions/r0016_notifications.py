"""What people are told, what of it they want by e-mail, and the mails that wait."""

import sqlalchemy as sa
from alembic import op

from physiocheck_desktop.database.migrations.kinds import ID, MOMENT, OPTIONS

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None

_KINDS = (
    "'subscription_asked', 'subscription_answered', 'subscription_ended', 'verification_result', 'plan_changed', "
    "'session_summary', 'pain_alert', 'suggestion_waiting', 'application_waiting'"
)


def upgrade() -> None:
    """Create the three tables, empty: nobody is told what happened before."""
    _create_notifications()
    op.create_table(
        "notification_preferences",
        sa.Column("user_id", ID, nullable=False),
        sa.Column("kind", sa.String(32), nullable=False),
        sa.Column("with_details", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("user_id", "kind", name=op.f("pk_notification_preferences")),
        _person("notification_preferences", "user_id"),
        sa.CheckConstraint(f"kind IN ({_KINDS})", name=op.f("ck_notification_preferences_kind_known")),
        sa.CheckConstraint(
            "kind = 'session_summary' OR NOT with_details", name=op.f("ck_notification_preferences_details_of_sessions")
        ),
        **OPTIONS,
    )
    _create_outgoing_mail()


def downgrade() -> None:
    """Drop them, with what is in them."""
    op.drop_table("outgoing_mail")
    op.drop_table("notification_preferences")
    op.drop_table("notifications")


def _create_notifications() -> None:
    op.create_table(
        "notifications",
        sa.Column("id", ID, nullable=False),
        sa.Column("user_id", ID, nullable=False),
        sa.Column("kind", sa.String(32), nullable=False),
        sa.Column("subject_id", ID, nullable=False),
        sa.Column("about_id", ID, nullable=True),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("read_at", MOMENT, nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_notifications")),
        _person("notifications", "user_id"),
        _person("notifications", "about_id"),
        sa.CheckConstraint(f"kind IN ({_KINDS})", name=op.f("ck_notifications_kind_known")),
        **OPTIONS,
    )
    for columns in (["user_id", "created_at"], ["user_id", "read_at"], ["about_id"]):
        op.create_index(op.f(f"ix_notifications_{'_'.join(columns)}"), "notifications", columns)


def _create_outgoing_mail() -> None:
    op.create_table(
        "outgoing_mail",
        sa.Column("id", ID, nullable=False),
        sa.Column("user_id", ID, nullable=True),
        sa.Column("kind", sa.String(32), nullable=False),
        sa.Column("parameters", sa.Text(), nullable=True),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("next_try_at", MOMENT, nullable=True),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("expires_at", MOMENT, nullable=True),
        sa.Column("sent_at", MOMENT, nullable=True),
        sa.Column("given_up_at", MOMENT, nullable=True),
        sa.Column("last_fault", sa.String(24), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_outgoing_mail")),
        _person("outgoing_mail", "user_id"),
        sa.CheckConstraint(f"kind IN ({_KINDS}, 'password_reset')", name=op.f("ck_outgoing_mail_kind_known")),
        sa.CheckConstraint("sent_at IS NULL OR given_up_at IS NULL", name=op.f("ck_outgoing_mail_one_end")),
        sa.CheckConstraint(
            "(sent_at IS NULL AND given_up_at IS NULL) = (parameters IS NOT NULL)",
            name=op.f("ck_outgoing_mail_parameters_while_waiting"),
        ),
        **OPTIONS,
    )
    for columns in (["next_try_at"], ["user_id", "kind"]):
        op.create_index(op.f(f"ix_outgoing_mail_{'_'.join(columns)}"), "outgoing_mail", columns)


def _person(table: str, column: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], ["users.id"], name=op.f(f"fk_{table}_{column}_users"), ondelete="CASCADE")

"""Tables of what people are told, and of the mails that tell it."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from physiocheck_desktop.database.encrypted import EncryptedJson
from physiocheck_desktop.database.tables.base import TABLE_OPTIONS, Base, one_of, short_text
from physiocheck_desktop.domain.mail import MailKind
from physiocheck_desktop.domain.notification import NotificationKind


class NotificationRow(Base):
    """Something that somebody is told. `words` may say how a session went, and is encrypted."""

    __tablename__ = "notifications"
    __table_args__ = (
        one_of("kind", NotificationKind),
        Index(None, "user_id", "created_at"),
        Index(None, "user_id", "read_at"),
        Index(None, "about_id"),
        TABLE_OPTIONS,
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    user_id: Mapped[UUID] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"))
    kind: Mapped[NotificationKind] = mapped_column(short_text(NotificationKind, 32))
    subject_id: Mapped[UUID]
    about_id: Mapped[UUID | None] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"))
    words: Mapped[dict[str, Any]] = mapped_column(EncryptedJson("notifications.words"))
    created_at: Mapped[datetime]
    read_at: Mapped[datetime | None]


class NotificationPreferenceRow(Base):
    """A kind that somebody wants to hear by e-mail too; without a row, they do not."""

    __tablename__ = "notification_preferences"
    __table_args__ = (
        one_of("kind", NotificationKind),
        CheckConstraint("kind = 'session_summary' OR NOT with_details", name="details_of_sessions"),
        TABLE_OPTIONS,
    )

    user_id: Mapped[UUID] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"), primary_key=True)
    kind: Mapped[NotificationKind] = mapped_column(short_text(NotificationKind, 32), primary_key=True)
    with_details: Mapped[bool]


class OutgoingMailRow(Base):
    """A mail that waits, or what became of it; what it says is gone as soon as it waits no more.

    `user_id` is NULL for a mail that was asked for with an address that nobody has: it is kept as any other, so that
    asking takes the same time, and goes to nobody. `next_try_at` moves on when somebody begins to send it, and `tries`
    tells them from whoever begins after that moment.
    """

    __tablename__ = "outgoing_mail"
    __table_args__ = (
        one_of("kind", MailKind),
        CheckConstraint("sent_at IS NULL OR given_up_at IS NULL", name="one_end"),
        CheckConstraint(
            "(sent_at IS NULL AND given_up_at IS NULL) = (parameters IS NOT NULL)", name="parameters_while_waiting"
        ),
        Index(None, "next_try_at"),
        Index(None, "user_id", "kind"),
        TABLE_OPTIONS,
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    user_id: Mapped[UUID | None] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"))
    kind: Mapped[MailKind] = mapped_column(short_text(MailKind, 32))
    parameters: Mapped[dict[str, Any] | None] = mapped_column(EncryptedJson("outgoing_mail.parameters"))
    created_at: Mapped[datetime]
    next_try_at: Mapped[datetime | None]
    tries: Mapped[int]
    expires_at: Mapped[datetime | None]
    sent_at: Mapped[datetime | None]
    given_up_at: Mapped[datetime | None]
    last_fault: Mapped[str | None] = mapped_column(String(24))

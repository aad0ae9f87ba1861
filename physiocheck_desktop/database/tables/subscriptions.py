"""Table of subscriptions: which physician may see which patient, since when, until when, and what was before."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from physiocheck_desktop.database.encrypted import EncryptedText
from physiocheck_desktop.database.tables.base import TABLE_OPTIONS, Base, one_of, short_text
from physiocheck_desktop.domain.subscription import SubscriptionState


class SubscriptionRow(Base):
    """A patient's request to a physician and what became of it.

    `open_mark` is true while the subscription is open and NULL afterwards. Unique constraints take one NULL for another
    than the next: so each pair has one open subscription at most, and any number of past ones.
    """

    __tablename__ = "subscriptions"
    __table_args__ = (
        one_of("state", SubscriptionState),
        CheckConstraint("(state IN ('asked', 'approved')) = (open_mark IS NOT NULL)", name="open_marked"),
        CheckConstraint("(state = 'ended') = (ended_at IS NOT NULL)", name="ended_at_its_end"),
        CheckConstraint("state <> 'asked' OR answered_at IS NULL", name="asked_unanswered"),
        CheckConstraint("state IN ('asked', 'ended') OR answered_at IS NOT NULL", name="answered_at_its_answer"),
        UniqueConstraint("patient_id", "physician_id", "open_mark"),
        Index(None, "physician_id", "state"),
        TABLE_OPTIONS,
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    patient_id: Mapped[UUID] = mapped_column(ForeignKey("patients.user_id", ondelete="RESTRICT"))
    physician_id: Mapped[UUID] = mapped_column(ForeignKey("physicians.user_id", ondelete="RESTRICT"))
    state: Mapped[SubscriptionState] = mapped_column(short_text(SubscriptionState))
    open_mark: Mapped[bool | None]
    asked_at: Mapped[datetime]
    request: Mapped[str] = mapped_column(EncryptedText("subscriptions.request"))
    answered_at: Mapped[datetime | None]
    answer: Mapped[str] = mapped_column(EncryptedText("subscriptions.answer"))
    ended_at: Mapped[datetime | None]
    ended_by: Mapped[UUID | None] = mapped_column(ForeignKey("users.id", ondelete="RESTRICT"))
    farewell: Mapped[str] = mapped_column(EncryptedText("subscriptions.farewell"))

"""What people are told, and want to hear by e-mail, as rows of `notifications` and `notification_preferences`."""

from collections.abc import Collection
from datetime import datetime
from typing import Final
from uuid import UUID

from sqlalchemy import ColumnElement, and_, delete, func, or_, select, update
from sqlalchemy.orm import Session

from physiocheck_desktop.database.searching import mentions
from physiocheck_desktop.database.tables import NotificationPreferenceRow, NotificationRow, SessionRow, UserRow
from physiocheck_desktop.domain.notification import (
    Notification,
    NotificationKind,
    NotificationOrder,
    NotificationPreferences,
    NotificationSearch,
)

_SUMMARY: Final = NotificationKind.SESSION_SUMMARY
_NEWEST: Final = NotificationRow.created_at.desc(), NotificationRow.id
_ORDERS: Final = {
    NotificationOrder.NEWEST: _NEWEST,
    NotificationOrder.OLDEST: (NotificationRow.created_at, NotificationRow.id),
    NotificationOrder.UNREAD: (NotificationRow.read_at.is_not(None), *_NEWEST),
}


class SqlNotificationRepository:
    """The notifications of one unit of work; see `services.mail_ports.NotificationRepository`."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def add(self, notification: Notification) -> None:
        """Keep that somebody is told something."""
        self._session.add(
            NotificationRow(
                id=notification.id,
                user_id=notification.user_id,
                kind=notification.kind,
                subject_id=notification.subject_id,
                about_id=notification.about_id,
                words=dict(notification.words),
                created_at=notification.created_at,
                read_at=notification.read_at,
            )
        )
        self._session.flush()

    def recipient(self, notification_id: UUID) -> UUID | None:
        """Return who is told something, None where there is no such notification."""
        return self._session.scalar(select(NotificationRow.user_id).where(NotificationRow.id == notification_id))

    def of(
        self,
        user_id: UUID,
        kinds: Collection[NotificationKind],
        limit: int,
        offset: int,
        *,
        unread_only: bool = False,
        search: NotificationSearch | None = None,
        order: NotificationOrder = NotificationOrder.NEWEST,
    ) -> tuple[Notification, ...]:
        """Return what somebody is told, of some kinds, in an order."""
        query = (
            select(NotificationRow, UserRow.display_name)
            .outerjoin(UserRow, UserRow.id == NotificationRow.about_id)
            .where(*_of(user_id, kinds))
            .order_by(*_ORDERS[order])
            .limit(limit)
            .offset(offset)
        )
        if unread_only:
            query = query.where(NotificationRow.read_at.is_(None))
        if search is not None:
            # What else is told is encrypted; of which exercise a session was is read where the session is kept.
            query = query.outerjoin(SessionRow, SessionRow.id == NotificationRow.subject_id).where(_fits(search))
        return tuple(_from_row(row, name or "") for row, name in self._session.execute(query))

    def unread_count(self, user_id: UUID, kinds: Collection[NotificationKind]) -> int:
        """Return how much of that was not read."""
        query = select(func.count()).select_from(NotificationRow).where(*_unread(user_id, kinds))
        return self._session.scalar(query) or 0

    def mark_read(self, notification_id: UUID, at: datetime) -> None:
        """Keep when something was read first."""
        self._session.execute(
            update(NotificationRow)
            .where(NotificationRow.id == notification_id, NotificationRow.read_at.is_(None))
            .values(read_at=at)
        )

    def mark_all_read(self, user_id: UUID, kinds: Collection[NotificationKind], at: datetime) -> None:
        """Keep that somebody has read all that they were told, of some kinds."""
        self._session.execute(update(NotificationRow).where(*_unread(user_id, kinds)).values(read_at=at))

    def preferences(self, user_id: UUID) -> NotificationPreferences:
        """Return what somebody wants to hear by e-mail too."""
        rows = self._session.scalars(
            select(NotificationPreferenceRow).where(NotificationPreferenceRow.user_id == user_id)
        ).all()
        return NotificationPreferences(frozenset(row.kind for row in rows), any(row.with_details for row in rows))

    def keep_preferences(self, user_id: UUID, preferences: NotificationPreferences) -> None:
        """Keep that in place of what was chosen before."""
        # Whoever else chooses for this person waits until this is kept.
        self._session.execute(select(UserRow.id).where(UserRow.id == user_id).with_for_update())
        self._session.execute(delete(NotificationPreferenceRow).where(NotificationPreferenceRow.user_id == user_id))
        self._session.add_all(
            NotificationPreferenceRow(
                user_id=user_id, kind=kind, with_details=kind is _SUMMARY and preferences.details_in_email
            )
            for kind in preferences.by_email
        )
        self._session.flush()


def _of(user_id: UUID, kinds: Collection[NotificationKind]) -> tuple[ColumnElement[bool], ...]:
    return NotificationRow.user_id == user_id, NotificationRow.kind.in_(kinds)


def _unread(user_id: UUID, kinds: Collection[NotificationKind]) -> tuple[ColumnElement[bool], ...]:
    return *_of(user_id, kinds), NotificationRow.read_at.is_(None)


def _fits(search: NotificationSearch) -> ColumnElement[bool]:
    ways = [mentions(UserRow.display_name, search.words), mentions(SessionRow.exercise_name, search.words)]
    if search.exercises:
        ways.append(SessionRow.exercise_name.in_(search.exercises))
    if search.kinds:
        ways.append(NotificationRow.kind.in_(search.kinds))
    if search.since is not None and search.until is not None:
        ways.append(and_(NotificationRow.created_at >= search.since, NotificationRow.created_at < search.until))
    return or_(*ways)


def _from_row(row: NotificationRow, about_name: str) -> Notification:
    return Notification(
        id=row.id,
        user_id=row.user_id,
        kind=row.kind,
        subject_id=row.subject_id,
        created_at=row.created_at,
        about_id=row.about_id,
        about_name=about_name,
        words=row.words,
        read_at=row.read_at,
    )

"""Reading what one is told, and choosing what of it comes by e-mail too."""

from collections.abc import Callable
from datetime import datetime
from typing import Final
from uuid import UUID

from physiocheck_desktop.domain.errors import InputError
from physiocheck_desktop.domain.notification import (
    KINDS_OF_ROLE,
    Notification,
    NotificationKind,
    NotificationOrder,
    NotificationPreferences,
    NotificationSearch,
)
from physiocheck_desktop.domain.people import Actor, Role
from physiocheck_desktop.services.access import Ownership, Permission, demand_owner, requires
from physiocheck_desktop.services.paging import demand_page
from physiocheck_desktop.services.ports import UnitOfWork, UnitOfWorkFactory
from physiocheck_desktop.services.retrying import repeatable
from physiocheck_desktop.services.sessions import utc_now

_BEFORE_VERIFICATION: Final = frozenset({NotificationKind.VERIFICATION_RESULT})


class NotificationService:
    """Use cases around notifications; every method takes the actor first, and may be called from any thread.

    A physician whom the clinic has not verified is told what the clinic found, and nothing of patients. All raise
    `AccessError` where the actor may not, and `StorageError` where the database cannot be read or written.
    """

    def __init__(self, unit_of_work: UnitOfWorkFactory, now: Callable[[], datetime] = utc_now) -> None:
        self._unit_of_work = unit_of_work
        self._now = now

    @requires(Permission.ACCOUNT_OWN, Ownership.SELF)
    @repeatable
    def own(
        self,
        actor: Actor,
        limit: int = 50,
        offset: int = 0,
        *,
        unread_only: bool = False,
        search: NotificationSearch | None = None,
        order: NotificationOrder = NotificationOrder.NEWEST,
    ) -> tuple[Notification, ...]:
        """Return what the actor is told.

        Args:
            actor: Who.
            limit: How many at most, 1-500.
            offset: How many of the first to leave out.
            unread_only: Whether to leave out what was read.
            search: Which ones, None for all.
            order: Which come first.
        """
        demand_page("notifications", limit, offset)
        with self._unit_of_work(read_only=True) as uow:
            kinds = _kinds_for(uow, actor)
            return uow.notifications.of(
                actor.user_id, kinds, limit, offset, unread_only=unread_only, search=search, order=order
            )

    @requires(Permission.ACCOUNT_OWN, Ownership.SELF, leaves_entry=False)
    @repeatable
    def unread_count(self, actor: Actor) -> int:
        """Return how much of that was not read; windows may ask every few seconds."""
        with self._unit_of_work(read_only=True) as uow:
            return uow.notifications.unread_count(actor.user_id, _kinds_for(uow, actor))

    @requires(Permission.ACCOUNT_OWN, Ownership.NOTIFICATION_RECIPIENT)
    @repeatable
    def mark_read(self, actor: Actor, notification_id: UUID) -> None:
        """Keep that the actor has read something; doing it again changes nothing."""
        with self._unit_of_work() as uow:
            demand_owner(actor, uow.notifications.recipient(notification_id))
            uow.notifications.mark_read(notification_id, self._now())
            uow.commit()

    @requires(Permission.ACCOUNT_OWN, Ownership.SELF)
    @repeatable
    def mark_all_read(self, actor: Actor) -> None:
        """Keep that the actor has read everything; doing it again changes nothing."""
        with self._unit_of_work() as uow:
            uow.notifications.mark_all_read(actor.user_id, _kinds_for(uow, actor), self._now())
            uow.commit()

    @requires(Permission.ACCOUNT_OWN, Ownership.SELF)
    @repeatable
    def preferences(self, actor: Actor) -> NotificationPreferences:
        """Return what the actor wants to hear by e-mail too."""
        with self._unit_of_work(read_only=True) as uow:
            return uow.notifications.preferences(actor.user_id)

    @requires(Permission.ACCOUNT_OWN, Ownership.SELF)
    @repeatable
    def set_preferences(self, actor: Actor, preferences: NotificationPreferences) -> None:
        """Choose what the actor hears by e-mail too, from now on.

        Raises:
            InputError: Nobody of the actor's role is told such a thing; or details are to be in a mail that the actor
                does not want.
        """
        if not preferences.by_email <= KINDS_OF_ROLE[actor.role]:
            raise InputError("This account is never told such a thing.", remedy="Choose from what it is told.")
        if preferences.details_in_email and NotificationKind.SESSION_SUMMARY not in preferences.by_email:
            raise InputError(
                "Without an e-mail after each session there is none that details could be in.",
                remedy="Choose that e-mail too, or no details.",
            )
        with self._unit_of_work() as uow:
            uow.notifications.keep_preferences(actor.user_id, preferences)
            uow.commit()


def _kinds_for(uow: UnitOfWork, actor: Actor) -> frozenset[NotificationKind]:
    if actor.role is Role.PHYSICIAN and not uow.subscriptions.is_verified(actor.user_id):
        return _BEFORE_VERIFICATION
    return KINDS_OF_ROLE[actor.role]

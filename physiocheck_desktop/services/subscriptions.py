"""Asking a physician for care, answering, and ending it: what a physician's view of a patient rests on."""

from collections.abc import Callable, Collection, Mapping
from datetime import datetime
from typing import Final
from uuid import UUID, uuid4

from physiocheck_desktop.domain.errors import InputError
from physiocheck_desktop.domain.notification import NotificationKind
from physiocheck_desktop.domain.people import Actor, Role
from physiocheck_desktop.domain.subscription import Subscription, SubscriptionState
from physiocheck_desktop.services.access import (
    Ownership,
    Permission,
    demand_owner,
    demand_still_patient,
    demand_verified,
    not_yours,
    requires,
)
from physiocheck_desktop.services.notifying import notify
from physiocheck_desktop.services.paging import demand_page
from physiocheck_desktop.services.ports import UnitOfWork, UnitOfWorkFactory
from physiocheck_desktop.services.retrying import repeatable
from physiocheck_desktop.services.sessions import utc_now
from physiocheck_desktop.services.texts import demand_text

MAX_WORD_LENGTH: Final = 1000
_MANY: Final = 500
"""More physicians than treat one patient."""


class SubscriptionService:
    """Use cases around a subscription; every method takes the actor first, and may be called from any thread.

    All raise `AccessError` where the actor may not, and `StorageError` where the database cannot be read or written.
    """

    def __init__(self, unit_of_work: UnitOfWorkFactory, now: Callable[[], datetime] = utc_now) -> None:
        self._unit_of_work = unit_of_work
        self._now = now

    @requires(Permission.SUBSCRIPTION_ASK, Ownership.SELF)
    def ask(self, actor: Actor, physician_id: UUID, word: str = "") -> Subscription:
        """Ask a verified physician to take care of the actor; where that was asked already, nothing changes.

        Raises:
            InputError: The word is too long.
        """
        demand_text("The request", word, MAX_WORD_LENGTH)
        return self._keep_asked(actor, physician_id, uuid4(), word)

    @requires(Permission.SUBSCRIPTION_ANSWER, Ownership.SUBSCRIPTION_PHYSICIAN)
    def approve(self, actor: Actor, subscription_id: UUID, word: str = "") -> Subscription:
        """Take care of the patient who asked, and see that patient's records from now on.

        Doing it again changes nothing.

        Raises:
            InputError: It is declined or ended already, or the word is too long.
        """
        return self._answer(actor, subscription_id, SubscriptionState.APPROVED, word)

    @requires(Permission.SUBSCRIPTION_ANSWER, Ownership.SUBSCRIPTION_PHYSICIAN)
    def decline(self, actor: Actor, subscription_id: UUID, word: str = "") -> Subscription:
        """Answer a request with no; doing it again changes nothing.

        Raises:
            InputError: It is approved or ended already, or the word is too long.
        """
        return self._answer(actor, subscription_id, SubscriptionState.DECLINED, word)

    @requires(Permission.SUBSCRIPTION_END, Ownership.SUBSCRIPTION_PARTY)
    @repeatable
    def end(self, actor: Actor, subscription_id: UUID, word: str = "") -> Subscription:
        """End a subscription, or take back a request; from now on the physician sees nothing of the patient.

        Ending what has ended, or was declined, changes nothing.

        Raises:
            InputError: The physician was asked and has not answered yet, or the word is too long.
        """
        demand_text("The word to the end", word, MAX_WORD_LENGTH)
        with self._unit_of_work() as uow:
            found = _found(uow, actor, subscription_id)
            if not found.state.is_open:
                return found
            if actor.role is Role.PHYSICIAN and found.state is SubscriptionState.ASKED:
                raise InputError("This request has no answer yet.", remedy="Approve or decline it.")
            uow.subscriptions.end(subscription_id, actor.user_id, word, self._now())
            other = found.physician_id if actor.user_id == found.patient_id else found.patient_id
            self._tell(uow, other, NotificationKind.SUBSCRIPTION_ENDED, subscription_id, actor)
            ended = _found(uow, actor, subscription_id)
            uow.commit()
        return ended

    @requires(Permission.SUBSCRIPTION_READ, Ownership.SELF)
    @repeatable
    def own(
        self,
        actor: Actor,
        states: Collection[SubscriptionState] = frozenset(SubscriptionState),
        limit: int = 50,
        offset: int = 0,
    ) -> tuple[Subscription, ...]:
        """Return the actor's subscriptions, newest request first.

        Args:
            actor: The patient who asked, or the physician who was asked.
            states: Only those in one of these states.
            limit: How many at most, 1-500.
            offset: How many of the newest to leave out.
        """
        demand_page("subscriptions", limit, offset)
        with self._unit_of_work(read_only=True) as uow:
            demand_verified(uow, actor)
            return uow.subscriptions.of(actor.user_id, states, limit, offset)

    @requires(Permission.SUBSCRIPTION_READ, Ownership.SELF)
    @repeatable
    def treating(self, actor: Actor) -> tuple[str, ...]:
        """Return the names of the physicians who are let in to the actor's records now, and are told when it hurts."""
        with self._unit_of_work(read_only=True) as uow:
            demand_verified(uow, actor)
            let_in = uow.subscriptions.physicians_of(actor.user_id, self._now())
            approved = uow.subscriptions.of(actor.user_id, {SubscriptionState.APPROVED}, _MANY, 0)
            return tuple(each.physician_name for each in approved if each.physician_id in let_in)

    @repeatable
    def _keep_asked(self, actor: Actor, physician_id: UUID, new_id: UUID, word: str) -> Subscription:
        with self._unit_of_work() as uow:
            demand_still_patient(uow, actor)
            if not uow.subscriptions.is_verified(physician_id):
                raise not_yours()
            kept, is_new = uow.subscriptions.ask(new_id, actor.user_id, physician_id, word, self._now())
            if is_new:
                self._tell(uow, physician_id, NotificationKind.SUBSCRIPTION_ASKED, kept, actor)
            asked = _found(uow, actor, kept)
            uow.commit()
        return asked

    @repeatable
    def _answer(self, actor: Actor, subscription_id: UUID, state: SubscriptionState, word: str) -> Subscription:
        demand_text("The answer", word, MAX_WORD_LENGTH)
        with self._unit_of_work() as uow:
            demand_verified(uow, actor)
            found = _found(uow, actor, subscription_id)
            demand_owner(actor, found.physician_id)
            if found.state is state:
                return found
            if found.state is not SubscriptionState.ASKED:
                raise InputError(
                    f"This request is {found.state.value} already.", remedy="Look at the newest state of the list."
                )
            uow.subscriptions.answer(subscription_id, state, word, self._now())
            kind, words = NotificationKind.SUBSCRIPTION_ANSWERED, {"answer": state.value}
            self._tell(uow, found.patient_id, kind, subscription_id, actor, words)
            answered = _found(uow, actor, subscription_id)
            uow.commit()
        return answered

    def _tell(
        self,
        uow: UnitOfWork,
        user_id: UUID,
        kind: NotificationKind,
        subscription_id: UUID,
        actor: Actor,
        words: Mapping[str, str] | None = None,
    ) -> None:
        notify(uow, user_id, kind, self._now(), subject_id=subscription_id, about_id=actor.user_id, words=words)


def _found(uow: UnitOfWork, actor: Actor, subscription_id: UUID) -> Subscription:
    """Return a subscription in which the actor is the patient or the physician."""
    found = uow.subscriptions.find(subscription_id)
    if found is None or actor.user_id not in (found.patient_id, found.physician_id):
        raise not_yours()
    return found

"""Making sure that physicians are who they say they are: what they ask for, and what the clinic answers."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from typing import Final
from uuid import UUID

from physiocheck_desktop.domain.errors import ConflictError, InputError
from physiocheck_desktop.domain.notification import NotificationKind
from physiocheck_desktop.domain.people import Actor, Role, Verification
from physiocheck_desktop.domain.verification import PhysicianApplication
from physiocheck_desktop.services.access import Ownership, Permission, demand_administrator, not_yours, requires
from physiocheck_desktop.services.front_door import MAX_LICENCE_LENGTH
from physiocheck_desktop.services.notifying import application_waits, notify
from physiocheck_desktop.services.paging import demand_page
from physiocheck_desktop.services.ports import UnitOfWork, UnitOfWorkFactory
from physiocheck_desktop.services.retrying import repeatable
from physiocheck_desktop.services.sessions import utc_now
from physiocheck_desktop.services.texts import demand_text

MAX_REASON_LENGTH: Final = 500


class VerificationService:
    """Use cases around verification; every method takes the actor first, and may be called from any thread.

    All raise `AccessError` where the actor may not, and `StorageError` where the database cannot be read or written.
    """

    def __init__(self, unit_of_work: UnitOfWorkFactory, now: Callable[[], datetime] = utc_now) -> None:
        self._unit_of_work = unit_of_work
        self._now = now

    @requires(Permission.PROFILE_READ, Ownership.SELF)
    @repeatable
    def own(self, actor: Actor) -> PhysicianApplication:
        """Return what the actor, a physician, asks to be taken for, and what the clinic found."""
        with self._unit_of_work(read_only=True) as uow:
            return _own(uow, actor)

    @requires(Permission.PROFILE_WRITE, Ownership.SELF)
    @repeatable
    def ask_again(self, actor: Actor, licence: str) -> PhysicianApplication:
        """Correct the licence number of the actor, a physician, and ask the clinic anew.

        Raises:
            InputError: The number is missing or too long, or the clinic has verified the physician.
        """
        demand_text("The licence number", licence, MAX_LICENCE_LENGTH, shortest=1)
        with self._unit_of_work() as uow:
            application = _own(uow, actor)
            if application.state is Verification.VERIFIED:
                raise InputError(
                    "This licence has been verified and is not changed here.",
                    remedy="Ask your administrator to verify the new one.",
                )
            asked = replace(
                application, licence=licence.strip(), state=Verification.PENDING, decided_at=None, reason=""
            )
            uow.accounts.keep_application(asked)
            if asked != application:
                application_waits(uow, actor.user_id, self._now())
            uow.commit()
        return asked

    @requires(Permission.ACCOUNT_MANAGE, Ownership.ACCOUNTS)
    @repeatable
    def applications(
        self, actor: Actor, state: Verification | None = Verification.PENDING, limit: int = 50, offset: int = 0
    ) -> tuple[PhysicianApplication, ...]:
        """Return what physicians ask to be taken for, oldest first.

        Args:
            actor: An administrator.
            state: Of which state; of all where None.
            limit: How many at most, 1-500.
            offset: How many of the first to leave out.
        """
        demand_page("applications", limit, offset)
        with self._unit_of_work(read_only=True) as uow:
            demand_administrator(uow, actor)
            return uow.accounts.applications(state, limit, offset)

    @requires(Permission.ACCOUNT_MANAGE, Ownership.ACCOUNTS)
    @repeatable
    def decide(
        self, actor: Actor, physician_id: UUID, licence: str, *, verified: bool, reason: str = ""
    ) -> PhysicianApplication:
        """Say that somebody is the physician that they say they are, or why the clinic does not take them for it.

        What is decided can be decided otherwise; from then on it holds. Deciding the same again changes nothing.

        Args:
            actor: An administrator.
            physician_id: About whom.
            licence: The number that the administrator has looked at.
            verified: Whether it is right.
            reason: Why not, where it is not.

        Raises:
            ConflictError: The physician has given another number meanwhile.
            InputError: There is no reason where there must be one, or it is too long.
        """
        demand_text("The reason", reason, MAX_REASON_LENGTH, shortest=0 if verified else 1)
        found = Verification.VERIFIED if verified else Verification.REFUSED
        with self._unit_of_work() as uow:
            demand_administrator(uow, actor)
            application = uow.accounts.application(physician_id)
            if application is None:
                raise not_yours()
            if application.licence != licence:
                raise ConflictError(
                    "This physician has given another licence number meanwhile.", remedy="Look at the new one."
                )
            if (application.state, application.reason) == (found, reason):
                return application
            decided = replace(application, state=found, decided_at=self._now(), reason=reason)
            uow.accounts.keep_application(decided)
            words = {"result": found.value, "reason": reason}
            kind = NotificationKind.VERIFICATION_RESULT
            notify(uow, physician_id, kind, self._now(), subject_id=physician_id, words=words)
            uow.commit()
        return decided


def _own(uow: UnitOfWork, actor: Actor) -> PhysicianApplication:
    application = uow.accounts.application(actor.user_id)
    if application is None or actor.role is not Role.PHYSICIAN:
        raise not_yours()
    return application

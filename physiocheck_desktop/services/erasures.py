"""Asking to be erased, and taking that back while there is time (GDPR, article 17)."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from physiocheck_desktop.domain.errors import InputError
from physiocheck_desktop.domain.people import Actor, Role
from physiocheck_desktop.domain.personal_data import Erasure
from physiocheck_desktop.services.access import Ownership, Permission, demand_administrator, not_yours, requires
from physiocheck_desktop.services.paging import demand_page
from physiocheck_desktop.services.passwords import PasswordHasher
from physiocheck_desktop.services.person_export import MAX_REASON_LENGTH
from physiocheck_desktop.services.ports import UnitOfWork, UnitOfWorkFactory
from physiocheck_desktop.services.retrying import repeatable
from physiocheck_desktop.services.sessions import utc_now
from physiocheck_desktop.services.texts import demand_text
from physiocheck_desktop.services.throttling import PasswordCheck, demand_still_there

GRACE: Final = timedelta(days=14)


class ErasureService:
    """Use cases around erasures; every method takes the actor first, and may be called from any thread.

    What is asked for is carried out by `services.erasure_upkeep`, when the time to take it back is over. All raise
    `AccessError` where the actor may not, and `StorageError` where the database cannot be read or written.
    """

    def __init__(
        self,
        unit_of_work: UnitOfWorkFactory,
        hasher: PasswordHasher,
        grace: timedelta = GRACE,
        now: Callable[[], datetime] = utc_now,
    ) -> None:
        self._unit_of_work = unit_of_work
        self._password = PasswordCheck(unit_of_work, hasher, now)
        self._grace = grace
        self._now = now

    @requires(Permission.ACCOUNT_OWN, Ownership.SELF)
    @repeatable
    def own(self, actor: Actor) -> Erasure | None:
        """Return what the actor has asked for, None where nothing is to be erased."""
        with self._unit_of_work(read_only=True) as uow:
            return uow.erasures.find(actor.user_id)

    @requires(Permission.ACCOUNT_OWN, Ownership.SELF)
    def ask(self, actor: Actor, password: str = "") -> Erasure:
        """Ask that the actor is erased when the time to take it back is over; asking again changes nothing.

        Args:
            actor: Who is to be erased.
            password: Of the actor's account; of no use to whoever uses a computer without one.

        Raises:
            AccessError: The password is not right, or there were too many tries.
            InputError: Nobody else can sign in as administrator.
        """
        demand_still_there(self._unit_of_work, self._password, actor, password)
        return self._asked(actor, actor.user_id)

    @requires(Permission.ACCOUNT_OWN, Ownership.SELF)
    @repeatable
    def take_back(self, actor: Actor) -> None:
        """Let the actor not be erased; doing it again changes nothing."""
        with self._unit_of_work() as uow:
            uow.erasures.withdraw(actor.user_id)
            uow.commit()

    @requires(Permission.ACCOUNT_MANAGE, Ownership.FOR_A_REASON)
    def ask_for(self, actor: Actor, user_id: UUID, reason: str) -> Erasure:
        """Ask that a person is erased, because the person has asked the clinic for it.

        Args:
            actor: An administrator.
            user_id: Who is to be erased.
            reason: How the clinic was asked.

        Raises:
            InputError: There is no reason, or it is too long; or nobody else can sign in as administrator.
        """
        demand_text("The reason", reason, MAX_REASON_LENGTH, shortest=1)
        return self._asked(actor, user_id, reason)

    @requires(Permission.ACCOUNT_MANAGE, Ownership.FOR_A_REASON)
    @repeatable
    def take_back_for(self, actor: Actor, user_id: UUID) -> None:
        """Let a person not be erased; doing it again changes nothing."""
        with self._unit_of_work() as uow:
            demand_administrator(uow, actor)
            if uow.erasures.find(user_id) is None and uow.personal_data.person(user_id) is None:
                raise not_yours()
            uow.erasures.withdraw(user_id)
            uow.commit()

    @requires(Permission.ACCOUNT_MANAGE, Ownership.ACCOUNTS)
    @repeatable
    def erasures(self, actor: Actor, limit: int = 50, offset: int = 0) -> tuple[Erasure, ...]:
        """Return what was asked for and what was done, newest first.

        Args:
            actor: An administrator.
            limit: How many at most, 1-500.
            offset: How many to leave out.
        """
        demand_page("erasures", limit, offset)
        with self._unit_of_work(read_only=True) as uow:
            demand_administrator(uow, actor)
            return uow.erasures.page(limit, offset)

    @repeatable
    def _asked(self, actor: Actor, user_id: UUID, reason: str = "") -> Erasure:
        now = self._now()
        with self._unit_of_work() as uow:
            if reason or user_id != actor.user_id:
                demand_administrator(uow, actor)
            person = uow.personal_data.person(user_id)
            if person is None:
                raise not_yours()
            found = uow.erasures.find(user_id)
            if found is not None:
                return found
            demand_not_last_administrator(uow, user_id, person.role)
            asked = Erasure(
                user_id=user_id,
                role=person.role,
                asked_by=actor.user_id,
                asked_at=now,
                due_at=now + self._grace,
                reason=reason,
            )
            kept = uow.erasures.add(asked)
            uow.commit()
        return kept


def demand_not_last_administrator(uow: UnitOfWork, user_id: UUID, role: Role) -> None:
    """Refuse to erase the only one who looks after the clinic's accounts.

    Raises:
        InputError: Nobody else can sign in as administrator.
    """
    if role is Role.ADMINISTRATOR and set(uow.accounts.administrators(hold=True)) <= {user_id}:
        raise InputError(
            "The last administrator cannot be erased.",
            kept="Nothing was changed.",
            remedy="Somebody has to look after the clinic’s accounts: keep this account.",
        )

"""Carrying out erasures that are due: in the database, in the stores of files, and in what a file remembers."""

import logging
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Final
from uuid import UUID

from physiocheck_desktop.domain.errors import InputError
from physiocheck_desktop.domain.personal_data import Erasure
from physiocheck_desktop.domain.stored_file import StoredFile
from physiocheck_desktop.services.erasures import demand_not_last_administrator
from physiocheck_desktop.services.file_vault import FileVault
from physiocheck_desktop.services.journal import Journal
from physiocheck_desktop.services.ports import UnitOfWorkFactory
from physiocheck_desktop.services.retrying import repeatable
from physiocheck_desktop.services.sessions import utc_now

logger = logging.getLogger(__name__)

RETENTION_YEARS: Final = 10
"""From the end of a treatment on: German law, § 630f (3) BGB."""


@dataclass(frozen=True, slots=True)
class ErasuresDone:
    """What carrying out came to.

    Attributes:
        finished: Of how many people nothing is left that was to be removed.
        unfinished: Of how many people something is left, which the next time removes: a file in a store that cannot
            be reached, or what another program keeps the database from forgetting; or the last administrator.
    """

    finished: int
    unfinished: int


class ErasureUpkeep:
    """Carries out what `services.erasures` was asked for; asks nobody who may.

    The database's part of one person is one transaction. Files, rows that wait for them, and what a database file
    remembers of deleted rows come after it; whatever ends the program in between, the next time goes on there.
    """

    def __init__(
        self,
        unit_of_work: UnitOfWorkFactory,
        vault: FileVault,
        journal: Journal,
        forget: Callable[[], bool],
        retention_years: int = RETENTION_YEARS,
        now: Callable[[], datetime] = utc_now,
    ) -> None:
        """Make one.

        Args:
            unit_of_work: Begins units of work.
            vault: Has the files.
            journal: Of this computer; what waits there of people who were erased is forgotten.
            forget: Lets nothing of what was deleted be left where the database lies, and returns whether that was done.
            retention_years: How long the record of a treatment is kept from its end on.
            now: The clock.
        """
        self._unit_of_work = unit_of_work
        self._vault = vault
        self._journal = journal
        self._forget = forget
        self._retention_years = retention_years
        self._now = now

    def carry_out_due(self) -> ErasuresDone:
        """Carry out what is due, finish what was begun, and remove records whose time is over.

        Raises:
            StorageError: The database cannot be read or written.
        """
        due = self._due()
        finished = self._carry_out(due)
        self._forget_waiting()
        if due:
            logger.info("Erasures: %d due, %d finished.", len(due), finished)
        return ErasuresDone(finished, len(due) - finished)

    def _carry_out(self, due: tuple[UUID, ...]) -> int:
        """Return of how many nothing is left."""
        erased = [user_id for user_id in due if self._erase(user_id)]
        cleared = [user_id for user_id in erased if self._clear(user_id)]
        if not cleared or not self._forget():
            return 0
        for user_id in cleared:
            self._finish(user_id)
        return len(cleared)

    def _forget_waiting(self) -> None:
        """Remove from the journal what no database takes any more, because whose it is was erased."""
        waiting = self._journal.people()
        if waiting:
            erased = self._carried_out_of(waiting)
            if erased:
                self._journal.forget(erased)

    @repeatable
    def _carried_out_of(self, user_ids: frozenset[UUID]) -> frozenset[UUID]:
        with self._unit_of_work(read_only=True) as uow:
            return uow.erasures.carried_out_of(user_ids)

    @repeatable
    def _due(self) -> tuple[UUID, ...]:
        with self._unit_of_work(read_only=True) as uow:
            return uow.erasures.due(self._now())

    @repeatable
    def _erase(self, user_id: UUID) -> bool:
        """Do the database's part; returns whether it is done, now or before."""
        now = self._now()
        with self._unit_of_work() as uow:
            erasure = uow.erasures.find(user_id)
            if erasure is None or (erasure.carried_out_at is None and erasure.due_at > now):
                return False  # taken back meanwhile
            if erasure.carried_out_at is None:
                try:
                    demand_not_last_administrator(uow, user_id, erasure.role)
                except InputError:
                    return False
                uow.erasures.hold(user_id)
                uow.erasures.carry_out(self._carried_out(erasure, uow.erasures.end_care(user_id, now), now))
            elif erasure.kept_until is not None and erasure.kept_until <= now:
                uow.erasures.hold(user_id)
                uow.erasures.carry_out(replace(erasure, record_until=None, kept_until=None))
            uow.commit()
        return True

    def _carried_out(self, erasure: Erasure, treated_until: datetime | None, now: datetime) -> Erasure:
        kept_until = None if treated_until is None else _years_later(treated_until, self._retention_years)
        if kept_until is None or kept_until <= now:
            return replace(erasure, carried_out_at=now)
        return replace(erasure, carried_out_at=now, record_until=treated_until, kept_until=kept_until)

    def _clear(self, user_id: UUID) -> bool:
        """Remove files, and the rows that waited for that; returns whether nothing is left."""
        for file in self._files_left(user_id):
            self._vault.erase(file)
        return self._erase_rest(user_id)

    @repeatable
    def _files_left(self, user_id: UUID) -> tuple[StoredFile, ...]:
        with self._unit_of_work(read_only=True) as uow:
            return uow.erasures.files_left(user_id)

    @repeatable
    def _erase_rest(self, user_id: UUID) -> bool:
        with self._unit_of_work() as uow:
            erasure = uow.erasures.find(user_id)
            if erasure is not None:
                uow.erasures.erase(erasure)
            left = uow.erasures.files_left(user_id)
            uow.commit()
        return not left

    @repeatable
    def _finish(self, user_id: UUID) -> None:
        with self._unit_of_work() as uow:
            uow.erasures.finish(user_id, self._now())
            uow.commit()


def _years_later(moment: datetime, years: int) -> datetime:
    """Return the same day years later, the first of March for the last of February; the end of time after it."""
    try:
        return moment.replace(year=moment.year + years)
    except ValueError:
        at_most = datetime.max.replace(tzinfo=UTC)
        return at_most if moment.year + years > at_most.year else moment.replace(moment.year + years, 3, 1)

"""Reading the audit trail and making sure that nobody has changed it."""

from collections.abc import Iterator
from typing import Final

from physiocheck_desktop.domain.audit import EVERY_ENTRY, AuditEntry, AuditSearch, broken_at
from physiocheck_desktop.domain.people import Actor
from physiocheck_desktop.services.access import Ownership, Permission, demand_administrator, requires
from physiocheck_desktop.services.paging import MAX_PAGE, demand_page
from physiocheck_desktop.services.ports import UnitOfWork, UnitOfWorkFactory
from physiocheck_desktop.services.retrying import repeatable

_BEFORE_ALL: Final = -(2**63)
"""No entry is there; whoever puts one before the first is found, too."""


class AuditService:
    """Use cases around the audit trail; every method takes the actor first, and may be called from any thread.

    All raise `AccessError` where the actor may not, and `StorageError` where the database cannot be read.
    """

    def __init__(self, unit_of_work: UnitOfWorkFactory) -> None:
        self._unit_of_work = unit_of_work

    @requires(Permission.AUDIT_READ, Ownership.ACCOUNTS)
    @repeatable
    def entries(
        self, actor: Actor, search: AuditSearch = EVERY_ENTRY, limit: int = 50, offset: int = 0
    ) -> tuple[AuditEntry, ...]:
        """Return entries of the trail, newest first.

        Args:
            actor: An administrator.
            search: Which of them.
            limit: How many at most, 1-500.
            offset: How many of the newest to leave out.
        """
        demand_page("entries", limit, offset)
        with self._unit_of_work(read_only=True) as uow:
            demand_administrator(uow, actor)
            return uow.audit.newest(search, limit, offset)


def verify_trail(
    unit_of_work: UnitOfWorkFactory, noted: tuple[int, str] | None = None
) -> tuple[tuple[int, str], tuple[str, ...]]:
    """Return where the trail ends, and a sentence for each place where it is not as it was written.

    It takes no actor: whoever looks after the database may make sure, and learns nothing of anybody.

    Args:
        unit_of_work: Of the database.
        noted: Position and digest of an entry, as they were noted elsewhere. Who can change the whole database can
            write a whole new trail; only what they cannot reach tells it from the old one.
    """
    with unit_of_work(read_only=True) as uow:
        end = uow.audit.end()
        faults = [*broken_at(_all(uow), end)]
        if noted is not None:
            position, digest = noted
            (entry,) = uow.audit.entries(position - 1, 1) or (None,)
            if entry is None or (entry.position, entry.digest) != (position, digest):
                faults.append(f"Entry {position} is not the one that was noted.")
        return end, tuple(faults)


def _all(uow: UnitOfWork) -> Iterator[AuditEntry]:
    after = _BEFORE_ALL
    while page := uow.audit.entries(after, MAX_PAGE):
        yield from page
        after = page[-1].position

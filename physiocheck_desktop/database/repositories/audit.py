"""The audit trail as rows of `audit_log`."""

from datetime import UTC, datetime
from platform import node
from typing import Final
from uuid import UUID

from sqlalchemy import ColumnElement, func, insert, select, union, update
from sqlalchemy.orm import Session

from physiocheck_desktop.database.tables import AuditEndRow, AuditRow
from physiocheck_desktop.domain.audit import EVERY_ENTRY, AuditedAct, AuditEntry, AuditSearch, chained_digest

_THE_END: Final = 1
_MACHINE_LENGTH: Final = 64


class SqlAuditTrail:
    """The trail of one unit of work; see `services.auditing.AuditTrail`."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def write(self, act: AuditedAct, act_id: UUID) -> None:
        """Add an entry; it is kept with everything else of the unit of work, or not at all."""
        self._session.flush()
        locked = select(AuditEndRow.position, AuditEndRow.digest).where(AuditEndRow.id == _THE_END).with_for_update()
        last, before = self._session.execute(locked).one()
        position, at, machine = last + 1, datetime.now(UTC), node()[:_MACHINE_LENGTH]
        digest = chained_digest(before, position, act, at, machine, act_id)
        # Everybody who adds an entry waits from here to the end of the commit: so nothing but what must be is done.
        self._session.execute(
            insert(AuditRow).values(
                position=position,
                at=at,
                action=act.action,
                actor_id=act.actor_id,
                role=act.role,
                record_id=act.record_id,
                outcome=act.outcome,
                machine=machine,
                act_id=act_id,
                digest=digest,
            )
        )
        self._session.execute(
            update(AuditEndRow).where(AuditEndRow.id == _THE_END).values(position=position, digest=digest)
        )

    def has(self, act_id: UUID) -> bool:
        """Whether an act has its entry."""
        return self._session.scalar(select(AuditRow.position).where(AuditRow.act_id == act_id)) is not None

    def entries(self, after: int, limit: int) -> tuple[AuditEntry, ...]:
        """Return entries after a position, in their order."""
        query = select(AuditRow).where(AuditRow.position > after).order_by(AuditRow.position).limit(limit)
        return tuple(_from_row(row) for row in self._session.scalars(query))

    def newest(self, search: AuditSearch, limit: int, offset: int) -> tuple[AuditEntry, ...]:
        """Return the entries that are looked for, newest first."""
        conditions = _conditions(search)
        # In the order of an index: otherwise the trail is read from its end until so many entries fit.
        is_timed = search.since is not None or search.until is not None
        order = (AuditRow.at.desc(), AuditRow.position.desc()) if is_timed else (AuditRow.position.desc(),)
        query = select(AuditRow).where(*conditions).order_by(*order).limit(limit).offset(offset)
        if search == EVERY_ENTRY:
            # Positions have no gaps, so that those that are left out need not be read.
            last = select(func.max(AuditRow.position)).scalar_subquery()
            query = query.where(AuditRow.position <= last - offset).offset(None)
        elif search.about is not None:
            # So many of each kind are enough, which each has an index for, however much somebody did.
            of_each = [
                select(AuditRow.position)
                .where(column == search.about, *conditions)
                .order_by(*order)
                .limit(limit + offset)
                .subquery()
                for column in (AuditRow.actor_id, AuditRow.record_id)
            ]
            either = union(*(select(each.c.position) for each in of_each)).subquery()
            query = query.join(either, either.c.position == AuditRow.position)
        return tuple(_from_row(row) for row in self._session.scalars(query))

    def end(self) -> tuple[int, str]:
        """Return position and digest of the last entry."""
        query = select(AuditEndRow.position, AuditEndRow.digest).where(AuditEndRow.id == _THE_END)
        position, digest = self._session.execute(query).one()
        return position, digest


def _conditions(search: AuditSearch) -> list[ColumnElement[bool]]:
    """Return what must be true of the entries that are looked for, but for whom they are about."""
    conditions: list[ColumnElement[bool]] = []
    if search.outcome is not None:
        conditions.append(AuditRow.outcome == search.outcome)
    if search.since is not None:
        conditions.append(AuditRow.at >= search.since)
    if search.until is not None:
        conditions.append(AuditRow.at < search.until)
    return conditions


def _from_row(row: AuditRow) -> AuditEntry:
    return AuditEntry(
        position=row.position,
        act=AuditedAct(row.action, row.actor_id, row.role, row.record_id, row.outcome),
        at=row.at,
        machine=row.machine,
        act_id=row.act_id,
        digest=row.digest,
    )

"""The audit trail as rows of `audit_log`."""

from datetime import UTC, datetime
from platform import node
from typing import Any, Final, cast
from uuid import UUID

from sqlalchemy import Cast, ColumnElement, CursorResult, String, func, insert, literal, select, union, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from physiocheck_desktop.database.tables import AuditEndRow, AuditRow
from physiocheck_desktop.domain.audit import EVERY_ENTRY, AuditedAct, AuditEntry, AuditSearch, entry_content
from physiocheck_desktop.domain.errors import StorageError

_THE_END: Final = 1
_MACHINE_LENGTH: Final = 64
_DIGEST_BITS: Final = 256


class SqlAuditTrail:
    """The trail of one unit of work; see `services.auditing.AuditTrail`."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def write(self, act: AuditedAct, act_id: UUID) -> None:
        """Add an entry; it is kept with everything else of the unit of work, or not at all.

        Everybody who adds an entry waits for the row of the end from here to the commit. So it comes last, and the
        database itself chains the entry to it: no answer is waited for between looking at the end and moving it on.
        """
        self._session.flush()
        at, machine = datetime.now(UTC), node()[:_MACHINE_LENGTH]
        position = AuditEndRow.position + 1
        chained = literal('["') + AuditEndRow.digest + literal('", ') + Cast(position, String(20)) + literal(", ")
        digest = func.sha2(chained + literal(entry_content(act, at, machine, act_id)), _DIGEST_BITS)
        # MySQL sets one after the other, and the digest is over the place that there was.
        moved = self._session.execute(
            update(AuditEndRow)
            .where(AuditEndRow.id == _THE_END)
            .ordered_values((AuditEndRow.digest, digest), (AuditEndRow.position, position))
            .execution_options(synchronize_session=False)
        )
        if cast("CursorResult[Any]", moved).rowcount != 1:
            raise StorageError(
                "The audit trail has lost its end, so that nothing can be added to it.",
                kept="Nothing was changed.",
                remedy="Put back a backup from before, and find out who else can write to the database.",
            )
        values = {
            "at": at,
            "action": act.action,
            "actor_id": act.actor_id,
            "role": act.role,
            "record_id": act.record_id,
            "outcome": act.outcome,
            "machine": machine,
            "act_id": act_id,
        }
        entry = [literal(value, AuditRow.__table__.c[name].type) for name, value in values.items()]
        end = select(AuditEndRow.position, AuditEndRow.digest, *entry).where(AuditEndRow.id == _THE_END)
        try:
            self._session.execute(insert(AuditRow).from_select(["position", "digest", *values], end))
        except IntegrityError as error:
            raise StorageError(
                "The audit trail has an entry beyond its end, so that nothing can be added to it.",
                kept="Nothing was changed.",
                remedy="Run physiocheck audit verify, and find out who else can write to the database.",
            ) from error

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

"""Removing and blanking a person's rows, table by table, as the registry says."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final

from sqlalchemy import ColumnElement, Table, delete, exists, false, select, update
from sqlalchemy.orm import Session

from physiocheck_desktop.database.personal_data.ownership import belongs_to, table_of
from physiocheck_desktop.database.personal_data.registry import REGISTRY
from physiocheck_desktop.database.personal_data.rules import Fate, Link, Person, TableEntry
from physiocheck_desktop.database.tables import Base

AT_ONCE: Final = 200
"""Rows that one statement deletes with all that belongs to them, so that no statement takes long."""


def erase_rows(session: Session, person: Person, at: datetime) -> None:
    """Do to all rows of a person what the registry says; doing it again changes nothing more.

    Args:
        session: In whose transaction.
        person: Whose rows; `record_until` says whether a medical record stays.
        at: When files are said to have been removed.
    """
    # What refers to other tables comes before them.
    for table in reversed(Base.metadata.sorted_tables):
        entry = REGISTRY[table.name]
        for link in entry.links_of(person.role):
            _apply(session, person, entry, link, at)


def _apply(session: Session, person: Person, entry: TableEntry, link: Link, at: datetime) -> None:
    table, rows = table_of(entry), belongs_to(person, entry, link)
    if link.fate is Fate.FILE:
        _blank(session, table, rows & table.c.removed_at.is_(None), {"removed_at": at, "slot": None})
        session.execute(delete(table).where(rows, table.c.erased_at.is_not(None)))
        return
    if link.fate in {Fate.DELETED, Fate.RECORD}:
        _delete(session, table, rows & ~_of_record(person, link), in_portions=bool(link.order))
    _blank(session, table, rows, link.blanked)
    if person.record_until is None:
        _blank(session, table, rows, link.blanked_later)
    if link.fate is Fate.WHEN_FREE:
        session.execute(delete(table).where(rows, *_nothing_refers_to(table)))


def _of_record(person: Person, link: Link) -> ColumnElement[bool]:
    if link.record is None or person.record_until is None:
        return false()
    return link.record(person.record_until)


def _blank(session: Session, table: Table, rows: ColumnElement[bool], values: Mapping[str, Any]) -> None:
    if values:
        session.execute(update(table).where(rows).values(**values))


def _delete(session: Session, table: Table, rows: ColumnElement[bool], *, in_portions: bool) -> None:
    if not in_portions:
        session.execute(delete(table).where(rows))
        return
    while ids := session.scalars(select(table.c.id).where(rows).limit(AT_ONCE)).all():
        session.execute(delete(table).where(table.c.id.in_(ids)))


def _nothing_refers_to(table: Table) -> list[ColumnElement[bool]]:
    """Return what is true of rows that no row of another table holds back."""
    return [
        ~exists().where(key.parent == key.column)
        for other in Base.metadata.sorted_tables
        for key in other.foreign_keys
        if key.column.table is table and key.ondelete != "CASCADE"
    ]

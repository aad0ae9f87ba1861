"""Which rows are a person's, as conditions of statements."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import ColumnElement, Table, or_, select
from sqlalchemy.orm import Session

from physiocheck_desktop.database.personal_data.registry import REGISTRY
from physiocheck_desktop.database.personal_data.rules import Link, Person, TableEntry
from physiocheck_desktop.database.tables import Base, CredentialRow
from physiocheck_desktop.domain.people import Role
from physiocheck_desktop.services.throttling import address_digests


def table_of(entry: TableEntry) -> Table:
    """Return the table that an entry is about."""
    return Base.metadata.tables[entry.name]


def belongs_to(person: Person, entry: TableEntry, link: Link) -> ColumnElement[bool]:
    """Return what is true of the rows that belong to a person in one way."""
    column = table_of(entry).c[link.column]
    if link.is_digest:
        return column.in_(sorted(person.address_digests))
    if not link.through:
        return column == person.user_id
    parent = REGISTRY[link.through]
    ways = [belongs_to(person, parent, each) for each in parent.links_of(person.role) if each.roles & link.roles]
    return column.in_(select(table_of(parent).c.id).where(or_(*ways)))


def known_person(session: Session, user_id: UUID, role: Role, record_until: datetime | None = None) -> Person:
    """Return a person with all that rows can be found by."""
    email = session.scalar(select(CredentialRow.email).where(CredentialRow.user_id == user_id))
    digests = frozenset[str]() if email is None else address_digests(email)
    return Person(user_id=user_id, role=role, address_digests=digests, record_until=record_until)

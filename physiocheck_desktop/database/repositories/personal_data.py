"""All rows of a person, table by table, as the registry says whose they are."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from functools import partial
from typing import Any, Final
from uuid import UUID

from sqlalchemy import Column, Select, select
from sqlalchemy.orm import Session

from physiocheck_desktop.database.personal_data.ownership import belongs_to, known_person, table_of
from physiocheck_desktop.database.personal_data.registry import REGISTRY
from physiocheck_desktop.database.personal_data.rules import Link, Person, TableEntry
from physiocheck_desktop.database.tables import DisclosureRow, UserRow
from physiocheck_desktop.domain.people import Role
from physiocheck_desktop.domain.personal_data import PersonOnRecord
from physiocheck_desktop.services.personal_data_ports import NAME_OF, WITHHELD, Section

PORTION: Final = 500
"""Rows that are in memory at once, where there may be many."""
PARENTS_AT_ONCE: Final = 50
"""Rows whose children are read together, such as sessions with their repetitions."""

_Row = Mapping[str, object]


class SqlPersonalDataRepository:
    """The data of a person in one unit of work; see `services.personal_data_ports.PersonalDataRepository`."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def person(self, user_id: UUID) -> PersonOnRecord | None:
        """Return who it is, None where nothing is known of such a person."""
        row = self._session.get(UserRow, user_id)
        return None if row is None else PersonOnRecord(row.id, row.role, row.display_name, row.computer is not None)

    def sections(self, user_id: UUID) -> tuple[Section, ...]:
        """Return all data of a person, and nothing about others."""
        found = self.person(user_id)
        if found is None:
            return ()
        reader = _Reader(self._session, known_person(self._session, user_id, found.role))
        return tuple(reader.section(entry) for entry in REGISTRY.values() if entry.links_of(found.role))

    def disclose(self, disclosure_id: UUID, user_id: UUID, given_to: UUID, reason: str, at: datetime) -> None:
        """Keep that somebody was given or shown data of a person, and why; once for each identifier."""
        if self._session.get(DisclosureRow, disclosure_id) is None:
            self._session.add(DisclosureRow(id=disclosure_id, user_id=user_id, given_to=given_to, at=at, reason=reason))
            self._session.flush()


class _Reader:
    """Reads one person's rows in portions."""

    def __init__(self, session: Session, person: Person) -> None:
        self._session = session
        self._person = person
        self._names: dict[UUID, str] = {}

    def section(self, entry: TableEntry) -> Section:
        """Return the rows of a table."""
        links = entry.links_of(self._person.role)
        withheld = dict(item for link in links for item in link.withheld.items())
        named = {name: _name_field(name) for name in _acting(entry, links) if name not in withheld}
        fields: dict[str, str] = {}
        for name, told in entry.columns.items():
            if name not in withheld:
                fields[name] = told
                if name in named:
                    fields[named[name]] = NAME_OF.format(told=told)
        told_why = {name: WITHHELD.format(told=entry.columns[name], reason=reason) for name, reason in withheld.items()}
        return Section(
            entry.name, entry.title, fields, told_why, partial(self._rows, entry, links, tuple(fields), named)
        )

    def _rows(
        self, entry: TableEntry, links: Sequence[Link], fields: Sequence[str], named: Mapping[str, str]
    ) -> Iterator[_Row]:
        for link in links:
            for row in self._read(entry, link):
                names = {field: self._name_of(row[name]) for name, field in named.items()}
                whole = {**row, **names}
                yield {name: whole[name] for name in fields}

    def _read(self, entry: TableEntry, link: Link) -> Iterator[dict[str, Any]]:
        if link.order:
            yield from self._in_portions(entry, link)
            return
        table = table_of(entry)
        key = list(table.primary_key)
        parent = REGISTRY[link.through] if link.through else None
        ways = [] if parent is None else [each for each in parent.links_of(self._person.role) if each.order]
        if parent is None or not ways:
            yield from self._found(select(table).where(belongs_to(self._person, entry, link)).order_by(*key))
            return
        for parents in _chunks((row["id"] for row in self._in_portions(parent, ways[0])), PARENTS_AT_ONCE):
            order = {parent_id: place for place, parent_id in enumerate(parents)}
            children = self._found(select(table).where(table.c[link.column].in_(parents)).order_by(*key))
            yield from sorted(children, key=lambda row: order[row[link.column]])

    def _in_portions(self, entry: TableEntry, link: Link) -> Iterator[dict[str, Any]]:
        table = table_of(entry)
        order: tuple[Column[Any], Column[Any]] = (table.c[link.order], table.c.id)
        query = select(table).where(belongs_to(self._person, entry, link)).order_by(*order).limit(PORTION)
        last: dict[str, Any] | None = None
        while True:
            more = query
            if last is not None:
                at, after = last[link.order], last["id"]
                more = query.where((order[0] > at) | ((order[0] == at) & (order[1] > after)))
            portion = self._found(more)
            yield from portion
            if len(portion) < PORTION:
                return
            last = portion[-1]

    def _found(self, query: Select[*tuple[Any, ...]]) -> list[dict[str, Any]]:
        return [dict(row) for row in self._session.execute(query).mappings()]

    def _name_of(self, user_id: object) -> str | None:
        """Return the name of whoever acted: the person's own or a physician's, whom the person was told; no other."""
        if not isinstance(user_id, UUID):
            return None
        if user_id not in self._names:
            row = self._session.get(UserRow, user_id)
            told = row is not None and (row.role is Role.PHYSICIAN or row.id == self._person.user_id)
            self._names[user_id] = row.display_name if row is not None and told else ""
        return self._names[user_id] or None


def _acting(entry: TableEntry, links: Sequence[Link]) -> list[str]:
    """Return the columns that say who else had to do with a row."""
    of_others = {link.column for link in entry.links if not link.through and not link.is_digest}
    return [*entry.actors, *(of_others - {link.column for link in links})]


def _name_field(column: str) -> str:
    return f"{column.removesuffix('_id')}_name"


def _chunks(ids: Iterator[UUID], size: int) -> Iterator[list[UUID]]:
    chunk: list[UUID] = []
    for each in ids:
        chunk.append(each)
        if len(chunk) == size:
            yield chunk
            chunk = []
    if chunk:
        yield chunk

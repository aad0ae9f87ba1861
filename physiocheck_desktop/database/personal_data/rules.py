"""What is said of a table: what each column is, whose rows they are, and how those are exported and erased."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any, Final
from uuid import UUID

from sqlalchemy import ColumnElement

from physiocheck_desktop.domain.people import Role

EVERY_ROLE: Final = frozenset(Role)


class Fate(StrEnum):
    """What becomes of a person's rows when the person is erased.

    `DELETED`: they go. `RECORD`: those of the medical record stay until its time is over, the others go. `WHEN_FREE`:
    they go as soon as no other row refers to them. `WITH_PARENT`: they go and stay with the row that they lead through.
    `STAYS`: they are part of somebody else's record. `FILE`: they go when their store has the file no longer.
    """

    DELETED = "deleted"
    RECORD = "record"
    WHEN_FREE = "when_free"
    WITH_PARENT = "with_parent"
    STAYS = "stays"
    FILE = "file"

    @property
    def may_leave_rows(self) -> bool:
        """Whether it has to be said of each column what is left in it."""
        return self not in {Fate.DELETED, Fate.FILE}


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Whose data is exported or erased.

    Attributes:
        user_id: Who it is.
        role: What the person is to the clinic.
        address_digests: What is kept in place of the person's mail address where only a digest is.
        record_until: Rows of the medical record that are from before this moment are kept; None where none are.
    """

    user_id: UUID
    role: Role
    address_digests: frozenset[str] = frozenset()
    record_until: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """One way in which rows of a table belong to a person.

    Attributes:
        column: What leads to the person.
        through: Table whose `id` the column has, and through which it leads to the person; empty where the column has
            the person's own identifier.
        is_digest: Whether the column has a digest of the person's mail address instead.
        roles: To people of which roles.
        order: Column in whose order there may be so many rows that they are read and deleted in portions.
        fate: What becomes of the rows.
        reason: Why.
        record: Which of the rows belong to the medical record, where the fate asks for it.
        kept: Names of the columns that are left as they are where a row stays, with blanks between them.
        blanked: What the other columns hold from then on.
        blanked_later: What these hold once the time of the medical record is over.
        withheld: Columns that are not exported, each with the reason.
    """

    column: str
    fate: Fate
    reason: str
    through: str = ""
    is_digest: bool = False
    roles: frozenset[Role] = EVERY_ROLE
    order: str = ""
    record: Callable[[datetime], ColumnElement[bool]] | None = None
    kept: str = ""
    blanked: Mapping[str, Any] = field(default_factory=dict)
    blanked_later: Mapping[str, Any] = field(default_factory=dict)
    withheld: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class TableEntry:
    """What is said of one table.

    Attributes:
        name: Of the table.
        title: What its rows are, for people.
        columns: Every column, with what it is and its unit, as the export explains it.
        links: Whose the rows are; none where they are nobody's.
        actors: Columns with identifiers of people who did something here, and whose the row is not for that. They stay:
            once the person is erased they lead to nobody.
        nobody: Why the rows are nobody's, where they are.
    """

    name: str
    title: str
    columns: Mapping[str, str]
    links: tuple[Link, ...] = ()
    actors: tuple[str, ...] = ()
    nobody: str = ""

    def links_of(self, role: Role) -> tuple[Link, ...]:
        """Return the ways in which rows belong to people of a role."""
        return tuple(link for link in self.links if role in link.roles)

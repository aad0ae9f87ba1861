"""What exporting and erasing a person's data ask of a database, and of whatever writes an archive."""

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final, Protocol
from uuid import UUID

from physiocheck_desktop.domain.personal_data import Erasure, PersonOnRecord, WrittenArchive
from physiocheck_desktop.domain.stored_file import FileContent, StoredFile

NAME_OF: Final = "name of {told}, where it is the person or a physician"
"""What the field with the name of somebody is, beside one with the identifier, which `told` says."""
WITHHELD: Final = "{told}: {reason}"
"""What a field would be that is not given, and why it is not."""


@dataclass(frozen=True, slots=True)
class Section:
    """A person's rows of one table.

    Attributes:
        name: Of the table.
        title: What the rows are, for people.
        fields: Every field of a row, with what it is and its unit.
        withheld: What else the table has and is not given, with the reason.
        rows: Gives the rows, which are never all in memory; may be called more than once.
    """

    name: str
    title: str
    fields: Mapping[str, str]
    withheld: Mapping[str, str]
    rows: Callable[[], Iterator[Mapping[str, object]]]


def tell_nobody(share: float) -> None:
    """Tell nobody how far it is."""


@dataclass(frozen=True, slots=True)
class PersonContents:
    """All data of a person.

    Attributes:
        person: Whose.
        made_at: When it was read, UTC.
        sections: The rows.
        files: Gives the files, one at a time; with None where one is not in its store any more.
        language: Of what the archive says itself, such as `de` or `de_AT`.
        on_share: Told now and then which share of it is written, 0 to 1. What it raises ends the writing, of which then
            nothing is left.
    """

    person: PersonOnRecord
    made_at: datetime
    sections: tuple[Section, ...]
    files: Callable[[], Iterator[tuple[StoredFile, FileContent | None]]]
    language: str = "en"
    on_share: Callable[[float], None] = tell_nobody


class PersonArchives(Protocol):
    """What writes archives."""

    def write(self, target: Path, contents: PersonContents) -> WrittenArchive:
        """Write an archive that only its owner may read, whole or not at all.

        Raises:
            StorageError: It cannot be written.
        """


class PersonalDataRepository(Protocol):
    """All that the database has of a person, whichever table it is in."""

    def person(self, user_id: UUID) -> PersonOnRecord | None:
        """Return who it is, None where nothing is known of such a person."""

    def sections(self, user_id: UUID) -> tuple[Section, ...]:
        """Return all data of a person, and nothing about others."""

    def disclose(self, disclosure_id: UUID, user_id: UUID, given_to: UUID, reason: str, at: datetime) -> None:
        """Keep that somebody was given or shown data of a person, and why; once for each identifier."""


class ErasureRepository(Protocol):
    """Who is to be erased, and what is to be done for it."""

    def find(self, user_id: UUID) -> Erasure | None:
        """Return what is asked for or was done, None where there is nothing; nobody else changes it meanwhile."""

    def add(self, erasure: Erasure) -> Erasure:
        """Keep that somebody is to be erased, and return what is kept: another's, who asked in the same moment."""

    def withdraw(self, user_id: UUID) -> None:
        """Let nobody be erased who has not been yet."""

    def page(self, limit: int, offset: int) -> tuple[Erasure, ...]:
        """Return all, newest first."""

    def due(self, at: datetime) -> tuple[UUID, ...]:
        """Return for whom something is to be done: erase, finish, or remove a record whose time is over."""

    def carried_out_of(self, user_ids: Collection[UUID]) -> frozenset[UUID]:
        """Return those of some people who have been erased."""

    def hold(self, user_id: UUID) -> None:
        """Let nobody add anything to a person before this unit of work ends."""

    def end_care(self, user_id: UUID, at: datetime) -> datetime | None:
        """End all subscriptions of somebody, and return when the last one ended in which care was taken, if any."""

    def carry_out(self, erasure: Erasure) -> None:
        """Keep that somebody was erased; and whose the record is, where one is kept, before nothing tells any more."""

    def erase(self, erasure: Erasure) -> None:
        """Remove and blank all that is to be; coming to the same however often it is done."""

    def files_left(self, user_id: UUID) -> tuple[StoredFile, ...]:
        """Return the files of somebody that stores may still have."""

    def finish(self, user_id: UUID, at: datetime) -> None:
        """Keep that nothing is left to be removed."""

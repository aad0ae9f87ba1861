"""What is written down of a session on this computer until the database has confirmed it."""

from collections.abc import Collection, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import NamedTuple, Protocol
from uuid import UUID

from physiocheck_desktop.domain.people import Actor
from physiocheck_desktop.domain.repetition import Repetition, SessionAssessment
from physiocheck_desktop.domain.session import SessionState


class EntryKind(StrEnum):
    """What an entry tells of a session."""

    BEGUN = "begun"
    REPETITION = "repetition"
    ENDED = "ended"


class EntryKey(NamedTuple):
    """What tells an entry from all others, here and in the database."""

    session_id: UUID
    kind: EntryKind
    number: int


@dataclass(frozen=True, slots=True)
class Begun:
    """A session has begun."""

    exercise_key: str
    exercise_name: str


@dataclass(frozen=True, slots=True)
class Ended:
    """A session has ended, with what the engine saw until then, where it could still say so."""

    state: SessionState
    assessment: SessionAssessment | None


Content = Begun | Repetition | Ended


@dataclass(frozen=True, slots=True)
class JournalEntry:
    """One thing that happened in a session.

    Attributes:
        session_id: In which.
        actor: On whose behalf it is kept.
        at: When it happened, UTC; the database is told this moment, whenever it is told.
        content: What happened.
        refusal: Why the database refused it for good, empty where it did not.
    """

    session_id: UUID
    actor: Actor
    at: datetime
    content: Content
    refusal: str = ""

    @property
    def key(self) -> EntryKey:
        """What tells it from all others."""
        match self.content:
            case Begun():
                return EntryKey(self.session_id, EntryKind.BEGUN, 0)
            case Ended():
                return EntryKey(self.session_id, EntryKind.ENDED, 0)
            case Repetition():
                return EntryKey(self.session_id, EntryKind.REPETITION, self.content.index)


class Journal(Protocol):
    """Entries on this computer's disk, in the order in which they were added; may be called from any thread.

    Every method raises `StorageError` where the disk does not do what is asked.
    """

    def add(self, entries: Sequence[JournalEntry]) -> None:
        """Keep entries, all or none; those it has already are left as they are. They would survive a power cut then."""

    def waiting(self, limit: int) -> tuple[JournalEntry, ...]:
        """Return the oldest entries that were not refused."""

    def listed(self) -> tuple[tuple[EntryKey, bool], ...]:
        """Return what is kept of kinds that this version knows, oldest first, and of each whether it was refused."""

    def remove(self, keys: Sequence[EntryKey]) -> None:
        """Forget entries that the database has confirmed."""

    def set_aside(self, keys: Sequence[EntryKey], refusal: str) -> None:
        """Mark entries as refused, so that they wait for a person and hold up nothing."""

    def offer_again(self) -> None:
        """Mark no entry as refused any more."""

    def people(self) -> frozenset[UUID]:
        """Return on whose behalf something is kept, refused or not."""

    def forget(self, user_ids: Collection[UUID]) -> None:
        """Forget all that is kept on behalf of some people, so that nothing of it is left on the disk."""

    def exclusively(self) -> AbstractContextManager[bool]:
        """Give whether this process alone may deliver for as long as the block lasts."""

    def close(self) -> None:
        """Let the disk go; may be called more than once."""

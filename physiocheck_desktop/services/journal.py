"""What is written down of sessions, visits and pain on this computer until the database has confirmed it."""

from collections.abc import Collection, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final, NamedTuple, Protocol
from uuid import UUID

from physiocheck_desktop.domain.angle_series import AngleSeries
from physiocheck_desktop.domain.pain import BodyRegion
from physiocheck_desktop.domain.people import Actor
from physiocheck_desktop.domain.repetition import Repetition, SessionAssessment
from physiocheck_desktop.domain.session import Assignment, SessionState


class EntryKind(StrEnum):
    """What an entry tells of a session, a visit or a pain report."""

    BEGUN = "begun"
    REPETITION = "repetition"
    ENDED = "ended"
    BY_HAND = "by_hand"
    VISIT_BEGUN = "visit_begun"
    VISIT_ENDED = "visit_ended"
    PAIN = "pain"


class EntryKey(NamedTuple):
    """What tells an entry from all others, here and in the database."""

    session_id: UUID
    kind: EntryKind
    number: int


@dataclass(frozen=True, slots=True)
class Begun:
    """A session has begun, in a visit or in none, as an assignment of a plan or not."""

    exercise_key: str
    exercise_name: str
    visit_id: UUID | None = None
    assignment: Assignment | None = None


@dataclass(frozen=True, slots=True)
class Ended:
    """A session has ended, with what the engine saw until then, where it could still say so."""

    state: SessionState
    assessment: SessionAssessment | None
    angles: AngleSeries | None = None


@dataclass(frozen=True, slots=True)
class CountedByHand:
    """A whole session was done without a camera; the person says how many repetitions each set had."""

    begun: Begun
    sets: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class VisitBegun:
    """A visit has begun; pain is 0-10, None where the person did not say."""

    pain_before: int | None


@dataclass(frozen=True, slots=True)
class VisitEnded:
    """A visit has ended; pain and effort are 0-10, None where the person did not say."""

    pain_after: int | None
    effort: int | None


@dataclass(frozen=True, slots=True)
class HurtSomewhere:
    """It hurts; the level is 0-10."""

    region: BodyRegion
    level: int
    words: str
    session_id: UUID | None


Content = Begun | Repetition | Ended | CountedByHand | VisitBegun | VisitEnded | HurtSomewhere
_KINDS: Final[Mapping[type[Content], EntryKind]] = {
    Begun: EntryKind.BEGUN,
    Repetition: EntryKind.REPETITION,
    Ended: EntryKind.ENDED,
    CountedByHand: EntryKind.BY_HAND,
    VisitBegun: EntryKind.VISIT_BEGUN,
    VisitEnded: EntryKind.VISIT_ENDED,
    HurtSomewhere: EntryKind.PAIN,
}


@dataclass(frozen=True, slots=True)
class JournalEntry:
    """One thing that happened.

    Attributes:
        session_id: In which session; for a visit or a pain report, the identifier of that.
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
        number = self.content.index if isinstance(self.content, Repetition) else 0
        return EntryKey(self.session_id, _KINDS[type(self.content)], number)

    @property
    def rests_on(self) -> frozenset[UUID]:
        """The identifiers of which nothing earlier may still be on its way when this is delivered."""
        match self.content:
            case Begun(visit_id=UUID() as other) | CountedByHand(begun=Begun(visit_id=UUID() as other)):
                return frozenset({self.session_id, other})
            case HurtSomewhere(session_id=UUID() as other):
                return frozenset({self.session_id, other})
        return frozenset({self.session_id})


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

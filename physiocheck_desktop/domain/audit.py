"""The audit trail: who did what with which record, each entry bound to the one before."""

import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final
from uuid import UUID

from physiocheck_desktop.domain.people import Role

BEGINNING: Final = "0" * 64
"""What the first entry has before it."""


class AuditOutcome(StrEnum):
    """How it ended."""

    DONE = "done"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class AuditedAct:
    """What somebody did, or tried.

    Attributes:
        action: The use case, such as `sessions.start`.
        actor_id: Who; None where nobody was known yet.
        role: As what; None likewise.
        record_id: The record that was named, None where none was.
        outcome: How it ended.
    """

    action: str
    actor_id: UUID | None
    role: Role | None
    record_id: UUID | None
    outcome: AuditOutcome


@dataclass(frozen=True, slots=True)
class AuditEntry:
    """One entry of the trail.

    Attributes:
        position: Its place, from 1 on without a gap.
        act: What it is about.
        at: UTC.
        machine: From which computer.
        act_id: What tells this act from every other, so that one that is done again, because the answer was lost, is
            written once.
        digest: SHA-256 over all of it and the digest of the entry before.
    """

    position: int
    act: AuditedAct
    at: datetime
    machine: str
    act_id: UUID
    digest: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditSearch:
    """Which entries are looked for; what is None is not asked for.

    Attributes:
        about: Somebody who acted, or a person or record that was named.
        outcome: How it ended.
        since: From this moment on, UTC.
        until: Before this moment, UTC.
    """

    about: UUID | None = None
    outcome: AuditOutcome | None = None
    since: datetime | None = None
    until: datetime | None = None


EVERY_ENTRY: Final = AuditSearch()


def entry_content(act: AuditedAct, at: datetime, machine: str, act_id: UUID) -> str:
    """Return what an entry says beside its place, as the end of the JSON array that its digest is over; ASCII."""
    content = [
        act.action,
        None if act.actor_id is None else act.actor_id.hex,
        act.role,
        None if act.record_id is None else act.record_id.hex,
        act.outcome,
        at.isoformat(timespec="microseconds"),
        machine,
        act_id.hex,
    ]
    return json.dumps(content, ensure_ascii=True).removeprefix("[")


def chained_digest(before: str, position: int, act: AuditedAct, at: datetime, machine: str, act_id: UUID) -> str:
    """Return the digest of an entry that follows another one's digest."""
    chained = f"[{json.dumps(before)}, {position}, {entry_content(act, at, machine, act_id)}"
    return hashlib.sha256(chained.encode("ascii")).hexdigest()


def broken_at(entries: Iterable[AuditEntry], end: tuple[int, str]) -> Iterator[str]:
    """Yield a sentence for each place where the trail is not as it was written.

    Args:
        entries: All entries in the order of their positions.
        end: Position and digest of the last entry, as they are kept beside the trail.
    """
    position, before = 0, BEGINNING
    for entry in entries:
        if entry.position <= 0:
            yield f"Entry {entry.position} is in a place that no entry has."
            continue
        if entry.position != position + 1:
            yield f"Between entries {position} and {entry.position}, {entry.position - position - 1} are missing."
        elif entry.digest != chained_digest(before, entry.position, entry.act, entry.at, entry.machine, entry.act_id):
            yield f"Entry {entry.position} was changed, or does not follow the one before it."
        position, before = entry.position, entry.digest
    if (position, before) != end:
        yield f"The trail ends with entry {position}, but entry {end[0]} was the last that was written."

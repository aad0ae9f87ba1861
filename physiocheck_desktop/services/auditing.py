"""Which act the units of work of this thread belong to, so that each writes it into the audit trail it changes with."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import Final, Protocol
from uuid import UUID, uuid4

from physiocheck_desktop.domain.audit import AuditedAct, AuditEntry, AuditSearch


@dataclass(slots=True)
class UnderWay:
    """An act under way.

    Attributes:
        act: What it is if it is done.
        act_id: What tells it from every other.
        tried: Whether a unit of work has tried to keep it.
        written: Whether a unit of work has kept it.
    """

    act: AuditedAct
    act_id: UUID = field(default_factory=uuid4)
    tried: bool = False
    written: bool = False


_UNDER_WAY: Final[ContextVar[UnderWay | None]] = ContextVar("act under way", default=None)


class AuditTrail(Protocol):
    """The trail, to which entries are only ever added."""

    def write(self, act: AuditedAct, act_id: UUID) -> None:
        """Add an entry; it is kept with everything else of the unit of work, or not at all."""

    def has(self, act_id: UUID) -> bool:
        """Whether an act has its entry."""

    def entries(self, after: int, limit: int) -> tuple[AuditEntry, ...]:
        """Return entries after a position, in their order."""

    def newest(self, search: AuditSearch, limit: int, offset: int) -> tuple[AuditEntry, ...]:
        """Return the entries that are looked for, newest first."""

    def end(self) -> tuple[int, str]:
        """Return position and digest of the last entry."""


@contextmanager
def audited(act: AuditedAct | None) -> Iterator[UnderWay | None]:
    """Let the units of work in the block belong to an act; None where it leaves no entry."""
    under_way = None if act is None else UnderWay(act)
    token = _UNDER_WAY.set(under_way)
    try:
        yield under_way
    finally:
        _UNDER_WAY.reset(token)


def act_under_way() -> UnderWay | None:
    """Return the act that this thread does, None where it does none or one that leaves no entry."""
    return _UNDER_WAY.get()

"""How large a made-up clinic is, and how whole numbers are shared out in it."""

from __future__ import annotations

import random
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Final
from uuid import UUID

UNTIL: Final = datetime(2026, 10, 30, 17, 0, tzinfo=UTC)
"""The moment at which the clinic stands unless another is named: the same seed gives the same clinic on any day."""

LENGTH: Final = timedelta(days=730)
"""Since when there has been one."""


@dataclass(frozen=True, slots=True)
class ClinicSize:
    """How many there are of what.

    Attributes:
        physicians: At least one.
        patients: At least one.
        sessions: Of all patients.
        repetitions: Counted ones of all sessions; partial repetitions come on top.
    """

    physicians: int = 50
    patients: int = 2_000
    sessions: int = 200_000
    repetitions: int = 2_000_000


@dataclass(frozen=True, slots=True)
class Clinic:
    """What makes a clinic: the same gives the same.

    Attributes:
        size: How large it is.
        seed: What its chances are drawn from.
        until: The moment at which it stands, UTC.
    """

    size: ClinicSize
    seed: int = 1
    until: datetime = UNTIL

    def chances(self, of: str) -> random.Random:
        """Return a source of chances for one part, which the other parts do not disturb."""
        return random.Random(f"{self.seed} {of}")  # noqa: S311  # nothing is kept secret with it


def new_id(chances: random.Random) -> UUID:
    """Return an identifier as the program makes them, drawn from these chances."""
    return UUID(int=chances.getrandbits(128), version=4)


def shared_out(total: int, weights: Iterable[float]) -> Sequence[int]:
    """Return whole numbers that come to a total, each near its weight's share of it."""
    sums, reached = [], 0.0
    for weight in weights:
        reached += weight
        sums.append(reached)
    ends = [round(each * total / reached) for each in sums]
    return [end - begin for begin, end in zip((0, *ends), ends, strict=False)]

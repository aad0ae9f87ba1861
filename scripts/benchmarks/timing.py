"""How long something took, again and again."""

from __future__ import annotations

import statistics
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Timing:
    """How long something took, again and again.

    Attributes:
        median_ms: In half of all cases less.
        p95_ms: In all but a twentieth less.
        processor_ms: What of it, in the median, this process computed; the rest is the disk, the server, and waiting
            for whoever shares the machine.
        rows: How many records came back, in the median; 1 for what is one thing.
    """

    median_ms: float
    p95_ms: float
    processor_ms: float
    rows: float

    @classmethod
    def of(cls, took_s: Sequence[float], computed_s: Sequence[float] = (0.0,), rows: Sequence[int] = (1,)) -> Timing:
        """Return what so many times come to."""
        return cls(
            median_ms=statistics.median(took_s) * 1000.0,
            p95_ms=statistics.quantiles(took_s, n=20)[-1] * 1000.0,
            processor_ms=statistics.median(computed_s) * 1000.0,
            rows=statistics.median(rows),
        )

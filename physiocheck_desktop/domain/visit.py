"""A visit: one sitting in front of the camera, with how it hurt before and after and how hard it was."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

LEAST: Final = 0
MOST: Final = 10
"""Pain and effort are numbers from 0, none at all, to 10, the worst or the hardest that can be imagined."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """One sitting, whose sessions name it.

    Attributes:
        id: Identifier.
        patient_id: Whose it is.
        started_at: UTC.
        ended_at: UTC; None while it goes on, and where it was never ended.
        pain_before: Pain before it, 0-10; None where the person did not say.
        pain_after: Pain after it, likewise.
        effort: How hard it was, likewise.
    """

    id: UUID
    patient_id: UUID
    started_at: datetime
    ended_at: datetime | None = None
    pain_before: int | None = None
    pain_after: int | None = None
    effort: int | None = None

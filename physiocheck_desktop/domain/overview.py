"""What a physician sees of all own patients at once, and an administrator of the clinic, of whom nobody is named."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Final
from uuid import UUID

from physiocheck_desktop.domain.people import Role

TREND_DAYS: Final = 28
"""A score's trend is the mean of so many days less that of as many before them."""
FALLING_POINTS: Final = 10.0
"""Twice what a score may differ by without the patient (`docs/measurement.md`): a fall by so much is one."""
FALLING_SESSIONS: Final = 3
"""Of fewer sessions on either side a mean says too little."""
LOOK_DAYS: Final = 14
"""What was reported or missed on the last so many days is worth a look."""
MISSED_DAYS: Final = 3
"""So many missed days are."""
LEAST_PATIENTS: Final = 5
"""A mean over fewer patients could be told to be one of them, and is not shown."""


class CareSort(StrEnum):
    """In which order a physician's patients are listed."""

    NAME = "name"
    LAST_SESSION = "last_session"
    SCORE = "score"
    TREND = "trend"


@dataclass(frozen=True, slots=True, kw_only=True)
class CareSearch:
    """Which patients of a physician are looked for, and in which order.

    Attributes:
        words: Part of the name; all where empty.
        sort: By what, and then by name; those of whom it is not known come last.
        descending: Whether the largest comes first.
    """

    words: str = ""
    sort: CareSort = CareSort.NAME
    descending: bool = False


ALL_PATIENTS: Final = CareSearch()


@dataclass(frozen=True, slots=True, kw_only=True)
class CaredPatient:
    """A patient as a physician's list shows them.

    Attributes:
        patient_id: Who.
        name: What they are called.
        since: When the physician took them on, UTC.
        last_session_at: When their newest session began, UTC; None without one.
        sessions: Sessions of the last 28 days that have a score.
        score: Their mean score, 0-100; None without one.
        earlier_sessions: Sessions of the 28 days before those that have a score.
        earlier_score: Their mean score; None without one.
        adherence: Repetitions done of those that plans asked for in the last 28 days, 0-1; None where none did.
    """

    patient_id: UUID
    name: str
    since: datetime
    last_session_at: datetime | None
    sessions: int
    score: float | None
    earlier_sessions: int
    earlier_score: float | None
    adherence: float | None = None

    @property
    def trend(self) -> float | None:
        """By how many points the score has changed; None where there is nothing to compare."""
        return None if self.score is None or self.earlier_score is None else self.score - self.earlier_score

    @property
    def is_falling(self) -> bool:
        """Whether the score has fallen by more than chance would have it."""
        enough = min(self.sessions, self.earlier_sessions) >= FALLING_SESSIONS
        return enough and self.trend is not None and self.trend <= -FALLING_POINTS


@dataclass(frozen=True, slots=True, kw_only=True)
class CaredPatients:
    """A page of a physician's patients.

    Attributes:
        total: How many there are that fit, on all pages.
        patients: Those of this page.
    """

    total: int
    patients: tuple[CaredPatient, ...]


class Reason(StrEnum):
    """Why a physician should look at a patient."""

    PAIN = "pain"
    MISSED_DAYS = "missed_days"
    FALLING_SCORE = "falling_score"


@dataclass(frozen=True, slots=True, kw_only=True)
class Concern:
    """A patient who needs a look.

    Attributes:
        patient: Who, as the list shows them, without adherence.
        reasons: Why.
        missed_days: Days of the last two weeks on which not all was done that was asked for.
        worst_pain: The worst pain, 0-10, of those reported in the last two weeks; None where none was.
    """

    patient: CaredPatient
    reasons: tuple[Reason, ...]
    missed_days: int
    worst_pain: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CareCounts:
    """What waits for a physician today.

    Attributes:
        patients: Patients the physician takes care of.
        requests: Patients who ask to be taken on.
        sessions_today: Sessions that the patients began today.
        running: Sessions of theirs that run now.
    """

    patients: int
    requests: int
    sessions_today: int
    running: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ClinicDay:
    """A day of the clinic.

    Attributes:
        day: Which.
        sessions: Sessions that began on it.
        patients: How many patients did them.
        score: Their mean score, 0-100; None where fewer than five patients have one, or nobody.
    """

    day: date
    sessions: int
    patients: int
    score: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ClinicOverview:
    """The clinic in numbers; none of them is about a single patient.

    Attributes:
        people: How many people there are of each role.
        accounts: How many of them can sign in.
        verified_physicians: How many physicians are verified.
        waiting_physicians: How many wait for it.
        patients_in_care: How many patients have a physician.
        active_plans: How many plans are in force today.
        exercises: How many own exercises physicians offer.
        sessions: Sessions in all.
        files: How many files are kept.
        file_bytes: How large they are together.
        database_bytes: How large the database is, as it says itself.
    """

    people: Mapping[Role, int]
    accounts: int
    verified_physicians: int
    waiting_physicians: int
    patients_in_care: int
    active_plans: int
    exercises: int
    sessions: int
    files: int
    file_bytes: int
    database_bytes: int


def concern_of(patient: CaredPatient, missed_days: int, worst_pain: int | None) -> Concern | None:
    """Return why a patient needs a look, None where there is no reason.

    Args:
        patient: Who.
        missed_days: How many days of the last two weeks were missed.
        worst_pain: The worst pain, 0-10, of those reported in them; None where none was.
    """
    reasons = [
        reason
        for reason, holds in (
            (Reason.PAIN, worst_pain is not None),
            (Reason.FALLING_SCORE, patient.is_falling),
            (Reason.MISSED_DAYS, missed_days >= MISSED_DAYS),
        )
        if holds
    ]
    if not reasons:
        return None
    return Concern(patient=patient, reasons=tuple(reasons), missed_days=missed_days, worst_pain=worst_pain)

"""What overviews ask of a database: of a physician's own patients, and of the clinic as a whole."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Protocol
from uuid import UUID

from physiocheck_desktop.domain.overview import CaredPatient, CareSearch, ClinicDay
from physiocheck_desktop.domain.people import Role


class CareRepository(Protocol):
    """The patients whom a physician takes care of at a moment: those whose records the physician is let in to."""

    def count(self, physician_id: UUID, at: datetime, words: str = "") -> int:
        """Return how many there are, whose names have some words in them."""

    def page(
        self, physician_id: UUID, at: datetime, search: CareSearch, limit: int | None = None, offset: int = 0
    ) -> tuple[CaredPatient, ...]:
        """Return those that are looked for, without adherence; all of them where no limit is given."""

    def sessions_since(
        self, physician_id: UUID, at: datetime, since: datetime, running_since: datetime
    ) -> tuple[int, int]:
        """Return how many sessions they have begun since a moment, and how many begun since another still run."""

    def requests(self, physician_id: UUID) -> int:
        """Return how many patients wait for the physician's answer."""


class ClinicRepository(Protocol):
    """The clinic in numbers."""

    def people(self) -> Mapping[Role, int]:
        """Return how many people there are of each role."""

    def accounts(self) -> int:
        """Return how many accounts can sign in."""

    def physicians(self) -> tuple[int, int]:
        """Return how many physicians are verified, and how many wait for it."""

    def patients_in_care(self) -> int:
        """Return how many patients have a physician."""

    def active_plans(self, day: date) -> int:
        """Return how many plans are in force on a day."""

    def own_exercises(self) -> int:
        """Return how many own exercises physicians offer."""

    def sessions(self) -> int:
        """Return how many sessions there are."""

    def days(self, days: Sequence[tuple[date, datetime, datetime]]) -> tuple[ClinicDay, ...]:
        """Return what days came to, given when each begins and ends."""

    def files(self) -> tuple[int, int]:
        """Return how many files are kept, and how many bytes they have."""

    def database_bytes(self) -> int:
        """Return how large the database is, as it says itself."""

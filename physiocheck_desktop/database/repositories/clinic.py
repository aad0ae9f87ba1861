"""The clinic in numbers, none of which is about a single patient."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from functools import lru_cache
from typing import Final

from sqlalchemy import Select, TextClause, bindparam, func, select, text
from sqlalchemy.orm import Session, aliased

from physiocheck_desktop.database.tables import (
    CredentialRow,
    ExerciseRow,
    PhysicianRow,
    PlanRow,
    PlanVersionRow,
    SessionRow,
    StoredFileRow,
    SubscriptionRow,
    UserRow,
)
from physiocheck_desktop.domain.overview import LEAST_PATIENTS, ClinicDay
from physiocheck_desktop.domain.people import Role, Verification
from physiocheck_desktop.domain.subscription import SubscriptionState

_SPAN: Final = ("begin", "end")
_BEGUN: Final = (
    "SELECT # AS place, count(*), count(DISTINCT patient_id) FROM sessions "
    "WHERE started_at >= :begin_# AND started_at < :end_#"
)
"""How many sessions began on a day, and of how many patients; # is its place among the days."""
_SCORED: Final = (
    "SELECT # AS place, count(DISTINCT patient_id), avg(score) FROM session_results "
    "WHERE started_at >= :begin_# AND started_at < :end_# AND score IS NOT NULL"
)
"""How many patients have a score on a day, and the mean of all that there are."""


class SqlClinicRepository:
    """The clinic, in one unit of work; see `services.overview_ports.ClinicRepository`."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def people(self) -> Mapping[Role, int]:
        """Return how many people there are of each role."""
        query = select(UserRow.role, func.count()).group_by(UserRow.role)
        counts = dict(iter(self._session.execute(query)))
        return {role: counts.get(role, 0) for role in Role}

    def accounts(self) -> int:
        """Return how many accounts can sign in."""
        return self._count(select(func.count()).where(CredentialRow.disabled_at.is_(None)))

    def physicians(self) -> tuple[int, int]:
        """Return how many physicians are verified, and how many wait for it."""
        query = select(PhysicianRow.verification, func.count()).group_by(PhysicianRow.verification)
        counts = dict(iter(self._session.execute(query)))
        return counts.get(Verification.VERIFIED, 0), counts.get(Verification.PENDING, 0)

    def patients_in_care(self) -> int:
        """Return how many patients have a physician."""
        return self._count(
            select(func.count(SubscriptionRow.patient_id.distinct())).where(
                SubscriptionRow.state == SubscriptionState.APPROVED
            )
        )

    def active_plans(self, day: date) -> int:
        """Return how many plans are in force on a day."""
        later = aliased(PlanVersionRow)
        replaced = (
            select(later.number)
            .where(
                later.plan_id == PlanVersionRow.plan_id,
                later.number > PlanVersionRow.number,
                later.published_at.is_not(None),
                later.starts_on <= day,
            )
            .exists()
        )
        return self._count(
            select(func.count())
            .select_from(PlanRow)
            .join(PlanVersionRow, PlanVersionRow.plan_id == PlanRow.id)
            .where(
                PlanRow.ended_at.is_(None),
                PlanVersionRow.published_at.is_not(None),
                PlanVersionRow.starts_on <= day,
                PlanVersionRow.ends_on.is_(None) | (PlanVersionRow.ends_on >= day),
                ~replaced,
            )
        )

    def own_exercises(self) -> int:
        """Return how many own exercises physicians offer."""
        return self._count(
            select(func.count()).where(ExerciseRow.owner_id.is_not(None), ExerciseRow.removed_at.is_(None))
        )

    def sessions(self) -> int:
        """Return how many sessions there are."""
        return self._count(select(func.count()).select_from(SessionRow))

    def days(self, days: Sequence[tuple[date, datetime, datetime]]) -> tuple[ClinicDay, ...]:
        """Return what days came to, given when each begins and ends.

        Each day is a range of its own of the index on moments: days are those of the clinic's own clock, with the hour
        that it is put forward or back, which neither database could tell from UTC.
        """
        moments = {
            f"{name}_{place}": moment
            for place, (_, *span) in enumerate(days)
            for name, moment in zip(_SPAN, span, strict=True)
        }
        begun = self._session.execute(_day_by_day(_BEGUN, len(days)), moments)
        found = {place: (sessions, patients) for place, sessions, patients in begun}
        scored = self._session.execute(_day_by_day(_SCORED, len(days)), moments)
        means = {place: mean for place, patients, mean in scored if patients >= LEAST_PATIENTS}
        return tuple(
            ClinicDay(day=day, sessions=found[place][0], patients=found[place][1], score=means.get(place))
            for place, (day, *_) in enumerate(days)
        )

    def files(self) -> tuple[int, int]:
        """Return how many files are kept, and how many bytes they have."""
        query = select(func.count(), func.sum(StoredFileRow.size)).where(
            StoredFileRow.kept_at.is_not(None), StoredFileRow.erased_at.is_(None)
        )
        count, size = self._session.execute(query).one()
        return count, int(size or 0)

    def database_bytes(self) -> int:
        """Return how large the database is, as it says itself."""
        if self._session.get_bind().dialect.name == "sqlite":
            pages = self._session.scalar(text("SELECT page_count FROM pragma_page_count"))
            return int(pages or 0) * int(self._session.scalar(text("SELECT page_size FROM pragma_page_size")) or 0)
        size = self._session.scalar(
            text(
                "SELECT SUM(data_length + index_length) FROM information_schema.tables WHERE table_schema = DATABASE()"
            )
        )
        return int(size or 0)

    def _count(self, query: Select[int]) -> int:
        return self._session.scalar(query) or 0


@lru_cache
def _day_by_day(query: str, days: int) -> TextClause:
    """Return a query once for each of so many days, put together as text: as an expression it takes tenfold as long."""
    together = text(" UNION ALL ".join(query.replace("#", str(place)) for place in range(days)))
    of_all = (f"{name}_{place}" for place in range(days) for name in _SPAN)
    return together.bindparams(*(bindparam(name, type_=SessionRow.started_at.type) for name in of_all))

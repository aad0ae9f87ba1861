"""The clinic in numbers, none of which is about a single patient."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import Select, case, func, literal, select, text, union_all
from sqlalchemy.orm import Session

from physiocheck_desktop.database.tables import (
    CredentialRow,
    ExerciseRow,
    PhysicianRow,
    PlanRow,
    PlanVersionRow,
    ResultRow,
    SessionRow,
    StoredFileRow,
    SubscriptionRow,
    UserRow,
)
from physiocheck_desktop.domain.overview import LEAST_PATIENTS, ClinicDay
from physiocheck_desktop.domain.people import Role, Verification
from physiocheck_desktop.domain.subscription import SubscriptionState


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
        newest = (
            select(PlanVersionRow.plan_id, func.max(PlanVersionRow.number).label("number"))
            .where(PlanVersionRow.published_at.is_not(None), PlanVersionRow.starts_on <= day)
            .group_by(PlanVersionRow.plan_id)
            .subquery()
        )
        return self._count(
            select(func.count())
            .select_from(newest)
            .join(
                PlanVersionRow,
                (PlanVersionRow.plan_id == newest.c.plan_id) & (PlanVersionRow.number == newest.c.number),
            )
            .join(PlanRow, PlanRow.id == newest.c.plan_id)
            .where(PlanRow.ended_at.is_(None), PlanVersionRow.ends_on.is_(None) | (PlanVersionRow.ends_on >= day))
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
        query = union_all(*(_came_to(place, begin, end) for place, (_, begin, end) in enumerate(days)))
        found = {place: rest for place, *rest in self._session.execute(query)}
        return tuple(
            ClinicDay(day=day, sessions=sessions, patients=patients, score=score if scored >= LEAST_PATIENTS else None)
            for place, (day, _, _) in enumerate(days)
            for sessions, patients, scored, score in (found[place],)
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


def _came_to(place: int, begin: datetime, end: datetime) -> Select[int, int, int, int, Any]:
    """Return how many sessions began between two moments, of how many patients, how many of these scored, and what."""
    scored = case((ResultRow.score.is_not(None), SessionRow.patient_id))
    return (
        select(
            literal(place),
            func.count(),
            func.count(SessionRow.patient_id.distinct()),
            func.count(scored.distinct()),
            func.avg(ResultRow.score),
        )
        .select_from(SessionRow)
        .outerjoin(ResultRow, ResultRow.session_id == SessionRow.id)
        .where(SessionRow.started_at >= begin, SessionRow.started_at < end)
    )

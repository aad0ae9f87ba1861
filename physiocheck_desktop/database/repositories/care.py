"""A physician's own patients at once, with what their sessions came to."""

from collections.abc import Collection, Sequence
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import ColumnElement, Subquery, case, func, select
from sqlalchemy.orm import Session

from physiocheck_desktop.database.repositories.subscriptions import acts_for_the_clinic
from physiocheck_desktop.database.searching import mentions
from physiocheck_desktop.database.tables import PhysicianRow, ResultRow, SessionRow, SubscriptionRow, UserRow
from physiocheck_desktop.domain.overview import TREND_DAYS, CaredPatient, CareSearch, CareSort
from physiocheck_desktop.domain.session import SessionState
from physiocheck_desktop.domain.subscription import SubscriptionState


class SqlCareRepository:
    """Physicians' patients, in one unit of work; see `services.overview_ports.CareRepository`."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._known: dict[tuple[UUID, datetime], Sequence[UUID]] = {}

    def count(self, physician_id: UUID, at: datetime, words: str = "") -> int:
        """Return how many there are, whose names have some words in them."""
        query = (
            select(func.count())
            .select_from(SubscriptionRow)
            .join(UserRow, UserRow.id == SubscriptionRow.patient_id)
            .where(*_lets_in(physician_id, at), *_named(words))
        )
        return self._session.scalar(query) or 0

    def page(
        self, physician_id: UUID, at: datetime, search: CareSearch, limit: int | None = None, offset: int = 0
    ) -> tuple[CaredPatient, ...]:
        """Return those that are looked for, without adherence; all of them where no limit is given."""
        scored = _scored(self._patients(physician_id, at), at)
        last = (
            select(SessionRow.started_at)
            .where(SessionRow.patient_id == SubscriptionRow.patient_id)
            .order_by(SessionRow.started_at.desc())
            .limit(1)
            .scalar_subquery()
        )
        name = func.lower(UserRow.display_name)
        by: ColumnElement[object] = {
            CareSort.NAME: name,
            CareSort.LAST_SESSION: last,
            CareSort.SCORE: scored.c.score,
            CareSort.TREND: scored.c.score - scored.c.earlier_score,
        }[search.sort]
        query = (
            select(
                SubscriptionRow.patient_id,
                UserRow.display_name,
                SubscriptionRow.answered_at,
                last.label("last_session_at"),
                scored.c.sessions,
                scored.c.score,
                scored.c.earlier_sessions,
                scored.c.earlier_score,
            )
            .join(UserRow, UserRow.id == SubscriptionRow.patient_id)
            .outerjoin(scored, scored.c.patient_id == SubscriptionRow.patient_id)
            .where(*_lets_in(physician_id, at), *_named(search.words))
            .order_by(by.is_(None), by.desc() if search.descending else by, name, SubscriptionRow.patient_id)
        )
        if limit is not None:
            query = query.limit(limit).offset(offset)
        return tuple(
            CaredPatient(
                patient_id=row.patient_id,
                name=row.display_name,
                since=row.answered_at,
                last_session_at=row.last_session_at,
                sessions=row.sessions or 0,
                score=row.score,
                earlier_sessions=row.earlier_sessions or 0,
                earlier_score=row.earlier_score,
            )
            for row in self._session.execute(query)
        )

    def sessions_since(
        self, physician_id: UUID, at: datetime, since: datetime, running_since: datetime
    ) -> tuple[int, int]:
        """Return how many sessions they have begun since a moment, and how many begun since another still run."""
        began, runs = SessionRow.started_at, SessionRow.state == SessionState.RUNNING
        query = select(
            func.count(case((began >= since, 1))), func.count(case(((began >= running_since) & runs, 1)))
        ).where(SessionRow.patient_id.in_(self._patients(physician_id, at)), began >= min(since, running_since))
        begun, running = self._session.execute(query).one()
        return begun, running

    def requests(self, physician_id: UUID) -> int:
        """Return how many patients wait for the physician's answer."""
        query = select(func.count()).where(
            SubscriptionRow.physician_id == physician_id, SubscriptionRow.state == SubscriptionState.ASKED
        )
        return self._session.scalar(query) or 0

    def _patients(self, physician_id: UUID, at: datetime) -> Sequence[UUID]:
        """Return who they are, to be named one by one: from a query of them a server reads all they have ever done."""
        asked = physician_id, at
        if asked not in self._known:
            query = select(SubscriptionRow.patient_id).where(*_lets_in(physician_id, at))
            self._known[asked] = self._session.scalars(query).all()
        return self._known[asked]


def _lets_in(physician_id: UUID, at: datetime) -> tuple[ColumnElement[bool], ...]:
    """Return what is true of the subscriptions by which a physician sees patients; see `lets_in` of subscriptions."""
    verified = select(PhysicianRow.user_id).where(PhysicianRow.user_id == physician_id, *acts_for_the_clinic())
    return (
        SubscriptionRow.physician_id == physician_id,
        SubscriptionRow.state == SubscriptionState.APPROVED,
        SubscriptionRow.answered_at <= at,
        verified.exists(),
    )


def _named(words: str) -> tuple[ColumnElement[bool], ...]:
    return (mentions(UserRow.display_name, words),) if words else ()


def _scored(patient_ids: Collection[UUID], at: datetime) -> Subquery:
    """Return of each patient how many scored sessions there were lately, and in as many days before, and their mean."""
    turn, begin = at - timedelta(days=TREND_DAYS), at - timedelta(days=2 * TREND_DAYS)
    late, early = ResultRow.started_at >= turn, ResultRow.started_at < turn
    return (
        select(
            ResultRow.patient_id,
            func.count(case((late, 1))).label("sessions"),
            func.avg(case((late, ResultRow.score))).label("score"),
            func.count(case((early, 1))).label("earlier_sessions"),
            func.avg(case((early, ResultRow.score))).label("earlier_score"),
        )
        .where(
            ResultRow.patient_id.in_(patient_ids),
            ResultRow.started_at >= begin,
            ResultRow.score.is_not(None),
        )
        .group_by(ResultRow.patient_id)
        .subquery()
    )

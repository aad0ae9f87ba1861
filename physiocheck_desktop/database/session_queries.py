"""The query for sessions: which of them, and in which order."""

from sqlalchemy import ColumnElement, Select, and_, func, or_, select
from sqlalchemy.orm import joinedload

from physiocheck_desktop.database.searching import mentions
from physiocheck_desktop.database.tables import PainReportRow, ResultRow, SessionRow
from physiocheck_desktop.domain.past_session import SessionOrder
from physiocheck_desktop.domain.session import SessionSearch, SessionState


def sessions_query() -> Select[SessionRow]:
    """Return the query for sessions, each with its exercise and its result."""
    return select(SessionRow).options(joinedload(SessionRow.exercise), joinedload(SessionRow.result))


def fits(search: SessionSearch) -> ColumnElement[bool]:
    """Return the condition under which a session is among those that are looked for."""
    ways = [mentions(SessionRow.exercise_name, search.words)]
    if search.names:
        ways.append(SessionRow.exercise_name.in_(search.names))
    if search.states:
        ways.append(SessionRow.state.in_(search.states))
    if search.since is not None and search.until is not None:
        ways.append(and_(SessionRow.started_at >= search.since, SessionRow.started_at < search.until))
    return or_(*ways)


def holds_anything() -> ColumnElement[bool]:
    """Return the condition under which something was done or told in a session: it was not left with nothing."""
    done = select(ResultRow.session_id).where(
        ResultRow.session_id == SessionRow.id, or_(ResultRow.repetition_count > 0, ResultRow.partial_count > 0)
    )
    # By the patient first, of whose reports there is an index on either database.
    told = select(PainReportRow.id).where(
        PainReportRow.patient_id == SessionRow.patient_id, PainReportRow.session_id == SessionRow.id
    )
    anything = (each.correlate(SessionRow).exists() for each in (done, told))
    return or_(SessionRow.state != SessionState.ABANDONED, *anything)


def ordered(query: Select[SessionRow], order: SessionOrder) -> Select[SessionRow]:
    """Return a query in an order; sessions without a score come last in both orders of scores."""
    newest = SessionRow.started_at.desc(), SessionRow.id
    match order:
        case SessionOrder.NEWEST:
            return query.order_by(*newest)
        case SessionOrder.OLDEST:
            return query.order_by(SessionRow.started_at, SessionRow.id)
        case SessionOrder.EXERCISE:
            return query.order_by(func.lower(SessionRow.exercise_name), *newest)
    scored = query.outerjoin(ResultRow, ResultRow.session_id == SessionRow.id)
    score = ResultRow.score.desc() if order is SessionOrder.BEST_SCORE else ResultRow.score
    return scored.order_by(ResultRow.score.is_(None), score, *newest)

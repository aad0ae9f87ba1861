"""What the repetitions of many sessions at once say of each: their newest, their scores, how long was held."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from physiocheck_desktop.database.repetition_json import score_from_json
from physiocheck_desktop.database.tables import ProgressKind, ProgressRow
from physiocheck_desktop.domain.repetition import Score


def newest_repetitions(session: Session, session_ids: Sequence[UUID]) -> dict[UUID, ProgressRow]:
    """Return the last repetition that is kept of each session."""
    of_them = ProgressRow.session_id.in_(session_ids), ProgressRow.kind == ProgressKind.REPETITION
    last = (
        select(ProgressRow.session_id, func.max(ProgressRow.number).label("number"))
        .where(*of_them)
        .group_by(ProgressRow.session_id)
        .subquery()
    )
    is_last = (ProgressRow.session_id == last.c.session_id) & (ProgressRow.number == last.c.number)
    query = select(ProgressRow).join(last, is_last).where(*of_them)
    return {row.session_id: row for row in session.scalars(query)} if session_ids else {}


def held_seconds(session: Session, session_ids: Sequence[UUID]) -> dict[UUID, float]:
    """Return for how long was held in all, for sessions of holds alone."""
    query = (
        select(ProgressRow.session_id, func.sum(ProgressRow.held_s))
        .where(ProgressRow.session_id.in_(session_ids), ProgressRow.held_s.is_not(None))
        .group_by(ProgressRow.session_id)
    )
    rows = session.execute(query) if session_ids else ()
    return {session_id: held_s for session_id, held_s in rows if held_s is not None}


def scores_so_far(session: Session, session_ids: Sequence[UUID]) -> dict[UUID, list[Score]]:
    """Return the scores of repetitions kept so far, for sessions that have no result yet."""
    scores: dict[UUID, list[Score]] = {}
    if session_ids:
        query = select(ProgressRow.session_id, ProgressRow.score, ProgressRow.score_parts).where(
            ProgressRow.session_id.in_(session_ids), ProgressRow.kind == ProgressKind.REPETITION
        )
        for session_id, total, parts in session.execute(query):
            score = score_from_json(total, parts)
            if score is not None:
                scores.setdefault(session_id, []).append(score)
    return scores

"""What patients' plans asked for and what they did, at once for many patients, and without what is encrypted."""

from collections.abc import Collection, Iterable, Mapping
from datetime import UTC, datetime
from typing import Any, Final
from uuid import UUID

from sqlalchemy import ColumnElement, Select, case, func, select
from sqlalchemy.orm import Session, aliased

from physiocheck_desktop.database.identifiers import as_kept, moment_as_kept, moment_of, rows_as_text, rows_of, text_of
from physiocheck_desktop.database.published_plans import published_versions
from physiocheck_desktop.database.tables import (
    ExerciseRow,
    PlanRow,
    PlanVersionRow,
    ProgressKind,
    ProgressRow,
    ResultRow,
    SessionRow,
)
from physiocheck_desktop.domain.adherence import PlanCourse
from physiocheck_desktop.domain.exercise import Side
from physiocheck_desktop.domain.session import SessionState
from physiocheck_desktop.domain.todays_work import DoneRepetitions

_SIDES: Final = (Side.LEFT, Side.RIGHT, Side.BOTH)
_MOST: Final = 2000
"""Texts that are kept at most; one is what one patient did in some weeks."""
_known: dict[str, tuple[DoneRepetitions, ...]] = {}
"""What was read last, by the text that was read."""


def plan_courses(
    session: Session, patient_ids: Collection[UUID], since: datetime | None = None
) -> Mapping[UUID, tuple[PlanCourse, ...]]:
    """Return the published plans of patients, oldest first; titles, goals and notes are left empty.

    Where a moment is named, plans and versions are left out that asked for nothing any more from then on.
    """
    if not patient_ids:
        return {}
    query = (
        select(
            as_kept(PlanRow.patient_id).label("patient_id"),
            as_kept(PlanRow.id).label("id"),
            PlanRow.ended_at,
            PlanVersionRow.number,
            moment_as_kept(PlanVersionRow.published_at).label("published_at"),
        )
        .join(PlanVersionRow, PlanVersionRow.plan_id == PlanRow.id)
        .where(PlanRow.patient_id.in_(patient_ids), PlanVersionRow.published_at.is_not(None), *_asking(since))
        .order_by(PlanRow.created_at, PlanRow.id, PlanVersionRow.number)
    )
    rows = session.execute(query).all()
    versions = published_versions(session, [(row.id, row.number, row.published_at) for row in rows])
    found: dict[str, dict[str, PlanCourse]] = {}
    for row, version in zip(rows, versions, strict=True):
        plans = found.setdefault(row.patient_id, {})
        earlier = plans[row.id].versions if row.id in plans else ()
        plans[row.id] = PlanCourse(plan_id=UUID(row.id), versions=(*earlier, version), ended_at=row.ended_at)
    return {each: tuple(found[each.hex].values()) for each in patient_ids if each.hex in found}


def done_repetitions(
    session: Session, patient_ids: Collection[UUID], since: datetime
) -> Mapping[UUID, tuple[DoneRepetitions, ...]]:
    """Return what patients have done in the sessions that began at a moment or later, in the order of these.

    Of a session that has an end its result says it; of one that still runs the repetitions are counted.
    """
    if not patient_ids:
        return {}
    kept = dict(iter(session.execute(_of_ended_sessions(patient_ids, since))))
    for patient_id, *row in session.execute(_of_running_sessions(patient_ids, since)):
        kept[patient_id] = text_of(row, after=kept.get(patient_id))
    found = _done_of(session, set(kept.values()))
    return {each: found[kept[each.hex]] for each in patient_ids if each.hex in kept}


def _done_of(session: Session, texts: Collection[str]) -> Mapping[str, tuple[DoneRepetitions, ...]]:
    """Return what texts of sessions say: when each began, its exercise, and the repetitions of each side.

    Of hundreds of patients only a few have done something since they were last asked about; what the same words said
    then is kept. It names nobody, and an exercise keeps its key.
    """
    found = {each: done for each in texts if (done := _known.get(each)) is not None}
    unknown = {each: list(rows_of(each)) for each in texts if each not in found}
    keys = _keys_of(session, {exercise_id for rows in unknown.values() for _, exercise_id, *_ in rows})
    read = {each: _read(rows, keys) for each, rows in unknown.items()}
    if len(_known) + len(read) > _MOST:
        _known.clear()
    _known.update(read)
    return found | read


def _read(rows: Iterable[list[str]], keys: Mapping[str, str]) -> tuple[DoneRepetitions, ...]:
    return tuple(
        DoneRepetitions(exercise_key=keys[exercise_id], started_at=began, side=side, count=int(count))
        for started_at, exercise_id, *counts in sorted(rows)
        for began in (moment_of(started_at),)
        for side, count in zip(_SIDES, counts, strict=True)
        if count != "0"
    )


def _of_ended_sessions(patient_ids: Collection[UUID], since: datetime) -> Select[str, str]:
    """Ask for one row a patient: of a physician's hundreds of patients there are thousands of sessions."""
    of_session = (
        moment_as_kept(ResultRow.started_at),
        as_kept(ResultRow.exercise_id),
        ResultRow.left_count,
        ResultRow.right_count,
        ResultRow.repetition_count - ResultRow.left_count - ResultRow.right_count,
    )
    return (
        select(as_kept(ResultRow.patient_id), rows_as_text(*of_session))
        .where(ResultRow.patient_id.in_(patient_ids), ResultRow.started_at >= since)
        .group_by(ResultRow.patient_id)
    )


def _of_running_sessions(patient_ids: Collection[UUID], since: datetime) -> Select[*tuple[Any, ...]]:
    columns = (as_kept(SessionRow.patient_id), moment_as_kept(SessionRow.started_at), as_kept(SessionRow.exercise_id))
    return (
        select(*columns, *(func.sum(case((_of_side(side), 1), else_=0)) for side in _SIDES))
        .join(ProgressRow, ProgressRow.session_id == SessionRow.id)
        .where(
            SessionRow.patient_id.in_(patient_ids),
            SessionRow.started_at >= since,
            SessionRow.state == SessionState.RUNNING,
            ProgressRow.kind == ProgressKind.REPETITION,
        )
        .group_by(SessionRow.id, *columns)
    )


def _keys_of(session: Session, exercise_ids: Collection[str]) -> dict[str, str]:
    """Return the keys of exercises, by identifiers as they are kept."""
    if not exercise_ids:
        return {}
    kept = as_kept(ExerciseRow.id)
    return dict(iter(session.execute(select(kept, ExerciseRow.key).where(kept.in_(exercise_ids)))))


def _of_side(side: Side) -> ColumnElement[bool]:
    return ProgressRow.side.not_in((Side.LEFT, Side.RIGHT)) if side is Side.BOTH else ProgressRow.side == side


def _asking(since: datetime | None) -> tuple[ColumnElement[bool], ...]:
    """Return what is true of plans and versions that ask for something from a moment on: a newer one is in force."""
    if since is None:
        return ()
    later = aliased(PlanVersionRow)
    # Wherever that moment falls on a later day than in UTC, a version that begins with it is taken for still to come.
    replaced = (
        select(later.number)
        .where(
            later.plan_id == PlanVersionRow.plan_id,
            later.number > PlanVersionRow.number,
            later.published_at <= since,
            later.starts_on < since.astimezone(UTC).date(),
        )
        .exists()
    )
    return PlanRow.ended_at.is_(None) | (PlanRow.ended_at > since), ~replaced

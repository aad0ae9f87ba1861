"""What patients' plans asked for and what they did, at once for many patients, and without what is encrypted."""

from collections.abc import Collection, Mapping, Sequence
from datetime import UTC, datetime
from typing import Final
from uuid import UUID

from sqlalchemy import ColumnElement, case, func, select
from sqlalchemy.orm import Session, aliased

from physiocheck_desktop.database.plan_rows import frequency_of
from physiocheck_desktop.database.tables import (
    ExerciseRow,
    PlanExerciseRow,
    PlanRow,
    PlanVersionRow,
    ProgressKind,
    ProgressRow,
    ResultRow,
    SessionRow,
)
from physiocheck_desktop.domain.adherence import PlanCourse
from physiocheck_desktop.domain.exercise import Prescription, Side
from physiocheck_desktop.domain.rehab_plan import PlanContent, PlannedExercise, PlanVersion
from physiocheck_desktop.domain.session import SessionState
from physiocheck_desktop.domain.todays_work import DoneRepetitions

_SIDES: Final = (Side.LEFT, Side.RIGHT, Side.BOTH)


def plan_courses(
    session: Session, patient_ids: Collection[UUID], since: datetime | None = None
) -> Mapping[UUID, tuple[PlanCourse, ...]]:
    """Return the published plans of patients, oldest first; titles, goals and notes are left empty.

    Where a moment is named, plans and versions are left out that asked for nothing any more from then on.
    """
    if not patient_ids:
        return {}
    where = (PlanRow.patient_id.in_(patient_ids), PlanVersionRow.published_at.is_not(None), *_asking(since))
    exercises = _exercises(session, where)
    query = (
        select(
            PlanRow.patient_id,
            PlanRow.id,
            PlanRow.ended_at,
            PlanVersionRow.number,
            PlanVersionRow.starts_on,
            PlanVersionRow.ends_on,
            PlanVersionRow.written_by,
            PlanVersionRow.written_at,
            PlanVersionRow.published_by,
            PlanVersionRow.published_at,
        )
        .join(PlanVersionRow, PlanVersionRow.plan_id == PlanRow.id)
        .where(*where)
        .order_by(PlanRow.created_at, PlanRow.id, PlanVersionRow.number)
    )
    found: dict[UUID, dict[UUID, PlanCourse]] = {}
    for row in session.execute(query):
        content = PlanContent(
            title="",
            starts_on=row.starts_on,
            ends_on=row.ends_on,
            exercises=tuple(exercises.get((row.id, row.number), ())),
        )
        version = PlanVersion(
            number=row.number,
            content=content,
            written_by=row.written_by,
            written_at=row.written_at,
            published_by=row.published_by,
            published_at=row.published_at,
        )
        plans = found.setdefault(row.patient_id, {})
        earlier = plans[row.id].versions if row.id in plans else ()
        plans[row.id] = PlanCourse(plan_id=row.id, versions=(*earlier, version), ended_at=row.ended_at)
    return {patient_id: tuple(plans.values()) for patient_id, plans in found.items()}


def done_repetitions(
    session: Session, patient_ids: Collection[UUID], since: datetime
) -> Mapping[UUID, tuple[DoneRepetitions, ...]]:
    """Return what patients have done in the sessions that began at a moment or later, in the order of these.

    Of a session that has an end its result says it; of one that still runs the repetitions are counted.
    """
    if not patient_ids:
        return {}
    where = (SessionRow.patient_id.in_(patient_ids), SessionRow.started_at >= since)
    columns = (SessionRow.started_at, SessionRow.id, SessionRow.patient_id, ExerciseRow.key)
    sessions = select(*columns).join(ExerciseRow, ExerciseRow.id == SessionRow.exercise_id).where(*where)
    ended = sessions.join(ResultRow, ResultRow.session_id == SessionRow.id).add_columns(
        ResultRow.left_count,
        ResultRow.right_count,
        ResultRow.repetition_count - ResultRow.left_count - ResultRow.right_count,
    )
    running = (
        sessions.join(ProgressRow, ProgressRow.session_id == SessionRow.id)
        .where(SessionRow.state == SessionState.RUNNING, ProgressRow.kind == ProgressKind.REPETITION)
        .group_by(*columns)
        .add_columns(*(func.sum(case((_of_side(side), 1), else_=0)) for side in _SIDES))
    )
    found: dict[UUID, list[DoneRepetitions]] = {}
    rows = (*session.execute(ended), *session.execute(running))
    for started_at, _, patient_id, key, *counts in sorted(rows, key=lambda row: (row[0], row[1])):
        found.setdefault(patient_id, []).extend(
            DoneRepetitions(exercise_key=key, started_at=started_at, side=side, count=int(count))
            for side, count in zip(_SIDES, counts, strict=True)
            if count
        )
    return {patient_id: tuple(done) for patient_id, done in found.items()}


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


def _exercises(
    session: Session, where: Sequence[ColumnElement[bool]]
) -> Mapping[tuple[UUID, int], list[PlannedExercise]]:
    """Return the exercises of versions of plans, in their order."""
    query = (
        select(
            PlanExerciseRow.plan_id,
            PlanExerciseRow.number,
            ExerciseRow.key,
            PlanExerciseRow.side,
            PlanExerciseRow.sets,
            PlanExerciseRow.repetitions,
            PlanExerciseRow.weekdays,
            PlanExerciseRow.days_per_week,
            PlanExerciseRow.times_per_day,
            PlanExerciseRow.starts_on,
            PlanExerciseRow.ends_on,
        )
        .join(PlanRow, PlanRow.id == PlanExerciseRow.plan_id)
        .join(
            PlanVersionRow,
            (PlanVersionRow.plan_id == PlanExerciseRow.plan_id) & (PlanVersionRow.number == PlanExerciseRow.number),
        )
        .join(ExerciseRow, ExerciseRow.id == PlanExerciseRow.exercise_id)
        .where(*where)
        .order_by(PlanExerciseRow.plan_id, PlanExerciseRow.number, PlanExerciseRow.position)
    )
    found: dict[tuple[UUID, int], list[PlannedExercise]] = {}
    for row in session.execute(query):
        planned = PlannedExercise(
            exercise_key=row.key,
            side=row.side,
            prescription=Prescription(sets=row.sets, repetitions=row.repetitions),
            frequency=frequency_of(row.weekdays, row.days_per_week, row.times_per_day),
            starts_on=row.starts_on,
            ends_on=row.ends_on,
        )
        found.setdefault((row.plan_id, row.number), []).append(planned)
    return found

"""Rehab plans as rows of `rehab_plans`, `rehab_plan_versions` and `rehab_plan_exercises`."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import Select, delete, func, select, update
from sqlalchemy.orm import Session

from physiocheck_desktop.database.plan_rows import exercise_rows, version_from_rows
from physiocheck_desktop.database.repositories.exercises import SqlExerciseRepository
from physiocheck_desktop.database.repositories.plan_courses import done_repetitions, plan_courses
from physiocheck_desktop.database.tables import (
    ExerciseRow,
    PlanExerciseRow,
    PlanRow,
    PlanVersionRow,
)
from physiocheck_desktop.domain.adherence import PlanCourse
from physiocheck_desktop.domain.rehab_plan import PlanContent, PlannedExercise, PlanVersion, RehabPlan
from physiocheck_desktop.domain.todays_work import DoneRepetitions


class SqlPlanRepository:
    """The rehab plans of one unit of work; see `services.plan_ports.PlanRepository`."""

    def __init__(self, session: Session, *, read_only: bool) -> None:
        self._session = session
        self._read_only = read_only
        self._exercises = SqlExerciseRepository(session)

    def add(self, plan_id: UUID, patient_id: UUID, author: UUID, at: datetime) -> None:
        """Keep a plan that has no version yet."""
        self._session.add(
            PlanRow(id=plan_id, patient_id=patient_id, revision=0, created_by=author, created_at=at, end_reason="")
        )
        self._session.flush()

    def find(self, plan_id: UUID) -> RehabPlan | None:
        """Return a plan, None where there is none; nobody else changes it meanwhile."""
        query = select(PlanRow).where(PlanRow.id == plan_id)
        row = self._session.scalar(
            query if self._read_only else query.with_for_update(), execution_options={"populate_existing": True}
        )
        return None if row is None else self._plans([row])[0]

    def of(self, patient_id: UUID) -> tuple[RehabPlan, ...]:
        """Return all plans of a patient, newest first."""
        query = select(PlanRow).where(PlanRow.patient_id == patient_id)
        rows = self._session.scalars(query.order_by(PlanRow.created_at.desc(), PlanRow.id)).all()
        return self._plans(rows)

    def published(self, plan_id: UUID) -> tuple[PlanVersion, ...]:
        """Return the published versions of a plan, newest first."""
        query = _versions().where(PlanVersionRow.plan_id == plan_id, PlanVersionRow.published_at.is_not(None))
        return tuple(self._with_exercises(self._session.scalars(query).all()))

    def save_draft(
        self, plan_id: UUID, revision: int, number: int, content: PlanContent, author: UUID, at: datetime
    ) -> None:
        """Keep a plan's draft in place of the one there was."""
        self.discard_draft(plan_id, revision)
        self._session.add(
            PlanVersionRow(
                plan_id=plan_id,
                number=number,
                title=content.title,
                goal=content.goal,
                starts_on=content.starts_on,
                ends_on=content.ends_on,
                written_by=author,
                written_at=at,
            )
        )
        self._session.flush()

        def id_of(each: PlannedExercise) -> UUID:
            return self._exercises.ensure(each.exercise_key, each.exercise_name, at)

        self._session.add_all(exercise_rows(plan_id, number, content, id_of))
        self._session.flush()

    def discard_draft(self, plan_id: UUID, revision: int) -> None:
        """Forget a plan's draft, where it has one."""
        self._session.execute(
            delete(PlanVersionRow).where(PlanVersionRow.plan_id == plan_id, PlanVersionRow.published_at.is_(None))
        )
        self._set(plan_id, revision=revision)

    def publish_draft(self, plan_id: UUID, revision: int, author: UUID, at: datetime) -> None:
        """Make a plan's draft its newest published version."""
        self._session.execute(
            update(PlanVersionRow)
            .where(PlanVersionRow.plan_id == plan_id, PlanVersionRow.published_at.is_(None))
            .values(published_by=author, published_at=at)
        )
        self._set(plan_id, revision=revision)

    def end(self, plan_id: UUID, revision: int, author: UUID, reason: str, at: datetime) -> None:
        """Mark a plan as ended."""
        self._set(plan_id, revision=revision, ended_by=author, end_reason=reason, ended_at=at)

    def planned_versions(self, patient_id: UUID, key: str, *, drafts: bool) -> frozenset[int]:
        """Return which versions of an exercise any plan of a patient has, drafts counted or not."""
        query = (
            select(PlanExerciseRow.exercise_version)
            .join(ExerciseRow, ExerciseRow.id == PlanExerciseRow.exercise_id)
            .join(PlanRow, PlanRow.id == PlanExerciseRow.plan_id)
            .join(
                PlanVersionRow,
                (PlanVersionRow.plan_id == PlanExerciseRow.plan_id) & (PlanVersionRow.number == PlanExerciseRow.number),
            )
            .where(PlanRow.patient_id == patient_id, ExerciseRow.key == key)
        )
        if not drafts:
            query = query.where(PlanVersionRow.published_at.is_not(None))
        return frozenset(self._session.scalars(query))

    def titles(self, versions: Collection[tuple[UUID, int]]) -> Mapping[tuple[UUID, int], str]:
        """Return what versions of plans are called, by plan and number; those that there are not are left out."""
        if not versions:
            return {}
        query = select(PlanVersionRow.plan_id, PlanVersionRow.number, PlanVersionRow.title).where(
            PlanVersionRow.plan_id.in_({plan_id for plan_id, _ in versions})
        )
        wanted = frozenset(versions)
        return {
            (plan_id, number): title
            for plan_id, number, title in self._session.execute(query)
            if (plan_id, number) in wanted
        }

    def done(self, patient_ids: Collection[UUID], since: datetime) -> Mapping[UUID, tuple[DoneRepetitions, ...]]:
        """Return what patients have done in sessions from a moment on; who did nothing is left out."""
        return done_repetitions(self._session, patient_ids, since)

    def courses(
        self, patient_ids: Collection[UUID], since: datetime | None = None
    ) -> Mapping[UUID, tuple[PlanCourse, ...]]:
        """Return what patients' plans asked for over time, without words; from a moment on where one is named."""
        return plan_courses(self._session, patient_ids, since)

    def _set(self, plan_id: UUID, **values: object) -> None:
        self._session.execute(update(PlanRow).where(PlanRow.id == plan_id).values(**values))

    def _plans(self, rows: Sequence[PlanRow]) -> tuple[RehabPlan, ...]:
        """Return plans, each with its draft and its newest published version."""
        is_draft = PlanVersionRow.published_at.is_(None)
        newest = (
            select(PlanVersionRow.plan_id, func.max(PlanVersionRow.number).label("number"))
            .where(PlanVersionRow.plan_id.in_([row.id for row in rows]))
            .group_by(PlanVersionRow.plan_id, is_draft)
            .subquery()
        )
        query = _versions().join(
            newest, (newest.c.plan_id == PlanVersionRow.plan_id) & (newest.c.number == PlanVersionRow.number)
        )
        heads = self._session.scalars(query).all()
        places = [(head.plan_id, head.published_at is None) for head in heads]
        found = dict(zip(places, self._with_exercises(heads), strict=True))
        return tuple(
            RehabPlan(
                id=row.id,
                patient_id=row.patient_id,
                revision=row.revision,
                created_by=row.created_by,
                created_at=row.created_at,
                published=found.get((row.id, False)),
                draft=found.get((row.id, True)),
                ended_by=row.ended_by,
                ended_at=row.ended_at,
                end_reason=row.end_reason,
            )
            for row in rows
        )

    def _with_exercises(self, rows: Sequence[PlanVersionRow]) -> list[PlanVersion]:
        query = (
            select(PlanExerciseRow, ExerciseRow.key)
            .join(ExerciseRow, ExerciseRow.id == PlanExerciseRow.exercise_id)
            .where(PlanExerciseRow.plan_id.in_({row.plan_id for row in rows}))
            .order_by(PlanExerciseRow.position)
        )
        exercises: dict[tuple[UUID, int], list[tuple[PlanExerciseRow, str]]] = {}
        for exercise, key in self._session.execute(query, execution_options={"populate_existing": True}):
            exercises.setdefault((exercise.plan_id, exercise.number), []).append((exercise, key))
        return [version_from_rows(row, exercises.get((row.plan_id, row.number), ())) for row in rows]


def _versions() -> Select[PlanVersionRow]:
    """Return the query for versions as they are in the database, newest first."""
    query = select(PlanVersionRow).order_by(PlanVersionRow.plan_id, PlanVersionRow.number.desc())
    return query.execution_options(populate_existing=True)

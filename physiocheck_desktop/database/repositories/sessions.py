"""Sessions as rows of `sessions` and of the tables below it."""

from collections.abc import Collection, Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import delete, func, select, update
from sqlalchemy.orm import Session

from physiocheck_desktop.database.angle_series_bytes import DamagedCourseError
from physiocheck_desktop.database.metric_rows import result_rows
from physiocheck_desktop.database.progress_queries import held_seconds, newest_repetitions, scores_so_far
from physiocheck_desktop.database.repetition_json import score_from_json
from physiocheck_desktop.database.repositories.progress import (
    partial_from_row,
    partial_to_row,
    repetition_from_row,
    repetition_to_row,
)
from physiocheck_desktop.database.session_queries import fits, holds_anything, ordered, sessions_query
from physiocheck_desktop.database.tables import (
    AngleSeriesRow,
    ErrorRow,
    ExerciseRow,
    HandCountedSetRow,
    MetricRow,
    ProgressKind,
    ProgressRow,
    ResultRow,
    SessionRow,
)
from physiocheck_desktop.domain.angle_series import AngleSeries
from physiocheck_desktop.domain.past_session import SessionOrder
from physiocheck_desktop.domain.repetition import PartialRepetition, Repetition, Score
from physiocheck_desktop.domain.session import (
    Assignment,
    RunningSession,
    SessionDetail,
    SessionRecord,
    SessionResult,
    SessionSearch,
    SessionState,
    mean_score,
)


class SqlSessionRepository:
    """The sessions of one unit of work; see `services.ports.SessionRepository`."""

    def __init__(self, session: Session, *, read_only: bool) -> None:
        self._session = session
        self._read_only = read_only

    def add(self, record: SessionRecord, exercise_id: UUID) -> None:
        """Keep a session that begins."""
        assigned = record.assignment
        self._session.add(
            SessionRow(
                id=record.id,
                patient_id=record.patient_id,
                exercise_id=exercise_id,
                exercise_name=record.exercise_name,
                state=record.state,
                started_at=record.started_at,
                ended_at=record.ended_at,
                visit_id=record.visit_id,
                plan_id=None if assigned is None else assigned.plan_id,
                plan_version=None if assigned is None else assigned.plan_version,
                plan_position=None if assigned is None else assigned.position,
                entered_by_hand=record.entered_by_hand,
            )
        )
        self._session.flush()

    def owner(self, session_id: UUID) -> UUID | None:
        """Return whose session it is, None where there is no such session; nobody else changes it meanwhile."""
        query = select(SessionRow.patient_id).where(SessionRow.id == session_id)
        return self._session.scalar(query if self._read_only else query.with_for_update())

    def state(self, session_id: UUID) -> SessionState:
        """Return how far a session that exists has come."""
        return self._session.scalars(select(SessionRow.state).where(SessionRow.id == session_id)).one()

    def record(self, session_id: UUID) -> SessionRecord:
        """Return a session that exists."""
        query = sessions_query().where(SessionRow.id == session_id)
        row = self._session.scalars(query, execution_options={"populate_existing": True}).one()
        return self._records([row])[0]

    def detail(self, session_id: UUID, *, with_angles: bool = True) -> SessionDetail:
        """Return a session that exists, with all that was kept of it; its course over time only where asked for."""
        progress = self._session.scalars(
            select(ProgressRow).where(ProgressRow.session_id == session_id).order_by(ProgressRow.number)
        ).all()
        by_hand = self._session.scalars(
            select(HandCountedSetRow.repetitions)
            .where(HandCountedSetRow.session_id == session_id)
            .order_by(HandCountedSetRow.number)
        ).all()
        angles, is_damaged = self._course(session_id) if with_angles else (None, False)
        return SessionDetail(
            record=self.record(session_id),
            repetitions=tuple(repetition_from_row(row) for row in progress if row.kind is ProgressKind.REPETITION),
            partial_repetitions=tuple(partial_from_row(row) for row in progress if row.kind is ProgressKind.PARTIAL),
            counted_by_hand=tuple(by_hand),
            angles=angles,
            course_is_damaged=is_damaged,
        )

    def page(
        self,
        patient_id: UUID,
        limit: int,
        offset: int,
        search: SessionSearch | None = None,
        order: SessionOrder = SessionOrder.NEWEST,
        *,
        with_empty: bool = True,
    ) -> tuple[SessionRecord, ...]:
        """Return a patient's sessions in an order; only those that are looked for."""
        query = sessions_query().where(SessionRow.patient_id == patient_id)
        if search is not None:
            query = query.where(fits(search))
        if not with_empty:
            query = query.where(holds_anything())
        query = ordered(query, order).limit(limit).offset(offset)
        return self._records(self._session.scalars(query).all())

    def of_exercise(self, patient_id: UUID, exercise_key: str, limit: int) -> tuple[SessionDetail, ...]:
        """Return a patient's newest sessions of one exercise that have an end, newest first, with all kept of them."""
        query = (
            select(SessionRow.id)
            .join(ExerciseRow, ExerciseRow.id == SessionRow.exercise_id)
            .where(
                SessionRow.patient_id == patient_id,
                ExerciseRow.key == exercise_key,
                SessionRow.state != SessionState.RUNNING,
            )
            .order_by(SessionRow.started_at.desc(), SessionRow.id)
            .limit(limit)
        )
        return tuple(self.detail(session_id, with_angles=False) for session_id in self._session.scalars(query).all())

    def running(self, patient_id: UUID) -> tuple[SessionRecord, ...]:
        """Return a patient's sessions that have no end, oldest first."""
        query = (
            sessions_query()
            .where(SessionRow.patient_id == patient_id, SessionRow.state == SessionState.RUNNING)
            .order_by(SessionRow.started_at, SessionRow.id)
        )
        return self._records(self._session.scalars(query).all())

    def followed(self, patient_ids: Collection[UUID], since: datetime) -> tuple[RunningSession, ...]:
        """Return the sessions of some patients that have no end and began at a moment or later, oldest first."""
        query = (
            sessions_query()
            .where(SessionRow.patient_id.in_(patient_ids), SessionRow.started_at >= since)
            .where(SessionRow.state == SessionState.RUNNING)
            .order_by(SessionRow.started_at, SessionRow.id)
        )
        records = self._records(self._session.scalars(query).all()) if patient_ids else ()
        newest = newest_repetitions(self._session, [record.id for record in records])
        return tuple(_running(record, newest.get(record.id)) for record in records)

    def add_hand_counted(self, session_id: UUID, sets: Sequence[int]) -> None:
        """Keep how many repetitions each set had that somebody counted."""
        self._session.add_all(
            HandCountedSetRow(session_id=session_id, number=number, repetitions=count)
            for number, count in enumerate(sets, start=1)
        )
        self._session.flush()

    def add_angles(self, session_id: UUID, angles: AngleSeries) -> None:
        """Keep the course of a session over time, where none is kept yet."""
        kept = select(AngleSeriesRow.session_id).where(AngleSeriesRow.session_id == session_id)
        if self._session.scalar(kept) is None:
            self._session.add(AngleSeriesRow(session_id=session_id, content=angles))
            self._session.flush()

    def add_repetitions(self, session_id: UUID, repetitions: Sequence[Repetition], now: datetime) -> None:
        """Keep those repetitions whose index is not kept yet."""
        kept = self._kept_numbers(session_id, ProgressKind.REPETITION, [each.index for each in repetitions])
        self._session.add_all(
            repetition_to_row(session_id, repetition, now) for repetition in repetitions if repetition.index not in kept
        )
        self._session.flush()

    def add_partials(self, session_id: UUID, partials: Sequence[PartialRepetition], now: datetime) -> None:
        """Keep those partial repetitions whose place in the order is not kept yet."""
        kept = self._kept_numbers(session_id, ProgressKind.PARTIAL, range(1, len(partials) + 1))
        self._session.add_all(
            partial_to_row(session_id, number, partial, now)
            for number, partial in enumerate(partials, start=1)
            if number not in kept
        )
        self._session.flush()

    def last_recorded_at(self, session_id: UUID) -> datetime | None:
        """Return when the session's last repetition was kept, None where there is none."""
        return self._session.scalar(
            select(func.max(ProgressRow.recorded_at)).where(ProgressRow.session_id == session_id)
        )

    def close(self, session_id: UUID, state: SessionState, ended_at: datetime, result: SessionResult) -> None:
        """Mark a session as ended and keep what it came to."""
        self._mark(session_id, state, ended_at)
        query = select(SessionRow.patient_id, SessionRow.exercise_id, SessionRow.started_at)
        patient_id, exercise_id, started_at = self._session.execute(query.where(SessionRow.id == session_id)).one()
        self._session.add_all(result_rows(session_id, (patient_id, exercise_id, started_at), result))
        self._session.flush()

    def reopen(self, session_id: UUID) -> None:
        """Mark an ended session as running again and forget what it had come to."""
        for rows in (ErrorRow, MetricRow, ResultRow):
            self._session.execute(delete(rows).where(rows.session_id == session_id))
        self._mark(session_id, SessionState.RUNNING, None)

    def _course(self, session_id: UUID) -> tuple[AngleSeries | None, bool]:
        """Return the course of a session over time, and whether there is one that cannot be read."""
        query = select(AngleSeriesRow.content).where(AngleSeriesRow.session_id == session_id)
        try:
            return self._session.scalar(query), False
        except DamagedCourseError:
            return None, True

    def _mark(self, session_id: UUID, state: SessionState, ended_at: datetime | None) -> None:
        self._session.execute(
            update(SessionRow).where(SessionRow.id == session_id).values(state=state, ended_at=ended_at)
        )

    def _kept_numbers(self, session_id: UUID, kind: ProgressKind, of: Sequence[int]) -> frozenset[int]:
        """Return which of some numbers are kept."""
        query = select(ProgressRow.number).where(ProgressRow.session_id == session_id, ProgressRow.kind == kind)
        if of:
            query = query.where(ProgressRow.number.between(min(of), max(of)))
        return frozenset(self._session.scalars(query))

    def _records(self, rows: Sequence[SessionRow]) -> tuple[SessionRecord, ...]:
        running = scores_so_far(self._session, [row.id for row in rows if row.result is None])
        held_s = held_seconds(self._session, [row.id for row in rows])
        return tuple(_record_from_row(row, running.get(row.id, ()), held_s.get(row.id)) for row in rows)


def _running(record: SessionRecord, newest: ProgressRow | None) -> RunningSession:
    if newest is None:
        return RunningSession(record, None, record.started_at)
    return RunningSession(record, repetition_from_row(newest), newest.recorded_at)


def _record_from_row(row: SessionRow, scores_so_far: Sequence[Score], held_s: float | None) -> SessionRecord:
    result = row.result
    return SessionRecord(
        id=row.id,
        patient_id=row.patient_id,
        exercise_key=row.exercise.key,
        exercise_name=row.exercise_name,
        state=row.state,
        started_at=row.started_at,
        ended_at=row.ended_at,
        repetition_count=len(scores_so_far) if result is None else result.repetition_count,
        partial_count=0 if result is None else result.partial_count,
        score=mean_score(scores_so_far) if result is None else score_from_json(result.score, result.score_parts),
        held_s=held_s,
        visit_id=row.visit_id,
        assignment=_assignment_from_row(row),
        entered_by_hand=row.entered_by_hand,
    )


def _assignment_from_row(row: SessionRow) -> Assignment | None:
    if row.plan_id is None or row.plan_version is None or row.plan_position is None:
        return None
    return Assignment(row.plan_id, row.plan_version, row.plan_position)

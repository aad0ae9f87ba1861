"""What sessions came to, read from `session_results`, `performance_metrics` and `common_errors`."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any, Final, TypeVarTuple
from uuid import UUID

from sqlalchemy import ColumnElement, Select, case, func, select
from sqlalchemy.orm import Session

from physiocheck_desktop.database.metric_rows import METRIC_COLUMNS, error_from_row, metric_of
from physiocheck_desktop.database.tables import ErrorRow, ExerciseRow, MetricRow, ResultRow, SessionRow
from physiocheck_desktop.domain.exercise import Severity
from physiocheck_desktop.domain.metrics import PerformanceMetric
from physiocheck_desktop.domain.progress import MeasuredPoint, RecurringError, SessionPoint
from physiocheck_desktop.domain.repetition import CommonError

Columns = TypeVarTuple("Columns")

_METRICS: Final = len(METRIC_COLUMNS)

_POINT = (
    SessionRow.id,
    ExerciseRow.key,
    SessionRow.exercise_name,
    SessionRow.started_at,
    ResultRow.repetition_count,
    ResultRow.score,
)


class SqlProgressRepository:
    """What sessions came to, in one unit of work; see `services.progress_ports.ProgressRepository`."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def points(
        self, patient_id: UUID, since: datetime | None = None, exercise_key: str | None = None
    ) -> tuple[SessionPoint, ...]:
        """Return a patient's sessions from a moment on, oldest first; those of one exercise alone where it is named."""
        query = _with_results(select(*_POINT)).where(*_of(patient_id, since, exercise_key))
        query = query.order_by(SessionRow.started_at, SessionRow.id)
        return tuple(_point(row) for row in self._session.execute(query))

    def measured(
        self, patient_id: UUID, measures: Collection[str], since: datetime | None, exercise_key: str | None = None
    ) -> tuple[MeasuredPoint, ...]:
        """Return these measures of a patient's sessions from a moment on, oldest first."""
        query = (
            _with_results(select(*METRIC_COLUMNS, *_POINT))
            .join(MetricRow, MetricRow.session_id == SessionRow.id)
            .where(*_of(patient_id, since, exercise_key), MetricRow.measure.in_(measures))
            .order_by(SessionRow.started_at, SessionRow.id, MetricRow.measure, MetricRow.side)
        )
        return tuple(
            MeasuredPoint(session=_point(row[_METRICS:]), metric=metric_of(row[:_METRICS]))
            for row in self._session.execute(query)
        )

    def point(self, session_id: UUID) -> tuple[UUID, SessionPoint] | None:
        """Return a session and whose it is, None where there is none that has an end and a repetition."""
        query = _with_results(select(SessionRow.patient_id, *_POINT)).where(SessionRow.id == session_id)
        row = self._session.execute(query).one_or_none()
        return None if row is None else (row[0], _point(row[1:]))

    def newest(self, patient_id: UUID, exercise_key: str, before: datetime | None = None) -> SessionPoint | None:
        """Return a patient's newest session of an exercise that has a score; the newest before a moment."""
        query = _with_results(select(*_POINT)).where(*_of(patient_id, None, exercise_key), ResultRow.score.is_not(None))
        if before is not None:
            query = query.where(SessionRow.started_at < before)
        row = self._session.execute(query.order_by(SessionRow.started_at.desc(), SessionRow.id).limit(1)).one_or_none()
        return None if row is None else _point(row)

    def metrics(self, session_id: UUID) -> tuple[PerformanceMetric, ...]:
        """Return the measures of a session, by name and side."""
        query = select(*METRIC_COLUMNS).where(MetricRow.session_id == session_id)
        return tuple(map(metric_of, self._session.execute(query.order_by(MetricRow.measure, MetricRow.side))))

    def errors(self, session_id: UUID) -> tuple[CommonError, ...]:
        """Return the common errors of a session, the gravest first."""
        query = select(ErrorRow).where(ErrorRow.session_id == session_id).order_by(ErrorRow.number)
        return tuple(map(error_from_row, self._session.scalars(query)))

    def recurring_errors(
        self, patient_id: UUID, since: datetime | None, exercise_key: str | None, limit: int
    ) -> tuple[RecurringError, ...]:
        """Return the errors of a patient's sessions from a moment on, in most sessions first."""
        sessions = func.count(SessionRow.id.distinct())
        repetitions = func.sum(ErrorRow.repetitions)
        worst = func.max(_gravity())
        query = (
            _with_results(
                select(
                    ExerciseRow.key,
                    ErrorRow.rule,
                    ErrorRow.cue,
                    worst,
                    sessions,
                    repetitions,
                    func.sum(ErrorRow.of_repetitions),
                    func.max(SessionRow.started_at),
                )
            )
            .join(ErrorRow, ErrorRow.session_id == SessionRow.id)
            .where(*_of(patient_id, since, exercise_key))
            .group_by(ExerciseRow.key, ErrorRow.rule, ErrorRow.cue)
            .order_by(sessions.desc(), repetitions.desc(), ExerciseRow.key, ErrorRow.rule, ErrorRow.cue)
            .limit(limit)
        )
        return tuple(
            RecurringError(
                exercise_key=key,
                rule=rule,
                cue=cue,
                severity=list(Severity)[gravity],
                sessions=count,
                repetitions=int(made),
                of_repetitions=int(of),
                last_at=last_at,
            )
            for key, rule, cue, gravity, count, made, of, last_at in self._session.execute(query)
        )


def _with_results(query: Select[*Columns]) -> Select[*Columns]:
    """Return a query of sessions with what they came to, of those alone that have a repetition."""
    return (
        query.select_from(SessionRow)
        .join(ExerciseRow, ExerciseRow.id == SessionRow.exercise_id)
        .join(ResultRow, ResultRow.session_id == SessionRow.id)
        .where(ResultRow.repetition_count > 0)
    )


def _of(patient_id: UUID, since: datetime | None, exercise_key: str | None) -> list[ColumnElement[bool]]:
    conditions = [SessionRow.patient_id == patient_id]
    if since is not None:
        conditions.append(SessionRow.started_at >= since)
    if exercise_key is not None:
        conditions.append(ExerciseRow.key == exercise_key)
    return conditions


def _gravity() -> ColumnElement[int]:
    return case({severity: rank for rank, severity in enumerate(Severity)}, value=ErrorRow.severity, else_=0)


def _point(row: Sequence[Any]) -> SessionPoint:
    session_id, key, name, started_at, repetitions, score = row
    return SessionPoint(
        session_id=session_id,
        exercise_key=key,
        exercise_name=name,
        started_at=started_at,
        repetitions=repetitions,
        score=score,
    )

"""What sessions came to, read from `session_results`, `performance_metrics` and `common_errors`."""

from collections.abc import Collection, Sequence
from datetime import datetime
from operator import attrgetter
from typing import Any, Final, TypeVarTuple
from uuid import UUID

from sqlalchemy import ColumnElement, Select, case, func, select
from sqlalchemy.orm import Session

from physiocheck_desktop.database.identifiers import as_kept
from physiocheck_desktop.database.metric_rows import (
    METRIC_COLUMNS,
    RANGE_COLUMNS,
    error_from_row,
    metric_of,
    range_of,
)
from physiocheck_desktop.database.tables import ErrorRow, ExerciseRow, MetricRow, ResultRow, SessionRow
from physiocheck_desktop.domain.exercise import Severity, Side
from physiocheck_desktop.domain.metrics import MeasuredRange, PerformanceMetric
from physiocheck_desktop.domain.progress import MeasuredPoint, RecurringError, SessionPoint
from physiocheck_desktop.domain.repetition import CommonError

Columns = TypeVarTuple("Columns")

_RANGE: Final = len(RANGE_COLUMNS)

_by_measure: Final = attrgetter("measure", "side")
_POINT = (
    ResultRow.session_id,
    ExerciseRow.key,
    SessionRow.exercise_name,
    ResultRow.started_at,
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
        query = query.order_by(ResultRow.started_at, ResultRow.session_id)
        return tuple(_point(row) for row in self._session.execute(query))

    def measured(
        self, patient_id: UUID, measures: Collection[str], since: datetime | None, exercise_key: str | None = None
    ) -> tuple[MeasuredPoint, ...]:
        """Return these measures of a patient's sessions from a moment on, oldest first."""
        points = {each.session_id.hex: each for each in self.points(patient_id, since, exercise_key)}
        found: dict[str, list[MeasuredRange]] = {each: [] for each in points}
        query = (
            select(as_kept(MetricRow.session_id), *RANGE_COLUMNS)
            .join(ResultRow, ResultRow.session_id == MetricRow.session_id)
            .where(*_of(patient_id, since, exercise_key), _is_one_of(measures))
        )
        for session_id, *values in self._session.execute(query):
            if session_id in found:  # has begun and ended since the sessions were looked for where it is not
                found[session_id].append(range_of(values))
        return tuple(
            MeasuredPoint(session=points[session_id], metric=each)
            for session_id, metrics in found.items()
            for each in sorted(metrics, key=_by_measure)
        )

    def widest(self, patient_id: UUID, measures: Collection[str]) -> tuple[tuple[MeasuredPoint, MeasuredPoint], ...]:
        """Return for each angle, side and exercise where it was measured first, and where it was widest."""
        of_one = [ResultRow.exercise_id, MetricRow.measure, MetricRow.side]
        by_time = [ResultRow.started_at, ResultRow.session_id]
        ranked = (
            select(
                MetricRow.session_id,
                *RANGE_COLUMNS,
                func.row_number().over(partition_by=of_one, order_by=by_time).label("by_time"),
                func.row_number()
                .over(partition_by=of_one, order_by=[MetricRow.range_of_motion.desc(), *by_time])
                .label("by_width"),
            )
            .join(ResultRow, ResultRow.session_id == MetricRow.session_id)
            .where(*_of(patient_id), _is_one_of(measures))
            .subquery()
        )
        query = (
            _with_results(select(ranked.c.by_time, *(ranked.c[each.key] for each in RANGE_COLUMNS), *_POINT))
            .join(ranked, ranked.c.session_id == ResultRow.session_id)
            .where((ranked.c.by_time == 1) | (ranked.c.by_width == 1))
            .order_by(ResultRow.started_at, ResultRow.session_id, ranked.c.measure, ranked.c.side)
        )
        first: dict[tuple[str, str, Side], MeasuredPoint] = {}
        widest: dict[tuple[str, str, Side], MeasuredPoint] = {}
        for by_time, *values in self._session.execute(query):
            found = MeasuredPoint(session=_point(values[_RANGE:]), metric=range_of(values[:_RANGE]))
            of = (found.session.exercise_key, found.metric.measure, found.metric.side)
            if by_time == 1:
                first[of] = widest[of] = found
            else:
                widest[of] = found
        return tuple((each, widest[of]) for of, each in first.items())

    def point(self, session_id: UUID) -> tuple[UUID, SessionPoint] | None:
        """Return a session and whose it is, None where there is none that has an end and a repetition."""
        query = _with_results(select(ResultRow.patient_id, *_POINT)).where(
            ResultRow.session_id == session_id, ResultRow.repetition_count > 0
        )
        row = self._session.execute(query).one_or_none()
        return None if row is None else (row[0], _point(row[1:]))

    def newest(self, patient_id: UUID, exercise_key: str, before: datetime | None = None) -> SessionPoint | None:
        """Return a patient's newest session of an exercise that has a score; the newest before a moment."""
        query = _with_results(select(*_POINT)).where(*_of(patient_id, None, exercise_key), ResultRow.score.is_not(None))
        if before is not None:
            query = query.where(ResultRow.started_at < before)
        newest_first = query.order_by(ResultRow.started_at.desc(), ResultRow.session_id)
        row = self._session.execute(newest_first.limit(1)).one_or_none()
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
        sessions = func.count(ResultRow.session_id.distinct())
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
                    func.max(ResultRow.started_at),
                )
            )
            .join(ErrorRow, ErrorRow.session_id == ResultRow.session_id)
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
    """Return a query of what sessions came to, with the sessions and their exercises."""
    return (
        query.select_from(ResultRow)
        .join(SessionRow, SessionRow.id == ResultRow.session_id)
        .join(ExerciseRow, ExerciseRow.id == ResultRow.exercise_id)
    )


def _of(patient_id: UUID, since: datetime | None = None, exercise_key: str | None = None) -> list[ColumnElement[bool]]:
    conditions = [ResultRow.patient_id == patient_id, ResultRow.repetition_count > 0]
    if since is not None:
        conditions.append(ResultRow.started_at >= since)
    if exercise_key is not None:
        named = select(ExerciseRow.id).where(ExerciseRow.key == exercise_key).scalar_subquery()
        conditions.append(ResultRow.exercise_id == named)
    return conditions


def _is_one_of(measures: Collection[str]) -> ColumnElement[bool]:
    """Return that a metric is of one of some measures.

    It is made of an expression, so that the few metrics of a session are looked through once, and not found by an index
    for each of these many measures in turn.
    """
    return MetricRow.measure.concat("").in_(measures)


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

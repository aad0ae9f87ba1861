"""What a session came to as rows of `session_results`, `performance_metrics` and `common_errors`, and back."""

from collections.abc import Sequence
from dataclasses import fields
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from physiocheck_desktop.database.repetition_json import parts_to_json
from physiocheck_desktop.database.tables import ErrorRow, MetricRow, ResultRow
from physiocheck_desktop.domain.metrics import MeasuredRange, PerformanceMetric
from physiocheck_desktop.domain.repetition import CommonError
from physiocheck_desktop.domain.session import SessionResult

_METRIC: Final = tuple(each.name for each in fields(PerformanceMetric))
_RANGE: Final = tuple(each.name for each in fields(MeasuredRange))
METRIC_COLUMNS: Final = tuple(MetricRow.__table__.c[name] for name in _METRIC)
"""What a query of metrics asks for."""
RANGE_COLUMNS: Final = tuple(MetricRow.__table__.c[name] for name in _RANGE)
"""What a query asks for that needs their ranges alone."""


def result_rows(
    session_id: UUID, of: tuple[UUID, UUID, datetime], result: SessionResult
) -> list[ResultRow | MetricRow | ErrorRow]:
    """Return the rows that keep what a session came to.

    Args:
        session_id: Of the session.
        of: Its patient, its exercise and when it began, as the session's own row has them.
        result: What it came to.
    """
    patient_id, exercise_id, started_at = of
    return [
        ResultRow(
            session_id=session_id,
            patient_id=patient_id,
            exercise_id=exercise_id,
            started_at=started_at,
            repetition_count=result.repetition_count,
            partial_count=result.partial_count,
            score=None if result.score is None else result.score.total,
            score_parts=parts_to_json(result.score),
            watched_s=result.watched_s,
            frames=result.frames,
            frames_with_person=result.frames_with_person,
            left_count=result.left_count,
            right_count=result.right_count,
        ),
        *(MetricRow(session_id=session_id, **metric_values(each)) for each in result.metrics),
        *(
            ErrorRow(session_id=session_id, number=number, **error_values(each))
            for number, each in enumerate(result.errors, start=1)
        ),
    ]


def metric_values(metric: PerformanceMetric) -> dict[str, Any]:
    """Return what the columns of a metric's row hold, but for the session."""
    return {name: getattr(metric, name) for name in _METRIC}


def metric_of(values: Sequence[Any]) -> PerformanceMetric:
    """Return the metric whose values a query of `METRIC_COLUMNS` has found, many times as fast as by way of rows."""
    return PerformanceMetric(**dict(zip(_METRIC, values, strict=True)))


def range_of(values: Sequence[Any]) -> MeasuredRange:
    """Return the range whose values a query of `RANGE_COLUMNS` has found."""
    measure, side, range_of_motion, target_start, target_peak, margin = values
    return MeasuredRange(
        measure=measure,
        side=side,
        range_of_motion=range_of_motion,
        target_start=target_start,
        target_peak=target_peak,
        margin=margin,
    )


def error_values(error: CommonError) -> dict[str, Any]:
    """Return what the columns of an error's row hold, but for the session and its number."""
    return {
        "rule": error.rule,
        "cue": error.cue,
        "severity": error.severity,
        "repetitions": error.count,
        "of_repetitions": error.of,
        "phase": error.phase,
        "worst_value": error.worst_value,
    }


def error_from_row(row: ErrorRow) -> CommonError:
    """Return the error that a row keeps."""
    return CommonError(
        rule=row.rule,
        cue=row.cue,
        severity=row.severity,
        count=row.repetitions,
        of=row.of_repetitions,
        phase=row.phase,
        worst_value=row.worst_value,
    )

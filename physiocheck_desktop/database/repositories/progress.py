"""Repetitions and partial repetitions as rows of `session_progress`."""

from datetime import datetime
from uuid import UUID

from physiocheck_desktop.database.repetition_json import (
    faults_from_json,
    faults_to_json,
    parts_to_json,
    ranges_from_json,
    ranges_to_json,
    score_from_json,
    smoothness_from_json,
    smoothness_to_json,
)
from physiocheck_desktop.database.tables import ProgressKind, ProgressRow
from physiocheck_desktop.domain.errors import BugError
from physiocheck_desktop.domain.repetition import PartialRepetition, Repetition


def repetition_to_row(session_id: UUID, repetition: Repetition, now: datetime) -> ProgressRow:
    """Return the row that keeps a repetition."""
    return ProgressRow(
        session_id=session_id,
        kind=ProgressKind.REPETITION,
        number=repetition.index,
        set_number=repetition.set_number,
        side=repetition.side,
        start_s=repetition.start_s,
        peak_s=repetition.peak_s,
        end_s=repetition.end_s,
        reached=repetition.reached,
        score=repetition.score.total,
        score_parts=parts_to_json(repetition.score),
        ranges=ranges_to_json(repetition.ranges),
        faults=faults_to_json(repetition.faults),
        smoothness=smoothness_to_json(repetition.smoothness),
        held_s=repetition.held_s,
        recorded_at=now,
    )


def repetition_from_row(row: ProgressRow) -> Repetition:
    """Return the repetition that a row keeps."""
    score = score_from_json(row.score, row.score_parts)
    if score is None or row.side is None:
        raise BugError(f"Repetition {row.number} of session {row.session_id} was kept without a score or a side.")
    return Repetition(
        index=row.number,
        start_s=row.start_s,
        peak_s=row.peak_s,
        end_s=row.end_s,
        score=score,
        ranges=ranges_from_json(row.ranges),
        side=row.side,
        faults=faults_from_json(row.faults),
        reached=row.reached,
        smoothness=smoothness_from_json(row.smoothness),
        held_s=row.held_s,
        set_number=row.set_number,
    )


def partial_to_row(session_id: UUID, number: int, partial: PartialRepetition, now: datetime) -> ProgressRow:
    """Return the row that keeps a partial repetition, the session's `number`th from 1."""
    return ProgressRow(
        session_id=session_id,
        kind=ProgressKind.PARTIAL,
        number=number,
        set_number=1,
        start_s=partial.start_s,
        peak_s=partial.peak_s,
        end_s=partial.end_s,
        reached=partial.reached,
        reason=partial.reason,
        recorded_at=now,
    )


def partial_from_row(row: ProgressRow) -> PartialRepetition:
    """Return the partial repetition that a row keeps."""
    return PartialRepetition(
        start_s=row.start_s, peak_s=row.peak_s, end_s=row.end_s, reached=row.reached, reason=row.reason or ""
    )

"""Suggestions as rows of `ai_rule_suggestions`."""

from uuid import UUID

from sqlalchemy import Row, Select, select, update
from sqlalchemy.orm import Session

from physiocheck_desktop.database.suggestion_json import (
    changes_from_json,
    changes_to_json,
    evidence_from_json,
    evidence_to_json,
    forecast_from_json,
    forecast_to_json,
)
from physiocheck_desktop.database.tables import ExerciseRow, PatientRow, SuggestionRow
from physiocheck_desktop.domain.suggestion import Suggestion, SuggestionRecord


class SqlSuggestionRepository:
    """The suggestions of one unit of work; see `services.suggestion_ports.SuggestionRepository`."""

    def __init__(self, session: Session, *, read_only: bool) -> None:
        self._session = session
        self._read_only = read_only

    def hold(self, patient_id: UUID) -> None:
        """Let nobody else draw suggestions for a patient before this unit of work ends."""
        self._session.execute(select(PatientRow.user_id).where(PatientRow.user_id == patient_id).with_for_update())

    def add(self, record: SuggestionRecord, exercise_id: UUID) -> None:
        """Keep a new suggestion."""
        suggestion = record.suggestion
        self._session.add(
            SuggestionRow(
                id=record.id,
                patient_id=record.patient_id,
                exercise_id=exercise_id,
                kind=suggestion.kind,
                changes=changes_to_json(suggestion.changes),
                evidence=evidence_to_json(suggestion.evidence),
                forecast=forecast_to_json(suggestion.forecast),
                state=record.state,
                proposed_at=record.proposed_at,
                decided_by=record.decided_by,
                decided_at=record.decided_at,
            )
        )
        self._session.flush()

    def find(self, suggestion_id: UUID) -> SuggestionRecord | None:
        """Return a suggestion, None where there is none; nobody else changes it meanwhile."""
        query = _suggestions().where(SuggestionRow.id == suggestion_id)
        found = self._session.execute(
            query if self._read_only else query.with_for_update(of=SuggestionRow),
            execution_options={"populate_existing": True},
        ).one_or_none()
        return None if found is None else _from_row(found)

    def of(self, patient_id: UUID) -> tuple[SuggestionRecord, ...]:
        """Return all suggestions for a patient, newest first."""
        query = (
            _suggestions()
            .where(SuggestionRow.patient_id == patient_id)
            .order_by(SuggestionRow.proposed_at.desc(), SuggestionRow.id)
        )
        return tuple(_from_row(row) for row in self._session.execute(query))

    def decide(self, record: SuggestionRecord) -> None:
        """Keep what became of a suggestion."""
        self._session.execute(
            update(SuggestionRow)
            .where(SuggestionRow.id == record.id)
            .values(state=record.state, decided_by=record.decided_by, decided_at=record.decided_at)
        )


def _suggestions() -> Select[SuggestionRow, str]:
    return select(SuggestionRow, ExerciseRow.key).join(ExerciseRow, ExerciseRow.id == SuggestionRow.exercise_id)


def _from_row(found: Row[SuggestionRow, str]) -> SuggestionRecord:
    row, key = found
    return SuggestionRecord(
        id=row.id,
        patient_id=row.patient_id,
        suggestion=Suggestion(
            exercise_key=key,
            kind=row.kind,
            changes=changes_from_json(row.changes),
            evidence=evidence_from_json(row.evidence),
            forecast=forecast_from_json(row.forecast),
        ),
        proposed_at=row.proposed_at,
        state=row.state,
        decided_by=row.decided_by,
        decided_at=row.decided_at,
    )

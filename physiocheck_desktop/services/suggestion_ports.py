"""What the use cases around suggestions ask of a database."""

from typing import Protocol
from uuid import UUID

from physiocheck_desktop.domain.suggestion import SuggestionRecord


class SuggestionRepository(Protocol):
    """Suggestions and what became of them."""

    def hold(self, patient_id: UUID) -> None:
        """Let nobody else draw suggestions for a patient before this unit of work ends."""

    def add(self, record: SuggestionRecord, exercise_id: UUID) -> None:
        """Keep a new suggestion."""

    def find(self, suggestion_id: UUID) -> SuggestionRecord | None:
        """Return a suggestion, None where there is none; nobody else changes it meanwhile."""

    def of(self, patient_id: UUID) -> tuple[SuggestionRecord, ...]:
        """Return all suggestions for a patient, newest first."""

    def decide(self, record: SuggestionRecord) -> None:
        """Keep what became of a suggestion."""

"""What the use cases around progress ask of a database: what sessions came to, never their single repetitions."""

from collections.abc import Collection
from datetime import datetime
from typing import Protocol
from uuid import UUID

from physiocheck_desktop.domain.metrics import PerformanceMetric
from physiocheck_desktop.domain.progress import MeasuredPoint, RecurringError, SessionPoint
from physiocheck_desktop.domain.repetition import CommonError


class ProgressRepository(Protocol):
    """What sessions that have an end came to. A session without a repetition is left out everywhere."""

    def points(
        self, patient_id: UUID, since: datetime | None = None, exercise_key: str | None = None
    ) -> tuple[SessionPoint, ...]:
        """Return a patient's sessions from a moment on, oldest first; those of one exercise alone where it is named."""

    def measured(
        self, patient_id: UUID, measures: Collection[str], since: datetime | None, exercise_key: str | None = None
    ) -> tuple[MeasuredPoint, ...]:
        """Return these measures of a patient's sessions from a moment on, oldest first."""

    def widest(self, patient_id: UUID, measures: Collection[str]) -> tuple[tuple[MeasuredPoint, MeasuredPoint], ...]:
        """Return of each of these measures, by exercise and side, where it was measured first, and where it was widest.

        Those that were measured first come first; of sessions in which it was as wide the oldest is meant.
        """

    def point(self, session_id: UUID) -> tuple[UUID, SessionPoint] | None:
        """Return a session and whose it is, None where there is none that has an end and a repetition."""

    def newest(self, patient_id: UUID, exercise_key: str, before: datetime | None = None) -> SessionPoint | None:
        """Return a patient's newest session of an exercise that has a score; the newest before a moment."""

    def metrics(self, session_id: UUID) -> tuple[PerformanceMetric, ...]:
        """Return the measures of a session, by name and side."""

    def errors(self, session_id: UUID) -> tuple[CommonError, ...]:
        """Return the common errors of a session, the gravest first."""

    def recurring_errors(
        self, patient_id: UUID, since: datetime | None, exercise_key: str | None, limit: int
    ) -> tuple[RecurringError, ...]:
        """Return the errors of a patient's sessions from a moment on, in most sessions first."""

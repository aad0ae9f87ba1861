"""Keeps a session while it runs: each repetition the moment it is finished, and the end."""

from PySide6.QtCore import QObject, Signal

from physiocheck_desktop.domain.exercise import ExerciseDefinition
from physiocheck_desktop.domain.repetition import Repetition, SessionAssessment
from physiocheck_desktop.domain.session import SessionRecord
from physiocheck_desktop.gui.background import Background
from physiocheck_desktop.services.application import Application

RECORD_SESSION = "record session"


class SessionRecorder(QObject):
    """Keeps one session through the service, off the GUI thread and in order.

    When something cannot be kept the session goes on: it is told in a sentence and tried again with the next
    repetition, and at the end, which keeps whatever is still missing.

    Signals:
        repetition_kept: How many repetitions are safe now.
        failed: The error that kept something from being kept.
        ended: The `SessionRecord` as it was closed.
    """

    repetition_kept = Signal(int)
    failed = Signal(object)
    ended = Signal(object)

    def __init__(self, application: Application, definition: ExerciseDefinition, background: Background) -> None:
        super().__init__()
        self._application = application
        self._definition = definition
        self._background = background
        self._record: SessionRecord | None = None  # touched in the background thread alone, as are the two below
        self._waiting: list[Repetition] = []
        self._kept = 0

    def begin(self) -> None:
        """Make the session's record."""
        self._background.run(RECORD_SESSION, self._started, lambda _: None, self.failed.emit)

    def keep(self, repetition: Repetition) -> None:
        """Keep a finished repetition."""
        self._background.run(
            RECORD_SESSION, lambda: self._keep(repetition), self.repetition_kept.emit, self.failed.emit
        )

    def end(self, assessment: SessionAssessment | None, *, completed: bool) -> None:
        """Close the record; may be called again after a failure.

        Args:
            assessment: All that the engine saw, None where it could not say.
            completed: True where the session was done, False where it ended before its time.
        """
        self._background.run(
            RECORD_SESSION, lambda: self._end(assessment, completed=completed), self.ended.emit, self.failed.emit
        )

    def _started(self) -> SessionRecord:
        if self._record is None:
            self._record = self._application.sessions.start(
                self._application.actor, self._definition.key, self._definition.name
            )
        return self._record

    def _keep(self, repetition: Repetition) -> int:
        self._waiting.append(repetition)
        record = self._started()
        while self._waiting:
            self._application.sessions.record_repetition(self._application.actor, record.id, self._waiting[0])
            del self._waiting[0]
            self._kept += 1
        return self._kept

    def _end(self, assessment: SessionAssessment | None, *, completed: bool) -> SessionRecord:
        record, sessions, actor = self._started(), self._application.sessions, self._application.actor
        if completed and assessment is not None:
            return sessions.finish(actor, record.id, assessment)
        return sessions.abandon(actor, record.id, assessment)

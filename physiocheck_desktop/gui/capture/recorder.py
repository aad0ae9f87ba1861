"""Records a session while it runs: each repetition the moment it is finished, and the end."""

from PySide6.QtCore import QObject, Signal

from physiocheck_desktop.domain.exercise import ExerciseDefinition
from physiocheck_desktop.domain.people import Actor
from physiocheck_desktop.domain.repetition import Repetition
from physiocheck_desktop.domain.session import SessionRecord
from physiocheck_desktop.gui.background import Background
from physiocheck_desktop.gui.capture.states import RunEnd
from physiocheck_desktop.services.analysis import angle_series_of
from physiocheck_desktop.services.application import Application

RECORD_SESSION = "record session"


class SessionRecorder(QObject):
    """Records one session through the service, off the GUI thread and in order.

    The service keeps what is recorded whatever becomes of the database; how safe that is, delivery tells.

    Signals:
        recorded: The `SessionRecord`, and how many repetitions were recorded in it.
        failed: The error that kept something from being recorded.
    """

    recorded = Signal(object, int)
    failed = Signal(object)

    def __init__(
        self, application: Application, actor: Actor, definition: ExerciseDefinition, background: Background
    ) -> None:
        super().__init__()
        self._application = application
        self._actor = actor
        self._definition = definition
        self._background = background
        self._record: SessionRecord | None = None  # touched in the background thread alone, as is the one below
        self._repetitions = 0

    def begin(self) -> None:
        """Begin the session's record."""
        self._background.run(RECORD_SESSION, self._begun, self._tell, self.failed.emit)

    def keep(self, repetition: Repetition) -> None:
        """Record a finished repetition."""
        self._background.run(RECORD_SESSION, lambda: self._keep(repetition), self._tell, self.failed.emit)

    def end(self, end: RunEnd) -> None:
        """End the record with what the run came to; may be called again after a failure."""
        self._background.run(RECORD_SESSION, lambda: self._end(end), self._tell, self.failed.emit)

    def _tell(self, record: SessionRecord) -> None:
        self.recorded.emit(record, self._repetitions)

    def _begun(self) -> SessionRecord:
        if self._record is None:
            self._record = self._application.recording.begin(self._actor, self._definition.key, self._definition.name)
        return self._record

    def _keep(self, repetition: Repetition) -> SessionRecord:
        record = self._begun()
        self._application.recording.record_repetition(self._actor, record.id, repetition)
        self._repetitions += 1
        return record

    def _end(self, end: RunEnd) -> SessionRecord:
        self._record = self._application.recording.end(
            self._actor,
            self._begun().id,
            end.assessment,
            completed=end.is_complete,
            angles=angle_series_of(end.curve, self._definition),
        )
        self._repetitions = self._record.repetition_count
        return self._record

"""Records a session while it runs: each repetition the moment it is finished, and the end."""

from contextlib import suppress
from uuid import UUID

from PySide6.QtCore import QObject, Signal

from physiocheck_desktop.domain.errors import AccessError
from physiocheck_desktop.domain.people import Actor
from physiocheck_desktop.domain.repetition import Repetition
from physiocheck_desktop.domain.session import SessionRecord
from physiocheck_desktop.gui.background import Background
from physiocheck_desktop.gui.capture.plan import SessionPlan
from physiocheck_desktop.gui.capture.states import RunEnd
from physiocheck_desktop.gui.capture.visit_recorder import RECORD_SESSION, VisitRecorder
from physiocheck_desktop.services.analysis import angle_series_of
from physiocheck_desktop.services.application import Application
from physiocheck_desktop.services.recording import RecordingService


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
        self, application: Application, actor: Actor, plan: SessionPlan, background: Background, visit: VisitRecorder
    ) -> None:
        super().__init__()
        self._application = application
        self._actor = actor
        self._plan = plan
        self._background = background
        self._visit = visit
        self._record: SessionRecord | None = None  # touched in the background thread alone, as is the one below
        self._repetitions = len(plan.done)

    @property
    def recording(self) -> RecordingService:
        """The use cases of recording."""
        return self._application.recording

    def begin(self) -> None:
        """Begin the session's record."""
        self._background.run(RECORD_SESSION, self._begun, self._tell, self.failed.emit)

    def keep(self, repetition: Repetition, set_number: int) -> None:
        """Record a finished repetition of a set."""
        self._background.run(RECORD_SESSION, lambda: self._keep(repetition, set_number), self._tell, self.failed.emit)

    def end(self, end: RunEnd) -> None:
        """End the record with what the run came to; may be called again after a failure."""
        self._background.run(RECORD_SESSION, lambda: self._end(end), self._tell, self.failed.emit)

    def session_id(self) -> UUID | None:
        """Return which session it is, None where it has not begun; to be called in the background thread."""
        return None if self._record is None else self._record.id

    def _tell(self, record: SessionRecord) -> None:
        self.recorded.emit(record, self._repetitions)

    def _begun(self) -> SessionRecord:
        if self._record is None and self._plan.resumes is not None:
            # What cannot be gone on with any more, such as from another computer, is followed by a session of its own.
            with suppress(AccessError):
                self._record = self.recording.resume(self._actor, self._plan.resumes)
                self._visit.go_on_with(self._record.visit_id)
        if self._record is None:
            definition = self._plan.definition
            self._record = self.recording.begin(
                self._actor,
                definition.key,
                definition.name,
                visit_id=self._visit.begun(),
                assignment=self._plan.assignment,
            )
        return self._record

    def _keep(self, repetition: Repetition, set_number: int) -> SessionRecord:
        record = self._begun()
        self.recording.record_repetition(self._actor, record.id, repetition, set_number=set_number)
        self._repetitions += 1
        return record

    def _end(self, end: RunEnd) -> SessionRecord:
        self._record = self.recording.end(
            self._actor,
            self._begun().id,
            end.assessment,
            completed=end.is_complete,
            angles=angle_series_of(end.curve, self._plan.definition),
        )
        self._repetitions = self._record.repetition_count
        return self._record

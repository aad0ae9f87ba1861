"""Records a visit: pain and effort before and after, and what hurts meanwhile."""

from collections.abc import Callable
from typing import Final
from uuid import UUID

from PySide6.QtCore import Signal

from physiocheck_desktop.domain.pain import BodyRegion
from physiocheck_desktop.gui.capture.means import SessionMeans
from physiocheck_desktop.gui.capture.saving import Saver, Saving, saving_of
from physiocheck_desktop.services.delivery import DeliveryStatus, Safety

RECORD_SESSION: Final = "record session"


def no_session() -> UUID | None:
    """Return that it happened outside of any session."""
    return None


class VisitRecorder(Saver):
    """Records one visit through the service, off the GUI thread, in order with the sessions in it.

    Its saving is that of what was told in it, beside its sessions.
    A visit in which nothing was done and nothing hurt leaves no trace.

    Signals:
        kept: Something that was told or entered is recorded.
        failed: The error that kept something from being recorded.
    """

    kept = Signal()
    failed = Signal(object)

    def __init__(self, means: SessionMeans) -> None:
        super().__init__()  # without a parent: what it still has to record may outlive the workout
        self._means = means
        self._pain_before: int | None = None
        self._visit_id: UUID | None = None  # touched in the background thread alone
        self._told: set[UUID] = set()
        self._answers: tuple[int | None, int | None] | None = None
        self._ended = False
        means.delivery.changed.connect(self._note_status)

    def note_pain_before(self, level: int | None) -> None:
        """Note how much it hurt before anything was done, None where the person did not say."""
        self._pain_before = level

    def report_pain(self, region: BodyRegion, level: int, session_id: Callable[[], UUID | None] = no_session) -> None:
        """Record that it hurts.

        Args:
            region: Where.
            level: How much, 0-10.
            session_id: Tells in which session; called in the background thread.
        """
        means = self._means

        def report() -> UUID | None:
            told = means.application.recording.report_pain(
                means.actor, region=region, level=level, session_id=session_id()
            )
            return told.id

        means.recording.run(RECORD_SESSION, report, self._note_kept, self.failed.emit)

    @property
    def is_over(self) -> bool:
        """Whether it was ended."""
        return self._answers is not None

    def end(self, *, pain_after: int | None = None, effort: int | None = None) -> None:
        """End the visit where it has begun."""
        self._answers = (pain_after, effort)
        self._note_status(self._means.delivery.status)
        self._end()

    def save_again(self) -> None:
        """Try once more to save what could not be saved."""
        if not self._ended:
            self._end()

    def _end(self) -> None:
        if self._answers is None:
            return
        means, (pain_after, effort) = self._means, self._answers

        def end() -> UUID | None:
            if self._visit_id is not None:
                means.application.recording.end_visit(means.actor, self._visit_id, pain_after=pain_after, effort=effort)
            return self._visit_id

        means.recording.run(RECORD_SESSION, end, self._note_ended, self._note_not_ended)

    def begun(self) -> UUID:
        """Return which visit it is, and begin it the first time; to be called in the background thread."""
        if self._visit_id is None:
            visit = self._means.application.recording.begin_visit(self._means.actor, pain_before=self._pain_before)
            self._visit_id = visit.id
        return self._visit_id

    def go_on_with(self, visit_id: UUID | None) -> None:
        """Go on with the visit of a session that was resumed; to be called in the background thread."""
        self._visit_id = visit_id or self._visit_id

    def _note_ended(self, visit_id: UUID | None) -> None:
        self._ended = True
        self._note_kept(visit_id)

    def _note_not_ended(self, error: Exception) -> None:
        self._note_saving(Saving(Safety.IN_MEMORY, ended=False, to_server=self._means.delivery.to_server, error=error))
        self.failed.emit(error)

    def _note_kept(self, subject_id: UUID | None) -> None:
        if subject_id is not None:
            self._told.add(subject_id)
        self._note_status(self._means.delivery.status)
        self.kept.emit()

    def _note_status(self, status: DeliveryStatus) -> None:
        if not self._told and self._answers is None:
            return
        safety = max((status.safety(each) for each in self._told), default=Safety.IN_DATABASE)
        self._note_saving(saving_of(status, safety, ended=self._ended, to_server=self._means.delivery.to_server))

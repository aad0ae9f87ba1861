"""Records a visit: pain and effort before and after, and what hurts meanwhile."""

from collections.abc import Callable
from typing import Final
from uuid import UUID

from PySide6.QtCore import QObject, Signal

from physiocheck_desktop.domain.pain import BodyRegion
from physiocheck_desktop.domain.people import Actor
from physiocheck_desktop.gui.background import Background
from physiocheck_desktop.services.application import Application

RECORD_SESSION: Final = "record session"


def no_session() -> UUID | None:
    """Return that it happened outside of any session."""
    return None


class VisitRecorder(QObject):
    """Records one visit through the service, off the GUI thread, in order with the sessions in it.

    A visit in which nothing was done and nothing hurt leaves no trace.

    Signals:
        kept: Something that was told or entered is recorded.
        failed: The error that kept something from being recorded.
    """

    kept = Signal()
    failed = Signal(object)

    def __init__(self, application: Application, actor: Actor, background: Background) -> None:
        super().__init__()
        self._application = application
        self._actor = actor
        self._background = background
        self._pain_before: int | None = None
        self._visit_id: UUID | None = None  # touched in the background thread alone

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
        recording = self._application.recording

        def report() -> None:
            recording.report_pain(self._actor, region=region, level=level, session_id=session_id())

        self._background.run(RECORD_SESSION, report, lambda _: self.kept.emit(), self.failed.emit)

    def end(self, *, pain_after: int | None = None, effort: int | None = None) -> None:
        """End the visit where it has begun."""
        recording = self._application.recording

        def end() -> None:
            if self._visit_id is not None:
                recording.end_visit(self._actor, self._visit_id, pain_after=pain_after, effort=effort)

        self._background.run(RECORD_SESSION, end, lambda _: self.kept.emit(), self.failed.emit)

    def begun(self) -> UUID:
        """Return which visit it is, and begin it the first time; to be called in the background thread."""
        if self._visit_id is None:
            visit = self._application.recording.begin_visit(self._actor, pain_before=self._pain_before)
            self._visit_id = visit.id
        return self._visit_id

    def go_on_with(self, visit_id: UUID | None) -> None:
        """Go on with the visit of a session that was resumed; to be called in the background thread."""
        self._visit_id = visit_id or self._visit_id

"""Recording a session while it runs, whatever becomes of the database meanwhile."""

import threading
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime
from uuid import UUID, uuid4

from physiocheck_desktop.domain.people import Actor
from physiocheck_desktop.domain.repetition import Repetition, SessionAssessment
from physiocheck_desktop.domain.session import SessionRecord, SessionState, mean_score
from physiocheck_desktop.services.access import Ownership, Permission, not_yours, requires
from physiocheck_desktop.services.delivery import Delivery
from physiocheck_desktop.services.journal import Begun, Content, Ended, JournalEntry
from physiocheck_desktop.services.sessions import begun_session, utc_now


@dataclass(slots=True)
class _Recorded:
    """What this process knows of a session that it began."""

    record: SessionRecord
    repetitions: dict[int, Repetition] = field(default_factory=dict)


class RecordingService:
    """Use cases of the session that runs here; every method takes the actor first, and may be called from any thread.

    None of them waits for a server or fails because of a database: see `Delivery` for where things are kept and
    `Delivery.status` for how safe they are. Who, which session and when is settled here, not in the database.
    """

    def __init__(self, delivery: Delivery, now: Callable[[], datetime] = utc_now) -> None:
        self._delivery = delivery
        self._now = now
        self._lock = threading.RLock()
        self._sessions: dict[UUID, _Recorded] = {}

    @requires(Permission.SESSION_RECORD, Ownership.SELF)
    def begin(self, actor: Actor, exercise_key: str, exercise_name: str) -> SessionRecord:
        """Begin a session of the actor's own.

        Raises:
            InputError: The exercise's key or name is empty or too long to be kept.
        """
        record = begun_session(actor, exercise_key, exercise_name, uuid4(), self._now())
        with self._lock:
            self._sessions[record.id] = _Recorded(record)
            self._keep(actor, record.id, record.started_at, Begun(exercise_key, exercise_name))
        return record

    @requires(Permission.SESSION_RECORD, Ownership.SESSION_PATIENT)
    def record_repetition(self, actor: Actor, session_id: UUID, repetition: Repetition) -> None:
        """Keep a repetition the moment it is finished; calling it again with the same index changes nothing."""
        with self._lock:
            recorded = self._own(actor, session_id)
            if repetition.index not in recorded.repetitions:
                recorded.repetitions[repetition.index] = repetition
                self._keep(actor, session_id, self._now(), repetition)

    @requires(Permission.SESSION_RECORD, Ownership.SESSION_PATIENT)
    def end(
        self, actor: Actor, session_id: UUID, assessment: SessionAssessment | None, *, completed: bool
    ) -> SessionRecord:
        """End a session and keep what is not kept of it yet; calling it again changes nothing.

        Args:
            actor: Whose session it is.
            session_id: Which session.
            assessment: All that the engine saw, None where it could not say.
            completed: True where the session was done, False where it ended before its time.
        """
        with self._lock:
            recorded = self._own(actor, session_id)
            if recorded.record.state is not SessionState.RUNNING:
                return recorded.record
            for repetition in () if assessment is None else assessment.repetitions:
                self.record_repetition(actor, session_id, repetition)
            done = completed and assessment is not None
            kept = tuple(recorded.repetitions.values())
            recorded.record = replace(
                recorded.record,
                state=SessionState.FINISHED if done else SessionState.ABANDONED,
                ended_at=self._now(),
                repetition_count=len(kept),
                partial_count=0 if assessment is None else len(assessment.partial_repetitions),
                score=mean_score([repetition.score for repetition in kept]),
            )
            # Each repetition goes by itself: one that is refused takes no other with it.
            rest = None if assessment is None else replace(assessment, repetitions=(), score=None)
            self._keep(actor, session_id, recorded.record.ended_at or self._now(), Ended(recorded.record.state, rest))
            return recorded.record

    def _own(self, actor: Actor, session_id: UUID) -> _Recorded:
        recorded = self._sessions.get(session_id)
        if recorded is None or recorded.record.patient_id != actor.user_id:
            raise not_yours()
        return recorded

    def _keep(self, actor: Actor, session_id: UUID, at: datetime, content: Content) -> None:
        self._delivery.keep(JournalEntry(session_id, actor, at, content))

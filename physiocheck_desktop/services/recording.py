"""Recording visits, sessions and pain while they happen, whatever becomes of the database meanwhile."""

import logging
import threading
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from uuid import UUID, uuid4

from physiocheck_desktop.domain.angle_series import AngleSeries
from physiocheck_desktop.domain.errors import InputError, StorageError
from physiocheck_desktop.domain.pain import BodyRegion, PainReport
from physiocheck_desktop.domain.people import Actor
from physiocheck_desktop.domain.repetition import Repetition, SessionAssessment
from physiocheck_desktop.domain.session import Assignment, InterruptedSession, SessionRecord, SessionState
from physiocheck_desktop.domain.visit import Visit
from physiocheck_desktop.services.access import Ownership, Permission, not_yours, requires
from physiocheck_desktop.services.delivery import Delivery
from physiocheck_desktop.services.journal import (
    Begun,
    Content,
    CountedByHand,
    Ended,
    HurtSomewhere,
    JournalEntry,
    VisitBegun,
    VisitEnded,
)
from physiocheck_desktop.services.pain_reports import made_report
from physiocheck_desktop.services.ports import UnitOfWorkFactory
from physiocheck_desktop.services.recorded_session import InterruptedSessions, RecordedSession
from physiocheck_desktop.services.session_records import begun_session, demand_level, demand_sets
from physiocheck_desktop.services.sessions import utc_now

logger = logging.getLogger(__name__)


class RecordingService:
    """Use cases of what happens here and now; every method takes the actor first, and may be called from any thread.

    None of them fails because of a database, and none waits for a server but `resumable` and `resume`, which look for
    what an earlier run left, and what is refused, which goes into the audit trail: see `Delivery` for where things are
    kept and `Delivery.status` for how safe they are. Who, which session and when is settled here, not in the database.
    All raise `InputError` for what cannot be kept, and `AccessError` where session or visit is not the actor's.
    """

    def __init__(
        self,
        delivery: Delivery,
        now: Callable[[], datetime] = utc_now,
        interrupted: InterruptedSessions | None = None,
        unit_of_work: UnitOfWorkFactory | None = None,
    ) -> None:
        """Record nothing yet.

        Args:
            delivery: Keeps what is recorded.
            now: The clock.
            interrupted: Where sessions of earlier runs are found; None where none is to be gone on with.
            unit_of_work: Of the database with the audit trail, for what is refused here; None for none.
        """
        self._unit_of_work = unit_of_work
        self._delivery = delivery
        self._now = now
        self._interrupted = interrupted
        self._lock = threading.RLock()
        self._sessions: dict[UUID, RecordedSession] = {}
        self._visits: dict[UUID, Visit] = {}
        self._found: dict[UUID, tuple[InterruptedSession, ...]] = {}

    @requires(Permission.SESSION_RECORD, Ownership.SELF)
    def begin_visit(self, actor: Actor, *, pain_before: int | None) -> Visit:
        """Begin a visit of the actor's own.

        Args:
            actor: Whose visit it is.
            pain_before: Pain before it, 0-10; None where the person did not say.
        """
        demand_level("The pain", pain_before)
        visit = Visit(id=uuid4(), patient_id=actor.user_id, started_at=self._now(), pain_before=pain_before)
        with self._lock:
            self._visits[visit.id] = visit
            self._keep(actor, visit.id, visit.started_at, VisitBegun(pain_before))
        return visit

    @requires(Permission.SESSION_RECORD, Ownership.VISIT_OWNER)
    def end_visit(self, actor: Actor, visit_id: UUID, *, pain_after: int | None, effort: int | None) -> Visit:
        """End a visit; calling it again changes nothing.

        Args:
            actor: Whose visit it is.
            visit_id: Which visit.
            pain_after: Pain after it, 0-10; None where the person did not say.
            effort: How hard it was, 0-10; None likewise.
        """
        demand_level("The pain", pain_after)
        demand_level("The effort", effort)
        with self._lock:
            visit = self._own_visit(actor, visit_id)
            if visit.ended_at is None:
                now = self._now()
                visit = replace(visit, ended_at=now, pain_after=pain_after, effort=effort)
                self._visits[visit_id] = visit
                self._keep(actor, visit_id, now, VisitEnded(pain_after, effort))
            return visit

    @requires(Permission.SESSION_RECORD, Ownership.SELF)
    def begin(
        self,
        actor: Actor,
        exercise_key: str,
        exercise_name: str,
        *,
        visit_id: UUID | None = None,
        assignment: Assignment | None = None,
    ) -> SessionRecord:
        """Begin a session of the actor's own.

        Args:
            actor: Whose session it is.
            exercise_key: Which exercise.
            exercise_name: Its name.
            visit_id: In which of the visits that were begun or gone on with here; None for none.
            assignment: What of which plan it does, None where nobody asked for it.
        """
        with self._lock:
            record = self._begun(actor, exercise_key, exercise_name, visit_id, assignment)
            self._sessions[record.id] = RecordedSession(record)
            self._keep(actor, record.id, record.started_at, Begun(exercise_key, exercise_name, visit_id, assignment))
        return record

    @requires(Permission.SESSION_RECORD, Ownership.SESSION_OWNER)
    def record_repetition(self, actor: Actor, session_id: UUID, repetition: Repetition, *, set_number: int = 1) -> None:
        """Keep a repetition the moment it is finished; calling it again with the same index and set changes nothing.

        Args:
            actor: Whose session it is.
            session_id: Which session.
            repetition: As the engine counted it: through all sets, or each set anew. The session's own numbers and
                times go on from those before in either case, and so they do after `resume`.
            set_number: In which set, from 1.
        """
        if set_number < 1:
            raise InputError("Sets are counted from 1.", remedy="Begin with set 1.")
        with self._lock:
            self._take(actor, self._own(actor, session_id), repetition, set_number)

    @requires(Permission.SESSION_RECORD, Ownership.SESSION_OWNER)
    def end(
        self,
        actor: Actor,
        session_id: UUID,
        assessment: SessionAssessment | None,
        *,
        completed: bool,
        angles: AngleSeries | None = None,
    ) -> SessionRecord:
        """End a session and keep what is not kept of it yet; calling it again changes nothing.

        Args:
            actor: Whose session it is.
            session_id: Which session.
            assessment: All that the engine saw, None where it could not say.
            completed: True where the session was done, False where it ended before its time.
            angles: Its course over time, for its history; None where it was not recorded.
        """
        with self._lock:
            recorded = self._own(actor, session_id)
            if recorded.record.state is not SessionState.RUNNING:
                return recorded.record
            for repetition in () if assessment is None else assessment.repetitions:
                self._take(actor, recorded, repetition, None)
            now = self._now()
            record = recorded.end(assessment, now, completed=completed)
            rest = None if assessment is None else recorded.rest_of(assessment)
            course = None if angles is None else angles.later_by(recorded.behind_s)
            self._keep(actor, session_id, now, Ended(record.state, rest, course))
            return record

    @requires(Permission.SESSION_RECORD, Ownership.SELF)
    def record_by_hand(
        self,
        actor: Actor,
        exercise_key: str,
        exercise_name: str,
        *,
        sets: tuple[int, ...],
        visit_id: UUID | None = None,
        assignment: Assignment | None = None,
    ) -> SessionRecord:
        """Keep a whole session that no camera has seen; it has no score.

        Args:
            actor: Whose session it is.
            exercise_key: Which exercise.
            exercise_name: Its name.
            sets: How many repetitions each set had, as the person says.
            visit_id: As in `begin`.
            assignment: As in `begin`.
        """
        demand_sets(sets)
        with self._lock:
            begun = self._begun(actor, exercise_key, exercise_name, visit_id, assignment)
            record = replace(
                begun,
                state=SessionState.FINISHED,
                ended_at=begun.started_at,
                repetition_count=sum(sets),
                entered_by_hand=True,
            )
            content = CountedByHand(Begun(exercise_key, exercise_name, visit_id, assignment), sets)
            self._keep(actor, record.id, record.started_at, content)
        return record

    @requires(Permission.SESSION_RECORD, Ownership.SELF)
    def report_pain(
        self, actor: Actor, *, region: BodyRegion, level: int, words: str = "", session_id: UUID | None = None
    ) -> PainReport:
        """Keep that it hurts the actor.

        Args:
            actor: Whom it hurts.
            region: Where.
            level: How much, 0-10.
            words: What the person says of it.
            session_id: In which of the sessions recorded here, None outside of one.
        """
        with self._lock:
            if session_id is not None:
                self._own(actor, session_id)
            report = made_report(actor, region, level, words, session_id, uuid4(), self._now())
            told = HurtSomewhere(report.region, report.level, report.words, session_id)
            self._keep(actor, report.id, report.reported_at, told)
        return report

    @requires(Permission.SESSION_RECORD, Ownership.SELF)
    def resumable(self, actor: Actor) -> tuple[InterruptedSession, ...]:
        """Return what an earlier run left of the actor's newest visit and can be gone on with, oldest session first.

        A session of which something is on its way to the database is not among them: its numbers are not known yet.
        While the database cannot be read, they are those that were found when it could be.
        """
        if self._interrupted is None:
            return ()
        try:
            found = self._interrupted.resumable(actor)
        except StorageError as error:
            logger.info("What was interrupted is not looked up just now: %s", type(error).__name__)
            found = self._found.get(actor.user_id, ())
        on_its_way = self._delivery.status.contents.waiting
        with self._lock:
            self._found[actor.user_id] = found
            return tuple(each for each in found if each.detail.record.id not in on_its_way | self._sessions.keys())

    @requires(Permission.SESSION_RECORD, Ownership.SESSION_OWNER)
    def resume(self, actor: Actor, session_id: UUID) -> SessionRecord:
        """Go on with a session that `resumable` names, and with its visit; what is recorded is numbered on.

        Raises:
            AccessError: The session is somebody else's, does not exist, or cannot be gone on with.
        """
        with self._lock:
            if session_id in self._sessions:
                return self._own(actor, session_id).record
        found = next((each for each in self.resumable(actor) if each.detail.record.id == session_id), None)
        if found is None:
            raise not_yours()
        with self._lock:
            recorded = self._sessions.setdefault(session_id, RecordedSession.resumed(found))
            if found.visit is not None:
                self._visits.setdefault(found.visit.id, found.visit)
            return recorded.record

    def _begun(
        self, actor: Actor, key: str, name: str, visit_id: UUID | None, assignment: Assignment | None
    ) -> SessionRecord:
        if visit_id is not None:
            self._own_visit(actor, visit_id)
        return begun_session(actor, key, name, uuid4(), self._now(), visit_id=visit_id, assignment=assignment)

    def _take(self, actor: Actor, recorded: RecordedSession, repetition: Repetition, set_number: int | None) -> None:
        taken = recorded.take(repetition, set_number)
        if taken is not None:
            self._keep(actor, recorded.record.id, self._now(), taken)

    def _own(self, actor: Actor, session_id: UUID) -> RecordedSession:
        recorded = self._sessions.get(session_id)
        if recorded is None or recorded.record.patient_id != actor.user_id:
            raise not_yours()
        return recorded

    def _own_visit(self, actor: Actor, visit_id: UUID) -> Visit:
        visit = self._visits.get(visit_id)
        if visit is None or visit.patient_id != actor.user_id:
            raise not_yours()
        return visit

    def _keep(self, actor: Actor, subject_id: UUID, at: datetime, content: Content) -> None:
        self._delivery.keep(JournalEntry(subject_id, actor, at, content))

"""How a patient gets on: scores, ranges of motion, adherence, errors, what stands out, and the last time."""

from collections.abc import Callable
from datetime import date, datetime, timedelta, tzinfo
from typing import Final
from uuid import UUID

from physiocheck_desktop.domain.adherence import WorkDay, monday_of, share_kept, streak_of, weeks_of
from physiocheck_desktop.domain.errors import BugError
from physiocheck_desktop.domain.people import Actor
from physiocheck_desktop.domain.progress import (
    Adherence,
    LastTime,
    PainCourse,
    RangeCourse,
    RecurringError,
    SessionComparison,
    SessionPoint,
    comparisons_of,
    courses_of,
)
from physiocheck_desktop.domain.standing import Standing, best_of, milestones_of, next_milestones, widest_of
from physiocheck_desktop.domain.todays_work import beginning_of
from physiocheck_desktop.domain.work_days import work_days
from physiocheck_desktop.kinematics.measures import MEASURES, Unit
from physiocheck_desktop.services.access import Ownership, Permission, demand_patient, not_yours, requires
from physiocheck_desktop.services.paging import demand_page
from physiocheck_desktop.services.ports import UnitOfWork, UnitOfWorkFactory
from physiocheck_desktop.services.retrying import repeatable
from physiocheck_desktop.services.sessions import utc_now

MOST_WEEKS: Final = 260
_ANGLES: Final = frozenset(name for name, measure in MEASURES.items() if measure.unit is Unit.DEGREES)


class ProgressService:
    """Use cases around a patient's progress; every method takes the actor first, and may be called from any thread.

    All raise `AccessError` where the actor may not, and `StorageError` where the database cannot be read. Where a first
    day can be named, what was before it is left out.
    """

    def __init__(
        self, unit_of_work: UnitOfWorkFactory, now: Callable[[], datetime] = utc_now, zone: tzinfo | None = None
    ) -> None:
        """Keep what the use cases need.

        Args:
            unit_of_work: Begins units of work.
            now: Tells the time.
            zone: Where the patients' days begin and end; this computer's own where None.
        """
        self._unit_of_work = unit_of_work
        self._now = now
        self._zone = zone

    @requires(Permission.PROGRESS_READ, Ownership.PATIENT)
    @repeatable
    def scores(
        self, actor: Actor, patient_id: UUID, since: date | None = None, exercise_key: str | None = None
    ) -> tuple[SessionPoint, ...]:
        """Return the scores of a patient's sessions, oldest first; of one exercise alone where it is named."""
        with self._unit_of_work(read_only=True) as uow:
            demand_patient(uow, actor, patient_id, self._now())
            return uow.progress.points(patient_id, self._beginning(since), exercise_key)

    @requires(Permission.PROGRESS_READ, Ownership.PATIENT)
    @repeatable
    def ranges(
        self, actor: Actor, patient_id: UUID, since: date | None = None, exercise_key: str | None = None
    ) -> tuple[RangeCourse, ...]:
        """Return the range of each angle over a patient's sessions; of one exercise alone where it is named."""
        with self._unit_of_work(read_only=True) as uow:
            demand_patient(uow, actor, patient_id, self._now())
            return courses_of(uow.progress.measured(patient_id, _ANGLES, self._beginning(since), exercise_key))

    @requires(Permission.PROGRESS_READ, Ownership.PATIENT)
    @repeatable
    def adherence(self, actor: Actor, patient_id: UUID, weeks: int = 12) -> Adherence:
        """Return how well a patient kept to the plans in force, in this week and those before it.

        Args:
            actor: Who asks.
            patient_id: Whose.
            weeks: How many weeks, 1-260; this one is the last.
        """
        if not 1 <= weeks <= MOST_WEEKS:
            raise BugError(f"Adherence over {weeks} weeks was asked for.")
        now = self._now()
        first = monday_of(now.astimezone(self._zone).date()) - timedelta(weeks=weeks - 1)
        with self._unit_of_work(read_only=True) as uow:
            demand_patient(uow, actor, patient_id, now)
            days = self._days(uow, patient_id, first, now)
        return Adherence(weeks=weeks_of(days), share=share_kept(days))

    @requires(Permission.PROGRESS_READ, Ownership.PATIENT)
    @repeatable
    def errors(
        self,
        actor: Actor,
        patient_id: UUID,
        since: date | None = None,
        exercise_key: str | None = None,
        limit: int = 20,
    ) -> tuple[RecurringError, ...]:
        """Return the errors of a patient's sessions, those in most sessions first.

        Args:
            actor: Who asks.
            patient_id: Whose.
            since: First day.
            exercise_key: Of one exercise alone where it is named.
            limit: How many at most, 1-500.
        """
        demand_page("errors", limit, 0)
        with self._unit_of_work(read_only=True) as uow:
            demand_patient(uow, actor, patient_id, self._now())
            return uow.progress.recurring_errors(patient_id, self._beginning(since), exercise_key, limit)

    @requires(Permission.PROGRESS_READ, Ownership.PATIENT)
    @repeatable
    def pain(self, actor: Actor, patient_id: UUID, since: date | None = None) -> PainCourse:
        """Return what a patient said of pain and effort, in visits and in between, oldest first."""
        with self._unit_of_work(read_only=True) as uow:
            demand_patient(uow, actor, patient_id, self._now())
            begin = self._beginning(since)
            return PainCourse(
                visits=uow.visits.since(patient_id, begin), reports=uow.pain_reports.since((patient_id,), begin)
            )

    @requires(Permission.PROGRESS_READ, Ownership.PATIENT)
    @repeatable
    def standing(self, actor: Actor, patient_id: UUID) -> Standing:
        """Return what stands out of all that a patient has done: streak, personal bests, milestones."""
        now = self._now()
        with self._unit_of_work(read_only=True) as uow:
            demand_patient(uow, actor, patient_id, now)
            points = uow.progress.points(patient_id)
            angles = uow.progress.widest(patient_id, _ANGLES)
            today = now.astimezone(self._zone).date()
            first = min(points[0].started_at.astimezone(self._zone).date(), today) if points else today
            streak = streak_of(self._days(uow, patient_id, first, now))
        return Standing(
            sessions=len(points),
            repetitions=sum(each.repetitions for each in points),
            first_at=points[0].started_at if points else None,
            streak=streak,
            best=best_of(points),
            widest=widest_of(angles),
            milestones=milestones_of(points, streak),
            next_milestones=next_milestones(points),
        )

    @requires(Permission.PROGRESS_READ, Ownership.PATIENT)
    @repeatable
    def last_time(self, actor: Actor, patient_id: UUID, exercise_key: str) -> LastTime | None:
        """Return a patient's newest session of an exercise that has an end and a repetition, None without one."""
        with self._unit_of_work(read_only=True) as uow:
            demand_patient(uow, actor, patient_id, self._now())
            found = uow.progress.newest(patient_id, exercise_key)
            if found is None:
                return None
            return LastTime(
                session=found,
                metrics=uow.progress.metrics(found.session_id),
                errors=uow.progress.errors(found.session_id),
            )

    @requires(Permission.PROGRESS_READ, Ownership.PATIENT)
    @repeatable
    def compared(self, actor: Actor, patient_id: UUID, session_id: UUID) -> SessionComparison:
        """Return a patient's session beside the one before of the same exercise.

        A session that still runs, or in which nothing was counted, is refused like one that does not exist.
        """
        with self._unit_of_work(read_only=True) as uow:
            demand_patient(uow, actor, patient_id, self._now())
            found = uow.progress.point(session_id)
            if found is None or found[0] != patient_id:
                raise not_yours()
            now = found[1]
            before = uow.progress.newest(patient_id, now.exercise_key, now.started_at)
            earlier = () if before is None else uow.progress.metrics(before.session_id)
            return SessionComparison(
                now=now,
                before=before,
                measures=comparisons_of(uow.progress.metrics(session_id), earlier),
                errors=uow.progress.errors(session_id),
            )

    def _days(self, uow: UnitOfWork, patient_id: UUID, first: date, now: datetime) -> tuple[WorkDay, ...]:
        since = beginning_of(monday_of(first), self._zone)
        plans = uow.plans.courses((patient_id,), since).get(patient_id, ())
        done = uow.plans.done((patient_id,), since).get(patient_id, ())
        return work_days(plans, done, first, now, self._zone)

    def _beginning(self, day: date | None) -> datetime | None:
        return None if day is None else beginning_of(day, self._zone)

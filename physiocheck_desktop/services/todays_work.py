"""What a patient is to do today after all plans in force, and how much of it is done."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime, timedelta, tzinfo
from uuid import UUID

from physiocheck_desktop.domain.people import Actor
from physiocheck_desktop.domain.rehab_plan import PlannedExercise, PlanState, version_in_force
from physiocheck_desktop.domain.todays_work import (
    DoneRepetitions,
    DueExercise,
    TodaysWork,
    beginning_of,
    repetitions_of,
)
from physiocheck_desktop.services.access import Ownership, Permission, demand_patient, requires
from physiocheck_desktop.services.ports import UnitOfWorkFactory
from physiocheck_desktop.services.retrying import repeatable
from physiocheck_desktop.services.sessions import utc_now

_DAY = timedelta(days=1)


class TodaysWorkService:
    """The use case of today's work; may be called from any thread.

    Raises `AccessError` where the actor may not, and `StorageError` where the database cannot be read.
    """

    def __init__(
        self, unit_of_work: UnitOfWorkFactory, now: Callable[[], datetime] = utc_now, zone: tzinfo | None = None
    ) -> None:
        """Keep what the use case needs.

        Args:
            unit_of_work: Begins units of work.
            now: Tells the time.
            zone: Where the patients' days begin and end; this computer's own where None.
        """
        self._unit_of_work = unit_of_work
        self._now = now
        self._zone = zone

    @requires(Permission.PLAN_READ, Ownership.PATIENT)
    @repeatable
    def today(self, actor: Actor, patient_id: UUID) -> TodaysWork:
        """Return which exercises are due for a patient today, and how much of each is done.

        A session counts for the day on which it began, whole sessions and those broken off alike.
        """
        now = self._now()
        day = now.astimezone(self._zone).date()
        monday = day - timedelta(days=day.weekday())
        with self._unit_of_work(read_only=True) as uow:
            demand_patient(uow, actor, patient_id, now)
            in_force = [
                (plan.id, version)
                for plan in reversed(uow.plans.of(patient_id))
                if plan.state is PlanState.PUBLISHED
                and (version := version_in_force(uow.plans.published(plan.id), day, now)) is not None
            ]
            done = uow.plans.done((patient_id,), beginning_of(monday, self._zone)).get(patient_id, ())
        due = [
            DueExercise(
                plan_id=plan_id,
                plan_version=version.number,
                position=position,
                planned=planned,
                repetitions_done=self._repetitions(planned, done, day),
                days_done=self._days_done(planned, done, monday, day),
            )
            for plan_id, version in in_force
            for position, planned in enumerate(version.content.exercises, start=1)
            if planned.covers(day)
        ]
        return TodaysWork(
            day=day, exercises=tuple(each for each in due if each.planned.frequency.is_due(day, each.days_done))
        )

    def _days_done(self, planned: PlannedExercise, done: Sequence[DoneRepetitions], monday: date, day: date) -> int:
        earlier = (monday + number * _DAY for number in range((day - monday).days))
        return sum(self._repetitions(planned, done, each) >= planned.repetitions_a_day for each in earlier)

    def _repetitions(self, planned: PlannedExercise, done: Iterable[DoneRepetitions], day: date) -> int:
        return repetitions_of(
            planned.side,
            (
                each
                for each in done
                if each.exercise_key == planned.exercise_key and each.started_at.astimezone(self._zone).date() == day
            ),
        )

"""All own patients of a physician at once: the list, who needs a look, and what waits today."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta, tzinfo
from typing import Final
from uuid import UUID

from physiocheck_desktop.domain.adherence import PlanCourse, WorkDay, monday_of, share_kept
from physiocheck_desktop.domain.overview import (
    ALL_PATIENTS,
    LOOK_DAYS,
    TREND_DAYS,
    CareCounts,
    CaredPatients,
    CareSearch,
    Concern,
    concern_of,
)
from physiocheck_desktop.domain.people import Actor
from physiocheck_desktop.domain.todays_work import DoneRepetitions, beginning_of
from physiocheck_desktop.domain.work_days import DaySpan, days_until, work_days_of
from physiocheck_desktop.services.access import Ownership, Permission, demand_verified, requires
from physiocheck_desktop.services.missed_days import MissedDays
from physiocheck_desktop.services.paging import demand_page
from physiocheck_desktop.services.ports import UnitOfWork, UnitOfWorkFactory
from physiocheck_desktop.services.retrying import repeatable
from physiocheck_desktop.services.session_records import MAX_NAME_LENGTH
from physiocheck_desktop.services.sessions import utc_now
from physiocheck_desktop.services.texts import demand_text

RUNNING_WITHIN: Final = timedelta(hours=12)
"""A session that began before that and has no end does not run any more: nobody has closed it yet."""


class CareOverviewService:
    """Use cases of a physician's overview; every method takes the actor first, and may be called from any thread.

    Only patients come into it in whose records the physician is let in just now. All raise `AccessError` where the
    actor may not, and `StorageError` where the database cannot be read.
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
        self._missed = MissedDays()

    @requires(Permission.CARE_READ, Ownership.OWN_PATIENTS)
    @repeatable
    def patients(
        self, actor: Actor, search: CareSearch = ALL_PATIENTS, limit: int = 50, offset: int = 0
    ) -> CaredPatients:
        """Return the actor's patients.

        Args:
            actor: The physician.
            search: Which of them, and in which order.
            limit: How many at most, 1-500.
            offset: How many of the first to leave out.

        Raises:
            InputError: The words that are looked for are longer than a name.
        """
        demand_page("patients", limit, offset)
        demand_text("What you look for", search.words, MAX_NAME_LENGTH)
        now = self._now()
        with self._unit_of_work(read_only=True) as uow:
            demand_verified(uow, actor)
            found = uow.care.page(actor.user_id, now, search, limit, offset)
            total = uow.care.count(actor.user_id, now, search.words)
            days = self._days(uow, [each.patient_id for each in found], TREND_DAYS, now)
        return CaredPatients(
            total=total,
            patients=tuple(replace(each, adherence=share_kept(days[each.patient_id])) for each in found),
        )

    @requires(Permission.CARE_READ, Ownership.OWN_PATIENTS)
    @repeatable
    def needing_a_look(self, actor: Actor) -> tuple[Concern, ...]:
        """Return the actor's patients who need a look, those with the worst pain first."""
        now = self._now()
        with self._unit_of_work(read_only=True) as uow:
            demand_verified(uow, actor)
            patients = uow.care.page(actor.user_id, now, ALL_PATIENTS)
            ids = [each.patient_id for each in patients]
            span, plans, done = self._asked_and_done(uow, ids, LOOK_DAYS, now)
            worst = uow.pain_reports.worst_since(ids, beginning_of(span.first, self._zone))
        missed = self._missed.count(ids, span, plans, done)
        found = (concern_of(each, missed[each.patient_id], worst.get(each.patient_id)) for each in patients)
        return tuple(
            sorted(
                (each for each in found if each is not None),
                key=lambda each: (-(each.worst_pain or 0), -len(each.reasons), -each.missed_days),
            )
        )

    @requires(Permission.CARE_READ, Ownership.OWN_PATIENTS)
    @repeatable
    def today(self, actor: Actor) -> CareCounts:
        """Return what waits for the actor today."""
        now = self._now()
        with self._unit_of_work(read_only=True) as uow:
            demand_verified(uow, actor)
            today = beginning_of(now.astimezone(self._zone).date(), self._zone)
            begun, running = uow.care.sessions_since(actor.user_id, now, today, now - RUNNING_WITHIN)
            return CareCounts(
                patients=uow.care.count(actor.user_id, now),
                requests=uow.care.requests(actor.user_id),
                sessions_today=begun,
                running=running,
            )

    def _days(
        self, uow: UnitOfWork, patient_ids: Sequence[UUID], count: int, now: datetime
    ) -> dict[UUID, tuple[WorkDay, ...]]:
        """Return the last so many days of patients, today being the last."""
        span, plans, done = self._asked_and_done(uow, patient_ids, count, now)
        return {each: work_days_of(span, plans.get(each, ()), done.get(each, ())) for each in patient_ids}

    def _asked_and_done(
        self, uow: UnitOfWork, patient_ids: Sequence[UUID], count: int, now: datetime
    ) -> tuple[DaySpan, Mapping[UUID, Sequence[PlanCourse]], Mapping[UUID, Sequence[DoneRepetitions]]]:
        """Return the last so many days, and of each patient what plans asked for then and what was done."""
        span = days_until(now, self._first_of(count, now), self._zone)
        since = beginning_of(monday_of(span.first), self._zone)
        return span, uow.plans.courses(patient_ids, since), uow.plans.done(patient_ids, since)

    def _first_of(self, days: int, now: datetime) -> date:
        """Return the first of so many days of which today is the last."""
        return now.astimezone(self._zone).date() - timedelta(days=days - 1)

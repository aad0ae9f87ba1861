"""The clinic in numbers for its administrators, with nothing of them about a single patient."""

from collections.abc import Callable
from datetime import date, datetime, timedelta, tzinfo
from typing import Final

from physiocheck_desktop.domain.errors import BugError
from physiocheck_desktop.domain.overview import ClinicDay, ClinicOverview
from physiocheck_desktop.domain.people import Actor
from physiocheck_desktop.domain.todays_work import beginning_of
from physiocheck_desktop.services.access import Ownership, Permission, demand_administrator, requires
from physiocheck_desktop.services.ports import UnitOfWorkFactory
from physiocheck_desktop.services.retrying import repeatable
from physiocheck_desktop.services.sessions import utc_now

MOST_DAYS: Final = 92


class ClinicOverviewService:
    """The use cases of the clinic's overview; each may be called from any thread.

    Raises `AccessError` where the actor may not, and `StorageError` where the database cannot be read.
    """

    def __init__(
        self, unit_of_work: UnitOfWorkFactory, now: Callable[[], datetime] = utc_now, zone: tzinfo | None = None
    ) -> None:
        """Keep what the use cases need.

        Args:
            unit_of_work: Begins units of work.
            now: Tells the time.
            zone: Where the clinic's days begin and end; this computer's own where None.
        """
        self._unit_of_work = unit_of_work
        self._now = now
        self._zone = zone

    @requires(Permission.CLINIC_READ, Ownership.ACCOUNTS)
    @repeatable
    def overview(self, actor: Actor) -> ClinicOverview:
        """Return the clinic in numbers."""
        today = self._today()
        with self._unit_of_work(read_only=True) as uow:
            demand_administrator(uow, actor)
            verified, waiting = uow.clinic.physicians()
            files, file_bytes = uow.clinic.files()
            return ClinicOverview(
                people=uow.clinic.people(),
                accounts=uow.clinic.accounts(),
                verified_physicians=verified,
                waiting_physicians=waiting,
                patients_in_care=uow.clinic.patients_in_care(),
                active_plans=uow.clinic.active_plans(today),
                exercises=uow.clinic.own_exercises(),
                sessions=uow.clinic.sessions(),
                files=files,
                file_bytes=file_bytes,
                database_bytes=uow.clinic.database_bytes(),
            )

    @requires(Permission.CLINIC_READ, Ownership.ACCOUNTS)
    @repeatable
    def days(self, actor: Actor, count: int = 30) -> tuple[ClinicDay, ...]:
        """Return the clinic day by day, oldest first.

        Args:
            actor: The administrator.
            count: How many days, 1-92; today is the last.
        """
        if not 1 <= count <= MOST_DAYS:
            raise BugError(f"An overview of {count} days was asked for.")
        today = self._today()
        one_by_one = (today - timedelta(days=number) for number in range(count - 1, -1, -1))
        with self._unit_of_work(read_only=True) as uow:
            demand_administrator(uow, actor)
            return uow.clinic.days(
                [
                    (day, beginning_of(day, self._zone), beginning_of(day + timedelta(days=1), self._zone))
                    for day in one_by_one
                ]
            )

    def _today(self) -> date:
        return self._now().astimezone(self._zone).date()

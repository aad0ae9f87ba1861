"""Makes the sample clinic: its people come, are verified, taken on and given plans, and the patients exercise."""

import random
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from physiocheck_desktop.domain.people import Actor
from physiocheck_desktop.domain.profile import PublicDetails
from physiocheck_desktop.domain.rehab_plan import PlanContent
from physiocheck_desktop.services.exercises import ExerciseCatalogue
from physiocheck_desktop.services.front_door import FrontDoor
from physiocheck_desktop.services.notifications import NotificationService
from physiocheck_desktop.services.pain_reports import PainReportService
from physiocheck_desktop.services.passwords import PasswordHasher
from physiocheck_desktop.services.ports import UnitOfWorkFactory
from physiocheck_desktop.services.profiles import ProfileService
from physiocheck_desktop.services.rehab_plans import RehabPlanService
from physiocheck_desktop.services.sample_clinic.courses import COURSES, WEEKS, Course, Hurt
from physiocheck_desktop.services.sample_clinic.history import HistoryMaker, Version, at_hour
from physiocheck_desktop.services.sample_clinic.people import ADMINISTRATOR, PHYSICIAN, SamplePerson
from physiocheck_desktop.services.sessions import SessionService
from physiocheck_desktop.services.subscriptions import SubscriptionService
from physiocheck_desktop.services.verification import VerificationService
from physiocheck_desktop.services.visits import VisitService

_LICENCE: Final = "PT-20481"
_ORIGIN: Final = "sample"
_ABOUT: Final = PublicDetails(
    name=PHYSICIAN.name,
    specialty="Orthopaedics",
    clinic="Sample Movement Clinic",
    city="Sample City",
    languages="English, German, Swedish",
    about="Likes to explain why an exercise helps. Everybody and everything in this clinic is made up.",
)
_READ_UNTIL: Final = timedelta(days=4)


@dataclass(slots=True)
class _Clock:
    """Tells the time that it is in the history that is being made."""

    moment: datetime

    def __call__(self) -> datetime:
        return self.moment


@dataclass(frozen=True, slots=True)
class _Treated:
    """A patient with the course that is to be gone."""

    actor: Actor
    course: Course
    versions: list[Version]


class SampleClinicMaker:
    """Makes a clinic in a database that has nobody yet; the same seed and day make the same, but for identifiers."""

    def __init__(
        self,
        begin: UnitOfWorkFactory,
        exercises: ExerciseCatalogue,
        hasher: PasswordHasher,
        now: datetime,
        seed: int = 1,
    ) -> None:
        """Prepare.

        Args:
            begin: Begins units of work.
            exercises: The exercises that come with the program.
            hasher: Hashes the password of the sample people.
            now: The moment at which the clinic stands, UTC; all is dated from it.
            seed: What chances are drawn from.
        """
        self._now = now
        self._today = now.astimezone().date()
        self._first = self._today - timedelta(weeks=WEEKS)
        self._seed = seed
        self._clock = clock = _Clock(at_hour(self._first - timedelta(days=5), 8, random.Random(seed)))  # noqa: S311
        self._door = FrontDoor(begin, hasher, clock)
        self._verification = VerificationService(begin, clock)
        self._profiles = ProfileService(begin, clock)
        self._subscriptions = SubscriptionService(begin, clock)
        self._plans = RehabPlanService(begin, exercises, clock)
        self._pain = PainReportService(begin, clock)
        self._notifications = NotificationService(begin, clock)
        self._visits, self._sessions = VisitService(begin, clock), SessionService(begin, clock)
        self._exercises = exercises

    def make(self, on_day: Callable[[float], None] = lambda _: None) -> None:
        """Make all of it.

        Args:
            on_day: Told after each day of the history which share of the work is done, 0 to 1.

        Raises:
            StorageError: The database cannot be written.
        """
        administrator = self._door.first_administrator(
            ADMINISTRATOR.name, ADMINISTRATOR.email, ADMINISTRATOR.password
        ).actor
        physician = self._verified_physician(administrator)
        treated = [self._taken_on(physician, course) for course in COURSES]
        days = (self._today - self._first).days
        makers = {
            each.course.person: HistoryMaker(self._visits, self._sessions, self._exercises, self._chances(each.course))
            for each in treated
        }
        for number in range(days):
            day = self._first + timedelta(days=number)
            for each in treated:
                self._renew_plan(physician, each, day, number)
                self._clock.moment = at_hour(day, 22, random.Random(number))  # noqa: S311
                version = each.versions[-1]
                makers[each.course.person].do_day(each.actor, each.course, version, day, number / 7.0)
                self._tell_hurts(each, (self._today - day).days, day)
            if self._now - self._clock.moment > _READ_UNTIL:
                self._read_all((administrator, physician, *(each.actor for each in treated)), number)
            on_day((number + 1) / days)

    def _verified_physician(self, administrator: Actor) -> Actor:
        physician = self._sign_up(PHYSICIAN, _LICENCE)
        self._later(hours=3)
        self._verification.decide(administrator, physician.user_id, _LICENCE, verified=True)
        self._later(hours=1)
        profile = self._profiles.physician(physician)
        self._profiles.save_physician(
            physician, profile.version, _ABOUT, "+49 555 010 100", "Clinic Road 1, Sample City"
        )
        return physician

    def _taken_on(self, physician: Actor, course: Course) -> _Treated:
        actor = self._sign_up(course.person)
        profile = self._profiles.save_contact(
            actor, self._profiles.patient(actor, actor.user_id).version, course.contact
        )
        self._profiles.save_clinical(actor, actor.user_id, profile.version, course.clinical)
        asked = self._subscriptions.ask(actor, physician.user_id, course.request)
        self._later(hours=4)
        self._subscriptions.approve(physician, asked.id, "Welcome. Let us begin with a plan that you can keep up.")
        begun = self._plans.begin(physician, actor.user_id, self._content(course, 0))
        plan = self._plans.publish(physician, begun.id, begun.revision)
        return _Treated(actor, course, [Version(plan.id, 1, self._first, course.stages[0].exercises)])

    def _renew_plan(self, physician: Actor, treated: _Treated, day: date, number: int) -> None:
        """Publish the next version of a plan on the day on which it begins."""
        versions, stages = treated.versions, treated.course.stages
        if len(versions) == len(stages) or number != 7 * stages[len(versions)].from_week:
            return
        self._clock.moment = at_hour(day, 7, random.Random(number))  # noqa: S311
        plan = self._plans.plan(physician, versions[0].plan_id)
        saved = self._plans.save_draft(physician, plan.id, plan.revision, self._content(treated.course, len(versions)))
        self._plans.publish(physician, plan.id, saved.revision)
        versions.append(Version(plan.id, len(versions) + 1, day, stages[len(versions)].exercises))

    def _tell_hurts(self, treated: _Treated, days_ago: int, day: date) -> None:
        for hurt in treated.course.hurts:
            if hurt.days_ago == days_ago:
                self._tell_hurt(treated.actor, hurt, at_hour(day, treated.course.hour + 1, random.Random(days_ago)))  # noqa: S311

    def _tell_hurt(self, actor: Actor, hurt: Hurt, at: datetime) -> None:
        self._clock.moment = at
        self._pain.report(actor, region=hurt.region, level=hurt.level, words=hurt.words, at=at)

    def _read_all(self, people: tuple[Actor, ...], number: int) -> None:
        """Let everybody have read what is older than a few days; once a week is enough."""
        if number % 7 == 0 or (self._now - self._clock.moment).days == _READ_UNTIL.days:
            for each in people:
                self._notifications.mark_all_read(each)

    def _content(self, course: Course, stage: int) -> PlanContent:
        chosen = course.stages[stage]
        return PlanContent(
            title=course.plan_title,
            goal=course.plan_goal,
            starts_on=self._first + timedelta(weeks=chosen.from_week),
            exercises=chosen.exercises,
        )

    def _sign_up(self, person: SamplePerson, licence: str = "") -> Actor:
        self._later(hours=2)
        return self._door.sign_up(person.role, person.name, person.email, person.password, _ORIGIN, licence).actor

    def _later(self, *, hours: int) -> None:
        self._clock.moment += timedelta(hours=hours)

    def _chances(self, course: Course) -> random.Random:
        return random.Random(f"{self._seed} {course.person.email}")  # noqa: S311  # nothing is kept secret with it

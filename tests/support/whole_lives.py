"""People with something in every table, each text of theirs marked, so that it can be found wherever it is."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any, Final
from uuid import UUID

import pyotp
from hostile_files import encoded, picture
from stored_sessions import repetition

from physiocheck_desktop.config.exercise_files import ready_made_exercises
from physiocheck_desktop.database.database import Database
from physiocheck_desktop.domain.account import Account
from physiocheck_desktop.domain.angle_series import AngleSeries
from physiocheck_desktop.domain.errors import AccessError
from physiocheck_desktop.domain.exercise import Phase
from physiocheck_desktop.domain.notification import KINDS_OF_ROLE, NotificationPreferences
from physiocheck_desktop.domain.pain import BodyRegion
from physiocheck_desktop.domain.people import Actor, Role
from physiocheck_desktop.domain.profile import ClinicalDetails, ContactDetails, PublicDetails
from physiocheck_desktop.domain.rehab_plan import PlanContent, PlannedExercise
from physiocheck_desktop.domain.repetition import RuleFault, SessionAssessment
from physiocheck_desktop.domain.stored_file import FileKind
from physiocheck_desktop.integrations.local_files import LocalFileStore
from physiocheck_desktop.integrations.media_intake import MediaFileIntake
from physiocheck_desktop.services.accounts import AccountService
from physiocheck_desktop.services.exercise_library import ExerciseLibraryService
from physiocheck_desktop.services.exercises import ExerciseCatalogue
from physiocheck_desktop.services.file_vault import FileVault
from physiocheck_desktop.services.files import FileService
from physiocheck_desktop.services.front_door import FrontDoor
from physiocheck_desktop.services.hand_counted import HandCountedService
from physiocheck_desktop.services.notifications import NotificationService
from physiocheck_desktop.services.pain_reports import PainReportService
from physiocheck_desktop.services.passwords import PasswordHasher
from physiocheck_desktop.services.profiles import ProfileService
from physiocheck_desktop.services.rehab_plans import RehabPlanService
from physiocheck_desktop.services.second_factor import SecondFactorService
from physiocheck_desktop.services.sessions import SessionService
from physiocheck_desktop.services.subscriptions import SubscriptionService
from physiocheck_desktop.services.suggestions import SuggestionService
from physiocheck_desktop.services.verification import VerificationService
from physiocheck_desktop.services.visits import VisitService

READY: Final = ExerciseCatalogue(ready_made_exercises())
HASHER: Final = PasswordHasher(4)
PASSWORD: Final = "walnut ferry quiet lamp"  # noqa: S105  # nobody has it
START: Final = datetime(2026, 3, 2, 8, 0, tzinfo=UTC)


class Clock:
    """Goes on by a second whenever it is looked at, and otherwise where it is moved."""

    def __init__(self) -> None:
        self.now = START

    def __call__(self) -> datetime:
        self.now += timedelta(seconds=1)
        return self.now


@dataclass(frozen=True)
class Clinic:
    """People of a clinic.

    Attributes:
        pat: A patient with an account, whom Vera treats and Egon treated.
        other: Another patient of Vera's.
        lone: A patient whom nobody treats.
        vera: A physician.
        egon: A physician.
        ada: An administrator.
    """

    pat: Account
    other: Account
    lone: Account
    vera: Account
    egon: Account
    ada: Account


class Lives:
    """Fills a database through the use cases."""

    def __init__(
        self,
        database: Database,
        store: LocalFileStore,
        folder: Path,
        make_assessment: Callable[..., SessionAssessment],
    ) -> None:
        begin, self.clock = database.unit_of_work, Clock()
        database.sends_mail = True
        self.vault = FileVault(begin, [store], self.clock)
        self.door = FrontDoor(begin, HASHER, self.clock)
        self.profiles = ProfileService(begin)
        self.subscriptions = SubscriptionService(begin, self.clock)
        self.sessions = SessionService(begin, self.clock)
        self.hand_counted = HandCountedService(begin, self.clock)
        self.visits = VisitService(begin, self.clock)
        self.pain_reports = PainReportService(begin, self.clock)
        self.plans = RehabPlanService(begin, READY, now=self.clock)
        self.library = ExerciseLibraryService(begin, READY, now=self.clock)
        self.suggestions = SuggestionService(begin, READY, now=self.clock)
        self.files = FileService(begin, self.vault, MediaFileIntake(lambda content: content), self.clock)
        self.factors = SecondFactorService(begin, HASHER, self.clock)
        self.accounts = AccountService(begin, HASHER, self.clock)
        self.verification = VerificationService(begin, self.clock)
        self.notifications = NotificationService(begin, self.clock)
        self.make_assessment = make_assessment
        self.picture = folder / "brought.png"
        self.picture.write_bytes(encoded(picture()))

    def clinic(self) -> Clinic:
        """Keep everybody, with something in every table."""
        ada = self.door.first_administrator("Ada Marker", "ada@example.org", PASSWORD)
        vera, egon = self.physician("vera", ada.actor), self.physician("egon", ada.actor)
        pat, other, lone = self.patient("pat"), self.patient("other"), self.patient("lone")
        own = self.own_exercise(vera.actor, "vera")
        for each in (pat, other):
            self.care(each.actor, vera.actor, own, each.email.partition("@")[0])
        former = self.subscriptions.ask(pat.actor, egon.user_id, "pat-request")
        self.subscriptions.approve(egon.actor, former.id, "egon-answer")
        self.subscriptions.end(pat.actor, former.id, "pat-farewell")
        self.subscriptions.ask(lone.actor, egon.user_id, "lone-request")
        self.accounts.reset_code(ada.actor, pat.user_id)
        for each in (pat, other, lone):
            self.exercised(each.actor, 4)
            self.visited(each.actor, each.email.partition("@")[0])
        return Clinic(pat, other, lone, vera, egon, ada)

    def patient(self, name: str) -> Account:
        """Keep a patient with a profile, a picture, a second factor, and tries to sign in."""
        account = self.account(Role.PATIENT, name)
        actor = account.actor
        contact = ContactDetails(
            name=f"{name}-name",
            date_of_birth=date(1980, 5, 17),
            phone=f"{name}-phone",
            address=f"{name}-address",
            emergency_contact=f"{name}-emergency",
        )
        self.profiles.save_contact(actor, 0, contact)
        clinical = ClinicalDetails(conditions=f"{name}-conditions", notes=f"{name}-notes", goals=f"{name}-goals")
        self.profiles.save_clinical(actor, actor.user_id, 1, clinical)
        return account

    def physician(self, name: str, administrator: Actor) -> Account:
        """Keep a verified physician with a profile and files."""
        account = self.account(Role.PHYSICIAN, name)
        self.files.set_credential(account.actor, self.picture)
        self.verification.decide(administrator, account.user_id, f"{name}-licence", verified=True)
        fields = dict.fromkeys(("specialty", "clinic", "city", "languages", "about"), "")
        public = PublicDetails(name=f"{name}-name", **{field: f"{name}-{field}" for field in fields})
        self.profiles.save_physician(account.actor, 0, public, phone=f"{name}-phone", address=f"{name}-address")
        return account

    def account(self, role: Role, name: str) -> Account:
        """Keep an account that has been used, well and badly."""
        licence = f"{name}-licence" if role is Role.PHYSICIAN else ""
        account = self.door.sign_up(role, f"{name}-name", f"{name}@example.org", PASSWORD, f"{name}-computer", licence)
        token = self.door.sign_in(account.email, PASSWORD, f"{name}-computer").token
        with suppress(AccessError):
            self.door.sign_in(account.email, "wrong", f"{name}-computer")
        app = pyotp.parse_uri(self.factors.begin(account.actor, PASSWORD).uri)
        assert isinstance(app, pyotp.TOTP)
        self.factors.confirm(account.actor, app.at(self.clock.now), token)
        self.files.set_profile_picture(account.actor, self.picture)
        by_email = NotificationPreferences(KINDS_OF_ROLE[role], details_in_email=role is Role.PATIENT)
        self.notifications.set_preferences(account.actor, by_email)
        return account

    def own_exercise(self, physician: Actor, name: str) -> str:
        """Keep an own exercise in two versions with files; returns its key. Another one is used by nobody."""
        kept = self.library.add(physician, replace(READY.find("squat"), name=f"{name}-exercise"), note=f"{name}-note")
        self.library.change(physician, 1, replace(kept.definition, name=f"{name}-exercise"), note=f"{name}-change")
        self.files.set_exercise_file(physician, kept.definition.key, FileKind.EXERCISE_PICTURE, self.picture)
        self.library.add(physician, replace(READY.find("squat"), name=f"{name}-unused"), note=f"{name}-note")
        return kept.definition.key

    def care(self, patient: Actor, physician: Actor, exercise: str, name: str) -> None:
        """Let a physician treat a patient: subscription, published plan with a draft, sessions, a suggestion."""
        asked = self.subscriptions.ask(patient, physician.user_id, f"{name}-request")
        self.subscriptions.approve(physician, asked.id, f"{name}-answer")
        planned = PlannedExercise(exercise_key=exercise, exercise_version=2, notes=f"{name}-hint")
        content = PlanContent(
            title=f"{name}-plan", goal=f"{name}-goal", starts_on=date(2026, 3, 2), exercises=(planned,)
        )
        plan = self.plans.begin(physician, patient.user_id, content)
        plan = self.plans.publish(physician, plan.id, plan.revision)
        self.plans.save_draft(physician, plan.id, plan.revision, replace(content, title=f"{name}-draft"))
        forgotten = replace(content, title=f"{name}-never-published")
        self.plans.begin(physician, patient.user_id, forgotten)
        self.exercised(patient, 4)
        suggestion = self.suggestions.suggest(patient, patient.user_id, "squat")[0]
        self.suggestions.decide(physician, suggestion.id, accept=True)

    def visited(self, patient: Actor, name: str) -> None:
        """Keep a visit with a session that was counted by hand, and that it hurt."""
        visit = self.visits.begin(patient, pain_before=3)
        session = self.hand_counted.keep(patient, "squat", "Squat", sets=(8,), visit_id=visit.id)
        self.pain_reports.report(
            patient, region=BodyRegion.LEFT_KNEE, level=6, words=f"{name}-pain", session_id=session.id
        )
        self.visits.end(patient, visit.id, pain_after=2, effort=5)

    def exercised(self, patient: Actor, sessions: int, repetitions: int = 8) -> list[UUID]:
        """Keep sessions of squats, each with an error."""
        fault = RuleFault("chest-up", "Lift your chest", 0.4, 51.5, "hint", Phase.PEAK, 4.5, 6.5)
        done = tuple(repetition(index, 118.0, (fault,)) for index in range(1, repetitions + 1))
        ids = []
        for _ in range(sessions):
            begun = self.sessions.start(patient, "squat", "Squat")
            course = AngleSeries((0.0, 1.0), (0.0, 0.9), {"left_knee": (170.0, 118.0)})
            self.sessions.finish(patient, begun.id, replace(self.make_assessment(1), repetitions=done), angles=course)
            ids.append(begun.id)
        return ids


def rows_of(query: Callable[..., list[tuple[Any, ...]]], table: str, where: str = "1 = 1") -> int:
    """Return how many rows of a table there are."""
    return int(query(f"SELECT count(*) FROM {table} WHERE {where}")[0][0])  # noqa: S608

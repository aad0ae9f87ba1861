"""Every use case × everybody who could call it: let in, or refused; a new one fails until it is in the table.

To add a use case: write into `ALLOWED` who may call it on the records of the one patient, and into `calls` what to call
it with, where it takes more than the actor. Services are found, and made from the parts their constructors name.
"""

import inspect
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any, Final
from uuid import UUID, uuid4

import pytest
from clinic import add_administrator, add_patient, add_physician, care_for
from hostile_files import encoded, picture
from stored_sessions import repetition
from use_cases import service_classes, service_methods

from physiocheck_desktop.config.exercise_files import ready_made_exercises
from physiocheck_desktop.database.database import Database
from physiocheck_desktop.database.tables import CredentialRow, PhysicianRow
from physiocheck_desktop.database.unit_of_work import SqlUnitOfWork
from physiocheck_desktop.domain.errors import AccessError, KnownError
from physiocheck_desktop.domain.notification import NotificationPreferences
from physiocheck_desktop.domain.pain import BodyRegion
from physiocheck_desktop.domain.people import Actor, Role, Verification
from physiocheck_desktop.domain.profile import ClinicalDetails, ContactDetails, PublicDetails
from physiocheck_desktop.domain.rehab_plan import PlanContent, PlannedExercise
from physiocheck_desktop.domain.repetition import Repetition, SessionAssessment
from physiocheck_desktop.domain.stored_file import FileKind
from physiocheck_desktop.integrations.local_files import LocalFileStore
from physiocheck_desktop.integrations.media_intake import MediaFileIntake
from physiocheck_desktop.reports.person_archive import ZipPersonArchives
from physiocheck_desktop.services.access import ROLE_PERMISSIONS, Ownership, declared_rule
from physiocheck_desktop.services.exercise_library import ExerciseLibraryService
from physiocheck_desktop.services.exercises import ExerciseCatalogue
from physiocheck_desktop.services.file_vault import FileVault
from physiocheck_desktop.services.files import FileService
from physiocheck_desktop.services.notifications import NotificationService
from physiocheck_desktop.services.outbox import Contents
from physiocheck_desktop.services.pain_reports import PainReportService
from physiocheck_desktop.services.passwords import PasswordHasher
from physiocheck_desktop.services.profiles import ProfileService
from physiocheck_desktop.services.progress import ProgressService
from physiocheck_desktop.services.rehab_plans import RehabPlanService
from physiocheck_desktop.services.session_reading import SessionReadingService
from physiocheck_desktop.services.sessions import SessionService, utc_now
from physiocheck_desktop.services.subscriptions import SubscriptionService
from physiocheck_desktop.services.suggestions import SuggestionService
from physiocheck_desktop.services.visits import VisitService

READY: Final = ExerciseCatalogue(ready_made_exercises())
HASHER: Final = PasswordHasher(4)
INTAKE: Final = MediaFileIntake(lambda content: content)
PASSWORD: Final = "walnut ferry quiet lamp"  # noqa: S105  # nobody has it
CONFIDENTIAL: Final = "told to who treats alone"
"""What the patient's own records say, and nobody else is ever answered."""

PATIENTS: Final = frozenset({"patient", "other patient"})
TREATING: Final = frozenset({"physician"})
VERIFIED: Final = frozenset({"physician", "asked physician", "former physician", "strange physician"})
PHYSICIANS: Final = VERIFIED | {"unverified physician"}
CARE: Final = TREATING | {"patient"}
OWN: Final = frozenset({"patient"})
ADMINISTRATORS: Final = frozenset({"administrator"})
EVERYBODY: Final = PATIENTS | PHYSICIANS | ADMINISTRATORS

ALLOWED: Final[Mapping[str, frozenset[str]]] = {
    "AccountService.me": EVERYBODY,
    "AccountService.sign_out": EVERYBODY,
    "AccountService.confirm": EVERYBODY,
    "AccountService.change_password": EVERYBODY,
    "AccountService.accounts": ADMINISTRATORS,
    "AccountService.enable": ADMINISTRATORS,
    "AccountService.reset_code": ADMINISTRATORS,
    "AuditService.entries": ADMINISTRATORS,
    "ClinicalReviewService.patient": ADMINISTRATORS,
    "ClinicalReviewService.session": ADMINISTRATORS,
    "SecondFactorService.state": EVERYBODY,
    "SecondFactorService.begin": EVERYBODY,
    "SecondFactorService.confirm": EVERYBODY,
    "SecondFactorService.renew_recovery_codes": EVERYBODY,
    "SecondFactorService.switch_off": EVERYBODY,
    "SecondFactorService.remove": ADMINISTRATORS,
    "VerificationService.own": PHYSICIANS,
    "VerificationService.ask_again": PHYSICIANS,
    "VerificationService.applications": ADMINISTRATORS,
    "VerificationService.decide": ADMINISTRATORS,
    "RecordingService.begin_visit": PATIENTS,
    "RecordingService.end_visit": OWN,
    "RecordingService.record_by_hand": PATIENTS,
    "RecordingService.report_pain": PATIENTS,
    "RecordingService.resumable": PATIENTS,
    "RecordingService.resume": OWN,
    "HandCountedService.keep": PATIENTS,
    "VisitService.begin": PATIENTS,
    "VisitService.end": OWN,
    "VisitService.visits": CARE,
    "PainReportService.report": PATIENTS,
    "PainReportService.pain_reports": CARE,
    "SessionReadingService.history_of": CARE,
    "SessionReadingService.past": CARE,
    "SessionReadingService.running_of": CARE,
    "SessionReadingService.running": PATIENTS | VERIFIED,
    "SessionReadingService.resumable": PATIENTS,
    "RecordingService.begin": PATIENTS,
    "RecordingService.record_repetition": OWN,
    "RecordingService.end": OWN,
    "SessionService.start": PATIENTS,
    "SessionService.record_repetition": OWN,
    "SessionService.finish": OWN,
    "SessionService.abandon": OWN,
    "SessionService.close_interrupted": PATIENTS,
    "SessionService.history": PATIENTS,
    "SessionService.detail": CARE,
    "SubscriptionService.ask": PATIENTS,
    "SubscriptionService.approve": frozenset({"asked physician"}),
    "SubscriptionService.decline": frozenset({"asked physician"}),
    "SubscriptionService.end": CARE,
    "SubscriptionService.own": PATIENTS | VERIFIED,
    "SubscriptionService.treating": PATIENTS | VERIFIED,
    "SuggestionService.suggest": CARE,
    "SuggestionService.suggestions": CARE,
    "SuggestionService.decide": TREATING,
    "SuggestionService.exercise": CARE,
    "SuggestionService.own_exercises": PATIENTS | VERIFIED,
    "ExerciseLibraryService.entries": PATIENTS | VERIFIED,
    "ExerciseLibraryService.exercise": TREATING,
    "ExerciseLibraryService.planned": CARE,
    "ExerciseLibraryService.changes": TREATING,
    "ExerciseLibraryService.add": VERIFIED,
    "ExerciseLibraryService.change": TREATING,
    "ExerciseLibraryService.share": TREATING,
    "ExerciseLibraryService.remove": TREATING,
    "ProfileService.patient": CARE,
    "ProfileService.save_contact": PATIENTS,
    "ProfileService.save_clinical": CARE,
    "ProfileService.physician": PHYSICIANS,
    "ProfileService.save_physician": PHYSICIANS,
    "ProfileService.find_physicians": PATIENTS | VERIFIED,
    "RehabPlanService.begin": TREATING,
    "RehabPlanService.save_draft": TREATING,
    "RehabPlanService.publish": TREATING,
    "RehabPlanService.discard_draft": TREATING,
    "RehabPlanService.end": TREATING,
    "RehabPlanService.plan": CARE,
    "RehabPlanService.plans": CARE,
    "RehabPlanService.versions": CARE,
    "RehabPlanService.in_force": CARE,
    "TodaysWorkService.today": CARE,
    "ProgressService.scores": CARE,
    "ProgressService.ranges": CARE,
    "ProgressService.adherence": CARE,
    "ProgressService.errors": CARE,
    "ProgressService.pain": CARE,
    "ProgressService.standing": CARE,
    "ProgressService.last_time": CARE,
    "ProgressService.compared": CARE,
    "CareOverviewService.patients": VERIFIED,
    "CareOverviewService.needing_a_look": VERIFIED,
    "CareOverviewService.today": VERIFIED,
    "ClinicOverviewService.days": ADMINISTRATORS,
    "ClinicOverviewService.overview": ADMINISTRATORS,
    "FileService.set_profile_picture": PATIENTS | PHYSICIANS,
    "FileService.remove_profile_picture": PATIENTS | PHYSICIANS,
    "FileService.patient_picture": CARE,
    "FileService.physician_picture": PATIENTS | VERIFIED,
    "FileService.set_credential": PHYSICIANS,
    "FileService.remove_credential": PHYSICIANS,
    "FileService.credential": PHYSICIANS,
    "FileService.credential_of": ADMINISTRATORS,
    "FileService.set_exercise_file": TREATING,
    "FileService.remove_exercise_file": TREATING,
    "FileService.exercise_file": TREATING,
    "FileService.planned_exercise_file": CARE,
    "NotificationService.own": EVERYBODY,
    "NotificationService.unread_count": EVERYBODY,
    "NotificationService.mark_read": OWN,
    "NotificationService.mark_all_read": EVERYBODY,
    "NotificationService.preferences": EVERYBODY,
    "NotificationService.set_preferences": EVERYBODY,
    "PersonExportService.export_own": EVERYBODY,
    "PersonExportService.export_for": ADMINISTRATORS,
    "ErasureService.own": EVERYBODY,
    "ErasureService.ask": EVERYBODY,
    "ErasureService.take_back": EVERYBODY,
    "ErasureService.ask_for": ADMINISTRATORS,
    "ErasureService.take_back_for": ADMINISTRATORS,
    "ErasureService.erasures": ADMINISTRATORS,
}
"""Who may, on the records of one patient and of the physician who treats that patient."""

NOT_NOW: Final = frozenset(
    {
        "SecondFactorService.confirm",
        "SecondFactorService.renew_recovery_codes",
        "VerificationService.ask_again",
        "FileService.set_profile_picture",
        "FileService.set_credential",
        "FileService.remove_credential",
        "FileService.set_exercise_file",
        "ErasureService.ask",
    }
)
"""Who may call these is told in a sentence why it is not the moment."""

LISTED: Final = frozenset({Ownership.SELF, Ownership.PUBLIC, Ownership.EXERCISE_READER, Ownership.OWN_PATIENTS})
"""Of these somebody who claims another role is answered with what everybody of that role may know."""

KEYWORDS: Final[Mapping[str, Mapping[str, Any]]] = {
    "AccountService.enable": {"enabled": False},
    "VerificationService.decide": {"verified": True},
    "ExerciseLibraryService.share": {"shared": True},
    "RecordingService.begin_visit": {"pain_before": 3},
    "RecordingService.end_visit": {"pain_after": 4, "effort": 5},
    "RecordingService.record_by_hand": {"sets": (8, 6)},
    "RecordingService.report_pain": {"region": BodyRegion.LEFT_KNEE, "level": 6},
    "HandCountedService.keep": {"sets": (8, 6)},
    "VisitService.begin": {"pain_before": 3},
    "VisitService.end": {"pain_after": 4, "effort": 5},
    "PainReportService.report": {"region": BodyRegion.LEFT_KNEE, "level": 6},
    "RecordingService.end": {"completed": True},
    "SuggestionService.decide": {"accept": False},
}


@dataclass(frozen=True)
class Clinic:
    """Everybody who could call, by what they are to one patient; and the calls, each on that patient's records.

    Attributes:
        people: Who.
        calls: With what, after the actor.
        secrets: Texts and identifiers that nobody but those in `CARE` may ever be answered.
    """

    people: Mapping[str, Actor]
    calls: dict[str, tuple[Any, ...]]
    secrets: tuple[str, ...]

    def secrets_from(self, name: str) -> tuple[str, ...]:
        """Return what a use case may not answer: the audit trail says which record was touched, never what is in it.

        Who looks for a reason, which the patient is told, is answered.
        """
        if name.startswith("ClinicalReviewService."):
            return ()
        if name != "AuditService.entries":
            return self.secrets
        return tuple(secret for secret in self.secrets if not secret.startswith("UUID("))


def everybody(database: Database) -> dict[str, Actor]:
    """Keep one person of each kind, all with the same password."""
    people = {
        "patient": add_patient(database),
        "other patient": add_patient(database),
        "physician": add_physician(database),
        "asked physician": add_physician(database),
        "former physician": add_physician(database),
        "strange physician": add_physician(database),
        "unverified physician": add_physician(database),
        "administrator": add_administrator(database),
    }
    kept = HASHER.hashed(PASSWORD)
    with database.unit_of_work() as uow:
        for number, actor in enumerate(people.values()):
            email = f"person{number}@example.org"
            uow._session.add(
                CredentialRow(user_id=actor.user_id, email=email, password_hash=kept, changed_at=utc_now())
            )
        uow._session.flush()
        uow.commit()
    return people


@pytest.fixture
def store(data_folder: Path) -> LocalFileStore:
    return LocalFileStore(data_folder / "files")


@pytest.fixture
def clinic(
    database: Database,
    store: LocalFileStore,
    tmp_path: Path,
    make_repetition: Callable[[int], Repetition],
    make_assessment: Callable[..., SessionAssessment],
) -> Clinic:
    people = everybody(database)
    patient, physician = people["patient"], people["physician"]
    subscriptions = SubscriptionService(database.unit_of_work)
    open_one = care_for(database, patient, physician)
    subscriptions.end(patient, care_for(database, patient, people["former physician"]))
    care_for(database, patient, people["unverified physician"])
    asked = subscriptions.ask(patient, people["asked physician"].user_id).id
    with database.unit_of_work() as uow:
        refused = uow._session.get(PhysicianRow, people["unverified physician"].user_id)
        assert refused is not None
        refused.verification = Verification.REFUSED
        uow._session.flush()
        uow.commit()
    for each, notes in ((patient, CONFIDENTIAL), (people["other patient"], "something else")):
        ProfileService(database.unit_of_work).save_clinical(each, each.user_id, 0, ClinicalDetails(notes=notes))
    own = ExerciseLibraryService(database.unit_of_work, READY).add(physician, READY.find("squat")).definition
    content = PlanContent(
        title=CONFIDENTIAL,
        starts_on=date(2026, 1, 5),
        exercises=(PlannedExercise(exercise_key=own.key, exercise_version=1),),
    )
    plans = RehabPlanService(database.unit_of_work, READY)
    plan = plans.begin(physician, patient.user_id, content)
    plan = plans.publish(physician, plan.id, plan.revision)
    plan = plans.save_draft(physician, plan.id, plan.revision, content)
    suggestion = suggested(database, patient, make_assessment)
    session, visit, interrupted = exercised(database, patient, make_repetition)
    (tmp_path / "picture.png").write_bytes(encoded(picture()))
    files = FileService(database.unit_of_work, FileVault(database.unit_of_work, [store]), INTAKE)
    portrait = files.set_profile_picture(patient, tmp_path / "picture.png").id
    files.set_profile_picture(physician, tmp_path / "picture.png")
    files.set_credential(people["unverified physician"], tmp_path / "picture.png")
    files.set_exercise_file(physician, own.key, FileKind.EXERCISE_PICTURE, tmp_path / "picture.png")
    ended = ProgressService(database.unit_of_work).scores(patient, patient.user_id)[-1]
    calls: dict[str, tuple[Any, ...]] = {
        "AccountService.sign_out": ("no sign-in",),
        "AccountService.confirm": (PASSWORD,),
        "AccountService.change_password": (PASSWORD, "seven slow herons dancing"),
        "AccountService.enable": (patient.user_id,),
        "SecondFactorService.begin": (PASSWORD,),
        "SecondFactorService.confirm": ("123456",),
        "SecondFactorService.renew_recovery_codes": (PASSWORD,),
        "SecondFactorService.switch_off": (PASSWORD,),
        "SecondFactorService.remove": (patient.user_id,),
        "VerificationService.ask_again": ("L 2",),
        "VerificationService.decide": (people["unverified physician"].user_id, ""),
        "AccountService.reset_code": (patient.user_id,),
        "ClinicalReviewService.patient": (patient.user_id, "a complaint of the patient"),
        "ClinicalReviewService.session": (session, "a complaint of the patient"),
        "RecordingService.begin": ("squat", "Squat"),
        "RecordingService.record_by_hand": ("squat", "Squat"),
        "RecordingService.resume": (interrupted,),
        "HandCountedService.keep": ("squat", "Squat"),
        "VisitService.end": (visit,),
        "VisitService.visits": (patient.user_id,),
        "PainReportService.pain_reports": (patient.user_id,),
        "SessionReadingService.history_of": (patient.user_id,),
        "SessionReadingService.past": (session,),
        "SessionReadingService.running_of": (patient.user_id,),
        "SessionService.start": ("squat", "Squat"),
        "SessionService.record_repetition": (session, make_repetition(1)),
        "SessionService.finish": (session, make_assessment(1)),
        "SessionService.abandon": (session,),
        "SessionService.detail": (session,),
        "SubscriptionService.ask": (people["strange physician"].user_id,),
        "SubscriptionService.approve": (asked,),
        "SubscriptionService.decline": (asked,),
        "SubscriptionService.end": (open_one,),
        "SuggestionService.suggest": (patient.user_id, "squat"),
        "SuggestionService.suggestions": (patient.user_id,),
        "SuggestionService.decide": (suggestion,),
        "SuggestionService.exercise": (patient.user_id, "squat"),
        "ExerciseLibraryService.exercise": (own.key,),
        "ExerciseLibraryService.planned": (patient.user_id, own.key, 1),
        "ExerciseLibraryService.changes": (own.key,),
        "ExerciseLibraryService.add": (READY.find("squat"),),
        "ExerciseLibraryService.change": (1, replace(own, name="Changed")),
        "ExerciseLibraryService.share": (own.key,),
        "ExerciseLibraryService.remove": (own.key,),
        "ProfileService.patient": (patient.user_id,),
        "ProfileService.save_contact": (1, ContactDetails(name="P")),
        "ProfileService.save_clinical": (patient.user_id, 1, ClinicalDetails(notes="N")),
        "ProfileService.save_physician": (0, PublicDetails(name="Dr. Vera Fied")),
        "RehabPlanService.begin": (patient.user_id, replace(content, exercises=())),
        "RehabPlanService.save_draft": (plan.id, plan.revision, replace(content, title="Changed")),
        "RehabPlanService.publish": (plan.id, plan.revision),
        "RehabPlanService.discard_draft": (plan.id, plan.revision),
        "RehabPlanService.end": (plan.id, plan.revision),
        "RehabPlanService.plan": (plan.id,),
        "RehabPlanService.plans": (patient.user_id,),
        "RehabPlanService.versions": (plan.id,),
        "RehabPlanService.in_force": (plan.id,),
        "TodaysWorkService.today": (patient.user_id,),
        "ProgressService.scores": (patient.user_id,),
        "ProgressService.ranges": (patient.user_id,),
        "ProgressService.adherence": (patient.user_id,),
        "ProgressService.errors": (patient.user_id,),
        "ProgressService.pain": (patient.user_id,),
        "ProgressService.standing": (patient.user_id,),
        "ProgressService.last_time": (patient.user_id, "squat"),
        "ProgressService.compared": (patient.user_id, ended.session_id),
        "FileService.set_profile_picture": (tmp_path / "picture.png",),
        "FileService.patient_picture": (patient.user_id,),
        "FileService.physician_picture": (physician.user_id,),
        "FileService.set_credential": (tmp_path / "picture.png",),
        "FileService.credential_of": (people["unverified physician"].user_id,),
        "FileService.set_exercise_file": (own.key, FileKind.EXERCISE_PICTURE, tmp_path / "picture.png"),
        "FileService.remove_exercise_file": (own.key, FileKind.EXERCISE_PICTURE),
        "FileService.exercise_file": (own.key, FileKind.EXERCISE_PICTURE),
        "FileService.planned_exercise_file": (patient.user_id, own.key, FileKind.EXERCISE_PICTURE),
        "NotificationService.mark_read": (NotificationService(database.unit_of_work).own(patient, limit=1)[0].id,),
        "NotificationService.set_preferences": (NotificationPreferences(),),
        "PersonExportService.export_own": (tmp_path / "own.zip", PASSWORD),
        "PersonExportService.export_for": (patient.user_id, "asked by letter", tmp_path / "for.zip"),
        "ErasureService.ask": (PASSWORD,),
        "ErasureService.ask_for": (patient.user_id, "asked by letter"),
        "ErasureService.take_back_for": (patient.user_id,),
    }
    return Clinic(
        people, calls, (CONFIDENTIAL, *map(repr, (session, visit, interrupted, plan.id, suggestion, portrait)))
    )


def exercised(database: Database, patient: Actor, make_repetition: Callable[[int], Repetition]) -> tuple[UUID, ...]:
    """Let a patient hurt, be interrupted in a visit, and exercise just now; returns session, visit, what broke off."""
    sessions = SessionService(database.unit_of_work)
    visit = VisitService(database.unit_of_work).begin(patient, pain_before=2).id
    interrupted = sessions.start(patient, "squat", "Squat", visit_id=visit).id
    sessions.record_repetition(patient, interrupted, make_repetition(1))
    PainReportService(database.unit_of_work).report(
        patient, region=BodyRegion.LEFT_KNEE, level=6, words=CONFIDENTIAL, session_id=interrupted
    )
    sessions.close_interrupted(patient)
    a_minute_ago = utc_now() - timedelta(minutes=1)
    return sessions.start(patient, "squat", "Squat", at=a_minute_ago).id, visit, interrupted


def suggested(database: Database, patient: Actor, make_assessment: Callable[..., SessionAssessment]) -> UUID:
    """Let a patient squat less deep than asked for until something is suggested; returns what is."""
    sessions = SessionService(database.unit_of_work)
    done = tuple(repetition(index, 118.0) for index in range(1, 9))
    for _ in range(4):
        begun = sessions.start(patient, "squat", "Squat")
        sessions.finish(patient, begun.id, replace(make_assessment(1), repetitions=done))
    suggestions = SuggestionService(database.unit_of_work, READY)
    return suggestions.suggest(patient, patient.user_id, "squat")[0].id


@pytest.fixture
def at_commit() -> Callable[[SqlUnitOfWork], None]:
    """Return what is done instead of keeping what a use case has changed."""
    return lambda _: None


@pytest.fixture
def call(
    database: Database,
    clinic: Clinic,
    store: LocalFileStore,
    make_repetition: Callable[[int], Repetition],
    at_commit: Callable[[SqlUnitOfWork], None],
) -> Callable[..., Any]:
    """Return a function that calls a use case by name, and forgets everything that it changed in the database."""

    def dry_run(*, read_only: bool = False) -> Any:
        uow = database.unit_of_work(read_only=read_only)
        uow.commit = lambda: at_commit(uow)  # type: ignore[method-assign]
        return uow

    delivery = SimpleNamespace(keep=lambda _: None, status=SimpleNamespace(contents=Contents()))
    parts = {
        "unit_of_work": dry_run,
        "ready_made": READY,
        "hasher": HASHER,
        "delivery": delivery,
        "vault": FileVault(dry_run, [store]),
        "archives": ZipPersonArchives(),
        "intake": INTAKE,
        "interrupted": SessionReadingService(dry_run),
    }
    services = {
        kind.__name__: kind(
            **{
                name: parts[name]
                for name, parameter in inspect.signature(kind).parameters.items()
                if name in parts or parameter.default is parameter.empty
            }
        )
        for kind in service_classes()
    }

    # What is being recorded is known to the process that does it, and to no database.
    recorded = services["RecordingService"].begin(clinic.people["patient"], "squat", "Squat").id
    clinic.calls["RecordingService.record_repetition"] = (recorded, make_repetition(1))
    clinic.calls["RecordingService.end"] = (recorded, None)
    begun = services["RecordingService"].begin_visit(clinic.people["patient"], pain_before=None).id
    clinic.calls["RecordingService.end_visit"] = (begun,)

    def run(name: str, actor: Actor, arguments: Iterable[Any] | None = None) -> Any:
        service, _, method = name.partition(".")
        given = clinic.calls.get(name, ()) if arguments is None else arguments
        return getattr(services[service], method)(actor, *given, **KEYWORDS.get(name, {}))

    run.services = services  # type: ignore[attr-defined]
    return run


def test_every_use_case_lets_in_whom_it_should_and_refuses_all_others(clinic: Clinic, call: Callable[..., Any]) -> None:
    let_in: dict[str, set[str]] = {name: set() for name in ALLOWED}
    troubles, told = [], []
    for name in ALLOWED:
        for who, actor in clinic.people.items():
            try:
                answer = repr(call(name, actor))
            except AccessError:
                continue
            except KnownError as error:
                if name not in NOT_NOW:
                    troubles.append((name, who, str(error)))
            else:
                secrets = () if who in CARE else clinic.secrets_from(name)
                told += [(name, who, secret) for secret in secrets if secret in answer]
            let_in[name].add(who)
    assert let_in == ALLOWED
    assert troubles == []
    assert told == []


def test_a_record_that_does_not_exist_is_refused_in_the_words_for_a_strangers(
    clinic: Clinic, call: Callable[..., Any]
) -> None:
    answers: dict[str, set[str]] = {}
    for name, arguments in clinic.calls.items():
        if not any(isinstance(each, UUID) for each in arguments):
            continue
        nowhere = [uuid4() if isinstance(each, UUID) else each for each in arguments]
        strangers = [each for each in ("other patient", "strange physician") if each not in ALLOWED[name]]
        stranger = next((each for each in strangers if may(clinic, each, name)), None)
        for who in ALLOWED[name]:
            with pytest.raises(AccessError) as refused:
                call(name, clinic.people[who], nowhere)
            answers.setdefault(name, set()).add(str(refused.value))
        if stranger is not None:
            with pytest.raises(AccessError) as refused:
                call(name, clinic.people[stranger])
            answers.setdefault(name, set()).add(str(refused.value))
    assert {name: words for name, words in answers.items() if len(words) > 1} == {}
    assert len(answers) > 20


def may(clinic: Clinic, who: str, name: str) -> bool:
    """Whether a person's role has the permission that a use case asks for."""
    rule = declared_rule(dict(service_methods())[name])
    assert rule is not None
    return rule.permission in ROLE_PERMISSIONS[clinic.people[who].role]


def test_nobody_gets_further_by_claiming_another_role(clinic: Clinic, call: Callable[..., Any]) -> None:
    got = []
    for name, method in service_methods():
        rule = declared_rule(method)
        names_records = rule is None or rule.ownership not in LISTED
        for who, actor in clinic.people.items():
            if who in ALLOWED[name]:
                continue
            for role in set(Role) - {actor.role}:
                try:
                    answer = repr(call(name, replace(actor, role=role)))
                except AccessError:  # and nothing else: the rule says no, before a check of the database has to
                    continue
                if names_records or any(secret in answer for secret in clinic.secrets):
                    got.append((name, who, role))
    assert got == []


def test_every_use_case_is_in_the_table_and_declares_its_rule() -> None:
    methods = dict(service_methods())
    assert set(methods) == set(ALLOWED)
    assert [name for name, method in methods.items() if declared_rule(method) is None] == []

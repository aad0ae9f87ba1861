"""Every use case between patients and physicians × everybody who could call it: let in, or refused in a sentence."""

import inspect
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Final

import pytest
from clinic import add_administrator, add_patient, add_physician, care_for

from physiocheck_desktop.config.exercise_files import ready_made_exercises
from physiocheck_desktop.database.database import Database
from physiocheck_desktop.domain.errors import AccessError, KnownError
from physiocheck_desktop.domain.people import Actor, Verification
from physiocheck_desktop.domain.profile import ClinicalDetails, ContactDetails, PublicDetails
from physiocheck_desktop.domain.rehab_plan import PlanContent, PlannedExercise
from physiocheck_desktop.services.access import declared_rule
from physiocheck_desktop.services.exercise_library import ExerciseLibraryService
from physiocheck_desktop.services.exercises import ExerciseCatalogue
from physiocheck_desktop.services.profiles import ProfileService
from physiocheck_desktop.services.rehab_plans import RehabPlanService
from physiocheck_desktop.services.subscriptions import SubscriptionService
from physiocheck_desktop.services.todays_work import TodaysWorkService

READY: Final = ExerciseCatalogue(ready_made_exercises())
SERVICES: Final = (
    SubscriptionService,
    ExerciseLibraryService,
    ProfileService,
    RehabPlanService,
    TodaysWorkService,
)

PATIENTS: Final = frozenset({"patient", "other patient"})
TREATING: Final = frozenset({"physician"})
VERIFIED: Final = frozenset({"physician", "asked physician", "former physician", "strange physician"})
PHYSICIANS: Final = VERIFIED | {"unverified physician"}
CARE: Final = TREATING | {"patient"}

ALLOWED: Final[Mapping[str, frozenset[str]]] = {
    "SubscriptionService.ask": PATIENTS,
    "SubscriptionService.approve": frozenset({"asked physician"}),
    "SubscriptionService.decline": frozenset({"asked physician"}),
    "SubscriptionService.end": CARE,
    "SubscriptionService.own": PATIENTS | VERIFIED,
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
}
"""Who may, on the plan, the subscription and the exercise of one patient and the physician who treats them."""


@dataclass(frozen=True)
class Clinic:
    """Everybody who could call, by what they are to one patient; and the calls, each on that patient's records."""

    people: Mapping[str, Actor]
    calls: Mapping[str, tuple[Any, ...]]
    keywords: Mapping[str, Mapping[str, Any]]


@pytest.fixture
def clinic(database: Database) -> Clinic:
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
    patient, physician = people["patient"], people["physician"]
    subscriptions = SubscriptionService(database.unit_of_work)
    open_one = care_for(database, patient, physician)
    subscriptions.end(patient, care_for(database, patient, people["former physician"]))
    care_for(database, patient, people["unverified physician"])
    asked = subscriptions.ask(patient, people["asked physician"].user_id).id
    with database.unit_of_work() as uow:
        uow._session.connection().exec_driver_sql(
            f"UPDATE physicians SET verification = '{Verification.REFUSED}' "  # noqa: S608  # our own words
            f"WHERE user_id = '{people['unverified physician'].user_id.hex}'"
        )
        uow.commit()
    own = ExerciseLibraryService(database.unit_of_work, READY).add(physician, READY.find("squat")).definition
    content = PlanContent(
        title="Knee",
        starts_on=date(2026, 1, 5),
        exercises=(PlannedExercise(exercise_key=own.key, exercise_version=1),),
    )
    plans = RehabPlanService(database.unit_of_work, READY)
    plan = plans.begin(physician, patient.user_id, content)
    plan = plans.publish(physician, plan.id, plan.revision)
    plan = plans.save_draft(physician, plan.id, plan.revision, content)
    calls: dict[str, tuple[Any, ...]] = {
        "SubscriptionService.ask": (people["strange physician"].user_id,),
        "SubscriptionService.approve": (asked,),
        "SubscriptionService.decline": (asked,),
        "SubscriptionService.end": (open_one,),
        "ExerciseLibraryService.exercise": (own.key,),
        "ExerciseLibraryService.planned": (patient.user_id, own.key, 1),
        "ExerciseLibraryService.changes": (own.key,),
        "ExerciseLibraryService.add": (READY.find("squat"),),
        "ExerciseLibraryService.change": (1, replace(own, name="Changed")),
        "ExerciseLibraryService.share": (own.key,),
        "ExerciseLibraryService.remove": (own.key,),
        "ProfileService.patient": (patient.user_id,),
        "ProfileService.save_contact": (0, ContactDetails(name="P")),
        "ProfileService.save_clinical": (patient.user_id, 0, ClinicalDetails(notes="N")),
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
    }
    return Clinic(people, calls, {"ExerciseLibraryService.share": {"shared": True}})


@pytest.fixture
def dry_run(database: Database) -> Callable[..., Any]:
    """Return what begins units of work that forget everything at their end."""

    def begin(*, read_only: bool = False) -> Any:
        uow = database.unit_of_work(read_only=read_only)
        uow.commit = lambda: None  # type: ignore[method-assign]
        return uow

    return begin


def test_every_use_case_lets_in_whom_it_should_and_refuses_all_others(
    clinic: Clinic, dry_run: Callable[..., Any]
) -> None:
    services = {
        "SubscriptionService": SubscriptionService(dry_run),
        "ExerciseLibraryService": ExerciseLibraryService(dry_run, READY),
        "ProfileService": ProfileService(dry_run),
        "RehabPlanService": RehabPlanService(dry_run, READY),
        "TodaysWorkService": TodaysWorkService(dry_run),
    }
    let_in: dict[str, set[str]] = {name: set() for name in ALLOWED}
    troubles = []
    for name in ALLOWED:
        service, _, method = name.partition(".")
        for who, actor in clinic.people.items():
            call = getattr(services[service], method)
            try:
                call(actor, *clinic.calls.get(name, ()), **clinic.keywords.get(name, {}))
            except AccessError:
                continue
            except KnownError as error:
                troubles.append((name, who, str(error)))
            let_in[name].add(who)
    assert let_in == ALLOWED
    assert troubles == []


def test_every_use_case_is_in_the_table_and_declares_its_rule() -> None:
    methods = {
        f"{service.__name__}.{name}": method
        for service in SERVICES
        for name, method in inspect.getmembers(service, inspect.isfunction)
        if not name.startswith("_")
    }
    assert set(methods) == set(ALLOWED)
    assert [name for name, method in methods.items() if declared_rule(method) is None] == []

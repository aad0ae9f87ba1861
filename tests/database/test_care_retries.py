"""What patients and physicians write comes to the same where the connection breaks around each commit."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Literal

import pytest
from clinic import add_account, add_patient, add_physician

from physiocheck_desktop.config.exercise_files import ready_made_exercises
from physiocheck_desktop.database.database import Database
from physiocheck_desktop.domain.errors import PassingStorageError
from physiocheck_desktop.domain.notification import NotificationKind, NotificationPreferences
from physiocheck_desktop.domain.people import Role
from physiocheck_desktop.domain.profile import ClinicalDetails, ContactDetails, PublicDetails
from physiocheck_desktop.domain.rehab_plan import PlanContent, PlannedExercise
from physiocheck_desktop.domain.repetition import SessionAssessment
from physiocheck_desktop.domain.subscription import SubscriptionState
from physiocheck_desktop.services.exercise_library import ExerciseLibraryService
from physiocheck_desktop.services.exercises import ExerciseCatalogue
from physiocheck_desktop.services.front_door import FrontDoor
from physiocheck_desktop.services.notifications import NotificationService
from physiocheck_desktop.services.passwords import PasswordHasher
from physiocheck_desktop.services.profiles import ProfileService
from physiocheck_desktop.services.rehab_plans import RehabPlanService
from physiocheck_desktop.services.sessions import SessionService
from physiocheck_desktop.services.subscriptions import SubscriptionService
from physiocheck_desktop.services.verification import VerificationService

_RESULT = NotificationKind.VERIFICATION_RESULT
READY = ExerciseCatalogue(ready_made_exercises())


@dataclass
class BreakingConnection:
    """Begins units of work whose commit breaks unless it is a second try: before anything is kept, or when all was."""

    database: Database
    breaks: Literal["before", "after"]
    broken: int = 0
    second_try: bool = False

    def __call__(self, *, read_only: bool = False) -> Any:
        uow = self.database.unit_of_work(read_only=read_only)
        commit, second_try, self.second_try = uow.commit, self.second_try, False

        def breaking() -> None:
            if second_try or self.breaks == "after":
                commit()
            if not second_try:
                self.broken += 1
                self.second_try = True
                raise PassingStorageError("The connection broke.")

        uow.commit = breaking  # type: ignore[method-assign]
        return uow


@pytest.mark.parametrize("breaks", ["before", "after"])
def test_a_connection_that_breaks_around_every_commit_loses_and_doubles_nothing(
    breaks: Literal["before", "after"], database: Database, query: Callable[..., Any]
) -> None:
    connection = BreakingConnection(database, breaks)
    patient, physician = add_patient(database), add_physician(database, "Dr. A")
    subscriptions, profiles = SubscriptionService(connection), ProfileService(connection)
    library, plans = ExerciseLibraryService(connection, READY), RehabPlanService(connection, READY)

    asked = subscriptions.ask(patient, physician.user_id, "Please")
    subscriptions.approve(physician, asked.id, "Yes")
    profiles.save_contact(patient, 0, ContactDetails(name="P"))
    profiles.save_clinical(physician, patient.user_id, 1, ClinicalDetails(notes="N"))
    profiles.save_physician(physician, 0, PublicDetails(name="Dr. A", city="B"))
    own = library.add(physician, READY.find("squat"))
    library.change(physician, 1, replace(own.definition, name="Deeper"))
    library.share(physician, own.definition.key, shared=True)
    library.remove(physician, own.definition.key)
    content = PlanContent(
        title="Knee",
        starts_on=date(2026, 3, 2),
        exercises=(PlannedExercise(exercise_key=own.definition.key, exercise_version=2),),
    )
    begun = plans.begin(physician, patient.user_id, content)
    plans.save_draft(physician, begun.id, 1, replace(content, title="Better"))
    plans.publish(physician, begun.id, 2)
    plans.save_draft(physician, begun.id, 3, content)
    plans.discard_draft(physician, begun.id, 4)
    plans.end(physician, begun.id, 5, "Done")
    ended = subscriptions.end(patient, asked.id)

    assert connection.broken == 16
    told = query("SELECT kind, count(*) FROM notifications GROUP BY kind ORDER BY kind")
    assert [tuple(each) for each in told] == [
        ("plan_changed", 2),
        ("subscription_answered", 1),
        ("subscription_asked", 1),
        ("subscription_ended", 1),
    ]
    assert subscriptions.own(patient) == (ended,)
    assert ended.state is SubscriptionState.ENDED
    kept = profiles.patient(patient, patient.user_id)
    assert (kept.version, kept.contact.name, kept.clinical.notes) == (2, "P", "N")
    assert profiles.physician(physician).version == 1
    assert [change.number for change in library.changes(physician, own.definition.key)] == [2, 1]
    (plan,) = plans.plans(patient, patient.user_id)
    assert plan.revision == 6
    assert plan.published is not None
    assert (plan.published.number, plan.published.content.title) == (1, "Better")
    tables = ("subscriptions", "exercises", "rehab_plans", "rehab_plan_versions", "rehab_plan_exercises")
    assert [query(f"SELECT count(*) FROM {table}") for table in tables] == [[(1,)]] * len(tables)  # noqa: S608


@pytest.mark.parametrize("breaks", ["before", "after"])
def test_a_connection_that_breaks_around_every_commit_tells_and_mails_nothing_twice(
    breaks: Literal["before", "after"],
    database: Database,
    query: Callable[..., Any],
    make_assessment: Callable[..., SessionAssessment],
) -> None:
    database.sends_mail = True
    door = FrontDoor(database.unit_of_work, PasswordHasher(4))
    ada = door.first_administrator("Ada Min", "ada@example.org", "walnut ferry quiet lamp")
    patient, connection = add_patient(database), BreakingConnection(database, breaks)
    add_account(database, patient, "pat@example.org")
    wanted = {patient: NotificationKind.SESSION_SUMMARY, ada.actor: NotificationKind.APPLICATION_WAITING}
    for actor, kind in wanted.items():
        NotificationService(database.unit_of_work).set_preferences(actor, NotificationPreferences(frozenset({kind})))

    door = FrontDoor(connection, PasswordHasher(4))
    vera = door.sign_up(Role.PHYSICIAN, "Dr. Vera", "vera@example.org", "walnut ferry quiet lamp", "here", "L 1")
    VerificationService(connection).decide(ada.actor, vera.user_id, "L 1", verified=True)
    sessions = SessionService(connection)
    sessions.finish(patient, sessions.start(patient, "squat", "Squat").id, make_assessment(2))

    assert connection.broken == 5
    told = query("SELECT kind, count(*) FROM notifications GROUP BY kind ORDER BY kind")
    assert [tuple(each) for each in told] == [(f"{kind}", 1) for kind in sorted((*wanted.values(), _RESULT))]
    mailed = query("SELECT kind, count(*) FROM outgoing_mail GROUP BY kind ORDER BY kind")
    assert [tuple(each) for each in mailed] == [(f"{kind}", 1) for kind in sorted(wanted.values())]

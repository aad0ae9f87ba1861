"""What patients and physicians write comes to the same where the connection breaks around each commit."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Literal

import pytest
from clinic import add_patient, add_physician

from physiocheck_desktop.config.exercise_files import ready_made_exercises
from physiocheck_desktop.database.database import Database
from physiocheck_desktop.domain.errors import PassingStorageError
from physiocheck_desktop.domain.profile import ClinicalDetails, ContactDetails, PublicDetails
from physiocheck_desktop.domain.rehab_plan import PlanContent, PlannedExercise
from physiocheck_desktop.domain.subscription import SubscriptionState
from physiocheck_desktop.services.exercise_library import ExerciseLibraryService
from physiocheck_desktop.services.exercises import ExerciseCatalogue
from physiocheck_desktop.services.profiles import ProfileService
from physiocheck_desktop.services.rehab_plans import RehabPlanService
from physiocheck_desktop.services.subscriptions import SubscriptionService

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

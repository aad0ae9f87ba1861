"""Published versions of plans are read from the database once, because they never change."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

from clinic import add_patient, add_physician, care_for

from physiocheck_desktop.config.exercise_files import ready_made_exercises
from physiocheck_desktop.database.database import Database
from physiocheck_desktop.domain.exercise import Prescription
from physiocheck_desktop.domain.people import Actor
from physiocheck_desktop.domain.rehab_plan import PlanContent, PlannedExercise
from physiocheck_desktop.services.exercises import ExerciseCatalogue
from physiocheck_desktop.services.rehab_plans import RehabPlanService

NOW = datetime(2026, 6, 12, 15, tzinfo=UTC)

Query = Callable[..., list[tuple[Any, ...]]]


def content(*repetitions: int) -> PlanContent:
    exercises = tuple(
        PlannedExercise(exercise_key="squat", prescription=Prescription(sets=1, repetitions=each))
        for each in repetitions
    )
    return PlanContent(title="Knee", starts_on=date(2026, 6, 1), exercises=exercises)


def asked(database: Database, patient: Actor) -> list[tuple[int, list[int]]]:
    """Return of each version of a patient's plans its number, and how many repetitions it asks for."""
    with database.unit_of_work(read_only=True) as uow:
        courses = uow.plans.courses((patient.user_id,)).get(patient.user_id, ())
    return [
        (version.number, [planned.repetitions_a_day for planned in version.content.exercises])
        for course in courses
        for version in course.versions
    ]


def test_a_version_is_read_once_and_a_new_one_beside_it(database: Database, query: Query) -> None:
    patient, physician = add_patient(database), add_physician(database)
    care_for(database, patient, physician)
    plans = RehabPlanService(database.unit_of_work, ExerciseCatalogue(ready_made_exercises()), lambda: NOW, UTC)
    begun = plans.begin(physician, patient.user_id, content(6, 8))
    assert asked(database, patient) == []
    first = plans.publish(physician, begun.id, begun.revision)
    assert asked(database, patient) == [(1, [6, 8])]
    query("UPDATE rehab_plan_exercises SET repetitions = repetitions + 1")  # which nothing in the program does
    assert asked(database, patient) == [(1, [6, 8])]

    changed = plans.save_draft(physician, begun.id, first.revision, content(9))
    assert asked(database, patient) == [(1, [6, 8])]
    plans.publish(physician, begun.id, changed.revision)
    assert asked(database, patient) == [(1, [6, 8]), (2, [9])]


def test_a_version_of_the_same_number_that_another_moment_published_is_another_one(
    database: Database, query: Query
) -> None:
    patient, physician = add_patient(database), add_physician(database)
    care_for(database, patient, physician)
    plans = RehabPlanService(database.unit_of_work, ExerciseCatalogue(ready_made_exercises()), lambda: NOW, UTC)
    begun = plans.begin(physician, patient.user_id, content(6))
    plans.publish(physician, begun.id, begun.revision)
    assert asked(database, patient) == [(1, [6])]
    # As after a backup from before it was put back, and a plan with other exercises was published then.
    query("UPDATE rehab_plan_exercises SET repetitions = 7")
    query("UPDATE rehab_plan_versions SET published_at = '2026-06-12 16:00:00.000000'")
    assert asked(database, patient) == [(1, [7])]

"""The tables between patients and physicians: there with data in them, gone and there again, and what they refuse."""

from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from clinic import add_patient, add_physician, care_for
from sqlalchemy import Engine, event, inspect
from sqlalchemy.exc import DBAPIError

from physiocheck_desktop.config.exercise_files import ready_made_exercises
from physiocheck_desktop.database import schema
from physiocheck_desktop.database.address import DatabaseAddress
from physiocheck_desktop.database.database import Database
from physiocheck_desktop.database.upkeep import SqlDatabaseUpkeep
from physiocheck_desktop.domain.kept_exercise import ExercisePreset
from physiocheck_desktop.domain.people import Actor
from physiocheck_desktop.domain.pose_template import PoseTemplate, PoseTemplates
from physiocheck_desktop.domain.profile import ClinicalDetails
from physiocheck_desktop.domain.rehab_plan import PlanContent, PlannedExercise
from physiocheck_desktop.domain.repetition import SessionAssessment
from physiocheck_desktop.services.exercise_library import ExerciseLibraryService
from physiocheck_desktop.services.exercises import ExerciseCatalogue
from physiocheck_desktop.services.profiles import ProfileService
from physiocheck_desktop.services.rehab_plans import RehabPlanService
from physiocheck_desktop.services.sessions import SessionService

Query = Callable[..., list[tuple[Any, ...]]]

TABLES = (
    "subscriptions",
    "exercise_logic",
    "exercise_rules",
    "pose_templates",
    "exercise_presets",
    "rehab_plans",
    "rehab_plan_versions",
    "rehab_plan_exercises",
)


@pytest.fixture
def clinic(database: Database) -> tuple[Actor, Actor, str]:
    """Fill all tables between a patient and a physician; returns both and the key of an own exercise."""
    patient, physician = add_patient(database), add_physician(database)
    care_for(database, patient, physician)
    ProfileService(database.unit_of_work).save_clinical(
        physician, patient.user_id, 0, ClinicalDetails(conditions="Knee")
    )
    catalogue = ExerciseCatalogue(ready_made_exercises())
    definition = catalogue.find("squat")
    own = ExerciseLibraryService(database.unit_of_work, catalogue).add(
        physician,
        replace(definition, templates=PoseTemplates(start=PoseTemplate(values={"left_knee": 90.0}))),
        [ExercisePreset(name="gentle", prescription=definition.prescription, count_share=0.4)],
    )
    key = own.definition.key
    planned = (PlannedExercise(exercise_key="squat"), PlannedExercise(exercise_key=key, exercise_version=1))
    plans = RehabPlanService(database.unit_of_work, catalogue)
    begun = plans.begin(
        physician, patient.user_id, PlanContent(title="Knee", starts_on=date(2026, 3, 2), exercises=planned)
    )
    plans.publish(physician, begun.id, 1)
    return patient, physician, key


def rows(query: Query, table: str) -> int:
    return int(query(f"SELECT count(*) FROM {table}")[0][0])  # noqa: S608  # our own names


def test_going_back_and_forward_empties_these_tables_and_leaves_sessions_and_people_as_they_were(
    clinic: tuple[Actor, Actor, str],
    database: Database,
    sessions: SessionService,
    make_assessment: Callable[..., SessionAssessment],
    database_address: DatabaseAddress,
    upkeep: SqlDatabaseUpkeep,
    upkeep_engine: Engine,
    query: Query,
) -> None:
    patient, _, key = clinic
    begun = sessions.start(patient, key, "Own squat")
    sessions.finish(patient, begun.id, make_assessment(2))
    kept = sessions.detail(patient, begun.id)
    database.close()
    assert all(rows(query, table) for table in TABLES)
    people = query("SELECT id, role, display_name FROM users ORDER BY id")

    schema.downgrade(upkeep_engine, "0003")
    assert not {*TABLES, "physicians"} & set(inspect(upkeep_engine).get_table_names())
    upkeep_engine.dispose()
    upkeep.upgrade()

    assert not any(rows(query, table) for table in TABLES)
    assert query("SELECT id, role, display_name FROM users ORDER BY id") == people
    assert set(query("SELECT owner_id, version, shared_at, removed_at FROM exercises")) == {(None,) * 4}
    assert set(query("SELECT version, conditions FROM patients")) == {(0, None)}
    with closing(Database.open(database_address)) as opened:
        assert SessionService(opened.unit_of_work).detail(patient, begun.id) == kept


NEVER_WRITTEN = (
    "UPDATE subscriptions SET state = 'befriended'",
    "UPDATE subscriptions SET open_mark = NULL",
    "UPDATE subscriptions SET state = 'ended', open_mark = NULL",
    "UPDATE subscriptions SET answered_at = NULL",
    "UPDATE subscriptions SET physician_id = patient_id",
    "UPDATE physicians SET verification = 'maybe'",
    "UPDATE exercises SET version = NULL",
    "UPDATE exercise_rules SET low = NULL, high = NULL",
    "UPDATE pose_templates SET pose = 'headstand'",
    "UPDATE exercise_presets SET count_share = 0",
    "UPDATE rehab_plans SET ended_at = created_at",
    "UPDATE rehab_plan_versions SET ends_on = '2026-03-01'",
    "UPDATE rehab_plan_exercises SET weekdays = 0",
    "UPDATE rehab_plan_exercises SET weekdays = 128",
    "UPDATE rehab_plan_exercises SET side = 'up'",
    "DELETE FROM physicians",
    "DELETE FROM exercises",
)


def test_the_tables_refuse_what_the_program_never_writes(clinic: tuple[Actor, Actor, str], database: Database) -> None:
    for statement in NEVER_WRITTEN:
        with database.unit_of_work() as uow:
            connection = uow._session.connection()
            with pytest.raises(DBAPIError):
                connection.exec_driver_sql(statement)


def test_a_pair_has_one_open_subscription_and_any_number_of_past_ones(
    clinic: tuple[Actor, Actor, str], database: Database
) -> None:
    copy = (
        "INSERT INTO subscriptions (id, patient_id, physician_id, state, open_mark, asked_at, request, answered_at, "
        "answer, ended_at, ended_by, farewell) SELECT '{id}', patient_id, physician_id, {state}, {mark}, asked_at, "
        "request, answered_at, answer, {ended}, NULL, farewell FROM subscriptions LIMIT 1"
    )
    with database.unit_of_work() as uow:
        connection = uow._session.connection()
        for number in (1, 2):
            connection.exec_driver_sql(copy.format(id=f"{number:032d}", state="'ended'", mark="NULL", ended="asked_at"))
        with pytest.raises(DBAPIError):
            connection.exec_driver_sql(copy.format(id=f"{3:032d}", state="'approved'", mark="1", ended="NULL"))


def test_reading_a_plan_takes_the_same_number_of_statements_however_long_it_is(
    clinic: tuple[Actor, Actor, str], database: Database
) -> None:
    patient, physician, key = clinic
    service = RehabPlanService(database.unit_of_work, ExerciseCatalogue(ready_made_exercises()))
    ran: list[str] = []

    def count(_: Any, __: Any, statement: str, *___: Any) -> None:
        ran.append(statement)

    def statements() -> int:
        ran.clear()
        service.plans(patient, patient.user_id)
        return len(ran)

    event.listen(database._engine, "before_cursor_execute", count)
    few = statements()
    for _ in range(3):
        content = PlanContent(
            title="More",
            starts_on=date(2026, 3, 2),
            exercises=(PlannedExercise(exercise_key=key, exercise_version=1),) * 20,
        )
        begun = service.begin(physician, patient.user_id, content)
        service.publish(physician, begun.id, 1)
    assert statements() == few

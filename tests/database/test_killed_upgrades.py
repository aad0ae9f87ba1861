"""An upgrade that is killed in the middle goes on, on either database, and every row is there afterwards, once."""

import signal
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Any, Final

import pytest
from clinic import add_physician, care_for
from sqlalchemy import Engine

from physiocheck_desktop.config.exercise_files import ready_made_exercises
from physiocheck_desktop.database import schema
from physiocheck_desktop.database.address import DatabaseAddress
from physiocheck_desktop.database.database import Database
from physiocheck_desktop.domain.people import Actor
from physiocheck_desktop.domain.profile import ClinicalDetails
from physiocheck_desktop.domain.rehab_plan import PlanContent
from physiocheck_desktop.domain.repetition import SessionAssessment
from physiocheck_desktop.domain.subscription import SubscriptionState
from physiocheck_desktop.services.exercises import ExerciseCatalogue
from physiocheck_desktop.services.profiles import ProfileService
from physiocheck_desktop.services.rehab_plans import RehabPlanService
from physiocheck_desktop.services.sessions import SessionService
from physiocheck_desktop.services.subscriptions import SubscriptionService

BEFORE: Final = "0012"
"""Before the audit trail and the encryption, which rewrites rows."""

COUNTED: Final = ("users", "patients", "physicians", "sessions", "session_progress", "subscriptions", "rehab_plans")

UPGRADE: Final = """
import os, signal, sys
from pathlib import Path
from sqlalchemy import Engine, event
from physiocheck_desktop.database.address import DatabaseAddress
from physiocheck_desktop.database.upkeep import SqlDatabaseUpkeep

left = int(sys.argv[3])

def count(*_):
    global left
    left -= 1
    if left == 0:
        os.kill(os.getpid(), signal.SIGKILL)

event.listen(Engine, "after_cursor_execute", count)
SqlDatabaseUpkeep(DatabaseAddress(file=Path(sys.argv[1]), url=sys.argv[2] or None)).upgrade()
"""


def upgraded(address: DatabaseAddress, kill_after: int) -> tuple[int, str]:
    """Upgrade in another process, killed after a number of statements; returns how it ended and its complaint."""
    command = [sys.executable, "-c", UPGRADE, str(address.file), address.url or "", str(kill_after)]
    ended = subprocess.run(command, cwd=Path(__file__).parents[2], capture_output=True, text=True, check=False)
    return ended.returncode, ended.stderr


@pytest.mark.slow
@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="Windows ends a process without a signal")
def test_an_upgrade_that_is_killed_at_several_points_loses_and_doubles_no_row(
    database: Database,
    database_address: DatabaseAddress,
    upkeep_engine: Engine,
    patient: Actor,
    make_assessment: Callable[..., SessionAssessment],
    query: Callable[..., list[tuple[Any, ...]]],
) -> None:
    physician = add_physician(database)
    care_for(database, patient, physician)
    sessions = SessionService(database.unit_of_work)
    kept = sessions.finish(patient, sessions.start(patient, "squat", "Squat").id, make_assessment(3, partials=2))
    ProfileService(database.unit_of_work).save_clinical(
        patient, patient.user_id, 0, ClinicalDetails(notes="a new hip", conditions="none")
    )
    plans = RehabPlanService(database.unit_of_work, ExerciseCatalogue(ready_made_exercises()))
    plan = plans.begin(physician, patient.user_id, PlanContent(title="Hip", starts_on=date(2026, 3, 2)))
    detail = sessions.detail(patient, kept.id)
    database.close()

    def counts() -> dict[str, int]:
        return {table: query(f"SELECT count(*) FROM {table}")[0][0] for table in COUNTED}  # noqa: S608

    schema.downgrade(upkeep_engine, BEFORE)
    upkeep_engine.dispose()
    before = counts()
    kills = 0
    for after in (2, 13, 26, 39, 55):  # each goes on where the one before was killed, or begins anew
        code, complaint = upgraded(database_address, after)
        kills += code == -signal.SIGKILL
        assert code in (0, -signal.SIGKILL), complaint
    assert kills >= 3
    assert upgraded(database_address, 0)[0] == 0
    assert counts() == before
    with closing(Database.open(database_address)) as again:
        sessions, profiles = SessionService(again.unit_of_work), ProfileService(again.unit_of_work)
        assert sessions.detail(patient, kept.id) == detail
        assert profiles.patient(patient, patient.user_id).clinical.notes == "a new hip"
        plans = RehabPlanService(again.unit_of_work, ExerciseCatalogue(ready_made_exercises()))
        assert plans.plan(physician, plan.id) == plan
        (subscription,) = SubscriptionService(again.unit_of_work).own(patient)
        assert subscription.state is SubscriptionState.APPROVED

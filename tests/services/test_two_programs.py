"""Several programs on several computers change one thing at the same moment: one is kept, all others are told."""

import subprocess
import sys
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any, Final

import pytest
from clinic import add_physician, care_for

from physiocheck_desktop.config.exercise_files import ready_made_exercises
from physiocheck_desktop.database.address import DatabaseAddress
from physiocheck_desktop.database.database import Database
from physiocheck_desktop.domain.people import Actor
from physiocheck_desktop.domain.rehab_plan import PlanContent
from physiocheck_desktop.services.exercise_library import ExerciseLibraryService
from physiocheck_desktop.services.exercises import ExerciseCatalogue
from physiocheck_desktop.services.profiles import ProfileService
from physiocheck_desktop.services.rehab_plans import RehabPlanService

PROGRAMS: Final = 4
READY: Final = ExerciseCatalogue(ready_made_exercises())

CHANGE: Final = """
import sys
from dataclasses import replace
from datetime import date
from pathlib import Path
from uuid import UUID

from physiocheck_desktop.config.exercise_files import ready_made_exercises
from physiocheck_desktop.database.address import DatabaseAddress
from physiocheck_desktop.database.database import Database
from physiocheck_desktop.domain.errors import ConflictError
from physiocheck_desktop.domain.people import Actor, Role
from physiocheck_desktop.domain.profile import ClinicalDetails
from physiocheck_desktop.domain.rehab_plan import PlanContent
from physiocheck_desktop.services.exercise_library import ExerciseLibraryService
from physiocheck_desktop.services.exercises import ExerciseCatalogue
from physiocheck_desktop.services.profiles import ProfileService
from physiocheck_desktop.services.rehab_plans import RehabPlanService

file, url, what, physician, which, me = sys.argv[1:]
database = Database.open(DatabaseAddress(file=Path(file), url=url or None))
begin, actor = database.unit_of_work, Actor(UUID(physician), Role.PHYSICIAN)
ready = ExerciseCatalogue(ready_made_exercises())

def change():
    if what == "plan":
        content = PlanContent(title=me, starts_on=date(2026, 3, 2))
        RehabPlanService(begin, ready).save_draft(actor, UUID(which), 1, content)
    elif what == "profile":
        ProfileService(begin).save_clinical(actor, UUID(which), 0, ClinicalDetails(notes=me))
    else:
        library = ExerciseLibraryService(begin, ready)
        library.change(actor, 1, replace(library.exercise(actor, which, 1).definition, name=me))

print("ready", flush=True)
sys.stdin.readline()
try:
    change()
except ConflictError:
    print("told")
else:
    print("kept")
database.close()
"""


@pytest.mark.slow
@pytest.mark.parametrize("what", ["plan", "profile", "exercise"])
def test_of_several_programs_that_change_one_thing_at_once_one_is_kept_and_all_others_are_told(
    what: str, database: Database, database_address: DatabaseAddress, patient: Actor
) -> None:
    physician = add_physician(database)
    care_for(database, patient, physician)
    which, now_there = beginning(what, database, patient, physician)
    where = (str(database_address.file), database_address.url or "")
    with ExitStack() as all_of_them:
        programs = {
            f"program {number}": all_of_them.enter_context(
                subprocess.Popen(
                    [sys.executable, "-c", CHANGE, *where, what, physician.user_id.hex, which, f"program {number}"],
                    cwd=Path(__file__).parents[2],
                    stdin=subprocess.PIPE,
                    stdout=subprocess.PIPE,
                    text=True,
                )
            )
            for number in range(PROGRAMS)
        }
        for each in programs.values():
            assert each.stdout is not None
            assert each.stdout.readline() == "ready\n"
        for each in programs.values():
            assert each.stdin is not None
            each.stdin.write("go\n")
            each.stdin.flush()
        ends = {name: each.communicate()[0].strip() for name, each in programs.items()}
    assert sorted(ends.values()) == ["kept", *["told"] * (PROGRAMS - 1)]
    assert now_there() == next(name for name, end in ends.items() if end == "kept")


def beginning(what: str, database: Database, patient: Actor, physician: Actor) -> tuple[str, Callable[[], Any]]:
    """Keep what is to be changed; returns which it is, and what tells what is there."""
    if what == "plan":
        plans = RehabPlanService(database.unit_of_work, READY)
        plan = plans.begin(physician, patient.user_id, PlanContent(title="Hip", starts_on=date(2026, 3, 2)))
        return plan.id.hex, lambda: plans.plan(physician, plan.id).draft.content.title  # type: ignore[union-attr]
    if what == "profile":
        profiles = ProfileService(database.unit_of_work)
        return patient.user_id.hex, lambda: profiles.patient(physician, patient.user_id).clinical.notes
    library = ExerciseLibraryService(database.unit_of_work, READY)
    own = library.add(physician, replace(READY.find("squat"), name="Own squat")).definition
    return own.key, lambda: library.exercise(physician, own.key).definition.name

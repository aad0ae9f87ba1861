"""A repetition that was told as saved is there for another process, and after a kill at any moment."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from uuid import UUID

import pytest
from databases import on_sqlite

from physiocheck_desktop.database.address import DatabaseAddress
from physiocheck_desktop.database.database import Database
from physiocheck_desktop.domain.people import Actor
from physiocheck_desktop.domain.repetition import Repetition
from physiocheck_desktop.domain.session import SessionState
from physiocheck_desktop.services.local_patient import local_patient
from physiocheck_desktop.services.sessions import SessionService, utc_now

RECORD_UNTIL_KILLED = """
import sys
from itertools import count
from pathlib import Path
from physiocheck_desktop.database.address import DatabaseAddress
from physiocheck_desktop.database.database import Database
from physiocheck_desktop.domain.repetition import Repetition, Score
from physiocheck_desktop.services.local_patient import local_patient
from physiocheck_desktop.services.sessions import SessionService, utc_now

database = Database.open(DatabaseAddress(file=Path(sys.argv[1]), url=sys.argv[2] or None))
patient = local_patient(database.unit_of_work, "this-computer", utc_now())
sessions = SessionService(database.unit_of_work)
begun = sessions.start(patient, "squat", "Squat")
print(begun.id, flush=True)
for index in count(1):
    sessions.record_repetition(patient, begun.id, Repetition(index, index, index + 1.0, index + 2.0, Score(80.0)))
    print(index, flush=True)
"""

COUNT_KEPT = """
import sqlite3, sys
connection = sqlite3.connect(sys.argv[1])
print(connection.execute("SELECT count(*) FROM session_progress WHERE kind = 'repetition'").fetchone()[0])
connection.close()
"""

ROOT = Path(__file__).parents[2]


@on_sqlite
def test_another_process_sees_each_repetition_as_soon_as_it_is_recorded(
    sessions: SessionService, patient: Actor, make_repetition: Callable[[int], Repetition], database_file: Path
) -> None:
    begun = sessions.start(patient, "squat", "Squat")
    for index in (1, 2):
        sessions.record_repetition(patient, begun.id, make_repetition(index))
        seen = subprocess.run(
            [sys.executable, "-c", COUNT_KEPT, str(database_file)], capture_output=True, text=True, check=True
        )
        assert int(seen.stdout) == index


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGKILL")
@pytest.mark.parametrize("delay_s", [0.05, 0.11, 0.23])
def test_a_kill_while_recording_loses_no_repetition_that_was_told_as_saved(
    delay_s: float, database: Database, database_address: DatabaseAddress
) -> None:
    command = [sys.executable, "-c", RECORD_UNTIL_KILLED, str(database_address.file), database_address.url or ""]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as recording:
        assert recording.stdout is not None
        session_id = UUID(recording.stdout.readline().strip())
        recording.stdout.readline()
        time.sleep(delay_s)
        os.kill(recording.pid, signal.SIGKILL)
        told_as_saved = 1 + len(recording.stdout.readlines())

    patient = local_patient(database.unit_of_work, "this-computer", utc_now())
    sessions = SessionService(database.unit_of_work)
    (closed,) = sessions.close_interrupted(patient)
    kept = sessions.detail(patient, session_id).repetitions

    assert (closed.id, closed.state) == (session_id, SessionState.INTERRUPTED)
    # The last one may have been kept and the process killed before it could say so.
    assert told_as_saved <= len(kept) <= told_as_saved + 1
    assert [repetition.index for repetition in kept] == list(range(1, len(kept) + 1))
    assert closed.repetition_count == len(kept)

"""Kills, lost servers, cut connections, full disks: counted, nothing recorded is lost, nothing doubled."""

import os
import random
import signal
import subprocess
import sys
import threading
from collections.abc import Callable
from dataclasses import replace
from io import RawIOBase
from itertools import count
from math import nan
from pathlib import Path
from time import monotonic, sleep
from typing import Any

import pytest
from databases import on_mariadb
from recording_desk import RECORD_UNTIL_KILLED, Desk, demand_all_that_was_told, desk, lines_told
from sqlalchemy import Connection, event

from mariadb_server import MariaDbServer, ServerAddress
from physiocheck_desktop.database.address import DatabaseAddress
from physiocheck_desktop.database.database import Database
from physiocheck_desktop.database.upkeep import SqlDatabaseUpkeep
from physiocheck_desktop.domain.repetition import Repetition, SessionAssessment
from physiocheck_desktop.domain.session import SessionRecord, SessionState
from physiocheck_desktop.services.delivery import Safety

Query = Callable[..., list[tuple[Any, ...]]]
Make = Callable[[int], Repetition]
MakeAssessment = Callable[..., SessionAssessment]

ROOT = Path(__file__).parents[2]
KILLS = 8


def fill(file: RawIOBase) -> None:
    """Write until the disk is full."""
    while True:
        file.write(bytes(1024))


@pytest.fixture
def journal_file(tmp_path: Path) -> Path:
    return tmp_path / "data" / "journal.sqlite3"


@pytest.mark.slow
@on_mariadb
@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGKILL")
def test_kills_at_random_moments_lose_and_double_nothing(
    database: Database, database_address: DatabaseAddress, journal_file: Path, query: Query
) -> None:
    """Recording and delivery are killed again and again, each time with whatever was on its way, also at the start."""
    chance = random.Random(20261124)  # noqa: S311
    told = list[list[str]]()
    arguments = [str(database_address.file), database_address.url or "", str(journal_file)]
    for _ in range(KILLS):
        with subprocess.Popen(
            [sys.executable, "-c", RECORD_UNTIL_KILLED, *arguments], cwd=ROOT, stdout=subprocess.PIPE, text=True
        ) as recording:
            assert recording.stdout is not None
            assert recording.stdout.readline() == "ready\n"
            heard = "".join(recording.stdout.readline() for _ in range(chance.randrange(100)))
            sleep(chance.uniform(0.0, 0.02))
            recording.kill()
            told += lines_told(heard + recording.stdout.read())

    with desk(database_address, journal_file) as last:
        assert last.delivery.status.contents.is_empty
        assert last.delivery.status.contents.set_aside == frozenset()
    demand_all_that_was_told(told, query, kills=KILLS)
    assert any(words[0] == "resumed" for words in told)


@pytest.mark.slow
def test_a_server_that_is_gone_while_a_session_begins_goes_on_and_ends_gets_it_when_it_is_back(
    own_server: MariaDbServer,
    database_file: Path,
    journal_file: Path,
    make_repetition: Make,
    make_assessment: MakeAssessment,
) -> None:
    address = DatabaseAddress(file=database_file, url=own_server.address.url("clinic"))
    SqlDatabaseUpkeep(address).create()
    with desk(address, journal_file) as here:
        before = here.recording.begin(here.patient, "squat", "Squat")
        here.recording.record_repetition(here.patient, before.id, make_repetition(1))
        here.wait_until_delivered()
        own_server.stop()
        here.recording.record_repetition(here.patient, before.id, make_repetition(2))
        here.recording.end(here.patient, before.id, make_assessment(3), completed=True)
        meanwhile = here.recording.begin(here.patient, "wall-sit", "Wall sit")
        here.recording.record_repetition(here.patient, meanwhile.id, make_repetition(1))
        ended = here.recording.end(here.patient, meanwhile.id, None, completed=False)
        until = monotonic() + 15.0
        while here.delivery.status.trouble is None and monotonic() < until:
            sleep(0.01)
        assert here.delivery.status.trouble is not None
        assert here.delivery.status.safety(meanwhile.id) is Safety.ON_DISK
        own_server.start()
        here.delivery.try_now()
        here.wait_until_delivered()
        assert len(here.sessions.detail(here.patient, before.id).repetitions) == 3
        assert here.sessions.detail(here.patient, meanwhile.id).record == ended
        assert here.delivery.status.trouble is None


@pytest.mark.slow
@on_mariadb
def test_a_connection_cut_at_any_statement_of_a_delivery_loses_and_doubles_nothing(
    database: Database,
    database_address: DatabaseAddress,
    mariadb: ServerAddress,
    journal_file: Path,
    make_repetition: Make,
    make_assessment: MakeAssessment,
    query: Query,
) -> None:
    """Cut at the first statement, the second, and so on, until a session is delivered without having been cut."""
    seen, cut_at = 0, 0

    def cut(connection: Connection, *_: Any) -> None:
        nonlocal seen
        seen += 1
        if seen == cut_at:
            with mariadb.connect() as administrator, administrator.cursor() as cursor:
                cursor.execute(f"KILL {connection.connection.dbapi_connection.thread_id()}")

    with desk(database_address, journal_file) as here:
        event.listen(here.database._engine, "before_cursor_execute", cut)
        event.listen(here.database._engine, "commit", cut)
        for cut_at in count(1):
            seen = 0
            begun = here.recording.begin(here.patient, "squat", "Squat")
            here.recording.record_repetition(here.patient, begun.id, make_repetition(1))
            here.recording.end(here.patient, begun.id, make_assessment(2, partials=1), completed=True)
            here.wait_until_delivered()
            if seen < cut_at:
                break
        assert here.delivery.status.contents.set_aside == frozenset()
    assert cut_at > 20
    assert query("SELECT state, count(*) FROM sessions GROUP BY state") == [("finished", cut_at)]
    assert query("SELECT count(*) FROM session_progress") == [(3 * cut_at,)]


def test_a_full_disk_costs_no_repetition(
    small_disk: Path, database: Database, make_repetition: Make, make_assessment: MakeAssessment
) -> None:
    """Database, journal and everything else are on a disk that fills up in mid-session and has space again later."""
    address = DatabaseAddress(file=small_disk / "physiocheck.sqlite3", url=None, busy_timeout_s=0.2)
    with desk(address, small_disk / "journal.sqlite3", to_server=False) as here:
        begun = here.recording.begin(here.patient, "squat", "Squat")
        here.recording.record_repetition(here.patient, begun.id, make_repetition(1))
        with pytest.raises(OSError, match="No space"), (small_disk / "other").open("wb", buffering=0) as other:
            fill(other)
        number = 1
        while here.delivery.status.safety(begun.id) is not Safety.IN_MEMORY:
            number += 1
            assert number < 200, "The disk did not fill up."
            here.recording.record_repetition(here.patient, begun.id, make_repetition(number))
        trouble = here.delivery.status.contents.disk_trouble
        assert trouble is not None
        assert "full" in trouble.what or "disk" in trouble.what
        ended = here.recording.end(here.patient, begun.id, make_assessment(number + 1), completed=True)
        (small_disk / "other").unlink()
        (small_disk / "ballast").unlink()
        here.delivery.try_now()
        here.wait_until_delivered()
        assert here.sessions.detail(here.patient, begun.id).record == ended
        kept = here.sessions.detail(here.patient, begun.id).repetitions
        assert [each.index for each in kept] == list(range(1, number + 2))
        assert ended.state is SessionState.FINISHED


@on_mariadb
def test_a_full_disk_on_the_way_to_a_server_costs_no_repetition(
    database: Database,
    database_address: DatabaseAddress,
    journal_file: Path,
    make_repetition: Make,
    make_assessment: MakeAssessment,
) -> None:
    """The journal may not grow any more: what it does not take goes from memory to the server, in order."""
    with desk(database_address, journal_file) as here:
        begun = here.recording.begin(here.patient, "squat", "Squat")
        here.wait_until_delivered()
        assert here.journal._connection is not None
        here.journal._connection.execute("PRAGMA max_page_count = 1")
        for index in range(1, 21):
            here.recording.record_repetition(here.patient, begun.id, make_repetition(index))
        here.recording.record_repetition(here.patient, begun.id, replace(make_repetition(21), reached=nan))
        here.recording.end(here.patient, begun.id, make_assessment(20), completed=True)
        here.wait_until_delivered()
        assert here.delivery.status.contents.set_aside == {begun.id}
        kept = here.sessions.detail(here.patient, begun.id)
        assert [each.index for each in kept.repetitions] == list(range(1, 21))
        assert kept.record.state is SessionState.FINISHED


def test_two_programs_on_one_computer_deliver_each_entry_once(
    database: Database, database_address: DatabaseAddress, journal_file: Path, make_repetition: Make, query: Query
) -> None:
    with desk(database_address, journal_file) as one, desk(database_address, journal_file) as other:

        def exercise(here: Desk) -> None:
            begun = here.recording.begin(here.patient, "squat", "Squat")
            for index in range(1, 16):
                here.recording.record_repetition(here.patient, begun.id, make_repetition(index))
            here.recording.end(here.patient, begun.id, None, completed=False)

        people = [threading.Thread(target=exercise, args=(here,)) for here in (one, other)]
        for person in people:
            person.start()
        for person in people:
            person.join()
        one.wait_until_delivered()
        other.wait_until_delivered()
        assert one.delivery.status.contents.set_aside == other.delivery.status.contents.set_aside == frozenset()
    assert query("SELECT state, count(*) FROM sessions GROUP BY state") == [("abandoned", 2)]
    assert query("SELECT count(*) FROM session_progress") == [(30,)]


@pytest.mark.slow
def test_a_server_that_is_gone_for_an_hour_of_exercises_gets_all_of_them(
    own_server: MariaDbServer, database_file: Path, journal_file: Path, make_repetition: Make
) -> None:
    """Twelve sessions of twenty repetitions, the program closed and opened again in the middle of them."""
    address = DatabaseAddress(file=database_file, url=own_server.address.url("clinic"))
    SqlDatabaseUpkeep(address).create()
    expected = list[SessionRecord]()
    with desk(address, journal_file) as before:
        patient = before.patient
    own_server.stop()
    for _ in range(2):
        with desk(address, journal_file, away_with=patient) as here:
            for _ in range(6):
                begun = here.recording.begin(here.patient, "squat", "Squat")
                for index in range(1, 21):
                    here.recording.record_repetition(here.patient, begun.id, make_repetition(index))
                expected.append(here.recording.end(here.patient, begun.id, None, completed=False))
    own_server.start()
    with desk(address, journal_file) as here:
        here.wait_until_delivered(60.0)
        for session in expected:
            kept = here.sessions.detail(here.patient, session.id)
            assert kept.record == session
            assert [each.index for each in kept.repetitions] == list(range(1, 21))


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGSTOP")
def test_a_computer_that_sleeps_while_its_server_restarts_goes_on_when_it_wakes(
    own_server: MariaDbServer, database_file: Path, journal_file: Path
) -> None:
    """The process stands still in whatever it does; when it goes on, its connections are dead, and nobody told it."""
    address = DatabaseAddress(file=database_file, url=own_server.address.url("clinic"))
    SqlDatabaseUpkeep(address).create()
    arguments = [str(address.file), address.url or "", str(journal_file)]
    with subprocess.Popen(
        [sys.executable, "-c", RECORD_UNTIL_KILLED, *arguments], cwd=ROOT, stdout=subprocess.PIPE, text=True
    ) as recording:
        assert recording.stdout is not None
        assert recording.stdout.readline() == "ready\n"
        for _ in range(3):
            sleep(0.3)
            os.kill(recording.pid, signal.SIGSTOP)
            own_server.kill()
            own_server.start()
            os.kill(recording.pid, signal.SIGCONT)
        sleep(1.5)
        recording.kill()
        told = lines_told(recording.stdout.read())
    with desk(address, journal_file) as last:
        last.wait_until_delivered()

        def query(statement: str) -> list[tuple[Any, ...]]:
            with own_server.address.connect("clinic") as connection, connection.cursor() as cursor:
                cursor.execute(statement)
                return list(cursor.fetchall())

        demand_all_that_was_told(told, query, kills=1)

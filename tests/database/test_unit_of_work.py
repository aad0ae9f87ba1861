"""A unit of work keeps all of its changes or none, and its transactions are what they promise to be."""

import stat
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from databases import on_sqlite

from physiocheck_desktop.database.address import DatabaseAddress
from physiocheck_desktop.database.database import Database
from physiocheck_desktop.domain.errors import AccessError, BugError, StorageError
from physiocheck_desktop.domain.people import Actor
from physiocheck_desktop.domain.repetition import Repetition, Score
from physiocheck_desktop.services.local_patient import local_patient
from physiocheck_desktop.services.sessions import SessionService, utc_now

Query = Callable[..., list[tuple[Any, ...]]]


def test_what_is_not_committed_is_rolled_back(database: Database, query: Query) -> None:
    with database.unit_of_work() as uow:
        uow.exercises.ensure("squat", "Squat", utc_now())
    assert query("SELECT count(*) FROM exercises") == [(0,)]


def test_an_error_half_way_rolls_everything_back(database: Database, query: Query) -> None:
    def fail_half_way() -> None:
        with database.unit_of_work() as uow:
            uow.exercises.ensure("squat", "Squat", utc_now())
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail_half_way()
    assert query("SELECT count(*) FROM exercises") == [(0,)]


def test_what_is_committed_is_there_for_everybody(database: Database, query: Query) -> None:
    with database.unit_of_work() as uow:
        kept = uow.exercises.ensure("squat", "Squat", utc_now())
        uow.commit()
    assert query("SELECT id, `key`, name FROM exercises") == [(kept.hex, "squat", "Squat")]


def test_a_repetition_that_breaks_a_rule_of_the_table_leaves_no_trace(
    database: Database,
    sessions: SessionService,
    patient: Actor,
    make_repetition: Callable[[int], Repetition],
    query: Query,
) -> None:
    begun = sessions.start(patient, "squat", "Squat")
    with pytest.raises(BugError):
        sessions.record_repetition(patient, begun.id, make_repetition(0))
    assert query("SELECT count(*) FROM session_progress") == [(0,)]


@pytest.mark.parametrize("nonsense", [float("nan"), float("inf")])
def test_a_part_of_a_score_that_is_no_number_is_refused_as_a_bug(
    nonsense: float, sessions: SessionService, patient: Actor, make_repetition: Callable[[int], Repetition]
) -> None:
    begun = sessions.start(patient, "squat", "Squat")
    good = make_repetition(1)
    part = next(iter(good.score.parts))
    bad = Repetition(index=1, start_s=1.0, peak_s=2.0, end_s=3.0, score=Score(50.0, {part: nonsense}))
    with pytest.raises(BugError):
        sessions.record_repetition(patient, begun.id, bad)
    sessions.record_repetition(patient, begun.id, good)
    assert sessions.detail(patient, begun.id).repetitions == (good,)


def test_a_session_of_nobody_is_refused(database: Database, sessions: SessionService) -> None:
    nobody = Actor(user_id=uuid4(), role=local_patient(database.unit_of_work, "a", utc_now()).role)
    with pytest.raises(AccessError):
        sessions.start(nobody, "squat", "Squat")


def test_a_person_with_sessions_cannot_be_deleted_under_them(
    database: Database, sessions: SessionService, patient: Actor
) -> None:
    sessions.start(patient, "squat", "Squat")
    with pytest.raises(BugError), database.unit_of_work() as uow:
        uow.sessions._session.connection().exec_driver_sql("DELETE FROM patients")


def test_ten_threads_that_record_at_once_lose_nothing(
    patient: Actor, make_repetition: Callable[[int], Repetition], database_address: DatabaseAddress
) -> None:
    patiently_waiting = Database.open(replace(database_address, busy_timeout_s=30.0))
    sessions = SessionService(patiently_waiting.unit_of_work)
    begun = sessions.start(patient, "squat", "Squat")

    def record(first: int) -> None:
        for index in range(first, first + 5):
            sessions.record_repetition(patient, begun.id, make_repetition(index))

    with ThreadPoolExecutor(max_workers=10) as threads:
        list(threads.map(record, range(1, 31, 3)))
    kept = sessions.detail(patient, begun.id).repetitions
    patiently_waiting.close()
    assert [repetition.index for repetition in kept] == list(range(1, 33))


def test_the_same_computer_has_one_patient_however_often_it_starts(database: Database, query: Query) -> None:
    actors = {local_patient(database.unit_of_work, "this-computer", utc_now()) for _ in range(3)}
    other = local_patient(database.unit_of_work, "another-computer", utc_now())
    assert len(actors) == 1
    assert other not in actors
    assert query("SELECT count(*) FROM patients") == [(2,)]


def test_reading_is_not_held_up_by_somebody_who_writes(
    database: Database, sessions: SessionService, patient: Actor
) -> None:
    begun = sessions.start(patient, "squat", "Squat")
    with database.unit_of_work() as writing:
        writing.exercises.ensure("lunge", "Lunge", utc_now())
        assert sessions.history(patient) == (begun,)


@on_sqlite
def test_writing_to_a_file_waits_for_somebody_who_writes(
    database: Database, sessions: SessionService, patient: Actor
) -> None:
    with database.unit_of_work() as writing:
        writing.exercises.ensure("lunge", "Lunge", utc_now())
        with pytest.raises(StorageError, match="held by another program"):
            sessions.start(patient, "squat", "Squat")


@pytest.mark.skipif(sys.platform == "win32", reason="Windows keeps rights in other ways than modes")
@on_sqlite
def test_only_the_owner_can_read_the_database_and_its_journal(
    database: Database, patient: Actor, database_file: Path
) -> None:
    files = list(database_file.parent.iterdir())
    assert {file.suffix for file in files} >= {".sqlite3", ".sqlite3-wal"}
    assert {stat.S_IMODE(file.stat().st_mode) for file in files} == {0o600}
    assert stat.S_IMODE(database_file.parent.stat().st_mode) == 0o700

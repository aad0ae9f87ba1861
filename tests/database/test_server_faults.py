"""A server goes away, a connection is cut, workstations stop each other: no repetition is lost or doubled."""

import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, suppress
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from databases import MARIADB
from sqlalchemy import Connection, event

from mariadb_server import MariaDbServer, ServerAddress
from physiocheck_desktop.database.address import DatabaseAddress
from physiocheck_desktop.database.database import Database
from physiocheck_desktop.database.upkeep import SqlDatabaseUpkeep
from physiocheck_desktop.domain.errors import PassingStorageError, StorageError
from physiocheck_desktop.domain.people import Actor
from physiocheck_desktop.domain.repetition import Repetition, SessionAssessment
from physiocheck_desktop.services import retrying
from physiocheck_desktop.services.local_patient import local_patient
from physiocheck_desktop.services.sessions import SessionService, utc_now

Query = Callable[..., list[tuple[Any, ...]]]


@pytest.fixture(params=[MARIADB])
def database_kind(request: pytest.FixtureRequest) -> str:
    """A file has no connection that could be cut."""
    return str(request.param)


def test_a_server_killed_and_restarted_in_mid_session_costs_no_repetition(
    own_server: MariaDbServer,
    database_file: Path,
    make_repetition: Callable[[int], Repetition],
    make_assessment: Callable[..., SessionAssessment],
) -> None:
    address = DatabaseAddress(file=database_file, url=own_server.address.url("clinic"))
    SqlDatabaseUpkeep(address).create()
    with closing(Database.open(address)) as database:
        patient = local_patient(database.unit_of_work, "this-computer", utc_now())
        sessions = SessionService(database.unit_of_work)
        begun = sessions.start(patient, "squat", "Squat")
        stopping = threading.Event()
        told_as_saved = list[int]()

        def exercise() -> None:
            for index in count(1):
                if stopping.is_set():
                    return
                sessions.record_repetition(patient, begun.id, make_repetition(index))
                told_as_saved.append(index)

        with ThreadPoolExecutor(1) as person:
            running = person.submit(exercise)
            for kill in range(4):
                until = time.monotonic() + 30.0
                while len(told_as_saved) < 4 * (kill + 1) and time.monotonic() < until:
                    time.sleep(0.01)
                if kill < 3:
                    own_server.kill()
                    own_server.start()
            stopping.set()
            running.result(30)

        kept = sessions.detail(patient, begun.id).repetitions
        assert len(told_as_saved) > 10
        assert [each.index for each in kept] == told_as_saved
        ended = sessions.finish(patient, begun.id, make_assessment(len(kept) + 2))
        assert ended.repetition_count == len(kept) + 2


def test_a_connection_cut_at_any_statement_of_a_session_loses_and_doubles_nothing(
    database: Database,
    mariadb: ServerAddress,
    make_repetition: Callable[[int], Repetition],
    make_assessment: Callable[..., SessionAssessment],
    query: Query,
) -> None:
    """Cut before the first statement, after it, and so on, until the session goes through without having been cut."""
    sessions = SessionService(database.unit_of_work)
    engine = database._engine
    seen, cut_at = 0, 0

    def cut(connection: Connection) -> None:
        nonlocal seen
        seen += 1
        if seen == cut_at:
            with mariadb.connect() as administrator, administrator.cursor() as cursor:
                cursor.execute(f"KILL {connection.connection.dbapi_connection.thread_id()}")

    def before(connection: Connection, *_: Any) -> None:
        cut(connection)

    event.listen(engine, "before_cursor_execute", before)
    # Before it is kept: the work is gone, or the answer is lost after all was kept.
    event.listen(engine, "commit", cut)
    for cut_at in count(1):
        seen = 0
        patient = local_patient(database.unit_of_work, f"computer-{cut_at}", utc_now())
        begun = sessions.start(patient, "squat", "Squat")
        for index in (1, 2, 2):
            sessions.record_repetition(patient, begun.id, make_repetition(index))
        sessions.finish(patient, begun.id, make_assessment(3, partials=1))
        (record,) = sessions.history(patient)
        detail = sessions.detail(patient, record.id)
        assert [each.index for each in detail.repetitions] == [1, 2, 3]
        assert len(detail.partial_repetitions) == 1
        if seen < cut_at:
            break
    assert cut_at > 30
    assert query("SELECT count(*) FROM sessions") == [(cut_at,)]
    assert query("SELECT count(*) FROM session_progress") == [(4 * cut_at,)]
    assert query("SELECT count(*) FROM exercises") == [(1,)]


def test_an_answer_lost_after_all_was_kept_doubles_nothing(
    database: Database, patient: Actor, make_repetition: Callable[[int], Repetition], query: Query
) -> None:
    """The commit goes through, and the connection breaks before the program hears of it."""
    lost = list[str]()

    class Forgetful:
        def __init__(self, uow: Any) -> None:
            self._uow = uow

        def __getattr__(self, name: str) -> Any:
            return getattr(self._uow, name)

        def __enter__(self) -> "Forgetful":
            self._uow.__enter__()
            return self

        def __exit__(self, *error: Any) -> None:
            self._uow.__exit__(*error)

        def commit(self) -> None:
            self._uow.commit()
            if len(lost) < 3:
                lost.append("answer")
                raise PassingStorageError("The answer was lost.")

    sessions = SessionService(lambda *, read_only=False: Forgetful(database.unit_of_work(read_only=read_only)))
    begun = sessions.start(patient, "squat", "Squat")
    sessions.record_repetition(patient, begun.id, make_repetition(1))
    assert lost == ["answer"] * 3
    assert query("SELECT count(*) FROM sessions") == [(1,)]
    assert query("SELECT count(*) FROM session_progress") == [(1,)]


def test_two_workstations_that_stop_each_other_both_get_through(
    database: Database, patient: Actor, make_repetition: Callable[[int], Repetition], query: Query
) -> None:
    """Each holds one session and asks for the other's: the server ends one of them, which is then done again."""
    sessions = SessionService(database.unit_of_work)
    one, other = (sessions.start(patient, "squat", "Squat").id for _ in range(2))
    both_hold_one = threading.Barrier(2, timeout=10)
    ended_by_server = list[Exception]()

    @retrying.repeatable
    def record_both(first: Any, second: Any) -> None:
        try:
            with database.unit_of_work() as uow:
                uow.sessions.owner(first)
                with suppress(threading.BrokenBarrierError):
                    both_hold_one.wait()
                both_hold_one.abort()
                uow.sessions.owner(second)
                for session in (first, second):
                    uow.sessions.add_repetitions(session, (make_repetition(1),), utc_now())
                uow.commit()
        except PassingStorageError as error:
            ended_by_server.append(error)
            raise

    with ThreadPoolExecutor(2) as workstations:
        list(workstations.map(record_both, (one, other), (other, one)))
    assert len(ended_by_server) == 1
    assert query("SELECT count(*) FROM session_progress") == [(2,)]


def test_a_lock_that_is_held_too_long_is_told_in_a_sentence(database: Database, patient: Actor) -> None:
    begun = SessionService(database.unit_of_work).start(patient, "squat", "Squat")

    def wait_for_it() -> None:
        with database.unit_of_work() as waiting:
            waiting.sessions._session.connection().exec_driver_sql("SET SESSION innodb_lock_wait_timeout = 1")
            waiting.sessions.owner(begun.id)

    with database.unit_of_work() as holding:
        holding.sessions.owner(begun.id)
        with pytest.raises(PassingStorageError, match="busy"):
            wait_for_it()


def test_a_statement_that_takes_too_long_is_ended_by_the_server_and_told(database: Database) -> None:
    def ask() -> None:
        with database.unit_of_work() as uow:
            connection = uow.sessions._session.connection()
            (limit,) = connection.exec_driver_sql("SELECT @@max_statement_time").one()
            assert 0 < limit <= 30
            connection.exec_driver_sql("SET SESSION max_statement_time = 0.2")
            connection.exec_driver_sql("SELECT SLEEP(1) FROM sessions RIGHT JOIN (SELECT 1) AS one ON TRUE")

    with pytest.raises(StorageError, match="too long"):
        ask()


def test_a_server_that_stays_away_is_told_in_time_and_what_was_saved_is_there_when_it_is_back(
    own_server: MariaDbServer, database_file: Path, make_repetition: Callable[[int], Repetition]
) -> None:
    address = DatabaseAddress(file=database_file, url=own_server.address.url("clinic"))
    SqlDatabaseUpkeep(address).create()
    with closing(Database.open(address)) as database:
        patient = local_patient(database.unit_of_work, "this-computer", utc_now())
        sessions = SessionService(database.unit_of_work)
        begun = sessions.start(patient, "squat", "Squat")
        sessions.record_repetition(patient, begun.id, make_repetition(1))
        own_server.stop()
        asked_at = time.monotonic()
        with pytest.raises(StorageError, match="cannot be reached") as told:
            sessions.record_repetition(patient, begun.id, make_repetition(2))
        assert told.value.kept
        assert told.value.remedy
        assert time.monotonic() - asked_at < retrying.MAX_SECONDS + 2.0
        own_server.start()
        sessions.record_repetition(patient, begun.id, make_repetition(2))
        assert [each.index for each in sessions.detail(patient, begun.id).repetitions] == [1, 2]

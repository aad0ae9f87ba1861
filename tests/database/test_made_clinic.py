"""A made-up clinic: as large as it was asked to be, the same for the same seed, and read by every service."""

import re
import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, timedelta
from pathlib import Path
from typing import Any

import pytest
from databases import on_sqlite
from sqlalchemy import event

from benchmarks.casts import choose_casts
from benchmarks.database import complaints
from benchmarks.page_queries import QUERIES, Desk, time_queries
from made_clinic.digest import digest_of_records
from made_clinic.size import Clinic, ClinicSize, shared_out
from make_clinic import fill
from physiocheck_desktop.database.address import DatabaseAddress, place_of
from physiocheck_desktop.database.database import Database
from physiocheck_desktop.domain.adherence import monday_of
from physiocheck_desktop.domain.errors import StorageError
from physiocheck_desktop.domain.todays_work import beginning_of
from physiocheck_desktop.domain.work_days import work_days
from physiocheck_desktop.services.audit import verify_trail

SIZE = ClinicSize(physicians=3, patients=12, sessions=90, repetitions=700)
CLINIC = Clinic(SIZE, seed=7)
SELDOM = {
    "history: by result",
    "running: of all patients",
    "running: of a patient",
    "to be gone on with",
    "pain reports",
    "notifications: unread",
    "care: who needs a look",
    "audit: refused",
    "audit: refused in a week",
    "audit: deep",
    "accounts: last page",
}
"""What so small a clinic may have nothing of."""

ASKS_FOR_ALL = {"audit: newest", "audit: deep", "clinic in numbers", "clinic in numbers, 92 days"}
GROWING = (
    *("sessions", "session_progress", "session_results", "performance_metrics", "common_errors", "angle_series"),
    *("visits", "pain_reports", "notifications", "audit_log"),
    *("rehab_plans", "rehab_plan_versions", "rehab_plan_exercises"),
)

Rows = Callable[..., list[tuple[Any, ...]]]


@pytest.fixture
def filled(database: Database, database_address: DatabaseAddress) -> DatabaseAddress:
    fill(database_address, CLINIC)
    return database_address


def _digest(address: DatabaseAddress) -> str:
    engine = place_of(address).engine()
    try:
        return digest_of_records(engine)
    finally:
        engine.dispose()


def test_a_clinic_has_as_many_of_each_as_was_asked_for(filled: DatabaseAddress, query: Rows) -> None:
    counted = {
        "physicians": "FROM physicians",
        "patients": "FROM patients",
        "sessions": "FROM sessions",
        "repetitions": "FROM session_progress WHERE kind = 'repetition'",
    }

    found = {name: query(f"SELECT count(*) {where}")[0][0] for name, where in counted.items()}

    assert ClinicSize(**found) == SIZE
    assert query("SELECT count(*) FROM session_progress WHERE kind = 'partial'")[0][0] > 0
    assert query("SELECT count(*) FROM session_progress WHERE held_s > 0")[0][0] > 0
    assert query("SELECT count(*) FROM session_progress WHERE length(faults) > 2")[0][0] > 0
    assert query("SELECT count(*) FROM visits WHERE pain_before IS NOT NULL")[0][0] > 0
    assert query("SELECT count(*) FROM sessions WHERE plan_id IS NOT NULL")[0][0] > SIZE.sessions / 2
    assert query("SELECT count(DISTINCT session_id) FROM performance_metrics")[0][0] > SIZE.sessions * 0.9
    assert query("SELECT count(*) FROM common_errors")[0][0] > 0
    assert query("SELECT count(*) FROM angle_series")[0][0] > 0
    told = {kind for (kind,) in query("SELECT DISTINCT kind FROM notifications")}
    assert told >= {"session_summary", "subscription_asked", "plan_changed", "application_waiting"}
    results = query("SELECT sum(repetition_count) FROM session_results")[0][0]
    assert results == SIZE.repetitions


def test_scores_rise_from_a_patients_first_tenth_of_sessions_to_the_last(filled: DatabaseAddress, query: Rows) -> None:
    scores = query(
        "SELECT s.patient_id, r.score FROM sessions s JOIN session_results r ON r.session_id = s.id "
        "WHERE r.score IS NOT NULL ORDER BY s.patient_id, s.started_at"
    )
    of_each: dict[str, list[float]] = {}
    for patient, score in scores:
        of_each.setdefault(patient, []).append(score)
    first = [each[0] for each in of_each.values()]
    last = [each[-1] for each in of_each.values()]

    assert sum(last) / len(last) > sum(first) / len(first)


def test_the_same_seed_gives_the_same_clinic_on_either_database_and_another_seed_another(
    filled: DatabaseAddress, tmp_path: Path
) -> None:
    again, other = (DatabaseAddress(file=tmp_path / name / "physiocheck.sqlite3") for name in ("again", "other"))
    fill(again, CLINIC)
    fill(other, Clinic(SIZE, seed=8))

    assert _digest(filled) == _digest(again)
    assert _digest(filled) != _digest(other)


def test_every_page_query_finds_something_in_it_and_its_audit_trail_holds(
    filled: DatabaseAddress, database: Database
) -> None:
    engine = place_of(filled).engine()
    casts = choose_casts(engine, rounds=3, seed=1)
    engine.dispose()

    timings = time_queries(Desk(database, CLINIC.until), casts)

    assert {name for name in QUERIES if timings[name].rows == 0} <= SELDOM
    end, faults = verify_trail(database.unit_of_work)
    assert end[0] > 2 * SIZE.sessions
    assert faults == ()


@on_sqlite
def test_no_page_query_reads_a_table_that_grows_with_the_years_from_end_to_end(
    filled: DatabaseAddress, database: Database
) -> None:
    engine = place_of(filled).engine()
    cast = choose_casts(engine, rounds=1, seed=1)[0]
    engine.dispose()
    asked: list[tuple[str, str, Any]] = []
    desk, read = Desk(database, CLINIC.until), ""

    def note(_connection: Any, _cursor: Any, statement: str, parameters: Any, *_: Any) -> None:
        if statement.startswith("SELECT"):
            asked.append((read, statement, parameters))

    event.listen(database._engine, "before_cursor_execute", note)
    for read, use_case in QUERIES.items():  # noqa: B007  # `note` reads it
        use_case(desk, cast)

    with closing(sqlite3.connect(filled.file)) as connection:
        plans = [
            (page, detail)
            for page, statement, parameters in asked
            for *_, detail in connection.execute(f"EXPLAIN QUERY PLAN {statement}", parameters)
        ]
    assert {page for page, _ in plans} == set(QUERIES)
    assert [
        each for each in plans if re.search(f"SCAN ({'|'.join(GROWING)})", each[1]) and each[0] not in ASKS_FOR_ALL
    ] == []


def test_what_asks_for_nothing_any_more_changes_none_of_the_days_that_are_looked_at(
    filled: DatabaseAddress, database: Database
) -> None:
    engine = place_of(filled).engine()
    patients = [cast.patient.user_id for cast in choose_casts(engine, rounds=12, seed=1)]
    engine.dispose()
    left_out = 0
    with database.unit_of_work(read_only=True) as uow:
        for days in (1, 14, 90, 400):
            first = (CLINIC.until - timedelta(days=days)).date()
            since = beginning_of(monday_of(first), UTC)
            every, since_then = uow.plans.courses(patients), uow.plans.courses(patients, since)
            done = uow.plans.done(patients, since)
            for each in patients:
                known, later = every.get(each, ()), since_then.get(each, ())
                left_out += sum(len(plan.versions) for plan in known) - sum(len(plan.versions) for plan in later)
                assert work_days(known, done.get(each, ()), first, CLINIC.until, UTC) == work_days(
                    later, done.get(each, ()), first, CLINIC.until, UTC
                )
    assert left_out > 0


def test_what_is_told_in_confidence_is_encrypted_in_it(filled: DatabaseAddress, query: Rows) -> None:
    for column, table in (("phone", "patients"), ("email", "credentials"), ("request", "subscriptions")):
        values = [value for (value,) in query(f"SELECT {column} FROM {table}")]  # noqa: S608
        assert values
        assert all(value.startswith("1:") for value in values)


def test_a_database_with_records_is_left_as_it_is(filled: DatabaseAddress) -> None:
    before = _digest(filled)

    with pytest.raises(StorageError, match="records in this database already"):
        fill(filled, Clinic(SIZE, seed=8))

    assert _digest(filled) == before


def test_shares_come_to_the_whole() -> None:
    assert shared_out(100, (1.0, 1.0, 2.0)) == [25, 25, 50]
    assert sum(shared_out(1000, [0.1] * 7)) == 1000


def test_a_page_that_is_too_slow_and_a_repetition_that_is_lost_are_complained_of() -> None:
    quick = {"median_ms": 2.0, "p95_ms": 5.0, "rows": 1.0}
    slow = {**quick, "median_ms": 30.0, "p95_ms": 130.0}
    writers = {"differences": [], "errors": [], "repetitions_told": 10, "repetitions_added": 10}
    saving = {"saving": {"begin": quick}, "recording": quick}
    report = {"mariadb": {"pages": {"history": quick}, **saving, "writers": writers, "trail_faults": []}}
    assert complaints(report) == []

    report["mariadb"] |= {"saving": {"begin": slow}, "recording": slow, "writers": {**writers, "repetitions_added": 9}}
    report["mariadb"]["pages"] = {"history": slow}

    assert complaints(report) == [
        "mariadb: history takes 130 ms.",
        "mariadb: the window waits 130.0 ms for a repetition.",
        "mariadb: beginning a session takes 30.0 ms.",
        "10 were told, 9 are kept.",
    ]

"""What sessions come to is kept with their end, forgotten when they go on, and made up for those from before."""

import shutil
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine

from physiocheck_desktop.database import schema
from physiocheck_desktop.database.address import DatabaseAddress
from physiocheck_desktop.database.database import Database
from physiocheck_desktop.database.migrations.versions import r0017_metrics
from physiocheck_desktop.database.repositories.sessions import SqlSessionRepository
from physiocheck_desktop.database.upkeep import SqlDatabaseUpkeep
from physiocheck_desktop.domain.exercise import Side
from physiocheck_desktop.domain.people import Actor
from physiocheck_desktop.domain.repetition import RangeOfMotion, Repetition, SessionAssessment
from physiocheck_desktop.services.progress import ProgressService
from physiocheck_desktop.services.repetition_checks import MAX_TEXT_LENGTH
from physiocheck_desktop.services.sessions import SessionService

Query = Callable[..., list[tuple[Any, ...]]]

METRICS = "SELECT measure, side, repetitions, start, peak, range_of_motion FROM performance_metrics"
COUNTS = (
    "SELECT (SELECT count(*) FROM session_results), (SELECT count(*) FROM performance_metrics), "
    "(SELECT count(*) FROM common_errors)"
)


def few_at_once(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the migration have two sessions in memory at a time, so that few are many."""
    shutil.copytree(Path(schema.__file__).parent / "migrations", folder)
    migration = folder / "versions" / "r0017_metrics.py"
    text = migration.read_text(encoding="utf-8")
    assert text.count("_AT_ONCE = 200") == 1
    migration.write_text(text.replace("_AT_ONCE = 200", "_AT_ONCE = 2"), encoding="utf-8")
    monkeypatch.setattr(schema, "_MIGRATIONS", folder)


def test_what_a_session_came_to_is_kept_with_its_end(
    sessions: SessionService, patient: Actor, make_assessment: Callable[..., SessionAssessment], query: Query
) -> None:
    begun = sessions.start(patient, "squat", "Squat")
    sessions.finish(patient, begun.id, make_assessment(3))
    assert query(METRICS) == [("left_knee", "left", 3, 174.0, 92.5, 81.5)]
    assert query("SELECT toward_s, back_s, sparc, jitter, stability, held_s FROM performance_metrics") == [
        (pytest.approx(1.2), pytest.approx(1.3), -1.62, 0.012, None, None)
    ]
    assert query("SELECT number, rule, severity, repetitions, of_repetitions, phase FROM common_errors") == [
        (1, "chest-up", "fault", 3, 3, "peak")
    ]
    assert query("SELECT repetition_count, left_count, right_count FROM session_results") == [(3, 3, 0)]


def test_an_abandoned_and_an_interrupted_session_keep_theirs_as_well(
    sessions: SessionService,
    patient: Actor,
    make_repetition: Callable[[int], Repetition],
    query: Query,
) -> None:
    abandoned, interrupted = (sessions.start(patient, "squat", "Squat") for _ in range(2))
    for each in (abandoned, interrupted):
        sessions.record_repetition(patient, each.id, make_repetition(1))
    assert query(COUNTS) == [(0, 0, 0)]
    sessions.abandon(patient, abandoned.id)
    assert query(COUNTS) == [(1, 1, 1)]
    sessions.close_interrupted(patient)
    assert query(COUNTS) == [(2, 2, 2)]


def test_a_session_that_goes_on_after_all_is_summed_up_again_at_its_end(
    sessions: SessionService,
    patient: Actor,
    make_repetition: Callable[[int], Repetition],
    make_assessment: Callable[..., SessionAssessment],
    query: Query,
) -> None:
    begun = sessions.start(patient, "squat", "Squat")
    sessions.record_repetition(patient, begun.id, make_repetition(1))
    sessions.close_interrupted(patient)
    sessions.record_repetition(patient, begun.id, make_repetition(2))
    assert query(COUNTS) == [(0, 0, 0)]
    sessions.finish(patient, begun.id, make_assessment(3))
    assert query(COUNTS) == [(1, 1, 1)]
    assert query("SELECT repetitions FROM performance_metrics") == [(3,)]


def test_a_session_never_ends_without_what_it_came_to(
    sessions: SessionService,
    patient: Actor,
    make_assessment: Callable[..., SessionAssessment],
    query: Query,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    begun = sessions.start(patient, "squat", "Squat")

    def cut(*_: Any, **__: Any) -> None:
        raise RuntimeError("cut")

    monkeypatch.setattr(SqlSessionRepository, "_records", cut)  # the last that is asked for before the commit
    with pytest.raises(RuntimeError):
        sessions.finish(patient, begun.id, make_assessment(3))
    assert query(COUNTS) == [(0, 0, 0)]
    assert query("SELECT state FROM sessions") == [("running",)]


def test_the_longest_rule_and_cue_and_an_unknown_measure_do_not_keep_a_session_from_ending(
    sessions: SessionService, patient: Actor, make_assessment: Callable[..., SessionAssessment], query: Query
) -> None:
    assessment = make_assessment(1)
    (only,) = assessment.repetitions
    odd = replace(
        only,
        faults=(replace(only.faults[0], rule="r" * MAX_TEXT_LENGTH, cue="🙂" * MAX_TEXT_LENGTH),),
        ranges=(*only.ranges, RangeOfMotion("m" * 300, 1.0, 2.0, 1.0, 2.0, 0.0)),
    )
    begun = sessions.start(patient, "squat", "Squat")
    sessions.finish(patient, begun.id, replace(assessment, repetitions=(odd,)))
    assert query("SELECT rule, cue FROM common_errors") == [("r" * MAX_TEXT_LENGTH, "🙂" * MAX_TEXT_LENGTH)]
    assert query("SELECT measure FROM performance_metrics") == [("left_knee",)]


def test_sessions_from_before_are_summed_up_by_the_upgrade_as_they_would_be_today(
    database: Database,
    database_address: DatabaseAddress,
    sessions: SessionService,
    upkeep: SqlDatabaseUpkeep,
    upkeep_engine: Engine,
    patient: Actor,
    make_assessment: Callable[..., SessionAssessment],
    query: Query,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for number in range(7):
        assessment = make_assessment(number)
        right = tuple(replace(each, side=Side.RIGHT) for each in assessment.repetitions[:1])
        begun = sessions.start(patient, "squat", "Squat")
        sessions.finish(patient, begun.id, replace(assessment, repetitions=(*right, *assessment.repetitions[1:])))
    sessions.start(patient, "squat", "Squat")
    tables = ("session_results", "performance_metrics", "common_errors")
    before = [sorted(map(repr, query(f"SELECT * FROM {table}"))) for table in tables]  # noqa: S608
    told = ProgressService(database.unit_of_work).ranges(patient, patient.user_id)
    assert [len(rows) for rows in before] == [7, 11, 6]
    database.close()

    schema.downgrade(upkeep_engine, r0017_metrics.down_revision)
    upkeep_engine.dispose()
    few_at_once(tmp_path / "migrations", monkeypatch)
    upkeep.upgrade()
    assert [sorted(map(repr, query(f"SELECT * FROM {table}"))) for table in tables] == before  # noqa: S608
    with closing(Database.open(database_address)) as again:
        assert ProgressService(again.unit_of_work).ranges(patient, patient.user_id) == told

"""The schema's history on a real SQLite file: forward, back, with data in the tables, and interrupted."""

import stat
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext

from physiocheck_desktop.database import schema
from physiocheck_desktop.database.database import Database, DatabaseAddress
from physiocheck_desktop.database.embedded import create_embedded_engine
from physiocheck_desktop.database.tables import Base
from physiocheck_desktop.domain.errors import BugError, StorageError
from physiocheck_desktop.domain.people import Actor
from physiocheck_desktop.domain.repetition import SessionAssessment
from physiocheck_desktop.services.sessions import SessionService

Query = Callable[..., list[tuple[Any, ...]]]

REBUILD_SESSIONS = (
    "with op.batch_alter_table('sessions', recreate='always') as batch: "
    "batch.add_column(sa.Column('note', sa.String(10), nullable=True))"
)


@pytest.fixture
def a_kept_session(
    database: Database, sessions: SessionService, patient: Actor, make_assessment: Callable[..., SessionAssessment]
) -> SessionAssessment:
    """Keep one session of three repetitions and close the database."""
    assessment = make_assessment(3, partials=1)
    begun = sessions.start(patient, "squat", "Squat")
    sessions.finish(patient, begun.id, assessment)
    database.close()
    return assessment


def test_the_migrations_make_exactly_the_tables_that_the_program_works_with(
    database: Database, database_file: Path
) -> None:
    engine = create_embedded_engine(database_file, 1.0)
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, Base.metadata) == []
    engine.dispose()


def test_every_constraint_has_a_name(database: Database, query: Query) -> None:
    statements = [sql for (sql,) in query("SELECT sql FROM sqlite_master WHERE type = 'table' AND sql IS NOT NULL")]
    assert len(statements) >= 7
    for statement in statements:
        for line in statement.splitlines():
            if any(word in line for word in ("FOREIGN KEY", "PRIMARY KEY", "UNIQUE", "CHECK")):
                assert "CONSTRAINT" in line, line


def test_going_back_and_forward_with_data_in_the_tables_works(
    a_kept_session: SessionAssessment, database_file: Path, query: Query
) -> None:
    engine = create_embedded_engine(database_file, 1.0, foreign_keys=False)
    schema.downgrade(engine, "base")
    assert query("SELECT name FROM sqlite_master WHERE name = 'sessions'") == []
    schema.upgrade(engine)
    assert schema.current_revision(engine) == schema.newest_revision()
    assert query("SELECT count(*) FROM sessions") == [(0,)]
    engine.dispose()


def test_repetitions_kept_before_smoothness_was_are_read_without_it(
    a_kept_session: SessionAssessment, database_file: Path, patient: Actor, query: Query
) -> None:
    engine = create_embedded_engine(database_file, 1.0, foreign_keys=False)
    schema.downgrade(engine, "0001")
    engine.dispose()
    query(
        "UPDATE session_progress SET faults = "
        "json_remove(faults, '$[0].phase', '$[0].mean_excess', '$[0].worst_excess')"
    )
    with closing(Database.open(DatabaseAddress(file=database_file))) as database:
        sessions = SessionService(database.unit_of_work)
        (record,) = sessions.history(patient)
        kept = sessions.detail(patient, record.id).repetitions
    expected = [
        replace(
            each,
            smoothness=None,
            faults=tuple(replace(one, phase=None, mean_excess=None, worst_excess=None) for one in each.faults),
        )
        for each in a_kept_session.repetitions
    ]
    assert list(kept) == expected


def test_repetitions_kept_before_holds_were_are_read_without_seconds_held(
    a_kept_session: SessionAssessment, database_file: Path, patient: Actor
) -> None:
    engine = create_embedded_engine(database_file, 1.0, foreign_keys=False)
    schema.downgrade(engine, "0002")
    engine.dispose()
    with closing(Database.open(DatabaseAddress(file=database_file))) as database:
        sessions = SessionService(database.unit_of_work)
        (record,) = sessions.history(patient)
        kept = sessions.detail(patient, record.id).repetitions
    assert list(kept) == list(a_kept_session.repetitions)
    assert {each.held_s for each in kept} == {None}


def test_a_hold_is_kept_with_its_seconds(
    sessions: SessionService, patient: Actor, make_assessment: Callable[..., SessionAssessment]
) -> None:
    assessment = make_assessment(2)
    holds = tuple(replace(each, held_s=20.5, smoothness=None) for each in assessment.repetitions)
    begun = sessions.start(patient, "wall-sit", "Wall sit")
    sessions.finish(patient, begun.id, replace(assessment, repetitions=holds))
    assert sessions.detail(patient, begun.id).repetitions == holds


def test_an_upgrade_that_rebuilds_a_table_keeps_what_refers_to_it(
    a_kept_session: SessionAssessment, database_file: Path, query: Query, next_step: Callable[[str], None]
) -> None:
    next_step(REBUILD_SESSIONS)
    Database.open(DatabaseAddress(file=database_file)).close()
    assert query("SELECT version_num FROM alembic_version") == [("9999",)]
    assert query("SELECT note FROM sessions") == [(None,)]
    assert query("SELECT count(*) FROM session_progress") == [(4,)]
    assert query("SELECT repetition_count FROM session_results") == [(3,)]


def test_a_backup_that_only_the_owner_reads_is_made_before_an_upgrade(
    a_kept_session: SessionAssessment, database_file: Path, query: Query, next_step: Callable[[str], None]
) -> None:
    before = schema.newest_revision()
    next_step(REBUILD_SESSIONS)
    Database.open(DatabaseAddress(file=database_file)).close()
    (backup,) = (database_file.parent / "backups").iterdir()
    assert before in backup.name
    assert stat.S_IMODE(backup.stat().st_mode) == 0o600
    assert query("SELECT version_num FROM alembic_version", backup) == [(before,)]
    assert query("SELECT count(*) FROM session_progress", backup) == [(4,)]


def test_no_backup_is_made_where_nothing_is_upgraded(a_kept_session: SessionAssessment, database_file: Path) -> None:
    Database.open(DatabaseAddress(file=database_file)).close()
    assert not (database_file.parent / "backups").exists()


def test_an_upgrade_that_fails_half_way_leaves_the_database_as_it_was(
    a_kept_session: SessionAssessment, database_file: Path, query: Query, next_step: Callable[[str], None]
) -> None:
    before = schema.newest_revision()
    next_step("op.drop_table('session_results'); op.execute('DELETE FROM session_progress'); raise RuntimeError('cut')")
    with pytest.raises(RuntimeError, match="cut"):
        Database.open(DatabaseAddress(file=database_file))
    assert query("SELECT version_num FROM alembic_version") == [(before,)]
    assert query("SELECT count(*) FROM session_progress") == [(4,)]
    assert query("SELECT count(*) FROM session_results") == [(1,)]


def test_an_upgrade_that_would_leave_rows_that_refer_to_nothing_is_taken_back(
    a_kept_session: SessionAssessment, database_file: Path, query: Query, next_step: Callable[[str], None]
) -> None:
    next_step("op.execute('DELETE FROM sessions')")
    with pytest.raises(BugError, match="refer to nothing"):
        Database.open(DatabaseAddress(file=database_file))
    assert query("SELECT count(*) FROM sessions") == [(1,)]


def test_a_schema_newer_than_the_program_is_refused_and_left_alone(
    a_kept_session: SessionAssessment, database_file: Path, query: Query
) -> None:
    query("UPDATE alembic_version SET version_num = 'from-the-future'")
    with pytest.raises(StorageError, match="newer version") as refused:
        Database.open(DatabaseAddress(file=database_file))
    assert str(database_file) in refused.value.what
    assert query("SELECT version_num FROM alembic_version") == [("from-the-future",)]


def test_a_backup_that_cannot_be_made_stops_the_upgrade(
    a_kept_session: SessionAssessment, database_file: Path, query: Query, next_step: Callable[[str], None]
) -> None:
    before = schema.newest_revision()
    next_step(REBUILD_SESSIONS)
    (database_file.parent / "backups").write_text("a file where the folder should be", encoding="utf-8")
    with pytest.raises(StorageError, match="backups"):
        Database.open(DatabaseAddress(file=database_file))
    assert query("SELECT version_num FROM alembic_version") == [(before,)]

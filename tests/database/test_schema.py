"""The schema's history on both databases: forward, back, with data in the tables, and refused."""

import pickle
import stat
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from databases import MARIADB, on_sqlite
from sqlalchemy import Engine, inspect

from physiocheck_desktop.database import schema
from physiocheck_desktop.database.address import DatabaseAddress
from physiocheck_desktop.database.database import Database
from physiocheck_desktop.database.tables import Base
from physiocheck_desktop.database.upkeep import SqlDatabaseUpkeep
from physiocheck_desktop.domain.errors import BugError, StorageError
from physiocheck_desktop.domain.people import Actor
from physiocheck_desktop.domain.repetition import SessionAssessment
from physiocheck_desktop.services.database_upkeep import DatabaseState
from physiocheck_desktop.services.sessions import SessionService

Query = Callable[..., list[tuple[Any, ...]]]

REBUILD_SESSIONS = (
    "with op.batch_alter_table('sessions', recreate='always' if op.get_bind().dialect.name == 'sqlite' else 'auto') "
    "as batch: "
    "batch.add_column(sa.Column('note', sa.String(10), nullable=True))"
)


def test_the_migrations_make_exactly_the_tables_that_the_program_works_with(
    database: Database, upkeep_engine: Engine
) -> None:
    with upkeep_engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, Base.metadata) == []


def test_the_files_of_the_migrations_are_named_after_what_they_lead_to_and_in_their_order() -> None:
    scripts = ScriptDirectory(str(Path(schema.__file__).parent / "migrations"))
    revisions = [script.revision for script in scripts.walk_revisions()]
    assert revisions == sorted(revisions, reverse=True)
    assert schema.newest_revision() == scripts.get_current_head()
    assert all(schema.is_known(revision) for revision in revisions)
    assert not schema.is_known("0000")


@on_sqlite
def test_a_database_that_is_up_to_date_is_opened_without_alembic(
    database: Database, database_address: DatabaseAddress, tmp_path: Path
) -> None:
    address = tmp_path / "address"
    address.write_bytes(pickle.dumps(database_address))
    code = (
        "import pickle, sys; from pathlib import Path; from physiocheck_desktop.database.database import Database; "
        "Database.open(pickle.loads(Path(sys.argv[1]).read_bytes())).close(); print('alembic' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code, str(address)], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"


@on_sqlite
def test_every_constraint_has_a_name(database: Database, query: Query) -> None:
    statements = [sql for (sql,) in query("SELECT sql FROM sqlite_master WHERE type = 'table' AND sql IS NOT NULL")]
    assert len(statements) >= 7
    for statement in statements:
        for line in statement.splitlines():
            if any(word in line for word in ("FOREIGN KEY", "PRIMARY KEY", "UNIQUE", "CHECK")):
                assert "CONSTRAINT" in line, line


def test_going_back_and_forward_with_data_in_the_tables_works(
    a_kept_session: SessionAssessment, upkeep_engine: Engine, query: Query
) -> None:
    schema.downgrade(upkeep_engine, "base")
    assert inspect(upkeep_engine).get_table_names() == ["alembic_version"]
    schema.upgrade(upkeep_engine)
    assert schema.current_revision(upkeep_engine) == schema.newest_revision()
    assert query("SELECT count(*) FROM sessions") == [(0,)]


def test_repetitions_kept_before_smoothness_was_are_read_without_it(
    a_kept_session: SessionAssessment,
    database_address: DatabaseAddress,
    upkeep: SqlDatabaseUpkeep,
    upkeep_engine: Engine,
    patient: Actor,
    query: Query,
) -> None:
    schema.downgrade(upkeep_engine, "0001")
    upkeep_engine.dispose()
    query(
        "UPDATE session_progress SET faults = "
        "json_remove(faults, '$[0].phase', '$[0].mean_excess', '$[0].worst_excess')"
    )
    upkeep.upgrade()
    with closing(Database.open(database_address)) as database:
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
    a_kept_session: SessionAssessment,
    database_address: DatabaseAddress,
    upkeep: SqlDatabaseUpkeep,
    upkeep_engine: Engine,
    patient: Actor,
) -> None:
    schema.downgrade(upkeep_engine, "0002")
    upkeep_engine.dispose()
    upkeep.upgrade()
    with closing(Database.open(database_address)) as database:
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
    a_kept_session: SessionAssessment, upkeep: SqlDatabaseUpkeep, query: Query, next_step: Callable[[str], None]
) -> None:
    next_step(REBUILD_SESSIONS)
    upkeep.upgrade()
    assert query("SELECT version_num FROM alembic_version") == [("9999",)]
    assert query("SELECT note FROM sessions") == [(None,)]
    assert query("SELECT count(*) FROM session_progress") == [(4,)]
    assert query("SELECT repetition_count FROM session_results") == [(3,)]


def test_a_backup_that_only_the_owner_reads_is_made_before_an_upgrade(
    a_kept_session: SessionAssessment,
    upkeep: SqlDatabaseUpkeep,
    data_folder: Path,
    query: Query,
    next_step: Callable[[str], None],
) -> None:
    before = schema.newest_revision()
    next_step(REBUILD_SESSIONS)
    change = upkeep.upgrade()
    assert (change.before, change.after) == (before, "9999")
    (backup,) = (data_folder / "backups").iterdir()
    assert backup == change.copy
    assert before in backup.name
    assert stat.S_IMODE(backup.stat().st_mode) == 0o600

    upkeep.restore(backup, replace=True)
    assert query("SELECT version_num FROM alembic_version") == [(before,)]
    assert query("SELECT count(*) FROM session_progress") == [(4,)]


def test_no_backup_is_made_where_nothing_is_upgraded(
    a_kept_session: SessionAssessment, database_address: DatabaseAddress, data_folder: Path
) -> None:
    Database.open(database_address).close()
    assert not (data_folder / "backups").exists()


@on_sqlite
def test_an_upgrade_that_fails_half_way_leaves_the_file_as_it_was(
    a_kept_session: SessionAssessment,
    database_address: DatabaseAddress,
    query: Query,
    next_step: Callable[[str], None],
) -> None:
    before = schema.newest_revision()
    next_step("op.drop_table('session_results'); op.execute('DELETE FROM session_progress'); raise RuntimeError('cut')")
    with pytest.raises(RuntimeError, match="cut"):
        Database.open(database_address)
    assert query("SELECT version_num FROM alembic_version") == [(before,)]
    assert query("SELECT count(*) FROM session_progress") == [(4,)]
    assert query("SELECT count(*) FROM session_results") == [(1,)]


@on_sqlite
def test_an_upgrade_that_would_leave_rows_that_refer_to_nothing_is_taken_back(
    a_kept_session: SessionAssessment,
    database_address: DatabaseAddress,
    query: Query,
    next_step: Callable[[str], None],
) -> None:
    next_step("op.execute('DELETE FROM sessions')")
    with pytest.raises(BugError, match="refer to nothing"):
        Database.open(database_address)
    assert query("SELECT count(*) FROM sessions") == [(1,)]


def test_a_schema_newer_than_the_program_is_refused_and_left_alone_by_everything(
    a_kept_session: SessionAssessment, database_address: DatabaseAddress, upkeep: SqlDatabaseUpkeep, query: Query
) -> None:
    query("UPDATE alembic_version SET version_num = 'from-the-future'")
    for attempt in (lambda: Database.open(database_address), upkeep.create, upkeep.upgrade):
        with pytest.raises(StorageError, match=r"newer version of PhysioCheck \(schema from-the-future") as refused:
            attempt()
        assert refused.value.remedy
    assert query("SELECT version_num FROM alembic_version") == [("from-the-future",)]
    assert upkeep.status().state is DatabaseState.NEWER


def test_a_backup_that_cannot_be_made_stops_the_upgrade(
    a_kept_session: SessionAssessment,
    upkeep: SqlDatabaseUpkeep,
    data_folder: Path,
    query: Query,
    next_step: Callable[[str], None],
) -> None:
    before = schema.newest_revision()
    next_step(REBUILD_SESSIONS)
    data_folder.mkdir(exist_ok=True)
    (data_folder / "backups").write_text("a file where the folder should be", encoding="utf-8")
    with pytest.raises(StorageError, match="backups"):
        upkeep.upgrade()
    assert query("SELECT version_num FROM alembic_version") == [(before,)]


def test_the_daily_work_changes_no_tables_of_a_server_and_a_file_is_brought_up_to_date(
    a_kept_session: SessionAssessment,
    database_kind: str,
    database_address: DatabaseAddress,
    query: Query,
    next_step: Callable[[str], None],
) -> None:
    before = schema.newest_revision()
    next_step(REBUILD_SESSIONS)
    if database_kind == MARIADB:
        with pytest.raises(StorageError, match="older version") as refused:
            Database.open(database_address)
        assert "physiocheck database upgrade" in refused.value.remedy
        assert query("SELECT version_num FROM alembic_version") == [(before,)]
    else:
        Database.open(database_address).close()
        assert query("SELECT version_num FROM alembic_version") == [("9999",)]

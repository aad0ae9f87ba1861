"""Records are copied and put back whole, on both databases, and nothing is replaced that was not copied before."""

import gzip
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from databases import MARIADB, on_mariadb, on_sqlite
from whole_lives import READY, Lives

from physiocheck_desktop.database.address import DatabaseAddress
from physiocheck_desktop.database.database import Database
from physiocheck_desktop.database.tables import Base
from physiocheck_desktop.database.upkeep import SqlDatabaseUpkeep
from physiocheck_desktop.domain.errors import StorageError
from physiocheck_desktop.domain.people import Actor
from physiocheck_desktop.domain.repetition import SessionAssessment
from physiocheck_desktop.integrations.local_files import LocalFileStore
from physiocheck_desktop.services.database_upkeep import DatabaseState
from physiocheck_desktop.services.rehab_plans import RehabPlanService
from physiocheck_desktop.services.sessions import SessionService

Query = Callable[..., list[tuple[Any, ...]]]

TABLES = tuple(table.name for table in Base.metadata.sorted_tables)


def content(query: Query) -> dict[str, list[tuple[Any, ...]]]:
    return {table: sorted(query(f"SELECT * FROM {table}"), key=repr) for table in TABLES}  # noqa: S608


def test_records_come_back_from_a_copy_exactly_as_they_were(
    a_kept_session: SessionAssessment,
    upkeep: SqlDatabaseUpkeep,
    database_address: DatabaseAddress,
    patient: Actor,
    query: Query,
) -> None:
    before = content(query)
    copy = upkeep.back_up(None)
    query("DELETE FROM session_results")
    query("UPDATE session_progress SET score = 1")

    upkeep.restore(copy, replace=True)

    assert content(query) == before
    with closing(Database.open(database_address)) as database:
        sessions = SessionService(database.unit_of_work)
        (record,) = sessions.history(patient)
        assert sessions.detail(patient, record.id).repetitions == a_kept_session.repetitions
    assert all(finding.sound for finding in upkeep.check())


def test_a_copy_has_whole_lives_with_something_in_every_table_and_brings_them_back(
    database: Database,
    database_address: DatabaseAddress,
    upkeep: SqlDatabaseUpkeep,
    tmp_path: Path,
    make_assessment: Callable[..., SessionAssessment],
    query: Query,
) -> None:
    lives = Lives(database, LocalFileStore(tmp_path / "files"), tmp_path, make_assessment)
    pat = lives.clinic().pat.actor
    before, plans = content(query), lives.plans.plans(pat, pat.user_id)
    database.close()
    upkeep.restore(upkeep.back_up(None), replace=True)
    assert content(query) == before
    with closing(Database.open(database_address)) as again:
        assert RehabPlanService(again.unit_of_work, READY).plans(pat, pat.user_id) == plans


def test_a_restore_copies_what_it_replaces_and_replaces_nothing_unasked(
    a_kept_session: SessionAssessment, upkeep: SqlDatabaseUpkeep, tmp_path: Path, query: Query
) -> None:
    copy = upkeep.back_up(tmp_path / "copy")
    query("UPDATE session_progress SET score = 1")
    changed = content(query)
    with pytest.raises(StorageError, match="holds records already") as refused:
        upkeep.restore(copy, replace=False)
    assert "--replace" in refused.value.remedy
    assert content(query) == changed

    replaced = upkeep.restore(copy, replace=True).copy
    assert content(query) != changed
    assert replaced is not None
    upkeep.restore(replaced, replace=True)
    assert content(query) == changed


def test_a_copy_is_never_written_over_another_file(
    a_kept_session: SessionAssessment, upkeep: SqlDatabaseUpkeep, tmp_path: Path
) -> None:
    (tmp_path / "copy").write_text("precious", encoding="utf-8")
    with pytest.raises(StorageError, match="exists already"):
        upkeep.back_up(tmp_path / "copy")
    assert (tmp_path / "copy").read_text(encoding="utf-8") == "precious"


def test_no_folder_is_made_for_a_copy_whose_place_may_be_mistyped(
    a_kept_session: SessionAssessment, upkeep: SqlDatabaseUpkeep, tmp_path: Path
) -> None:
    with pytest.raises(StorageError, match="There is no folder") as refused:
        upkeep.back_up(tmp_path / "mistyped" / "deeper" / "copy")
    assert str(tmp_path / "mistyped" / "deeper") in refused.value.what
    assert not (tmp_path / "mistyped").exists()


def test_a_copy_that_cannot_be_written_is_told_and_leaves_nothing_behind(
    a_kept_session: SessionAssessment, upkeep: SqlDatabaseUpkeep, tmp_path: Path
) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(StorageError) as refused:
        upkeep.back_up(tmp_path / "file" / "copy")
    assert refused.value.remedy
    assert list(tmp_path.glob("*.part")) == []


@pytest.mark.parametrize("damage", ["cut off", "changed", "another thing", "missing"])
def test_a_copy_that_is_none_is_refused_before_anything_is_changed(
    damage: str, a_kept_session: SessionAssessment, upkeep: SqlDatabaseUpkeep, tmp_path: Path, query: Query
) -> None:
    before = content(query)
    copy = upkeep.back_up(tmp_path / "copy")
    whole = copy.read_bytes()
    middle = len(whole) // 2
    spoiled = {
        "cut off": whole[:middle],
        "changed": whole[:middle] + bytes(byte ^ 0xFF for byte in whole[middle:]),
        "another thing": gzip.compress(b'{"kind": "holiday pictures"}\n'),
    }
    if damage == "missing":
        copy.unlink()
    else:
        copy.write_bytes(spoiled[damage])
    with pytest.raises(StorageError, match="copy") as refused:
        upkeep.restore(copy, replace=True)
    assert refused.value.kept == "Nothing was changed."
    assert content(query) == before


@on_sqlite
def test_a_damaged_file_is_set_aside_and_the_copy_put_in_its_place(
    a_kept_session: SessionAssessment, upkeep: SqlDatabaseUpkeep, database_file: Path, query: Query
) -> None:
    before = content(query)
    copy = upkeep.back_up(None)
    damaged = database_file.read_bytes()[:4096] + b"\xff" * 20_000
    database_file.write_bytes(damaged)
    change = upkeep.restore(copy, replace=True)
    assert content(query) == before
    assert change.copy is not None
    assert change.copy.read_bytes() == damaged


@on_mariadb
def test_a_copy_of_a_server_is_of_one_moment_while_others_write(
    database: Database,
    sessions: SessionService,
    patient: Actor,
    make_assessment: Callable[..., SessionAssessment],
    upkeep: SqlDatabaseUpkeep,
    monkeypatch: pytest.MonkeyPatch,
    query: Query,
    tmp_path: Path,
) -> None:
    """A session that is finished while the copy is being written is in it with all its rows, or with none."""
    from physiocheck_desktop.database import dump  # noqa: PLC0415

    sessions.start(patient, "squat", "Squat")
    before = content(query)
    read = dump._tables

    def write_meanwhile(connection: Any) -> Any:
        begun = sessions.start(patient, "lunge", "Lunge")
        sessions.finish(patient, begun.id, make_assessment(5))
        return read(connection)

    monkeypatch.setattr(dump, "_tables", write_meanwhile)
    copy = upkeep.back_up(tmp_path / "copy")
    assert content(query) != before
    upkeep.restore(copy, replace=True)
    assert content(query) == before


def test_tables_of_another_program_are_left_alone(
    database_kind: str, upkeep: SqlDatabaseUpkeep, database_address: DatabaseAddress, query: Query, data_folder: Path
) -> None:
    data_folder.mkdir(exist_ok=True)
    if database_kind == MARIADB:
        for table in (*reversed(TABLES), "alembic_version"):
            query(f"DROP TABLE {table}")
    query("CREATE TABLE invoices (id INTEGER)")
    for attempt in (upkeep.create, upkeep.upgrade, lambda: Database.open(database_address)):
        with pytest.raises(StorageError, match="not PhysioCheck"):
            attempt()
    assert upkeep.status().state is DatabaseState.FOREIGN
    assert query("SELECT * FROM invoices") == []


def test_what_is_wrong_with_the_tables_is_found_by_the_check(
    database: Database, upkeep: SqlDatabaseUpkeep, query: Query
) -> None:
    assert all(finding.sound for finding in upkeep.check())
    query("ALTER TABLE session_progress DROP COLUMN reason")
    assert [finding.subject for finding in upkeep.check() if not finding.sound] == ["structure"]


def test_status_tells_the_place_without_a_password(
    database: Database, upkeep: SqlDatabaseUpkeep, database_kind: str, database_address: DatabaseAddress
) -> None:
    status = upkeep.status()
    assert status.state is DatabaseState.CURRENT
    assert status.server.startswith("MariaDB 10." if database_kind == MARIADB else "SQLite 3.")
    if database_address.url is not None:
        password = database_address.url.split(":")[2].split("@")[0]
        assert password not in repr(status)

"""What the world does to a database is told in a sentence, and nothing finished is lost by it."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from accounts import posix_rights
from databases import on_sqlite

from physiocheck_desktop.database.address import DatabaseAddress
from physiocheck_desktop.database.database import Database
from physiocheck_desktop.domain.errors import SettingsError, StorageError
from physiocheck_desktop.domain.people import Actor
from physiocheck_desktop.domain.repetition import Repetition, SessionAssessment
from physiocheck_desktop.services.local_patient import local_patient
from physiocheck_desktop.services.sessions import SessionService, utc_now


def told(error: pytest.ExceptionInfo[StorageError]) -> StorageError:
    """Return the error after checking that it says all that a person needs."""
    assert error.value.what.endswith(".")
    assert error.value.remedy.endswith(".")
    return error.value


@posix_rights
def test_a_folder_that_may_only_be_read_is_named(shared_folder: Path, ordinary_account: None) -> None:
    with pytest.raises(StorageError) as refused:
        Database.open(DatabaseAddress(file=shared_folder / "new" / "physiocheck.sqlite3"))
    assert str(shared_folder / "new") in told(refused).what


@posix_rights
def test_a_database_that_may_only_be_read_is_named(shared_folder: Path, request: pytest.FixtureRequest) -> None:
    file = shared_folder / "physiocheck.sqlite3"
    Database.open(DatabaseAddress(file=file)).close()
    file.chmod(0o444)
    request.getfixturevalue("ordinary_account")
    with pytest.raises(StorageError) as refused:
        Database.open(DatabaseAddress(file=file))
    assert str(shared_folder) in told(refused).what


def test_a_data_folder_that_is_a_file_is_named(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("not a folder", encoding="utf-8")
    with pytest.raises(StorageError) as refused:
        Database.open(DatabaseAddress(file=tmp_path / "data" / "physiocheck.sqlite3"))
    assert str(tmp_path / "data") in told(refused).what


@pytest.mark.parametrize("content", [b"no database at all " * 100, b"SQLite format 3\x00" + b"\xff" * 5000])
def test_a_file_that_is_no_database_is_named_and_left_alone(database_file: Path, content: bytes) -> None:
    database_file.parent.mkdir()
    database_file.write_bytes(content)
    with pytest.raises(StorageError) as refused:
        Database.open(DatabaseAddress(file=database_file))
    assert str(database_file) in told(refused).what
    assert "backup" in refused.value.remedy
    assert database_file.read_bytes() == content


@on_sqlite
def test_damage_in_the_middle_of_the_file_is_told_when_it_is_met(
    database: Database, sessions: SessionService, patient: Actor, make_assessment: Any, database_file: Path
) -> None:
    begun = sessions.start(patient, "squat", "Squat")
    sessions.finish(patient, begun.id, make_assessment(60))
    database.close()
    with database_file.open("r+b") as file:
        file.seek(4096)
        file.write(b"\xff" * (database_file.stat().st_size - 4096))

    def look_up() -> None:
        with closing(Database.open(DatabaseAddress(file=database_file))) as reopened:
            SessionService(reopened.unit_of_work).detail(patient, begun.id)

    with pytest.raises(StorageError, match="damaged") as refused:
        look_up()
    told(refused)


@on_sqlite
def test_a_database_that_another_program_holds_is_told_and_the_repetition_kept_by_the_next_try(
    sessions: SessionService, patient: Actor, make_repetition: Callable[[int], Repetition], database_file: Path
) -> None:
    begun = sessions.start(patient, "squat", "Squat")
    with closing(sqlite3.connect(database_file, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(StorageError, match="held by another program") as refused:
            sessions.record_repetition(patient, begun.id, make_repetition(1))
        assert told(refused).kept
        other.execute("ROLLBACK")
    sessions.record_repetition(patient, begun.id, make_repetition(1))
    assert sessions.detail(patient, begun.id).repetitions == (make_repetition(1),)


def fill_up(
    sessions: SessionService, patient: Actor, make_repetition: Callable[[int], Repetition]
) -> tuple[Any, int, StorageError]:
    """Record repetitions until the disk is full; return the session, how many were kept, and what was told."""
    begun = sessions.start(patient, "squat", "Squat")
    for index in range(1, 5000):
        try:
            sessions.record_repetition(patient, begun.id, make_repetition(index))
        except StorageError as error:
            return begun.id, index - 1, error
    pytest.fail("The disk was never full.")


@on_sqlite
def test_a_full_disk_is_told_and_every_finished_repetition_kept(
    database: Database, patient: Actor, make_repetition: Callable[[int], Repetition], make_assessment: Any
) -> None:
    sessions = SessionService(database.unit_of_work)
    with database._engine.connect() as connection:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar_one()
    limit = f"PRAGMA max_page_count = {pages + 10}"
    for pooled in [database._engine.raw_connection() for _ in range(2)]:
        pooled.execute(limit)
        pooled.close()
    session_id, kept, error = fill_up(sessions, patient, make_repetition)
    assert kept > 3
    assert "full" in error.what
    assert error.kept
    assert [each.index for each in sessions.detail(patient, session_id).repetitions] == list(range(1, kept + 1))
    assert sessions.history(patient)[0].repetition_count == kept

    with database._engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA max_page_count = 100000")
    database.close()
    assert sessions.finish(patient, session_id, make_assessment(kept + 2)).repetition_count == kept + 2


def test_on_a_disk_that_is_really_full_nothing_finished_is_lost(
    small_disk: Path, make_repetition: Callable[[int], Repetition], make_assessment: Callable[..., SessionAssessment]
) -> None:
    database = Database.open(DatabaseAddress(file=small_disk / "data" / "physiocheck.sqlite3"))
    patient = local_patient(database.unit_of_work, "this-computer", utc_now())
    sessions = SessionService(database.unit_of_work)
    session_id, kept, error = fill_up(sessions, patient, make_repetition)
    assert "full" in error.what
    assert len(sessions.detail(patient, session_id).repetitions) == kept

    (small_disk / "ballast").unlink()
    sessions.record_repetition(patient, session_id, make_repetition(kept + 1))
    assert len(sessions.detail(patient, session_id).repetitions) == kept + 1
    database.close()


def test_a_server_that_is_not_there_is_told_without_the_password(database_file: Path) -> None:
    with pytest.raises(StorageError, match="cannot be reached") as refused:
        Database.open(DatabaseAddress(file=database_file, url="mysql://somebody:s3cret@127.0.0.1:9/physiocheck"))
    assert "127.0.0.1" in told(refused).what
    assert "s3cret" not in str(refused.value)
    assert not database_file.exists()


@pytest.mark.parametrize(
    "address",
    ["postgresql://a:s3cret@host/db", "no address s3cret", "sqlite://", "sqlite:///:memory:", "nonsense+x://"],
)
def test_an_address_of_another_kind_is_refused_without_repeating_it(database_file: Path, address: str) -> None:
    with pytest.raises(SettingsError, match=r"database\.url") as refused:
        Database.open(DatabaseAddress(file=database_file, url=address))
    assert "s3cret" not in str(refused.value)

"""After whole lives, what was told in confidence is in no file in the clear, and nothing of anybody is in a log."""

import logging
import os
import stat
from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from pathlib import Path

import pytest
from databases import on_sqlite
from recording_desk import desk
from whole_lives import HASHER, Lives

from physiocheck_desktop.config.logging import start_logging
from physiocheck_desktop.config.paths import database_file, files_folder, journal_file, log_file
from physiocheck_desktop.config.sections import LogLevel
from physiocheck_desktop.database.address import DatabaseAddress
from physiocheck_desktop.database.database import Database
from physiocheck_desktop.database.upkeep import SqlDatabaseUpkeep
from physiocheck_desktop.domain.errors import AccessError, ConflictError, StorageError
from physiocheck_desktop.domain.people import Actor, Role
from physiocheck_desktop.domain.profile import ClinicalDetails
from physiocheck_desktop.domain.repetition import SessionAssessment
from physiocheck_desktop.integrations.local_files import LocalFileStore
from physiocheck_desktop.reports.person_archive import ZipPersonArchives
from physiocheck_desktop.services.person_export import PersonExportService

CONFIDENTIAL = (
    "phone",
    "address",
    "emergency",
    "conditions",
    "goals",
    "notes",
    "request",
    "answer",
    "farewell",
    "plan",
    "goal",
    "hint",
)
"""Parts of the marked texts of `whole_lives` that are told in confidence."""

SAID_BY_AN_ERROR = "pat-notes of pat@example.org"
IN_JOURNAL = ("left_knee", "Brust raus", "Squat", "chest-up")


@pytest.fixture
def own_log(data_folder: Path) -> Iterator[None]:
    """Log everything, from before the database is opened, and leave the log of the tests as it was."""
    root = logging.getLogger()
    handlers, level = list(root.handlers), root.level
    start_logging(log_file(data_folder), LogLevel.DEBUG)
    yield
    for each in set(root.handlers) - set(handlers):
        root.removeHandler(each)
        each.close()
    root.setLevel(level)


@on_sqlite
def test_nothing_told_in_confidence_is_on_the_disk_and_nothing_of_anybody_in_the_log(
    own_log: None,
    database_address: DatabaseAddress,
    database: Database,
    data_folder: Path,
    tmp_path: Path,
    make_assessment: Callable[..., SessionAssessment],
) -> None:
    lives = Lives(database, LocalFileStore(files_folder(data_folder)), tmp_path, make_assessment)
    clinic = lives.clinic()
    exports = PersonExportService(database.unit_of_work, lives.vault, ZipPersonArchives(), HASHER, lives.clock)
    exports.export_for(clinic.ada.actor, clinic.pat.user_id, "for-a-reason-of-pats", tmp_path / "pat.zip")
    record_through_the_journal(database_address, journal_file(data_folder, database.told), make_assessment)
    go_wrong(database, lives, clinic.pat.actor)
    SqlDatabaseUpkeep(database_address).back_up(None)

    files = [
        each for each in data_folder.rglob("*") if each.is_file() and files_folder(data_folder) not in each.parents
    ]
    assert database_file(data_folder).with_name("physiocheck.sqlite3-wal") in files
    assert any(each.parent.name == "backups" for each in files)
    secrets = [f"{name}-{part}" for name in ("pat", "other", "lone") for part in CONFIDENTIAL]
    secrets += [
        "for-a-reason-of-pats",
        "1980-05-17",
        "pat@example.org",
        "ada@example.org",
        "vera-phone",
        "vera-address",
    ]
    for each in files:
        content = each.read_bytes()
        assert [secret for secret in secrets if secret.encode() in content] == [], each.name
    journals = [each for each in files if each.name.startswith("journal-")]
    assert journals
    assert not any(told.encode() in each.read_bytes() for each in journals for told in IN_JOURNAL)

    log = b"".join(each.read_bytes() for each in files if "logs" in each.parts)
    assert b"ERROR" in log
    for of_somebody in (*secrets, "pat-", "vera-", "lone-", "Pat Ient", "Marker", "example.org", "left_knee", "Squat"):
        assert of_somebody.encode() not in log

    if os.name != "nt":
        folders = [data_folder, *(each for each in data_folder.rglob("*") if each.is_dir())]
        assert {oct(stat.S_IMODE(each.stat().st_mode)) for each in files} == {"0o600"}
        assert {oct(stat.S_IMODE(each.stat().st_mode)) for each in folders} == {"0o700"}


def record_through_the_journal(
    address: DatabaseAddress, journal: Path, make_assessment: Callable[..., SessionAssessment]
) -> None:
    """Record a session whose database takes nothing, so that all of it stays in the journal."""
    with desk(address, journal) as at:
        nobody = Actor(at.patient.user_id, Role.PATIENT)
        with suppress(StorageError):
            at.delivery.close()
        begun = at.recording.begin(nobody, "squat", "Squat")
        for each in make_assessment(3).repetitions:
            at.recording.record_repetition(nobody, begun.id, each)
        with closing(type(at.journal)(journal)) as kept:
            assert len(kept.waiting(9)) == 4


def go_wrong(database: Database, lives: Lives, patient: Actor) -> None:
    """Let be refused what can be, and a fault of ours be logged with its traceback."""
    with suppress(AccessError):
        lives.door.sign_in("pat@example.org", "pat-wrong-password", "pat-computer")
    with suppress(ConflictError):
        lives.profiles.save_clinical(patient, patient.user_id, 0, ClinicalDetails(notes="pat-notes"))
    try:
        int(SAID_BY_AN_ERROR)
    except ValueError:
        logging.getLogger("physiocheck_desktop").exception("Something went wrong.")
    with database.unit_of_work(read_only=True) as uow, suppress(Exception):
        uow._session.connection().exec_driver_sql("SELECT 'pat-notes' FROM nowhere")

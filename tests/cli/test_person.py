"""`physiocheck person`: all data of whoever uses this computer into an archive, and erased."""

import json
import sqlite3
import zipfile
from contextlib import closing
from pathlib import Path

import pytest

from physiocheck_desktop.bootstrap import build_application
from physiocheck_desktop.config.settings import load_settings
from physiocheck_desktop.domain.errors import ExitCode
from tests.cli.conftest import Physiocheck


@pytest.fixture
def physiocheck(physiocheck_here: Physiocheck) -> Physiocheck:
    return physiocheck_here


@pytest.fixture
def data_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A data folder with one session of this computer's patient."""
    folder = tmp_path / "data"
    monkeypatch.setenv("PHYSIOCHECK_DATA_FOLDER", str(folder))
    with build_application(load_settings()) as application:
        begun = application.sessions.start(application.actor, "squat", "Squat")
        application.sessions.abandon(application.actor, begun.id)
    return folder


def sessions_in(folder: Path) -> int:
    with closing(sqlite3.connect(folder / "physiocheck.sqlite3")) as connection:
        return int(connection.execute("SELECT count(*) FROM sessions").fetchone()[0])


def test_whoever_uses_this_computer_gets_all_that_is_kept(
    physiocheck: Physiocheck, data_folder: Path, tmp_path: Path
) -> None:
    done = physiocheck("person", "export", "--output", str(tmp_path / "mine.zip"))
    assert done.returncode == ExitCode.DONE, done.stderr
    assert "not encrypted" in done.stdout
    with zipfile.ZipFile(tmp_path / "mine.zip") as archive:
        assert len(json.loads(archive.read("data/sessions.json"))["rows"]) == 1


@pytest.mark.parametrize(("language", "heading"), [("en", "Sessions"), ("de_DE", "Sitzungen"), ("es", "Sesiones")])
def test_the_archive_speaks_the_language_of_the_settings(
    language: str, heading: str, physiocheck: Physiocheck, data_folder: Path, tmp_path: Path
) -> None:
    arguments = ("person", "export", "--output", str(tmp_path / "mine.zip"))
    done = physiocheck(*arguments, PHYSIOCHECK_DISPLAY__LANGUAGE=language)
    assert done.returncode == ExitCode.DONE, done.stderr
    with zipfile.ZipFile(tmp_path / "mine.zip") as archive:
        assert f"<h2>{heading}</h2>" in archive.read("summary.html").decode()


def test_an_erasure_is_asked_for_taken_back_and_carried_out(
    physiocheck: Physiocheck, data_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    unsure = physiocheck("person", "erase")
    assert (unsure.returncode, "--yes" in unsure.stderr) == (ExitCode.INPUT, True)
    assert physiocheck("person", "erase", "--yes").returncode == ExitCode.DONE
    assert "Nothing will be erased" in physiocheck("person", "erase", "--take-back").stdout
    early = physiocheck("person", "carry-out")
    assert (early.returncode, early.stdout) == (ExitCode.DONE, "Nobody is to be erased yet.\n")
    assert sessions_in(data_folder) == 1
    monkeypatch.setenv("PHYSIOCHECK_PRIVACY__GRACE_DAYS", "0")
    erased = physiocheck("person", "erase", "--yes")
    assert erased.returncode == ExitCode.DONE, erased.stderr
    assert "People erased: 1" in erased.stdout
    assert sessions_in(data_folder) == 0


def test_another_persons_data_takes_an_administrator(
    physiocheck: Physiocheck, data_folder: Path, tmp_path: Path
) -> None:
    refused = physiocheck("person", "export", "--output", str(tmp_path / "x.zip"), "--of", "pat@example.org")
    assert (refused.returncode, "--sign-in" in refused.stderr) == (ExitCode.INPUT, True)
    assert not (tmp_path / "x.zip").exists()


def test_an_administrator_who_forgets_for_whom_does_not_erase_themselves(physiocheck: Physiocheck) -> None:
    refused = physiocheck("person", "erase", "--sign-in", "ada@example.org", "--reason", "asked by letter", "--yes")
    assert (refused.returncode, "Add --of" in refused.stderr) == (ExitCode.INPUT, True)

"""`physiocheck audit verify`: says that the trail is whole, or where it is not."""

import sqlite3
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


def test_a_changed_trail_is_told_from_a_whole_one(
    physiocheck: Physiocheck, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PHYSIOCHECK_DATA_FOLDER", str(tmp_path / "data"))
    with build_application(load_settings()) as application:
        begun = application.sessions.start(application.actor, "squat", "Squat")
        application.sessions.abandon(application.actor, begun.id)
    whole = physiocheck("audit", "verify")
    assert whole.returncode == ExitCode.DONE, whole.stderr
    assert "entries are as they were written" in whole.stdout
    noted = whole.stdout.split("--expect ")[1].strip()
    assert physiocheck("audit", "verify", "--expect", noted).returncode == ExitCode.DONE
    other = physiocheck("audit", "verify", "--expect", noted[:-1] + ("0" if noted[-1] != "0" else "1"))
    assert (other.returncode, "not the one that was noted" in other.stdout) == (ExitCode.STORAGE, True)
    assert physiocheck("audit", "verify", "--expect", "nonsense").returncode == ExitCode.INPUT
    with closing(sqlite3.connect(tmp_path / "data" / "physiocheck.sqlite3")) as connection, connection:
        connection.execute("UPDATE audit_log SET action = 'Something.else' WHERE position = 1")
    changed = physiocheck("audit", "verify")
    assert changed.returncode == ExitCode.STORAGE
    assert "Entry 1 was changed" in changed.stdout

"""`physiocheck suggestions`: what stored sessions speak for, decided on from a console."""

import json
from pathlib import Path

import pytest
from stored_sessions import repetition

from physiocheck_desktop.bootstrap import build_application
from physiocheck_desktop.config.settings import load_settings
from physiocheck_desktop.domain.errors import ExitCode
from physiocheck_desktop.domain.repetition import SessionAssessment
from tests.cli.conftest import Physiocheck


@pytest.fixture
def physiocheck(physiocheck_here: Physiocheck) -> Physiocheck:
    return physiocheck_here


@pytest.fixture
def data_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Keep four sessions of squats that stay short of their target, as the window would."""
    folder = tmp_path / "data"
    monkeypatch.setenv("PHYSIOCHECK_DATA_FOLDER", str(folder))
    with build_application(load_settings()) as application:
        for _ in range(4):
            begun = application.sessions.start(application.actor, "squat", "Squat")
            done = tuple(repetition(index, 118.0) for index in range(1, 9))
            assessment = SessionAssessment("squat", done, (), None, 1800, 1800, 0.0, 60.0)
            application.sessions.finish(application.actor, begun.id, assessment)
    return folder


def test_suggestions_are_listed_shown_accepted_and_hold(
    physiocheck: Physiocheck, data_folder: Path, tmp_path: Path
) -> None:
    told = physiocheck("suggestions", "list")
    assert told.returncode == ExitCode.DONE, told.stderr
    assert "squat: ease the target" in told.stdout
    listed = json.loads(physiocheck("suggestions", "list", "--json").stdout)
    eased = next(each for each in listed if each["suggestion"]["kind"] == "ease_target")
    assert eased["suggestion"]["evidence"]["sessions"] == 4
    number = eased["id"].replace("-", "")[:8]
    shown = physiocheck("suggestions", "show", number).stdout
    assert "as it is:" in shown
    assert "target of left knee: 95 to" in shown
    assert "Accepted" in physiocheck("suggestions", "accept", number).stdout
    written = tmp_path / "squat.toml"
    assert physiocheck("suggestions", "exercise", "squat", "-o", written).returncode == ExitCode.DONE
    assert "peak = 95" not in written.read_text(encoding="utf-8").split("left_knee")[1][:40]
    assert "ease the target" not in physiocheck("suggestions", "list").stdout
    assert "(accepted)" in physiocheck("suggestions", "list", "--all").stdout
    refused = physiocheck("suggestions", "reject", number)
    assert refused.returncode == ExitCode.INPUT
    assert "accepted already" in refused.stderr
    with build_application(load_settings()) as application:
        adapted = application.exercises.find("squat")
        assert next(each.peak for each in adapted.progress if each.measure == "left_knee") > 95.0
    assert data_folder.is_dir()


@pytest.mark.usefixtures("data_folder")
def test_a_number_that_is_none_is_told(physiocheck: Physiocheck) -> None:
    refused = physiocheck("suggestions", "accept", "zzzz")
    assert refused.returncode == ExitCode.INPUT
    assert "list --all" in refused.stderr

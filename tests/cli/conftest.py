"""Running `physiocheck` as people and scripts do: in a process of its own."""

import io
import os
import subprocess
import sys
from collections.abc import Callable
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from pathlib import Path

import av
import pytest

from physiocheck_desktop.cli import loading
from physiocheck_desktop.cli.app import run

ROOT = Path(__file__).resolve().parents[2]
SAMPLES = ROOT / "resources" / "samples"
COMMAND = [sys.executable, "-P", "-m", "physiocheck_desktop"]

Physiocheck = Callable[..., subprocess.CompletedProcess[str]]


def environment_of(**changes: str) -> dict[str, str]:
    """Return the variables that the command runs with: this tree, no display, a console of usual width, English."""
    usual = {"PYTHONPATH": str(ROOT), "COLUMNS": "120", "PHYSIOCHECK_DISPLAY__LANGUAGE": "en"}
    variables = {**os.environ, **usual, **changes}
    variables.pop("DISPLAY", None)
    return variables


def run_physiocheck(
    folder: Path, arguments: tuple[str | Path, ...], **environment: str
) -> subprocess.CompletedProcess[str]:
    """Run the command in a folder; fail where a traceback reaches the screen."""
    finished = subprocess.run(
        [*COMMAND, *map(str, arguments)],
        cwd=folder,
        env=environment_of(**environment),
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )
    assert "Traceback" not in finished.stdout + finished.stderr
    return finished


@pytest.fixture
def physiocheck(tmp_path: Path) -> Physiocheck:
    """Return a runner of the command in an empty folder; it fails where a traceback reaches the screen."""
    return lambda *arguments, **environment: run_physiocheck(tmp_path, arguments, **environment)


@pytest.fixture
def physiocheck_here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Physiocheck:
    """Return a runner of the command in this process, for what it says and does: to start Python takes longer."""

    def run_here(*arguments: str | Path, **environment: str) -> subprocess.CompletedProcess[str]:
        out, err = io.StringIO(), io.StringIO()
        with monkeypatch.context() as here, redirect_stdout(out), redirect_stderr(err):
            here.chdir(tmp_path)
            for name, value in {"COLUMNS": "120", "PHYSIOCHECK_DISPLAY__LANGUAGE": "en", **environment}.items():
                here.setenv(name, value)
            here.delenv("DISPLAY", raising=False)
            here.setattr(loading, "pass_by_what_is_there", lambda: None)  # this process has other tests to do
            code = run([*map(str, arguments)])
        assert "Traceback" not in out.getvalue() + err.getvalue()
        return subprocess.CompletedProcess(list(arguments), code, out.getvalue(), err.getvalue())

    return run_here


@pytest.fixture(scope="session")
def squat_clip() -> Path:
    return SAMPLES / "squat.mp4"


@pytest.fixture(scope="session")
def squat_definition() -> str:
    """The text of the ready-made squat's file."""
    return (ROOT / "resources" / "exercises" / "squat.toml").read_text(encoding="utf-8")


@dataclass(frozen=True)
class AnalysedOnce:
    """One run over the whole clip with every output, which several tests look at.

    Attributes:
        finished: The process.
        folder: Where `result.json`, `.csv`, `-repetitions.csv`, `.mp4`, `.pdf` and `.npz` (landmarks) are.
        log: What the program logged.
    """

    finished: subprocess.CompletedProcess[str]
    folder: Path
    log: Path

    @property
    def landmarks(self) -> Path:
        """The movement without its pictures, which is analysed again in no time."""
        return self.folder / "result.npz"


@pytest.fixture(scope="session")
def analysed_once(squat_clip: Path, tmp_path_factory: pytest.TempPathFactory) -> AnalysedOnce:
    folder, data = tmp_path_factory.mktemp("analysed"), tmp_path_factory.mktemp("data")
    video = folder / "Maria Muster squat.mp4"
    video.write_bytes(squat_clip.read_bytes())
    files = ("--json", "result.json", "--csv", "result.csv", "--video", "result.mp4", "--report", "result.pdf")
    finished = run_physiocheck(
        folder,
        ("analyze", video, "--exercise", "squat", *files, "--save-landmarks", "result.npz"),
        PHYSIOCHECK_DATA_FOLDER=str(data),
        PHYSIOCHECK_LOGGING__LEVEL="debug",
    )
    return AnalysedOnce(finished, folder, data / "logs" / "physiocheck.log")


@pytest.fixture(scope="session")
def first_seconds(squat_clip: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a clip of the sample's first two seconds, for tests that need pictures and no whole repetition."""
    path = tmp_path_factory.mktemp("clips") / "first-seconds.mp4"
    with av.open(str(squat_clip)) as whole, av.open(str(path), "w") as cut:
        taken = whole.streams.video[0]
        stream = cut.add_stream_from_template(taken)
        for packet in whole.demux(taken):
            if packet.dts is not None and packet.dts * packet.time_base < 2:
                packet.stream = stream
                cut.mux(packet)
    return path

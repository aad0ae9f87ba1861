"""Running `physiocheck` as people and scripts do: in a process of its own."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SAMPLES = ROOT / "resources" / "samples"

Physiocheck = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def physiocheck(tmp_path: Path) -> Physiocheck:
    """Return a runner of the command in an empty folder; it fails where a traceback reaches the screen."""

    def run(*arguments: str | Path, **environment: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-P", "-m", "physiocheck_desktop", *map(str, arguments)]
        variables = {**os.environ, "PYTHONPATH": str(ROOT), "COLUMNS": "120", **environment}
        variables.pop("DISPLAY", None)
        finished = subprocess.run(
            command, cwd=tmp_path, env=variables, capture_output=True, text=True, check=False, timeout=300
        )
        assert "Traceback" not in finished.stdout + finished.stderr
        return finished

    return run


@pytest.fixture(scope="session")
def squat_clip() -> Path:
    return SAMPLES / "squat.mp4"

"""A command that is told to end leaves nothing half-written and keeps what was finished."""

import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.conftest import COMMAND, environment_of

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(sys.platform == "win32", reason="Windows asks programs to end in other ways"),
]


def stop_when(
    ready: Callable[[], bool], request: signal.Signals, folder: Path, *arguments: str | Path
) -> subprocess.CompletedProcess[str]:
    """Run the command, send it a signal as soon as it is ready for that, and return how it ended."""
    with subprocess.Popen(
        [*COMMAND, *map(str, arguments)],
        cwd=folder,
        env=environment_of(),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        deadline = time.monotonic() + 90
        while not ready() and process.poll() is None and time.monotonic() < deadline:
            time.sleep(0.05)
        process.send_signal(request)
        try:
            output, errors = process.communicate(timeout=30)
        finally:
            process.kill()  # where it does not end by itself the test fails, and does not hang
    return subprocess.CompletedProcess(process.args, process.returncode, output, errors)


@pytest.mark.parametrize("request_to_end", ["SIGINT", "SIGTERM", "SIGHUP"])
def test_an_analysis_that_is_stopped_leaves_no_file(request_to_end: str, squat_clip: Path, tmp_path: Path) -> None:
    results = tmp_path / "results"
    results.mkdir()
    files = ("--csv", "a.csv", "--video", "a.mp4", "--json", "a.json")

    ended = stop_when(
        lambda: len(list(results.iterdir())) == 2,
        signal.Signals[request_to_end],
        results,
        *("analyze", squat_clip, "-e", "squat", *files),
    )

    assert ended.returncode == 130, ended.stderr
    assert "Stopped. What was finished before is kept" in ended.stderr
    assert list(results.iterdir()) == []


def rows(data_folder: Path, query: str) -> list[tuple[object, ...]]:
    with sqlite3.connect(data_folder / "demo" / "physiocheck.sqlite3") as connection:
        return connection.execute(query).fetchall()


def a_repetition_is_kept(data_folder: Path) -> bool:
    try:
        return bool(rows(data_folder, "SELECT 1 FROM session_progress"))
    except sqlite3.OperationalError:
        return False


def test_a_session_that_is_stopped_is_kept_with_what_was_finished(data_folder: Path, tmp_path: Path) -> None:
    ended = stop_when(
        lambda: a_repetition_is_kept(data_folder),
        signal.SIGTERM,
        tmp_path,
        *("demo", "--headless", "--output", tmp_path / "shown"),
    )

    assert ended.returncode == 130, ended.stderr
    assert rows(data_folder, "SELECT state FROM sessions") == [("abandoned",)]
    assert rows(data_folder, "SELECT repetition_count >= 1 FROM session_results") == [(1,)]
    assert list((tmp_path / "shown").iterdir()) == []


@pytest.mark.parametrize("request_to_end", ["SIGTERM", "SIGHUP"])
def test_a_window_that_is_told_to_end_keeps_its_session(
    request_to_end: str, data_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")

    ended = stop_when(
        lambda: a_repetition_is_kept(data_folder),
        signal.Signals[request_to_end],
        tmp_path,
        "demo",
        "--exercise",
        "squat",
    )

    assert ended.returncode == 0, ended.stderr
    assert rows(data_folder, "SELECT state FROM sessions") == [("abandoned",)]
    assert rows(data_folder, "SELECT repetition_count >= 1 FROM session_results") == [(1,)]

"""What was asked for is written where it was asked for, and nothing else is touched."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import COMMAND, AnalysedOnce, Physiocheck, environment_of

full_device = pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no device that is always full")


@pytest.fixture
def mine(first_seconds: Path, tmp_path: Path) -> Path:
    """A video that must not be harmed."""
    video = tmp_path / "mine.mp4"
    video.write_bytes(first_seconds.read_bytes())
    return video


@pytest.mark.parametrize("option", ["--json", "--csv", "--video", "--report", "--save-landmarks"])
def test_an_output_that_would_replace_the_input_is_refused(
    option: str, physiocheck: Physiocheck, mine: Path, first_seconds: Path
) -> None:
    finished = physiocheck("analyze", mine, "-e", "squat", option, mine)

    assert finished.returncode == 3
    assert "mine.mp4 is named twice" in finished.stderr
    assert mine.read_bytes() == first_seconds.read_bytes()


@pytest.mark.skipif(sys.platform == "win32", reason="links take special rights on Windows")
def test_the_input_is_known_again_by_any_of_its_names(physiocheck: Physiocheck, mine: Path, tmp_path: Path) -> None:
    (tmp_path / "link.mp4").symlink_to(mine)
    (tmp_path / "twin.mp4").hardlink_to(mine)
    for video, output in (("link.mp4", "mine.mp4"), ("mine.mp4", "twin.mp4"), (mine.as_uri(), "./mine.mp4")):
        finished = physiocheck("analyze", video, "-e", "squat", "--video", output)
        assert finished.returncode == 3
        assert "is named twice" in finished.stderr


def test_two_outputs_do_not_share_a_file(physiocheck: Physiocheck, mine: Path) -> None:
    for outputs in (("--json", "x", "--report", "./x"), ("--csv", "x.csv", "--json", "x-repetitions.csv")):
        finished = physiocheck("analyze", mine, "-e", "squat", *outputs)
        assert finished.returncode == 3
        assert "is named twice" in finished.stderr


def test_only_json_goes_to_the_standard_output(physiocheck: Physiocheck, mine: Path, tmp_path: Path) -> None:
    finished = physiocheck("analyze", mine, "-e", "squat", "--report", "-")

    assert finished.returncode == 3
    assert "Only the JSON result" in finished.stderr
    assert not (tmp_path / "-").exists()


@full_device
@pytest.mark.parametrize("arguments", [["exercises"], ["--version"], ["--help"]], ids=str)
def test_a_standard_output_that_takes_nothing_ends_with_the_code_of_a_full_disk(arguments: list[str]) -> None:
    with Path("/dev/full").open("w") as full:
        finished = subprocess.run(
            [*COMMAND, *arguments], env=environment_of(), stdout=full, stderr=subprocess.PIPE, text=True, check=False
        )
    assert finished.returncode == 6
    assert "Traceback" not in finished.stderr


@full_device
def test_the_exit_code_is_right_also_where_nobody_can_be_told(tmp_path: Path) -> None:
    with Path("/dev/full").open("w") as full:
        finished = subprocess.run(
            [*COMMAND, "analyze", "missing.mp4", "-e", "squat"],
            cwd=tmp_path,
            env=environment_of(),
            stderr=full,
            check=False,
        )
    assert finished.returncode == 3


@full_device
def test_what_others_left_for_a_full_standard_error_changes_no_exit_code(tmp_path: Path) -> None:
    left = "import io, sys; sys.__stderr__ = sys.stderr = io.TextIOWrapper(open(2, 'wb', closefd=False)); "
    left += "sys.stderr.write('chatter'); from physiocheck_desktop.cli.app import run; sys.exit(run(sys.argv[1:]))"
    with Path("/dev/full").open("w") as full:
        finished = subprocess.run(
            [sys.executable, "-c", left, "analyze", "missing.mp4", "-e", "squat"],
            cwd=tmp_path,
            env=environment_of(),
            stderr=full,
            check=False,
        )
    assert finished.returncode == 3


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no shell that closes streams")
@pytest.mark.slow
def test_without_a_standard_output_files_are_written_and_json_for_it_is_refused(
    analysed_once: AnalysedOnce, tmp_path: Path
) -> None:
    def analyse(*outputs: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            ["sh", "-c", '"$@" >&-', "sh", *COMMAND, "analyze", analysed_once.landmarks, "-e", "squat", *outputs],
            cwd=tmp_path,
            env=environment_of(),
            capture_output=True,
            text=True,
            check=False,
        )

    assert analyse("--json", "result.json").returncode == 0
    assert (tmp_path / "result.json").stat().st_size > 0
    refused = analyse("--json", "-")
    assert refused.returncode == 6
    assert "no standard output" in refused.stderr


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no pipes of this kind")
def test_a_reader_that_leaves_early_is_no_error() -> None:
    reading, writing = os.pipe()
    os.close(reading)
    finished = subprocess.run(
        [*COMMAND, "exercises"], env=environment_of(), stdout=writing, stderr=subprocess.PIPE, text=True, check=False
    )
    os.close(writing)
    assert finished.returncode == 0
    assert finished.stderr == ""

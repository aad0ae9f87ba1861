"""`physiocheck analyze` counts what the sample clip shows and writes every file that was asked for."""

import csv
import json
import subprocess
from pathlib import Path

import pypdf
import pytest

from tests.cli.conftest import Physiocheck

pytestmark = pytest.mark.slow


@pytest.fixture
def truth(squat_clip: Path) -> dict[str, list[dict[str, float]]]:
    truth: dict[str, list[dict[str, float]]] = json.loads(squat_clip.with_suffix(".truth.json").read_text("utf-8"))
    return truth


def test_all_outputs_of_one_run_tell_the_same_true_story(
    physiocheck: Physiocheck, squat_clip: Path, truth: dict[str, list[dict[str, float]]], tmp_path: Path
) -> None:
    files = {name: tmp_path / f"result.{name}" for name in ("json", "csv", "mp4", "pdf")}
    finished = physiocheck(
        "analyze",
        squat_clip,
        "--exercise",
        "squat",
        "--json",
        files["json"],
        "--csv",
        files["csv"],
        "--video",
        files["mp4"],
        "--report",
        files["pdf"],
    )
    assert finished.returncode == 0, finished.stderr
    assert "5 repetitions counted" in finished.stdout

    report = json.loads(files["json"].read_text(encoding="utf-8"))
    assert report["repetition_count"] == len(report["repetitions"]) == len(truth["repetitions"])
    assert report["partial_repetitions"] == []
    assert report["frames_per_second"] == pytest.approx(30, abs=0.1)
    assert report["seconds_analysed"] == pytest.approx(14, abs=0.1)
    assert report["person_share"] == 1.0
    assert 0 < report["score"] <= 100
    for number, (found, true) in enumerate(zip(report["repetitions"], truth["repetitions"], strict=True), start=1):
        assert found["index"] == number
        assert found["start_s"] < found["peak_s"] < found["end_s"]
        assert found["peak_s"] == pytest.approx(true["peak_s"], abs=0.35)
        assert all(0 <= part <= 100 for part in found["score_parts"].values())

    rows = list(csv.DictReader(files["csv"].read_text(encoding="utf-8").splitlines()))
    assert len(rows) == report["frames"]
    assert int(rows[-1]["repetition_count"]) == report["repetition_count"]
    assert min(float(row["right_knee_deg"]) for row in rows if row["right_knee_deg"]) < 110
    repetitions = list(csv.DictReader((tmp_path / "result-repetitions.csv").read_text(encoding="utf-8").splitlines()))
    assert [float(row["score"]) for row in repetitions] == pytest.approx(
        [each["score"] for each in report["repetitions"]], abs=0.1
    )

    assert files["mp4"].stat().st_size > 50_000
    page = pypdf.PdfReader(files["pdf"]).pages[0]
    assert "repetitions counted" in page.extract_text()
    assert len(page.images) == 2
    assert not [path for path in tmp_path.iterdir() if path.name.startswith(".")]


@pytest.mark.parametrize("suffix", ["npz", "csv"])
def test_saved_landmarks_are_assessed_exactly_like_the_video_they_come_from(
    suffix: str, physiocheck: Physiocheck, squat_clip: Path, tmp_path: Path
) -> None:
    landmarks = tmp_path / f"squat.{suffix}"
    seen = physiocheck("analyze", squat_clip, "-e", "squat", "--save-landmarks", landmarks, "--json", "-").stdout
    again = physiocheck("analyze", landmarks, "-e", "squat", "--json", "-", "--report", tmp_path / "again.pdf").stdout

    first, second = json.loads(seen), json.loads(again)
    assert first["repetition_count"] == second["repetition_count"] == 5
    for key in ("start_s", "peak_s", "end_s"):
        assert [each[key] for each in first["repetitions"]] == [each[key] for each in second["repetitions"]]
    assert second["score"] == pytest.approx(first["score"], abs=0.05)
    assert (tmp_path / "again.pdf").is_file()


def test_an_output_that_would_replace_the_input_is_refused(
    physiocheck: Physiocheck, squat_clip: Path, tmp_path: Path
) -> None:
    mine = tmp_path / "mine.mp4"
    mine.write_bytes(squat_clip.read_bytes())

    finished = physiocheck("analyze", mine, "-e", "squat", "--video", mine)

    assert finished.returncode == 3
    assert "mine.mp4 is named twice" in finished.stderr
    assert mine.read_bytes() == squat_clip.read_bytes()


def test_json_on_the_standard_output_is_alone_there(physiocheck: Physiocheck, squat_clip: Path) -> None:
    finished = physiocheck("analyze", squat_clip, "--exercise", "Squat", "--json", "-")

    assert json.loads(finished.stdout)["repetition_count"] == 5


def test_a_console_that_cannot_write_a_degree_sign_still_gets_its_table(
    physiocheck: Physiocheck, squat_clip: Path
) -> None:
    finished = physiocheck("analyze", squat_clip, "-e", "squat", PYTHONIOENCODING="ascii", PYTHONUTF8="0", LC_ALL="C")

    assert finished.returncode == 0
    assert "5 repetitions counted" in finished.stdout


def test_demo_without_a_display_keeps_the_session_apart_and_names_its_files(
    physiocheck: Physiocheck, data_folder: Path, tmp_path: Path
) -> None:
    finished = physiocheck("demo", "--output", tmp_path / "shown", QT_QPA_PLATFORM="")

    assert finished.returncode == 0, finished.stderr
    assert "There is no display" in finished.stdout
    assert "5 repetitions counted" in finished.stdout
    for name in ("squat-annotated.mp4", "squat-report.pdf"):
        assert (tmp_path / "shown" / name).is_file()
        assert name in finished.stdout.replace("\n", "")
    assert (data_folder / "demo" / "physiocheck.sqlite3").is_file()
    assert not (data_folder / "physiocheck.sqlite3").exists()


def test_a_full_disk_ends_with_a_sentence_and_leaves_no_half_written_file(
    physiocheck: Physiocheck, squat_clip: Path, small_disk: Path
) -> None:
    finished = physiocheck("analyze", squat_clip, "-e", "squat", "--video", small_disk / "annotated.mp4")

    assert finished.returncode == 6
    assert "annotated.mp4" in finished.stderr
    assert list(small_disk.iterdir()) == []


@pytest.fixture
def small_disk(tmp_path: Path) -> "Path":
    """Mount a disk of 100 KiB, which is less than the annotated video takes."""
    disk = tmp_path / "disk"
    disk.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=100k", "tmpfs", str(disk)], capture_output=True, check=False
    )
    if mounted.returncode != 0:
        pytest.skip("only root on Linux can mount a small disk")
    yield disk
    subprocess.run(["umount", str(disk)], check=True)

"""`physiocheck analyze` counts what the sample clip shows and writes every file that was asked for."""

import csv
import json
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pypdf
import pytest

from tests.cli.conftest import AnalysedOnce, Physiocheck

pytestmark = pytest.mark.slow


@pytest.fixture
def truth(squat_clip: Path) -> dict[str, list[dict[str, float]]]:
    truth: dict[str, list[dict[str, float]]] = json.loads(squat_clip.with_suffix(".truth.json").read_text("utf-8"))
    return truth


def test_all_outputs_of_one_run_tell_the_same_true_story(
    analysed_once: AnalysedOnce, truth: dict[str, list[dict[str, float]]]
) -> None:
    assert analysed_once.finished.returncode == 0, analysed_once.finished.stderr
    assert "5 repetitions counted" in analysed_once.finished.stdout
    folder = analysed_once.folder

    report = json.loads((folder / "result.json").read_text(encoding="utf-8"))
    assert report["repetition_count"] == len(report["repetitions"]) == len(truth["repetitions"])
    assert report["partial_repetitions"] == []
    assert report["frames_per_second"] == pytest.approx(30, abs=0.1)
    assert report["seconds_analysed"] == pytest.approx(14, abs=0.1)
    assert report["person_share"] == 1.0
    assert report["cut_short"] is False
    assert 0 < report["score"] <= 100
    for number, (found, true) in enumerate(zip(report["repetitions"], truth["repetitions"], strict=True), start=1):
        assert found["index"] == number
        assert found["start_s"] < found["peak_s"] < found["end_s"]
        assert found["peak_s"] == pytest.approx(true["peak_s"], abs=0.35)
        assert all(0 <= part <= 100 for part in found["score_parts"].values())

    rows = list(csv.DictReader((folder / "result.csv").read_text(encoding="utf-8").splitlines()))
    assert len(rows) == report["frames"]
    assert int(rows[-1]["repetition_count"]) == report["repetition_count"]
    assert min(float(row["right_knee_deg"]) for row in rows if row["right_knee_deg"]) < 110
    repetitions = list(csv.DictReader((folder / "result-repetitions.csv").read_text(encoding="utf-8").splitlines()))
    assert [float(row["score"]) for row in repetitions] == pytest.approx(
        [each["score"] for each in report["repetitions"]], abs=0.1
    )

    assert (folder / "result.mp4").stat().st_size > 50_000
    page = pypdf.PdfReader(folder / "result.pdf").pages[0]
    assert "repetitions counted" in page.extract_text()
    assert len(page.images) == 2
    assert not [path for path in folder.iterdir() if path.name.startswith(".")]


def test_the_log_of_an_analysis_holds_neither_the_name_of_its_video_nor_where_it_is(
    analysed_once: AnalysedOnce,
) -> None:
    log = analysed_once.log.read_text(encoding="utf-8")

    assert log
    assert "Maria" not in log
    assert str(analysed_once.folder) not in log


def test_saved_landmarks_are_assessed_exactly_like_the_video_they_come_from(
    analysed_once: AnalysedOnce, physiocheck: Physiocheck, tmp_path: Path
) -> None:
    table = tmp_path / "squat.csv"
    again = physiocheck("analyze", analysed_once.landmarks, "-e", "squat", "--json", "-", "--save-landmarks", table)
    by_table = physiocheck("analyze", table, "-e", "squat", "--json", "-", "--report", tmp_path / "again.pdf")

    first = json.loads((analysed_once.folder / "result.json").read_text(encoding="utf-8"))
    assert first["repetition_count"] == 5
    for second in (json.loads(again.stdout), json.loads(by_table.stdout)):
        for key in ("start_s", "peak_s", "end_s"):
            assert [each[key] for each in first["repetitions"]] == [each[key] for each in second["repetitions"]]
        assert second["score"] == pytest.approx(first["score"], abs=0.05)
    assert (tmp_path / "again.pdf").is_file()


@pytest.mark.parametrize(
    ("language", "said"),
    [("de", "Wiederholungen gezählt"), ("es", "repeticiones contadas"), ("fr", "repetitions counted")],
)
def test_the_report_speaks_the_language_of_the_settings_and_data_stays_as_it_is(
    language: str, said: str, analysed_once: AnalysedOnce, physiocheck: Physiocheck, tmp_path: Path
) -> None:
    files = ("--csv", tmp_path / "result.csv", "--report", tmp_path / "result.pdf")
    landmarks = analysed_once.folder / "result.npz"
    finished = physiocheck("analyze", landmarks, "-e", "squat", *files, PHYSIOCHECK_DISPLAY__LANGUAGE=language)
    assert finished.returncode == 0, finished.stderr
    assert said in pypdf.PdfReader(tmp_path / "result.pdf").pages[0].extract_text()
    for name in ("result.csv", "result-repetitions.csv"):
        assert (tmp_path / name).read_bytes() == (analysed_once.folder / name).read_bytes()


def test_json_on_the_standard_output_is_alone_there(analysed_once: AnalysedOnce, physiocheck: Physiocheck) -> None:
    finished = physiocheck("analyze", analysed_once.landmarks, "--exercise", "Squat", "--json", "-")

    assert json.loads(finished.stdout)["repetition_count"] == 5


def test_a_console_that_cannot_write_a_degree_sign_still_gets_its_table(
    analysed_once: AnalysedOnce, physiocheck: Physiocheck
) -> None:
    finished = physiocheck(
        "analyze", analysed_once.landmarks, "-e", "squat", PYTHONIOENCODING="ascii", PYTHONUTF8="0", LC_ALL="C"
    )

    assert finished.returncode == 0
    assert "5 repetitions counted" in finished.stdout


def test_a_narrow_console_gets_fewer_columns_and_no_broken_words(
    analysed_once: AnalysedOnce, physiocheck: Physiocheck
) -> None:
    finished = physiocheck("analyze", analysed_once.landmarks, "-e", "squat", COLUMNS="40")

    assert "5 repetitions counted" in finished.stdout
    assert "…" not in finished.stdout
    assert max(map(len, finished.stdout.splitlines())) <= 40


def test_brackets_in_a_name_are_printed_as_they_are(
    analysed_once: AnalysedOnce, physiocheck: Physiocheck, squat_definition: str, tmp_path: Path
) -> None:
    (tmp_path / "mine.toml").write_text(squat_definition.replace('"Squat"', '"Squat [/b] (easy)"'), encoding="utf-8")
    (tmp_path / "[").mkdir()

    finished = physiocheck("analyze", analysed_once.landmarks, "-e", "mine.toml", "--csv", "[/b].csv")

    assert finished.returncode == 0, finished.stderr
    assert "Squat [/b] (easy)" in finished.stdout
    assert "Written: [/b].csv" in finished.stdout


def test_a_video_that_breaks_off_says_so(physiocheck: Physiocheck, squat_clip: Path, tmp_path: Path) -> None:
    whole = squat_clip.read_bytes()
    assert whole.index(b"moov") < whole.index(b"mdat")
    (tmp_path / "torn.mp4").write_bytes(whole[: len(whole) // 5])

    finished = physiocheck("analyze", "torn.mp4", "-e", "squat", "--json", "result.json")

    assert "breaks off early" in finished.stdout
    assert json.loads((tmp_path / "result.json").read_text(encoding="utf-8"))["cut_short"] is True


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
    physiocheck: Physiocheck, first_seconds: Path, small_disk: Path
) -> None:
    finished = physiocheck("analyze", first_seconds, "-e", "squat", "--video", small_disk / "annotated.mp4")

    assert finished.returncode == 6
    assert "annotated.mp4" in finished.stderr
    assert list(small_disk.iterdir()) == []


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """Mount a disk of 16 KiB, which is less than the annotated video takes."""
    disk = tmp_path / "disk"
    disk.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=16k", "tmpfs", str(disk)], capture_output=True, check=False
    )
    if mounted.returncode != 0:
        pytest.skip("only root on Linux can mount a small disk")
    yield disk
    subprocess.run(["umount", str(disk)], check=True)

"""Whatever is given, the answer is a sentence and an exit code that a script can use, never a traceback."""

import os
import shutil
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path

import av
import numpy as np
import pytest

from physiocheck_desktop.config.resources import pose_model_file
from tests.cli.conftest import Physiocheck


def write_video(path: Path, width: int, height: int, frames: int) -> Path:
    with av.open(str(path), "w") as container:
        stream = container.add_stream("mpeg4", rate=10)
        stream.width, stream.height, stream.pix_fmt = width, height, "yuv420p"
        for _ in range(frames):
            picture = av.VideoFrame.from_ndarray(np.full((height, width, 3), 127, np.uint8), format="rgb24")
            container.mux(stream.encode(picture))
        container.mux(stream.encode())
    return path


def write_sound(path: Path) -> Path:
    with av.open(str(path), "w") as container:
        stream = container.add_stream("aac", rate=44_100)
        for number in range(20):
            frame = av.AudioFrame.from_ndarray(np.zeros((1, 1024), np.float32), format="fltp", layout="mono")
            frame.sample_rate, frame.pts, frame.time_base = 44_100, number * 1024, Fraction(1, 44_100)
            container.mux(stream.encode(frame))
        container.mux(stream.encode())
    return path


def empty_file(folder: Path) -> Path:
    (folder / "empty.mp4").touch()
    return folder / "empty.mp4"


def text_file(folder: Path) -> Path:
    (folder / "notes.mp4").write_text("this is no video", encoding="utf-8")
    return folder / "notes.mp4"


def torn_file(folder: Path) -> Path:
    """Return the first bytes of a video whose index, at its end, is gone."""
    whole = write_video(folder / "whole.mp4", 320, 240, 40).read_bytes()
    (folder / "torn.mp4").write_bytes(whole[: len(whole) // 3])
    return folder / "torn.mp4"


def pipe(folder: Path) -> Path:
    """Return a pipe that nobody writes to: whoever opens it waits for ever."""
    if not hasattr(os, "mkfifo"):
        pytest.skip("this system has no named pipes")
    os.mkfifo(folder / "pipe.mp4")
    return folder / "pipe.mp4"


UNUSABLE: dict[str, Callable[[Path], Path]] = {
    "missing": lambda folder: folder / "nowhere.mp4",
    "folder": lambda folder: folder,
    "empty": empty_file,
    "text": text_file,
    "torn": torn_file,
    "sound alone": lambda folder: write_sound(folder / "sound.mp4"),
    "no frames": lambda folder: write_video(folder / "none.mp4", 320, 240, 0),
    "pipe": pipe,
    "four pixels": lambda folder: write_video(folder / "tiny.mp4", 4, 4, 5),
}


@pytest.mark.parametrize("kind", UNUSABLE)
def test_an_unusable_video_is_named_in_a_sentence(kind: str, physiocheck: Physiocheck, tmp_path: Path) -> None:
    video = UNUSABLE[kind](tmp_path)
    finished = physiocheck("analyze", video, "--exercise", "squat", "--json", tmp_path / "result.json")

    assert finished.returncode == 3, finished.stderr
    assert video.name in finished.stderr
    assert finished.stderr.strip().endswith(".")
    assert not (tmp_path / "result.json").exists()


def test_an_address_that_is_none_is_told(physiocheck: Physiocheck) -> None:
    for address in ("http://[::1", "file://[", "http://"):
        finished = physiocheck("analyze", address, "--exercise", "squat")
        assert finished.returncode == 3, finished.stderr
        assert address in finished.stderr


@pytest.mark.slow
@pytest.mark.parametrize(("width", "height"), [(640, 480), (7680, 4320)], ids=["empty room", "8K"])
def test_a_video_without_a_person_says_so_and_its_json_counts_nothing(
    width: int, height: int, physiocheck: Physiocheck, tmp_path: Path
) -> None:
    video = write_video(tmp_path / "room.mp4", width, height, 6)
    finished = physiocheck("analyze", video, "--exercise", "squat", "--json", tmp_path / "result.json")

    assert finished.returncode == 5
    assert "Nobody was found in room.mp4." in finished.stderr
    assert '"repetition_count": 0' in (tmp_path / "result.json").read_text(encoding="utf-8")


def test_an_unknown_exercise_is_answered_with_those_there_are(physiocheck: Physiocheck, squat_clip: Path) -> None:
    finished = physiocheck("analyze", squat_clip, "--exercise", "levitation")

    assert finished.returncode == 3
    assert "levitation" in finished.stderr
    assert "shoulder-abduction" in finished.stderr


def test_a_broken_exercise_file_is_told_by_line(physiocheck: Physiocheck, squat_clip: Path, tmp_path: Path) -> None:
    (tmp_path / "mine.toml").write_text("schema = 1\nname = \n", encoding="utf-8")
    finished = physiocheck("analyze", squat_clip, "--exercise", tmp_path / "mine.toml")

    assert finished.returncode == 3
    assert "line 2" in finished.stderr


def test_a_wrong_pose_model_is_refused(physiocheck: Physiocheck, squat_clip: Path, tmp_path: Path) -> None:
    model = tmp_path / "other.task"
    shutil.copy(pose_model_file(), model)
    with model.open("r+b") as file:
        file.seek(1000)
        file.write(b"\xff\x00\xff")
    finished = physiocheck("analyze", squat_clip, "--exercise", "squat", PHYSIOCHECK_ENGINE__POSE_MODEL=str(model))

    assert finished.returncode == 7
    assert "model" in finished.stderr


def test_an_output_in_a_folder_that_does_not_exist_is_refused_before_the_analysis(
    physiocheck: Physiocheck, squat_clip: Path, tmp_path: Path
) -> None:
    finished = physiocheck("analyze", squat_clip, "-e", "squat", "--report", tmp_path / "nowhere" / "report.pdf")

    assert finished.returncode == 6
    assert "report.pdf" in finished.stderr


def test_a_data_folder_that_cannot_be_made_stops_the_demo_with_its_path(
    physiocheck: Physiocheck, tmp_path: Path
) -> None:
    blocker = tmp_path / "a file"
    blocker.touch()
    finished = physiocheck(
        "demo", "--headless", "--output", tmp_path / "out", PHYSIOCHECK_DATA_FOLDER=str(blocker / "data")
    )

    assert finished.returncode == 6
    assert "a file" in finished.stderr


def test_without_a_display_the_window_says_what_to_do_instead(physiocheck: Physiocheck) -> None:
    finished = physiocheck(QT_QPA_PLATFORM="", WAYLAND_DISPLAY="")

    assert finished.returncode == 3
    assert "physiocheck demo" in finished.stderr


@pytest.mark.parametrize("arguments", [["--colour"], ["analyze"], ["dance"]], ids=str)
def test_wrong_usage_ends_with_code_two_and_a_hint(arguments: list[str], physiocheck: Physiocheck) -> None:
    finished = physiocheck(*arguments)

    assert finished.returncode == 2
    assert "--help" in finished.stderr


def test_version_and_help_are_short_and_end_well(physiocheck: Physiocheck) -> None:
    assert physiocheck("--version").stdout.startswith("physiocheck 0.")
    shown = physiocheck("analyze", "--help")
    assert shown.returncode == 0
    assert all(option in shown.stdout for option in ("--json", "--csv", "--video", "--report", "--exercise"))
